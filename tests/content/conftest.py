"""Small helpers that the tests of content share."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from alliance_cli.content.file_kinds.script import script_file
from alliance_cli.core.errors import Mistake, Mistakes
from alliance_cli.core.walk.moment_kinds import MomentField, MomentKind
from alliance_cli.core.walk.script import Script

Forms = Mapping[MomentKind, tuple[MomentField, ...]]


def mistakes_of(read: Callable[[], object]) -> tuple[Mistake, ...]:
    """The mistakes that ``read`` raises; fails if it raises none."""
    with pytest.raises(Mistakes) as caught:
        read()
    return caught.value.mistakes


def read_script(text: str, name: str, forms: Forms, *, stem: str = "") -> Script:
    """The script in a text; raises Mistakes."""
    return script_file(lambda kind: forms.get(kind, ())).read(text, name, stem=stem)


def script_text(*prompts: str, phase: str = "post-session") -> str:
    """A script whose head takes five lines, so that the first line of the first prompt is line 6."""
    head = f"id: own\nphase: {phase}\ntitle: Own\nlanguage: en\nprompts:\n"
    return head + "".join(prompts)


def prompt_text(*lines: str, id: str = "first", kind: str = "text") -> str:
    """A prompt that begins with id, kind, ask and purpose on a line each, then ``lines``."""
    own = (f"- id: {id}", f"  kind: {kind}", "  ask: What", "  purpose: Why", *(f"  {line}" for line in lines))
    return "".join(f"{line}\n" for line in own)


def said(text: str) -> list[str]:
    """The mistakes in a script as ``line key: sentence``, shortened for tests."""
    mistakes = mistakes_of(lambda: read_script(text, "own.yaml", {}))
    return [f"{each.line} {each.key}: {each.what}" for each in mistakes]
