"""Defines moment forms: files with the questions about one kind of moment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from alliance_cli.content.folders import MOMENTS
from alliance_cli.content.schema.field_types import ListType, boolean, one_of
from alliance_cli.content.schema.file_kind import LANGUAGE, TEXT, TITLE, FileKind
from alliance_cli.content.schema.object_schema import Field, ObjectSchema, ParsedObject, list_repeated
from alliance_cli.core.walk.kinds import ChoiceKind, ChoicesKind, TextKind
from alliance_cli.core.walk.moment_kinds import ADDED_LATER, MOMENT_FIELDS, SEVERAL, MomentField, MomentKind
from alliance_cli.core.walk.options import Option
from alliance_cli.translation import N_

ASK = Field("ask", TEXT, N_("the question shown to the clinician"), required=True)
PURPOSE = Field("purpose", TEXT, N_("one line that says what the question is for"), required=True)


def _labelled(**labels: str) -> tuple[Option, ...]:
    return tuple(Option(word, label) for word, label in labels.items())


def _moment_field(
    id: str, ask: str, purpose: str, options: tuple[Option, ...] = (), *, optional: bool = False
) -> MomentField:
    choice = ChoicesKind(options) if id in SEVERAL else ChoiceKind(options)
    return MomentField(id, ask, purpose, choice if options else TextKind(), optional)


def _options(words: Iterable[str]) -> tuple[Field, ...]:
    """The field with a label for each word that can be stored; none if free text is stored."""
    labels = tuple(Field(word, TEXT, f"how {word} is shown", required=word not in ADDED_LATER) for word in words)
    shown = ObjectSchema(_labelled, labels)
    return (Field("options", shown, N_("how each word is shown"), required=True),) if labels else ()


MOMENT_FIELD = ObjectSchema(
    _moment_field,
    (
        Field("id", one_of(tuple(MOMENT_FIELDS)[1:]), N_("what of a moment is asked about"), required=True),
        ASK,
        PURPOSE,
        Field("optional", boolean(), "true for a question that is asked only with --full"),
    ),
    tag="id",
    variants={name: _options(words) for name, words in MOMENT_FIELDS.items() if name != "note"},
)
FIELDS_TYPE = ListType(MOMENT_FIELD, least=0)
FIELDS_DESCRIPTION = N_("what is asked about each moment that is noted")
FORM: ObjectSchema[dict[str, Any]] = ObjectSchema(
    dict,
    (
        Field("id", one_of(MomentKind), N_("the kind of moment it is for"), required=True),
        TITLE,
        LANGUAGE,
        Field("fields", FIELDS_TYPE, FIELDS_DESCRIPTION, required=True),
    ),
)


def moment_fields(listed: Iterable[ParsedObject[MomentField]]) -> tuple[MomentField, ...]:
    """The questions without mistakes, in order; repeated ids are listed as mistakes."""
    fields = tuple(listed)
    list_repeated(fields, "id")
    return tuple(each.build() for each in fields if each.is_whole)


def _form(parsed: ParsedObject[Any]) -> tuple[MomentField, ...]:
    return moment_fields(parsed.get("fields") or ())


FILE_KIND = FileKind(
    name="moments",
    folder=MOMENTS,
    title="A moment form of alliance",
    example="moments/rupture.yaml",
    schema=FORM,
    build=_form,
    marks=frozenset({"fields"}),
)
