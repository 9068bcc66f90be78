"""Every figure and citation in the content, in any language, is in the bibliography."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from alliance_cli.content.file_kinds.bibliography import FILE_KIND, shipped_sources
from alliance_cli.content.folders import INSTRUMENTS, LEARN, everything, in_order, languages, shipped_folder
from alliance_cli.content.store import Library
from alliance_cli.core.guide import Card, placed_cards
from alliance_cli.core.sources import Source
from tests.content.conftest import mistakes_of

FOLDER = shipped_folder()
SOURCES = shipped_sources()
LANGUAGES = languages([FOLDER])
HEAD = "id: own\nentries:\n"
ENTRY = "- {id: a-2000, authors: ['A, B.'], year: 2000, title: T, used_for: all, verified: %s}\n"
_NUMBER = re.compile(r"(?<![\w!])[.,]?\d[\d.,]*")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DOI = re.compile(r"10\.\d{4,9}/[\w./()-]*\w")
COUNTS = 10
"""Whole numbers up to here are counts, steps and the ends of scales."""


def said(mistaken: str) -> list[str]:
    return [f"{each.key}: {each.what}" for each in mistakes_of(lambda: FILE_KIND.read(mistaken, "own.yaml"))]


def numbers(text: str) -> set[str]:
    """The figures in a text as digits, without the separators of its language."""
    found = [number.strip(".,") if number[0].isdigit() else number.rstrip(".,") for number in _NUMBER.findall(text)]
    figures = [number for number in found if not number.isdigit() or int(number) > COUNTS]
    return {re.sub(r"\D", "", number).lstrip("0") for number in figures}


def prose(card: Card) -> str:
    """The text of a card, without command lines."""
    return re.sub(r"`[^`]*`", "", " ".join((card.title, card.text, card.say, card.mistaken_for)))


def texts(node: Any) -> Iterator[str]:
    """Every text in a YAML file."""
    if isinstance(node, dict):
        for value in node.values():
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)
    elif isinstance(node, str):
        yield node


def content_files() -> list[Path]:
    kept = (path for path in everything(FOLDER) if path.parent.name != FILE_KIND.folder)
    return [path for path in kept if path.parent.name != "demo"]


def unfounded(card: Card, sources: tuple[Source, ...]) -> set[str]:
    """The figures of a card that are in none of the works it cites."""
    return numbers(prose(card)) - {number for source in sources for number in numbers(" ".join(source.figures))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_in_a_card_comes_from_a_work_it_cites(language: str) -> None:
    topics = Library(in_order(Path("/nowhere"), FOLDER, language)).topics()
    for topic, card in placed_cards(topics):
        assert unfounded(card, (*card.sources, *topic.sources)) == set(), (topic.id, card.id)


def test_a_figure_without_a_cited_work_is_found() -> None:
    eubanks = (SOURCES["eubanks-2018"],)
    assert unfounded(Card("x", "X", "r = .29 over 11 studies with 1,314 people"), eubanks) == set()
    assert unfounded(Card("x", "X", "r = 0,29 über 11 Studien mit 1.314 Menschen"), eubanks) == set()
    assert unfounded(Card("x", "X", "r = .30 in 12% of 1,315"), eubanks) == {"30", "12", "1315"}
    assert unfounded(Card("x", "X", "r = .29"), ()) == {"29"}


@pytest.mark.parametrize("path", content_files(), ids=lambda path: "-".join(path.parts[-2:]))
def test_every_year_and_doi_in_the_content_belongs_to_a_work_named_beside_it(path: Path) -> None:
    for text in texts(yaml.load(path.read_text("utf-8"), yaml.BaseLoader)):
        is_prose = path.parent.name in (LEARN, INSTRUMENTS) and text not in SOURCES
        for year in _YEAR.findall(text) if is_prose else ():
            named = [each for each in SOURCES.values() if each.year == int(year) and _family(each) in text]
            is_edition = text.strip() == year
            assert named or is_edition, text
        for doi in _DOI.findall(text):
            assert doi in {each.doi for each in SOURCES.values()}, doi


PROSE = {"ask", "say", "again", "purpose", "title", "label", "low_means", "high_means"}


def spoken(node: Any) -> Iterator[str]:
    """The texts of a script or a moment form, without its keys and numbers."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from (value,) if key in PROSE and isinstance(value, str) else spoken(value)
    elif isinstance(node, list):
        for value in node:
            yield from spoken(value)


