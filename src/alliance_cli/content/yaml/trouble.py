"""What PyYAML finds wrong, said to a person who writes prompts and not programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import MarkedYAMLError

_OTHERWISE = "cannot be read as YAML; most often the indentation or a quotation mark is off."
_SENTENCES = (
    ("mapping values are not allowed", "holds a colon and a space inside a text; put the text in quotes."),
    ("'\\t'", "is indented with a tab; use spaces."),
    (
        "that cannot start any token",
        "begins a text with a sign that YAML keeps for itself; put it in quotes.",
    ),
    ("could not find expected ':'", "has a key without its colon, or a text that needs quotes."),
    ("unexpected end of stream", "opens a quotation mark that is never closed."),
    ("document separator", "opens a quotation mark that is not closed before the next ---."),
    ("but found '<block mapping start>'", "is indented differently from the lines it belongs to."),
    (
        "expected <block end>",
        "does not fit the lines before it: check the indentation and the quotation marks.",
    ),
    ("escape", "holds a backslash inside double quotes; write it twice, or use single quotes."),
    ("expected ',' or", "belongs to a list in brackets that is not closed, or lacks a comma."),
    ("expected alphabetic or numeric", "begins a text with * or &; put the text in quotes."),
    ("undefined tag handle", "begins a text with !; put the text in quotes."),
)
_AT_ITS_BEGINNING = ("opens", "belongs to a list", "has a key")
"""PyYAML notices these where the file goes on, which can be far from where they have to be mended."""


def in_plain_words(trouble: MarkedYAMLError) -> tuple[int, str, str]:
    """Line, key (empty) and sentence. PyYAML's own words are left out: they can quote the file."""
    problem = trouble.problem or ""
    sentence = next((plain for sign, plain in _SENTENCES if sign in problem), _OTHERWISE)
    mark = trouble.context_mark if sentence.startswith(_AT_ITS_BEGINNING) else trouble.problem_mark
    mark = mark or trouble.problem_mark or trouble.context_mark
    return (mark.line + 1 if mark else 0), "", sentence
