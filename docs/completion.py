"""Builds the completion scripts for bash, zsh and fish from the program's own commands and options.

A script is a table of what can be typed where, and a short function of the shell that looks things up in it: pressing
Tab starts no Python. Only clients' codes are asked of the program, which gives them where the keyring opens the vault.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from command_tree import Command, commands

from alliance_cli.content.file_kinds import file_kinds
from alliance_cli.content.folders import shipped_folder
from alliance_cli.core.course.client import Termination
from alliance_cli.core.course.missed import Missed
from alliance_cli.core.course.moments import CHOICES
from alliance_cli.core.exchange.export import DataClass
from alliance_cli.core.ratings import WAYS_OF_ASKING, Rater
from alliance_cli.core.settings.settings import defaults
from alliance_cli.report.export.formats import names as formats

ASKED_FOR, FILES, FREE = "@codes", "@files", "@free"
"""What stands in the table for clients' codes, for files, and for what only the person knows."""


def ids(folder: str = "") -> tuple[str, ...]:
    """The ids of the shipped files of one kind."""
    return tuple(sorted(path.stem for path in (shipped_folder() / folder).glob("*.yaml")))


def copies() -> tuple[str, ...]:
    """The ids of all shipped files that can be changed."""
    return (*ids(), *(f"{folder}/{name}" for folder in ("moments", "learn", "instruments") for name in ids(folder)))


VALUES: Mapping[str, tuple[str, ...]] = {
    "CLIENT": (ASKED_FOR,),
    **dict.fromkeys(("FILE", "DIR"), (FILES,)),
    "ID": copies(),
    "SCRIPT": ids(),
    "INSTRUMENT": ids("instruments"),
    "TOPIC": ids("learn"),
    "NAME": tuple(defaults()),
    "SHELL": ("bash", "zsh", "fish"),
    "WHAT": tuple(file_kinds()),
    "1-10": tuple(str(number) for number in range(1, 11)),
    "--script": ids(),
    "--language": ("en", "de"),
    "--tension": ("yes", "no"),
    "--rater": tuple(Rater),
    "--how": tuple(map(str, WAYS_OF_ASKING)),
    "--class": tuple(DataClass),
    "--format": formats(),
    "--ending": tuple(Termination),
    "--missed": tuple(Missed),
    **{f"--{name.replace('_', '-')}": words for name, words in CHOICES.items()},
    "export --confirm": ("notes",),
}
"""What may be typed for an option, by its command and name, its name, or what help calls its value."""

Row = tuple[str, tuple[tuple[str, str], ...]]
"""A key of the table, and words with what each is for."""


def table() -> Iterator[Row]:
    """Everything that can be typed where.

    ``commands PATH`` and ``options PATH`` hold what comes next; ``value PATH OPTION`` and ``place PATH N`` what an
    option or the argument in place N, from 1, takes. An option without a value has no row.
    """
    tree = {command.path: command for command in commands()}
    for path, command in tree.items():
        at = " ".join(path)
        if command.subcommands:
            yield f"commands {at}", tuple((name, tree[(*path, name)].says) for name in command.subcommands)
        yield f"options {at}", tuple((opt, _says(option)) for option in command.options for opt in option.opts)
        for option in command.options:
            if not option.is_flag:
                yield f"value {at} {option.opts[0]}", _plain(_values(command, option))
        for place, argument in enumerate(command.arguments, start=1):
            if (values := _values(command, argument)) != (FREE,):
                yield f"place {at} {place}", _plain(values)


def _says(option: Any) -> str:
    return " ".join((option.help or "").split())


