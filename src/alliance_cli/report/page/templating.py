"""Fills the templates of pages; every value is escaped and becomes text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from alliance_cli.core.text import escape_controls
from alliance_cli.translation import language

if TYPE_CHECKING:
    from jinja2 import Environment


def page(template: str, values: Mapping[str, object]) -> str:
    """Fill a template with these values; raises jinja2's UndefinedError if one is missing."""
    return _environment().get_template(template).render(language=language(), **values)


def _environment() -> Environment:
    """Jinja2 with every value escaped, and with control characters made visible."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        finalize=_visible,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _visible(value: object) -> object:
    from markupsafe import Markup

    return escape_controls(value) if isinstance(value, str) and not isinstance(value, Markup) else value
