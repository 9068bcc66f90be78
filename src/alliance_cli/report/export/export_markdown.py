"""The markdown format: a chart for people, with each client's sessions in order and everything stored about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from alliance_cli.core.exchange.export import Export
from alliance_cli.core.exchange.row_source import NOBODY, Row
from alliance_cli.core.formatting import plain_day
from alliance_cli.core.ratings import SESSION_SCALES, Rater, scale_in_words
from alliance_cli.core.text import capitalised
from alliance_cli.core.walk.marks import mark_named
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.core.walk.script import Phase, Script
from alliance_cli.core.walk.step_names import step_in_words
from alliance_cli.core.walk.steps import Step, every_step
from alliance_cli.report.export.row_words import (
    RATINGS_BY,
    TAKEN_BY,
    TENSION_BY,
    answer_text,
    column_name,
    missed_text,
    number_text,
    readable,
    shown_day,
    yes_or_no,
)
from alliance_cli.report.export.text import quoted, safe, text_of
from alliance_cli.translation import N_, _, _c

ENDINGS = (".md", ".markdown")
FOLDER = False
FHIR = False
_MOMENTS = {MomentKind.RUPTURE: N_("Possible rupture"), MomentKind.STRONG: N_("Strong moment")}
_MOMENT_FIELDS = ("state", "signs", "marker", "component", "noticed_by", "note", "own_part", "plan")


def write(export: Export, to: Path) -> None:
    """Write the chart."""
    with to.open("w", encoding="utf-8", newline="\n") as file:
        for lines in _parts(export):
            file.write("\n".join([*lines, ""]))


def _parts(export: Export) -> Iterator[Iterable[str]]:
    """The lines of the chart, part by part; only one client's rows are in memory at a time."""
    about = export.says
    if export.made_on:
        about = _("{day}. {says}", day=plain_day(export.made_on), says=about)
    yield ("# " + _("Kept in alliance"), "", about)
    questions = Questions(export)
    for client in export.clients:
        yield Chart(export, str(client["id"]), questions).of_client(client)
    yield Chart(export, NOBODY, questions).of_nobody()
    for number, row in enumerate(export.table("access").rows):
        yield (*(() if number else ("", "## " + _("Log"), "")), _one_line(row, ""))


class AskedStep(NamedTuple):
    """A question as a chart words it, the place of its answer in the walk, and its step if the script is available."""

    asked: str
    place: int
    step: Step | None


class Questions:
    """Finds the question of an answer in the script versions of an export."""

    def __init__(self, export: Export) -> None:
        read = export.read_script
        self._scripts = {row["sha256"]: read(str(row.get("text"))) for row in export.table("wording").rows}
        self._steps: dict[tuple[object, str], AskedStep] = {}
        self.scale = cache(lambda scale: safe(scale_in_words(scale)))
        """The words of a scale."""

    def of(self, row: Row) -> AskedStep:
        """The question of an answer, in the script version that was asked."""
        at = row.get("wording"), str(row["step"])
        if at not in self._steps:
            self._steps[at] = self._read(row, at[1], self._scripts.get(at[0]))
        return self._steps[at]

    @staticmethod
    def _read(row: Row, key: str, script: Script | None) -> AskedStep:
        # The steps depend only on the keys of the answers.
        steps = {each.key: each for each in every_step(script, {key: row["value"]})} if script else {}
        step = steps.get(key)
        return AskedStep(safe(step.ask if step else step_in_words(key)), [*steps, key].index(key), step)