def _plain(values: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((str(value), "") for value in values)


def _values(command: Command, param: Any) -> tuple[str, ...]:
    name = param.opts[0] if param.param_type_name == "option" else ""
    for key in (f"{' '.join(command.path)} {name}", name, param.metavar):
        if key in VALUES:
            return VALUES[key]
    return (FREE,)


def _quoted(word: str, says: str) -> str:
    line = f"{word}\t{says}" if says else word
    return "'" + line.replace("'", r"'\''") + "'"


def _sh_table(rows: Iterable[Row]) -> str:
    """The table as a function of bash and zsh."""
    cases = (
        f"    '{key}') printf '%s\\n' {' '.join(_quoted(*entry) for entry in entries)} ;;" for key, entries in rows
    )
    return "\n".join(("_alliance_table() {", '  case "$1" in', *cases, "    *) return 1 ;;", "  esac", "}"))


def _fish_table(rows: Iterable[Row]) -> str:
    """The table as a function of fish."""
    lines = ["function __alliance_table", "  switch $argv[1]"]
    for key, entries in rows:
        words = " ".join(_quoted(*entry).replace(r"'\''", r"\'") for entry in entries)
        lines += [f"    case '{key}'", f"      printf '%s\\n' {words}"]
    return "\n".join((*lines, "    case '*'", "      return 1", "  end", "end"))


HEADER = "# Completion of alliance for {name}. Built by docs/completion.py from the program's own help.\n"

SH_LOOK = r"""
_alliance_look() {  # Arguments: the word at the cursor, then the words before it. Prints what fits in its place.
  local current=$1 at= place=1 expects= word
  shift
  for word in "$@"; do
    if [[ $word == "=" ]]; then continue; fi
    if [[ -n $expects ]]; then expects=; continue; fi
    case $word in
      -*=*) ;;
      -*) if _alliance_table "value $at $word" >/dev/null || _alliance_table "value  $word" >/dev/null; then
            expects=$word
          fi ;;
      *) if [[ $'\n'$(_alliance_table "commands $at") == *$'\n'"$word"$'\t'* ]]; then
           at="${at:+$at }$word" place=1
         else
           place=$((place + 1))
         fi ;;
    esac
  done
  if [[ -n $expects ]]; then
    _alliance_table "value $at $expects" || _alliance_table "value  $expects"
  elif [[ $current == -* ]]; then
    _alliance_table "options $at"
  else
    _alliance_table "commands $at"
    _alliance_table "place $at $place"
  fi
}

_alliance_words() {
  local line
  _alliance_look "$@" | while IFS= read -r line; do
    case $line in
      @codes) alliance completion codes 2>/dev/null </dev/null ;;
      @free) ;;
      *) printf '%s\n' "$line" ;;
    esac
  done
}
"""

BASH = r"""
_alliance() {
  local current=${COMP_WORDS[COMP_CWORD]} line
  if [[ $current == "=" ]]; then current=; fi
  COMPREPLY=()
  while IFS= read -r line; do
    line=${line%%$'\t'*}
    if [[ $line == @files ]]; then
      while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$current")
      compopt -o filenames 2>/dev/null
    elif [[ $line == "$current"* ]]; then
      COMPREPLY+=("$line")
    fi
  done < <(_alliance_words "$current" "${COMP_WORDS[@]:1:COMP_CWORD-1}")
}
complete -F _alliance alliance
"""

ZSH = r"""
_alliance() {
  local line
  local -a found
  while IFS= read -r line; do
    if [[ $line == @files ]]; then
      _files
    else
      found+=("${${line//:/\\:}/$'\t'/:}")
    fi
  done < <(_alliance_words "${words[CURRENT]}" "${(@)words[2,CURRENT-1]}")
  if (( ${#found} )); then _describe -V alliance found; fi
}
if [[ $funcstack[1] == _alliance ]]; then _alliance "$@"; else compdef _alliance alliance; fi
"""

FISH = r"""
function __alliance_look
  set -l at
  set -l place 1
  set -l expects
  for word in (commandline -opc)[2..]
    if test -n "$expects"
      set expects
    else if string match -q -- '-*=*' $word
      continue
    else if string match -q -- '-*' $word
      if __alliance_table "value $at $word" >/dev/null; or __alliance_table "value  $word" >/dev/null
        set expects $word
      end
    else if contains -- $word (__alliance_table "commands $at" | string replace -r '\t.*' '')
      set at (string trim -- "$at $word")
      set place 1
    else
      set place (math $place + 1)
    end
  end
  if test -n "$expects"
    __alliance_table "value $at $expects"; or __alliance_table "value  $expects"
  else if string match -q -- '-*' (commandline -ct)
    __alliance_table "options $at"
  else
    __alliance_table "commands $at"
    __alliance_table "place $at $place"
  end
end

function __alliance_words
  for line in (__alliance_look)
    switch $line
      case @codes
        alliance completion codes 2>/dev/null </dev/null
      case @files
        __fish_complete_path (commandline -ct)
      case @free
      case '*'
        printf '%s\n' $line
    end
  end
end
complete -c alliance -f -a '(__alliance_words)'
"""


def scripts() -> Mapping[str, str]:
    """File name to text of every script."""
    rows = tuple(table())
    sh = _sh_table(rows) + "\n" + SH_LOOK
    return {
        "alliance.bash": HEADER.format(name="bash") + sh + BASH,
        "alliance.zsh": "#compdef alliance\n" + HEADER.format(name="zsh") + sh + ZSH,
        "alliance.fish": HEADER.format(name="fish") + _fish_table(rows) + "\n" + FISH,
    }
