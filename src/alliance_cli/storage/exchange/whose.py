"""Builds the SQL conditions that select rows by client."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from alliance_cli.core.exchange.row_source import NOBODY
from alliance_cli.core.walk.script import SESSION_PHASES, Phase
from alliance_cli.storage.columns import OWN_PHASES
from alliance_cli.storage.exchange.classes import APART, OWN_WALK


def _listed(words: Collection[str]) -> str:
    return ", ".join(f"'{each}'" for each in words)


OWN = f"phase IN ({_listed(OWN_PHASES)})"
"""Selects walks of an own phase."""
KIND_OF_WALK = f"{OWN_WALK} * ({OWN}) + {APART} * (session IS NULL)"
_APART = f"phase IN ({_listed(set(Phase) - set(SESSION_PHASES))})"
_OWNED = f"session IS NOT NULL OR client IS NULL OR {_APART}"
"""Selects walks whose links fit their phase."""
_THEIR_SESSIONS = "session IN (SELECT id FROM session WHERE client IN ({clients}))"
_THEIR_WALKS = (
    f"{_THEIR_SESSIONS} OR session IS NULL AND client IN ({{clients}})"
    f" AND {_APART}"  # first column of the index of standalone walks
)
_THEIRS = {
    "client": "id IN ({clients})",
    "session": "client IN ({clients})",
    "walk": _THEIR_WALKS,
    "answer": f"walk IN (SELECT id FROM walk WHERE {_THEIR_WALKS})",  # noqa: S608 - constants
    **dict.fromkeys(("administration", "goal"), "client IN ({clients})"),
    **dict.fromkeys(("goal_words", "goal_progress"), "goal IN (SELECT id FROM goal WHERE client IN ({clients}))"),
    "item": "administration IN (SELECT id FROM administration WHERE client IN ({clients}))",
    **dict.fromkeys(("rating", "tension", "moment", "mark", "flag_decision"), _THEIR_SESSIONS),
    "wording": (
        f"sha256 IN (SELECT wording FROM walk WHERE {_THEIR_WALKS} UNION SELECT wording FROM answer"  # noqa: S608
        f" WHERE walk IN (SELECT id FROM walk WHERE {_THEIR_WALKS}))"
    ),
    "access": "FALSE",
}
"""Selects the rows of these clients; for script versions, those in which such rows were asked."""
_NOBODYS = {
    "walk": "session IS NULL AND client IS NULL",
    "answer": "walk IN (SELECT id FROM walk WHERE session IS NULL AND client IS NULL)",
    "wording": "TRUE",
    "access": "TRUE",
}


def whose(table: str, clients: Collection[str], client: str | None = None) -> tuple[str, Mapping[str, str]]:
    """The condition for the rows of these clients (none for all), or of ``client`` or ``NOBODY`` among them.

    Returns the condition and the values of its parameters.
    """
    if client == NOBODY and not (clients and table == "wording"):
        return _NOBODYS.get(table, "FALSE") if not clients else "FALSE", {}
    if client and table == "wording":
        return "FALSE", {}
    return _of(table, (client,) if client else clients, "TRUE")


def walks_of_someone(clients: Collection[str]) -> tuple[str, Mapping[str, str]]:
    """The condition for the walks of these clients or, without any, of any client or of nobody."""
    return _of("walk", clients, _OWNED)


def _of(table: str, clients: Collection[str], everyone: str) -> tuple[str, Mapping[str, str]]:
    if not clients:
        return everyone, {}
    given = {f"client_{number}": each for number, each in enumerate(clients)}
    return _THEIRS[table].format(clients=", ".join(f":{each}" for each in given)), given
