"""A clock that is set back, and many programs that use one vault at the same time."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from alliance_cli.cli import setup as app
from tests.faults import forked
from tests.faults.forked import Ended, Place
from tests.faults.works import REFLECTED, REFLECTED_ON_AN_OPEN_RUPTURE, state, told_in_words
from tests.forking import Before

WRITERS = 8


def clock_at(moment: datetime) -> Before:
    """Set the clock of the child to this moment."""

    class Set(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return moment

    return lambda: setattr(app, "datetime", Set)


@pytest.mark.parametrize("back_to", [datetime(1970, 1, 1, tzinfo=UTC), datetime(2026, 1, 19, 23, 59, tzinfo=UTC)])
def test_setting_the_clock_back_stops_no_work_and_changes_no_data(place: Place, back_to: datetime) -> None:
    typed = "".join(f"{line}\n" for line in REFLECTED_ON_AN_OPEN_RUPTURE)
    today, before = clock_at(datetime(2026, 1, 20, 18, tzinfo=UTC)), clock_at(back_to)
    assert forked.run(place, "reflect", "J7", stdin=typed, before=today).code == 0
    kept = state(place)
    for words in ((), ("history", "J7", "--notes"), ("history",), ("client", "list"), ("moments",)):
        shown = forked.run(place, *words, before=before)
        assert shown.code == 0, shown.err
    assert state(place) == kept
    again = forked.run(place, "reflect", "J7", "--on", "2026-01-20", stdin=typed, before=before)
    if back_to.year == 1970:
        told_in_words(again, typed, 2)
    else:  # an existing session may be named even if it is a day ahead, as after travelling west
        assert again.code == 0, again.err
        assert state(place) == kept
    assert forked.run(place, "prep", "J7", stdin="Early\n\n\n", before=before).code == 0
    assert forked.run(place, "rate", "J7", "--bond", "9", before=before).code == 0
    shown = forked.run(place, "history", "J7", "--notes", before=today)
    assert "Early" in shown.out
    assert "Ask first" in shown.out


def test_the_last_rating_counts_even_after_the_clock_was_set_back(place: Place) -> None:
    noon = datetime(2026, 1, 20, 12, tzinfo=UTC)
    answers = ("session", "J7", "--answers", "-")
    assert forked.run(place, *answers, stdin="client-bond: 7\n", before=clock_at(noon)).code == 0
    an_hour_before = clock_at(noon - timedelta(hours=1))
    assert forked.run(place, "rate", "J7", "--bond", "2", before=an_hour_before).code == 0
    walked = forked.run(place, "session", "J7", "--restart", stdin="\n" * 20, before=an_hour_before)
    assert walked.code == 0, walked.err
    assert '"bond": 2' in forked.run(place, "history", "J7", "--json", before=clock_at(noon)).out


def all_at_once(place: Place, runs: Sequence[tuple[tuple[str, ...], str]]) -> list[Ended]:
    """Run programs on one vault; none begins before all of them have been started."""
    held, release = os.pipe()

    def wait() -> None:
        os.close(release)
        os.read(held, 1)

    begun = []
    for number, (words, typed) in enumerate(runs):
        one = Place(place.root / str(number))
        one.root.mkdir()
        one.home.symlink_to(place.home)
        begun.append((one, forked.start(one, *words, stdin=typed, before=wait)))
    os.close(release)
    os.close(held)
    return [one.ended(os.waitpid(pid, 0)[1]) for one, pid in begun]


def test_many_walks_at_once_keep_every_answer(place: Place) -> None:
    walks = []
    for number in range(WRITERS):
        typed = "".join(f"{line}\n" for line in (f"By {number}", *REFLECTED[1:]))
        walks.append((("reflect", f"C{number % 4}", "--new", "--on", f"2026-01-{number + 10}"), typed))
    for ended in all_at_once(place, walks):
        assert ended.code == 0, ended.err
    shown = "".join(forked.run(place, "history", f"C{number}", "--notes").out for number in range(4))
    assert all(f"By {number}" in shown for number in range(WRITERS))
    assert shown.count("Looked away") >= WRITERS


def moments_of(place: Place) -> object:
    """All moments as ``moments`` shows them, words included."""
    shown = forked.run(place, "moments", "J7", "--notes", "--json")
    assert shown.code == 0, shown.err
    return json.loads(shown.out)


def test_many_programs_in_one_walk_leave_it_intact(place: Place) -> None:
    words = ("reflect", "J7", "--on", "2026-01-20")
    typed = [
        "".join(f"{line}\n" for line in (f"By {number}", *REFLECTED_ON_AN_OPEN_RUPTURE[1:]))
        for number in range(WRITERS)
    ]
    crowd = all_at_once(place, [(words, lines) for lines in typed])
    for ended in crowd:
        assert ended.code in (0, 2, 7, 8), ended.err
        assert "Traceback" not in ended.err
    assert any("Another window has answered" in ended.err for ended in crowd), "no two of them ever met at a question"
    kept = moments_of(place)
    again = forked.run(
        place, *words, "--restart", stdin="\n" * 60
    )  # how much the programs stored differs from run to run
    assert again.code == 0, again.err
    assert moments_of(place) == kept
