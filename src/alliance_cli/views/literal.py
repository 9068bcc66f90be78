"""Turns typed text into Rich text.

Rich reads square brackets as markup, and terminals obey escape sequences. So the control characters of typed text are
made visible, and it reaches Rich only as ``Text``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_cli.core.text import escape_controls

if TYPE_CHECKING:
    from rich.style import Style
    from rich.text import Text

_LONG = 10_000
"""A text with more characters than this is printed in blocks."""


def literal(text: str, style: str | Style = "") -> Text:
    """Text that Rich prints as it is: no markup, control characters escaped."""
    from rich.text import Text

    if len(text) > _LONG:
        from alliance_cli.views.layout import LongText

        return LongText(escape_controls(text), style=style)
    return Text(escape_controls(text), style=style)
