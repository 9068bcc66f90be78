"""The find command: search in everything that was typed."""

from __future__ import annotations

import unicodedata

import pytest

from alliance_cli.storage.caseload.typed_words import typed_columns

from .conftest import Alliance, made_once

ON = ("--on", "2026-01-12")
LATER = ("--on", "2026-02-02")
RARE = "Quittenmarmelade"


@made_once
def noted(alliance: Alliance) -> Alliance:
    """Two clients, with text in every field that takes words."""
    keep = {
        ("prep", "J7", "--new", *ON): "intention: Ask about the Worksheet first\n",
        ("session", "J7", *ON): "closing: 'The worksheets, and being asked'\n",
        ("reflect", "J7", *ON): (
            "strongest: 'We laughed about the worksheet'\n"
            "ruptures: [{note: 'Went quiet at the [bold]worksheet[/bold]', plan: 'Offer to drop the worksheet'}]\n"
        ),
        ("tailor", "J7"): "communication: 'No worksheet before we talk'\n",
        ("practice",): "objective: 'Ask before I hand out a worksheet'\n",
        ("reflect", "K9", "--new", *LATER): "learned: 'Nothing on paper; straße'\n",
        ("supervise", "add", "K9"): "question: 'Do I hide behind the worksheet?'\n",
    }
    for command, answers in keep.items():
        ran = alliance(*command, "--answers", "-", typed=answers)
        assert ran.code == 0, (command, ran.err)
    return alliance


def passages(ran: object) -> list[str]:
    return [each["passage"] for each in ran.document["found"]]  # type: ignore[attr-defined]


def test_words_are_found_in_every_kind_of_text(noted: Alliance) -> None:
    document = noted("find", "worksheet", "--json").document
    assert document["count"] == 8
    places = {(each["table"], each["column"], each["phase"], each["class"]) for each in document["found"]}
    assert places == {
        ("answer", "value", "pre-session", "notes"),
        ("answer", "value", "in-session", "notes"),
        ("moment", "note", "post-session", "notes"),
        ("moment", "plan", "post-session", "notes"),
        ("answer", "value", "tailoring", "notes"),
        ("answer", "value", "supervision", "notes"),
        ("answer", "value", "practice", "own"),
    }
    assert all(each["asked"] for each in document["found"]), "each beside its question"
    assert {each["client"] for each in document["found"]} == {"J7", "K9", ""}


def test_whole_words_come_first_newest_first(noted: Alliance) -> None:
    found = noted("find", "worksheet", "--json").document["found"]
    assert [each["whole_words"] for each in found] == [True] * 7 + [False]
    days = [each["on"] for each in found[:7]]
    assert days == sorted(days, reverse=True)
    assert found[-1]["passage"] == "The worksheets, and being asked"


def test_a_result_has_date_client_question_and_passage(noted: Alliance) -> None:
    out = noted("find", "drop", "worksheet").out
    assert out.startswith("2026-01-12  J7  after the session\n")
    assert "    Offer to drop the worksheet\n" in out
    assert out.endswith("1 passage.\n")


def test_text_that_looks_like_markup_is_shown_as_typed(noted: Alliance) -> None:
    assert "[bold]worksheet[/bold]" in noted("find", "quiet").out


