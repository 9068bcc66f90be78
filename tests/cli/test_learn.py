"""The learn command shows topics, cards, the card of the day and search results without a vault."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from alliance_cli.cli.commands.learn import app as command
from alliance_cli.cli.root import run
from alliance_cli.cli.setup import Program
from alliance_cli.core.clock import Clock
from alliance_cli.core.guide import ORDER

OWN = """\
id: attic
title: "[bold]Attic[/]"
language: en
summary: "What I [keep]"
cards:
  - id: box
    title: A box
    text: "A **bold** word, a bracket [wife], an escape \\x1b[31m"
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def learn(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs ``alliance learn`` in a home without a vault and without a passphrase."""
    monkeypatch.delenv("ALLIANCE_PASSPHRASE", raising=False)

    def learn(*words: str, code: int = 0) -> Any:
        assert run(["--home", str(home), "learn", *words]) == code
        out, err = capsys.readouterr()
        return json.loads(out) if "--json" in words and not code else (out, err)

    return learn


def own(home: Path, text: str = OWN, name: str = "attic") -> None:
    (home / "prompts" / "learn").mkdir(parents=True, exist_ok=True)
    (home / "prompts" / "learn" / f"{name}.yaml").write_text(text, "utf-8")


def test_without_a_topic_all_are_listed_and_no_file_is_created(learn: Any, home: Path) -> None:
    out, err = learn()
    assert [line.split()[0] for line in out.splitlines() if line[0] != " "] == list(ORDER)
    assert "Repair in four steps" in out
    assert "alliance learn TOPIC CARD" in err
    assert err.endswith("alliance learn checklist\n")
    assert not home.exists()


def test_a_topic_shows_its_cards_and_their_sources(learn: Any) -> None:
    out, err = learn("repair")
    assert err == ""
    assert out.index("Acknowledge the shift") < out.index("Agree a new path") < out.index("Sources")
    assert "doi:10.1037/pst0000185" in out


def test_a_single_card_is_shown_with_its_source(learn: Any) -> None:
    out, _ = learn("repair", "acknowledge")
    assert "Can we pause here" in out
    assert "Agree a new path" not in out
    assert "doi:10.1037/pst0000185" in out


def test_json_output_has_the_structure_of_the_files(learn: Any) -> None:
    listing = learn("--json")["topics"]
    assert [each["id"] for each in listing] == list(ORDER)
    assert listing[1]["cards"][-2:] == ["metacommunication", "rupture-repair"]
    topic = learn("skills", "--json")
    assert [card["id"] for card in topic["cards"]] == listing[1]["cards"]
    keys = {"id", "title", "text", "say", "not", "component", "marker", "sources", "references"}
    assert set(topic["cards"][0]) == keys
    card = learn("skills", "metacommunication", "--json")["cards"]
    assert [(each["topic"], each["id"]) for each in card] == [("skills", "metacommunication")]


def test_json_output_carries_the_sources_in_their_parts(learn: Any) -> None:
    (card,) = learn("evidence", "repair", "--json")["cards"]
    (reference,) = card["references"]
    assert reference["authors"] == ["Eubanks, C. F.", "Muran, J. C.", "Safran, J. D."]
    assert (reference["id"], reference["year"], reference["verified"]) == ("eubanks-2018", 2018, True)
    assert reference["doi"] == "10.1037/pst0000185"
    assert card["sources"][0].startswith("Eubanks, C. F., Muran, J. C. & Safran, J. D. (2018). Alliance rupture")


def test_a_topic_names_authors_and_year_and_each_reference_once(learn: Any) -> None:
    out, _ = learn("evidence")
    assert "Source: Flückiger et al. (2018), Flückiger et al. (2020)" in out
    assert out.count("doi:10.1037/pst0000172") == 1


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("nervous system", ("components", "why-it-matters")),
        ("threat", ("components", "why-it-matters")),
        ("polyvagal disputed", ("components", "why-it-matters")),
        ("FIT feedback-informed", ("skills", "feedback-seeking")),
        ("every other intervention", ("components", "competence")),
        ("individual work with adults", ("components", "competence")),
        ("not scanned", ("safety", "not-a-risk-tool")),
        ("own doctor", ("self-care", "low-for-a-while")),
        ("microaggressions", ("cultural-humility", "slights")),
    ],
)
def test_the_guide_is_searchable(learn: Any, words: str, found: tuple[str, str]) -> None:
    assert found in [(card["topic"], card["id"]) for card in learn("--search", words, "--json")["cards"]]


def test_the_card_of_the_day_changes_once_a_day(home: Path) -> None:
    def at(day: int, hour: int) -> Any:
        now = datetime(2026, 11, day, hour, tzinfo=UTC)
        ran = CliRunner().invoke(command, ["--random", "--json"], obj=Program(home=home, clock=Clock(lambda: now)))
        return json.loads(ran.output)["cards"][0]

    morning, evening, tomorrow = at(23, 7), at(23, 22), at(24, 7)
    assert morning == evening
    assert (morning["topic"], morning["id"]) != (tomorrow["topic"], tomorrow["id"])


def test_a_card_of_the_day_can_be_from_one_topic(learn: Any) -> None:
    assert learn("skills", "--random", "--json")["cards"][0]["topic"] == "skills"


def test_search_finds_cards_in_all_topics_or_in_one(learn: Any) -> None:
    everywhere = {(each["topic"], each["id"]) for each in learn("--search", "bear your share", "--json")["cards"]}
    assert everywhere == {("repair", "validate")}
    topics = {each["topic"] for each in learn("--search", "Psychotherapy", "--json")["cards"]}
    assert len(topics) > 1
    assert {each["topic"] for each in learn("resources", "--search", "Psychotherapy", "--json")["cards"]} == {
        "resources"
    }


@pytest.mark.parametrize("options", [(), ("--plain",)])
@pytest.mark.parametrize("language", ["en", "de"])
def test_the_checklist_fits_one_sheet(learn: Any, language: str, options: tuple[str, ...]) -> None:
    out, _ = learn(*options, "--language", language, "checklist")
    lines = out.splitlines()
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 80
    assert lines.count("") == 3
    assert not set(out) & {"\x1b", "\u2026"}


def test_the_checklist_has_phase_prompt_and_purpose_of_every_unconditional_question(learn: Any) -> None:
    out = " ".join(learn("checklist")[0].split())
    document = learn("checklist", "--json")["checklist"]
    assert [phase["phase"] for phase in document] == ["pre-session", "in-session", "post-session"]
    asked = {prompt["id"]: prompt for phase in document for prompt in phase["prompts"]}
    wanted = {
        "grounded",
        "carry-over",
        "intention",
        "opening",
        "mid-point",
        "closing",
        "tension",
        "strongest",
        "ruptures",
    }
    assert wanted <= set(asked)
    assert not {"tension-note", "felt", "skill-used", "outcome"} & set(asked)
    for phase in document:
        assert phase["title"] in out
    for prompt in asked.values():
        assert (prompt["say"] or prompt["ask"]) in out
        assert prompt["purpose"] in out
    assert [phase["ratings"] for phase in document][1] == [
        {"rater": "client", "scales": ["understood", "goals", "tasks", "bond"]}
    ]


def test_the_checklist_is_made_of_the_scripts_in_use(learn: Any, home: Path) -> None:
    (home / "prompts").mkdir(parents=True)
    own = "id: pre-session\nphase: pre-session\ntitle: My minute\nlanguage: en\nprompts:\n"
    prompt = "  - id: breathe\n    kind: text\n    ask: Breathe?\n    purpose: Calm.\n"
    (home / "prompts" / "pre-session.yaml").write_text(own + prompt, "utf-8")
    assert " [ ] Breathe?\n     Calm.\n" in learn("checklist")[0]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("repairs",), "Did you mean repair?"),
        (("repair", "valdate"), "Did you mean validate?"),
        (("metacommunication",), "alliance learn skills metacommunication"),
        (("--search", "xylophone"), "No card contains all of these words."),
        (("--search", ""), "No card contains all of these words."),
    ],
)
def test_a_missing_topic_or_card_is_code_3_with_a_hint(learn: Any, words: tuple[str, ...], sentence: str) -> None:
    out, err = learn(*words, code=3)
    assert out == ""
    assert sentence in err


@pytest.mark.parametrize("words", [("--random", "--search", "x"), ("repair", "invite", "--random")])
def test_two_ways_of_choosing_cards_cannot_be_combined(learn: Any, words: tuple[str, ...]) -> None:
    assert "use one of them" in learn(*words, code=2)[1]


def test_a_custom_topic_is_shown_with_control_characters_made_harmless(learn: Any, home: Path) -> None:
    own(home)
    assert "attic" in learn()[0]
    assert "[bold]Attic[/] (yours)" in learn()[0]
    out, _ = learn("attic")
    assert "A bold word, a bracket [wife], an escape ␛[31m" in out
    assert "\x1b" not in out


def test_mistakes_in_a_custom_topic_are_reported_and_the_others_stay_readable(learn: Any, home: Path) -> None:
    own(home, OWN.replace("cards:", "card:"))
    assert "has mistakes" in learn()[0]
    assert next(each for each in learn("--json")["topics"] if each["id"] == "attic")["mistakes"] == 2
    assert learn("--random")[0]
    out, err = learn("attic", code=4)
    assert out == ""
    assert "attic.yaml:5: card: is not a key here" in err
    assert "(did you mean cards?)" in err


def test_the_guide_is_read_without_the_database(home: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from alliance_cli.cli.root import run; "
        f"assert run(['--home', {str(home)!r}, 'learn', 'repair']) == 0; "
        "sys.exit(bool({'sqlcipher3', 'sqlite_utils'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=False).returncode == 0


def test_the_checklist_has_no_cards(learn: Any) -> None:
    assert "All of it: alliance learn checklist" in learn("checklist", "goals", code=2)[1]
