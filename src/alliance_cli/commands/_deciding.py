"""What the clinician decides about a flag: set aside for good, or confirmed as a possible rupture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alliance_cli.app import App
from alliance_cli.commands._flags import TENSION, standing
from alliance_cli.commands._instruments import course_of
from alliance_cli.core.caseload import Client, Course, Moment
from alliance_cli.core.errors import NotFound, WrongUse
from alliance_cli.core.flag import Flag
from alliance_cli.core.moment_kinds import MOMENT_FIELDS, MomentKind
from alliance_cli.core.signals import foremost


@dataclass(frozen=True, slots=True)
class Standing:
    """A client's course and the flags that still ask for a look; ``f1`` names the first of ``foremost``."""

    course: Course
    flags: tuple[Flag, ...]

    @property
    def foremost(self) -> tuple[Flag, ...]:
        return foremost(self.flags)

    def noted_in(self, session: str) -> bool:
        """Whether a possible rupture is noted in a session."""
        return any(each.has_rupture for each in self.course.records if each.session.id == session)

    def named(self, typed: str) -> tuple[Flag, ...]:
        """The flag meant by ``f1``, and those of the same session and kind that it stands for; raises NotFound."""
        names = {name_of(place): flag for place, flag in enumerate(self.foremost)}
        flag = names.get(typed.strip().lower())
        if flag is None:
            there = f"There are: {', '.join(names)}." if names else "Nothing is flagged."
            raise NotFound("There is no such flag.", there)
        return tuple(each for each in self.flags if (each.session, each.kind) == (flag.session, flag.kind))


def name_of(place: int) -> str:
    """``f1`` for the first flag."""
    return f"f{place + 1}"


def standing_of(app: App, client: Client) -> Standing:
    """The client's course with its standing flags."""
    course = course_of(app, client)
    return Standing(course, standing(app, course, app.repository.decisions.of(client)))


def set_aside(app: App, flags: Sequence[Flag]) -> None:
    """Ask for the reason, then set the flags aside for good."""
    app.screen.say(f"{flags[0].says}\nWhy can it be set aside? Enter leaves the reason empty, :q leaves the flag.")
    reason = _typed(app)
    if reason is None:
        app.screen.say("Nothing was set aside.")
        return
    with app.repository.change():
        for flag in flags:
            app.repository.decisions.keep(flag.key, reason=reason)
    app.screen.say("Set aside. The ratings stay as they are.")


def confirm(app: App, found: Standing, flags: Sequence[Flag]) -> None:
    """Make a possible rupture of the flags' session, with a plan if one is given, and let the flags rest.

    A report of tension keeps who noticed; raises WrongUse where it repeats a possible rupture that is noted.
    """
    flag = flags[0]
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
        for each in flags:
            app.repository.decisions.keep(each.key, moment=moment.id)
    app.screen.say(f"Kept as a possible rupture: {flag.says}\nHow will you take it up? Enter leaves it open.")
    if plan := (_typed(app) or "").strip():
        app.repository.moments.plan(moment.id, plan)


def _typed(app: App) -> str | None:
    """An answer, empty where nothing was typed or could be; None where the person stopped."""
    from alliance_cli.terminal.lines import Act, answer_line, meaning

    line = answer_line(app.lines)
    if line is None and app.lines.interactive:
        return None
    act, answer = meaning(line or "")
    return None if act is Act.STOP else answer
