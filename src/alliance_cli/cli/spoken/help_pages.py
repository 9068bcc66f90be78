"""Shows help pages in the chosen language, including Typer's own words.

Help texts are written in English where Typer expects them: in docstrings and options. They are translated when a page
is shown, docstrings by paragraph. Placeholders such as DATE are translated too.
"""

from __future__ import annotations

import inspect
from typing import Any

import typer.core
from typer._click.utils import make_default_short_help

from alliance_cli.translation import N_, NC_, _, _c

EXAMPLE = "Example: "
"""The beginning of a paragraph that shows an example."""
TYPERS_OWN = (
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("required"),
    N_("default: {default}"),
    N_("Show this message and exit."),
    NC_("value", "[OPTIONS]"),
    NC_("value", "COMMAND [ARGS]..."),
)
"""Typer's own words, as in its source."""

typer.core._ = _  # type: ignore[assignment, attr-defined]  # through which Typer translates the first of these


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a help text, each on one line."""
    return [" ".join(each.split()) for each in inspect.cleandoc(text).split("\n\n")]


def said(text: str) -> str:
    """Return a help text in the chosen language."""
    return "\n\n".join(
        _("Example: {command}", command=each.removeprefix(EXAMPLE)) if each.startswith(EXAMPLE) else _(each)
        for each in paragraphs(text)
    )


def said_value(name: str) -> str:
    """Return a placeholder such as DATE in the chosen language."""
    return _c("value", name)


class SpokenHelp:
    """The help page of a command or group; a mixin placed before Typer's class."""

    help: str | None
    _is_said = False

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page; option texts are translated in place, because a run shows only one page."""
        if not self._is_said:
            self._is_said = True
            for param in self.get_params(ctx):  # type: ignore[attr-defined]
                text = " ".join((param.help or "").split())
                param.help = _(text)
                param.metavar = param.metavar and said_value(param.metavar)
        super().format_help(ctx, formatter)  # type: ignore[misc]

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = (said_value(each) for each in self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage: "))

    def format_help_text(self, _ctx: Any, formatter: Any) -> None:
        if self.help:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(said(self.help))

    def get_short_help_str(self, _limit: int = 45) -> str:
        """Return the whole first sentence of the help text; the list of commands wraps it."""
        text = said(self.help or "")
        return make_default_short_help(text, len(text))
