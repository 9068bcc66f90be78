"""The FHIR export: only measures, identical each time, and no typed text."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B import get_fhir_model_class

from .conftest import Alliance, made_once

RARE = "wolkenbruchglas"
OWN_WORDING = f"id: srs\nwording:\n  1: {RARE}\n"


@made_once
def seen(alliance: Alliance, home: Path) -> Alliance:
    """Two clients; one with notes, ratings of a tension and an instrument with own wording."""
    (home / "prompts" / "instruments").mkdir(parents=True)
    (home / "prompts" / "instruments" / "srs.yaml").write_text(OWN_WORDING)
    given = f"client-bond: 8\ntension: true\ntension-strength: 6\ntension-resolved: 3\ntension-note: {RARE}\n"
    ran = alliance("session", "J7", "--new", "--on", "2026-01-05", "--answers", "-", typed=given)
    assert ran.code == 0, ran.err
    reflected = f"clinician-bond: 7\nruptures: [{{note: {RARE}, plan: {RARE}}}]\nlearned: {RARE}\n"
    assert alliance("reflect", "J7", "--on", "2026-01-05", "--answers", "-", typed=reflected).code == 0
    assert alliance("measure", "J7", "srs", "--items", "8,7,8.5,3", "--on", "2026-01-05").code == 0
    assert alliance("sessions", "add", "J7", "--missed", "no-show", "--on", "2026-01-12").code == 0
    assert alliance("client", "add", "K9").code == 0
    assert alliance("rate", "K9", "--bond", "4").code == 0
    return alliance


def written(seen: Alliance, to: Path, *words: str) -> list[dict[str, Any]]:
    ran = seen("export", str(to), "--format", "fhir", *words)
    assert ran.code == 0, ran.err
    return [entry["resource"] for entry in json.loads(to.read_text("ascii"))["entry"]]


def test_it_contains_ratings_and_scores_but_nothing_typed(seen: Alliance, tmp_path: Path) -> None:
    made = written(seen, tmp_path / "x", "--client", "J7")
    get_fhir_model_class("Bundle").model_validate(json.loads((tmp_path / "x").read_text()))
    values = sorted(
        (each["code"]["coding"][0]["code"], each["valueQuantity"]["value"])
        for each in made
        if each["resourceType"] == "Observation"
    )
    assert values == [("bond", 7), ("bond", 8), ("srs.total", 26.5), ("tension-resolved", 3), ("tension-strength", 6)]
    text = (tmp_path / "x").read_text()
    assert [each["identifier"] for each in made if each["resourceType"] == "Patient"] == [[{"value": "J7"}]]
    assert [word for word in (RARE, "K9", "2026-01-12", "no-show", "rupture") if word in text] == []
    walked = seen("measure", "J7", "srs", typed="8\n")
    assert RARE in walked.out + walked.err


def test_a_second_export_is_identical_whatever_the_language_and_the_other_clients(
    seen: Alliance, tmp_path: Path
) -> None:
    first = written(seen, tmp_path / "first", "--client", "J7")
    assert written(seen, tmp_path / "second", "--client", "J7") == first
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()
    assert seen("config", "set", "language", "de").code == 0
    assert written(seen, tmp_path / "german", "--client", "J7") == first
    everyone = written(seen, tmp_path / "everyone")
    assert [each for each in everyone if each in first] == first
    assert len([each for each in everyone if each["resourceType"] == "Patient"]) == 2


def test_a_corrected_rating_keeps_its_id(seen: Alliance, tmp_path: Path) -> None:
    def bond(name: str) -> dict[str, Any]:
        made = written(seen, tmp_path / name, "--client", "K9")
        (found,) = (each for each in made if each["resourceType"] == "Observation")
        return found

    before = bond("before")
    assert seen("rate", "K9", "--bond", "5").code == 0
    after = bond("after")
    assert (before["id"], before["valueQuantity"]["value"]) == (after["id"], 4)
    assert after["valueQuantity"]["value"] == 5


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--class", "notes", "--confirm", "notes"), "A FHIR file holds only measures."),
        (("--class", "measures", "--class", "notes"), "A FHIR file holds only measures."),
        (("--class", "own"), "A FHIR file holds only measures."),
        (("--deidentified",), "A FHIR file holds codes and dates"),
    ],
)
@pytest.mark.parametrize("name", ["fhir", "fhir-ndjson"])
def test_anything_but_measures_with_their_codes_is_refused(
    seen: Alliance, tmp_path: Path, name: str, words: tuple[str, ...], sentence: str
) -> None:
    ran = seen("export", str(tmp_path / "x"), "--format", name, *words)
    assert (ran.code, sentence in ran.err) == (2, True)
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("name", ["J7.fhir.json", "J7.FHIR.JSON", "J7.ndjson"])
def test_the_file_extension_selects_the_format(seen: Alliance, tmp_path: Path, name: str) -> None:
    to = tmp_path / name
    ran = seen("export", str(to), "--class", "measures", "--json")
    assert ran.document["format"] == ("fhir-ndjson" if to.is_dir() else "fhir")
    files = [each for each in (to, *to.rglob("*")) if each.is_file()]
    assert {stat.S_IMODE(each.stat().st_mode) for each in files} == {0o600}
    assert to.is_dir() is name.endswith("ndjson")


def test_plain_json_is_still_the_importable_format(seen: Alliance, tmp_path: Path) -> None:
    assert seen("export", str(tmp_path / "x.json"), "--class", "measures", "--json").document["format"] == "json"


def test_an_empty_vault_gives_an_empty_bundle(alliance: Alliance, tmp_path: Path) -> None:
    assert written(alliance, tmp_path / "x") == []
    get_fhir_model_class("Bundle").model_validate(json.loads((tmp_path / "x").read_text()))
