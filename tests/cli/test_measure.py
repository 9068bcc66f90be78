"""The measure command: instruments are filled in, scored, corrected and shown."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from .conftest import Alliance, Ran

VECTOR = "5,4,3,2,1,5,4,3,2,1,5,4"
MONDAY = "2026-01-05"


pytestmark = pytest.mark.usefixtures("client")


def flat(ran: Ran) -> str:
    """The output without line breaks."""
    return " ".join(ran.out.split())


def own_file(home: Path, name: str, text: str) -> Path:
    folder = home / "prompts" / "instruments"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder / f"{name}.yaml"


def scores(alliance: Alliance) -> list[Any]:
    return [session["scores"] for session in alliance("history", "J7", "--json").document["sessions"]]


def test_the_wai_test_vector_is_scored_by_task_bond_and_goal(alliance: Alliance) -> None:
    ran = alliance("measure", "J7", "wai-sr", "--items", VECTOR, "--on", MONDAY, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.document == {
        "client": "J7",
        "instrument": "wai-sr",
        "version": "2006",
        "rater": "client",
        "on": MONDAY,
        "total": 39,
        "complete": True,
        "subscales": {"task": 14, "bond": 10, "goal": 15},
        "answered": 12,
        "items": 12,
        "reached": [],
        "answers": {str(n): value for n, value in enumerate(map(int, VECTOR.split(",")), start=1)},
    }


def test_the_result_is_shown_with_subscales_and_ranges(alliance: Alliance) -> None:
    by_clinician = ("measure", "J7", "haq-ii", "--items", ",".join("6" * 19), "--rater", "clinician")
    assert "by the clinician" in flat(alliance(*by_clinician))
    shown = flat(alliance("measure", "J7", "wai-sr", "--items", VECTOR))
    assert "Task 14 (4 to 20) Bond 10 (4 to 20) Goal 15 (4 to 20) total 39 (12 to 60, higher is better)" in shown


def test_reversed_items_are_scored_in_reverse_and_kept_as_given(alliance: Alliance) -> None:
    document = alliance("measure", "J7", "haq-ii", "--items", ",".join("6" * 19), "--json").document
    assert document["total"] == 14 * 6 + 5 * 1
    assert set(document["answers"].values()) == {6}


@pytest.mark.parametrize(
    ("items", "says"), [("8.9,9,9,9", "Below 36: asks for a conversation."), ("9,9,9,9", "Not below 36.")]
)
def test_a_cut_off_is_shown_with_its_source(alliance: Alliance, items: str, says: str) -> None:
    shown = flat(alliance("measure", "J7", "srs", "--items", items))
    assert says in shown
    assert "Source of the cut-off: United States convention" in shown


def test_the_cut_off_is_a_setting(alliance: Alliance) -> None:
    assert alliance("config", "set", "srs.cut-off", "34").code == 0
    document = alliance("measure", "J7", "srs", "--items", "8.5,8.5,8.5,8.5", "--json").document
    assert (document["total"], document["reached"]) == (34, [])
    lower = alliance("measure", "J7", "srs", "--items", "8.4", "--json").document
    assert [(each["value"], each["source"]) for each in lower["reached"]] == [(34, "your setting")]


def test_a_partial_administration_has_no_total_and_names_the_missing_items(alliance: Alliance) -> None:
    ran = alliance("measure", "J7", "wai-sr", "--items", "5,4,3,,1,5,4,3,2,1,,4")
    assert "partial, 10 of 12 items: no total. Left out: 4, 11." in flat(ran)
    assert "Task 14 (4 to 20) Bond 10 (4 to 20)" in flat(ran)
    assert "Goal" not in ran.out


def test_asked_item_by_item_enter_skips_and_each_answer_is_saved(alliance: Alliance) -> None:
    ran = alliance("measure", "J7", "srs", typed="8.5\n\n9,1\n10\n")
    assert "1/4  Item 1\n   0 to 10, to one decimal" in ran.err
    assert "have the form at hand" in ran.err
    assert "partial, 3 of 4 items" in flat(ran)
    assert alliance("measure", "J7", "srs", "--items", ",9", "--json").document["total"] == 36.6


def test_an_invalid_answer_keeps_the_earlier_ones(alliance: Alliance) -> None:
    ran = alliance("measure", "J7", "srs", typed="8\n12\n9\n9\n")
    assert (ran.code, ran.out) == (2, "")
    assert "12" not in ran.err
    assert alliance("measure", "J7", "srs", "--items", ",9", "--json").document["answers"] == {"1": 8, "2": 9}


def test_a_stopped_administration_says_how_to_resume_and_resumes_there(alliance: Alliance) -> None:
    ran = alliance("measure", "J7", "haq-ii", "--rater", "clinician", "--on", MONDAY, typed="5\n4\n:q\n")
    assert f"Go on with: alliance measure J7 haq-ii --rater clinician --on {MONDAY}" in ran.err
    again = alliance("measure", "J7", "haq-ii", "--rater", "clinician", "--on", MONDAY, typed="3\n")
    assert "1/19" not in again.err
    assert "3/19  Item 3" in again.err
    assert "partial, 3 of 19 items" in flat(again)


def test_the_wai_sr_is_for_clients_and_its_page_says_why(alliance: Alliance) -> None:
    ran = alliance("measure", "J7", "wai-sr", "--items", VECTOR, "--rater", "clinician")
    assert (ran.code, "--rater takes, for Working Alliance Inventory, short revised: client." in ran.err) == (2, True)
    assert "the therapist form is said to differ" in flat(alliance("measure", "--about", "wai-sr"))


def test_nothing_is_stored_without_an_answer_and_every_answer_is_kept(alliance: Alliance) -> None:
    ran = alliance("measure", "J7", "srs", typed="\n\n\n\n")
    assert (ran.code, ran.out) == (0, "")
    assert "nothing is kept" in ran.err
    alliance("measure", "J7", "srs", typed="8\n")
    alliance("measure", "J7", "srs", typed="<\n:x\n")
    assert alliance("history", "J7", "--json").document["scores_before_first_session"] == []


def test_repeating_a_complete_administration_keeps_each_answer_on_enter(alliance: Alliance) -> None:
    alliance("measure", "J7", "srs", "--items", "9,9,9,9")
    ran = alliance("measure", "J7", "srs", typed="\n5\n\n\n")
    assert "Kept: 9   (Enter keeps it)" in ran.err
    assert "total 32 " in flat(ran)


def test_surplus_lines_are_refused_after_saving_the_valid_ones(alliance: Alliance) -> None:
    assert alliance("measure", "J7", "srs", typed="9\n9\n9\n9\n9\n").code == 2
    assert alliance("measure", "J7", "srs", "--items", "9", "--json").document["total"] == 36


def test_the_same_administration_is_corrected_and_another_date_or_rater_adds_one(alliance: Alliance) -> None:
    for more in ((), ("--on", MONDAY), ("--rater", "clinician")):
        alliance("measure", "J7", "haq-ii", "--items", ",".join("6" * 19), *more)
    alliance("measure", "J7", "haq-ii", "--items", ",,,1")
    kept = alliance("history", "J7", "--json").document["scores_before_first_session"]
    assert sorted(score["total"] for score in kept) == [89, 89, 94]


def test_the_score_is_shown_at_the_session_of_its_day(alliance: Alliance) -> None:
    alliance("rate", "J7", "--bond", "9", "--on", MONDAY)
    alliance("rate", "J7", "--bond", "9", "--on", "2026-01-12")
    alliance("measure", "J7", "wai-sr", "--items", VECTOR, "--on", MONDAY)
    alliance("measure", "J7", "srs", "--items", "9,9,9,9", "--on", "2026-01-20")
    told = [[(each["instrument"], each["total"]) for each in session] for session in scores(alliance)]
    assert told == [[("wai-sr", 39)], [("srs", 36)]]
    for picture in ((), ("--table",)):
        shown = flat(alliance("history", "J7", *picture))
        assert "2026-01-05 wai-sr by the client: 39 · task 14 · bond 10 · goal 15" in shown
        assert "2026-01-20 srs by the client: 36" in shown


def test_a_second_session_of_the_same_day_leaves_the_score_with_the_first(alliance: Alliance) -> None:
    alliance("rate", "J7", "--bond", "9", "--on", MONDAY)
    alliance("measure", "J7", "wai-sr", "--items", VECTOR, "--on", MONDAY)
    assert alliance("prep", "J7", "--again", "--on", MONDAY, typed="settled\n").code == 0
    assert [len(session) for session in scores(alliance)] == [1, 0]


def test_a_total_below_its_cut_off_is_flagged_wherever_flags_show(alliance: Alliance) -> None:
    today = date.today().isoformat()  # noqa: DTZ011 - the program's own today
    alliance("rate", "J7", "--bond", "9")
    alliance("measure", "J7", "srs", "--items", "7,7,7,7", "--on", today)
    flags = alliance("history", "J7", "--json").document["sessions"][-1]["flags"]
    assert [(each["kind"], each["instrument"], each["value"]) for each in flags] == [("below-cut-off", "srs", 28)]
    for arguments in (("history", "J7"), ("prep", "J7", "--again")):
        assert "28, below 36" in flat(alliance(*arguments, typed=":q\n"))
    assert [each["why"] for each in alliance("--json").document["due"]] == ["flag"]


def test_an_instrument_filled_in_by_the_client_counts_as_feedback(alliance: Alliance) -> None:
    for place in range(3):
        day = (date.today() - timedelta(weeks=place)).isoformat()  # noqa: DTZ011 - the program's own today
        alliance("rate", "J7", "--bond", "8", "--rater", "clinician", "--on", day)
    assert scores(alliance) == [[], [], []]
    before = alliance("history", "J7", "--json").document["sessions"][-1]["flags"]
    alliance("measure", "J7", "wai-sr", "--items", VECTOR)
    after = alliance("history", "J7", "--json").document["sessions"][-1]["flags"]
    assert [flag["kind"] for flag in before] != []
    assert after == []


@pytest.mark.parametrize("text", [None, "id: mood\n"])
def test_scores_stay_as_stored_if_the_instrument_file_is_missing_or_broken(
    alliance: Alliance, home: Path, text: str | None
) -> None:
    path = own_file(home, "mood", MOOD)
    assert alliance("measure", "J7", "mood", "--items", "3,4", "--on", MONDAY, "--json").document["total"] == 7
    path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    shown = flat(alliance("history", "J7"))
    assert "2026-01-05 mood by the client: 2 items, not scored" in shown
    assert "alliance prompts check" in shown
    (kept,) = alliance("history", "J7", "--json").document["scores_before_first_session"]
    assert (kept["instrument"], kept["answered"], kept["total"], kept["complete"]) == ("mood", 2, None, False)


def test_licensed_wording_added_by_a_clinician_is_used_and_made_harmless(alliance: Alliance, home: Path) -> None:
    own_file(home, "srs", 'id: srs\nwording:\n  1: "Words [/] as \\e[31mlicensed"\n')
    ran = alliance("measure", "J7", "srs", typed="9\n")
    assert "1/4  Words [/] as ␛[31mlicensed" in ran.err
    assert "2/4  Item 2" in ran.err
    assert "have the form at hand" not in ran.err
    assert "Words [/] as ␛[31mlicensed" in flat(alliance("measure", "srs", "--about"))


def test_about_shows_key_cut_offs_licence_and_citation(alliance: Alliance) -> None:
    wai = flat(alliance("measure", "--about", "wai-sr"))
    for part in ("Task items 1, 2, 10, 12", "12, each 1 to 5; none reversed", "Not redistributable", "Hatcher"):
        assert part in wai
    assert "reversed: 4, 8, 11, 16, 19" in flat(alliance("measure", "--about", "haq-ii"))
    srs = flat(alliance("measure", "J7", "srs", "--about"))
    assert "below 36: asks for a conversation. Source: United States convention" in srs
    assert alliance("measure", "--about", "srs", "--json").document["cutoffs"][0]["value"] == 36


def test_without_arguments_measure_lists_the_instruments_without_a_vault(alliance: Alliance, home: Path) -> None:
    ran = alliance("--home", str(home / "none"), "measure")
    assert [line.split()[0] for line in ran.out.splitlines()[1:] if line[0] != " "] == [
        "gad-7",
        "haq-ii",
        "ors",
        "srs",
        "wai-sr",
    ]
    listed = alliance("measure", "--json").document["instruments"]
    assert [(each["id"], each["range"], each["whose"]) for each in listed][3] == ("srs", [0, 40], "shipped")


def test_a_file_with_mistakes_is_named_and_the_others_are_still_listed(alliance: Alliance, home: Path) -> None:
    own_file(home, "mood", MOOD.replace("score: sum", "score: most"))
    ran = alliance("measure")
    assert ran.code == 4
    assert "wai-sr" in ran.out
    assert "mood.yaml:8: score: does not fit" in ran.err
    assert alliance("measure", "J7", "mood", "--items", "3,4").code == 4


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (("J7", "wai"), 3, "Did you mean wai-sr?"),
        (("J8", "srs", "--items", "9"), 3, "Nearest: J7"),
        (("J7",), 2, "There are: gad-7, haq-ii, ors, srs, wai-sr."),
        (("srs",), 2, "alliance measure J7 srs"),
        (("--about",), 2, "There are: gad-7, haq-ii, ors, srs, wai-sr."),
        (("--about", "dreams"), 3, "There are: gad-7, haq-ii, ors, srs, wai-sr."),
        (("J7", "srs", "--items", "9,11,9,secret"), 2, "item 2: 0 to 10, to one decimal; item 4"),
        (("J7", "srs", "--items", "9,9,9,9,9"), 2, "Put commas between items"),
        (("J7", "srs", "--items", ","), 2, "with commas between them"),
        (("J7", "srs", "--rater", "clinician"), 2, "client."),
        (("J7", "srs", "--on", "2999-01-01"), 2, "on its own day or later"),
    ],
)
def test_invalid_input_is_explained_and_nothing_is_stored(
    alliance: Alliance, words: tuple[str, ...], code: int, hint: str
) -> None:
    ran = alliance("measure", *words)
    assert (ran.code, ran.out) == (code, "")
    assert hint in ran.err
    assert "secret" not in ran.err
    assert alliance("history", "J7", "--json").document["scores_before_first_session"] == []


def test_the_schema_of_an_instrument_is_one_document(alliance: Alliance) -> None:
    assert alliance("prompts", "schema", "instrument").document["title"] == "An instrument of alliance"


def test_mistakes_in_instruments_refer_to_a_shipped_instrument(alliance: Alliance, home: Path) -> None:
    own_file(home, "mood", MOOD.replace("score: sum", "score: most"))
    ran = alliance("prompts", "check")
    assert ran.code == 4
    assert ran.err.splitlines()[-1].endswith("instruments/wai-sr.yaml")


MOOD = """\
id: mood
title: Mood
version: "1"
raters: [client]
items:
  - {n: 1, low: 0, high: 4}
  - {n: 2, low: 0, high: 4}
