"""No sentence escapes translation: in a made-up language, what is left in Latin letters was typed, or is no sentence.

The made-up language writes each sentence of the program and of the shipped prompts in Cyrillic letters. The commands
are run in it, and whatever word of Latin letters stands on the screen then must be a code, a command line, a path or
the like. PSEUDO=show (or the name of a command) shows each screen with the words that nothing accounts for.
"""

from __future__ import annotations

import io
import os
import re
import string
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from babel.messages.mofile import write_mo

from alliance_cli import translation
from alliance_cli.cli.root import run
from alliance_cli.content.folders import shipped_folder
from alliance_cli.core.preferences import defaults
from alliance_cli.storage.file import keys

from .conftest import PASSPHRASE, derive

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))
import catalogues
from command_tree import Command, commands
from completion import VALUES

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
    """What differs between two languages of a file is text."""
    if isinstance(english, dict) and isinstance(german, dict):
        return {key: pseudo_content(value, german.get(key)) for key, value in english.items()}
    if isinstance(english, list) and isinstance(german, list) and len(english) == len(german):
        return [pseudo_content(*each) for each in zip(english, german, strict=True)]
    return english.translate(LETTERS) if isinstance(english, str) and english != german else english


def write_catalogue(folder: Path) -> None:
    catalogue = catalogues.template()
    for message in catalogue:
        if message.id:
            one = isinstance(message.id, str)
            message.string = pseudo(message.id) if one else tuple(pseudo(each) for each in message.id)
    with (folder / f"{LANGUAGE}.mo").open("wb") as file:
        write_mo(file, catalogue)


def write_prompts(folder: Path) -> None:
    shipped = shipped_folder()
    for german in (shipped / "de").rglob("*.yaml"):
        name = german.relative_to(shipped / "de")
        english = shipped / name
        content = pseudo_content(yaml.safe_load(english.read_text("utf-8")), yaml.safe_load(german.read_text("utf-8")))
        if "language" in content:  # an instrument names none
            content["language"] = LANGUAGE
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")


def _words_of(node: Any) -> Iterator[str]:
    if isinstance(node, dict | list):
        for each in [*node, *node.values()] if isinstance(node, dict) else node:
            yield from _words_of(each)
    elif isinstance(node, str):
        yield from WORD.findall(node)


TREE = tuple(commands())
NAMES = "|".join(sorted({name for command in TREE for name in command.path}))


def _ids_in(node: Any) -> Iterator[str]:
    for each in node if isinstance(node, list) else node.values() if isinstance(node, dict) else ():
        yield from _ids_in(each)
    if isinstance(node, dict) and "id" in node:
        yield str(node["id"])


def shipped(*folders: str) -> list[Any]:
    """What the shipped files of some folders hold."""
    paths = [path for folder in folders for path in sorted((shipped_folder() / folder).glob("*.yaml"))]
    return [yaml.safe_load(path.read_text("utf-8")) for path in paths]


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
    """The words of Latin letters that nothing accounts for."""
    for each in NO_SENTENCES:
        screen = each.sub(" ", screen)
    return [word for word in WORD.findall(screen) if word not in allowed]


class Case(NamedTuple):
    """A command line, what is typed then, and words that may stand there besides."""

    words: str
    typed: str = ""
    may: frozenset[str] = frozenset()

    @property
    def command(self) -> str:
        return self.words.partition(" ")[0]


def may(words: str) -> frozenset[str]:
    return frozenset(words.split())


IDS_IN_WORDS = frozenset(WORD.findall(" ".join(IDS)))
TITLES = frozenset(WORD.findall(" ".join(content["title"] for content in shipped("instruments"))))
WORKS = frozenset(_words_of(shipped("sources")))
"""The titles of instruments and works, which are said in the language they were published in."""
TODAY = date.today()  # noqa: DTZ011 - the program's own today
EARLIER = [(TODAY - timedelta(weeks=weeks)).isoformat() for weeks in range(6, 0, -1)]
REFLECTED = """
strongest: [{note: жжж, component: bond}]
ruptures:
  - {note: ждж, marker: withdrawal, component: tasks, noticed_by: clinician, plan: жжд}
  - {note: джж, marker: confrontation, component: goals, noticed_by: both}
clinician-understood: 4
"""
ENTER = "\n" * 30

