"""Bring the catalogues in step with the sentences in the source, and compile them.

python docs/catalogues.py --write     add new sentences, drop old ones, sort, compile
python docs/catalogues.py --list      every sentence of the program, by the file it stands in
python docs/catalogues.py             say what is missing; exits with 1
"""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from command_tree import commands

from alliance_cli.cli.spoken.help_pages import EXAMPLE, paragraphs

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
SOURCE = ROOT / "src" / "alliance_cli"
MARKS = {"_": 1, "N_": 1, "_n": 2, "NN_": 2, "_c": 2, "NC_": 2}
"""The functions that say or mark a sentence, and how many literal texts stand first in their brackets."""
WITH_CONTEXT = ("_c", "NC_")


def template() -> Catalog:
    """Every sentence that is marked in the source, with the files it stands in."""
    catalogue = Catalog(charset="utf-8")
    for place, line, name, texts in _marked_in_the_source():
        context, sentence = texts if name in WITH_CONTEXT else (None, texts if len(texts) > 1 else texts[0])
        catalogue.add(sentence, None, [(place, line)], context=context)
    for sentence, context in help_texts():
        catalogue.add(sentence, None, [("cli/commands", 0)], context=context)
    return catalogue


@cache
def _marked_in_the_source() -> tuple[tuple[str, int, str, tuple[str, ...]], ...]:
    """The file of each call that says or marks a sentence, and what ``marked`` tells of it."""
    return tuple(
        (path.relative_to(SOURCE).as_posix(), *found)
        for path in sorted(SOURCE.rglob("*.py"))
        for found in marked(path.read_text("utf-8"))
    )


def marked(source: str) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Line, function and texts of each call that says or marks a sentence, inside an f-string too."""
    for node in ast.walk(ast.parse(source)):
        name = _called(node.func) if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Call) and name in MARKS:
            first = node.args[: MARKS[name]]
            texts = tuple(
                each.value for each in first if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )
            if texts and len(texts) == len(first):
                yield node.lineno, name, texts


def _called(function: ast.expr) -> str:
    """The name of a function that is called by itself or as one of ``translation``."""
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return function.attr if function.value.id == "translation" else ""
    return function.id if isinstance(function, ast.Name) else ""


def help_texts() -> Iterator[tuple[str, str | None]]:
    """Each sentence of the help pages, and each word that stands for a value with its context."""
    for command in commands():
        for paragraph in paragraphs(command.help):
            if paragraph and not paragraph.startswith(EXAMPLE):
                yield paragraph, None
        for param in command.params:
            if param.help:
                yield " ".join(param.help.split()), None
            if param.metavar:
                yield param.metavar, "value"


def catalogues() -> Iterator[tuple[Path, Catalog]]:
    """Each catalogue with its file, brought in step with the source."""
    sentences = template()
    for path in sorted((SOURCE / "locale").glob("*.po")):
        if twice := doubled(path.read_text("utf-8")):
            sys.exit(f"{path.name} has two translations of one sentence, as after a merge; keep one: {twice}")
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.stem)
        catalogue.update(sentences, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        yield path, catalogue


def doubled(text: str) -> list[str]:
    """The sentences that stand twice in a catalogue; reading would put their translations one behind the other."""
    heads = Counter(entry[entry.find("msg") :].partition("msgstr")[0] for entry in text.split("\n\n"))
    return [head for head, count in heads.items() if count > 1]


def missing(catalogue: Catalog) -> list[Message]:
    """The sentences that have no translation."""
    return [message for message in catalogue if message.id and not all(_forms(message))]


def _forms(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def in_order(path: Path, catalogue: Catalog) -> str:
    """The text of a catalogue: its header as it was, and the sentences in alphabetical order."""
    body = BytesIO()
    write_po(body, catalogue, width=120, no_location=True, sort_output=True, omit_header=True)
    header = path.read_text("utf-8").partition("\n\n")[0]
    return f"{header}\n\n{body.getvalue().decode().strip()}\n"


def write() -> None:
    """Write every catalogue in order and compile it."""
    from hatch_build import compile_catalogues

    for path, catalogue in catalogues():
        path.write_text(in_order(path, catalogue), "utf-8")
    compile_catalogues()


def main() -> None:
    """Do what the arguments ask for."""
    if "--write" in sys.argv[1:]:
        write()
    if "--list" in sys.argv[1:]:
        for message in template():
            for sentence in message.id if isinstance(message.id, tuple) else (message.id,):
                sys.stdout.write(f"{message.locations[0][0] if message.locations else ''}: {sentence}\n")
        return
    gaps = {path.name: missing(catalogue) for path, catalogue in catalogues()}
    for name, messages in gaps.items():
        for message in messages:
            sys.stderr.write(f"{name}: {message.id!r} ({message.locations[0][0] if message.locations else ''})\n")
    sys.exit(any(gaps.values()))


if __name__ == "__main__":
    main()
