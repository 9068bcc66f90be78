"""A clock that was set back, and many programs on one vault at once."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import pytest

from alliance_cli.cli import setup as app
from tests.faults import forked
from tests.faults.forked import Place
from tests.faults.works import REFLECTED, state, told_in_words
from tests.forking import Before

WRITERS = 8


def clock_at(moment: datetime) -> Before:
    """In the child, what the machine's clock says."""

    class Set(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return moment

    return lambda: setattr(app, "datetime", Set)


@pytest.mark.parametrize("back_to", [datetime(1970, 1, 1, tzinfo=UTC), datetime(2026, 1, 19, 23, 59, tzinfo=UTC)])
def test_a_clock_that_was_set_back(place: Place, back_to: datetime) -> None:
    typed = "".join(f"{line}\n" for line in REFLECTED)
    today, before = clock_at(datetime(2026, 1, 20, 18, tzinfo=UTC)), clock_at(back_to)
    assert forked.run(place, "reflect", "J7", stdin=typed, before=today).code == 0
    kept = state(place)
    for words in ((), ("history", "J7", "--notes"), ("history",), ("client", "list"), ("moments",)):
        shown = forked.run(place, *words, before=before)
        assert shown.code == 0, shown.err
    assert state(place) == kept
    told_in_words(forked.run(place, "reflect", "J7", "--on", "2026-01-20", stdin=typed, before=before), typed, 2)
    assert forked.run(place, "prep", "J7", stdin="Early\n\n\n", before=before).code == 0
    assert forked.run(place, "rate", "J7", "--bond", "9", before=before).code == 0
    shown = forked.run(place, "history", "J7", "--notes", before=today)
    assert "Early" in shown.out
    assert "Ask first" in shown.out


def test_a_rating_given_after_the_clock_was_set_back_is_the_one_that_counts(place: Place) -> None:
    noon = datetime(2026, 1, 20, 12, tzinfo=UTC)
    answers = ("session", "J7", "--answers", "-")
    assert forked.run(place, *answers, stdin="client-bond: 7\n", before=clock_at(noon)).code == 0
    an_hour_before = clock_at(noon - timedelta(hours=1))
    assert forked.run(place, "rate", "J7", "--bond", "2", before=an_hour_before).code == 0
    walked = forked.run(place, "session", "J7", "--restart", stdin="\n" * 20, before=an_hour_before)
    assert walked.code == 0, walked.err
    assert '"bond": 2' in forked.run(place, "history", "J7", "--json", before=clock_at(noon)).out


def test_many_walks_at_once_keep_every_answer(place: Place) -> None:
    crowd = [Place(place.root / str(number)) for number in range(WRITERS)]
    begun = []
    for number, one in enumerate(crowd):
        one.root.mkdir()
        one.home.symlink_to(place.home)
        typed = "".join(f"{line}\n" for line in (f"By {number}", *REFLECTED[1:]))
        words = ("reflect", f"C{number % 4}", "--new", "--on", f"2026-01-{number + 10}")
        begun.append((one, forked.start(one, *words, stdin=typed)))
    for one, pid in begun:
        ended = one.ended(os.waitpid(pid, 0)[1])
        assert ended.code == 0, ended.err
    shown = "".join(forked.run(place, "history", f"C{number}", "--notes").out for number in range(4))
    assert all(f"By {number}" in shown for number in range(WRITERS))
    assert shown.count("Went quiet") >= WRITERS


def test_many_programs_at_one_and_the_same_walk_leave_it_whole(place: Place) -> None:
    crowd = [Place(place.root / str(number)) for number in range(WRITERS)]
    typed = "".join(f"{line}\n" for line in REFLECTED)
    begun = []
    for one in crowd:
        one.root.mkdir()
        one.home.symlink_to(place.home)
        begun.append((one, forked.start(one, "reflect", "J7", "--on", "2026-01-20", stdin=typed)))
    for one, pid in begun:
        ended = one.ended(os.waitpid(pid, 0)[1])
        assert ended.code in (0, 2, 7, 8), ended.err
        assert "Traceback" not in ended.err
    assert state(place) is not None
    assert forked.run(place, "reflect", "J7", "--on", "2026-01-20", "--restart", stdin=typed).code == 0
