"""Makes Rich text of what a person typed.

Rich reads square brackets as markup, and terminals obey escape sequences. So typed text has its control characters
made visible and reaches Rich only as ``Text``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_cli.core.text import escape_controls

if TYPE_CHECKING:
    from rich.style import Style
    from rich.text import Text

_LONG = 10_000
"""Characters from which on a text is printed piece by piece."""


def literal(text: str, style: str | Style = "") -> Text:
    """Text that Rich prints as it is: no markup, control characters escaped."""
    from rich.text import Text

    if len(text) > _LONG:
        from alliance_cli.views.layout import LongText

        return LongText(escape_controls(text), style=style)
    return Text(escape_controls(text), style=style)
