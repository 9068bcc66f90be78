"""Every sentence is translated: in a made-up language, Latin letters appear only in typed text, codes and names.

The made-up language writes each sentence of the program and of the shipped prompts in Cyrillic letters. The commands
run in it, and every word in Latin letters on the screen must be a code, a command line, a path or the like. PSEUDO=show
(or the name of a command) shows each screen with its unexplained words.
"""

from __future__ import annotations

import io
import os
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from alliance_cli import translation
from alliance_cli.cli.root import run
from alliance_cli.storage.file import keys
from tests.pseudo import (
    IDS_IN_WORDS,
    LANGUAGE,
    NAMES,
    TITLES,
    TREE,
    WORD,
    WORKS,
    left_over,
    pseudo,
    shipped,
    words_of,
    write_catalogue,
    write_prompts,
)

from .conftest import PASSPHRASE, derive

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))
from command_tree import Command
from completion import VALUES


class Case(NamedTuple):
    """A command line, its input, and further words allowed in the output."""

    words: str
    typed: str = ""
    may: frozenset[str] = frozenset()

    @property
    def command(self) -> str:
        return self.words.partition(" ")[0]


def may(words: str) -> frozenset[str]:
    return frozenset(words.split())


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
"""Commands that fill the vault; their confirmations are checked too."""
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
    "measure": TITLES | frozenset(words_of(shipped("instruments"))) | may("SRS WAI SR HAQ II"),
    "learn": WORKS | IDS_IN_WORDS,
    "config": may("language en de zz qq off on dark"),
    "history": TITLES | may("srs"),
    "moments": TITLES,
    "prompts": IDS_IN_WORDS | may("instruments learn moments zz"),
    "completion": may("bash zsh fish share"),
}
"""Further allowed words, which are stored, typed or published in this form."""
TYPED = frozenset(WORD.findall(" ".join([NAMES, *(each for words in VALUES.values() for each in words)])))
"""Commands and option values, which help and errors show as they are typed."""


def help_of(command: Command) -> Case:
    """The help page of a command, in which examples and command names are not translated."""
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
    """The output of a command in the made-up language."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(case.typed.encode()), "utf-8"))
    monkeypatch.setenv("ALLIANCE_PASSPHRASE", PASSPHRASE)
    words = case.words.replace("HOME/", os.environ["ALLIANCE_HOME"] + "/").split()
    run(["--language", LANGUAGE, *words])
    return "".join(capsys.readouterr())


def test_every_sentence_is_translated(
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


def test_the_check_finds_an_untranslated_sentence() -> None:
    assert left_over(f"{pseudo('Wrote it.')} See: alliance prep J7 --card  Written.") == ["See", "Written"]
