"""Stores the clinician's decision about a flag: set aside, taken back, or confirmed as a possible rupture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Course
from alliance_cli.core.course.moment import Moment
from alliance_cli.core.errors import NotFound, WrongUse
from alliance_cli.core.flags.decisions import ListedDecision, flag_names, list_decisions
from alliance_cli.core.flags.flag import TENSION, Flag
from alliance_cli.core.flags.signals import flags, one_per_kind_and_session
from alliance_cli.core.formatting import plain_day
from alliance_cli.core.ratings import Rater
from alliance_cli.core.text import one_line
from alliance_cli.core.walk.moment_kinds import MOMENT_FIELDS, MomentKind
from alliance_cli.translation import _
from alliance_cli.usecases.review.flags import standing_flags
from alliance_cli.usecases.review.scored_courses import course_of

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.front import Front


class FlagReview(Struct, frozen=True):
    """A client's course, the open flags, and the decisions about others."""

    course: Course
    flags: tuple[Flag, ...]
    decided: tuple[ListedDecision, ...]

    @property
    def named(self) -> Mapping[str, Flag]:
        """Each shown flag by its name; one flag represents all of its kind and session."""
        shown = one_per_kind_and_session(self.flags)
        return dict(zip(flag_names(self.course, shown), shown, strict=True))

    def has_rupture(self, session: str) -> bool:
        """Whether a possible rupture is noted in the session of this id."""
        return any(each.has_rupture for each in self.course.records if each.session.id == session)

    def day_of(self, flag: Flag) -> str:
        """The date of a flag's session."""
        return next(plain_day(each.session.on) for each in self.course.records if each.session.id == flag.session)

    def flags_called(self, typed: str) -> tuple[Flag, ...]:
        """The flags with that name; raises WrongUse if they were already decided, or NotFound."""
        names, name = self.named, _plain(typed)
        if (flag := names.get(name)) is not None:
            return tuple(each for each in self.flags if (each.session, each.kind) == (flag.session, flag.kind))
        for each in self.decided:
            if each.name == name:
                raise _decided_already(self.course.client.code, each)
        there = _("There are: {names}.", names=", ".join(names)) if names else _("Nothing is flagged.")
        raise NotFound(_("There is no such flag."), there)

    def set_aside_as(self, typed: str) -> tuple[ListedDecision, ...]:
        """The flags set aside under that name; raises WrongUse if none were, or NotFound for an unknown name."""
        name = _plain(typed)
        found = [each for each in self.decided if each.name == name]
        if taken := tuple(each for each in found if not each.decision.moment):
            return taken
        if found:
            raise _decided_already(self.course.client.code, found[0])
        if name in self.named:
            raise WrongUse(_("That flag is not set aside; it is still open."))
        names = dict.fromkeys(each.name for each in self.decided if not each.decision.moment)
        there = _("Set aside: {names}.", names=", ".join(names)) if names else _("None is set aside.")
        raise NotFound(_("There is no such flag."), there)


class TakenBack(NamedTuple):
    """The reasons for setting a flag aside, and the flag if it is still raised."""

    reasons: tuple[str, ...]
    flag: Flag | None


def _plain(typed: str) -> str:
    return typed.strip().casefold()


def _decided_already(code: str, found: ListedDecision) -> WrongUse:
    if not found.decision.moment:
        take_back = Action(ActionKind.TAKE_BACK_FLAG, code, target=found.name)
        return WrongUse(_("That flag is set aside."), _("Take it back with:"), take_back)
    edit = Action(ActionKind.EDIT_MOMENT, code, target=str(found.number))
    way_out = _("To undo it, remove the moment's note (:x) with:")
    return WrongUse(_("That flag was confirmed and is now moment {number}.", number=found.number), way_out, edit)


def flag_review(app: App, client: Client) -> FlagReview:
    """The client's scored course with its standing flags, and the decisions about others."""
    course, decisions = course_of(app, client), app.repository.decisions.about(client)
    raised = flags(course, app.settings.flags) if decisions else ()
    found = standing_flags(app, course, (each.flag for each in decisions))
    return FlagReview(course, found, list_decisions(course, raised, decisions))


def set_aside(app: App, front: Front, review: FlagReview, which: Sequence[Flag]) -> str | None:
    """Ask for the reason and set the flags aside; returns their name, or None if the person stops."""
    reason = front.ask(
        _(
            "{day}  {flag}\nWhy can it be set aside? Enter leaves the reason empty, :q leaves the flag.",
            day=review.day_of(which[0]),
            flag=which[0].says,
        )
    )
    if reason is None:
        return None
    with app.repository.change():
        for flag in which:
            app.repository.decisions.keep(flag.key, reason=reason)
    return flag_names(review.course, which)[0]


def take_back(app: App, client: Client, typed: str) -> TakenBack:
    """Open a flag again that was set aside; raises as ``FlagReview.set_aside_as`` does."""
    which = flag_review(app, client).set_aside_as(typed)
    with app.repository.change():
        app.repository.decisions.take_back(each.decision.flag for each in which)
        for session in {each.decision.flag.session for each in which}:
            app.repository.sessions.drop_empty(session)
    reasons = dict.fromkeys(each.decision.reason for each in which if each.decision.reason)
    return TakenBack(tuple(reasons), flag_review(app, client).named.get(which[0].name))


def confirm_as_rupture(app: App, front: Front, review: FlagReview, which: Sequence[Flag]) -> None:
    """Turn the flags into a possible rupture, which closes them, and ask for a plan.

    A report of tension keeps who noticed, and the client's own words if there are any. For a flag that rests on
    numbers, nobody counts as having noticed. Raises WrongUse if a report repeats a noted possible rupture.
    """
    flag = which[0]
    if flag.kind == TENSION and review.has_rupture(flag.session):
        see = Action(ActionKind.LIST_MOMENTS, review.course.client.code)
        raise WrongUse(_("It comes from a possible rupture that is noted already."), _("See it with:"), see)
    noticed_by = flag.rater if flag.kind == TENSION else ""
    component = flag.component if flag.component in MOMENT_FIELDS["component"] else ""
    note = _words_of_client(app, review.course, flag) or flag.says
    moment = Moment(
        app.clock.new_id(), flag.session, app.clock.today, MomentKind.RUPTURE, note, noticed_by, "", component
    )
    with app.repository.change():
        app.repository.moments.add(moment)
        for each in which:
            app.repository.decisions.keep(each.key, moment=moment.id)
    question = _(
        "Kept as a possible rupture: {note}\nHow will you take it up? Enter leaves it open.", note=one_line(note)
    )
    if plan := (front.ask(question) or "").strip():
        app.repository.moments.plan(moment.id, plan)


def _words_of_client(app: App, course: Course, flag: Flag) -> str:
    """The client's words about the tension behind a flag; empty if there are none, and for any other flag."""
    if flag.kind != TENSION or flag.rater not in (Rater.CLIENT, "both"):
        return ""
    from alliance_cli.usecases.walks.client_words import last_words

    records = [record for record in course.records if record.session.id == flag.session]
    return "\n".join(said.text for said in last_words(app, records, ()) if said.about_tension)
