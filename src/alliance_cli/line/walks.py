"""Walks a script in line mode: prints the heading, asks the questions, and prints the closing message."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from alliance_cli.command_lines import command_line
from alliance_cli.core.errors import Interrupted, NotFound, WrongUse
from alliance_cli.files.paths import NoOrdinaryFile, read_start, typed_path
from alliance_cli.line.saving import saving
from alliance_cli.translation import N_, _

if TYPE_CHECKING:
    from alliance_cli.core.walk.interview import Interview
    from alliance_cli.line.asking import Asides
    from alliance_cli.line.front import LineFront
    from alliance_cli.usecases.walks.walk_run import WalkRun

_MOST_BYTES = 1024 * 1024
"""The largest answers file, in bytes."""
NOTHING_NOTED = N_("Stopped; nothing was noted.")
_HALF_TYPED = N_("Stopped. Your answers are kept, and the half-typed text waits at its question.")


def walk_script(front: LineFront, run: WalkRun, answers: str | None = None, asides: Asides | None = None) -> bool:
    """Walk interactively, or from the named answers file; returns whether the end was reached."""
    if answers is not None:
        from alliance_cli.usecases.walks.walk_run import keep_prepared

        keep_prepared(run, _read_bytes(answers), "-" if answers == "-" else Path(answers).name)
        front.screen.say(ended(run))
        return True
    try:
        reached_the_end = ask_script(front, run, asides)
    except KeyboardInterrupt:
        front.screen.say()
        if not (run.has_begun or _has_draft(run)):
            raise Interrupted(_(NOTHING_NOTED)) from None
        if run.has_begun:
            run.confirm()
        said = _(_HALF_TYPED) if _has_draft(run) else _("Stopped. Your answers are kept.")
        raise Interrupted(said, _("Go on with:"), run.resume) from None
    if reached_the_end:
        _refuse_left_over(front)
        if said := ended(run):
            front.screen.say(said)
    return reached_the_end


def ask_script(front: LineFront, run: WalkRun, asides: Asides | None = None) -> bool:
    """Ask line by line; lines of a pipe may be left for the walk that this one was started from."""
    from alliance_cli.line.asking import Questioner

    front.ask_to_show_words()
    in_view = _on_one_line(run.in_view, front.screen.columns)
    questioner = Questioner(front.lines, front.screen, saving(front, run), asides, in_view, run.drafts)
    walk = begun(front, run)
    heading = "\n".join(filter(None, (*_heading(run, walk), in_view, questioner.keys)))
    with (
        front.screen.under_heading(heading),
        front.placed(lambda: run.resumption(questioner.at), in_the_room=run.in_the_room),
    ):
        left = questioner.run(walk)
    if left.at is not None:
        front.screen.say(stopped(run, left))
        return False
    run.finish()
    return True


def begun(front: LineFront, run: WalkRun) -> Interview:
    """The interview at its first open question, or at the question where the program locked itself."""
    here = front.resumption
    if here is None:
        return run.begin()
    walk = run.begin_at(here.step)
    front.reached(here.step)
    return walk


def rows_of_opening(front: LineFront, run: WalkRun) -> int:
    """How many rows there are from the heading of a walk to the input line of its first question."""
    from alliance_cli.line.asking import Questioner
    from alliance_cli.line.question import question_lines

    walk = run.begin()
    questioner = Questioner(front.lines, front.screen, lambda step, value: None)
    question = question_lines(walk, walk.step) if walk.step else ()
    said = (*_heading(run, walk), questioner.keys, "", *question, "> ")
    return sum(map(front.screen.rows_of, said))


def _on_one_line(pieces: Sequence[str], columns: int) -> str:
    """The pieces side by side, each cut to its share of the line after a whole word."""
    from alliance_cli.core.fitting.paragraphs import in_lines, paragraph, width

    gap, left = " · ", columns
    shown: list[str] = []
    for place, piece in enumerate(pieces):
        others = len(pieces) - place - 1
        share = max(1, left - others * (left // (others + 1) + len(gap)))
        shown += in_lines(paragraph(piece), share, 1).lines
        left -= width(shown[-1]) + len(gap)
    return gap.join(shown)


def _heading(run: WalkRun, walk: Interview) -> list[str]:
    lines = [" · ".join(filter(None, (run.script.title, *run.about))), *run.remarks]
    if run.goes_on:
        lines.append(_("This continues where you stopped. Your earlier answers are shown; Enter keeps each one."))
    elif run.reviews and _has_answers(walk) and run.reviews_kept and not (walk.step and walk.step.mark):
        lines.append(_("Everything is asked again; Enter keeps each answer."))
    elif run.reviews and _has_answers(walk):
        lines.append(_("Your earlier answers are shown; Enter keeps each one."))
    elif run.resumes:
        lines.append(_("This continues where you stopped."))
    return lines


def _has_answers(walk: Interview) -> bool:
    return any(value is not None for value in walk.answers.values())


def _has_draft(run: WalkRun) -> bool:
    return run.outlasts and run.drafts is not None and run.drafts.any_left


def stopped(run: WalkRun, left: Interview) -> str:
    """The message when a person stops: how to go on, unless nothing of this walk was saved."""
    if not run.outlasts:
        return _("Stopped here; nothing of the demo is kept. The demo goes on; Ctrl-C ends it.")
    if not (_has_draft(run) or (run.has_begun and (_has_answers(left) or run.holds_marks))):
        return _(NOTHING_NOTED)
    if run.has_begun:
        run.confirm()
    said = _(_HALF_TYPED) if _has_draft(run) else _("Stopped; your answers are kept.")
    return f"{said}\n" + _("Go on with: {command}", command=command_line(run.resume))


def ended(run: WalkRun) -> str:
    """The message at the end of a walk, and the usual next step; empty for none."""
    return f"{run.result}\n" + _("Next: {command}", command=command_line(run.next)) if run.next else run.result


def _read_bytes(name: str) -> bytes:
    """The content of an answers file, cut at the size limit."""
    try:
        return sys.stdin.buffer.read(_MOST_BYTES) if name == "-" else read_start(typed_path(name), _MOST_BYTES)
    except (OSError, NotFound, NoOrdinaryFile):
        raise NotFound(_("No answers file of that name can be read."), _("Nothing was stored.")) from None


def _refuse_left_over(front: LineFront) -> None:
    from alliance_cli.line.input.lines import PipedLines

    if isinstance(front.lines, PipedLines) and front.lines.left_over():
        raise WrongUse(_("There were more lines than prompts; the lines before are kept, the rest are not."))
