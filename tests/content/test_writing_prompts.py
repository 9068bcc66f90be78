"""The guide for authors is right: its script has no mistakes, and the program prints the mistakes it shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from alliance_cli.cli.root import run
from alliance_cli.content.file_kinds.script import PROMPT
from alliance_cli.content.file_kinds.topic import CARD, TOPIC

GUIDE = (Path(__file__).parents[2] / "docs" / "writing-prompts.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
SCRIPT = next(block for block in BLOCKS if "prompts:" in block)
TOPIC_BLOCK = next(block for block in BLOCKS if "cards:" in block)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALLIANCE_HOME", str(tmp_path))
    (tmp_path / "evening.yaml").write_text(SCRIPT, encoding="utf-8")
    return tmp_path / "evening.yaml"


def test_the_script_of_the_guide_has_no_mistakes(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["prompts", "check", path.name]) == 0
    assert f"$ alliance prompts check evening.yaml\n{capsys.readouterr().out}" in GUIDE


def test_the_mistakes_in_the_guide_are_printed_as_shown(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoilt = SCRIPT.replace("phase: post-session", "phase: post-sesion").replace("yes-no", "yesno")
    spoilt = spoilt.replace("prompt: stayed", "prompt: stayd").replace(
        "    purpose: Your hope is part of the bond.\n", ""
    )
    path.write_text(spoilt, encoding="utf-8")
    assert run(["prompts", "check", path.name]) == 4
    *printed, _ = capsys.readouterr().err.splitlines()
    assert "\n".join(["$ alliance prompts check evening.yaml", *printed, "```"]) in GUIDE


def test_the_guide_names_every_key_and_kind() -> None:
    assert [word for word in sorted({*PROMPT.names, *PROMPT.variants}) if f"`{word}`" not in GUIDE] == []


def test_the_topic_in_the_guide_has_no_mistakes_and_is_shown(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = path.parent / "prompts" / "learn"
    folder.mkdir(parents=True)
    (folder / "attic.yaml").write_text(TOPIC_BLOCK, encoding="utf-8")
    assert run(["prompts", "check"]) == 0
    assert run(["learn", "attic", "pause"]) == 0
    assert "Wait one breath longer" in capsys.readouterr().out


def test_the_guide_names_every_key_of_a_topic_and_a_card() -> None:
    part = GUIDE[GUIDE.index("## A topic of your own") : GUIDE.index("## Another language")]
    keys = {*TOPIC.names, *CARD.names}
    assert [word for word in sorted(keys) if f"`{word}`" not in part] == []
