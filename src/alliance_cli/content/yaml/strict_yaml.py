"""Reads YAML strictly: texts stay as written, nothing is executed or expanded, and every mistake has its line.

Only the event stream of PyYAML is used. Its later stages, which guess types and build objects, never run, so
``on``, ``no`` and dates remain the words that the author wrote.
"""

from __future__ import annotations

import re
from pathlib import Path

from alliance_cli.content.yaml.mistakes import MistakeCollector, line_after
from alliance_cli.content.yaml.nodes import Node
from alliance_cli.core.errors import AllianceError
from alliance_cli.files.paths import NoOrdinaryFile, read_start
from alliance_cli.translation import N_, _

MOST_BYTES = 256 * 1024
TOO_BIG = N_("is larger than 256 KiB, which no file of this kind needs.")

_INVISIBLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text_of(path: Path) -> str:
    """The text of a file; raises Mistakes if it cannot be read as text."""
    collector = MistakeCollector(str(path))
    text = read_text(path, collector)
    collector.raise_if_any()
    return text or ""


def read_text(path: Path, collector: MistakeCollector) -> str | None:
    """The text of a file, or None with the mistake listed (unreadable, a pipe, too large, not UTF-8)."""
    try:
        return decoded(read_start(path, MOST_BYTES + 1), collector)
    except NoOrdinaryFile:
        collector.add(0, "", _("is not an ordinary file."))
        return None
    except AllianceError:
        collector.add(0, "", _("cannot be read."))
        return None


def decoded(raw: bytes, collector: MistakeCollector) -> str | None:
    """UTF-8 as text, or None with the mistake listed."""
    if len(raw) > MOST_BYTES:
        collector.add(0, "", _(TOO_BIG))
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = line_after(raw[: error.start].decode())
        collector.add(line, "", _("is not UTF-8 text; save the file as UTF-8."))
        return None


def document(text: str, collector: MistakeCollector) -> Node | None:
    """The only document of a file; None, with the mistake listed, if it cannot be read at all."""
    if not is_readable(text, collector):
        return None
    from alliance_cli.content.yaml.tree import tree  # loads PyYAML, which most commands do without

    return tree(text, collector)


def is_readable(text: str, collector: MistakeCollector) -> bool:
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        collector.add(0, "", _(TOO_BIG))
        return False
    invisible = _INVISIBLE.search(text)
    if invisible:
        line = line_after(text[: invisible.start()])
        collector.add(line, "", _("holds a control character that cannot be seen; delete it."))
    return not invisible
