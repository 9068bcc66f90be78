"""Finds the client's words among the answers of a session."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from msgspec import Struct

from alliance_cli.core.walk.kinds import TextKind
from alliance_cli.core.walk.script import TENSION_PROMPT, Part, Phase, Prompt, Script
from alliance_cli.core.walk.step_names import step_in_words
from alliance_cli.core.walk.steps import Answers

LOOKING_BACK = frozenset({Part.CLOSING})
"""The parts of a session whose words the next preparation shows: what helped, and what felt off."""
TODAY = frozenset({Part.OPENING, Part.MID_POINT, Part.CLOSING})
"""The parts of a session whose words its reflection shows at the start."""


class ClientWords(Struct, frozen=True):
    """What the client said at one prompt; ``on`` is the date of the session."""

    prompt: str
    asked: str
    text: str
    on: date
    about_tension: bool = False

    @property
    def label(self) -> str:
        """The prompt in a word or two."""
        return step_in_words(TENSION_PROMPT if self.about_tension else self.prompt)


def clients_words(script: Script, answers: Answers, on: date, parts: Collection[Part]) -> tuple[ClientWords, ...]:
    """The client's words among the answers to a script, in the order of asking.

    These are the free-text answers to in-session prompts that belong to one of ``parts`` or depend on a yes to the
    question about tension. The script version that was asked decides, so this also works for the clinician's own
    scripts; the only id that matters is that of the question about tension.
    """
    if script.phase is not Phase.IN_SESSION:
        return ()
    told = ((prompt, answers.get(prompt.id)) for prompt in script.prompts if _is_theirs(prompt, parts))
    return tuple(
        ClientWords(prompt.id, prompt.say or prompt.ask, text, on, _about_tension(prompt))
        for prompt, text in told
        if isinstance(text, str) and text.strip()
    )


def _is_theirs(prompt: Prompt, parts: Collection[Part]) -> bool:
    return isinstance(prompt.kind, TextKind) and (prompt.part in parts or _about_tension(prompt))


def _about_tension(prompt: Prompt) -> bool:
    return prompt.when is not None and prompt.when.prompt == TENSION_PROMPT and prompt.when.value is True
