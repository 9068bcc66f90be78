"""A paste arrives as one event with its exact text, however the terminal splits it."""

from __future__ import annotations

import os
import threading
from select import select
from time import sleep

from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from alliance_cli.screen.textual_seam.pasting import PASTE_ENDS, PASTE_STARTS, NotText, PasteParser, read_input

TEXTS = st.text(st.sampled_from("ab\x1b[201~\r\n字"), max_size=30).filter(lambda text: PASTE_ENDS not in text)


def _events(sent: str, sizes: list[int]) -> list[events.Key | events.Paste]:
    """The events for text sent in pieces of these sizes, followed by the rest."""
    parser, found = PasteParser(), []
    for size in sizes:
        found += [*parser.feed(sent[:size])] if sent else []
        sent = sent[size:]
    found += [*parser.feed(sent)] if sent else []
    return [each for each in found if isinstance(each, events.Key | events.Paste)]


@given(TEXTS, st.lists(st.integers(1, 12), max_size=12))
def test_a_paste_is_one_event(text: str, sizes: list[int]) -> None:
    start = len(PASTE_STARTS) + 1
    found = _events(f"x{PASTE_STARTS}{text}{PASTE_ENDS}y", [start, *sizes])
    assert [type(each) for each in found] == [events.Key, events.Paste, events.Key]
    pasted = found[1]
    assert isinstance(pasted, events.Paste)
    assert pasted.text == text


def test_two_pastes_in_a_row_are_two_events() -> None:
    found = _events(f"{PASTE_STARTS}one{PASTE_ENDS}{PASTE_STARTS}two{PASTE_ENDS}", [])
    assert [each.text for each in found if isinstance(each, events.Paste)] == ["one", "two"]


def test_a_start_sequence_in_two_pieces_still_begins_a_paste() -> None:
    found = _events(f"{PASTE_STARTS}one{PASTE_ENDS}x", [3])
    assert [each.text for each in found if isinstance(each, events.Paste)] == ["one"]


def _read(*sent: bytes) -> list[Message]:
    """The messages for pieces of input, each sent after the one before was read."""
    reading, writing = os.pipe()
    taken: list[Message] = []
    reader = threading.Thread(target=read_input, args=(reading, threading.Event(), taken.append))
    reader.start()
    for piece in sent:
        os.write(writing, piece)
        while select([reading], [], [], 0)[0]:
            sleep(0.001)
    os.close(writing)
    reader.join(5)
    os.close(reading)
    return taken


def test_a_character_in_two_pieces_is_joined_and_reading_goes_on() -> None:
    first, second = "é".encode()[:1], "é".encode()[1:]
    assert [getattr(each, "character", None) for each in _read(b"a", first, second, b"b")] == ["a", "é", "b"]


def test_bytes_that_are_not_text_are_left_out_and_reported() -> None:
    taken = _read(b"gr\xfcn", b"\xfc", b"\x1b[200~caf\xe9s\x1b[201~")
    assert "".join(getattr(each, "character", None) or getattr(each, "text", "") for each in taken) == "grncafs"
    assert sum(isinstance(each, NotText) for each in taken) == 3
