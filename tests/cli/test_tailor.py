"""The tailor command: notes that are revised over time and shown before every session."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Alliance, made_once

FIRST = "A healer at home, kindly\n\nBetween the lines\n[Quiet] in sorrow\nGuide\nHer mother must not know\n>\n"


@made_once
def tailored(alliance: Alliance) -> Alliance:
    alliance("client", "add", "J7")
    assert alliance("tailor", "J7", "--on", "2026-01-05", typed=FIRST).code == 0
    return alliance


def hold_sessions(alliance: Alliance, count: int, month: int = 2) -> None:
    for day in range(1, count + 1):
        on = f"2026-{month:02}-{day:02}"
        assert alliance("session", "J7", "--new", "--on", on, "--answers", "-", typed="opening: hello\n").code == 0


def test_answers_can_be_read_afterwards(tailored: Alliance) -> None:
    document = tailored("tailor", "J7", "--json", "--notes").document
    assert document["current"] == {
        "earlier-help": "A healer at home, kindly",
        "communication": "Between the lines",
        "emotion": "[Quiet] in sorrow",
        "authority": "Guide",
        "help-seeking": "Her mother must not know",
    }
    assert [each["on"] for each in document["revisions"]] == ["2026-01-05"]


def test_every_question_comes_with_wording_for_the_client(alliance: Alliance) -> None:
    alliance("client", "add", "J7")
    ran = alliance("tailor", "J7", typed="\n" * 10)
    assert ran.err.count("Say: ") == 10


def test_a_revision_keeps_unchanged_answers_and_the_history_of_changed_ones(tailored: Alliance) -> None:
    again = tailored("tailor", "J7", typed="\nAsked about my accent\n\n:x\nPartner by now\n\n>\n")
    assert "Kept: Between the lines" in again.err
    document = tailored("tailor", "J7", "--json", "--notes").document
    assert document["current"] == {
        "earlier-help": "A healer at home, kindly",
        "about-you": "Asked about my accent",
        "communication": "Between the lines",
        "authority": "Partner by now",
        "help-seeking": "Her mother must not know",
    }
    assert document["revisions"][0]["steps"]["emotion"] == "[Quiet] in sorrow"
    shown = tailored("tailor", "J7", "--history", "--notes").out
    for line in ("2026-01-05  authority: Guide", "authority: Partner by now", "emotion: (removed)"):
        assert line in shown
    assert shown.count("communication: Between the lines") == 1


def test_a_review_without_changes_counts_as_a_review(tailored: Alliance) -> None:
    tailored("tailor", "J7", typed="\n" * 10)
    first, second = tailored("tailor", "J7", "--json", "--notes").document["revisions"]
    assert second["steps"] == first["steps"]


def test_a_stopped_revision_loses_nothing(tailored: Alliance) -> None:
    stopped = tailored("tailor", "J7", typed="Changed\n:q\n")
    assert "Go on with: alliance tailor J7" in stopped.err
    current = tailored("tailor", "J7", "--json", "--notes").document["current"]
    assert (current["earlier-help"], current["authority"]) == ("Changed", "Guide")
    went_on = tailored("tailor", "J7", typed="\n\n\n\nPartner\n\n>\n")
    assert "Kept: Changed" in went_on.err
    document = tailored("tailor", "J7", "--json", "--notes").document
    assert (len(document["revisions"]), document["current"]["authority"]) == (2, "Partner")


def test_a_stopped_first_walk_resumes_where_it_was(alliance: Alliance) -> None:
    alliance("client", "add", "J7")
    alliance("tailor", "J7", typed="Earlier\n:q\n")
    ran = alliance("tailor", "J7", typed="\nDirect\n\n\n\n>\n")
    assert "2/10" in ran.err
    assert alliance("tailor", "J7", "--json", "--notes").document["current"] == {
        "earlier-help": "Earlier",
        "communication": "Direct",
    }


def test_prep_shows_the_four_factors(tailored: Alliance) -> None:
    hold_sessions(tailored, 1)
    lines = tailored("prep", "J7").out.splitlines()
    at = lines.index("What suits them    communication: Between the lines")
    assert [line.strip() for line in lines[at + 1 : at + 4]] == [
        "emotion: [Quiet] in sorrow",
        "authority: Guide",
        "help seeking: Her mother must not know",
    ]
    assert not any("healer" in line for line in lines)


def test_a_long_note_is_shown_in_full(alliance: Alliance) -> None:
    alliance("client", "add", "J7")
    alliance("tailor", "J7", "--answers", "-", typed=f"communication: {'word ' * 60}and last\nemotion: calm\n")
    hold_sessions(alliance, 1)
    shown = " ".join(alliance("prep", "J7").out.split())
    assert "word and last emotion: calm" in shown


@pytest.mark.parametrize(("held", "reminded"), [(2, False), (3, True)])
def test_prep_reminds_at_the_third_session_if_nothing_was_noted(alliance: Alliance, held: int, reminded: bool) -> None:
    hold_sessions(alliance, held)
    assert ("Nothing is noted yet on how J7 likes" in alliance("prep", "J7").out) == reminded


@pytest.mark.parametrize(("held", "reminded"), [(9, False), (10, True)])
def test_prep_reminds_ten_sessions_after_the_last_review(tailored: Alliance, held: int, reminded: bool) -> None:
    hold_sessions(tailored, held)
    assert ("Last looked at 10 sessions ago" in tailored("prep", "J7").out) == reminded


def test_when_to_remind_is_a_setting(alliance: Alliance) -> None:
    hold_sessions(alliance, 1)
    assert alliance("config", "set", "tailor.by", "1").code == 0
    assert "Nothing is noted yet" in alliance("prep", "J7").out
    assert alliance("config", "set", "tailor.every", "0").code == 2


def test_a_first_preparation_shows_what_is_already_known(tailored: Alliance) -> None:
    assert "authority: Guide" in tailored("prep", "J7").out


def test_an_answers_file_with_a_mistake_saves_nothing(tailored: Alliance) -> None:
    assert tailored("tailor", "J7", "--answers", "-", typed="autority: x\n").code == 4
    assert len(tailored("tailor", "J7", "--json", "--notes").document["revisions"]) == 1


def test_an_empty_list_says_so(alliance: Alliance) -> None:
    alliance("client", "add", "J7")
    assert "Nothing is noted yet" in alliance("tailor", "J7", "--history").out
    assert alliance("tailor", "J7", "--json", "--notes").document == {"client": "J7", "current": {}, "revisions": []}