class Chart:
    """The rows of one client, grouped by session, walk and administration."""

    def __init__(self, export: Export, client: str, questions: Questions) -> None:
        def by(table: str, column: str) -> Mapping[object, list[Row]]:
            return _by(export.table(table).of(client), column)

        self._questions, self._time_of = questions, export.time_of
        self._sessions = list(export.table("session").of(client))
        self._ratings = by("rating", "session")
        self._tension = by("tension", "session")
        self._moments = by("moment", "session")
        self._marks = by("mark", "session")
        self._walks = by("walk", "session")
        self._answers = by("answer", "walk")
        self._decisions = by("flag_decision", "session")
        self._administrations = list(export.table("administration").of(client))
        self._scores = by("score", "administration")
        self._items = by("item", "administration")
        self._goals = list(export.table("goal").of(client))
        self._goal_words = by("goal_words", "goal")
        self._progress = by("goal_progress", "goal")

    def of_nobody(self) -> Iterator[str]:
        """The lines for everything that is not about a client."""
        if self._walks[None]:
            yield from ("", "## " + _("Not about any client"))
            yield from self._walked(self._walks[None])

    def of_client(self, client: Row) -> Iterator[str]:
        """The lines about one client."""
        yield from ("", f"## {safe(text_of(client['code']))}", "")
        yield _one_line(client, "id code")
        sessions = sorted(self._sessions, key=lambda row: (_when(row, "held_on"), str(row["id"])))
        number = 0
        for session in sessions:
            number += not session.get("missed")
            yield from ("", f"### {_heading(session, number)}", *self._session(session))
        if self._administrations:
            yield from ("", "### " + _("Instruments"), "", *map(self._administered, self._administrations))
        if self._goals:
            yield from ("", "### " + _("Goals"))
            for goal in sorted(self._goals, key=lambda row: (_when(row, "set_on"), str(row["id"]))):
                yield from self._goal(goal)
        yield from self._walked(self._walks[None])

    def _goal(self, goal: Row) -> Iterator[str]:
        """A goal: its words, its dates, and each progress value with its day."""
        rated = (f"{shown_day(row, 'rated_on')}: {number_text(row['value'])}" for row in self._progress[goal["id"]])
        for said in self._goal_words[goal["id"]]:
            yield from ("", *quoted(text_of(said["words"])))
        yield from ("", _one_line(goal, "id client"))
        yield from ("", _("Progress from 0 to 10: {progress}", progress="; ".join(rated) or _("not rated yet")))

    def _session(self, session: Row) -> list[str]:
        """All content of a session in one list; most lines of a chart come from here."""
        return [*self._measured(session), *self._noted(session), *self._walked(self._walks[session["id"]])]

    def _measured(self, session: Row) -> Iterator[str]:
        for rater in Rater:
            given = {row["scale"]: row["value"] for row in self._ratings[session["id"]] if row["rater"] == rater}
            order = [scale for scale in SESSION_SCALES if scale in given]
            order += sorted(str(each) for each in {*given} - {*SESSION_SCALES})
            if given:
                rated = ", ".join([f"{self._questions.scale(scale)} {given[scale]}" for scale in order])
                yield from ("", _(RATINGS_BY[rater], ratings=rated))
        for report in self._tension[session["id"]]:
            yield from ("", _(TENSION_BY[str(report["rater"])], answer=yes_or_no(report["reported"])))

    def _noted(self, session: Row) -> Iterator[str]:
        for moment in self._moments[session["id"]]:
            yield from ("", "#### " + _(_MOMENTS[MomentKind(str(moment["kind"]))]))
            yield from _fields(moment, _MOMENT_FIELDS)
        for mark in self._marks[session["id"]]:
            marked = mark_named(str(mark["kind"]), str(mark["marker"]))
            yield from ("", "#### " + self._mark_heading(mark, marked))
            yield from ("", *quoted(text_of(mark["words"]))) if mark["words"] else ()
        for decision in self._decisions[session["id"]]:
            yield from ("", "#### " + _("Looked at: {flag}", flag=safe(text_of(decision["kind"]))))
            yield from _fields(decision, ("component", "instrument", "reason"))

    def _mark_heading(self, mark: Row, what: str) -> str:
        if stamp := mark.get("marked_at"):  # a de-identified export has only the day
            return _("Marked in the session at {time}: {what}", time=self._time_of(str(stamp)), what=what)
        return _("Marked in the session: {what}", what=what)

    def _walked(self, walks: list[Row]) -> list[str]:
        lines: list[str] = []
        for walk in sorted(walks, key=lambda row: (_when(row, "dated"), _when(row, "started_at"))):
            answers = [row for row in self._answers[walk["id"]] if row["value"] is not None]
            if not answers:
                continue
            day = "" if walk.get("session") else f", {shown_day(walk, 'dated')}"
            lines += "", f"#### {safe(Phase(str(walk['phase'])).in_words)}{day}"
            questions = map(self._questions.of, answers)
            for (asked, _at, step), row in sorted(zip(questions, answers, strict=True), key=_place):
                value = row["value"]
                shown = step.kind.show(value) if step and value is not None else answer_text(value)
                lines += "", f"**{asked}**", "", *quoted(shown)
        return lines

    def _administered(self, taken: Row) -> str:
        scores = [f"{safe(_score_name(row))} {number_text(row['value'])}" for row in self._scores[taken["id"]]]
        items = ", ".join(f"{row['n']}: {number_text(row['value'])}" for row in self._items[taken["id"]])
        instrument, day = safe(text_of(taken["instrument"])), shown_day(taken, "taken_on")
        what = _(TAKEN_BY[Rater(str(taken["rater"]))], instrument=instrument, day=day)
        from_what = _("items {items}", items=items) if items else _("total only")
        return f"- {what}. {', '.join(scores) or _('Not scored')} ({from_what})"


def _place(answered: tuple[AskedStep, Row]) -> int:
    return answered[0].place


def _heading(session: Row, number: int) -> str:
    day = shown_day(session, "held_on")
    if session.get("missed"):
        return _("Missed session ({why}), {day}", why=missed_text(session["missed"]), day=day)
    return _("Session {number}, {day}", number=number, day=day)


def _score_name(row: Row) -> str:
    return _c("score", "total") if row["scale"] == "total" else text_of(row["scale"])


def _by(rows: Iterable[Row], column: str) -> Mapping[object, list[Row]]:
    found: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.get(column)].append(row)
    return found


def _fields(row: Row, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        if row.get(name):
            yield from ("", f"{capitalised(column_name(name))}:", "", *quoted(readable(name, row[name])))


def _one_line(row: Row, without: str) -> str:
    """The values of a row with the names of their columns, except those named in ``without``."""
    names = [name for name, value in row.items() if value is not None and name not in without.split()]
    return "; ".join(safe(f"{column_name(name)} {readable(name, row[name])}") for name in names)


def _when(row: Row, name: str) -> tuple[int, str]:
    """Sort key of a date column or, in a de-identified export, of the day that replaces it."""
    day = row.get(f"{name}_day")
    return (day if isinstance(day, int) else 0, str(row.get(name) or ""))
