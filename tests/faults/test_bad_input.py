"""Any input, from a file or typed, is accepted or refused with a message, quickly and without a crash.

``FUZZ`` names how many inputs are tried of each kind; ``make test`` tries a few, ``make faults`` many.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import alliance_cli
from alliance_cli.content.catalog import Catalog
from alliance_cli.content.checking import mistakes_in
from alliance_cli.content.folders import shipped_folder
from alliance_cli.content.readers.answers import read_answers
from alliance_cli.content.readers.export_file import read_export
from alliance_cli.content.readers.rating_rows import ClientCodePolicy
from alliance_cli.content.readers.ratings_file import read_ratings
from alliance_cli.content.yaml.strict_yaml import text_of
from alliance_cli.core.errors import AllianceError, Mistakes
from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.script import Phase
from alliance_cli.core.walk.steps import Step, every_step
from alliance_cli.line.asking import Questioner
from alliance_cli.line.input.lines import LineCommand, answer_line
from alliance_cli.line.output.console import Screen
from alliance_cli.storage.exchange.tables import Tables
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.file.vault_file import salt_of
from tests.faults import forked
from tests.faults.forked import Place, quick_key
from tests.faults.works import state

FUZZ = int(os.environ.get("FUZZ", "12"))
SECONDS = 5.0
RARE = "Wolkenbruch glas"
"""Words as a client says them; a key of a file may be named in a message, a sentence never."""
CATALOG = Catalog((shipped_folder(),))
REFLECTION = CATALOG.script(Phase.POST_SESSION)
SHIPPED = sorted(path for path in shipped_folder().rglob("*.yaml") if not {"de", "demo"} & set(path.parts))
FOLDERS = {path: path.parent.name if path.parent != shipped_folder() else "" for path in SHIPPED}
Record = Callable[[str, object], None]

NASTY = (
    *("", " ", "\t", "\r", "\n  - ", "---\n", "- ", ": ", "&a ", "*a", "!!python/object:os.system ", "#"),
    *("|", ">", "'", '"', "\\", "{", "}", "[", "]", "null", "no", "1e999", "-0", "9" * 400, "x" * 5000),
    *("\x00", "\x1b[2J", "\u202e", "\ufeff", "\U0010ffff", "=cmd|' /C calc'!A0", RARE),
    *("id: ", "kind: moments", "when: {prompt: tension, is: yes}"),
)
COMMANDS = ("", "<", "?", ":x", "!r", "!s", "1", "2", "3", "7", "10", "y", "n", "1,2", " <", "\\", "a\\")
OPTIONS = (
    *("--json", "--on", "2026-01-13", "--new", "--insist", "--answers", "-", "--help", "--", "--full", "J7", "K1"),
    *("list", "show", "add", "check", "log", "due", "where", "--script", "--restart", "--plain", "--language"),
)
nasty = st.sampled_from(NASTY)
edits = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from(["put in", "cut", "double", "swap"]), nasty), min_size=1, max_size=6
)


def edited(text: str, changes: list[tuple[float, str, str]]) -> str:
    """The text after some random edits."""
    for place, how, what in changes:
        at = int(place * len(text))
        if how == "put in":
            text = text[:at] + what + text[at:]
        elif how == "cut":
            text = text[:at] + text[at + 1 + len(what) * 3 :]
        elif how == "double":
            text = text[:at] + text[at : at + 200] + text[at:]
        else:
            text = text[at:] + text[:at]
    return text


def try_many(
    strategy: Any, check: Callable[[Any], object], record_property: Record, name: str, count: int = FUZZ
) -> None:
    """Check many inputs, and record how many there were."""
    tried = 0

    @settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def one(given_input: Any) -> None:
        nonlocal tried
        tried += 1
        begun = time.process_time()
        check(given_input)
        assert time.process_time() - begun < SECONDS

    one()
    record_property(f"inputs: {name}", tried)


def refusal(read: Callable[[], object]) -> str:
    """The message for an input that is refused, empty if it is accepted; any other exception is raised."""
    try:
        read()
    except Mistakes as found:
        return "\n".join([*map(str, found.mistakes), found.sentence, found.hint])
    except AllianceError as error:
        return f"{error.sentence}\n{error.hint}"
    return ""


def tells_apart(read: Callable[[Any], object], good: object, bad: object) -> None:
    """Check that the reader accepts the good input and refuses the bad one."""
    assert refusal(lambda: read(good)) == ""
    assert refusal(lambda: read(bad))


def test_edited_content_files_are_read_or_their_mistakes_listed(record_property: Record) -> None:
    for path in SHIPPED:
        assert not list(mistakes_in(text_of(path), path.name, stem=path.stem, place=FOLDERS[path]))
        assert list(mistakes_in(f"spoilt: {RARE}\n", path.name, stem=path.stem, place=FOLDERS[path]))

    def check(given_input: tuple[Path, list[tuple[float, str, str]]]) -> None:
        path, changes = given_input
        text = edited(text_of(path), changes)
        for mistake in mistakes_in(text, path.name, stem=path.stem, place=FOLDERS[path]):
            assert mistake.what
            assert len(str(mistake)) < 2000

    try_many(st.tuples(st.sampled_from(SHIPPED), edits), check, record_property, "scripts, instruments and guide")


ANSWERS = f"""
strongest: [{{note: We laughed, component: bond}}]
ruptures:
  - {{note: Went quiet, noticed_by: client, marker: withdrawal, component: tasks, plan: Ask first}}
