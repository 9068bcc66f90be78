"""A moment form gives the questions about one kind of moment, or lists all its mistakes."""

from __future__ import annotations

import pytest

from alliance_cli.content.file_kinds.moment_form import FILE_KIND
from alliance_cli.core.walk.kinds import ChoiceKind, TextKind
from alliance_cli.core.walk.moment_kinds import MomentField
from alliance_cli.core.walk.options import Option
from tests.content.conftest import mistakes_of

FORM = "id: rupture\ntitle: T\nlanguage: en\nfields:\n"


def test_each_field_of_a_moment_form_has_the_kind_of_the_stored_field() -> None:
    text = (
        FORM
        + "- {id: marker, ask: a, purpose: b, options: {confrontation: C, withdrawal: W}}\n"
        + "- {id: plan, ask: a, purpose: b}\n"
    )
    options = (Option("confrontation", "C"), Option("withdrawal", "W"))
    assert FILE_KIND.read(text, "rupture.yaml") == (
        MomentField("marker", "a", "b", ChoiceKind(options)),
        MomentField("plan", "a", "b", TextKind()),
    )


def test_signs_take_several_words_and_a_marker_may_be_mixed() -> None:
    words = "{change-of-subject: A, short-replies: B, posture: C, agreement: D, challenge: E}"
    field = f"- {{id: signs, optional: true, ask: a, purpose: b, options: {words}}}\n"
    marker = "- {id: marker, ask: a, purpose: b, options: {withdrawal: W, confrontation: C, mixed: M}}\n"
    signs, which = FILE_KIND.read(FORM + field + marker, "rupture.yaml")
    assert (signs.kind.name, signs.optional) == ("choices", True)
    assert signs.kind.read("c, a") == ("change-of-subject", "posture")
    assert which.kind.read("mixed") == "mixed"


@pytest.mark.parametrize(
    ("field", "mistake"),
    [
        ("{id: marker, ask: a, purpose: b}", "5 fields[1].options: is missing"),
        ("{id: marker, ask: a, purpose: b, options: {withdrawal: W}}", "5 fields[1].options.confrontation: is missing"),
        (
            "{id: marker, ask: a, purpose: b, options: {withdrawal: W, confrontation: C, both: B}}",
            "5 fields[1].options.both: is not a key here",
        ),
        ("{id: plan, ask: a, purpose: b, options: {x: y}}", "5 fields[1].options: does not belong where id is plan"),
        ("{id: plan, ask: a}", "5 fields[1].purpose: is missing"),
        ("{id: plam, ask: a, purpose: b}", "5 fields[1].id: does not fit"),
        (
            "{id: plan, ask: a, purpose: b}\n- {id: plan, ask: a, purpose: b}",
            "6 fields[2].id: is used a second time",
        ),
    ],
)
def test_a_mistake_in_a_moment_form_is_reported(field: str, mistake: str) -> None:
    (only,) = mistakes_of(lambda: FILE_KIND.read(f"{FORM}- {field}\n", "rupture.yaml"))
    assert f"{only.line} {only.key}: {only.what}".startswith(mistake)
