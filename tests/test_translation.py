"""Sentences are translated, and every catalogue contains all of them."""

from __future__ import annotations

import ast
import re
import string
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from alliance_cli import translation
from alliance_cli.core.formatting import DAY, day_in_words, decimal, either, joined, points, signed, span_of

sys.path.insert(0, str(Path(__file__).parent.parent / "docs"))
import catalogues

SOURCES = sorted(catalogues.SOURCE.rglob("*.py"))
SAY, MARKED = ("_", "_n", "_c"), tuple(catalogues.MARKS)
TYPERS = ("typer.Option", "typer.Argument", "command", "session_command", "day_command")
"""Help texts, which are found separately."""
SENTENCE = re.compile(r"[A-Z][a-z'-]* [a-z].*[.:?;]", re.DOTALL)
NOT_SAID = [("export_json.py", "A de-identified export cannot be read back.")]
"""Texts in the JSON Schema of exports."""


@pytest.fixture
def german() -> Iterator[None]:
    translation.choose(lambda: "de-AT")
    yield
    translation.choose(lambda: "en")


@pytest.fixture(scope="module")
def shipped() -> dict[str, Catalog]:
    return {path.stem: catalogue for path, catalogue in catalogues.catalogues()}


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def fields(text: str) -> set[str]:
    return {name for _text, name, _form, _conversion in string.Formatter().parse(text) if name is not None}


def test_english_sentences_are_those_in_the_source() -> None:
    translation.choose(lambda: "en")
    assert day_in_words(date(2026, 11, 7)) == "Sat 07 Nov 2026"
    assert day_in_words(date(2026, 11, 7), DAY) == "7 Nov"
    assert (points(7.0), points(7.25), decimal(0.5, 2)) == ("7", "7.2", "0.50")
    assert (joined(["a"]), joined(["a", "b", "c"]), either(["a", "b"])) == ("a", "a, b and c", "a or b")


@pytest.mark.usefixtures("german")
def test_a_regional_german_code_gives_german() -> None:
    assert day_in_words(date(2026, 11, 7)) == "Sa., 07.11.2026"
    assert day_in_words(date(2026, 11, 7), DAY) == "7.11."
    assert (points(7.0), points(7.25)) == ("7", "7,2")
    assert (joined(["a", "b", "c"]), either(["a", "b"])) == ("a, b und c", "a oder b")
    assert translation._("No such sentence, {name}.", name="{x}") == "No such sentence, {x}."


def test_a_language_without_a_catalogue_gives_english() -> None:
    translation.choose(lambda: "xx")
    assert joined(["a", "b"]) == "a and b"
    translation.choose(lambda: "en")


def test_sentences_said_while_finding_the_language_are_english() -> None:
    said = []

    def find() -> str:
        said.append(joined(["a", "b"]))
        return "de"

    translation.choose(find)
    assert joined(["a", "b"]) == "a und b"
    assert said == ["a and b"]
    translation.choose(lambda: "en")


def test_every_sentence_has_a_translation_in_every_catalogue(shipped: dict[str, Catalog]) -> None:
    assert shipped
    for name, catalogue in shipped.items():
        assert [message.id for message in catalogues.missing(catalogue)] == [], name


def test_translations_have_the_placeholders_of_their_sentence(shipped: dict[str, Catalog]) -> None:
    for name, catalogue in shipped.items():
        wrong = [message.id for message in catalogue if message.id and not _fit(message)]
        assert wrong == [], name


def _fit(message: Message) -> bool:
    if message.context == "date":  # a language writes a date with the parts it needs
        return True
    wanted = set().union(*(fields(text) for text in forms(message.id)))
    least = wanted - {"count"} if isinstance(message.id, tuple) else wanted
    return all(not text or least <= fields(text) <= wanted for text in forms(message.string))


def test_no_entry_contains_two_translations(shipped: dict[str, Catalog]) -> None:
    """A merge can leave two in one entry; then there is no space between two sentences."""
    joint = re.compile(r"[a-zäöüß)][.!?;:]?[A-ZÄÖÜ][a-zäöü]+ |[a-zäöüß][.!?:][A-ZÄÖÜ]")
    for name, catalogue in shipped.items():
        glued = [
            (message.id, text)
            for message in catalogue
            if message.id
            for text in forms(message.string)
            if joint.search(text) and not any(joint.search(source) for source in forms(message.id))
        ]
        assert glued == [], name


