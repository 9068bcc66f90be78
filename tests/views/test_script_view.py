"""How scripts look at two widths without colour."""

from __future__ import annotations

import pytest

from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.kinds import ChoiceKind, NumberKind, RatingKind, TextKind, YesNoKind
from alliance_cli.core.walk.moment_kinds import MomentField, MomentKind, MomentsKind
from alliance_cli.core.walk.options import Option
from alliance_cli.core.walk.script import Component, Condition, Part, Phase, Prompt, Script
from alliance_cli.views.content import script_view, scripts_view

from .drawing import drawn

FIELDS = (
    MomentField(
        "component", "About what?", "Why", ChoiceKind((Option("goals", "the goals"), Option("bond", "the bond")))
    ),
    MomentField("plan", "What next?", "Why", TextKind()),
)
SCRIPT = Script(
    "own",
    Phase.IN_SESSION,
    "My [own] script",
    "en",
    (
        Prompt(
            "tension",
            "Any tension between the two of you today?",
            "Asks.",
            YesNoKind(),
            say="Was it tense?",
            part=Part.CLOSING,
        ),
        Prompt("more", "What was it?", "Asks on.", TextKind(), optional=True, when=Condition("tension", True)),
        Prompt(
            "bond",
            "How close?",
            "Rates.",
            RatingKind("bond", Rater.CLIENT, 1, 10, "far", "near"),
            component=Component.BOND,
        ),
        Prompt("mood", "Which mood?", "Chooses.", ChoiceKind((Option("a", "calm"), Option("b", "tense")))),
        Prompt("times", "How often?", "Counts.", NumberKind(0, 60)),
        Prompt("ruptures", "Which moments?", "Notes.", MomentsKind(MomentKind.RUPTURE, 3, FIELDS)),
    ),
)


AT_100 = """\
My [own] script  (own, in-session, en)

 1  tension  (yes-no, closing)
    Any tension between the two of you today?
    Say: "Was it tense?"
    Purpose: Asks.

 2  more  (text, only with --full, only after tension is yes)
    What was it?
    Purpose: Asks on.

 3  bond  (rating, bond)
    How close?
    Purpose: Rates.
    Rated by the client: bond, 1 far to 10 near

 4  mood  (choice)
    Which mood?
    Purpose: Chooses.
    To choose from: calm; tense

 5  times  (number)
    How often?
    Purpose: Counts.
    How many: a whole number from 0 to 60

 6  ruptures  (moments)
    Which moments?
    Purpose: Notes.
    Records: possible rupture, up to 3
      component: About what?
        the goals; the bond
      plan: What next?"""


def test_a_script_shows_everything_its_author_wrote() -> None:
    assert drawn(script_view(SCRIPT), 100).splitlines() == AT_100.splitlines()


@pytest.mark.parametrize("width", [60, 40])
def test_a_narrow_screen_wraps_lines_and_loses_nothing(width: int) -> None:
    lines = drawn(script_view(SCRIPT), width).splitlines()
    assert max(map(len, lines)) <= width
    assert " ".join(" ".join(lines).split()) == " ".join(AT_100.split())


def test_each_script_has_one_line_in_the_list() -> None:
    rows = [("own", "in-session", "My [own] script", "5", "yours"), ("x", "pre-session", "X", "12", "shipped")]
    assert drawn(scripts_view(rows), 100).splitlines() == [
        "script  phase        title            prompts  whose",
        "own     in-session   My [own] script        5  yours",
        "x       pre-session  X                     12  shipped",
    ]
