"""Defines the kinds of prompts in script files, each with the keys that it adds to a prompt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from alliance_cli.content.file_kinds.moment_form import FIELDS_DESCRIPTION, FIELDS_TYPE, moment_fields
from alliance_cli.content.schema.field_types import ListType, TextOrObjectType, integer, one_of
from alliance_cli.content.schema.file_kind import NAME, TEXT
from alliance_cli.content.schema.object_schema import Field, ObjectSchema, ParsedObject
from alliance_cli.core.folding import fold
from alliance_cli.core.ratings import OWN_SCALES, SESSION_SCALES, Rater
from alliance_cli.core.walk.kinds import (
    ChoiceKind,
    ChoicesKind,
    Kind,
    NoteKind,
    NumberKind,
    RatingKind,
    TextKind,
    YesNoKind,
)
from alliance_cli.core.walk.moment_kinds import MomentField, MomentKind, MomentsKind
from alliance_cli.core.walk.options import Option
from alliance_cli.translation import N_, _

Forms = Callable[[MomentKind], tuple[MomentField, ...]]
"""Finds the questions about a kind of moment, for prompts that define no questions."""

_LOW, _HIGH = integer(0, 9998), integer(1, 9999)
_OPTION = ObjectSchema(
    Option,
    (Field("value", TEXT, N_("what is kept"), required=True), Field("label", TEXT, N_("what is shown"), required=True)),
)
_OPTIONS = (
    Field(
        "options", ListType(TextOrObjectType(TEXT, _OPTION), least=2), N_("what can be chosen, in order"), required=True
    ),
)
_NUMBER = (
    Field("low", _LOW, "the lowest number, 0 unless given"),
    Field("high", _HIGH, "the highest number, 9999 unless given"),
)
_RATING = (
    Field(
        "scale",
        NAME,
        N_("what is rated: understood, goals, tasks, bond, tension-strength, tension-resolved, or a name of your own"),
        required=True,
    ),
    Field("rater", one_of(Rater), N_("whose rating it is"), required=True),
    Field("low", _LOW, "the lowest rating, 1 unless given"),
    Field("high", _HIGH, "the highest rating, 10 unless given"),
    Field("low_means", TEXT, "what the lowest rating means"),
    Field("high_means", TEXT, "what the highest rating means"),
)
_MOMENTS = (
    Field("records", one_of(MomentKind), N_("which moments are noted"), required=True),
    Field("most", integer(1, 9), "how many moments at most, 3 unless given"),
    Field("again", TEXT, "the question for a further moment, the prompt's own unless given"),
    Field("fields", FIELDS_TYPE, FIELDS_DESCRIPTION),
)


def kind_of(parsed: ParsedObject[Any], forms: Forms) -> Kind | None:
    """The kind of a prompt; None, with the mistakes listed, if its keys have some."""
    return PROMPT_KINDS[parsed.get("kind")].make(parsed, forms) if parsed.is_whole else None


def _rating(parsed: ParsedObject[Any], forms: Forms) -> Kind | None:
    kind = RatingKind(**parsed.arguments(_RATING))
    if not _has_range(kind, parsed):
        return None
    if kind.scale in (*SESSION_SCALES, *OWN_SCALES) and (kind.low, kind.high) != (1, 10):
        # The ratings of a course can be compared only while they share a range.
        parsed.wrong(
            "scale", _("{scale} always runs from 1 to 10; another range needs a scale of its own.", scale=kind.scale)
        )
        return None
    return kind


def _number(parsed: ParsedObject[Any], forms: Forms) -> Kind | None:
    kind = NumberKind(**parsed.arguments(_NUMBER))
    return kind if _has_range(kind, parsed) else None


def _has_range(kind: RatingKind | NumberKind, parsed: ParsedObject[Any]) -> bool:
    if kind.low >= kind.high:
        parsed.wrong("high" if parsed.get("low") is None else "low", _("low must be below high."))
    return kind.low < kind.high


def _options(parsed: ParsedObject[Any]) -> tuple[Option, ...]:
    """The options in order; options that could be confused with each other are listed as mistakes."""
    listed = parsed.get("options")
    options = tuple(Option(each, each) if isinstance(each, str) else each.build() for each in listed)
    values = _is_repeated(fold(option.value) for option in options)
    labels = _is_repeated(fold(option.label) for option in options)
    if values or labels:
        parsed.wrong(
            "options", _("has two values that read the same.") if values else _("has two labels that read the same.")
        )
    if any(re.fullmatch(r"\s*[0-9]{1,3}\s*", word) for option in options for word in (option.value, option.label)):
        parsed.wrong("options", _("has a bare number, which would be taken for a place in the list."))
    return options


def _is_repeated(words: Iterable[str]) -> bool:
    listed = list(words)
    return len(set(listed)) < len(listed)


def _moments(parsed: ParsedObject[Any], forms: Forms) -> Kind | None:
    records, own = parsed.get("records"), parsed.get("fields")
    fields = forms(records) if own is None else moment_fields(own)
    return MomentsKind(records, parsed.get("most") or 3, fields, parsed.get("again") or "")


class PromptKind(NamedTuple):
    """The keys that a kind adds to its prompt, and the function that builds it from a prompt without mistakes."""

    fields: tuple[Field, ...]
    make: Callable[[ParsedObject[Any], Forms], Kind | None]


PROMPT_KINDS: Mapping[str, PromptKind] = {
    "text": PromptKind((), lambda parsed, forms: TextKind()),
    "rating": PromptKind(_RATING, _rating),
    "number": PromptKind(_NUMBER, _number),
    "choice": PromptKind(_OPTIONS, lambda parsed, forms: ChoiceKind(_options(parsed))),
    "choices": PromptKind(_OPTIONS, lambda parsed, forms: ChoicesKind(_options(parsed))),
    "yes-no": PromptKind((), lambda parsed, forms: YesNoKind()),
    "moments": PromptKind(_MOMENTS, _moments),
    "note": PromptKind((), lambda parsed, forms: NoteKind()),
}
