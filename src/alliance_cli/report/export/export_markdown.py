"""The markdown format: a chart to read, with each client's sessions in order and everything kept about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from alliance_cli.core.exchange.export import Export, Row, Table
from alliance_cli.core.walk.interview import Step, every_step
from alliance_cli.core.walk.kinds import SCALES, Rater
from alliance_cli.report.export.text import quoted, safe, text_of

ENDINGS = (".md", ".markdown")
FOLDER = False
_YES_NO: Mapping[object, str] = {1: "yes", 0: "no"}
_MOMENT_FIELDS = ("state", "marker", "component", "noticed_by", "note", "plan")


def write(export: Export, to: Path) -> None:
    """Write the chart."""
    with to.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in Chart(export).lines())


class Chart:
    """The rows of an export, grouped by client, session, walk and administration."""

    def __init__(self, export: Export) -> None:
        self._export = export
        self._sessions = _by(export.table("session"), "client")
        self._ratings = _by(export.table("rating"), "session")
        self._tension = _by(export.table("tension"), "session")
        self._moments = _by(export.table("moment"), "session")
        self._walks = _by(export.table("walk"), "session")
        self._answers = _by(export.table("answer"), "walk")
        self._decisions = _by(export.table("flag_decision"), "session")
        self._administrations = _by(export.table("administration"), "client")
        self._scores = _by(export.table("score"), "administration")
        self._items = _by(export.table("item"), "administration")
        self._standalone = [row for row in export.table("walk").rows if row.get("session") is None]

    def lines(self) -> Iterator[str]:
        """The chart, line by line."""
        yield from (
            "# Kept in alliance",
            "",
            f"{self._export.made_on}. {self._export.says}" if self._export.made_on else self._export.says,
        )
        for client in sorted(self._export.table("client").rows, key=lambda row: str(row["code"]).casefold()):
            yield from self._client(client)
        clients = {row["id"] for row in self._export.table("client").rows}
        own = [walk for walk in self._standalone if walk.get("client") not in clients]
        if own:
            yield from ("", "## Apart from any client")
            yield from self._walked(own)
        if self._export.table("access").rows:
            yield from ("", "## Log", "", *(_one_line(row, "") for row in self._export.table("access").rows))

    def _client(self, client: Row) -> Iterator[str]:
        yield from ("", f"## {safe(text_of(client['code']))}", "")
        yield _one_line(client, "id code")
        sessions = sorted(self._sessions[client["id"]], key=lambda row: (_when(row, "held_on"), str(row["id"])))
        number = 0
        for session in sessions:
            number += not session.get("missed")
            title = f"Missed session ({session['missed']})" if session.get("missed") else f"Session {number}"
            yield from ("", f"### {title}, {_shown_day(session, 'held_on')}")
            yield from self._session(session)
        administrations = self._administrations[client["id"]]
        if administrations:
            yield from ("", "### Instruments", "", *map(self._administered, administrations))
        yield from self._walked([walk for walk in self._standalone if walk.get("client") == client["id"]])

    def _session(self, session: Row) -> Iterator[str]:
        for rater in Rater:
            given = {row["scale"]: row["value"] for row in self._ratings[session["id"]] if row["rater"] == rater}
            order = [scale for scale in SCALES if scale in given] + sorted(str(each) for each in {*given} - {*SCALES})
            if given:
                rated = ", ".join(f"{safe(scale)} {given[scale]}" for scale in order)
                yield from ("", f"Ratings by the {rater}: {rated}")
        for report in self._tension[session["id"]]:
            yield from (
                "",
                f"Tension, asked apart from a walk, by the {report['rater']}: {_YES_NO[report['reported']]}",
            )
        for moment in self._moments[session["id"]]:
            yield from ("", f"#### {'Possible rupture' if moment['kind'] == 'rupture' else 'Strong moment'}")
            yield from _fields(moment, _MOMENT_FIELDS)
        for decision in self._decisions[session["id"]]:
            yield from ("", f"#### Looked at: {safe(text_of(decision['kind']))}")
            yield from _fields(decision, ("component", "instrument", "reason"))
        yield from self._walked(self._walks[session["id"]])

    def _walked(self, walks: list[Row]) -> Iterator[str]:
        for walk in sorted(walks, key=lambda row: (_when(row, "dated"), _when(row, "started_at"))):
            answers = [row for row in self._answers[walk["id"]] if row["value"] is not None]
            if not answers:
                continue
            day = "" if walk.get("session") else f", {_shown_day(walk, 'dated')}"
            yield from ("", f"#### {safe(text_of(walk['phase']))}{day}")
            for row in sorted(answers, key=self._place):
                yield from self._answer(row)

    def _steps(self, row: Row) -> dict[str, Step]:
        """The steps of the script version that was asked, by key; empty if it cannot be read."""
        script = self._export.scripts.get(str(row.get("wording")))
        return {each.key: each for each in every_step(script, {str(row["step"]): row["value"]})} if script else {}

    def _place(self, row: Row) -> int:
        keys = [*self._steps(row), str(row["step"])]
        return keys.index(str(row["step"]))

    def _answer(self, row: Row) -> Iterator[str]:
        step, value = str(row["step"]), row["value"]
        asked = self._steps(row).get(step)
        shown = asked.kind.show(value) if asked and value is not None else text_of(value)
        yield from ("", f"**{safe(asked.ask if asked else step.replace('-', ' '))}**", "", *quoted(shown))

    def _administered(self, taken: Row) -> str:
        scores = [f"{safe(text_of(row['scale']))} {_number(row['value'])}" for row in self._scores[taken["id"]]]
        items = ", ".join(f"{row['n']}: {_number(row['value'])}" for row in self._items[taken["id"]])
        what = f"{safe(text_of(taken['instrument']))} by the {taken['rater']}, {_shown_day(taken, 'taken_on')}"
        return f"- {what}. {', '.join(scores) or 'Not scored'} ({f'items {items}' if items else 'total only'})"


def _number(value: object) -> str:
    """A number as people write it: a whole one without decimals."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _by(table: Table, column: str) -> Mapping[object, list[Row]]:
    found: dict[object, list[Row]] = defaultdict(list)
    for row in table.rows:
        found[row.get(column)].append(row)
    return found


def _fields(row: Row, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        if row.get(name):
            yield from ("", f"{name.replace('_', ' ').capitalize()}:", "", *quoted(text_of(row[name])))


def _one_line(row: Row, without: str) -> str:
    """The values of a row with the names of their columns, except those named in ``without``."""
    names = [name for name, value in row.items() if value is not None and name not in without.split()]
    return "; ".join(f"{name.replace('_', ' ')} {safe(text_of(row[name]))}" for name in names)


def _when(row: Row, name: str) -> tuple[int, str]:
    """Sort key of a date column or, in a de-identified export, of the day that replaces it."""
    day = row.get(f"{name}_day")
    return (day if isinstance(day, int) else 0, str(row.get(name) or ""))


def _shown_day(row: Row, name: str) -> str:
    return str(row[name]) if name in row else f"day {row.get(f'{name}_day')}"
