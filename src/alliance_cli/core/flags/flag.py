"""Defines flags, the settings of their rules, and the registry of rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from alliance_cli.core.course.course import SessionRecord
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.flags.baseline import DEFAULT_RULE, BaselineRule
from alliance_cli.core.walk.script import TENSION_FLAG
from alliance_cli.translation import NC_, _, _c

TENSION = TENSION_FLAG
"""The kind of flag that repeats a report of tension."""
_KINDS = {
    TENSION: NC_("flag", "tension reported"),
    "low-rating": NC_("flag", "low rating"),
    "below-cut-off": NC_("flag", "below cut off"),
    "own-baseline": NC_("flag", "own baseline"),
    "views-apart": NC_("flag", "views apart"),
    "feedback-not-asked-for": NC_("flag", "feedback not asked for"),
}


def kind_in_words(kind: str) -> str:
    """The name of a kind of flag for use in a sentence."""
    return _c("flag", _KINDS[kind]) if kind in _KINDS else kind.replace("-", " ")


class FlagSettings(Struct, frozen=True):
    """The thresholds of the rules. Raises WrongUse for unusable numbers.

    ``baseline``: the own-baseline rule. ``low``: a client's rating at or below this is low (1 to 9).
    ``apart``: the smallest difference of both means that is flagged, in points (above 0, at most 9).
    ``gap``: how many sessions in a row without a rating by the client are flagged (1 or more).
    """

    baseline: BaselineRule = DEFAULT_RULE
    low: int = 5
    apart: float = 2.0
    gap: int = 3

    def __post_init__(self) -> None:
        if not 1 <= self.low <= 9:
            raise WrongUse(_("A low rating is a number from 1 to 9."))
        if not 0 < self.apart <= 9:
            raise WrongUse(_("Two views can be above 0 and up to 9 points apart."))
        if self.gap < 1:
            raise WrongUse(_("A gap in the feedback is one session or more."))


DEFAULT_SETTINGS = FlagSettings()


class FlagKey(NamedTuple):
    """The key of a flag: the session's id, the rule's name, the component and the instrument (empty for none)."""

    session: str
    kind: str
    component: str
    instrument: str


class Flag(Struct, frozen=True):
    """A reason to look again at one session: a possible rupture or a question left open, never a finding.

    ``kind``: the rule's name. ``session``: the session's id. ``component``: the quick rating or part of the alliance it
    is about, empty for all together. ``rater``: "client", "clinician", "both", or empty. ``value`` and ``expected``:
    the number that stands out and the one it is compared with (the expected rating, the cut-off, the other rater's
    mean), on their own scale, rounded to hundredths; None if no number is involved. ``says``: one plain sentence.
    ``next``: the suggested next step. ``instrument``: the instrument's id, if the flag is about one.
    """

    kind: str
    session: str
    component: str
    rater: str
    value: float | None
    expected: float | None
    says: str
    next: str
    instrument: str = ""

    @property
    def key(self) -> FlagKey:
        """The key that identifies this flag among the client's flags."""
        return FlagKey(self.session, self.kind, self.component, self.instrument)


class Decision(Struct, frozen=True):
    """The decision on a flag, set aside for ``reason`` or confirmed as the moment with this id, and its day."""

    flag: FlagKey
    on: date
    reason: str = ""
    moment: str = ""


class Explanation(Struct, frozen=True):
    """Why a kind of flag is raised: the rule, its current threshold, its error rate, and its source."""

    kind: str
    rule: str
    threshold: str
    false_alarms: str
    source: str


Records = Sequence[SessionRecord]
"""A client's sessions, oldest first."""
Find = Callable[[Records, FlagSettings, int], Iterator[Flag]]
"""Finds the flags of the records from an index on; it may read earlier records too."""


class Rule(Struct, frozen=True):
    """A rule that finds flags in a course. ``threshold`` words the threshold for given settings."""

    kind: str
    find: Find
    rule: str
    threshold: Callable[[FlagSettings], str]
    false_alarms: str
    source: str

    def explain(self, settings: FlagSettings) -> Explanation:
        alarms = _(self.false_alarms)
        if settings != DEFAULT_SETTINGS:
            alarms = " ".join((alarms, _("Measured at the default settings; yours differ.")))
        return Explanation(self.kind, _(self.rule), self.threshold(settings), alarms, _(self.source))


class Registry:
    """The registered rules, in the order of registration."""

    def __init__(self) -> None:
        self._rules: list[Rule] = []

    def rule(
        self, kind: str, *, rule: str, threshold: Callable[[FlagSettings], str], false_alarms: str, source: str
    ) -> Callable[[Find], Find]:
        """A decorator that registers a function as a rule. A rule may read earlier sessions, never later ones."""

        def register(find: Find) -> Find:
            self._rules.append(Rule(kind, find, rule, threshold, false_alarms, source))
            return find

        return register

    def all(self) -> tuple[Rule, ...]:
        return tuple(self._rules)
