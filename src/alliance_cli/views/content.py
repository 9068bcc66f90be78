"""Views of content: guide cards, scripts, and the changes in a copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.text import Text

from alliance_cli.core.guide import Card, PlacedCard, Topic
from alliance_cli.core.ratings import scale_in_words
from alliance_cli.core.text import escape_controls
from alliance_cli.core.walk.kinds import ChoiceKind, ChoicesKind, Kind, NumberKind, RatingKind
from alliance_cli.core.walk.moment_kinds import MomentField, MomentsKind, answer_kind, moment_word
from alliance_cli.core.walk.script import Need, Prompt, Script
from alliance_cli.translation import N_, NC_, _, _c
from alliance_cli.views.aloud import OpenTable
from alliance_cli.views.layout import ResponsiveTable, indented, open_table, section, whose_in_words
from alliance_cli.views.literal import literal

if TYPE_CHECKING:
    from markdown_it.token import Token

WIDTH = 92
"""The longest line in columns, even in a wider window, since longer lines are hard to read."""


def topics_view(rows: Sequence[tuple[str, str, str]]) -> RenderableType:
    """The list of topics: id and title, with the summary below."""
    table = OpenTable(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(no_wrap=True)
    for id, title, summary in rows:
        table.add_row(literal(id, "bold"), Group(literal(title), literal(summary, "dim")))
    return Constrain(table, WIDTH)


def topic_view(topic: Topic) -> RenderableType:
    """The whole topic: heading, summary, cards with authors and years, and each reference once at the end."""
    parts: list[RenderableType] = [literal(topic.title, "bold"), literal(topic.summary, "dim")]
    for card in topic.cards:
        cited = ", ".join(source.short for source in card.sources)
        parts += [literal(""), *_card(topic, card, (cited,) if cited else ())]
    cited_anywhere = (*topic.sources, *(source for card in topic.cards for source in card.sources))
    if references := dict.fromkeys(source.reference for source in cited_anywhere):
        parts += [*section(_("Sources")), *(indented(literal(reference)) for reference in references)]
    return Constrain(Group(*parts), WIDTH)


def places_view(places: Iterable[PlacedCard]) -> RenderableType:
    """Cards from any topics with full references; a card without sources shows those of its topic."""
    parts: list[RenderableType] = []
    for topic, card in places:
        parts += [literal(""), *_card(topic, card, [source.reference for source in card.sources or topic.sources])]
    return Constrain(Group(*parts[1:]), WIDTH)


def _card(topic: Topic, card: Card, sources: Sequence[str]) -> Iterator[RenderableType]:
    """One card: its title and arguments, text, wording, what it is mistaken for, and sources."""
    heading = literal(card.title, "bold")
    heading.append_text(literal(f"   {topic.id} {card.id}", "dim"))
    yield heading
    yield indented(markdown(card.text))
    if card.say or card.mistaken_for or sources:
        yield literal("")
    if card.say:
        yield _labelled(_("Say"), _('"{words}"', words=card.say))
    if card.mistaken_for:
        yield _labelled(_("Not"), card.mistaken_for)
    yield from (_labelled(_("Source"), source) for source in sources)


def _labelled(label: str, text: str) -> RenderableType:
    line = literal(f"{label}: ", "dim")
    line.append_text(literal(text))
    return indented(line)


def markdown(text: str) -> RenderableType:
    """Renders Markdown; control characters are escaped after parsing, since character references can produce them."""
    from rich.markdown import Markdown  # slow to load

    page = Markdown(text, hyperlinks=False)
    for token in page.parsed:
        _escape_token(token)
    return page


def _escape_token(token: Token) -> None:
    token.content = escape_controls(token.content)
    token.attrs = {
        name: escape_controls(str(value)) if isinstance(value, str) else value for name, value in token.attrs.items()
    }
    for child in token.children or ():
        _escape_token(child)


def scripts_view(rows: Sequence[tuple[str, ...]]) -> RenderableType:
    """The list of scripts; each row has id, phase, title, number of prompts, and owner."""
    # An id never wraps, since people type it.
    prompts = NC_("heading", "prompts")
    headings = NC_("heading", "phase"), NC_("heading", "title"), prompts, NC_("heading", "whose")
    table = open_table(NC_("heading", "script"), *headings, right=(prompts,), wrap=headings)
    for *cells, whose in rows:
        table.add_row(*(literal(cell) for cell in cells), whose_in_words(whose))
    return ResponsiveTable(table)


def script_view(script: Script) -> RenderableType:
    """The heading of a script, then each prompt with its kind, wording and purpose."""
    heading = literal(f"{script.title}  ({script.id}, {script.phase.in_words}, {script.language})", "bold")
    kinds = {prompt.id: prompt.kind for prompt in script.prompts}
    prompts = (_prompt(number, prompt, kinds) for number, prompt in enumerate(script.prompts, start=1))
    return Group(heading, *(each for prompt in prompts for each in prompt))


def _prompt(number: int, prompt: Prompt, kinds: Mapping[str, Kind]) -> Iterator[RenderableType]:
    yield from section(f"{number:2}  {prompt.id}  ({', '.join(_traits(prompt, kinds))})")
    say = _('Say: "{words}"', words=prompt.say) if prompt.say else ""
    lines = (prompt.ask, say, _("Purpose: {purpose}", purpose=prompt.purpose))
    for line in (*lines, *_more_lines(prompt), *_kind_lines(prompt.kind)):
        if line:
            yield indented(literal(line))


def _more_lines(prompt: Prompt) -> Iterator[str]:
    """Alternative wordings, and the signs to look for."""
    if prompt.first:
        yield _("In a first session: {question}", question=prompt.first.ask)
        if prompt.first.say:
            yield _('Say then: "{wording}"', wording=prompt.first.say)
    for other in prompt.or_say:
        yield _('Or, {where}: "{wording}"', where=other.where, wording=other.say)
    if prompt.signs:
        yield _("Signs: {signs}", signs="; ".join(prompt.signs))


def _traits(prompt: Prompt, kinds: Mapping[str, Kind]) -> Iterator[str]:
    """The kind of a prompt and the conditions under which it is asked."""
    yield _c("kind of answer", _KINDS.get(prompt.kind.name, prompt.kind.name))
    if prompt.component:
        yield moment_word(prompt.component)
    if prompt.part:
        yield prompt.part.in_words
    if prompt.optional:
        yield _("only with --full")
    if prompt.needs:
        yield _(_NEEDS[prompt.needs])
    if prompt.when:
        when = prompt.when
        answer = answer_kind(kinds[when.prompt]).show(when.value)
        yield _("only after {prompt} is {answer}", prompt=when.prompt, answer=answer)


_KINDS = {
    "text": NC_("kind of answer", "text"),
    "rating": NC_("kind of answer", "rating"),
    "number": NC_("kind of answer", "number"),
    "choice": NC_("kind of answer", "choice"),
    "choices": NC_("kind of answer", "choices"),
    "yes-no": NC_("kind of answer", "yes-no"),
    "note": NC_("kind of answer", "note"),
    "moments": NC_("kind of answer", "moments"),
}
_NEEDS = {
    Need.EARLIER_SESSION: N_("only with an earlier session"),
    Need.OPEN_RUPTURE: N_("only with an open rupture"),
    Need.STRAIGHT_TENS: N_("only after straight tens"),
}


def _kind_lines(kind: Kind) -> Iterator[str]:
    if isinstance(kind, RatingKind):
        scale, range = scale_in_words(kind.scale), kind.fits()
        yield _("Rated {by}: {scale}, {range}", by=kind.rater.by, scale=scale, range=range)
    elif isinstance(kind, NumberKind):
        yield _("How many: {range}", range=kind.fits())
    elif isinstance(kind, ChoiceKind | ChoicesKind):
        yield _("To choose from: {options}", options="; ".join(option.label for option in kind.options))
    elif isinstance(kind, MomentsKind):
        yield _("Records: {moment}, up to {most}", moment=moment_word(kind.records), most=kind.most)
        for field in kind.fields:
            yield from _field_lines(field)


def _field_lines(field: MomentField) -> Iterator[str]:
    yield f"  {field.id}: {field.ask}"
    if isinstance(field.kind, ChoiceKind):
        yield f"    {'; '.join(option.label for option in field.kind.options)}"


def diff_view(lines: Sequence[str]) -> RenderableType:
    """A unified diff with its first two lines as the heading; additions are green, deletions red."""
    styles = {"+": "green", "-": "red", "@": "cyan"}
    heading = [literal(line, "bold") for line in lines[:2]]
    return Text("\n").join([*heading, *(literal(line, styles.get(line[:1], "")) for line in lines[2:])])