score: sum
range: [0, 8]
better: higher
licence: My own
citation: None
"""


def test_items_kept_from_before_are_named_with_the_earlier_total(alliance: Alliance) -> None:
    alliance("measure", "J7", "wai-sr", "--items", "5,5,5,5,5,5,5,5,5,5,5,1", "--on", "2026-01-05")
    eleven = alliance("measure", "J7", "wai-sr", "--items", "1,1,1,1,1,1,1,1,1,1,1", "--on", "2026-01-05")
    assert eleven.err == "Item 12 is kept from before (on 2026-01-05). The total before was 56.\n"
    first = alliance("measure", "J7", "wai-sr", "--items", ",,,4", "--on", "2026-01-06")
    assert first.err == ""
    more = alliance("measure", "J7", "wai-sr", "--items", "2,2", "--on", "2026-01-06")
    assert more.err == "Item 4 is kept from before (on 2026-01-06).\n"


def test_an_instrument_can_be_filled_in_before_the_first_session(alliance: Alliance) -> None:
    ran = alliance("measure", "wai-sr", "J7")
    assert ran.code == 2
    assert "The instrument comes before the client here." in ran.err
    assert "alliance measure J7 wai-sr" in ran.err


def test_a_free_instrument_is_asked_with_its_own_wording(alliance: Alliance) -> None:
    alliance("client", "add", "J7")
    ran = alliance("measure", "J7", "gad-7", typed="2\n3\n1\n2\n0\n2\n1\n")
    assert "Not being able to stop or control worrying" in ran.err
    assert "Over the last 2 weeks" in ran.err
    assert "0 not at all, 1 several days, 2 more than half the days, 3 nearly every day" in ran.err
    assert "wording is not included" not in ran.err
    document = alliance("measure", "J7", "gad-7", "--items", "2,3,1,2,0,2,1", "--json").document
    assert (document["total"], [each["value"] for each in document["reached"]]) == (11, [5, 10])
    german = alliance("--language", "de", "measure", "--about", "gad-7").out
    assert "Schwierigkeiten zu entspannen" in german


def test_symptoms_beyond_a_cut_off_raise_no_alliance_flag(alliance: Alliance) -> None:
    alliance("client", "add", "J7")
    alliance("rate", "J7", "--bond", "9")
    alliance("measure", "J7", "gad-7", "--items", "3,3,3,3,3,3,3")
    assert alliance("moments", "J7", "--json").document["flags"] == []


def test_the_outcome_rating_scale_has_four_numbers_and_no_wording(alliance: Alliance) -> None:
    alliance("client", "add", "J7")
    document = alliance("measure", "J7", "ors", "--items", "4.5,6,7.2,5", "--json").document
    assert (document["total"], document["complete"], document["reached"]) == (22.7, True, [])
