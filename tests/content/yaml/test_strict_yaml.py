"""YAML texts stay as written; anything that could run, multiply or change type is refused with its line."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.content import folders
from alliance_cli.content.yaml.mistakes import MOST_LISTED, MistakeCollector
from alliance_cli.content.yaml.nodes import BrokenNode, MappingNode, Node, ScalarNode, SequenceNode
from alliance_cli.content.yaml.strict_yaml import MOST_BYTES, decoded, document, read_text
from alliance_cli.content.yaml.tree import _read_fast, _read_strictly


def read(text: str) -> tuple[Node | None, list[str]]:
    collector = MistakeCollector("f.yaml")
    node = document(text, collector)
    return node, [f"{mistake.line} {mistake.what}" for mistake in collector.listed()]


def refusal(text: str) -> str:
    """The only mistake in ``text``."""
    _, mistakes = read(text)
    assert len(mistakes) == 1
    return mistakes[0]


@pytest.mark.parametrize(
    "word", ["on", "no", "yes", "true", "1:30", "2026-11-20", "007", "1e3", ".5", "0x1f", "null", "~", "=", "<<"]
)
def test_words_that_yaml_would_convert_stay_text(word: str) -> None:
    assert read(f"a: {word}") == (MappingNode(1, (_entry("a", ScalarNode(1, word)),)), [])


def _entry(key: str, value: Node) -> object:
    from alliance_cli.content.yaml.nodes import MappingEntry

    return MappingEntry(value.line, key, value)


def test_a_key_that_yaml_would_read_as_true_stays_text() -> None:
    node, _ = read("on: a\nno: b")
    assert isinstance(node, MappingNode)
    assert [entry.key for entry in node.entries] == ["on", "no"]


def test_every_node_has_its_line() -> None:
    node, mistakes = read("# a comment\na:\n  - x\n\n  - y: |\n      one\n      two\nb: {c: d,\n  e: f}\n")
    assert not mistakes
    assert isinstance(node, MappingNode)
    items, table = node.entries[0].value, node.entries[1].value
    assert isinstance(items, SequenceNode)
    assert isinstance(table, MappingNode)
    assert [item.line for item in items.items] == [3, 5]
    assert [entry.line for entry in table.entries] == [8, 9]


def test_only_an_unquoted_null_is_empty() -> None:
    assert ScalarNode(1, "null").is_empty
    assert ScalarNode(1, "").is_empty
    assert not ScalarNode(1, "null", '"').is_empty


def test_a_repeated_key_is_refused_and_the_first_is_kept() -> None:
    node, mistakes = read("a: 1\nb: 2\na: 3\n")
    assert mistakes == ["3 is used here a second time; the first is on line 1"]
    assert isinstance(node, MappingNode)
    assert [entry.key for entry in node.entries] == ["a", "b"]


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.system ['touch ran']", "!!python/name:os.system", "!own x", "!!str x", "! x"]
)
def test_a_tag_is_refused_and_nothing_runs(tag: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    node, mistakes = read(f"a: b\nc: {tag}\n")
    assert [mistake[:16] for mistake in mistakes] == ["2 carries a tag "]
    assert isinstance(node, MappingNode)
    assert node.entries[1].value == BrokenNode(2)
    assert not list(tmp_path.iterdir())


def test_each_alias_is_refused_quickly() -> None:
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    begun = time.perf_counter()
    _, mistakes = read("\n".join(["a0: &a0 [lol]", *levels]))
    assert time.perf_counter() - begun < 2
    assert mistakes[0].startswith("1 gives a name with &")
    assert sum("points to another place with *" in mistake for mistake in mistakes) > 30


def test_a_file_full_of_mistakes_gives_a_short_list() -> None:
    _, mistakes = read("a: [" + "*x, " * 1000 + "]")
    assert len(mistakes) == MOST_LISTED + 1
    assert mistakes[-1] == f"0 and {1000 - MOST_LISTED} more; correct these first"


@pytest.mark.parametrize("text", ["[" * 5000, "- " * 5000, "{a: " * 300, "\n".join("  " * n + "a:" for n in range(99))])
def test_deep_nesting_is_refused(text: str) -> None:
    assert "more than 20 levels deep" in refusal(text)


def test_a_file_may_have_at_most_256_kib(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    path.write_bytes(b"a: " + b"x" * (MOST_BYTES - 3))
    collector = MistakeCollector("big.yaml")
    text = read_text(path, collector)
    assert text is not None
    assert document(text, collector) is not None
    path.write_bytes(b"a: " + b"x" * (MOST_BYTES - 2))
    assert read_text(path, collector) is None
    assert document(text + "x", collector) is None
    assert [mistake.what[:22] for mistake in collector.listed()] == ["is larger than 256 KiB"] * 2


def test_the_size_limit_counts_bytes() -> None:
    assert "larger than 256 KiB" in refusal("a: " + "é" * (MOST_BYTES // 2))


def test_text_that_is_not_utf_8_is_refused_at_its_line() -> None:
    collector = MistakeCollector("f.yaml")
    assert decoded("a: b\nc: Müller\n".encode("latin-1"), collector) is None
    assert [(mistake.line, mistake.what[:12]) for mistake in collector.listed()] == [(2, "is not UTF-8")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_for_any_line_end(end: str) -> None:
    collector = MistakeCollector("f.yaml")
    assert decoded(f"a: b{end}{end}c: Müller{end}".encode("latin-1"), collector) is None
    assert [mistake.line for mistake in collector.listed()] == [3]
    assert refusal(f"a: b{end}c: d{end}e: \0{end}").startswith("3 holds a control character")
    assert read(f"a: b{end}a: c{end}")[1][0].startswith("2 ")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_comment_on_the_line_after_a_text_is_found_for_any_line_end(end: str) -> None:
    node, _ = read(f"a: one{end}  #2 two{end}b: x{end}")
    assert isinstance(node, MappingNode)
    assert [getattr(entry.value, "comment", None) for entry in node.entries] == [2, 0]


def test_many_empty_lines_are_read_quickly() -> None:
    begun = time.perf_counter()
    read("a: b" + "\r\n" * 5000 + "c: d")
    assert time.perf_counter() - begun < 2


def test_a_folder_or_missing_file_cannot_be_read(tmp_path: Path) -> None:
    collector = MistakeCollector("f.yaml")
    assert read_text(tmp_path, collector) is None
    assert read_text(tmp_path / "gone.yaml", collector) is None
    assert [mistake.what for mistake in collector.listed()] == ["is not an ordinary file", "cannot be read"]


def test_a_byte_order_mark_is_not_part_of_the_text() -> None:
    assert read("\ufeffa: b") == read("a: b")


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b[31m", "\x7f", "\x9b", "\ud800", "\ufffe"])
def test_control_characters_are_refused_at_their_line(sign: str) -> None:
    assert refusal(f"a: b\nc: x{sign}y\n").startswith("2 holds a control character")


@pytest.mark.parametrize("escape", [r"\0", r"\x1b", r"\u0007", r"\u2028", r"\U0001F600"])
def test_escapes_in_double_quotes_give_any_character(escape: str) -> None:
    node, mistakes = read(f'a: "{escape}"')
    assert not mistakes
    assert isinstance(node, MappingNode)
    assert node.entries[0].value == ScalarNode(1, escape.encode().decode("unicode_escape").replace("\0", "\x00"), '"')


def test_surrogate_pairs_are_joined() -> None:
    node, mistakes = read(json.dumps({"a": "😀 ok"}))
    assert (isinstance(node, MappingNode) and node.entries[0].value) == ScalarNode(1, "😀 ok", '"')
    assert not mistakes


def test_a_lone_surrogate_is_refused() -> None:
    assert refusal('a: b\nc: "\\ud83d"') == "2 holds half a character: an escape that needs its other half"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: b\nask: What now: this?\n", "2 holds a colon"),
        ("a: b\nc:\n\td: e\n", "3 is indented with a tab"),
        ('a: b\nc: "never closed\nd: e\n', "2 opens a quotation mark"),
        ("a: b\nc: 'it's'\n", "2 does not fit the lines before it"),
        ("a: [b, c\n\nd: e\n", "1 belongs to a list in brackets"),
        ("a: b\nc: @d\n", "2 begins a text with a sign"),
        ("a: b\nc: **d**\n", "2 begins a text with * or &"),
        ('a: b\nc: "\\q"\n', "2 holds a backslash"),
        ("a:\n  - b\n - c\n", "3 does not fit the lines before it"),
        ("a: b\n   c: d\n", "2 holds a colon"),
        ("  a: b\nc: d\n", "2 is indented differently"),
        ("a: b\nc\nd: e\n", "2 has a key without its colon"),
        ('a: "\\UFFFFFFFF"', "0 cannot be read as YAML"),
        ("a: b\n---\nc: d\n", "2 a second document begins here"),
        ("? [a]\n: b\n", "1 is in the place of a key"),
    ],
)
def test_yaml_errors_are_reported_in_plain_words_with_their_line(text: str, said: str) -> None:
    assert refusal(text).startswith(said)


@given(st.text())
def test_any_text_gives_a_tree_or_a_mistake(text: str) -> None:
    node, mistakes = read(text)
    assert node is not None or mistakes


@given(st.text(alphabet="ab:-[]{}&*!|>'\"%@`?#, \n\t\\", max_size=60))
def test_any_mix_of_yaml_symbols_gives_a_tree_or_a_mistake(text: str) -> None:
    node, mistakes = read(text)
    assert node is not None or mistakes


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: b\nc:\td", 2),
        ("a: b\nc: {d? : e}", 2),
        ("a: [b? ]", 1),
        ("a:\n  b: >#c\n    d", 2),
        ("a: b\n\ufeff", 2),
    ],
)
def test_content_that_only_the_fast_parser_accepts_is_refused(text: str, line: int) -> None:
    assert refusal(text).startswith(f"{line} ")


_PIECES = ("a", ": ", "- ", "\n", "\n  ", " ", "{", "}", "[", "]", ", ", "?", "'", '"', "#", " #", "|\n", ">#", "!")


@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
def test_the_fast_parser_agrees_with_the_strict_one(text: str) -> None:
    found = MistakeCollector("")
    fast, strict = _read_fast(text), _read_strictly(text, found)
    assert fast is None or (fast, found.mistakes) == (strict, [])


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML was built without libyaml")
def test_every_shipped_file_is_read_by_the_fast_parser() -> None:
    files = tuple(folders.shipped_folder().glob("**/*.yaml"))
    assert files
    assert all(_read_fast(path.read_text("utf-8")) for path in files)
