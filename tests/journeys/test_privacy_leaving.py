"""The same rare word in practice, supervision, exports and imports."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from alliance_cli.core.exchange.export import DataClass
from alliance_cli.report.export import formats
from tests.export_formats import OF_ANY_CLASS
from tests.journeys.program import Home
from tests.journeys.test_privacy import RARE, quiet, traces

FAILS_WHILE_WRITING = """
import sys
from alliance_cli.cli import root as cli
from alliance_cli.report.export import formats
_, name, *sys.argv = sys.argv
format_ = formats.load(name)
write = format_.write
def half(export, to):
    write(export, to)
    raise OSError(28, "No space left on device", str(to))
format_.write = half
cli.main()
"""


def type_an_evening(home: Home) -> None:
    """Type a reflection, a check-in, a rehearsal, and a supervision question from note to outcome."""
    home.keep("reflect", f"strongest: {RARE}\nlearned: {RARE}")
    quiet(home.run("selfcare", "--answers", "-", stdin=f"line: {RARE}\n"), 0)
    rehearsed = f"skill: talk\nobjective: {RARE}\nnext-step: {RARE}\n"
    quiet(home.run("practice", "--answers", "-", stdin=rehearsed), 0)
    quiet(home.run("supervise", "add", "J7", "--moment", "1", "--answers", "-", stdin=f"question: {RARE}?\n"), 0)
    prepared = home.run("supervise", "prepare", "1", "--answers", "-", stdin=f"moment: {RARE}\nreaction: {RARE}\n")
    assert prepared.returncode == 0  # it shows the moment, as it is meant to
    assert RARE not in prepared.stderr
    quiet(home.run("supervise", "done", "1", "--answers", "-", stdin=f"outcome: {RARE}\n"), 0)


@pytest.fixture(scope="session")
def evening_vault(new_vault: Path, keys: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a vault in which an evening was typed."""
    home = Home(tmp_path_factory.mktemp("evening"), keys)
    shutil.copytree(new_vault, home.folder)
    type_an_evening(home)
    return home.folder


@pytest.fixture
def evening(bare: Home, evening_vault: Path) -> Home:
    """A home in which an evening was typed."""
    shutil.copytree(evening_vault, bare.folder)
    return bare


@pytest.mark.usefixtures("derives")
def test_practice_and_supervision_leave_text_only_in_the_requested_pack(home: Home) -> None:
    type_an_evening(home)
    assert traces(home) == []
    quiet(home.run("supervise", "pack", "1"), 8)
    quiet(home.run("supervise", "pack", "1", "--yes", "--out", "none/pack.md"), 2)
    assert traces(home) == []
    quiet(home.run("supervise", "pack", "1", "--yes", "--out", "pack.md"), 0)
    quiet(home.run("supervise", "pack", "1", "--yes", "--out", "pack.md"), 8)
    assert traces(home) == [str(home.work / "pack.md")]


@pytest.mark.parametrize("format_", OF_ANY_CLASS)
def test_only_exports_of_classes_with_text_contain_the_word(evening: Home, format_: str) -> None:
    for class_ in DataClass:
        export = ("export", class_, "--class", class_, "--format", format_)
        confirmed = ("--confirm", "notes") if class_ is DataClass.NOTES else ()
        if confirmed:
            quiet(evening.forked(*export), 8)
        quiet(evening.forked(*export, *confirmed), 0)
        quiet(evening.forked(*export, *confirmed), 8)
    written = {Path(trace).relative_to(evening.work).parts[0] for trace in traces(evening)}
    assert written == {DataClass.NOTES, DataClass.OWN}
    assert {path.name for path in evening.work.iterdir()} == set(DataClass)


@pytest.mark.parametrize("format_", formats.names())
def test_an_interrupted_export_leaves_no_file(evening: Home, format_: str) -> None:
    through = (sys.executable, "-c", FAILS_WHILE_WRITING, format_)
    class_ = "measures" if formats.load(format_).FHIR else "notes"
    words = ("export", "notes", "--class", class_, "--confirm", "notes", "--format", format_)
    told = evening.run(*words, through=through)
    quiet(told, 7)
    assert "No space left" in told.stderr
    assert list(evening.work.iterdir()) == []
    assert traces(evening) == []


def test_imported_text_is_only_in_the_vault_and_the_imported_file(evening: Home, keys: Path, tmp_path: Path) -> None:
    everything = ("--class", "notes", "--class", "own", "--confirm", "notes")
    quiet(evening.run("export", "all.json", *everything), 0)
    source = evening.work / "all.json"
    (tmp_path / "elsewhere").mkdir()
    elsewhere = Home(tmp_path / "elsewhere", keys)
    quiet(elsewhere.run("init"), 0)
    for words in (("--dry-run",), (), ()):
        quiet(elsewhere.run("import", str(source), *words), 0)
    changed = source.read_text().replace(f"{RARE}?", f"{RARE}!")
    assert changed != source.read_text()
    source.write_text(changed)
    told = elsewhere.run("import", str(source))
    quiet(told, 0)
    assert "differs" in told.stderr
    assert RARE in elsewhere.run("supervise", "show", "1").stdout
    assert traces(evening) == [str(source)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.json", f'{{"alliance_export": 1, "tables": {{"session": [{{"id": "{RARE}", "client": "{RARE}"'),
        ("x.json", f'{{"alliance_export": "{RARE}", "{RARE} said": 1, "tables": {{"{RARE} said": "{RARE}"}}}}'),
        ("x.json", f'{{"alliance_export": 1, "tables": {{"client": [{{"id": "{RARE}", "{RARE} said": "{RARE}"}}]}}}}'),
        ("x.json", f'{{"alliance_export": 1, "tables": {{"rating": [{{"session": "{RARE}", "scale": "{RARE}"}}]}}}}'),
        ("x.json", f'{{"alliance_export": 1, "tables": {{"wording": [{{"sha256": "{RARE}", "text": "{RARE}"}}]}}}}'),
        ("x.csv", f"client,date,rater,bond,{RARE}\nJ7,2026-01-09,client,8,{RARE}\n"),
        ("x.csv", f"client,date,rater,bond\n{RARE},{RARE},{RARE},{RARE}\n"),
        ("x.csv", f'client,date,rater,bond\nJ7,2026-01-09,"{RARE}" said,8\n'),
    ],
)
def test_a_file_that_cannot_be_imported_is_not_quoted(home: Home, name: str, content: str) -> None:
    (home.work / name).write_text(content)
    quiet(home.forked("import", name), 4)
    assert traces(home) == [str(home.work / name)]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("supervise", "add", f"{RARE} said"), 2),
        (("supervise", "pack", f"{RARE} said", "--yes"), 3),
        (("practice", f"{RARE} said"), 2),
        (("practice", "--on", RARE), 2),
        (("export", "x.json", "--class", RARE), 2),
        (("export", "x.json", "--class", "measures", "--client", f"{RARE} said"), 2),
        (("export", f"{RARE}/x.json", "--class", "measures"), 2),
        (("export", f"{RARE} said", "--class", "measures"), 2),
        (("export", "x.json", "--class", "notes", "--confirm", RARE), 8),
        (("import", f"{RARE} said"), 2),
        (("import", f"{RARE}.json"), 3),
    ],
)
def test_a_misplaced_word_on_the_command_line_is_not_repeated(home: Home, words: tuple[str, ...], code: int) -> None:
    quiet(home.forked(*words), code)
    assert list(home.work.iterdir()) == []
