"""Builds a supervision pack: chosen questions with their preparations and moments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from msgspec import Struct, field

from alliance_cli.core.course.moment import Moment, MomentState
from alliance_cli.core.course.moments import ListedMoment
from alliance_cli.core.exchange.aliases import vague_date
from alliance_cli.core.exchange.hider import LeftInText
from alliance_cli.core.exchange.identifying import identifying_hints
from alliance_cli.core.formatting import joined
from alliance_cli.core.own.supervision import ASKED, Question
from alliance_cli.core.ratings import TENSION_SCALES, Rater, Ratings
from alliance_cli.core.walk.moment_kinds import MomentKind, moment_word
from alliance_cli.core.walk.records import WalkRecord
from alliance_cli.core.walk.repair import OUTCOME
from alliance_cli.translation import N_, _

Hide = Callable[[str], str]


class PackSection(Struct, frozen=True):
    """A heading and the text below it."""

    title: str
    text: str


class PackEntry(Struct, frozen=True):
    """A question, or moments without a question, about one client or no particular client."""

    title: str
    parts: tuple[PackSection, ...]


class Pack(Struct, frozen=True):
    """The contents of the file. ``codes``: clients appear under their codes."""

    entries: tuple[PackEntry, ...]
    codes: bool = False
    left: LeftInText = field(default_factory=LeftInText)

    @property
    def says(self) -> str:
        """A sentence on what it contains, and how clients and dates appear in it."""
        if self.codes:
            return _("Process notes, for supervision only. Clients are named by their codes; dates are rounded.")
        return _("Process notes, for supervision only. Clients are named by letters; dates are rounded.")


class PackContents(Struct, frozen=True):
    """The source of a pack: questions with all their answers, and moments."""

    questions: tuple[Question, ...]
    moments: tuple[ListedMoment, ...]

    @property
    def clients(self) -> tuple[str, ...]:
        """The codes of the clients it is about, in order."""
        codes = [*(each.client for each in self.questions), *(each.client for each in self.moments)]
        return tuple(dict.fromkeys(code for code in codes if code))

    @property
    def texts(self) -> tuple[str, ...]:
        """All typed text in it, in order."""
        return tuple(part.text for entry in self.packed().entries for part in entry.parts)

    def packed(self, hide: Hide = str, name: Hide = str, *, codes: bool = False) -> Pack:
        """The pack, with ``hide`` applied to every text and ``name`` to every code.

        Moments are listed with the first question about their client; moments of other clients follow at the end.
        """
        left = list(self.moments)
        entries: list[PackEntry] = []
        for question in self.questions:
            its = [each for each in left if each.client == question.client]
            left = [each for each in left if each.client != question.client]
            title = _title(len(entries) + 1, name(question.client) if question.client else "", question.record.on)
            entries.append(PackEntry(title, (*_asked(question, hide), *_moments(its, hide))))
        for client in dict.fromkeys(each.client for each in left):
            its = [each for each in left if each.client == client]
            entries.append(PackEntry(_("Client {client}", client=name(client)), tuple(_moments(its, hide))))
        return Pack(tuple(entries), codes)


def _title(number: int, client: str, on: date) -> str:
    """``Question 1, client A, early November 2026``"""
    if client:
        return _("Question {number}, client {client}, {day}", number=number, client=client, day=vague_date(on))
    return _("Question {number}, {day}", number=number, day=vague_date(on))


def _asked(question: Question, hide: Hide) -> Iterator[PackSection]:
    """The question, unless the preparation contains it, and then the preparation."""
    prepared = question.preparation.words if question.preparation else ()
    carried = any(said.step == ASKED for said in prepared)
    for said in (*(() if carried else question.record.words), *prepared):
        yield PackSection(hide(said.asked or said.label), hide(said.shown))


def _moments(moments: Sequence[ListedMoment], hide: Hide) -> Iterator[PackSection]:
    for each in moments:
        yield PackSection(_headline(each.moment), hide(each.moment.note))
        if each.moment.own_part:
            yield PackSection(_("My own part in it"), hide(each.moment.own_part))
        if each.after_tension:
            yield PackSection(_("The tension in this session, rated from 1 to 10"), _rated(each.after_tension))
        if each.moment.plan:
            yield PackSection(_("The plan made for it"), hide(each.moment.plan))
        for repair in each.moment.repairs:
            yield from _repaired(repair, hide)


def _repaired(repair: WalkRecord, hide: Hide) -> Iterator[PackSection]:
    """The answers of a repair, without its outcome, which is in the headline of the moment."""
    for said in repair.words:
        if said.step != OUTCOME and repair.said(said.step) and repair.number(said.step) is None:
            yield PackSection(hide(said.asked or said.label), hide(said.shown))


def _rated(after: Ratings) -> str:
    """A line for each rater with the strength and the resolution of the tension; a dash for no rating."""
    says = {
        Rater.CLIENT: N_("By the client: how strong {strength}, how far resolved {resolved}"),
        Rater.CLINICIAN: N_("By the clinician: how strong {strength}, how far resolved {resolved}"),
    }
    strong, resolved = TENSION_SCALES
    return "\n".join(
        _(sentence, strength=after[rater].get(strong, "-"), resolved=after[rater].get(resolved, "-"))
        for rater, sentence in says.items()
        if rater in after
    )


def _headline(moment: Moment) -> str:
    """``A possible rupture, open: withdrawal, tasks, noticed by the clinician, early November 2026``"""
    kind = _(_RUPTURES[moment.state] if moment.kind is MomentKind.RUPTURE else _STRONG)
    noticed = _(_NOTICED[moment.noticed_by]) if moment.noticed_by in _NOTICED else ""
    facts = (moment_word(moment.marker), moment_word(moment.component), noticed, vague_date(moment.on))
    return _("{kind}: {facts}", kind=kind, facts=", ".join(fact for fact in facts if fact))


_STRONG = N_("A strong moment")
_RUPTURES = {
    None: N_("A possible rupture"),
    MomentState.OPEN: N_("A possible rupture, open"),
    MomentState.REPAIRED: N_("A possible rupture, repaired"),
    MomentState.LET_GO: N_("A possible rupture, let go"),
}
_NOTICED = {
    "clinician": N_("noticed by the clinician"),
    "client": N_("noticed by the client"),
    "both": N_("noticed by both"),
}


def warnings(pack: Pack) -> tuple[str, ...]:
    """What to check before sharing: entries that look identifying, and the dates and near-codes left in them."""
    found = []
    for entry in pack.entries:
        kinds = dict.fromkeys(kind for part in entry.parts for kind in identifying_hints(part.text))
        if kinds:
            found.append(_("{title}: something in it looks like {what}.", title=entry.title, what=joined(tuple(kinds))))
    return (*found, *pack.left.says)
