"""Defines the names, codes and ids of FHIR resources, which are English in every language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import quote
from uuid import UUID, uuid5

from alliance_cli.core.instruments.instrument import Instrument
from alliance_cli.core.ratings import How, Rater

Resource = dict[str, Any]
"""A resource or part of one, as a JSON object."""
BASE = "https://alliance-cli.invalid/fhir"
"""The beginning of our system names. Its domain is reserved (RFC 6761), so they are never addresses."""
UCUM = "http://unitsofmeasure.org"
QUICK_RATINGS = "quick-ratings", "1"
"""The id and version of the questionnaire with our own ratings."""
_NAMESPACE = uuid5(UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8"), BASE)  # the URL namespace, RFC 9562
RATINGS: Mapping[str, str] = {
    "understood": "How well understood the client felt",
    "goals": "How far the session was about what matters to the client",
    "tasks": "How well the way of working suited the client",
    "bond": "How connected client and therapist felt",
    "tension-strength": "How strong a tension was",
    "tension-resolved": "How far a tension was resolved",
}
"""Our own ratings from 1 to 10, each with its wording."""
_HOW = {
    How.HANDED_OVER: "Screen or paper handed over",
    How.READ_ALOUD: "Read aloud",
    How.RECALLED: "Recalled afterwards",
    How.IMPORTED: "Imported",
}


class Loinc(NamedTuple):
    """A LOINC code, and the number of items and the range an instrument must have for it."""

    code: str
    display: str
    items: int
    range: tuple[float, float]


TOTALS: Mapping[str, Loinc] = {
    "gad-7": Loinc("70274-6", "Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]", 7, (0, 21)),
    "phq-9": Loinc("44261-6", "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]", 9, (0, 27)),
}
"""The instruments whose total has a code; docs/fhir.md names the source. Alliance measures have no known code."""


def stable_id(*parts: str) -> str:
    """The id of a resource: equal for equal rows, and without the timestamp that a vault id contains."""
    return str(uuid5(_NAMESPACE, "/".join(parts)))


def canonical(instrument: str, version: str) -> str:
    """The name by which a response refers to its questionnaire."""
    return f"{BASE}/Questionnaire/{instrument}|{plain_version(version)}"


def plain_version(version: str) -> str:
    """A version without characters that are not allowed in a canonical name."""
    return quote(version, safe="")


def one_line(text: str) -> str:
    """A text without line breaks and other characters that FHIR does not allow."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def coding(system: str, code: str, display: str) -> Resource:
    """A code from one of our own systems."""
    return {"system": f"{BASE}/CodeSystem/{system}", "code": code, "display": display}


def rating_code(scale: str) -> Resource:
    """What a rating measures; a scale from the clinician's own script has no code."""
    if scale not in RATINGS:
        return {"text": scale}
    return {"coding": [coding("session-rating", scale, RATINGS[scale])], "text": RATINGS[scale]}


def score_code(id_: str, scale: str, instrument: Instrument | None) -> Resource:
    """What a score measures: the total or a subscale of an instrument."""
    titles = {each.id: each.title for each in instrument.subscales} if instrument else {}
    text = one_line(f"{instrument.title if instrument else id_}: {titles.get(scale, scale)}")
    loinc = TOTALS.get(id_) if scale == "total" and instrument else None
    fits = loinc and instrument and (loinc.items, loinc.range) == (len(instrument.items), instrument.range)
    known = [{"system": "http://loinc.org", "code": loinc.code, "display": loinc.display}] if loinc and fits else []
    return {"coding": [*known, coding("score", f"{id_}.{scale}", text)], "text": text}


def method(how: str) -> Resource:
    """How a rating came about."""
    return {"coding": [coding("how", how, _HOW[How(how)])]}


def given_by(rater: str, patient: str) -> Resource:
    """Who rated; the vault has no name of the clinician."""
    if rater == Rater.CLIENT:
        return {"reference": f"Patient/{patient}"}
    return {"type": "Practitioner", "display": "The clinician who keeps these ratings"}
