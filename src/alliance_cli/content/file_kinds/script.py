"""Defines script files: the prompts of one walk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from alliance_cli.content.file_kinds.moment_form import ASK, PURPOSE
from alliance_cli.content.file_kinds.prompt_kinds import PROMPT_KINDS, Forms, kind_of
from alliance_cli.content.folders import SCRIPTS
from alliance_cli.content.schema.field_types import ListType, NodeType, boolean, one_of
from alliance_cli.content.schema.file_kind import FILE_ID, LANGUAGE, NAME, TEXT, TITLE, FileKind
from alliance_cli.content.schema.object_schema import Field, ObjectSchema, ParsedObject, list_repeated
from alliance_cli.content.yaml.mistakes import nearest
from alliance_cli.content.yaml.values import value_of
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.kinds import Kind, NoteKind
from alliance_cli.core.walk.moment_kinds import answer_kind
from alliance_cli.core.walk.options import InvalidAnswer
from alliance_cli.core.walk.repair import OF_A_REFLECTION, OUTCOME
from alliance_cli.core.walk.script import (
    SESSION_PHASES,
    Component,
    Condition,
    FirstWording,
    Need,
    OtherWording,
    Part,
    Phase,
    Prompt,
    Script,
)
from alliance_cli.translation import N_, _

_ANSWER = NodeType(
    {"anyOf": [{"type": ["string", "number", "boolean"]}, {"type": "array", "items": {"type": "string"}}]}
)
_WHEN: ObjectSchema[dict[str, Any]] = ObjectSchema(
    dict,
    (
        Field("prompt", NAME, N_("the id of an earlier prompt"), required=True),
        Field("is", _ANSWER, N_("the answer it must have"), required=True),
    ),
)
_FIRST = ObjectSchema(
    FirstWording,
    (
        Field("ask", TEXT, N_("the question"), required=True),
        Field("say", TEXT, "wording for the client, to read aloud; that of the prompt unless given"),
    ),
)
_OR_SAY = ObjectSchema(
    OtherWording,
    (
        Field("where", TEXT, N_("when it fits, in a few words"), required=True),
        Field("say", TEXT, N_("wording for the client, to read aloud"), required=True),
        Field("marker", one_of(("withdrawal", "confrontation")), "the kind of rupture it is for"),
    ),
)
PROMPT = ObjectSchema(
    Prompt,
    (
        Field("id", NAME, N_("a name that stays the same, since answers refer to it"), required=True),
        ASK,
        Field("say", TEXT, "wording for the client, to read aloud"),
        PURPOSE,
        Field("kind", one_of(PROMPT_KINDS), N_("the kind of answer; text is the plainest"), required=True),
        Field("component", one_of(Component), "the part of the alliance it is about"),
        Field("part", one_of(Part), "where in the session it belongs; in-session scripts only"),
        Field("optional", boolean(), "true for a prompt that is asked only with --full"),
        Field("when", _WHEN, "asked only after this answer to an earlier prompt"),
        Field("needs", one_of(Need), "asked only where that is there, such as a session before this one"),
        Field("signs", ListType(TEXT), "what to look for, shown on ? beneath the purpose"),
        Field("or_say", ListType(_OR_SAY), "other wordings for the client, and when they fit"),
        Field("first", _FIRST, "how it is worded in a client's first session"),
    ),
    tag="kind",
    variants={name: kind.fields for name, kind in PROMPT_KINDS.items()},
)
SCRIPT = ObjectSchema(
    Script,
    (
        FILE_ID,
        Field("phase", one_of(Phase), N_("when it is walked"), required=True),
        TITLE,
        LANGUAGE,
        Field("prompts", ListType(PROMPT), N_("the prompts, in the order they are asked"), required=True),
    ),
)

_RATED_TWICE = {
    Rater.CLIENT: N_("is rated by the client a second time; the first is on line {line}."),
    Rater.CLINICIAN: N_("is rated by the clinician a second time; the first is on line {line}."),
}
_BELONGS_TO = N_("belongs to {phases} scripts only.")


def script_file(forms: Forms) -> FileKind[Script]:
    """Script files whose prompts for moments ask the questions of these forms unless they define their own."""
    return FileKind(
        name="script",
        folder=SCRIPTS,
        title="A script of alliance",
        example="post-session.yaml",
        schema=SCRIPT,
        build=lambda parsed: _script(parsed, forms),
        marks=frozenset({"prompts"}),
    )


FILE_KIND = script_file(lambda kind: ())


def _script(parsed: ParsedObject[Any], forms: Forms) -> Script | None:
    listed, phase = parsed.get("prompts") or (), parsed.get("phase")
    _check_default(parsed)
    _check_prompts(listed, phase)
    prompts = _prompts(listed, forms)
    return Script(**parsed.arguments(SCRIPT.fields[:-1]), prompts=prompts) if parsed.is_whole else None


def _check_default(parsed: ParsedObject[Any]) -> None:
    """A file named after a phase is the default of that phase, so it must be for that phase."""
    name, phase = parsed.get("id"), parsed.get("phase")
    if phase and name in tuple(Phase) and name != phase:
        parsed.wrong("phase", _("must be {word} in a script of that name.", word=name), name)


def _check_prompts(listed: Sequence[ParsedObject[Any]], phase: Phase | None) -> None:
    """List repeated ids and ratings, and keys for sessions in a script outside of sessions."""
    list_repeated(listed, "id")
    ratings: dict[tuple[str, str], int] = {}
    for parsed in listed:
        _check_rating(parsed, ratings)
        if parsed.get("part") and phase not in (None, Phase.IN_SESSION):
            parsed.wrong("part", _(_BELONGS_TO, phases=Phase.IN_SESSION))
        if parsed.get("needs") and phase not in (None, *SESSION_PHASES):
            parsed.wrong("needs", _(_BELONGS_TO, phases=", ".join(SESSION_PHASES)))
        _check_open_rupture(parsed, phase)


def _check_open_rupture(parsed: ParsedObject[Any], phase: Phase | None) -> None:
    """Answers about an open rupture are stored as part of its repair, so these prompts need the ids of a repair."""
    if parsed.get("needs") is not Need.OPEN_RUPTURE:
        return
    if phase in SESSION_PHASES and phase is not Phase.POST_SESSION:
        parsed.wrong(
            "needs", _("{word} belongs to {phase} scripts only.", word=Need.OPEN_RUPTURE, phase=Phase.POST_SESSION)
        )
        return
    name, kind = parsed.get("id"), parsed.get("kind")
    if name is not None and name not in OF_A_REFLECTION:
        parsed.wrong(
            "id",
            _(
                "must be one of {words} where needs is {need}.",
                words=", ".join(OF_A_REFLECTION),
                need=Need.OPEN_RUPTURE,
            ),
        )
    elif name is not None and kind is not None and kind != (wanted := "choice" if name == OUTCOME else "text"):
        parsed.wrong(
            "kind",
            _("must be {word} for {id} where needs is {need}.", word=wanted, id=name, need=Need.OPEN_RUPTURE),
            wanted,
        )


def _check_rating(parsed: ParsedObject[Any], ratings: dict[tuple[str, str], int]) -> None:
    scale, rater = parsed.get("scale"), parsed.get("rater")
    if scale is None or rater is None:
        return
    if (scale, rater) in ratings:
        first = ratings[scale, rater]
        parsed.wrong("scale", _(_RATED_TWICE[rater], line=first))
    ratings.setdefault((scale, rater), parsed.line_of("scale"))


def _prompts(listed: Sequence[ParsedObject[Any]], forms: Forms) -> tuple[Prompt, ...]:
    """The prompts without mistakes, in order. A condition may refer to the prompts before it."""
    kinds = [kind_of(parsed, forms) for parsed in listed]
    names = [parsed.get("id") or "" for parsed in listed]
    all_kinds = dict(zip(names, kinds, strict=True))
    shared = [each for each in PROMPT.fields if each.name not in ("kind", "when")]
    built, earlier = [], dict[str, Kind | None]()
    for name, parsed, kind in zip(names, listed, kinds, strict=True):
        when = _condition(parsed, earlier, all_kinds)
        earlier[name] = kind
        if kind:
            built.append(Prompt(**parsed.arguments(shared), kind=kind, when=when))
    return tuple(built)


def _condition(
    parsed: ParsedObject[Any], earlier: Mapping[str, Kind | None], all_kinds: Mapping[str, Kind | None]
) -> Condition | None:
    """The condition of a prompt; None if there is none or it is listed as a mistake."""
    when = parsed.get("when")
    name = when.get("prompt") if when else None
    if name is None:
        return None
    if name not in earlier:
        what = (
            N_("does not come before this one; only an earlier prompt can decide.")
            if name in all_kinds
            else N_("is not a prompt of this script; only an earlier prompt can decide.")
        )
        when.wrong("prompt", _(what), nearest(name, earlier))
        return None
    kind = earlier[name]
    return _checked_condition(when, name, kind) if kind and when.is_whole else None


def _checked_condition(when: ParsedObject[Any], name: str, kind: Kind) -> Condition | None:
    if isinstance(kind, NoteKind):
        when.wrong("prompt", _("is of the kind {kind}, which has no answer to look at.", kind=kind.name))
        return None
    try:
        return Condition(name, value_of(answer_kind(kind), when.get("is")))
    except InvalidAnswer as invalid:
        when.wrong("is", _("does not fit the prompt it looks at. {why}", why=invalid))
        return None
