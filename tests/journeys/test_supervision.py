"""A supervision question is noted while reflecting, prepared, packed, answered, and shown before the next session."""

from __future__ import annotations

from alliance_cli.content.catalog import Catalog
from alliance_cli.content.folders import shipped_folder
from alliance_cli.core.own.supervision import OUTCOME, PREPARATION, QUESTION
from tests.journeys.program import Home
from tests.journeys.test_privacy import RARE, traces
from tests.journeys.wording import BEGINS, REFLECT


def asks(script: str) -> dict[str, str]:
    return {prompt.id: prompt.ask[:BEGINS] for prompt in Catalog((shipped_folder(),)).find(script).prompts}


ASKED, PREPARED, CAME = asks(QUESTION), asks(PREPARATION), asks(OUTCOME)


def note_on_the_way(home: Home) -> None:
    terminal = home.terminal("reflect", "J7")
    terminal.answers(REFLECT["strongest"], "")
    terminal.answers(REFLECT["ruptures"], "!s")
    terminal.answers(ASKED["question"], f"Why do I hurry with J7 [and] {RARE}?")
    terminal.sees("Back to: After the session")
    terminal.answers(REFLECT["ruptures"], ":q")
    terminal.ends()


def prepare(home: Home) -> None:
    terminal = home.terminal("supervise", "prepare")
    terminal.sees(PREPARED["codes"])
    terminal.answers(PREPARED["connected"], "")
    terminal.answers(PREPARED["moment"], "j7 said *sure* on 3 November")
    terminal.sees(f"> Why do I hurry with J7 [and] {RARE}?")
    terminal.types("")
    terminal.answers(PREPARED["reaction"], "Heat")
    terminal.ends()


def pack(home: Home, agreed: str, code: int) -> str:
    terminal = home.terminal("supervise", "pack", "--out", "pack.md")
    terminal.answers("Which moments of J7 go into the pack?", "9")
    terminal.answers("Type numbers from the list", "1")
    terminal.sees("This is all that leaves:", f"Why do I hurry with A \\[and\\] {RARE}?", "Heat", "She laughed with A")
    terminal.sees("looks like a date")
    terminal.answers("Write it to the new file?", agreed)
    terminal.ends(code)
    return terminal.text


def test_a_question_from_the_reflection_to_the_next_preparation(home: Home) -> None:
    home.keep("reflect", "strongest: She laughed with J7", "--on", "2026-01-09")
    note_on_the_way(home)
    prepare(home)
    pack(home, "n", 0)
    assert list(home.work.iterdir()) == []
    shown = pack(home, "y", 0)
    page = (home.work / "pack.md").read_text("utf-8")
    assert page.rstrip("\n") in shown.replace("\r", "")
    assert "j7" not in page.casefold()
    (home.work / "pack.md").unlink()
    done = home.terminal("supervise", "done")
    done.answers(CAME["outcome"], "I fear the silence")
    done.answers(CAME["next"], "")
    done.ends()
    card = home.run("prep", "J7").stdout
    assert "From supervision" in card
    assert "I fear the silence" in card
    assert traces(home) == []


def test_text_typed_for_supervision_appears_in_no_error(home: Home) -> None:
    home.run("supervise", "add", stdin=f"Why {RARE}?\n")
    for words in (
        ("supervise", "pack"),
        ("supervise", "add", f"{RARE} why"),
        ("supervise", "show", RARE),
        ("supervise", "pack", "--yes", "--moment", f"{RARE}:1"),
        ("supervise", "pack", "--yes", "--out", f"{RARE}/x.md"),
        ("supervise", "done", "--answers", f"{RARE}.yaml"),
        ("supervise", RARE),
    ):
        told = home.forked(*words)
        assert told.returncode in (2, 3, 8), words
        assert RARE not in told.stdout + told.stderr, words
    assert traces(home) == []
