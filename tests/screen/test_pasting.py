"""A paste arrives as one event with exactly its text, however the terminal cuts it into pieces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual import events

from alliance_cli.screen.textual_seam.pasting import PASTE_ENDS, PASTE_STARTS, PasteParser

TEXTS = st.text(st.sampled_from("ab\x1b[201~\r\n字"), max_size=30).filter(lambda text: PASTE_ENDS not in text)


def _events(sent: str, sizes: list[int]) -> list[events.Key | events.Paste]:
    """What comes of some characters, sent in pieces of these sizes and then all the rest."""
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


def test_two_pastes_after_each_other_are_two() -> None:
    found = _events(f"{PASTE_STARTS}one{PASTE_ENDS}{PASTE_STARTS}two{PASTE_ENDS}", [])
    assert [each.text for each in found if isinstance(each, events.Paste)] == ["one", "two"]


def test_a_start_in_two_pieces_is_a_paste_all_the_same() -> None:
    found = _events(f"{PASTE_STARTS}one{PASTE_ENDS}x", [3])
    assert [each.text for each in found if isinstance(each, events.Paste)] == ["one"]
