"""The kind of answer a prompt takes, from its own keys in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from alliance_cli.content.schema import script as shape
from alliance_cli.content.schema.record import Found
from alliance_cli.core.walk.kinds import (
    OWN_SCALES,
    SCALES,
    ChoiceKind,
    ChoicesKind,
    Kind,
    NoteKind,
    NumberKind,
    Rater,
    RatingKind,
    TextKind,
    YesNoKind,
)
from alliance_cli.core.walk.moment_kinds import MOMENT_FIELDS, MomentField, MomentKind, MomentsKind
from alliance_cli.core.walk.options import Option

Forms = Mapping[MomentKind, tuple[MomentField, ...]]
"""What is asked about a moment of each kind, where a script does not say so itself."""


def kind_of(found: Found, forms: Forms) -> Kind | None:
    """The kind of a prompt, or None where its keys do not make one (which is then listed as a mistake)."""
    make = _MAKE.get(found.get(shape.KIND) or "")
    return make(found, forms) if make and found.is_whole else None


def _rating(found: Found, _: Forms) -> Kind | None:
    scale, rater = found.need(shape.SCALE), Rater(found.need(shape.RATER))
    ends = _ends(found, 1, 10)
    if ends is None:
        return None
    low, high = ends
    if scale in (*SCALES, *OWN_SCALES) and (low, high) != (1, 10):
        # A course is only a course while its ratings share a range.
        found.wrong(shape.SCALE, f"{scale} always runs from 1 to 10; another range needs a scale of its own.")
        return None
    means = found.get(shape.LOW_MEANS) or "", found.get(shape.HIGH_MEANS) or ""
    return RatingKind(scale, rater, low, high, *means)


def _number(found: Found, _: Forms) -> Kind | None:
    usual = NumberKind()
    ends = _ends(found, usual.low, usual.high)
    return NumberKind(*ends) if ends else None


def _ends(found: Found, lowest: int, highest: int) -> tuple[int, int] | None:
    """The range an author gave, or what is usual; none where it holds nothing."""
    low, high = found.get(shape.LOW), found.get(shape.HIGH)
    low, high = lowest if low is None else low, highest if high is None else high
    if low >= high:
        found.wrong(shape.LOW if shape.LOW.name in found.names() else shape.HIGH, "low must be below high.")
        return None
    return low, high


def _choice(found: Found, _: Forms) -> Kind | None:
    options = _options(found)
    return ChoiceKind(options) if options else None


def _choices(found: Found, _: Forms) -> Kind | None:
    options = _options(found)
    return ChoicesKind(options) if options else None


def _options(found: Found) -> tuple[Option, ...]:
    """The options in order; none where two would be taken for each other."""
    options = tuple(_option(item) for item in found.need(shape.OPTIONS))
    values = _repeated(option.value.casefold() for option in options)
    labels = _repeated(option.label.casefold() for option in options)
    if values or labels:
        found.wrong(shape.OPTIONS, f"has two {'values' if values else 'labels'} that read the same.")
    if any(re.fullmatch(r"\s*[0-9]{1,3}\s*", word) for option in options for word in (option.value, option.label)):
        found.wrong(shape.OPTIONS, "has a bare number, which would be taken for a place in the list.")
    return options


def _option(item: str | Found) -> Option:
    if isinstance(item, str):
        return Option(item, item)
    return Option(item.get(shape.VALUE) or "", item.get(shape.LABEL) or "")


def _repeated(words: Iterable[str]) -> bool:
    listed = list(words)
    return len(set(listed)) < len(listed)


def _moments(found: Found, forms: Forms) -> Kind | None:
    records = MomentKind(found.need(shape.RECORDS))
    own = found.get(shape.FIELDS)
    fields = forms.get(records, ()) if own is None else moment_fields(own)
    return MomentsKind(records, found.get(shape.MOST) or 3, fields, found.get(shape.AGAIN) or "")


def moment_fields(listed: Iterable[Found]) -> tuple[MomentField, ...]:
    """The questions about a moment, in order; an id that stands twice is listed as a mistake."""
    seen: set[str] = set()
    built = []
    for found in listed:
        name = found.get(shape.FIELD_ID) or ""
        if name and name in seen:
            found.wrong(shape.FIELD_ID, "stands for the second time.")
        seen.add(name)
        if found.is_whole:
            built.append(_moment_field(found, name))
    return tuple(built)


def _moment_field(found: Found, name: str) -> MomentField:
    kind: Kind = TextKind()
    if MOMENT_FIELDS[name]:
        labels = found.need(shape.MOMENT_OPTIONS[name])
        kind = ChoiceKind(tuple(Option(word, labels.need(shape.LABELS[word])) for word in labels.names()))
    return MomentField(name, found.need(shape.ASK), found.need(shape.PURPOSE), kind)


_MAKE: Mapping[str, Callable[[Found, Forms], Kind | None]] = {
    "text": lambda found, forms: TextKind(),
    "rating": _rating,
    "number": _number,
    "choice": _choice,
    "choices": _choices,
    "yes-no": lambda found, forms: YesNoKind(),
    "moments": _moments,
    "note": lambda found, forms: NoteKind(),
}
