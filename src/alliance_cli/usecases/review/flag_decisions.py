"""What the clinician decides about a flag: set aside, taken back, or confirmed as a possible rupture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alliance_cli.cli.setup import App
from alliance_cli.core.course.entities import Client, Course, Moment
from alliance_cli.core.errors import NotFound, WrongUse
from alliance_cli.core.flags.decisions import ListedDecision, flag_names, list_decisions
from alliance_cli.core.flags.flag import Flag
from alliance_cli.core.flags.signals import flags, one_per_kind_and_session
from alliance_cli.core.walk.moment_kinds import MOMENT_FIELDS, MomentKind
from alliance_cli.usecases.review.flags import TENSION, standing
from alliance_cli.usecases.review.scored_courses import course_of


@dataclass(frozen=True, slots=True)
class Standing:
    """A client's course, the flags that still ask for a look, and those that were decided about."""

    course: Course
    flags: tuple[Flag, ...]
    decided: tuple[ListedDecision, ...]

    @property
    def named(self) -> Mapping[str, Flag]:
        """Each flag that is shown under its name: one of a kind and session stands for the others."""
        shown = one_per_kind_and_session(self.flags)
        return dict(zip(flag_names(self.course, shown), shown, strict=True))

    def noted_in(self, session: str) -> bool:
        """Whether a possible rupture is noted in a session."""
        return any(each.has_rupture for each in self.course.records if each.session.id == session)

    def day_of(self, flag: Flag) -> str:
        """The date of a flag's session."""
        return next(str(each.session.on) for each in self.course.records if each.session.id == flag.session)

    def meant(self, typed: str) -> tuple[Flag, ...]:
        """The flag called that, and those it stands for; raises WrongUse for one decided about, or NotFound."""
        names, name = self.named, _plain(typed)
        if (flag := names.get(name)) is not None:
            return tuple(each for each in self.flags if (each.session, each.kind) == (flag.session, flag.kind))
        for each in self.decided:
            if each.name == name:
                raise _decided_already(self.course.client.code, each)
        there = f"There are: {', '.join(names)}." if names else "Nothing is flagged."
        raise NotFound("There is no such flag.", there)

    def set_aside_as(self, typed: str) -> tuple[ListedDecision, ...]:
        """What was set aside under that name; raises WrongUse where nothing was, or NotFound for no such name."""
        name = _plain(typed)
        found = [each for each in self.decided if each.name == name]
        if taken := tuple(each for each in found if not each.decision.moment):
            return taken
        if found:
            raise _decided_already(self.course.client.code, found[0])
        if name in self.named:
            raise WrongUse("That flag is not set aside; it still asks for a look.")
        names = dict.fromkeys(each.name for each in self.decided if not each.decision.moment)
        raise NotFound("There is no such flag.", f"Set aside: {', '.join(names)}." if names else "None is set aside.")


def _plain(typed: str) -> str:
    return typed.strip().casefold()


def _decided_already(code: str, found: ListedDecision) -> WrongUse:
    if not found.decision.moment:
        return WrongUse(
            "That flag is set aside.", f"Take it back with: alliance moments {code} --take-back {found.name}"
        )
    way_out = f"To undo it, take the moment's note away (:x) with: alliance moments {code} --edit {found.number}"
    return WrongUse(f"That flag was confirmed, and is moment {found.number} now.", way_out)


def standing_of(app: App, client: Client) -> Standing:
    """The client's course with its standing flags, and what was decided about others."""
    course, decisions = course_of(app, client), app.repository.decisions.about(client)
    raised = flags(course, app.preferences.flags) if decisions else ()
    found = standing(app, course, (each.flag for each in decisions))
    return Standing(course, found, list_decisions(course, raised, decisions))


def set_aside(app: App, found: Standing, which: Sequence[Flag]) -> None:
    """Ask for the reason, then set the flags aside."""
    app.screen.say(
        f"{found.day_of(which[0])}  {which[0].says}\n"
        "Why can it be set aside? Enter leaves the reason empty, :q leaves the flag."
    )
    reason = _typed(app)
    if reason is None:
        app.screen.say("Nothing was set aside.")
        return
    with app.repository.change():
        for flag in which:
            app.repository.decisions.keep(flag.key, reason=reason)
    (name,) = dict.fromkeys(flag_names(found.course, which))
    back = f"alliance moments {found.course.client.code} --take-back {name}"
    app.screen.say(f"Set aside. The ratings stay as they are. To take it back: {back}")


def take_back(app: App, client: Client, typed: str) -> None:
    """Let a flag that was set aside ask for a look again, and say the reason that was given once more."""
    which = standing_of(app, client).set_aside_as(typed)
    app.repository.decisions.take_back(each.decision.flag for each in which)
    reasons = dict.fromkeys(each.decision.reason for each in which if each.decision.reason)
    app.screen.say("\n".join(["Taken back.", *(f"It was set aside because: {reason}" for reason in reasons)]))
    flag = standing_of(app, client).named.get(which[0].name)
    app.screen.say(
        f"It asks for a look again: {flag.says}" if flag else "As things stand now, nothing asks for a look there."
    )


def confirm(app: App, found: Standing, which: Sequence[Flag]) -> None:
    """Make a possible rupture of the flags' session, with a plan if one is given, and let the flags rest.

    A report of tension keeps who noticed; raises WrongUse where it repeats a possible rupture that is noted.
    """
    flag = which[0]
    if flag.kind == TENSION and found.noted_in(flag.session):
        way_out = f"See it with: alliance moments {found.course.client.code}"
        raise WrongUse("It comes from a possible rupture that is noted already.", way_out)
    noticed_by = flag.rater if flag.kind == TENSION else ""
    component = flag.component if flag.component in MOMENT_FIELDS["component"] else ""
    moment = Moment(
        app.clock.new_id(), flag.session, app.clock.today, MomentKind.RUPTURE, flag.says, noticed_by, "", component
    )
    with app.repository.change():
        app.repository.moments.add(moment)
        for each in which:
            app.repository.decisions.keep(each.key, moment=moment.id)
    app.screen.say(f"Kept as a possible rupture: {flag.says}\nHow will you take it up? Enter leaves it open.")
    if plan := (_typed(app) or "").strip():
        app.repository.moments.plan(moment.id, plan)


def _typed(app: App) -> str | None:
    """An answer, empty where nothing was typed or could be; None where the person typed what is none."""
    from alliance_cli.line.lines import LineCommand, answer_line, parse_line

    line = answer_line(app.lines)
    if line is None and app.lines.interactive:
        return None
    act, answer = parse_line(line or "")
    return answer if act in (LineCommand.ANSWER, LineCommand.ENTER) else None
