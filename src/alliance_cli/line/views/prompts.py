"""Scripts: the list of them, and one whole with everything its author wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from alliance_cli.core.walk.kinds import ChoiceKind, ChoicesKind, Kind, NumberKind, RatingKind
from alliance_cli.core.walk.moment_kinds import MomentField, MomentsKind
from alliance_cli.core.walk.script import Prompt, Script
from alliance_cli.line.console import words
from alliance_cli.line.views.fit import OrBeneath


def scripts_view(rows: Sequence[tuple[str, ...]]) -> RenderableType:
    """A line a script: id, phase, title, how many prompts, whose."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("script", "phase", "title", "prompts", "whose"):
        # An id is typed again, so it is never cut.
        table.add_column(heading, justify="right" if heading == "prompts" else "left", no_wrap=heading == "script")
    for row in rows:
        table.add_row(*(words(cell) for cell in row))
    return OrBeneath(table)


def script_view(script: Script) -> RenderableType:
    """The heading, then each prompt with its kind, wording and purpose."""
    heading = words(f"{script.title}  ({script.id}, {script.phase}, {script.language})", "bold")
    kinds = {prompt.id: prompt.kind for prompt in script.prompts}
    prompts = (_prompt(number, prompt, kinds) for number, prompt in enumerate(script.prompts, start=1))
    return Group(heading, *(each for prompt in prompts for each in prompt))


def _prompt(number: int, prompt: Prompt, kinds: Mapping[str, Kind]) -> Iterator[RenderableType]:
    yield words("")
    yield words(f"{number:2}  {prompt.id}  ({', '.join(_traits(prompt, kinds))})", "bold")
    lines = (prompt.ask, f'Say: "{prompt.say}"' if prompt.say else "", f"Purpose: {prompt.purpose}")
    for line in (*lines, *_kind_lines(prompt.kind)):
        if line:
            yield Padding(words(line), (0, 0, 0, 4))


def _traits(prompt: Prompt, kinds: Mapping[str, Kind]) -> Iterator[str]:
    """What is particular about a prompt, in a word or two each."""
    yield prompt.kind.name
    if prompt.component:
        yield prompt.component
    if prompt.part:
        yield prompt.part
    if prompt.optional:
        yield "only with --full"
    if prompt.needs:
        yield f"only with an {prompt.needs.replace('-', ' ')}"
    if prompt.when:
        when = prompt.when
        yield f"only after {when.prompt} is {kinds[when.prompt].show(when.value)}"


def _kind_lines(kind: Kind) -> Iterator[str]:
    if isinstance(kind, RatingKind):
        yield f"Rated by the {kind.rater}: {kind.scale}, {kind.fits()}"
    elif isinstance(kind, NumberKind):
        yield f"How many: {kind.fits()}"
    elif isinstance(kind, ChoiceKind | ChoicesKind):
        yield f"To choose from: {'; '.join(option.label for option in kind.options)}"
    elif isinstance(kind, MomentsKind):
        yield f"Records: {kind.records}, up to {kind.most}"
        for field in kind.fields:
            yield from _field_lines(field)


def _field_lines(field: MomentField) -> Iterator[str]:
    yield f"  {field.id}: {field.ask}"
    if isinstance(field.kind, ChoiceKind):
        yield f"    {'; '.join(option.label for option in field.kind.options)}"


def diff_view(lines: Sequence[str]) -> RenderableType:
    """A unified diff below its two lines of heading: what was added and what was taken away in two colours."""
    styles = {"+": "green", "-": "red", "@": "cyan"}
    heading = [words(line, "bold") for line in lines[:2]]
    return Text("\n").join([*heading, *(words(line, styles.get(line[:1], "")) for line in lines[2:])])