SETTING_UP = (
    Case("init"),
    Case("client add J7"),
    Case("client add K9"),
    *(Case(f"rate J7 --on {day} --understood 9 --goals 9 --tasks 8 --bond 9 --tension no") for day in EARLIER[:-1]),
    Case(f"rate J7 --on {EARLIER[-1]} --understood 3 --goals 4 --tasks 3 --bond 4 --tension yes"),
    Case(f"rate J7 --on {EARLIER[-1]} --rater clinician --understood 9 --goals 9 --tasks 8 --bond 9"),
    Case(f"reflect J7 --on {EARLIER[-2]} --answers -", REFLECTED),
    Case(f"prep J7 --on {EARLIER[-1]} --answers -", "intention: ждж"),
    Case(f"reflect J7 --on {EARLIER[-1]} --answers -", "strongest: жжж\nlearned: жжж"),
    Case("repair J7 1 --answers -", "acknowledge: жжж\noutcome: still-open\nplan: жж"),
    Case("tailor J7 --answers -", "earlier-help: жжж"),
    Case("supervise add J7 --answers -", "question: жжж"),
    Case("practice --answers -", "skill: naming\nobjective: жж"),
    Case("selfcare --answers -", "energy: 2\npresence: 2\nload: 9\nline: жж"),
    Case(f"sessions add K9 --on {EARLIER[-1]} --missed no-show"),
    Case("measure J7 srs --items 5,6,7,8"),
)
"""What fills the vault; each says what it did."""
VIEWS = (
    "",
    "J7",
    "day",
    "day J7",
    "history",
    "history --all",
    "history J7",
    "history J7 --table",
    "history J7 --notes",
    "history J7 --voices",
    "history --voices",
    "history --explain",
    "history J7 --explain",
    "prep J7 --card",
    "moments",
    "moments J7",
    "moments J7 --open",
    "moments J7 --show 1",
    "moments J7 --decided",
    "tailor J7 --history --notes",
    "supervise --notes",
    "supervise show 1",
    "supervise pack --yes",
    "practice history --notes",
    "selfcare history --notes",
    "learn",
    "learn checklist",
    "learn --random",
    "client list",
    "client show J7",
    "sessions list J7",
    "sessions list K9",
    "find жжж",
    "find нотхинж",
    "measure",
    "measure --about srs",
    "prompts list",
    "prompts show post-session",
    "prompts check",
    "prompts diff instruments/srs",
    "config list",
    "config get flags.low",
    "vault where",
    "vault check",
    "vault due",
    "vault log",
    "vault recovery --yes",
)
WALKS = ("prep J7", "session J7 --full", "reflect J7 --full", "repair J7", "tailor J7", "supervise prepare 1")
CHANGES = (
    "rate J7 --bond 9",
    "moments J7 --set-aside o4",
    "moments J7 --resolve 1",
    "moments J7 --let-go 2 --yes",
    "client edit J7 --opened 2020-01-01",
    "client close K9 --ending planned",
    "client reopen K9",
    "client reopen J7",
    f"sessions add K9 --on {EARLIER[-1]} --held",
    f"sessions move J7 --on {EARLIER[0]} --to {EARLIER[-3]}",
    f"sessions move J7 --on {EARLIER[0]} --to 2020-01-01",
    "sessions erase J7 --on 2020-01-01 --confirm J7 --confirm 2020-01-01",
    "supervise done 1 --answers -",
    "config set flags.low 4",
    "config reset",
    "backup",
    "vault compact",
    "export HOME/a.md --class measures --class notes --client J7 --confirm notes",
    "export HOME/b.json --class measures --class notes --confirm notes --deidentified",
    "export HOME/c --format csv --class own",
    "import HOME/b.json --dry-run",
    "supervise pack --yes --out HOME/pack.md",
    "report J7 HOME/report.html --notes --confirm notes",
    "report --caseload HOME/caseload.html",
    "prompts edit post-session",
    "restore HOME/missing.db",
    "vault passphrase",
    "vault forget",
    "vault log --forget-before 2020-01-01",
    "client erase K9 --confirm K9 --confirm K9",
)
ERRORS = (
    "histroy",
    "flags",
    "client new",
    "prep",
    "prep J7 J8 J9",
    "prep --onn",
    "prep J7 --on",
    "prep J7 --on never",
    "prep J7 --on 2999-01-01",
    "prep J7 --on 1900-01-01",
    "prep J7 --card --full",
    "prep J7 --notes",
    "prep Q4",
    "prep Annemarie",
    "session Q4 --script nothing",
    "history J7 --last 0",
    "history --last 3",
    "history J7 --last 3 --all",
    "history J7 --voices --explain",
    "history J7 --voices --table",
    "history Q4",
    "find",
    "find жж --class x",
    "rate J7 --bond 11",
    "rate J7 --how x",
    "rate J7 --rater x",
    "rate J7 --tension x",
    "measure J7 nothing",
    "measure J7 srs --items 1",
    "measure J7 srs --items 99,1,1,1",
    "moments J7 --open --state open",
    "moments J7 --show 99",
    "moments J7 --show 1 --edit 1",
    "moments J7 --show 1 --open",
    "moments J7 --confirm z9",
    "moments --on 2020-01-01",
    "moments --kind x",
    "tailor J7 --notes",
    "supervise add --moment 3",
    "supervise show 99",
    "supervise pack a.md",
    "supervise prepare 99",
    "learn nothing",
    "learn repair nothing",
    "learn --search нотхинж",
    "learn repair acknowledge --random",
    "client add J7",
    "client add",
    "client edit J7",
    "client close J7 --ending x",
    "sessions add J7",
    "sessions add J7 --missed x",
    "sessions move J7",
    "sessions erase J7 --on 1999-01-01",
    "export",
    "export -",
    "export HOME/x.zip --class measures",
    "export HOME/x.json",
    "export HOME/x.json --class nothing",
    "import HOME/missing.csv",
    "import HOME/home/config.yaml --map x=y",
    "backup /proc/nowhere",
    "restore",
    "vault chek",
    "vault check FILE",
    "vault log --since never",
    "prompts show nothing",
    "prompts edit nothing",
    "prompts schema nothing",
    "prompts check missing.yaml",
    "config get nothing",
    "config set flags.low x",
    "config set flags.low 99",
    "config set language qq",
    "config set language Deutsch",
    "config reset nothing",
    "completion tcsh",
    "init",
    "--home= learn",
)
MAY = {
    "day": may("prep session reflect"),
    "practice": IDS_IN_WORDS,
    "measure": TITLES | frozenset(_words_of(shipped("instruments"))) | may("SRS WAI SR HAQ II"),
    "learn": WORKS | IDS_IN_WORDS,
    "config": may("language en de zz qq off on dark"),
    "history": TITLES | may("srs"),
    "moments": TITLES,
    "prompts": IDS_IN_WORDS | may("instruments learn moments zz"),
    "completion": may("bash zsh fish share"),
}
"""Words that a command shows besides, since they are stored, typed or published so."""
TYPED = frozenset(WORD.findall(" ".join([NAMES, *(each for words in VALUES.values() for each in words)])))
"""What may be typed as command or for an option; help and errors name it as it is typed."""


