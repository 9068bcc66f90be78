"""A FHIR export is valid R4, names the rater, and has the scores that FHIRPath computes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import fhirpathpy
import pytest
from fhir.resources.R4B import get_fhir_model_class
from fhir_totals import compared, shipped
from msgspec.structs import replace

from alliance_cli.core.instruments.instrument import Instrument, Item
from alliance_cli.core.ratings import SESSION_SCALES
from alliance_cli.report.export import export_fhir, export_fhir_ndjson
from alliance_cli.report.fhir.resources import resources
from alliance_cli.report.fhir.terms import BASE, RATINGS, TOTALS, score_code

from .course import RARE, course

GOLDEN = Path(__file__).parent / "golden"
R4 = json.loads((Path(fhirpathpy.__file__).parent / "models" / "r4" / "path2Type.json").read_text("utf-8"))
"""R4 element to its type, from the FHIRPath library; nested elements are listed under their types."""
PARENTS = {path.rpartition(".")[0] for path in R4}
"""Elements with parts of their own, which are not types."""
KINDS = ("Patient", "Questionnaire", "QuestionnaireResponse", "Observation", "Provenance")


@pytest.fixture
def bundle(tmp_path: Path) -> dict[str, Any]:
    export_fhir.write(course(), tmp_path / "J7.fhir.json")
    made: dict[str, Any] = json.loads((tmp_path / "J7.fhir.json").read_text("ascii"))
    return made


def made(kind: str) -> list[dict[str, Any]]:
    return [each for each in resources(course()) if each["resourceType"] == kind]


def test_the_written_bundle_equals_the_golden_one(tmp_path: Path) -> None:
    export_fhir.write(course(), tmp_path / "J7.fhir.json")
    assert (tmp_path / "J7.fhir.json").read_text() == (GOLDEN / "J7.fhir.json").read_text()


def test_the_bulk_import_files_contain_the_resources_of_the_bundle(tmp_path: Path, bundle: dict[str, Any]) -> None:
    export_fhir_ndjson.write(course(), tmp_path)
    lines = [line for kind in KINDS for line in (tmp_path / f"{kind}.ndjson").read_text("ascii").splitlines()]
    entries = [entry["resource"] for entry in bundle["entry"]]
    assert sorted(lines) == sorted(map(json.dumps, entries))
    assert (tmp_path / "README.txt").read_text().startswith("This holds measures")


def test_every_resource_is_valid(bundle: dict[str, Any]) -> None:
    get_fhir_model_class("Bundle").model_validate(bundle)
    assert {entry["resource"]["resourceType"] for entry in bundle["entry"]} == set(KINDS)


def test_the_check_finds_an_invalid_resource(bundle: dict[str, Any]) -> None:
    for spoil in ({"status": None}, {"held": "2026-01-05"}, {"effectiveDateTime": "5 January"}, {"code": "bond"}):
        with pytest.raises(ValueError, match="validation error"):
            get_fhir_model_class("Observation").model_validate({**made("Observation")[0], **spoil})


def unknown(value: dict[str, Any], path: str) -> Iterator[str]:
    """The elements of a resource or part that R4 does not define."""
    for name, content in value.items():
        here = f"{path}.{name}"
        if here not in R4 and here not in PARENTS and name != "resourceType":
            yield here
        for part in content if isinstance(content, list) else [content]:
            if isinstance(part, dict):
                yield from unknown(part, part.get("resourceType", R4.get(here, here)))


def test_every_element_used_exists_in_r4(bundle: dict[str, Any]) -> None:
    assert list(unknown(bundle, "Bundle")) == []
    spoilt = {"resourceType": "Observation", "triggeredBy": [], "valueQuantity": {"value": 3, "units": "points"}}
    assert list(unknown(spoilt, "Observation")) == ["Observation.triggeredBy", "Quantity.units"]


@pytest.mark.parametrize("kind", [*KINDS, "Bundle"])
def test_the_models_of_r4b_have_the_elements_of_r4(kind: str) -> None:
    of_r4 = {path.split(".")[1] for path in R4.keys() | PARENTS if path.startswith(f"{kind}.")}
    assert set(get_fhir_model_class(kind).elements_sequence()) == of_r4


def test_each_rating_has_its_rater_and_its_source() -> None:
    patient = {"reference": f"Patient/{made('Patient')[0]['id']}"}
    by = [each["performer"][0] for each in made("Observation") if "method" in each]
    assert [each == patient for each in by] == [True] * 4 + [False] + [True] * 3 + [False]
    assert all("reference" not in each for each in by if each != patient)
    there = {f"{each['resourceType']}/{each['id']}" for each in resources(course())}
    named = [target["reference"] for each in made("Provenance") for target in each["target"]]
    assert sorted(named) == sorted(
        each for each in there if each.split("/")[0] in ("Observation", "QuestionnaireResponse")
    )
    assert [each["source"] == patient for each in made("QuestionnaireResponse")] == [
        True,
        False,
        *[True] * 3,
        False,
        *[True] * 2,
    ]


def test_every_reference_points_to_an_exported_resource(bundle: dict[str, Any]) -> None:
    places = [entry["request"]["url"] for entry in bundle["entry"]]
    assert len(set(places)) == len(places)
    assert [entry["fullUrl"] for entry in bundle["entry"]] == [f"{BASE}/{place}" for place in places]
    assert {entry["request"]["method"] for entry in bundle["entry"]} == {"PUT"}
    assert set(references(bundle)) <= set(places)


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from [value["reference"]] if "reference" in value else []
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from references(each)


def test_a_patient_is_a_code_and_nothing_else() -> None:
    (patient,) = made("Patient")
    assert {**patient, "id": ""} == {"resourceType": "Patient", "id": "", "identifier": [{"value": "J7"}]}


def test_a_response_answers_the_items_of_its_questionnaire() -> None:
    asked = {f"{each['url']}|{each['version']}": each["item"] for each in made("Questionnaire")}
    described = [each for each in made("QuestionnaireResponse") if each["questionnaire"] in asked]
    assert len(described) == 6
    for response in described:
        types = {item["linkId"]: item["type"] for item in asked[response["questionnaire"]]}
        for item in response["item"]:
            assert list(item["answer"][0]) == [f"value{types[item['linkId']].capitalize()}"]


def test_our_ratings_match_the_scales_of_a_session() -> None:
    assert tuple(RATINGS) == SESSION_SCALES


def test_a_questionnaire_has_no_wording_even_if_a_clinician_added_it() -> None:
    def worded(id_: str) -> Instrument | None:
        found = shipped(id_)
        return found.with_wording(dict.fromkeys(range(1, 5), RARE)) if found else None

    with_wording = [json.dumps(each) for each in resources(replace(course(), find_instrument=worded))]
    assert with_wording == [json.dumps(each) for each in resources(course())]
    (srs,) = (each for each in made("Questionnaire") if each["name"] == "Srs")
    assert [item["text"] for item in srs["item"]] == ["Item 1", "Item 2", "Item 3", "Item 4"]


def test_only_an_exactly_matching_total_has_a_loinc_code() -> None:
    srs = shipped("srs")
    assert srs is not None
    gad = replace(srs, id="gad-7", title="GAD-7", range=(0, 21), items=tuple(Item(n, 0, 3) for n in range(1, 8)))
    assert [each["code"] for each in score_code("gad-7", "total", gad)["coding"]] == ["70274-6", "gad-7.total"]
    other = replace(gad, items=gad.items[:2], range=(0, 6))
    for code in (
        score_code("gad-7", "total", other),
        score_code("gad-7", "part", gad),
        score_code("gad-7", "total", None),
    ):
        assert len(code["coding"]) == 1
    assert TOTALS.keys() == {"gad-7", "phq-9"}
    assert "loinc" not in json.dumps(list(resources(course())))


def test_fhirpath_computes_the_same_scores() -> None:
    scores = list(compared(shipped, 200))
    assert len(scores) > 200
    assert [each for each in scores if each[1] != each[2]] == []


def test_the_check_finds_a_score_with_a_wrong_key() -> None:
    def by_wrong_key(id_: str) -> Instrument | None:
        found = shipped(id_)
        items = tuple(replace(item, reversed=False) for item in found.items) if found else ()
        return replace(found, items=items) if found else None

    apart = {code for code, told, again in compared(cache(by_wrong_key), 50) if told != again}
    assert apart == {"haq-ii.total"}
