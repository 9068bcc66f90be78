"""Sorts the words of a command line and answers unknown commands.

It imports no library, because unknown commands are answered before Typer is imported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from alliance_cli.cli.commands import COMMANDS
from alliance_cli.translation import N_, _

MOVABLE = {"--home": True, "--language": True, "--plain": False}
"""Options allowed anywhere, which are moved before the command. The value is true if the option takes one."""

OTHER_WORDS: Mapping[str, str] = {
    "add": N_("To open a client: alliance client add CODE"),
    "check": N_("To check the vault: alliance vault check   To check your prompts: alliance prompts check"),
    "checklist": N_("The method on one page: alliance learn checklist"),
    "clients": N_("Your clients: alliance client list"),
    "delete": N_("For one client: alliance client erase CODE   For one session: alliance sessions erase CODE"),
    "due": N_("What is waiting: alliance"),
    "edit": N_("Walk again to change an answer. Change a moment with: alliance moments CLIENT --edit NUMBER"),
    "erase": N_("For one client: alliance client erase CODE   For one session: alliance sessions erase CODE"),
    "feedback": N_("The client's ratings: alliance rate CLIENT"),
    "flags": N_("The rules behind the flags: alliance history --explain"),
    "guide": N_("The guide: alliance learn"),
    "list": N_("Your clients: alliance client list"),
    "log": N_("Who read what and when: alliance vault log"),
    "new": N_("To open a client: alliance client add CODE   To make the vault: alliance init"),
    "note": N_("Notes are written in a walk, such as: alliance reflect CLIENT"),
    "notes": N_("What you wrote about a client: alliance history CLIENT --notes"),
    "password": N_("To change the passphrase: alliance vault passphrase"),
    "passphrase": N_("To change the passphrase: alliance vault passphrase"),
    "remove": N_("For one client: alliance client erase CODE   For one session: alliance sessions erase CODE"),
    "rename": N_("To give a client another code: alliance client edit CODE --code NEW"),
    "resolve": N_("To say what became of a possible rupture: alliance moments CLIENT --resolve NUMBER"),
    "rupture": N_("To repair: alliance repair CLIENT   To list what is open: alliance moments CLIENT --open"),
    "ruptures": N_("To list what is open: alliance moments CLIENT --open"),
    "search": N_("To find words you wrote: alliance find WORD"),
    "settings": N_("Settings: alliance config list"),
    "show": N_("A client's course: alliance history CLIENT   A client's file: alliance client show CODE"),
    "start": N_("To begin: alliance prep CLIENT, or in the session: alliance session CLIENT"),
    "stats": N_("Your caseload: alliance history"),
    "status": N_("What is waiting: alliance"),
    "today": N_("What is waiting: alliance   To go through it: alliance day"),
    "undo": N_("The same walk changes an answer (Enter keeps the others): alliance reflect CLIENT --restart"),
    "unlock": N_("Once for the whole day: alliance day   To keep the key in the keyring: alliance vault remember"),
    "upgrade": N_("The program is upgraded the way it was installed; the vault follows at the next start."),
    "version": N_("The version: alliance --version"),
    "client delete": N_("Erase a client with: alliance client erase CODE"),
    "client new": N_("Open a client with: alliance client add CODE"),
    "client remove": N_("Erase a client with: alliance client erase CODE"),
    "client rename": N_("Give another code with: alliance client edit CODE --code NEW"),
    "client CODE": N_("A client's file: alliance client show CODE"),
    "sessions CODE": N_("A client's sessions: alliance sessions list CODE"),
    "supervise CODE": N_("To note a question about a client: alliance supervise add CODE"),
    "config show": N_("All settings: alliance config list"),
    "sessions delete": N_("Erase a session with: alliance sessions erase CODE"),
    "sessions remove": N_("Erase a session with: alliance sessions erase CODE"),
    "sessions rename": N_("Move a session under the wrong date or client with: alliance sessions move --help"),
    "vault backup": N_("Make a backup with: alliance backup"),
    "vault password": N_("Change the passphrase with: alliance vault passphrase"),
    "vault restore": N_("Replace the vault with a backup: alliance restore FILE"),
}
"""Maps words that people try, alone or after their group, to the right command; CODE stands for any code."""


def in_order(arguments: Sequence[str]) -> list[str]:
    """Return the arguments in the order that the parser needs.

    Global options come first and ``--json`` after its command. ``help prep`` becomes ``prep --help``, ``J7 reflect``
    becomes ``reflect J7``, and a code alone shows what is due for that client.
    """
    front: list[str] = []
    rest = list(arguments)
    index = 0
    while index < len(rest) and rest[index] != "--":
        name, _, value = rest[index].partition("=")
        if name in MOVABLE:
            count = 2 if MOVABLE[name] and not value else 1
            front += rest[index : index + count]
            del rest[index : index + count]
        else:
            index += 1
    return front + _code_last(_json_last(_help_last(rest)))


def _help_last(words: list[str]) -> list[str]:
    if words and words[0] == "help":
        return [*words[1:], "--help"]
    return words


def _json_last(words: list[str]) -> list[str]:
    """Move ``--json`` from before the command to the end, where the command accepts it."""
    leading = next((place for place, word in enumerate(words) if not word.startswith("-")), len(words))
    if "--json" not in words[:leading] or leading == len(words):
        return words
    moved = [word for place, word in enumerate(words) if not (place < leading and word == "--json")]
    end = moved.index("--") if "--" in moved else len(moved)
    return [*moved[:end], "--json", *moved[end:]]


def _code_last(words: list[str]) -> list[str]:
    if not words or words[0] in COMMANDS or words[0].startswith("-") or not may_be_code(words[0]):
        return words
    code, *rest = words
    return [rest[0], code, *rest[1:]] if rest and rest[0] in COMMANDS else ["--client", code, *rest]


def value_of(option: str, arguments: Sequence[str]) -> str | None:
    """Return the last value given to a global option; None if it was not given."""
    words, value = iter(arguments), None
    for word in words:
        if word == "--":
            break
        name, equals, rest = word.partition("=")
        if name == option:
            value = rest if equals else next(words, None)
    return value


def command_word(arguments: Sequence[str]) -> str | None:
    """Return the word in the place of the command; None if there are only options."""
    words = iter(arguments)
    for word in words:
        name, _equals, value = word.partition("=")
        if (MOVABLE.get(name) or name == "--client") and not value:
            next(words, None)
        elif not word.startswith("-"):
            return word
        elif name not in (*MOVABLE, "--json", "--client"):
            return None
    return None


def may_be_code(word: str) -> bool:
    """Whether a word in the place of a command may be a client's code: it contains a digit, like nearly all codes."""
    return any(letter.isdigit() for letter in word)


def no_such_command(word: str, names: Iterable[str] = COMMANDS, group: str = "") -> tuple[str, str]:
    """Return a sentence and a hint for a word that is not in ``names``; neither repeats the word.

    ``group`` is the command it came after, such as ``client``; empty for a word in the first place.
    """
    path = f"alliance {group}".strip()
    help_page = _("See: {command}", command=path + " --help")
    named = "CODE" if group and may_be_code(word) else word.casefold()
    if useful := OTHER_WORDS.get(f"{group} {named}".strip()):
        return _("There is no such command."), f"{_(useful)}\n{help_page}"
    from difflib import get_close_matches

    if near := get_close_matches(word, list(names), n=1):
        return _("There is no such command. Did you mean {name}?", name=near[0]), help_page
    return _("There is no such command."), help_page
