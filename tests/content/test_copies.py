"""Copies of shipped files are made once, readable only by their owner, and compared with the shipped files."""

from __future__ import annotations

from pathlib import Path

import pytest

from alliance_cli.content.copies import Copies
from alliance_cli.content.folders import shipped_folder
from alliance_cli.core.errors import Mistakes, NotFound, Refused, WrongUse

SHIPPED = shipped_folder()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "prompts"


@pytest.fixture
def copies(own: Path) -> Copies:
    return Copies(own, SHIPPED, "en")


@pytest.mark.parametrize("name", ["post-session", "moments/rupture", "learn/repair"])
def test_a_copy_equals_the_shipped_file_and_only_its_owner_can_read_it(copies: Copies, own: Path, name: str) -> None:
    copy = copies.find(name)
    assert not copy.exists
    assert copy.make()
    path = own / f"{name}.yaml"
    assert path.read_bytes() == (SHIPPED / f"{name}.yaml").read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_existing_file_is_never_overwritten(copies: Copies, own: Path) -> None:
    own.mkdir()
    (own / "post-session.yaml").write_text("mine", "utf-8")
    assert not copies.find("post-session").make()
    assert (own / "post-session.yaml").read_text("utf-8") == "mine"


def test_nothing_is_written_through_a_dangling_link(copies: Copies, own: Path, tmp_path: Path) -> None:
    own.mkdir()
    (own / "post-session.yaml").symlink_to(tmp_path / "elsewhere")
    assert not copies.find("post-session").make()
    assert not (tmp_path / "elsewhere").exists()


def test_an_unwritable_folder_is_reported(copies: Copies, own: Path) -> None:
    own.write_text("a file where the folder should be", "utf-8")
    with pytest.raises(Refused) as caught:
        copies.find("post-session").make()
    assert caught.value.sentence.startswith("The copy cannot be made (")


@pytest.mark.parametrize(
    ("typed", "name"),
    [("rupture", "moments/rupture"), ("skills", "learn/skills"), ("learn/skills.yaml", "learn/skills")],
)
def test_a_unique_name_may_be_shortened(copies: Copies, typed: str, name: str) -> None:
    assert copies.find(typed).name == name


def test_a_script_takes_precedence_over_a_topic_of_the_same_name(copies: Copies, own: Path) -> None:
    own.mkdir()
    (own / "repair.yaml").touch()
    assert copies.find("repair").name == "repair"
    assert copies.find("learn/repair").name == "learn/repair"


def test_an_ambiguous_name_must_be_given_in_full(copies: Copies, own: Path) -> None:
    (own / "learn").mkdir(parents=True)
    (own / "learn" / "rupture.yaml").touch()
    with pytest.raises(WrongUse) as caught:
        copies.find("rupture")
    assert caught.value.hint == "Say which: learn/rupture, moments/rupture."


@pytest.mark.parametrize("typed", ["skils", "learn/skils"])
def test_an_unknown_name_suggests_the_nearest(copies: Copies, typed: str) -> None:
    with pytest.raises(NotFound) as caught:
        copies.find(typed)
    assert f"Did you mean {typed.replace('skils', 'skills')}?" in caught.value.hint


@pytest.mark.parametrize("typed", ["../secret", "/etc/passwd", "demo/in-session", "de/in-session", ""])
def test_no_name_reaches_outside_the_content_folders(copies: Copies, typed: str) -> None:
    with pytest.raises(NotFound):
        copies.find(typed)


def test_an_identical_copy_is_recognised_and_can_be_removed(copies: Copies, own: Path) -> None:
    copy = copies.find("post-session")
    copy.make()
    assert copy.is_same
    copy.drop()
    assert not copy.exists
    copy.make()
    copy.own.write_text("changed", "utf-8")
    assert not copy.is_same
    assert copy.exists


def test_the_diff_runs_from_the_shipped_file_to_the_copy(copies: Copies) -> None:
    copy = copies.find("moments/strong")
    assert copy.difference() == ()
    copy.make()
    assert copy.difference() == ()
    text = copy.own.read_text("utf-8")
    copy.own.write_text(text.replace("A strong moment", "A good moment"), "utf-8")
    assert copy.difference()[:3] == ("--- shipped/moments/strong", "+++ yours/moments/strong", "@@ -1,5 +1,5 @@")
    changed = [line for line in copy.difference()[2:] if line[0] in "+-"]
    assert changed == ["-title: A strong moment", "+title: A good moment"]


def test_a_custom_file_has_no_shipped_file_to_compare(copies: Copies, own: Path) -> None:
    own.mkdir()
    (own / "evening.yaml").write_text("id: evening\n", "utf-8")
    copy = copies.find("evening")
    assert (copy.shipped, copy.difference()) == (None, ())
    assert not copy.make()


def test_a_binary_copy_is_reported_as_a_mistake(copies: Copies) -> None:
    copy = copies.find("post-session")
    copy.make()
    copy.own.write_bytes(b"\xff\xfe")
    with pytest.raises(Mistakes):
        copy.difference()
    assert [each.what for each in copy.mistakes()] == ["is not UTF-8 text; save the file as UTF-8"]


def test_a_copy_in_another_language_goes_into_that_languages_folder(own: Path) -> None:
    copy = Copies(own, SHIPPED, "de").find("post-session")
    assert (copy.own, copy.shipped) == (own / "de" / "post-session.yaml", SHIPPED / "de" / "post-session.yaml")


def test_a_language_that_is_not_shipped_starts_from_the_english_file(own: Path) -> None:
    copy = Copies(own, SHIPPED, "fr").find("post-session")
    assert (copy.own, copy.shipped) == (own / "fr" / "post-session.yaml", SHIPPED / "post-session.yaml")
    copy.make()
    again = Copies(own, SHIPPED, "fr").find("post-session")
    assert (again.own, again.shipped) == (copy.own, copy.shipped)


def test_the_copy_in_use_is_opened(own: Path) -> None:
    own.mkdir()
    (own / "post-session.yaml").touch()
    copy = Copies(own, SHIPPED, "de").find("post-session")
    assert (copy.own, copy.shipped) == (own / "post-session.yaml", SHIPPED / "post-session.yaml")
