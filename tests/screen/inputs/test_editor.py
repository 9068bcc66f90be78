"""The editor returns exactly the text typed, pasted or stored, and stays fast on long texts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.geometry import Region

from alliance_cli.core.text import escape_controls
from alliance_cli.screen.inputs import wrapping
from alliance_cli.screen.inputs.editor import Editor
from alliance_cli.screen.inputs.wrapping import Wrapping, breaks, shown

_AWKWARD = [
    "\x1b[31m",
    "\x1b]52;c;eA==\x07",
    "\r",
    "\r\n",
    "\n",
    "\t",
    "\x0b",
    "\x85",
    "\u2028",
    "é",
    "e\u0301",
    "字",
    "👩‍👧",
    "\u200b",
]
TEXTS = st.lists(st.sampled_from(_AWKWARD) | st.text(max_size=8), max_size=12).map("".join)
_ACTIONS: list[Callable[[Editor], object]] = [
    Editor.action_cut,
    Editor.action_paste,
    Editor.action_new_line,
    Editor.action_delete_left,
    Editor.action_delete_right,
    Editor.action_delete_word_left,
    Editor.action_delete_word_right,
    Editor.action_delete_line,
    Editor.action_delete_to_start_of_line,
]
_MOVES: list[Callable[[Editor], object]] = [
    Editor.action_cursor_left,
    Editor.action_cursor_right,
    Editor.action_cursor_up,
    Editor.action_cursor_down,
    Editor.action_cursor_word_left,
    Editor.action_cursor_line_start,
    lambda editor: editor.action_cursor_left(select=True),
    lambda editor: editor.action_cursor_up(select=True),
    lambda editor: editor.action_cursor_word_right(select=True),
    Editor.action_select_all,
]


def editor_of(text: str, width: int = 12) -> Editor:
    """An editor outside any screen, wrapped to a width."""
    editor = Editor(text)
    editor.wrapped_document.wrap(width)
    return editor


def index(editor: Editor, location: tuple[int, int]) -> int:
    """The index of a location in the whole text."""
    return sum(len(line) + 1 for line in editor.document.lines[: location[0]]) + location[1]


@given(TEXTS)
@settings(max_examples=40)
def test_a_stored_text_is_returned_unchanged(text: str) -> None:
    assert Editor(text).text == text


@given(TEXTS, TEXTS, st.data())
@settings(max_examples=60)
def test_text_is_inserted_at_the_cursor_and_nothing_else_changes(before: str, put_in: str, data: st.DataObject) -> None:
    editor = editor_of(before)
    for move in data.draw(st.lists(st.sampled_from(_MOVES), max_size=6)):
        move(editor)
    start, end = sorted(index(editor, place) for place in editor.selection)
    assert editor.selected_text == before[start:end]
    editor._replace_via_keyboard(put_in, *editor.selection)
    assert editor.text == before[:start] + put_in + before[end:]
    assert index(editor, editor.cursor_location) == start + len(put_in)


@given(TEXTS, st.lists(st.sampled_from(_ACTIONS) | st.sampled_from(_MOVES) | TEXTS, max_size=15))
def test_undo_and_redo_step_through_every_text(text: str, acts: list[Callable[[Editor], object] | str]) -> None:
    editor = editor_of(text)
    texts = [text]
    for act in acts:
        editor.history.checkpoint()
        if isinstance(act, str):
            editor._replace_via_keyboard(act, *editor.selection)
        else:
            act(editor)
        if len(editor.history.undo_stack) == len(texts):
            texts.append(editor.text)
        assert editor.text == texts[-1]
        assert_wrapped(editor)
    for before in reversed(texts[:-1]):
        editor.undo()
        assert editor.text == before
        assert_wrapped(editor)
    for after in texts[1:]:
        editor.redo()
        assert editor.text == after


def assert_wrapped(editor: Editor) -> None:
    """Check that the rows equal those of a freshly wrapped document."""
    rows = editor.wrapped_document
    assert isinstance(rows, Wrapping)
    assert [rows.get_offsets(line) for line in range(editor.document.line_count)] == [
        breaks(line, 12) for line in editor.document.lines
    ]
    assert rows.height == sum(len(rows.get_sections(line)) for line in range(editor.document.line_count))
    row, column = editor.cursor_location
    assert 0 <= row < editor.document.line_count
    assert 0 <= column <= len(editor.document.get_line(row))


@given(TEXTS, st.integers(min_value=2, max_value=30))
def test_rows_fit_the_width_and_join_to_the_line(text: str, width: int) -> None:
    line = text.replace("\n", " ")
    edges = [0, *breaks(line, width), len(line)]
    rows = [line[start:end] for start, end in itertools.pairwise(edges)]
    assert "".join(rows) == line
    assert all(rows) or not line
    assert all(cell_len(shown(row)) <= width and len(row) <= width for row in rows)


def test_a_row_ends_after_a_word() -> None:
    assert breaks("Wir sprachen über den Abschied", 14) == [13, 22]


@given(TEXTS)
def test_drawn_text_is_harmless_and_has_the_same_length(text: str) -> None:
    drawn = shown(text.replace("\n", ""))
    assert len(drawn) == len(text.replace("\n", ""))
    assert escape_controls(drawn) == drawn
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", drawn)


@given(TEXTS, st.integers(0, 60), st.integers(0, 12))
def test_each_cell_maps_to_a_location_in_the_text(text: str, y: int, x: int) -> None:
    rows = editor_of(text).wrapped_document
    line, column = rows.offset_to_location(wrapping.Offset(x, y))
    assert 0 <= column <= len(rows.document.get_line(line))
    assert rows.location_to_offset((line, column)).y == min(y, rows.height - 1)


def _measured(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A list that collects how many characters each measurement covers."""
    lengths: list[int] = []
    real = wrapping.shown

    def counted(text: str) -> str:
        lengths.append(len(text))
        return real(text)

    monkeypatch.setattr(wrapping, "shown", counted)
    return lengths


@pytest.mark.parametrize("character", ["a", "字", "ä ", "e\u0301"])
def test_a_key_in_a_line_of_100_kilobytes_measures_a_few_rows_at_its_end(
    monkeypatch: pytest.MonkeyPatch, character: str
) -> None:
    editor = editor_of(character * (100_000 // len(character)), width=80)
    lengths = _measured(monkeypatch)
    editor._replace_via_keyboard("x", *editor.selection)
    assert sum(lengths) <= 20 * 80


def test_a_key_at_the_start_of_a_line_of_100_kilobytes_measures_the_line_once(monkeypatch: pytest.MonkeyPatch) -> None:
    editor = editor_of("a" * 100_000, width=80)
    editor.move_cursor((0, 0))
    lengths = _measured(monkeypatch)
    editor._replace_via_keyboard("x", *editor.selection)
    assert sum(lengths) <= 100_000 + 20 * 80


def test_a_paste_of_a_megabyte_measures_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    editor = editor_of("", width=80)
    lengths = _measured(monkeypatch)
    editor._replace_via_keyboard("Wir sprachen über den Abschied. " * 31_250, *editor.selection)
    assert sum(lengths) <= 1.3 * 1_000_000


def test_an_editor_without_a_style_sheet_is_drawn_blank() -> None:
    """A question may be drawn once more while it is removed; Textual's editor would fail then."""
    rows = Editor("words").render_lines(Region(0, 0, 5, 2))
    assert [row.text for row in rows] == [" " * 5] * 2
