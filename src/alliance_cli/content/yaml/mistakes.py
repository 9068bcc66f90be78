"""Collects the mistakes of one file while it is read, so that an author can correct all of them at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct, field

from alliance_cli.content.yaml.nodes import ScalarNode
from alliance_cli.core.errors import Mistake, Mistakes, NotFound
from alliance_cli.core.folding import fold
from alliance_cli.translation import _

MOST_LISTED = 50
"""The most mistakes listed for one file, so that they do not flood the screen."""

_LINE_END = re.compile(r"\r\n?|\n")
_SHOWABLE = re.compile(r"[a-z][a-z0-9_.-]{0,39}")


def line_after(text: str) -> int:
    """The number of the line at the end of this beginning of a file, counted from 1, for any kind of line end."""
    return len(_LINE_END.findall(text)) + 1


def showable(key: str) -> str:
    """The key, or an ellipsis if it does not look like one.

    It could be a sentence about a client that lost its indentation in an answers file.
    """
    return key if _SHOWABLE.fullmatch(key) else "…"


def nearest(word: str, allowed: Iterable[str]) -> str:
    """The allowed word closest to ``word``, or an empty string."""
    from difflib import get_close_matches  # needed only after a mistake

    found = get_close_matches(fold(word.strip()).replace(" ", "-"), list(allowed), n=1, cutoff=0.6)
    return found[0] if found else ""


def not_found(sentence: str, typed: str, known: Collection[str], others: Iterable[str] = ()) -> NotFound:
    """The error for a name that is not ``known``; its hint has the nearest among these and ``others``."""
    close = nearest(typed, (*known, *others))
    names = ", ".join(known)
    if close:
        return NotFound(sentence, _("Did you mean {word}? There are: {names}.", word=close, names=names))
    return NotFound(sentence, _("There are: {names}.", names=names))


def in_one_line(mistakes: Sequence[Mistake], instead: str) -> str:
    """The first mistake of a file, how many more there are, and what is used until they are corrected.

    ``instead`` is the sentence, marked for translation, with ``{mistake}`` for the first part.
    """
    first, more = str(mistakes[0]), len(mistakes) - 1
    return _(instead, mistake=_("{mistake} (and {count} more)", mistake=first, count=more) if more else first)


class MistakeCollector(Struct):
    """The mistakes of one file, in the order in which they are found."""

    file: str
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, line: int, key: str, what: str, did_you_mean: str = "") -> None:
        self.mistakes.append(Mistake(self.file, line, key, what.rstrip("."), did_you_mean))

    def raise_if_any(self) -> None:
        """Raise Mistakes with all mistakes by line, if there are any."""
        if self.mistakes:
            raise Mistakes(self.listed())

    def listed(self) -> tuple[Mistake, ...]:
        """All mistakes by line; if there are more than ``MOST_LISTED``, the last entry says how many more."""
        ordered = sorted(self.mistakes, key=lambda mistake: mistake.line)
        more = len(ordered) - MOST_LISTED
        if more <= 0:
            return tuple(ordered)
        rest = Mistake(self.file, 0, "", _("and {count} more; correct these first", count=more))
        return (*ordered[:MOST_LISTED], rest)


class KeyPath(Struct, frozen=True):
    """A place in the file, such as ``prompts[2].kind``; lists count from 1."""

    collector: MistakeCollector
    key: str = ""

    def inside(self, name: str) -> KeyPath:
        return KeyPath(self.collector, f"{self.key}.{name}" if self.key else name)

    def nth(self, number: int) -> KeyPath:
        return KeyPath(self.collector, f"{self.key}[{number}]")

    def wrong(self, line: int, what: str, did_you_mean: str = "") -> None:
        self.collector.add(line, self.key, what, did_you_mean)

    def cut_off(self, node: ScalarNode) -> bool:
        """List a comment after free text, which YAML drops; returns whether there is one."""
        if node.comment:
            self.wrong(
                node.comment, _("holds a space and # inside a text, which ends it there; put the text in quotes.")
            )
        return bool(node.comment)

    def wrong_key(self, key: str, line: int, what: str, known: Iterable[str]) -> None:
        """List a key in this place that is not ``known``, with the nearest one that is."""
        self.inside(showable(key)).wrong(line, what, nearest(key, known))
