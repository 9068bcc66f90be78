"""A made-up language that writes each sentence of the program in Cyrillic letters, and finds untranslated ones."""

from __future__ import annotations

import io
import re
import string
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel.messages.mofile import write_mo

from alliance_cli.content.folders import shipped_folder
from alliance_cli.core.settings.settings import defaults

sys.path.insert(0, str(Path(__file__).parents[1] / "docs"))
import catalogues
from command_tree import commands

LANGUAGE = "zz"
LETTERS = str.maketrans(
    string.ascii_letters, "".join(chr(first + place) for first in (0x430, 0x410) for place in range(26))
)
WORD = re.compile(r"[A-Za-z]{2,}")


def pseudo(text: str) -> str:
    """The sentence in Cyrillic letters, with its placeholders as they are."""
    parts = re.split(r"(\{[^{}]*\})", text)
    return "".join(part if part.startswith("{") else part.translate(LETTERS) for part in parts)


def pseudo_content(english: Any, german: Any) -> Any:
    """The content of a file with each translatable text in Cyrillic letters."""
    if isinstance(english, dict) and isinstance(german, dict):
        return {key: pseudo_content(value, german.get(key)) for key, value in english.items()}
    if isinstance(english, list) and isinstance(german, list) and len(english) == len(german):
        return [pseudo_content(*each) for each in zip(english, german, strict=True)]
    return english.translate(LETTERS) if isinstance(english, str) and english != german else english


def write_catalogue(folder: Path) -> None:
    (folder / f"{LANGUAGE}.mo").write_bytes(_compiled())


@cache
def _compiled() -> bytes:
    """The catalogue, made once per process because searching the source for sentences takes a second."""
    catalogue = catalogues.template()
    for message in catalogue:
        if message.id:
            one = isinstance(message.id, str)
            message.string = pseudo(message.id) if one else tuple(pseudo(each) for each in message.id)
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def write_prompts(folder: Path) -> None:
    shipped = shipped_folder()
    for german in (shipped / "de").rglob("*.yaml"):
        name = german.relative_to(shipped / "de")
        english = shipped / name
        content = pseudo_content(_read(english), _read(german))
        if "language" in content:  # an instrument names none
            content["language"] = LANGUAGE
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")


def words_of(node: Any) -> Iterator[str]:
    if isinstance(node, dict | list):
        for each in [*node, *node.values()] if isinstance(node, dict) else node:
            yield from words_of(each)
    elif isinstance(node, str):
        yield from WORD.findall(node)


TREE = tuple(commands())
NAMES = "|".join(sorted({name for command in TREE for name in command.path}))


def _ids_in(node: Any) -> Iterator[str]:
    for each in node if isinstance(node, list) else node.values() if isinstance(node, dict) else ():
        yield from _ids_in(each)
    if isinstance(node, dict) and "id" in node:
        yield str(node["id"])


def _read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def shipped(*folders: str) -> list[Any]:
    """The content of the shipped files in some folders."""
    return [_read(path) for folder in folders for path in sorted((shipped_folder() / folder).glob("*.yaml"))]


IDS = {each for content in shipped(".", "learn", "moments", "instruments") for each in _ids_in(content)}
"""The ids in the shipped files, which are typed."""
AN_ID = "|".join(sorted(map(re.escape, IDS), key=len, reverse=True))
NO_SENTENCES = (
    re.compile(r"https?://\S+|\b10\.\d{4,}/\S+"),
    re.compile(r"(?<![\w.])(~|\.)?/[\w./~@+-]+"),
    re.compile(rf"\balliance\b(?:\s+(?:{NAMES})\b(?!-))*(?:\s+(?:{AN_ID})\b){{0,2}}"),
    re.compile(r"--script \S+|(?<!\w)--?[a-z][a-z-]*(=\S+)?"),
    re.compile("|".join(re.escape(name) for name in sorted(defaults(), key=len, reverse=True) if "." in name)),
    re.compile(r"\b[\w-]+\.(yaml|json|md|csv|db)\b"),
    re.compile(r"\b(ALLIANCE_[A-Z_]+|VISUAL|EDITOR)\b"),
    re.compile(r"\b[0-9A-Z]{4}(\s+[0-9A-Z]{4})+\b|\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"),
)
"""Addresses, paths, command lines, options, settings, files, variables, the recovery code and the ids of moments."""


def left_over(screen: str, allowed: frozenset[str] = frozenset()) -> list[str]:
    """The words in Latin letters that should have been translated."""
    for each in NO_SENTENCES:
        screen = each.sub(" ", screen)
    return [word for word in WORD.findall(screen) if word not in allowed]


IDS_IN_WORDS = frozenset(WORD.findall(" ".join(IDS)))
TITLES = frozenset(WORD.findall(" ".join(content["title"] for content in shipped("instruments"))))
WORKS = frozenset(words_of(shipped("sources")))
"""The titles of instruments and works, which stay in the language they were published in."""
