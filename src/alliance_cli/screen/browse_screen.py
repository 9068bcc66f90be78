"""Shows a client's sessions: a list, the chart that follows its cursor, and the chosen session in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from alliance_cli.core.course.course import SessionRecord
from alliance_cli.core.course.picture import Point, TensionStatus, picture_by
from alliance_cli.core.formatting import plain_day
from alliance_cli.core.ratings import Rater
from alliance_cli.screen.inputs.base import Rank
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.parts.beside import WithoutCode
from alliance_cli.screen.parts.lines import KeyLine, TopLine
from alliance_cli.screen.shortcuts import Shortcut, bindings, keys_of
from alliance_cli.translation import N_, _, _n
from alliance_cli.views.course.chart import CourseView, can_be_drawn, session_signs
from alliance_cli.views.course.chart_lines import CourseLines
from alliance_cli.views.course.session import session_view
from alliance_cli.views.literal import literal
from alliance_cli.views.plot import as_ascii

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from alliance_cli.core.course.picture import Picture
    from alliance_cli.core.flags.flag import Flag
    from alliance_cli.usecases.review.course import CourseReview

_LOW, _TALL = 26, 44
"""The smallest heights of the window, in rows, that show the chart and its blank lines with the legend."""


class BrowsePage(NamedTuple):
    """A course with at least one session, its chart data, and its open flags, one for each kind and session."""

    review: CourseReview
    picture: Picture
    flags: tuple[Flag, ...]
    unicode: bool = True


class BrowseScreen(Screen[None]):
    """Lists the sessions on the left, the latest one chosen at first, with the chart and the chosen session beside."""

    DEFAULT_CSS = """
    BrowseScreen #browser { height: 1fr; }
    BrowseScreen #sessions { width: 24; height: 1fr; max-height: 100%; border: none; padding: 1 1 0 1; }
    BrowseScreen #sessions:focus { border: none; background-tint: $foreground 0%; }
    BrowseScreen #sessions, BrowseScreen #words { scrollbar-size-vertical: 1; }
    BrowseScreen #opened { width: 1fr; border-left: solid $border-blurred; }
    BrowseScreen #chart { height: auto; padding: 1 2 0 2; }
    BrowseScreen #words { height: 1fr; padding: 1 2; }
    BrowseScreen #session { height: auto; }
    BrowseScreen.-narrow #sessions { width: 19; padding: 0; }
    BrowseScreen.-narrow #chart { padding: 0 1; }
    BrowseScreen.-narrow #words { padding: 1 1 0 1; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (96, "-wide")]  # noqa: RUF012 - as Textual declares it
    KEYS: ClassVar[tuple[Shortcut, ...]] = (
        Shortcut("escape,q,ctrl+c,ctrl+q", "leave", "Esc", N_("leave"), rank=Rank.ALWAYS),
        Shortcut("n", "next_rupture", "n", N_("next possible rupture"), N_("next rupture?")),
        Shortcut("c", "hear('client')", "c", N_("client's ratings"), N_("client's")),
        Shortcut("y", "hear('clinician')", "y", N_("your ratings"), N_("yours")),
        Shortcut("w", "words", "w", N_("what was typed"), N_("words")),
        Shortcut("p", "earlier_rupture", "p", N_("earlier possible rupture"), N_("earlier rupture?")),
        Shortcut("space", "page(1)", "Space", N_("the session, further down"), in_line=False),
        Shortcut("backspace", "page(-1)", "Backspace", N_("the session, further up"), in_line=False),
        Shortcut("b", "app.blank", "b", N_("blank the screen"), in_line=False),
        Shortcut("f2", "hide_code", "F2", N_("hide the code, or show it"), in_line=False),
    )
    BINDINGS: ClassVar[list[Any]] = bindings(KEYS)

    def __init__(self, page: BrowsePage, begins: str = "") -> None:
        """``begins`` is the id of the session chosen at first."""
        super().__init__()
        self.page = page
        self.chosen = begins
        """The id of the chosen session."""
        self.raters = frozenset(Rater)
        self._hides_code, self._shows_words = False, True

    @property
    def more(self) -> tuple[str, ...]:
        """The help texts below the keys."""
        return (_("↑↓, Home and End choose a session."),)

    @property
    def records(self) -> tuple[SessionRecord, ...]:
        """The sessions in the order of the list, oldest first."""
        return self.page.review.course.records

    @property
    def at(self) -> int:
        """The index of the chosen session, from 0."""
        return self.query_one("#sessions", OptionList).highlighted or 0

    def compose(self) -> ComposeResult:
        yield TopLine(id="top")
        with Horizontal(id="browser"):
            yield OptionList(*(Option(self._row(point)) for point in self.page.picture.points), id="sessions")
            with Vertical(id="opened"):
                yield Static(id="chart")
                with VerticalScroll(id="words", can_focus=False):
                    yield Static(id="session")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        sessions = self.query_one("#sessions", OptionList)
        places = [place for place, each in enumerate(self.records) if each.session.id == self.chosen]
        sessions.highlighted = places[0] if places else len(self.records) - 1
        sessions.focus()
        self.query_one(KeyLine).say(keys_of(self, in_line=True))

    def on_option_list_option_highlighted(self) -> None:
        self.query_one("#words", VerticalScroll).scroll_home(animate=False, immediate=True)
        self.show_chosen()

    def on_resize(self) -> None:
        self.show_chosen()

    def show_chosen(self) -> None:
        """Show the chosen session, and the chart with a line pointing to it."""
        page, at = self.page, self.at
        self.chosen = self.records[at].session.id
        self._show_place()
        chart = self.query_one("#chart", Static)
        chart.display = can_be_drawn(page.picture)
        chart.update(self._without_code(self._chart(at)))
        opened = session_view(
            self.records[at],
            page.flags,
            page.review.answers or (),
            page.review.course.missed_before(at),
            client=page.review.course.client.code,
            raters=self.raters,
            words=self._shows_words,
            unicode=page.unicode,
        )
        self.query_one("#session", Static).update(self._without_code(opened))

    def _without_code(self, shown: RenderableType) -> RenderableType:
        return WithoutCode(shown, self.page.review.course.client.code) if self._hides_code else shown

    def _chart(self, at: int) -> RenderableType:
        drawn, unicode, rows = picture_by(self.page.picture, self.raters), self.page.unicode, self.size.height
        if rows < _LOW or self.has_class("-narrow"):
            return CourseLines(drawn, unicode=unicode, selected=at)
        is_tall = rows >= _TALL
        return CourseView(drawn, unicode=unicode, apart=True, low=not is_tall, legend=is_tall, selected=at)

    def _row(self, point: Point) -> Text:
        row = literal(f"{point.session.number:>3} {plain_day(point.session.on)} {session_signs(point)}")
        return row if self.page.unicode else as_ascii(row)

    def _show_place(self, told: str = "") -> None:
        code = "" if self._hides_code else self.page.review.course.client.code
        count = len(self.records)
        self.query_one(TopLine).say((code, _n("{count} session", "{count} sessions", count)), (told,))

    # -- keys and input

    def action_next_rupture(self) -> None:
        self._go(range(self.at + 1, len(self.records)), _("No later one with tension"))

    def action_earlier_rupture(self) -> None:
        self._go(range(self.at - 1, -1, -1), _("No earlier one with tension"))

    def _go(self, places: range, otherwise: str) -> None:
        """Choose the first of these sessions with tension or a possible rupture, or show ``otherwise`` if none."""
        points = self.page.picture.points
        found = next((each for each in places if points[each].noticed is not TensionStatus.NOTHING), None)
        if found is None:
            self._show_place(otherwise)
        else:
            self.query_one("#sessions", OptionList).highlighted = found

    def action_hear(self, rater: str) -> None:
        self.raters ^= {Rater(rater)}
        self.show_chosen()

    def action_words(self) -> None:
        self._shows_words = not self._shows_words
        self.show_chosen()

    def action_page(self, pages: int) -> None:
        words = self.query_one("#words", VerticalScroll)
        words.scroll_relative(y=pages * max(1, words.size.height - 2), animate=False, immediate=True)

    def action_hide_code(self) -> None:
        self._hides_code = not self._hides_code
        self.show_chosen()

    def action_leave(self) -> None:
        self.app.exit(Leaving(Left.ENDED))
