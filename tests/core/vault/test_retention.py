"""The day a client's file is due for review."""

from __future__ import annotations

from datetime import date

import pytest

from alliance_cli.core.course.client import Client
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.settings.sections import RetentionSettings
from alliance_cli.core.settings.settings import Settings, read_setting
from alliance_cli.core.vault.retention import ClientFile, review_on, up_for_review

SEVEN = RetentionSettings()


def file(
    code: str, last_on: date | None, *, opened_on: date = date(2010, 1, 4), until: date | None = None
) -> ClientFile:
    return ClientFile(Client(code, code, opened_on, keep_until=until), 3, last_on)


@pytest.mark.parametrize(
    ("kept", "day"),
    [
        (file("J7", date(2019, 11, 20)), date(2026, 11, 20)),
        (file("J7", None), date(2017, 1, 4)),
        (file("J7", date(2016, 2, 29)), date(2023, 3, 1)),
        (file("J7", date(2013, 2, 28)), date(2020, 2, 28)),
        (file("J7", date(2019, 11, 20), until=date(2031, 5, 1)), date(2031, 5, 1)),
        (file("J7", date(2019, 11, 20), until=date(2020, 5, 1)), date(2026, 11, 20)),
        (file("J7", date(9998, 1, 1)), date.max),
    ],
)
def test_the_review_is_years_after_the_last_entry_and_not_before_the_set_date(kept: ClientFile, day: date) -> None:
    assert review_on(kept, SEVEN) == day


def test_the_years_are_a_setting() -> None:
    assert review_on(file("J7", date(2019, 11, 20)), Settings({"retention.years": 10}).retention) == date(2029, 11, 20)
    assert read_setting("retention.years", "30") == 30
    for wrong in ("0", "101", "soon"):
        with pytest.raises(WrongUse):
            read_setting("retention.years", wrong)


def test_files_are_listed_from_their_review_day_on_longest_overdue_first() -> None:
    files = [
        file("A1", date(2019, 11, 21)),
        file("B2", date(2019, 11, 20)),
        file("C3", date(2012, 1, 1)),
        file("D4", date(2012, 1, 1), until=date(2026, 11, 21)),
        file("E5", None, opened_on=date(2019, 11, 20)),
    ]
    listed = [(each.file.client.code, each.since.year) for each in up_for_review(files, date(2026, 11, 20), SEVEN)]
    assert listed == [("C3", 2019), ("B2", 2026), ("E5", 2026)]
    assert up_for_review([], date(2026, 11, 20), SEVEN) == ()
