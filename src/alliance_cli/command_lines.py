"""Words actions as command lines, for every front that shows commands."""

from __future__ import annotations

from collections.abc import Mapping
from shlex import quote, split

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.translation import N_, NC_, _c

PROGRAM = "alliance"
HELD_BACK = N_("The client's own answers of {day} are shown once you have rated that session: {command}")
"""The remark in lists about a session whose client's answers are held back."""

_COMMANDS: Mapping[ActionKind, str] = {
    ActionKind.PREPARE: "prep {client}",
    ActionKind.HOLD_SESSION: "session {client}",
    ActionKind.REFLECT: "reflect {client}",
    ActionKind.REPAIR: "repair {client} {target}",
    ActionKind.TAILOR: "tailor {client}",
    ActionKind.PRACTISE: "practice",
    ActionKind.CHECK_IN: "selfcare",
    ActionKind.MEASURE: "measure {client} {target}",
    ActionKind.RATE: "rate {client}",
    ActionKind.SHOW_HELD_BACK: "rate {client} --show",
    ActionKind.LEARN: "learn {target}",
    ActionKind.BROWSE: "history {client} --browse",
    ActionKind.READ_WORDS: "history {client} --notes",
    ActionKind.EXPLAIN_RULES: "history --explain",
    ActionKind.LIST_CLIENTS: "client list",
    ActionKind.ADD_CLIENT: "client add {target}",
    ActionKind.SHOW_CLIENT: "client show {client}",
    ActionKind.REOPEN_CLIENT: "client reopen {client}",
    ActionKind.ERASE_CLIENT: "client erase {client}",
    ActionKind.EXPORT_CLIENT: "export {client}.json --client {client} --class measures --class notes",
    ActionKind.EXPORT_MEASURES: "export measures.json --class measures",
    ActionKind.LIST_GOALS: "goals {client}",
    ActionKind.ADD_GOAL: "goals {client} --add",
    ActionKind.RATE_GOALS: "goals {client} --rate",
    ActionKind.TAKE_UP_GOAL: "goals {client} --take-up {target}",
    ActionKind.LIST_MOMENTS: "moments {client}",
    ActionKind.LIST_OPEN_RUPTURES: "moments {client} --open",
    ActionKind.SHOW_MOMENT: "moments {client} --show {target}",
    ActionKind.EDIT_MOMENT: "moments {client} --edit {target}",
    ActionKind.RESOLVE_MOMENT: "moments {client} --resolve {target}",
    ActionKind.TAKE_BACK_FLAG: "moments {client} --take-back {target}",
    ActionKind.LIST_SESSIONS: "sessions list {client}",
    ActionKind.MOVE_SESSION: "sessions move --help",
    ActionKind.MARK_MISSED: "sessions add {client} --missed {target}",
    ActionKind.MARK_HELD: "sessions add {client} --held",
    ActionKind.ERASE_SESSION: "sessions erase {client}",
    ActionKind.LIST_QUESTIONS: "supervise",
    ActionKind.LIST_ALL_QUESTIONS: "supervise --all",
    ActionKind.ADD_QUESTION: "supervise add {client}",
    ActionKind.PREPARE_QUESTION: "supervise prepare {target}",
    ActionKind.ANSWER_QUESTION: "supervise done {target}",
    ActionKind.SHOW_DUE: "",
    ActionKind.GO_THROUGH_DAY: "day",
    ActionKind.CREATE_VAULT: "init",
    ActionKind.BACK_UP: "backup",
    ActionKind.RESTORE: "restore {target}",
    ActionKind.CHECK_VAULT: "vault check",
    ActionKind.SALVAGE_VAULT: "vault check --salvage",
    ActionKind.COMPACT_VAULT: "vault compact",
    ActionKind.CHANGE_PASSPHRASE: "vault passphrase",
    ActionKind.REMEMBER_KEY: "vault remember",
    ActionKind.FORGET_KEY: "vault forget",
    ActionKind.PRINT_RECOVERY: "vault recovery --yes",
    ActionKind.REVIEW_FILES: "vault due",
    ActionKind.SHOW_PLACES: "vault where",
    ActionKind.CHECK_PROMPTS: "prompts check",
    ActionKind.EDIT_PROMPTS: "prompts edit {target}",
    ActionKind.LIST_SETTINGS: "config list",
}
_PLACEHOLDERS = {ActionKind.RESTORE: NC_("value", "FILE"), ActionKind.ADD_CLIENT: NC_("value", "CODE")}
"""The placeholder for the target of an action without one."""


def command_line(action: Action) -> str:
    """The command for an action, such as ``alliance reflect J7 --on 2026-11-20``, quoted for a shell."""
    target = _quoted_target(action)
    client, rater, script = (quote(each) if each else "" for each in (action.client, action.rater, action.script))
    words = [PROGRAM, _COMMANDS[action.kind].format(client=client, target=target).rstrip()]
    words.append(f"--moment {target}" if target and action.kind is ActionKind.ADD_QUESTION else "")
    words.append(f"--number {target}" if target and action.kind is ActionKind.ERASE_SESSION else "")
    words.append(f"--rater {rater}" if rater else "")
    words.append(f"--on {action.on.isoformat()}" if action.on else "")
    words.append(f"--script {script}" if script else "")
    words += [f"--confirm {quote(each)}" for each in action.confirmed]
    return " ".join(filter(None, words))


def _quoted_target(action: Action) -> str:
    """The target as one word, or as two if it names a card within a topic."""
    target = action.target
    if not target and action.kind in _PLACEHOLDERS:
        return _c("value", _PLACEHOLDERS[action.kind])
    words = target.split() if action.kind is ActionKind.LEARN else [target]
    return " ".join(quote(each) for each in words if each)


def command_words(action: Action) -> list[str]:
    """The words of an action's command after the program's name, such as ``reflect``, ``J7``."""
    return split(command_line(action))[1:]


def command_name(action: Action) -> str:
    """Only the name of an action's command, such as ``reflect``."""
    return _COMMANDS[action.kind].partition(" ")[0]


def with_command(text: str, action: Action | None) -> str:
    """A sentence followed by the command it leads to; the sentence alone if there is none."""
    return f"{text} {command_line(action)}".strip() if action else text