def help_of(command: Command) -> Case:
    """Its help page, where examples and the names of commands stay as they are typed."""
    examples = [each for each in command.help.split("\n\n") if each.startswith("Example: ")]
    shown = " ".join((*command.subcommands, *examples))
    return Case(" ".join((*command.path, "--help")), "", TYPED | frozenset(WORD.findall(shown)))


CASES = (
    *map(help_of, TREE),
    *(Case(words) for words in VIEWS),
    *(Case(words, ENTER) for words in WALKS),
    *(Case(words, "жж\n" + ENTER) for words in CHANGES),
    *(Case(words, "", TYPED) for words in ERRORS),
    Case("selfcare", ENTER),
    Case("practice", ENTER),
)


def in_pseudo(case: Case, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """What stands on the screen after a command."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(case.typed.encode()), "utf-8"))
    monkeypatch.setenv("ALLIANCE_PASSPHRASE", PASSPHRASE)
    words = case.words.replace("HOME/", os.environ["ALLIANCE_HOME"] + "/").split()
    run(["--language", LANGUAGE, *words])
    return "".join(capsys.readouterr())


def test_no_sentence_escapes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home, locale = tmp_path / "home", tmp_path / "locale"
    locale.mkdir()
    write_catalogue(locale)
    write_prompts(home / "prompts" / LANGUAGE)
    home.chmod(0o700)
    for name, value in {"ALLIANCE_HOME": str(home), "COLUMNS": "100"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(keys, "derive", derive)
    monkeypatch.setattr(translation, "CATALOGUES", str(locale))
    leaks: dict[str, list[str]] = {}
    for case in (*SETTING_UP, *CASES):
        screen = in_pseudo(case, capsys, monkeypatch)
        if found := left_over(screen, case.may | MAY.get(case.command, frozenset())):
            leaks[case.words] = found
            if os.environ.get("PSEUDO") in ("show", case.command):
                os.write(1, f"\n$ alliance {case.words}\n{screen}\n   -> {found}\n".encode())
    for file in sorted(home.glob("*.md")):
        if found := left_over(file.read_text("utf-8"), TITLES | may("srs")):
            leaks[f"export {file.name}"] = found
    assert leaks == {}


def test_a_sentence_that_escapes_would_be_found() -> None:
    assert left_over(f"{pseudo('Wrote it.')} See: alliance prep J7 --card  Written.") == ["See", "Written"]
