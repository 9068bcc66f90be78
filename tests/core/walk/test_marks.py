"""Each waiting mark begins a moment in the reflection, and none is passed over."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec.structs import replace

from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.kinds import TextKind
from alliance_cli.core.walk.marks import Mark, MarkKind, marker_key, place_marks
from alliance_cli.core.walk.moment_kinds import MomentKind, MomentsKind
from alliance_cli.core.walk.script import Phase, Prompt, Script

SCRIPT = Script(
    "post-session",
    Phase.POST_SESSION,
    "After",
    "en",
    (
        Prompt("strongest", "When?", "p", MomentsKind(MomentKind.STRONG, 1), optional=True),
        Prompt("ruptures", "What?", "p", MomentsKind(MomentKind.RUPTURE, 1)),
        Prompt("learned", "Learned?", "p", TextKind()),
    ),
)


def marked(minute: int, kind: MarkKind = MarkKind.RUPTURE, marker: str = "", *, settled: bool = False) -> Mark:
    return Mark(f"m{minute}", "s", kind, datetime(2026, 11, 20, 14, minute, tzinfo=UTC), marker, settled=settled)


def placed(*marks: Mark, answers: dict[str, str | None] | None = None) -> dict[str, str]:
    return {note: each.id for note, each in place_marks(SCRIPT, answers or {}, marks).items()}


def test_marks_are_placed_by_kind_in_order_of_time() -> None:
    strong = marked(20, MarkKind.STRONG)
    assert placed(marked(40), marked(10), strong) == {
        "strongest.1.note": "m20",
        "ruptures.1.note": "m10",
        "ruptures.2.note": "m40",
    }


def test_a_noted_moment_keeps_its_place() -> None:
    assert placed(marked(40), answers={"ruptures.1.note": "Went quiet"}) == {"ruptures.2.note": "m40"}
    assert placed(marked(40), answers={"ruptures.1.note": None}) == {"ruptures.1.note": "m40"}


def test_notes_and_settled_marks_do_not_wait() -> None:
    assert placed(marked(10, MarkKind.NOTE), marked(20, settled=True)) == {}


def test_every_mark_is_asked_about_even_beyond_the_maximum_or_at_an_optional_prompt() -> None:
    said = {"strongest.1.note": "Marked.", "ruptures.1.note": "Marked.", "ruptures.2.note": "Marked."}
    walk = Interview.begin(SCRIPT, marked=said)
    asked = []
    while walk.step is not None:
        asked.append((walk.step.key, walk.step.mark))
        walk = walk.skip()
    assert asked == [*said.items(), ("learned", "")]


def test_a_skipped_mark_is_asked_again_at_the_end_of_a_resumed_walk() -> None:
    walk = Interview.begin(SCRIPT, {"ruptures.1.note": None}, marked={"ruptures.1.note": "Marked."})
    assert walk.at == "learned"
    walk = walk.answer("Ask first")
    assert walk.at == "ruptures.1.note"
    assert walk.skip().at is None


def test_a_mark_in_a_finished_walk_is_asked_about_at_once() -> None:
    walk = Interview.begin(SCRIPT, {"ruptures.1.note": None, "learned": "x"}, marked={"ruptures.1.note": "Marked."})
    assert walk.at == "ruptures.1.note"


def test_asking_again_begins_at_the_first_waiting_mark() -> None:
    known = {"strongest.1.note": "good", "ruptures.1.note": None, "learned": "x"}
    walk = Interview.begin(SCRIPT, known, again=True, marked={"ruptures.1.note": "Marked."})
    assert walk.at == "ruptures.1.note"
    assert Interview.begin(SCRIPT, known, again=True).at == "strongest.1.note"


def test_fields_known_from_a_mark_survive_a_skip() -> None:
    walk = Interview.begin(SCRIPT, {"ruptures.1.marker": "mixed"}, marked={"ruptures.1.note": "Marked."})
    walk = replace(walk, at="ruptures.1.note").skip().back().answer("went quiet")
    assert walk.answers["ruptures.1.marker"] == "mixed"
    walk = replace(walk, at="ruptures.1.note").skip()
    assert "ruptures.1.marker" not in walk.answers


def test_the_line_about_a_mark_has_its_time_and_details() -> None:
    assert marked(32, marker="withdrawal").says == "Marked at 14:32 as possible rupture (withdrawal)."
    assert marked(32, MarkKind.STRONG).says == "Marked at 14:32."
    assert marked(32, marker="mixed").confirmed == "Marked at 14:32: possible rupture (mixed)."
    assert marker_key("ruptures.2.note") == "ruptures.2.marker"
