"""Every shipped file is valid and short enough, and the reader agrees with the JSON Schema for editors."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from alliance_cli.content.catalog import Catalog
from alliance_cli.content.checking import mistakes_in
from alliance_cli.content.file_kinds import file_kinds
from alliance_cli.content.folders import PLACES, shipped_folder
from alliance_cli.core.ratings import SCALES, TENSION_SCALES, Rater
from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.kinds import ChoicesKind, RatingKind
from alliance_cli.core.walk.moment_kinds import MomentKind, MomentsKind
from alliance_cli.core.walk.script import SESSION_PHASES, Phase, Script

FOLDER = shipped_folder()
SCRIPTS = sorted(FOLDER.glob("*.yaml"))
FORMS = sorted(FOLDER.glob("moments/*.yaml"))
CATALOG = Catalog((FOLDER,))
KINDS = file_kinds()
UNSPOKEN = re.compile(
    r"\b((did|do|does|is|was|are|were|would|will|can|could|should) ?not|I (am|will)|(it|that|there) is)\b"
)
"""What a person who speaks would contract."""
FIRST_SESSION = "first-session"
"""The one preparation with wording for the client: it rehearses what is said in the first session."""
SCRIPT_SCHEMA = Draft202012Validator(KINDS["script"].json_schema())
FORM_SCHEMA = Draft202012Validator(KINDS["moments"].json_schema())


def as_json(path: Path) -> Any:
    """The file as an editor sees it: YAML 1.2, where yes and no are words."""
    import yaml

    class Editor(yaml.SafeLoader):
        pass

    Editor.add_constructor(
        "tag:yaml.org,2002:bool", lambda loader, node: {"true": True, "false": False}.get(node.value, node.value)
    )
    return yaml.load(path.read_text(encoding="utf-8"), Editor)


def script(path: Path) -> Script:
    return CATALOG.find(path.stem)


def test_there_is_a_script_for_every_phase_and_a_form_for_every_kind_of_moment() -> None:
    apart = {Phase.REPAIR, Phase.TAILORING, Phase.PRACTICE, Phase.SUPERVISION}
    assert {path.stem for path in SCRIPTS} >= {*SESSION_PHASES, *apart}
    assert {path.stem for path in FORMS} == set(MomentKind)


@pytest.mark.parametrize("path", [*SCRIPTS, *FORMS], ids=lambda path: path.stem)
def test_a_shipped_file_has_no_mistakes(path: Path) -> None:
    assert CATALOG.check([path]) == ()


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_texts_shown_during_a_walk_are_short(path: Path) -> None:
    for prompt in script(path).prompts:
        assert len(prompt.ask) <= 90
        assert len(prompt.purpose) <= 100
        assert len(prompt.say) <= 110
        assert all(len(other.say) <= 110 for other in prompt.or_say)
        fields = prompt.kind.fields if isinstance(prompt.kind, MomentsKind) else ()
        assert all(len(field.ask) <= 90 and len(field.purpose) <= 110 for field in fields)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_questions_for_the_client_have_wording_for_the_client(path: Path) -> None:
    found = script(path)
    if found.id == FIRST_SESSION:
        assert [prompt.id for prompt in found.prompts if not prompt.say] == ["intention"]
    elif found.phase in SESSION_PHASES:
        assert all(bool(prompt.say) == (found.phase is Phase.IN_SESSION) for prompt in found.prompts)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_spoken_wording_uses_contractions(path: Path) -> None:
    for prompt in script(path).prompts:
        said = (prompt.say, *(other.say for other in prompt.or_say), prompt.first.say if prompt.first else "")
        assert not [line for line in said if UNSPOKEN.search(line)], prompt.id


@pytest.mark.parametrize(("phase", "most"), [(Phase.PRE_SESSION, 3), (Phase.IN_SESSION, 9), (Phase.POST_SESSION, 7)])
def test_the_default_walks_stay_short(phase: Phase, most: int) -> None:
    calm, tense = (Interview.begin(CATALOG.script(phase), answers) for answers in ({}, {"tension": True}))
    assert sum(not step.is_shown_only for step in calm.steps) <= most
    two_ratings = 2 if phase is Phase.IN_SESSION else 0
    assert sum(not step.is_shown_only for step in tense.steps) <= most + two_ratings


def test_only_full_walks_ask_the_optional_prompts() -> None:
    optional = {}
    for phase in SESSION_PHASES:
        default, full = (Interview.begin(CATALOG.script(phase), full=full) for full in (False, True))
        optional[phase] = {step.key for step in full.steps} - {step.key for step in default.steps}
    assert optional == {
        Phase.PRE_SESSION: set(),
        Phase.IN_SESSION: {"felt", "missed", "still-right"},
        Phase.POST_SESSION: {"learned", "skill-used", "passed-by"},
    }


@pytest.mark.parametrize(("phase", "rater"), [(Phase.IN_SESSION, Rater.CLIENT), (Phase.POST_SESSION, Rater.CLINICIAN)])
def test_client_and_clinician_rate_the_same_four_scales(phase: Phase, rater: Rater) -> None:
    prompts = CATALOG.script(phase).prompts
    ratings = [(prompt.id, prompt.kind) for prompt in prompts if isinstance(prompt.kind, RatingKind)]
    assert [(id, kind.scale, kind.rater) for id, kind in ratings if kind.scale not in TENSION_SCALES] == [
        (f"{rater}-{scale}", scale, rater) for scale in SCALES
    ]
    assert [kind.scale for _, kind in ratings if kind.scale in TENSION_SCALES] == [*TENSION_SCALES]
    assert all((kind.low, kind.high) == (1, 10) and kind.low_means and kind.high_means for _, kind in ratings)


def test_a_rupture_is_asked_about_in_this_order() -> None:
    kinds = {prompt.id: prompt.kind for prompt in CATALOG.script(Phase.POST_SESSION).prompts}
    ruptures, strongest = kinds["ruptures"], kinds["strongest"]
    assert isinstance(ruptures, MomentsKind)
    assert isinstance(strongest, MomentsKind)
    assert [field.id for field in ruptures.fields] == [
        *("noticed_by", "signs", "marker", "component", "own_part", "plan")
    ]
    assert [field.id for field in ruptures.fields if field.optional] == ["signs"]
    assert [field.id for field in strongest.fields] == ["component"]
    assert (strongest.records, strongest.most) == (MomentKind.STRONG, 2)
    assert (ruptures.records, ruptures.most) == (MomentKind.RUPTURE, 3)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_every_stored_word_can_be_typed(path: Path) -> None:
    for prompt in script(path).prompts:
        for field in prompt.kind.fields if isinstance(prompt.kind, MomentsKind) else ():
            for option in getattr(field.kind, "options", ()):
                kept = (option.value,) if isinstance(field.kind, ChoicesKind) else option.value
                assert field.kind.read(option.value) == kept
                assert field.kind.read(option.label[:2]) == kept


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_file_has_a_schema_and_an_example_that_ships(name: str) -> None:
    kind = KINDS[name]
    Draft202012Validator.check_schema(kind.json_schema())
    assert kind.read_file(FOLDER / kind.example)


def test_every_folder_of_content_has_its_kind_of_file() -> None:
    assert tuple(kind.folder for kind in KINDS.values()) == PLACES


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_the_schema_accepts_the_shipped_scripts(path: Path) -> None:
    assert [error.message for error in SCRIPT_SCHEMA.iter_errors(as_json(path))] == []


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_the_schema_accepts_the_shipped_moment_forms(path: Path) -> None:
    assert [error.message for error in FORM_SCHEMA.iter_errors(as_json(path))] == []


def _spoilt(prompt: dict[str, Any]) -> list[dict[str, Any]]:
    """The prompt with one fault, for every fault that the reader can see in a single prompt."""
    others = {
        "component": "love", "part": "end", "optional": "maybe", "kind": "txt", "id": "No Id", "ask": " ", "say": ["a"],
        "scale": "Big Scale", "rater": "me", "low": -1, "high": "ten", "most": 10, "records": "weak", "options": ["a"],
        "fields": [{"id": "note"}], "when": {"prompt": "tension"}, "extra": "x",
    }  # fmt: skip
    spoilt = [{**prompt, key: value} for key, value in others.items()]
    return spoilt + [
        {k: v for k, v in prompt.items() if k != key}
        for key in ("id", "ask", "purpose", "kind", "scale")
        if key in prompt
    ]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_the_reader_refuses_whatever_the_schema_refuses(path: Path) -> None:
    script = _of_one_prompt_of_each_kind(as_json(path))
    assert SCRIPT_SCHEMA.is_valid(script)
    assert not mistakes_in(json.dumps(script), path.name)
    for number, prompt in enumerate(script["prompts"]):
        for wrong in _spoilt(prompt):
            changed = copy.deepcopy(script)
            changed["prompts"][number] = wrong
            assert not SCRIPT_SCHEMA.is_valid(changed), wrong
            assert mistakes_in(json.dumps(changed), path.name), wrong


def _of_one_prompt_of_each_kind(script: dict[str, Any]) -> dict[str, Any]:
    """The script with only the last prompt of each kind and the prompts they depend on, which is read quickly."""
    kept = {prompt["kind"]: prompt for prompt in script["prompts"]}.values()
    needed = {prompt["when"]["prompt"] for prompt in kept if "when" in prompt}
    return {**script, "prompts": [each for each in script["prompts"] if each in kept or each["id"] in needed]}


@pytest.mark.parametrize(
    ("language", "guess", "own"),
    [("en", "Your guess:", "Your own view:"), ("de", "Ihre Vermutung:", "Ihre eigene Sicht:")],
)
def test_a_reflection_says_which_ratings_guess_the_clients_own(language: str, guess: str, own: str) -> None:
    folder = FOLDER if language == "en" else FOLDER / language
    reflection = Catalog((folder,)).find(Phase.POST_SESSION)
    asked = {
        prompt.kind.scale: prompt.ask
        for prompt in reflection.prompts
        if isinstance(prompt.kind, RatingKind) and prompt.kind.scale in SCALES
    }
    assert [scale for scale, ask in asked.items() if ask.startswith(guess)] == ["understood"]
    assert [scale for scale, ask in asked.items() if ask.startswith(own)] == ["goals", "tasks", "bond"]
