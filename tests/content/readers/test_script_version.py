"""A script written as text is read back as the same script, whatever its author typed into it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_cli.content.readers.script_version import write_script_version
from alliance_cli.core.ratings import Rater
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
from alliance_cli.core.walk.moment_kinds import MOMENT_FIELDS, SEVERAL, MomentField, MomentKind, MomentsKind
from alliance_cli.core.walk.options import Option
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
from tests.content.conftest import read_script

ODD = st.sampled_from(
    ["[wife]", "[/]", "a\x00b", "\x1b[31m", "😀", "שלום\u202e", "\u2028", "\x85", "\ufeff", "no", "'\"\\", "\n"]
)
TEXTS = st.one_of(st.text(min_size=1, max_size=30), ODD).filter(lambda text: text.strip())
EXTRA = st.one_of(st.just(""), TEXTS)
OTHER_WORDINGS = st.builds(OtherWording, TEXTS, TEXTS, st.sampled_from(["", "withdrawal", "confrontation"]))
WORDS = TEXTS.filter(lambda word: not word.strip().isdigit())


def _differ(words: Iterable[str]) -> bool:
    listed = [word.casefold() for word in words]
    return len(set(listed)) == len(listed)


OPTIONS = (
    st.lists(st.builds(Option, WORDS, WORDS), min_size=2, max_size=5)
    .filter(lambda options: _differ(option.value for option in options))
    .filter(lambda options: _differ(option.label for option in options))
    .map(tuple)
)


@st.composite
def ratings(draw: st.DrawFn, scale: str) -> RatingKind:
    low = draw(st.integers(0, 9998))
    high = draw(st.integers(low + 1, 9999))
    return RatingKind(scale, draw(st.sampled_from(Rater)), low, high, draw(EXTRA), draw(EXTRA))


@st.composite
def numbers(draw: st.DrawFn) -> NumberKind:
    low = draw(st.integers(0, 9998))
    return NumberKind(low, draw(st.integers(low + 1, 9999)))


@st.composite
def moment_fields(draw: st.DrawFn) -> tuple[MomentField, ...]:
    names = draw(st.lists(st.sampled_from([name for name in MOMENT_FIELDS if name != "note"]), unique=True))
    return tuple(
        MomentField(name, draw(TEXTS), draw(TEXTS), draw(_field_kinds(name)), draw(st.booleans())) for name in names
    )


def _field_kinds(name: str) -> st.SearchStrategy[Kind]:
    words, of_options = MOMENT_FIELDS[name], ChoicesKind if name in SEVERAL else ChoiceKind
    labels = st.tuples(*(TEXTS for _ in words))
    labelled = labels.map(lambda each: tuple(map(Option, words, each)))
    return labelled.flatmap(st.permutations).map(tuple).map(of_options) if words else st.just(TextKind())


def kinds(scale: str) -> st.SearchStrategy[Kind]:
    return st.one_of(
        st.sampled_from([TextKind(), YesNoKind(), NoteKind()]),
        ratings(scale),
        numbers(),
        OPTIONS.map(ChoiceKind),
        OPTIONS.map(ChoicesKind),
        st.builds(MomentsKind, st.sampled_from(MomentKind), st.integers(1, 9), moment_fields()),
    )


@st.composite
def conditions(draw: st.DrawFn, earlier: list[Prompt]) -> Condition | None:
    askable = [prompt for prompt in earlier if not isinstance(prompt.kind, MomentsKind | NoteKind)]
    if not askable or draw(st.booleans()):
        return None
    chosen = draw(st.sampled_from(askable))
    kind = chosen.kind
    if isinstance(kind, ChoiceKind):
        return Condition(chosen.id, draw(st.sampled_from(kind.options)).value)
    if isinstance(kind, ChoicesKind):
        values = [option.value for option in kind.options]
        return Condition(chosen.id, kind.in_order(draw(st.lists(st.sampled_from(values), min_size=1))))
    if isinstance(kind, RatingKind | NumberKind):
        return Condition(chosen.id, draw(st.integers(kind.low, kind.high)))
    return Condition(chosen.id, draw(st.booleans() if isinstance(kind, YesNoKind) else TEXTS))


@st.composite
def scripts(draw: st.DrawFn) -> Script:
    phase = draw(st.sampled_from(Phase))
    parts = [None, *Part] if phase is Phase.IN_SESSION else [None]
    needs = [None, Need.EARLIER_SESSION] if phase in SESSION_PHASES else [None]
    of_rupture = phase is Phase.POST_SESSION and draw(st.booleans())
    prompts: list[Prompt] = []
    for number in range(draw(st.integers(1, 4))):
        is_agreed = of_rupture and number == 0
        prompt = Prompt(
            id="new-path" if is_agreed else f"p{number}",
            ask=draw(TEXTS),
            purpose=draw(TEXTS),
            kind=TextKind() if is_agreed else draw(kinds(f"s{number}")),
            say=draw(EXTRA),
            component=draw(st.sampled_from([None, *Component])),
            part=draw(st.sampled_from(parts)),
            optional=draw(st.booleans()),
            when=draw(conditions(prompts)),
            needs=Need.OPEN_RUPTURE if is_agreed else draw(st.sampled_from(needs)),
            signs=tuple(draw(st.lists(TEXTS, max_size=2))),
            or_say=tuple(draw(st.lists(OTHER_WORDINGS, max_size=2))),
            first=draw(st.none() | st.builds(FirstWording, TEXTS, EXTRA)),
        )
        prompts.append(prompt)
    return Script("own", phase, draw(TEXTS), draw(st.sampled_from(["en", "de", "pt-BR"])), tuple(prompts))


@settings(deadline=None)
@given(scripts())
def test_a_written_script_is_read_back_unchanged(script: Script) -> None:
    assert read_script(write_script_version(script), "kept", {}, stem="own") == script


@settings(deadline=None)
@given(scripts())
def test_a_script_version_is_json_and_always_the_same(script: Script) -> None:
    text = write_script_version(script)
    assert json.loads(text)["title"] == script.title
    assert write_script_version(read_script(text, "kept", {})) == text


def test_a_script_version_is_read_without_moment_forms() -> None:
    fields = (MomentField("plan", "How", "Why", TextKind()),)
    prompt = Prompt("p", "What", "Why", MomentsKind(MomentKind.RUPTURE, 3, fields, "Another?"))
    script = Script("own", Phase.POST_SESSION, "Own", "en", (prompt,))
    other = {MomentKind.RUPTURE: (MomentField("plan", "Reworded", "Since", TextKind()),)}
    assert read_script(write_script_version(script), "kept", other) == script


@pytest.mark.parametrize("path", sorted((Path(__file__).parent / "kept").glob("*.json")), ids=lambda path: path.stem)
def test_wording_stored_by_earlier_versions_is_still_read_and_written(path: Path) -> None:
    """Vaults keep such texts for years, so these files must stay readable under any new rule."""
    text = path.read_text(encoding="utf-8").rstrip("\n")
    assert write_script_version(read_script(text, "kept", {})) == text
