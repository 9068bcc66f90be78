"""Keep start-up light: arguments that stay the words they are need no validation library.

Typer hands every option that is not a flag to a validator whose library costs more to import than the rest of the
program. Ours are all text, parsed at the edge by the core, so text passes through as it was typed. The hook is an
attribute of Typer's own; where a version has it no longer, Typer simply validates again, more slowly.
"""

from __future__ import annotations

from typing import Any


class AsTyped:
    """Stands in for Typer's validator on an option that takes text."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        return value


_TEXT = (str, list[str])


def keep_words_as_typed(command: Any) -> Any:
    """The command, with its text parameters (and those of its subcommands) left unvalidated."""
    for param in command.params:
        descriptor = getattr(param, "type_descriptor", None)
        if descriptor is not None and descriptor.annotation in _TEXT:
            param._runtime_param = AsTyped()
    for sub in getattr(command, "commands", {}).values():
        keep_words_as_typed(sub)
    return command
