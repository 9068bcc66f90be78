"""What a script file and a moment form may hold. The reader and the JSON Schema are both made from this."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alliance_cli.content.schema.record import Field, Found, Record
from alliance_cli.content.schema.shape import Anything, Flag, ListOf, OneOf, Schema, TextOr, Whole, Words
from alliance_cli.content.yaml.nodes import Node
from alliance_cli.core.language import LANGUAGE as CODE
from alliance_cli.core.walk.kinds import Rater
from alliance_cli.core.walk.moment_kinds import MOMENT_FIELDS, MomentKind
from alliance_cli.core.walk.script import Component, Need, Part, Phase

TEXT = Words()
NAME = Words("[a-z][a-z0-9-]*", "a name of lower-case letters, digits and hyphens that begins with a letter")
LANGUAGE = Words(CODE, "a language code such as en or de")

VALUE = Field("value", TEXT, "what is kept", required=True)
LABEL = Field("label", TEXT, "what is shown", required=True)
OPTIONS: Field[tuple[str | Found, ...]] = Field(
    "options",
    ListOf(TextOr(TEXT, Record((VALUE, LABEL))), least=2),
    "what can be chosen, in order",
    required=True,
)

FIELD_ID = Field("id", OneOf(tuple(MOMENT_FIELDS)[1:]), "what of a moment is asked about", required=True)
ASK = Field("ask", TEXT, "the question shown to the clinician", required=True)
PURPOSE = Field("purpose", TEXT, "one line that says what the question is for", required=True)


LABELS: Mapping[str, Field[str]] = {
    word: Field(word, TEXT, f"how {word} is shown", required=True) for words in MOMENT_FIELDS.values() for word in words
}
MOMENT_OPTIONS: Mapping[str, Field[Found]] = {
    name: Field("options", Record(tuple(LABELS[word] for word in words)), "how each word is shown", required=True)
    for name, words in MOMENT_FIELDS.items()
    if words
}
MOMENT_FIELD = Record(
    (FIELD_ID, ASK, PURPOSE),
    by=FIELD_ID,
    variants={
        name: (MOMENT_OPTIONS[name],) if words else () for name, words in MOMENT_FIELDS.items() if name != "note"
    },
)
FIELDS = Field("fields", ListOf(MOMENT_FIELD, least=0), "what is asked about each moment that is noted")

SCALE = Field("scale", NAME, "what is rated: understood, goals, tasks, bond, or a name of your own", required=True)
RATER = Field("rater", OneOf(tuple(Rater)), "whose rating it is", required=True)
LOW = Field("low", Whole(0, 9998), "the lowest rating, 1 unless given")
HIGH = Field("high", Whole(1, 9999), "the highest rating, 10 unless given")
LOW_MEANS = Field("low_means", TEXT, "what the lowest rating means")
HIGH_MEANS = Field("high_means", TEXT, "what the highest rating means")
LEAST = Field("low", LOW.shape, "the lowest number, 0 unless given")
GREATEST = Field("high", HIGH.shape, "the highest number, 9999 unless given")
RECORDS = Field("records", OneOf(tuple(MomentKind)), "which moments are noted", required=True)
AGAIN = Field("again", TEXT, "the question for a further moment, the prompt's own unless given")
MOST = Field("most", Whole(1, 9), "how many moments at most, 3 unless given")

KINDS: Mapping[str, tuple[Field[Any], ...]] = {
    "text": (),
    "rating": (SCALE, RATER, LOW, HIGH, LOW_MEANS, HIGH_MEANS),
    "number": (LEAST, GREATEST),
    "choice": (OPTIONS,),
    "choices": (OPTIONS,),
    "yes-no": (),
    "moments": (RECORDS, MOST, AGAIN, FIELDS),
    "note": (),
}

_ANSWER: Schema = {"anyOf": [{"type": ["string", "number", "boolean"]}, {"type": "array", "items": {"type": "string"}}]}
WHEN_PROMPT = Field("prompt", NAME, "the id of an earlier prompt", required=True)
WHEN_IS: Field[Node] = Field("is", Anything(_ANSWER), "the answer it must have", required=True)

ID = Field("id", NAME, "a name that stays the same, since answers refer to it", required=True)
SAY = Field("say", TEXT, "wording for the client, to read aloud")
KIND = Field("kind", OneOf(tuple(KINDS)), "the kind of answer; text is the plainest", required=True)
COMPONENT = Field("component", OneOf(tuple(Component)), "the part of the alliance it is about")
PART = Field("part", OneOf(tuple(Part)), "where in the session it belongs; in-session scripts only")
OPTIONAL = Field("optional", Flag(), "true for a prompt that is asked only with --full")
WHEN = Field("when", Record((WHEN_PROMPT, WHEN_IS)), "asked only after this answer to an earlier prompt")
NEEDS = Field("needs", OneOf(tuple(Need)), "asked only where that is there, such as a session before this one")
PROMPT = Record(
    (ID, ASK, SAY, PURPOSE, KIND, COMPONENT, PART, OPTIONAL, WHEN, NEEDS),
    by=KIND,
    variants=KINDS,
)

SCRIPT_ID = Field("id", NAME, "the file's name without .yaml", required=True)
PHASE = Field("phase", OneOf(tuple(Phase)), "when it is walked", required=True)
TITLE = Field("title", TEXT, "its heading", required=True)
LANGUAGE_CODE = Field("language", LANGUAGE, "the language it is written in", required=True)
PROMPTS = Field("prompts", ListOf(PROMPT), "the prompts, in the order they are asked", required=True)
SCRIPT = Record((SCRIPT_ID, PHASE, TITLE, LANGUAGE_CODE, PROMPTS))

FORM_ID = Field("id", OneOf(tuple(MomentKind)), "the kind of moment it is for", required=True)
FORM = Record((FORM_ID, TITLE, LANGUAGE_CODE, Field("fields", FIELDS.shape, FIELDS.about, required=True)))

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def script_schema() -> Schema:
    """JSON Schema of a script file."""
    return {"$schema": DIALECT, "title": "A script of alliance", **SCRIPT.schema()}


def form_schema() -> Schema:
    """JSON Schema of a file with the questions about one kind of moment."""
    return {"$schema": DIALECT, "title": "A moment form of alliance", **FORM.schema()}
