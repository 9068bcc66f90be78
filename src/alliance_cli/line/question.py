"""Words a question for the line front, and chooses the text that its input line begins with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from alliance_cli.core.text import one_line, shorten
from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.steps import Step
from alliance_cli.line.input.lines import as_line
from alliance_cli.translation import _, _n

if TYPE_CHECKING:
    from alliance_cli.usecases.walks.walking import Walking

_LONGEST_FILL = 4000
"""The longest stored answer to edit on a line, in characters: the terminal redraws all of it at every key."""


class Fill(NamedTuple):
    """The text that an input line begins with: the half-typed text, or else the stored answer."""

    draft: str = ""
    kept: str = ""

    @property
    def line(self) -> str:
        """The line as a person would have typed it."""
        return as_line(self.draft or self.kept)


EMPTY = Fill()


def fill_of(walking: Walking) -> Fill:
    """The fill of an editable line; numbers and choices are quicker to type again than to edit."""
    kept = walking.kept_words
    return Fill(walking.draft, kept if len(kept) <= _LONGEST_FILL else "")


def question_lines(walk: Interview, step: Step, fill: Fill = EMPTY, *, alone: bool = True) -> Iterator[str]:
    """The lines of a question; with ``alone``, also the moment it is about, unless that was typed just before."""
    number, count = walk.progress
    part = f"{step.prompt.part.in_words}, " if step.prompt.part else ""
    yield step.ask if step.is_shown_only else f"{part}{number}/{count}  {step.ask}"
    if step.prompt.say and step.field in ("", "note"):
        yield "   " + _('Say: "{words}"', words=step.prompt.say)
    yield from _other_wordings(step)
    if step.mark:
        yield f"   {step.mark}"
    if alone and (about := _about(walk, step)):
        yield "   " + _("About: {moment}", moment=about)
    if step.kind.fits():
        yield f"   {step.kind.fits()}"
    if walk.further:
        yield _n("   + opens {count} more question", "   + opens {count} more questions", walk.further)
    if walk.known is not None and not (fill.kept and not fill.draft):
        yield _kept(walk, step, drafted=bool(fill.draft))
    if fill.line:
        drafted = _("Half typed before: Enter takes the line, Ctrl-U empties it.")
        kept = _("Kept: Enter takes the line, Ctrl-U empties it.")
        yield f"   {drafted if fill.draft else kept}"


def _other_wordings(step: Step) -> Iterator[str]:
    for other in step.prompt.or_say if step.field in ("", "note") else ():
        yield _('   Or, {where}: "{wording}"', where=other.where, wording=other.say)


def _kept(walk: Interview, step: Step, *, drafted: bool) -> str:
    kept = "" if walk.known is None else step.kind.show(walk.known)
    shown = shorten(kept)
    told = "   " + _("Kept: {answer}", answer=shown)
    if drafted:
        return told
    return f"{told}   " + (_("(Enter keeps it)") if shown == kept else _("(Enter keeps all of it)"))


def _about(walk: Interview, step: Step) -> str:
    """The moment that a question is about, on one line; empty if it is about none."""
    if step.slot is None or step.field == "note":
        return step.prompt.about.strip()
    return one_line(str(walk.answers.get(f"{step.slot.key}.note") or ""))
