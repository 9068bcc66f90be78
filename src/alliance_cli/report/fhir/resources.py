"""Builds the resources of an export from rows of measures: patients, responses, observations and their provenance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from uuid import UUID

from alliance_cli.core.exchange.export import Export
from alliance_cli.core.exchange.row_source import Row
from alliance_cli.core.instruments.instrument import Instrument
from alliance_cli.core.walk.kinds import Value
from alliance_cli.report.fhir.questionnaires import described, plain, questionnaires, type_of
from alliance_cli.report.fhir.terms import (
    QUICK_RATINGS,
    RATINGS,
    UCUM,
    Resource,
    canonical,
    given_by,
    method,
    rating_code,
    score_code,
    stable_id,
)

_HL7 = "http://terminology.hl7.org/CodeSystem/"
_SURVEY = {"coding": [{"system": f"{_HL7}observation-category", "code": "survey", "display": "Survey"}]}


def resources(export: Export) -> Iterator[Resource]:
    """Every resource, one by one; only one client's rows are in memory at a time."""
    yield from questionnaires(export)
    for client in export.table("client").rows:
        yield from OfClient(export, client).resources()


class OfClient:
    """The resources of one client, who is identified only by a code."""

    def __init__(self, export: Export, client: Row) -> None:
        self._export, self._client, self._code = export, str(client["id"]), str(client["code"])
        self._id = stable_id("Patient", self._client)

    def resources(self) -> Iterator[Resource]:
        yield {"resourceType": "Patient", "id": self._id, "identifier": [{"value": self._code}]}
        yield from self._ratings()
        yield from self._scores()

    def _ratings(self) -> Iterator[Resource]:
        """The ratings of one session by one rater: a response, an observation for each, and their provenance."""
        days = {row["id"]: str(row["held_on"]) for row in self._export.table("session").of(self._client)}

        def given(row: Row) -> tuple[str, str]:
            return str(row["session"]), str(row["rater"])

        for (session, rater), rated in groupby(sorted(self._export.table("rating").of(self._client), key=given), given):
            rows = list(rated)
            about = Occasion(self._id, rater, days[session], ("rating", session, rater))
            answers = [
                _answer(scale, row["value"], "integer") for scale in RATINGS for row in rows if row["scale"] == scale
            ]
            made = [about.response(*QUICK_RATINGS, answers)] if answers else []
            response = made[:1]
            for row in rows:
                scale = str(row["scale"])
                follows = response if scale in RATINGS else []
                rating = about.observation(scale, rating_code(scale), row["value"], follows)
                made.append({**rating, "method": method(str(row["how"]))})
            yield from (*made, about.provenance(made, max(str(row["rated_at"]) for row in rows)))

    def _scores(self) -> Iterator[Resource]:
        """Each instrument that was filled in: a response, an observation for each score, and their provenance."""
        items, scores = self._by_administration("item"), self._by_administration("score")
        for row in self._export.table("administration").of(self._client):
            id_, name, version = str(row["id"]), str(row["instrument"]), str(row["version"])
            about = Occasion(self._id, str(row["rater"]), str(row["taken_on"]), ("administration", id_))
            instrument = described(self._export, name, version)
            answers = answers_to(instrument, items[id_])
            made = [about.response(name, version, answers)] if answers else []
            response = made[:1]
            for score in scores[id_]:
                scale = str(score["scale"])
                made.append(about.observation(scale, score_code(name, scale, instrument), score["value"], response))
            if made:
                yield from (*made, about.provenance(made, _made_at(id_, about.day)))

    def _by_administration(self, table: str) -> defaultdict[str, list[Row]]:
        rows: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self._export.table(table).of(self._client):
            rows[str(row["administration"])].append(row)
        return rows


class Occasion:
    """One occasion on which one rater rated or filled in something; ``key`` identifies it."""

    def __init__(self, patient: str, rater: str, day: str, key: Sequence[str]) -> None:
        self.day = day
        self._key, self._by = key, given_by(rater, patient)
        self._subject = {"reference": f"Patient/{patient}"}

    def response(self, questionnaire: str, version: str, answers: Sequence[Resource]) -> Resource:
        """The answers. Items may be left out, so every response counts as completed."""
        return {
            **self._head("QuestionnaireResponse"),
            "questionnaire": canonical(questionnaire, version),
            "status": "completed",
            "subject": self._subject,
            "authored": self.day,
            "source": self._by,
            "item": list(answers),
        }

    def observation(self, scale: str, code: Resource, value: Value | None, responses: Sequence[Resource]) -> Resource:
        """One rating or score, with the response it is derived from, if there is one."""
        number = plain(float(str(value)))
        return {
            **self._head("Observation", scale),
            "status": "final",
            "category": [_SURVEY],
            "code": code,
            "subject": self._subject,
            "effectiveDateTime": self.day,
            "performer": [self._by],
            "valueQuantity": {"value": number, "unit": "{score}", "system": UCUM, "code": "{score}"},
            **({"derivedFrom": [_to(each) for each in responses]} if responses else {}),
        }

    def provenance(self, made: Sequence[Resource], recorded: str) -> Resource:
        """Who gave the numbers, when they were entered, and which program wrote the resources."""
        program = {"type": "Device", "display": "alliance"}
        return {
            **self._head("Provenance"),
            "target": [_to(each) for each in made],
            "occurredDateTime": self.day,
            "recorded": recorded,
            "agent": [
                {"type": _agent("author", "Author"), "who": self._by},
                {"type": _agent("assembler", "Assembler"), "who": program},
            ],
        }

    def _head(self, kind: str, *part: str) -> Resource:
        return {"resourceType": kind, "id": stable_id(kind, *self._key, *part)}


def _agent(code: str, display: str) -> Resource:
    return {"coding": [{"system": f"{_HL7}provenance-participant-type", "code": code, "display": display}]}


def _to(resource: Resource) -> Resource:
    return {"reference": f"{resource['resourceType']}/{resource['id']}"}


def answers_to(instrument: Instrument | None, items: Sequence[Row]) -> list[Resource]:
    """The answers of one administration, in the types that its questionnaire gives its items."""
    types = {str(each.n): type_of(each) for each in instrument.items} if instrument else {}
    return [_answer(n := str(each["n"]), each["value"], types.get(n, "decimal")) for each in items]


def _answer(item: str, value: Value | None, type_: str) -> Resource:
    number = plain(float(str(value)))
    fits = type_ if isinstance(number, int) else "decimal"
    return {"linkId": item, "answer": [{f"value{fits.capitalize()}": number}]}


def _made_at(id_: str, day: str) -> str:
    """When something was entered, from its id (RFC 9562, version 7); for any other id, the start of its day."""
    from datetime import UTC, datetime

    try:
        made = UUID(id_)
    except ValueError:
        return f"{day}T00:00:00Z"
    if made.version != 7:
        return f"{day}T00:00:00Z"
    return datetime.fromtimestamp((made.int >> 80) / 1000, UTC).isoformat(timespec="milliseconds")
