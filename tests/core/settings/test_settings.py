"""The values that each setting accepts, including its limits."""

from __future__ import annotations

import pytest

from alliance_cli import translation
from alliance_cli.core.errors import NotFound, WrongUse
from alliance_cli.core.flags.flag import FlagSettings
from alliance_cli.core.settings.settings import ABOUT, SECTIONS, Plain, Settings, defaults, read_setting, value_in_words

ENDS: tuple[tuple[str, Plain, Plain | None, float], ...] = (
    ("flags.low", 1, 9, 1),
    ("flags.gap", 1, None, 1),
    ("tailor.by", 1, None, 1),
    ("tailor.every", 1, None, 1),
    ("retention.years", 1, 100, 1),
    ("selfcare.low", 1.0, 9.0, 0.1),
    ("selfcare.run", 0, None, 1),
    ("backup.keep", 0, None, 1),
    ("backup.remind", 0, None, 1),
    ("lock.after", 0.0, 1440.0, 0.1),
    ("lock.session", 0.0, 1440.0, 0.1),
    ("srs.cut-off", 0.0, 40.0, 0.1),
)


@pytest.mark.parametrize(("name", "low", "high", "step"), ENDS)
def test_a_setting_accepts_its_limits_and_nothing_beyond(
    name: str, low: float, high: float | None, step: float
) -> None:
    for end, beyond in ((low, low - step), *(((high, high + step),) if high is not None else ())):
        assert read_setting(name, str(end)) == end
        with pytest.raises(WrongUse):
            read_setting(name, str(beyond))


@pytest.mark.parametrize(("name", "takes"), [("backup.keep", "a whole number"), ("lock.after", "a number")])
def test_text_that_is_not_a_number_is_refused_with_the_settings_purpose(name: str, takes: str) -> None:
    with pytest.raises(WrongUse) as raised:
        read_setting(name, "many")
    assert raised.value.sentence == f"{name} takes {takes}."
    assert raised.value.hint == f"What it sets: {ABOUT[name]}"


@pytest.mark.parametrize(("apart", "fits"), [(0.0, False), (0.1, True), (9.0, True), (9.1, False)])
def test_the_apart_setting_accepts_above_0_and_up_to_9(apart: float, *, fits: bool) -> None:
    if fits:
        assert FlagSettings(apart=apart).apart == apart
    else:
        with pytest.raises(WrongUse):
            FlagSettings(apart=apart)


@pytest.mark.parametrize(("folder", "fits"), [("", True), ("/safe/alliance", True), ("~/safe", True), ("safe", False)])
def test_a_backup_folder_needs_its_whole_path(folder: str, *, fits: bool) -> None:
    if fits:
        assert read_setting("backup.folder", folder) == folder
    else:
        with pytest.raises(WrongUse, match="whole path"):
            read_setting("backup.folder", folder)


def test_an_unknown_setting_suggests_the_nearest_name() -> None:
    with pytest.raises(NotFound) as raised:
        read_setting("flags.lov", "4")
    assert raised.value.hint == "Did you mean flags.low?"
    with pytest.raises(NotFound) as raised:
        read_setting("zzzz", "4")
    assert "Did you mean" not in raised.value.hint


@pytest.mark.parametrize(("name", "kind"), [("flags.low", "a whole number"), ("flags.apart", "a number")])
def test_text_that_is_not_a_number_is_refused_with_the_kind_of_number(name: str, kind: str) -> None:
    with pytest.raises(WrongUse, match=rf"^{name} takes {kind}\.$"):
        read_setting(name, "many")


def test_changed_settings_reach_their_rules() -> None:
    values: dict[str, Plain] = {"flags.low": 4, "baseline.run": 5, "tailor.every": 6, "lock.after": 7.0}
    made = Settings(values)
    assert (made.flags.low, made.flags.baseline.run, made.tailor.every, made.lock.after) == (4, 5, 6, 7.0)
    assert (made.flags.gap, made.tailor.by, made.language, made.srs_cut_off) == (3, 3, "en", 36.0)


def test_every_default_is_valid_and_every_section_has_a_description() -> None:
    Settings(defaults()).check()
    assert {name.partition(".")[0] for name in defaults()} == {*SECTIONS, "language", "srs"}


def test_everyday_settings_come_first_and_flag_rules_last() -> None:
    sections = list(dict.fromkeys(name.partition(".")[0] for name in defaults()))
    assert sections == [
        "language",
        "lock",
        "screen",
        "session",
        "backup",
        "retention",
        "tailor",
        "selfcare",
        "srs",
        "flags",
        "baseline",
    ]


def test_a_decimal_is_typed_with_a_comma_or_a_point_and_a_whole_number_with_neither() -> None:
    assert read_setting("selfcare.low", "3,5") == read_setting("selfcare.low", "3.5") == 3.5
    for typed in ("4,0", "4.0"):
        with pytest.raises(WrongUse):
            read_setting("flags.low", typed)


def test_a_settings_value_is_formatted_for_the_language() -> None:
    translation.choose(lambda: "de")
    assert [value_in_words(each) for each in (1.99, 7, "1.0 de")] == ["1,99", "7", "1.0 de"]
    translation.choose(lambda: "en")
    assert value_in_words(1.99) == "1.99"


@pytest.mark.parametrize("name", ["screen.plain", "screen.private"])
def test_a_switch_accepts_only_on_or_off(name: str) -> None:
    with pytest.raises(WrongUse) as raised:
        Settings({name: "maybe"}).check()
    assert raised.value.sentence == f"{name} is on or off."
