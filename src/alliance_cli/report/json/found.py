"""The results of a search as a JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_cli.report.json import Document

if TYPE_CHECKING:
    from alliance_cli.core.passages import Passage
    from alliance_cli.core.searching import FoundText
    from alliance_cli.usecases.review.find import Findings


def findings_document(findings: Findings) -> Document:
    """``alliance find --json``: how many texts contain the words, and the passages."""
    return {"count": findings.total, "found": [_found(each) for each in findings.found]}


def _found(found: FoundText) -> Document:
    """One passage; ``hits`` are the positions of the words in it, each with start and end."""
    typed = found.typed
    return {
        "on": typed.on.isoformat(),
        "client": typed.client,
        "class": str(typed.data_class),
        "phase": str(typed.phase) if typed.phase else "",
        "table": typed.table,
        "column": typed.column,
        "prompt": typed.step,
        "asked": found.asked,
        "passage": found.passage.text,
        "hits": _hits(found.passage),
        "whole_words": found.passage.whole,
    }


def _hits(passage: Passage) -> list[list[int]]:
    hits, at = [], 0
    for piece, is_hit in passage.pieces:
        if is_hit:
            hits.append([at, at + len(piece)])
        at += len(piece)
    return hits
