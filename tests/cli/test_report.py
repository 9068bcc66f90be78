"""The report command: a page in a new private file, without notes unless confirmed."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from .conftest import Alliance, made_once

RARE = "wolkenbruchglas"


@made_once
def noted(alliance: Alliance) -> None:
    """A client with ratings, and a possible rupture with a note."""
    assert alliance("client", "add", "J7").code == 0
    assert alliance("rate", "J7", "--bond", "8", "--goals", "7", "--on", "2026-01-05").code == 0
    assert alliance("reflect", "J7", "--answers", "-", typed=f"ruptures: [{{note: {RARE}}}]").code == 0


@pytest.fixture
def seen(noted: Alliance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Alliance:
    monkeypatch.chdir(tmp_path)
    return noted


def test_a_page_is_a_new_file_readable_only_by_its_owner(seen: Alliance, tmp_path: Path) -> None:
    ran = seen("report", "j7", "course.html")
    page = tmp_path / "course.html"
    assert (ran.code, ran.out) == (0, f"Wrote {page}\n")
    assert "not encrypted" in ran.err
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert "J7" in page.read_text("utf-8")
    assert RARE not in page.read_text("utf-8")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["course.html", "home"]


def test_without_a_name_the_file_gets_a_free_one(seen: Alliance, tmp_path: Path) -> None:
    assert [seen("report", "J7", "--json").document["path"] for _ in range(2)] == [
        str(tmp_path / "report-J7.html"),
        str(tmp_path / "report-J7-2.html"),
    ]


def test_notes_are_exported_only_on_explicit_request(seen: Alliance, tmp_path: Path) -> None:
    for words in ((), ("--confirm", "yes")):
        ran = seen("report", "J7", "x.html", "--notes", *words)
        assert (ran.code, "you did not confirm" in ran.err) == (8, True)
    assert not (tmp_path / "x.html").exists()
    assert seen("report", "J7", "x.html", "--notes", "--confirm", "notes").code == 0
    assert RARE in (tmp_path / "x.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("J7", "x.pdf"), 2),
        (("J7", "-"), 2),
        (("J7", "no/such/x.html"), 2),
        (("J8", "x.html"), 3),
        (("J7", "x.html", "--codes"), 2),
        (("J7", "x.html", "--for-client", "--notes"), 2),
        (("x.html", "--for-client", "--caseload"), 2),
        (("J7", "x.html", "--caseload"), 2),
        (("x.pdf", "--caseload"), 2),
        (("taken.html", "--caseload"), 8),
        (("J7", "taken.html"), 8),
    ],
)
def test_a_page_that_cannot_be_written_is_refused(
    seen: Alliance, tmp_path: Path, words: tuple[str, ...], code: int
) -> None:
    (tmp_path / "taken.html").write_text("mine")
    ran = seen("report", *words)
    assert ran.code == code
    assert ran.err.startswith("alliance: ")
    assert (tmp_path / "taken.html").read_text() == "mine"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["home", "taken.html"]


def test_a_page_can_be_opened_at_once(seen: Alliance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: asked.append(url) or len(asked) == 1)
    assert "No browser" not in seen("report", "J7", "a.html", "--open").err
    assert asked == [(tmp_path / "a.html").as_uri()]
    assert "No browser could be started." in seen("report", "J7", "b.html", "--open").err


def test_without_the_package_one_sentence_says_how_to_install_it(
    seen: Alliance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    ran = seen("report", "J7", "x.html")
    assert ran.code == 2
    assert "vl-convert-python" in ran.err
    assert not (tmp_path / "x.html").exists()


def test_measures_do_not_show_that_a_flag_was_set_aside(seen: Alliance, tmp_path: Path) -> None:
    """A decision is a note, so a page of measures shows the flag whatever was decided."""
    assert seen("rate", "J7", "--bond", "3", "--goals", "7").code == 0
    assert seen("moments", "J7", "--set-aside", "l2", typed=f"{RARE}\n").code == 0
    assert seen("report", "J7", "a.html").code == 0
    assert seen("report", "J7", "b.html", "--notes", "--confirm", "notes").code == 0
    says = "The client rated bond 3."
    assert [says in (tmp_path / name).read_text("utf-8") for name in ("a.html", "b.html")] == [True, False]
    assert RARE not in (tmp_path / "a.html").read_text("utf-8")


def test_the_page_of_the_caseload_uses_letters_instead_of_codes(seen: Alliance, tmp_path: Path) -> None:
    assert seen("report", "--caseload", "a.html").code == 0
    assert seen("report", "--caseload", "b.html", "--codes").code == 0
    assert ["J7" in (tmp_path / name).read_text("utf-8") for name in ("a.html", "b.html")] == [False, True]
    assert "open possible ruptures" not in (tmp_path / "a.html").read_text("utf-8")
    assert stat.S_IMODE((tmp_path / "a.html").stat().st_mode) == 0o600
    assert seen("report", "--caseload", "c.html", "--notes").code == 8
    ran = seen("report", "--caseload", "--notes", "--confirm", "notes", "--json")
    assert ran.document == {"path": str(tmp_path / "report-caseload.html"), "encrypted": False}
    assert "open possible ruptures" in (tmp_path / "report-caseload.html").read_text("utf-8")


def test_the_sheet_for_the_client_has_neither_code_nor_note(seen: Alliance, tmp_path: Path) -> None:
    assert seen("rate", "J7", "--rater", "clinician", "--bond", "2", "--on", "2026-01-05").code == 0
    ran = seen("report", "J7", "--for-client")
    assert (ran.code, ran.out) == (0, f"Wrote {tmp_path / 'for-client-J7.html'}\n")
    page = (tmp_path / "for-client-J7.html").read_text("utf-8")
    assert "Thank you for rating 1 session." in page
    assert not [word for word in ("J7", RARE, "rupture", "<td>2</td>") if word in page]


def test_a_supervision_pack_can_be_a_page(seen: Alliance, tmp_path: Path) -> None:
    assert seen("supervise", "pack", "--moment", "J7:1", "--html", "--yes").code == 2
    assert seen("supervise", "pack", "--moment", "J7:1", "--html", "--yes", "--out", "pack.html").code == 0
    page = tmp_path / "pack.html"
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert RARE in page.read_text("utf-8")
    assert "J7" not in page.read_text("utf-8")
    assert page.read_text("utf-8").startswith("<!doctype html>")