clinician-understood: 7
clinician-bond: 4
learned: |
  {RARE} and more
"""


def test_edited_answers_files_are_read_or_refused_without_quoting_them(record_property: Record) -> None:
    tells_apart(lambda text: read_answers(text, "day.yaml", REFLECTION), ANSWERS, f"{ANSWERS}\nspoilt: {RARE}")

    def check(changes: list[tuple[float, str, str]]) -> None:
        text = edited(ANSWERS, changes)
        said = refusal(lambda: read_answers(text, "day.yaml", REFLECTION))
        assert RARE not in said

    try_many(edits, check, record_property, "answers files")


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just(RARE),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=6,
)


def test_answers_of_any_shape_are_read_or_refused(record_property: Record) -> None:
    ids = st.sampled_from([prompt.id for prompt in REFLECTION.prompts])

    def read(given_input: dict[str, object]) -> object:
        return read_answers(json.dumps(given_input), "day.yaml", REFLECTION)

    tells_apart(read, {"clinician-bond": 7}, {"clinician-bond": [7]})

    def check(given_input: dict[str, object]) -> None:
        refusal(lambda: read(given_input))

    try_many(st.dictionaries(ids, values, max_size=6), check, record_property, "answers of any shape")


def test_any_csv_of_ratings_is_read_or_refused(record_property: Record) -> None:
    good = (
        "client,date,rater,understood,goals,tasks,bond\nJ7,2026-01-05,client,8,7,8,9\nK12,2026-01-06,clinician,,,5,\n"
    )
    welcome = ClientCodePolicy(frozenset({"j7"}), True, False)

    tells_apart(lambda text: read_ratings(text.encode(), "old.csv", date(2026, 2, 1), welcome), good, f"{good}J7")

    def check(given_input: tuple[str, list[tuple[float, str, str]], str]) -> None:
        sign, changes, encoding = given_input
        raw = edited(good.replace(",", sign), changes).encode(encoding, "replace")
        refusal(lambda: read_ratings(raw, "old.csv", date(2026, 2, 1), welcome))

    tables = st.tuples(st.sampled_from(",;\t|"), edits, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "latin-1"]))
    try_many(tables, check, record_property, "CSV of ratings")


def test_any_bytes_as_a_file_are_read_or_refused(used: Place, record_property: Record) -> None:
    vault = Vault.open(used.vault, quick_key(salt_of(used.vault)))
    empty = Tables(vault).empty
    vault.close()

    def check(raw: bytes) -> None:
        refusal(lambda: read_ratings(raw, "f", date(2026, 2, 1), ClientCodePolicy(frozenset(), True, True)))
        refusal(lambda: read_export(BytesIO(raw), "f", empty, CATALOG.read_script_version))
        refusal(lambda: CATALOG.answers(raw, "f", REFLECTION))

    try_many(st.binary(max_size=400), check, record_property, "any bytes as CSV, JSON and answers")


def test_edited_exports_are_read_or_refused(place: Place, record_property: Record) -> None:
    file = place.root / "all.json"
    classes = ("--class", "measures", "--class", "notes", "--class", "own", "--confirm", "notes")
    words = ("export", str(file), *classes)
    made = forked.run(place, *words)
    assert made.code == 0, made.err
    good = file.read_text("utf-8")
    vault = Vault.open(place.vault, quick_key(salt_of(place.vault)))
    empty = Tables(vault).empty
    vault.close()

    def read(text: str) -> object:
        return read_export(BytesIO(text.encode()), "all.json", empty, CATALOG.read_script_version)

    tells_apart(read, good, good.replace('"J7"', "7"))

    def check(changes: list[tuple[float, str, str]]) -> None:
        raw = edited(good, changes).encode("utf-8", "surrogatepass")
        refusal(lambda: read_export(BytesIO(raw), "all.json", empty, CATALOG.read_script_version))

    try_many(edits, check, record_property, "exports read back")

    def of_any_shape(given_input: tuple[str, int, str, object]) -> None:
        document = json.loads(good)
        table, row, column, value = given_input
        rows = document["tables"][table]
        rows[row % len(rows)][column] = value
        refusal(
            lambda: read_export(BytesIO(json.dumps(document).encode()), "all.json", empty, CATALOG.read_script_version)
        )

    tables = {name: rows for name, rows in json.loads(good)["tables"].items() if rows}
    columns = sorted({name for rows in tables.values() for row in rows for name in row})
    shapes = st.tuples(st.sampled_from(sorted(tables)), st.integers(0, 50), st.sampled_from(columns), values)
    try_many(shapes, of_any_shape, record_property, "exports of any shape")


class Typed:
    """A person who types these lines and then closes the terminal."""

    interactive = True
    fills = False

    def __init__(self, lines: list[str]) -> None:
        self._left = list(lines)

    def next(self, typing: object = None) -> str | None:
        return self._left.pop(0) if self._left else None


keys = st.lists(st.one_of(st.sampled_from(COMMANDS), st.text(max_size=12), nasty), max_size=60)


@pytest.mark.parametrize("phase", [Phase.PRE_SESSION, Phase.IN_SESSION, Phase.POST_SESSION, Phase.REPAIR])
def test_any_lines_typed_at_the_prompts_are_kept_as_shown(phase: Phase, record_property: Record) -> None:
    script = CATALOG.script(phase)

    def check(lines: list[str]) -> dict[str, Value | None]:
        kept: dict[str, Value | None] = {}

        def save(step: Step, value: Value | None) -> None:
            if step.slot is not None and step.field == "note" and not value:
                value = None  # False says that there was no such moment, and so settles a mark
                for key in [key for key in kept if key.startswith(f"{step.slot.key}.")]:
                    del kept[key]
            kept[step.key] = value

        questioner = Questioner(
            Typed(lines), Screen(plain=True), save, {LineCommand.REPAIR: lambda _words, _walking: None}
        )
        left = questioner.run(Interview.begin(script))
        assert kept == left.answers
        known = {step.key for step in every_step(script, left.answers)}
        assert {key for key, value in kept.items() if value is not None} <= known
        return kept

    assert any(check(["1"] * 60).values())
    try_many(keys, check, record_property, f"key sequences in {phase}")


def test_any_lines_are_read_completely(record_property: Record) -> None:
    def check(lines: list[str]) -> None:
        typed, taken = Typed(lines), 0
        while answer_line(typed) is not None:
            taken += 1
        assert taken <= len(lines)
        assert typed.next() is None

    try_many(keys, check, record_property, "lines with continuations")


def test_any_command_line_ends_with_a_documented_exit_code(place: Place, record_property: Record) -> None:
    commands = sorted(path.stem for path in Path(alliance_cli.__path__[0], "cli", "commands").glob("[!_]*.py"))
    words = st.lists(st.one_of(st.sampled_from(OPTIONS), st.text(max_size=10), st.just(f"{RARE} said")), max_size=5)

    def check(given_input: tuple[str, list[str], bytes]) -> None:
        command, more, stdin = given_input
        arguments = [word.replace("\0", "") for word in (command, *more)]
        ended = forked.run(place, *arguments, stdin=stdin)
        assert ended.code in (0, 2, 3, 4, 5, 7, 8, 130), ended.err
        assert "Traceback" not in ended.err
        assert RARE not in ended.err

    quiet = [name for name in commands if name != "demo"]
    runs = st.tuples(st.sampled_from(quiet), words, st.binary(max_size=60))
    try_many(runs, check, record_property, "words on the command line", max(5, FUZZ // 20))
    assert state(place) is not None
