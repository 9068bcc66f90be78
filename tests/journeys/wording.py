"""The first words of the shipped prompts, read from the scripts so that rewording one breaks no test."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import takewhile

from alliance_cli.content.catalog import Catalog
from alliance_cli.content.folders import shipped_folder
from alliance_cli.core.walk.moment_kinds import MomentsKind
from alliance_cli.core.walk.script import Phase, Prompt

BEGINS = 36
"""Enough to tell the prompts of a script apart, and short enough to stand on one line of a narrow screen."""


@cache
def asks(phase: Phase) -> dict[str, str]:
    """Prompt id (``tension``), or id and field (``ruptures.plan``, ``ruptures.again``), to how its question begins."""
    prompts = Catalog((shipped_folder(),)).script(phase).prompts
    return {key: ask[:BEGINS] for prompt in prompts for key, ask in _asks(prompt)}


def _asks(prompt: Prompt) -> Iterator[tuple[str, str]]:
    # In a first session some questions end differently.
    both = zip(prompt.ask, prompt.first.ask if prompt.first else prompt.ask, strict=False)
    yield prompt.id, "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], both))
    if isinstance(prompt.kind, MomentsKind):
        yield f"{prompt.id}.again", prompt.kind.again or prompt.ask
        yield from ((f"{prompt.id}.{field.id}", field.ask) for field in prompt.kind.fields)


PREP = asks(Phase.PRE_SESSION)
SESSION = asks(Phase.IN_SESSION)
REFLECT = asks(Phase.POST_SESSION)