def scripts_and_forms() -> list[Path]:
    return [path for path in content_files() if path.parent.name not in (LEARN, INSTRUMENTS)]


@pytest.mark.parametrize("path", scripts_and_forms(), ids=lambda path: "-".join(path.parts[-2:]))
def test_no_question_contains_a_figure(path: Path) -> None:
    said = " ".join(spoken(yaml.load(path.read_text("utf-8"), yaml.BaseLoader)))
    assert said
    assert numbers(said) == set()


@pytest.mark.parametrize("path", sorted((FOLDER / INSTRUMENTS).glob("*.yaml")), ids=lambda path: path.stem)
def test_the_figures_of_a_cut_off_come_from_the_works_it_names(path: Path) -> None:
    for cutoff in yaml.load(path.read_text("utf-8"), yaml.BaseLoader).get("cutoffs", ()):
        named = [each for each in SOURCES.values() if _family(each) in cutoff["source"]]
        known = {number for each in named for number in numbers(f"{each.year} {' '.join(each.figures)}")}
        assert numbers(cutoff["source"]) <= known


def _family(source: Source) -> str:
    return source.authors[0].partition(",")[0]


@pytest.mark.parametrize("page", ["flags.md", "instruments.md", "export.md", "privacy.md", "using.md"])
def test_every_doi_in_the_documents_is_in_the_bibliography(page: str) -> None:
    text = (FOLDER.parent / "docs" / page).read_text("utf-8")
    assert set(_DOI.findall(text)) <= {source.doi for source in SOURCES.values()}


def test_every_work_is_cited_or_named_somewhere() -> None:
    whole = "\n".join(path.read_text("utf-8") for path in content_files())
    named_only = {"she-2023", "luborsky-1996", "spitzer-2006", "loewe-2008"}  # in the files of their instruments
    assert {id for id in SOURCES if id not in whole} == named_only


def test_only_verified_works_have_figures() -> None:
    assert [each.id for each in SOURCES.values() if each.figures and not each.verified] == []
    wrong = HEAD + ENTRY.replace("}", ", figures: [r = .5]}") % "false"
    assert said(wrong) == ["entries[1].figures: belongs to a work that is not verified; no number can rest on that"]
    assert FILE_KIND.read(wrong.replace("false", "true"), "own.yaml")["a-2000"].figures == ("r = .5",)


def test_the_bibliography_is_read_strictly() -> None:
    assert said(HEAD + ENTRY % "maybe") == ["entries[1].verified: does not fit; true or false belongs here"]
    assert said(HEAD + 2 * ENTRY % ("no", "no"))[0].startswith("entries[2].id: is used a second time")
    assert said(HEAD + ENTRY.replace("year", "yaer") % "no")[0].startswith("entries[1].yaer: is not a key here")
    assert said(HEAD + ENTRY.replace("}", ", doi: pst0000172}") % "no")[0].startswith("entries[1].doi: does not fit")


@pytest.mark.parametrize(
    ("authors", "year", "short"),
    [
        (("Bordin, E. S.",), 1979, "Bordin (1979)"),
        (("Elvins, R.", "Green, J."), 2008, "Elvins & Green (2008)"),
        (("de Jong, K.", "A, B.", "C, D."), 2021, "de Jong et al. (2021)"),
        (("45 CFR 164.501",), None, "45 CFR 164.501"),
    ],
)
def test_a_work_is_named_by_family_names_and_year(authors: tuple[str, ...], year: int | None, short: str) -> None:
    assert Source("T", authors=authors, year=year).short == short
