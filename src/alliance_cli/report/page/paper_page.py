"""Pages to print for rooms without a screen: checklist, rating card, lines for four marks, a session's prompts."""

from __future__ import annotations

from collections.abc import Sequence

from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.checklist import ChecklistPhase
from alliance_cli.core.walk.kinds import RatingKind, YesNoKind
from alliance_cli.core.walk.script import Prompt, Script
from alliance_cli.report.page.templating import page
from alliance_cli.translation import _


def checklist_page(phases: Sequence[ChecklistPhase]) -> str:
    """The method on one page, with a box to tick before each question."""
    return _page(_("The alliance on one page"), "checklist", phases=[_phase(each) for each in phases])


def session_page(phase: ChecklistPhase, code: str) -> str:
    """The prompts of one session with room to write; ``code`` is the client's, empty for none."""
    return _page(phase.script.title, "session", code, phases=[_phase(phase)])


def card_page(questions: Sequence[Prompt], code: str) -> str:
    """The rating card: a row of numbers to circle for each rating, and yes or no."""
    title = _("How was this session for you?")
    return _page(title, "card", code, questions=[_question(each) for each in questions])


def slot_page(code: str) -> str:
    """Four lines of ten centimetres to mark, without the scale's wording, which needs a licence."""
    return _page(
        _("Session Rating Scale: four marks"), "slot", code, slots=[_("Item {number}", number=n) for n in range(1, 5)]
    )


def card_questions(script: Script) -> tuple[Prompt, ...]:
    """The four ratings of the client and the question about tension, as the script words them."""
    asked = [each for each in script.prompts if each.when is None and not each.optional]
    ratings = [each for each in asked if isinstance(each.kind, RatingKind) and each.kind.rater is Rater.CLIENT]
    return (*ratings, *(each for each in asked if isinstance(each.kind, YesNoKind)))


def _question(prompt: Prompt) -> dict[str, object]:
    kind = prompt.kind
    if isinstance(kind, RatingKind):
        numbers, ends = [str(n) for n in range(kind.low, kind.high + 1)], (kind.low_means, kind.high_means)
    else:
        numbers, ends = [YesNoKind().show(value) for value in (True, False)], ("", "")
    return {"asks": prompt.say or prompt.ask, "numbers": numbers, "low": ends[0], "high": ends[1]}


def _phase(phase: ChecklistPhase) -> dict[str, object]:
    asked = [{"asks": each.say or each.ask, "purpose": each.purpose} for each in phase.prompts]
    return {"title": phase.script.title, "asked": asked, "ratings": phase.ratings_in_words}


def _page(title: str, kind: str, code: str = "", **values: object) -> str:
    empty: dict[str, object] = {"phases": [], "questions": [], "slots": []}
    what = _("Once filled in, this page is a note about a client: keep it like your other notes.")
    return page("paper.html", {"title": title, "kind": kind, "code": code, "holds": what, **empty, **values})
