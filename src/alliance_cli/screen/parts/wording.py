"""Words a question for the full screen."""

from __future__ import annotations

from collections.abc import Iterator

from alliance_cli.core.text import one_line
from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.kinds import OwnWords
from alliance_cli.core.walk.steps import Step
from alliance_cli.translation import _, _n


def place(walk: Interview) -> str:
    """The number of the question and how many there are; empty at the end, and for a note that asks nothing."""
    if walk.step is None or walk.step.is_shown_only:
        return ""
    number, count = walk.progress
    return _("question {number} of {count}", number=number, count=count)


def about(walk: Interview, step: Step) -> str:
    """The part of the session that a question belongs to, and the moment it is about."""
    part = step.prompt.part.in_words if step.prompt.part else ""
    moment = step.prompt.about.strip()
    if step.slot is not None and step.field != "note":
        moment = one_line(str(walk.answers.get(f"{step.slot.key}.note") or ""))
    return " · ".join(filter(None, (part, step.mark, _("About: {moment}", moment=moment) if moment else "")))


def other_wordings(step: Step) -> Iterator[str]:
    """Wording for the client; nothing for a question about a moment."""
    if step.field not in ("", "note"):
        return
    if step.prompt.say:
        yield _('Say: "{words}"', words=step.prompt.say)
    for other in step.prompt.or_say:
        yield _('Or, {where}: "{wording}"', where=other.where, wording=other.say)


def signs(step: Step) -> tuple[str, ...]:
    """The signs to look for; nothing for a question about a moment."""
    return step.prompt.signs if step.field in ("", "note") else ()


def kept(walk: Interview, step: Step, *, further: int, half_typed: bool) -> str:
    """The lines below a question: a stored answer that the input does not show, and how many questions can be opened.

    With a ``half_typed`` text, the input shows that text. A question that was passed over and is asked again says so.
    """
    lines = [_("Passed over before, and asked once more at the end.")] if walk.catches_up else []
    if walk.known is not None and (half_typed or not isinstance(step.kind, OwnWords)):
        lines.append(_("Kept: {answer}", answer=one_line(step.kind.show(walk.known))))
    if further:
        lines.append(_n("Ctrl-O opens {count} more question.", "Ctrl-O opens {count} more questions.", further))
    return "\n".join(lines)
