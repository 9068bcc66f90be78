"""Turns typed text into Rich text.

Rich reads square brackets as markup, and terminals obey escape sequences. Typed text therefore reaches Rich only as
``Text``, with its control characters made visible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_cli.core.text import escape_controls

if TYPE_CHECKING:
    from rich.style import Style
    from rich.text import Text

_LONG = 10_000
"""The most characters of a text that is not printed in blocks."""


def literal(text: str, style: str | Style = "") -> Text:
    """Text that Rich prints literally: no markup, control characters escaped."""
    from rich.text import Text

    if len(text) > _LONG:
        from alliance_cli.views.layout import LongText

        return LongText(escape_controls(text), style=style)
    return Text(escape_controls(text), style=style)
