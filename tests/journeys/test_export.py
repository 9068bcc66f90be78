"""Notes are exported only after a word is typed, and only into the requested file."""

from __future__ import annotations

from tests.journeys.program import Home
from tests.journeys.test_privacy import RARE


def test_notes_are_exported_only_after_the_word_is_typed(home: Home) -> None:
    home.keep("prep", f"grounded: {RARE}")
    words = ("export", "notes.json", "--class", "notes", "--client", "J7")
    stopped = home.terminal(*words)
    stopped.answers("Type notes to go on", "yes")
    stopped.ends(8)
    assert list(home.work.iterdir()) == []
    typed = home.terminal(*words)
    typed.answers("Type notes to go on", "notes")
    typed.sees("not encrypted", "Wrote ", "notes.json: notes.")
    typed.ends()
    holding = [path for path in home.root.rglob("*") if path.is_file() and RARE.encode() in path.read_bytes()]
    assert holding == [home.work / "notes.json"]
    assert RARE not in stopped.text + typed.text


def test_an_export_shows_a_progress_bar_and_clears_it(home: Home) -> None:
    home.keep("reflect", "clinician-bond: 8")
    watched = home.terminal("export", "all.json", "--class", "measures")
    watched.ends()
    assert "100%" in watched.raw
    assert "%" not in "\n".join(watched.screen)
    plain = home.terminal("export", "again.json", "--class", "measures", "--plain")
    plain.ends()
    assert "%" not in plain.raw


def test_an_import_shows_a_progress_bar_at_a_terminal(home: Home) -> None:
    home.keep("reflect", "clinician-bond: 8")
    home.terminal("export", "all.json", "--class", "measures", "--class", "notes", "--confirm", "notes").ends()
    (home.work / "ratings.csv").write_text("client,date,rater,bond\nJ7,2026-01-05,client,7\n")
    for file in ("all.json", "ratings.csv"):
        watched = home.terminal("import", file)
        watched.ends()
        assert "100%" in watched.raw
        assert "%" not in "\n".join(watched.screen)
    plain = home.terminal("import", "all.json", "--plain")
    plain.ends()
    assert "%" not in plain.raw
