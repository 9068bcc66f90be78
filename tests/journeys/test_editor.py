"""Content files are changed in the user's own editor, which here is a small script."""

from __future__ import annotations

from pathlib import Path

import pytest

from alliance_cli.content.folders import shipped_folder
from tests.journeys.program import Home


def editor(home: Path, *edits: str) -> str:
    """An editor that makes the first of these changes when first opened, the second when opened again, and so on."""
    script = home / "my editor"
    steps = "\n".join(f"    {number}) {edit} ;;" for number, edit in enumerate(edits, start=1))
    count = f'n=$(($(cat "{home}/count" 2>/dev/null || echo 0) + 1)); echo $n > "{home}/count"'
    script.write_text(f'#!/bin/sh\n{count}\nfile="$2"\ncase $n in\n{steps}\nesac\n', "utf-8")
    script.chmod(0o700)
    return f"'{script}' --wait"


RENAME = 'sed -i.old \'s/After the session/In the evening/\' "$file" && rm "$file.old"'
SPOIL = 'sed -i.old \'s/^phase: post-session/phase: past-session/\' "$file" && rm "$file.old"'
MEND = 'sed -i.old \'s/^phase: past-session/phase: post-session/\' "$file" && rm "$file.old"'


def own(home: Home) -> Path:
    return home.folder / "prompts" / "post-session.yaml"


def test_a_changed_copy_is_checked_and_used_from_then_on(bare: Home) -> None:
    terminal = bare.terminal("prompts", "edit", "post-session", columns=300, EDITOR=editor(bare.root, RENAME))
    assert f"No mistakes. Your copy: {own(bare)}" in terminal.ends().replace("\n", "")
    assert own(bare).stat().st_mode & 0o777 == 0o600
    assert "In the evening" in bare.run("prompts", "show", "post-session").stdout


def test_visual_takes_precedence_over_editor(bare: Home) -> None:
    terminal = bare.terminal("prompts", "edit", "post-session", VISUAL=editor(bare.root, RENAME), EDITOR="false")
    terminal.ends()
    assert "In the evening" in own(bare).read_text("utf-8")


def test_the_editor_reopens_until_all_mistakes_are_corrected(bare: Home) -> None:
    edits = editor(bare.root, SPOIL, MEND + "; " + RENAME)
    terminal = bare.terminal("prompts", "edit", "post-session", columns=300, EDITOR=edits)
    terminal.sees("post-session.yaml:2: phase: does not fit", "did you mean post-session?", "Back to the editor?", "> ")
    terminal.types("y")
    assert "No mistakes." in terminal.ends()
    assert bare.run("prompts", "check").returncode == 0


def test_quitting_with_mistakes_keeps_the_file_and_reports_it(bare: Home) -> None:
    terminal = bare.terminal("prompts", "edit", "post-session", EDITOR=editor(bare.root, SPOIL))
    terminal.answers("Back to the editor?", "n")
    assert "Left unchanged" in terminal.ends(4)
    assert "phase: past-session" in own(bare).read_text("utf-8")


def test_an_unchanged_copy_is_removed_after_a_yes(bare: Home) -> None:
    for answer, stays in (("", True), ("y", False)):
        own(bare).unlink(missing_ok=True)
        terminal = bare.terminal("prompts", "edit", "post-session", EDITOR=editor(bare.root, "sleep 2.1", "sleep 2.1"))
        terminal.answers("Nothing was changed. Remove the copy?", answer)
        terminal.ends()
        assert own(bare).exists() is stays


@pytest.mark.parametrize("earlier", [False, True])
def test_a_file_is_kept_if_the_editor_returns_at_once(bare: Home, earlier: bool) -> None:
    if earlier:
        bare.run("prompts", "edit", "post-session")
    terminal = bare.terminal("prompts", "edit", "post-session", columns=300, EDITOR=editor(bare.root, "true"))
    shown = terminal.ends()
    assert f"Your copy stays: {own(bare)}" in shown.replace("\n", "")
    assert "VISUAL='code --wait'" in shown
    assert "alliance prompts check" in shown
    assert own(bare).read_bytes() == (shipped_folder() / "post-session.yaml").read_bytes()


def test_an_earlier_copy_is_kept_even_if_unchanged(bare: Home) -> None:
    bare.run("prompts", "edit", "post-session")
    bare.terminal("prompts", "edit", "post-session", EDITOR=editor(bare.root, "true")).ends()
    assert own(bare).read_bytes() == (shipped_folder() / "post-session.yaml").read_bytes()


@pytest.mark.parametrize(
    ("editor", "sentence", "stays"),
    [
        ("/no/such/editor", "Your editor cannot be started.", False),
        ("false", "Your editor ended with an error.", True),
        ("'unclosed", "The name of your editor has an unclosed quote.", False),
    ],
)
def test_an_editor_that_fails_is_wrong_use_and_a_copy_stays_only_if_it_started(
    bare: Home, editor: str, sentence: str, *, stays: bool
) -> None:
    terminal = bare.terminal("prompts", "edit", "post-session", EDITOR=editor, VISUAL=None)
    shown = " ".join(terminal.ends(2).split())
    assert sentence in shown
    assert ("The file is" in shown) is stays
    assert own(bare).exists() is stays


def test_without_an_editor_the_path_of_the_file_is_shown(bare: Home) -> None:
    terminal = bare.terminal("prompts", "edit", "post-session", columns=200)
    shown = terminal.ends()
    assert str(own(bare)) in shown
    assert "alliance prompts check" in shown
    assert own(bare).exists()
