"""Instrument files are read, shipped ones and the clinician's own, and every mistake gives its line."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from alliance_cli.content.catalog import Catalog
from alliance_cli.content.file_kinds.instrument import FILE_KIND
from alliance_cli.content.folders import shipped_folder
from alliance_cli.content.store import Instruments
from alliance_cli.core.errors import Mistakes, NotFound
from tests.content.conftest import mistakes_of
from tests.core.shipped import IDS, shipped

FOLDER = shipped_folder() / "instruments"
SCHEMA = Draft202012Validator(FILE_KIND.json_schema())
DOCS = (Path(__file__).parents[3] / "docs" / "instruments.md").read_text(encoding="utf-8")
OWN = """\
id: own
title: Mine
version: "1"
raters: [client]
items:
  - {n: 1, low: 0, high: 4, wording: How warm was it}
  - {n: 2, low: 0, high: 4, decimals: 1, reversed: true}
subscales:
  - {id: warm, title: Warm, items: [1]}
score: sum
range: [0, 8]
better: higher
cutoffs:
  - {value: 3.5, below: true, means: asks for a talk, source: my own habit}
licence: My own
citation: None
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "instruments").mkdir()
    return tmp_path


def catalog(own: Path) -> Catalog:
    return Catalog((own, shipped_folder()))


def instruments(own: Path) -> Instruments:
    return Instruments((own, shipped_folder()))


def put(own: Path, name: str, text: str) -> Path:
    path = own / "instruments" / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def said(text: str) -> list[str]:
    mistakes = mistakes_of(lambda: FILE_KIND.read(text, "own.yaml"))
    return [f"{each.line} {each.key}: {each.what}" for each in mistakes]


def as_editor(text: str) -> Any:
    return json.loads(json.dumps(yaml.safe_load(text)))


@pytest.mark.parametrize("id_", IDS)
def test_a_shipped_file_is_read_completely(id_: str) -> None:
    assert Instruments((shipped_folder(),)).find(id_) == shipped(id_)


FREE = ("gad-7",)
"""The instruments whose owners allow everyone to reproduce and distribute their wording."""


@pytest.mark.parametrize("id_", FREE)
def test_an_instrument_shipped_with_wording_states_its_permission(id_: str) -> None:
    for folder in (FOLDER, FOLDER.parent / "de" / "instruments"):
        found = Instruments((folder.parent,)).find(id_)
        assert "No permission required to reproduce" in found.licence
        assert all(item.wording for item in found.items)
        assert len(found.answers) == 4
    english, german = shipped(id_), Instruments((FOLDER.parent / "de",)).find(id_)
    assert (
        german.with_wording({n: item.wording for n, item in enumerate(english.items, start=1)}).items == english.items
    )
    assert [(each.value, each.below) for each in german.cutoffs] == [(5, False), (10, False), (15, False)]
    assert [(each.value, each.below) for each in english.cutoffs] == [(5, False), (10, False), (15, False)]


def test_no_other_item_wording_ships() -> None:
    assert [path.stem for path in (FOLDER.parent / "de" / "instruments").iterdir()] == [*FREE]
    for path in (path for path in FOLDER.iterdir() if path.stem not in FREE):
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert "wording" not in path.read_text(encoding="utf-8").replace("items' wording is not included", "")
        for item in raw["items"]:
            assert all(isinstance(value, int) for value in item.values())
        named = [each["title"] for each in raw.get("subscales", ())]
        assert all(len(title.split()) <= 2 for title in named)
        texts = {key for key, value in raw.items() if isinstance(value, str) and len(value.split()) > 6}
        assert texts <= {"licence", "citation"}


@pytest.mark.parametrize("id_", IDS)
def test_the_schema_accepts_shipped_instruments(id_: str) -> None:
    raw = as_editor((FOLDER / f"{id_}.yaml").read_text(encoding="utf-8"))
    assert [error.message for error in SCHEMA.iter_errors(raw)] == []


def test_the_schema_is_valid_and_accepts_custom_instruments_and_wording() -> None:
    Draft202012Validator.check_schema(FILE_KIND.json_schema())
    assert SCHEMA.is_valid(as_editor(OWN))
    assert SCHEMA.is_valid({"id": "wai-sr", "wording": {"1": "Words"}})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("low: 0", "low: none"), ("n: 1", "n: 0"), ("score: sum", "score: most"), ("[0, 8]", "[0, 8, 9]"),
        ("[0, 8]", "[0]"), ("better: higher", "better: up"), ("[client]", "[]"), ("licence: My own\n", ""),
        ("source: my own habit", "says: me"), ("decimals: 1", "decimals: 9"), ("title: Mine", "titel: Mine"),
        ("items: [1]", "items: one"),
    ],
)  # fmt: skip
def test_reader_and_schema_refuse_the_same_files(old: str, new: str) -> None:
    assert old in OWN
    text = OWN.replace(old, new, 1)
    assert said(text)
    assert not SCHEMA.is_valid(as_editor(text))