def test_german_uses_one_word_for_client(shipped: dict[str, Catalog]) -> None:
    """A sentence to the clinician says Ihr Gegenüber, a label Klient:in; only the plural names both words."""
    other = re.compile(r"Klientenseite|(?:die|der|Ihre|vom) Klient(?:in)?\b")
    said = [text for message in shipped["de"] if message.id for text in forms(message.string)]
    assert [text for text in said if other.search(text)] == []


def test_a_repeated_sentence_in_a_catalogue_is_found() -> None:
    one, other = 'msgctxt "a"\nmsgid "May"\nmsgstr "Mai"', 'msgid "May"\nmsgstr "Mai"'
    assert catalogues.doubled(f"{one}\n\n{other}") == []
    assert catalogues.doubled(f"{one}\n\n#, python-brace-format\n{other}\n\n{other}") == ['msgid "May"\n']


def test_catalogues_are_in_order() -> None:
    for path, catalogue in catalogues.catalogues():
        assert catalogues.in_order(path, catalogue) == path.read_text("utf-8"), "python docs/catalogues.py --write"


def test_marked_sentences_are_found_anywhere() -> None:
    source = """f"# {_('Inside')}"\n_n("one", "many", n)\n_c("month", "May")\ntranslation._("Whole")\n_(variable)"""
    found = [(name, texts) for _line, name, texts in catalogues.marked(source)]
    assert sorted(found) == [("_", ("Inside",)), ("_", ("Whole",)), ("_c", ("month", "May")), ("_n", ("one", "many"))]


def test_no_sentence_is_translated_while_a_module_loads() -> None:
    early = [
        f"{path.name}:{call.lineno}"
        for path in SOURCES
        for statement in ast.parse(path.read_text("utf-8")).body
        for call in said_at_once(statement)
    ]
    assert early == []


def said_at_once(node: ast.AST) -> Iterator[ast.Call]:
    """Calls that say a sentence when the node runs: those inside a function wait until it is called."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) in SAY:
        yield node
    parts = ast.iter_child_nodes(node)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        parts = iter((*node.args.defaults, *filter(None, node.args.kw_defaults)))
    for each in parts:
        yield from said_at_once(each)


def test_every_sentence_is_marked_for_translation() -> None:
    unmarked = [(path.name, text) for path in SOURCES for text in unmarked_texts(ast.parse(path.read_text("utf-8")))]
    assert [found for found in unmarked if found not in NOT_SAID] == []


def unmarked_texts(tree: ast.AST) -> Iterator[str]:
    """Texts that begin with a capital and end like a sentence, except docstrings and texts passed to Typer."""
    if isinstance(tree, ast.Call) and ast.unparse(tree.func).removeprefix("translation.") in (*MARKED, *TYPERS):
        return
    if isinstance(tree, ast.Expr) and isinstance(tree.value, ast.Constant):
        return
    if isinstance(tree, ast.Constant) and isinstance(tree.value, str) and SENTENCE.fullmatch(tree.value):
        yield tree.value
    for each in ast.iter_child_nodes(tree):
        yield from unmarked_texts(each)


@pytest.mark.parametrize("left", [0, 3, 5000, -1])
def test_a_truncated_catalogue_counts_as_missing(left: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Path(translation.CATALOGUES, "de.mo").read_bytes()
    (tmp_path / "de.mo").write_bytes(whole[:left])
    monkeypatch.setattr(translation, "CATALOGUES", str(tmp_path))
    assert not translation.is_spoken("de")


@pytest.mark.parametrize(
    ("value", "shown"), [(0.84, "+0.8"), (-0.84, "-0.8"), (0.04, "0.0"), (-0.04, "0.0"), (0, "0.0")]
)
def test_a_difference_that_rounds_to_zero_has_no_sign(value: float, shown: str) -> None:
    assert signed(value) == shown


def test_a_span_of_one_day_names_it_once() -> None:
    first, last = date(2026, 11, 22), date(2026, 11, 29)
    assert (span_of((first, first)), span_of((first, last))) == ("22 Nov 2026", "22 Nov 2026 to 29 Nov 2026")