@pytest.mark.parametrize("typed", ["STRASSE", "straße", "Straße"])
def test_search_ignores_case(noted: Alliance, typed: str) -> None:
    assert passages(noted("find", typed, "--json")) == ["Nothing on paper; straße"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("other", ["NFC", "NFD"])
def test_composed_and_decomposed_letters_match(alliance: Alliance, form: str, other: str) -> None:
    text = unicodedata.normalize(form, "Sagte, es täte ihr leid, später.")
    assert alliance("reflect", "J7", "--new", "--answers", "-", typed=f"learned: '{text}'\n").code == 0
    (found,) = alliance("find", unicodedata.normalize(other, "TÄTE"), "--json").document["found"]
    ((start, end),) = found["hits"]
    assert unicodedata.normalize("NFC", found["passage"][start:end]) == "täte"
    assert found["passage"] == text


def test_quoted_words_match_only_as_a_phrase(noted: Alliance) -> None:
    assert len(passages(noted("find", "the", "worksheet", "--json"))) == 6
    assert len(passages(noted("find", "behind the worksheet", "--json"))) == 1


def test_it_can_be_limited_to_a_client_a_date_and_a_class(noted: Alliance) -> None:
    of_client = noted("find", "worksheet", "--client", "j7", "--json").document["found"]
    assert {each["client"] for each in of_client} == {"J7"}
    assert "own" not in {each["class"] for each in of_client}
    assert "2026-01-12" not in {
        each["on"] for each in noted("find", "worksheet", "--since", "2026-01-13", "--json").document["found"]
    }
    assert passages(noted("find", "worksheet", "--class", "own", "--json")) == ["Ask before I hand out a worksheet"]
    assert noted("find", "worksheet", "--class", "measures").code == 2
    assert noted("find", "worksheet", "--client", "Q1").code == 3


def test_choices_are_not_searched(alliance: Alliance) -> None:
    answers = "ruptures: [{note: 'Went quiet', marker: withdrawal}]\n"
    assert alliance("reflect", "J7", "--new", "--answers", "-", typed=answers).code == 0
    assert alliance("practice", "--answers", "-", typed="how: role-play\n").code == 0
    assert alliance("find", "withdrawal", "--json").document["count"] == 0
    assert alliance("find", "role-play", "--json").document["count"] == 0


def test_long_results_show_the_latest_and_say_how_to_see_more(alliance: Alliance) -> None:
    for day in range(1, 26):
        on = f"2026-01-{day:02}"
        ran = alliance("reflect", "J7", "--new", "--on", on, "--answers", "-", typed="learned: 'Ask first'\n")
        assert ran.code == 0
    out = alliance("find", "ask").out
    assert out.startswith("2026-01-25  J7")
    assert "2026-01-05" not in out
    assert out.endswith("20 of 25 passages. More of them: --limit 25; all of them: --all\n")
    assert "2026-01-01" in alliance("find", "ask", "--all").out
    assert alliance("find", "ask", "--limit", "2").out.count("Ask first") == 2
    many = alliance("find", "ask", "--limit", "2").out.splitlines()[-1]
    assert many.startswith("2 of 25 passages. More words, --client or --since narrow them down")
    assert alliance("find", "ask", "--limit", "none").code == 2
    assert len(alliance("find", "ask", "--json").document["found"]) == 25


def test_no_result_is_one_sentence_with_a_hint(noted: Alliance) -> None:
    ran = noted("find", RARE)
    assert ran.code == 0
    assert ran.out == "Nothing you typed contains these words. Try fewer words, or the beginning of a word.\n"
    assert noted("find", RARE, "--json").document == {"count": 0, "found": []}


@pytest.mark.parametrize("words", [(), ("",), (" ",)])
def test_a_search_without_words_is_refused(noted: Alliance, words: tuple[str, ...]) -> None:
    ran = noted("find", *words)
    assert ran.code == 2
    assert "Which words?" in ran.err


def test_the_log_records_the_search_but_not_its_words(noted: Alliance) -> None:
    assert noted("find", RARE).code == 0
    assert noted("find", RARE, "--client", "J7").code == 0
    entries = noted("vault", "log", "--all", "--json").document["log"]
    assert [(each["command"], each["client"]) for each in entries][-3:-1] == [
        ("alliance find", ""),
        ("alliance find", "J7"),
    ]
    assert RARE not in str(entries)


def test_every_column_with_typed_text_is_searched() -> None:
    assert {tuple(each) for each in typed_columns()} == {
        ("answer", "value"),
        ("draft", "text"),
        ("flag_decision", "reason"),
        ("goal_words", "words"),
        ("mark", "words"),
        ("moment", "note"),
        ("moment", "own_part"),
        ("moment", "plan"),
    }