def test_a_custom_instrument_is_one_file(own: Path) -> None:
    put(own, "own", OWN)
    found = instruments(own).find("own")
    assert (found.title, found.range, found.items[0].label, found.items[1].label) == (
        "Mine",
        (0, 8),
        "How warm was it",
        "Item 2",
    )
    assert [(each.value, each.source) for each in found.cutoffs] == [(3.5, "my own habit")]
    assert [(each.id, each.whose) for each in instruments(own).listing()] == [
        ("gad-7", "shipped"),
        ("haq-ii", "shipped"),
        ("ors", "shipped"),
        ("own", "yours"),
        ("srs", "shipped"),
        ("wai-sr", "shipped"),
    ]


def test_wording_is_added_to_a_shipped_instrument_by_item_number(own: Path) -> None:
    put(own, "wai-sr", "id: wai-sr\nlanguage: en\nwording:\n  3: Third, as licensed\n  12: Last\n")
    found = instruments(own).find("wai-sr")
    assert [found.items[n].label for n in (1, 2, 11)] == ["Item 2", "Third, as licensed", "Last"]
    assert found == shipped("wai-sr").with_wording({3: "Third, as licensed", 12: "Last"})
    assert catalog(own).check([own]) == ()


def test_a_custom_instrument_replaces_the_shipped_one_of_the_same_id(own: Path) -> None:
    put(own, "srs", OWN.replace("id: own", "id: srs"))
    assert instruments(own).find("srs").title == "Mine"


def test_all_mistakes_in_wording_are_listed_with_their_lines(own: Path) -> None:
    path = put(own, "srs", "id: srs\nwording:\n  1: Fine\n  5: One too many\n  a: No number\n  2: [a]\n")
    assert [(each.line, each.key, each.what) for each in catalog(own).check([path])] == [
        (4, "wording.5", "is not an item of it; its items are numbered from 1 to 4"),
        (5, "wording.a", "is not the number of an item"),
        (6, "wording.2", "is a list; a text belongs here"),
    ]


def test_wording_for_an_unknown_instrument_is_a_mistake() -> None:
    assert said("id: dreams\nwording:\n  1: Words\n") == [
        "1 id: is not an instrument that ships; one of your own needs items, not only wording"
    ]


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("n: 2", "n: 3", "5 items: must be numbered from 1 on, in order, without a gap"),
        ("low: 0, high: 4, w", "low: 4, high: 4, w", "6 items[1].low: must lie below high"),
        ("[0, 8]", "[0, 9]", "11 range: does not follow from the items, which give 0 to 8"),
        ("items: [1]", "items: [1, 7]", "9 subscales[1].items: must be numbers of items of this instrument"),
        ("items: [1]", "items: [1, 1]", "9 subscales[1].items: names an item twice"),
        ("value: 3.5", "value: 9", "14 cutoffs[1].value: must lie within the range"),
        ("[client]", "[client, client]", "4 raters: names a rater twice"),
    ],
)
def test_a_contradiction_is_reported_at_its_line(old: str, new: str, mistake: str) -> None:
    assert old in OWN
    assert mistake in said(OWN.replace(old, new, 1))


def test_all_kinds_of_mistakes_are_listed_at_once_without_consequential_ones() -> None:
    text = (
        OWN.replace("[client]", "[client, client]")
        .replace("high: 4, d", "high: warm, d")
        .replace("value: 3.5", "value: 9")
    )
    assert said(text) == [
        "4 raters: names a rater twice",
        "7 items[2].high: does not fit; a number from -99999 to 99999 belongs here",
        "14 cutoffs[1].value: must lie within the range",
    ]


def test_an_id_that_differs_from_the_file_is_a_mistake(own: Path) -> None:
    path = put(own, "other", OWN)
    assert [each.key for each in catalog(own).check([path])] == ["id"]


def test_check_looks_at_instruments_in_every_folder(own: Path) -> None:
    put(own, "own", OWN.replace("score: sum", "score: most"))
    put(own, "empty", "note: nothing here\n")
    files = {Path(each.file).name for each in catalog(own).check()}
    assert files == {"own.yaml", "empty.yaml"}


def test_an_instrument_is_recognised_by_its_keys_in_any_folder(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    assert Catalog(()).check([path]) == ()


def test_a_file_with_mistakes_is_listed_and_hides_no_other_file(own: Path) -> None:
    put(own, "own", OWN.replace("score: sum", "score: most"))
    listed = {each.id: (each.content is None, len(each.mistakes)) for each in instruments(own).listing()}
    assert listed == {**dict.fromkeys(IDS, (False, 0)), "own": (True, 1)}
    with pytest.raises(Mistakes):
        instruments(own).find("own")


def test_the_shipped_instrument_is_used_if_the_custom_one_has_mistakes(own: Path) -> None:
    put(own, "srs", "id: srs\n")
    warned: list[str] = []
    assert Instruments((own, shipped_folder()), warned.append).find("srs") == shipped("srs")
    assert len(warned) == 1


def test_an_unknown_instrument_suggests_the_nearest_id(own: Path) -> None:
    with pytest.raises(NotFound) as missing:
        instruments(own).find("wai")
    assert missing.value.hint == "Did you mean wai-sr? There are: gad-7, haq-ii, ors, srs, wai-sr."


@pytest.mark.parametrize("text", re.findall(r"```yaml\n(.*?)```", DOCS, re.DOTALL))
def test_the_files_shown_in_the_docs_have_no_mistakes(text: str) -> None:
    assert FILE_KIND.read(text, "docs").items
    assert SCHEMA.is_valid(as_editor(text))
