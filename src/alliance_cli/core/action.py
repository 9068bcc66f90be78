"""Defines actions, the next steps a person can take; each front words them in its own way."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from alliance_cli.core.walk.script import Phase


class ActionKind(StrEnum):
    """Everything the program may suggest as a next step."""

    PREPARE = "prepare"
    HOLD_SESSION = "hold session"
    REFLECT = "reflect"
    REPAIR = "repair"
    TAILOR = "tailor"
    PRACTISE = "practise"
    CHECK_IN = "check in"
    MEASURE = "measure"
    RATE = "rate"
    SHOW_HELD_BACK = "show held back"
    LIST_GOALS = "list goals"
    ADD_GOAL = "add goal"
    RATE_GOALS = "rate goals"
    TAKE_UP_GOAL = "take up goal"
    LEARN = "learn"
    BROWSE = "browse"
    READ_WORDS = "read words"
    EXPLAIN_RULES = "explain rules"
    LIST_CLIENTS = "list clients"
    ADD_CLIENT = "add client"
    SHOW_CLIENT = "show client"
    REOPEN_CLIENT = "reopen client"
    ERASE_CLIENT = "erase client"
    EXPORT_CLIENT = "export client"
    EXPORT_MEASURES = "export measures"
    LIST_MOMENTS = "list moments"
    LIST_OPEN_RUPTURES = "list open ruptures"
    SHOW_MOMENT = "show moment"
    EDIT_MOMENT = "edit moment"
    RESOLVE_MOMENT = "resolve moment"
    TAKE_BACK_FLAG = "take back flag"
    LIST_SESSIONS = "list sessions"
    MOVE_SESSION = "move session"
    MARK_MISSED = "mark missed"
    MARK_HELD = "mark held"
    ERASE_SESSION = "erase session"
    LIST_QUESTIONS = "list questions"
    LIST_ALL_QUESTIONS = "list all questions"
    ADD_QUESTION = "add question"
    PREPARE_QUESTION = "prepare question"
    ANSWER_QUESTION = "answer question"
    SHOW_DUE = "show what is due"
    GO_THROUGH_DAY = "go through the day"
    CREATE_VAULT = "create vault"
    BACK_UP = "back up"
    RESTORE = "restore"
    CHECK_VAULT = "check vault"
    SALVAGE_VAULT = "salvage vault"
    COMPACT_VAULT = "compact vault"
    CHANGE_PASSPHRASE = "change passphrase"  # noqa: S105 - the name of an action
    REMEMBER_KEY = "remember key"
    FORGET_KEY = "forget key"
    PRINT_RECOVERY = "print recovery sheet"
    REVIEW_FILES = "review files"
    SHOW_PLACES = "show places"
    CHECK_PROMPTS = "check prompts"
    EDIT_PROMPTS = "edit prompts"
    LIST_SETTINGS = "list settings"


class Action(Struct, frozen=True):
    """One thing to do.

    ``client`` is a code. ``on`` is the day it is about: an action that resumes something names its day, even if that is
    today, since it may be read tomorrow; None if it starts something new. ``script`` is the id of a script other than
    the default of its phase. ``target`` is what it is about besides the client: the number of a moment, the name of a
    flag, an instrument, a file, a card as ``topic card``, or the reason for a missed session. ``rater`` fills in an
    instrument; empty means its first rater. ``confirmed`` has the words that replace a confirmation.
    """

    kind: ActionKind
    client: str = ""
    on: date | None = None
    script: str = ""
    target: str = ""
    rater: str = ""
    confirmed: tuple[str, ...] = ()


_WALKS = {
    Phase.PRE_SESSION: ActionKind.PREPARE,
    Phase.IN_SESSION: ActionKind.HOLD_SESSION,
    Phase.POST_SESSION: ActionKind.REFLECT,
}


def session_action(client: str, phase: Phase, on: date | None, script: str | None = None) -> Action:
    """The action that begins or resumes the walk of a session's phase on a day."""
    own = "" if script in (None, phase) else str(script)
    return Action(_WALKS[phase], client, on, own)
