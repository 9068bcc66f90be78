"""Lists the commands: one file here is one command or one group."""

from __future__ import annotations

from collections.abc import Mapping

COMMANDS: Mapping[str, str] = {
    "init": "Make the encrypted vault, once.",
    "day": "Unlock once, then go through the day.",
    "prep": "Look back, arrive, set an intention (before).",
    "session": "Prompts to read aloud, the client's ratings (during).",
    "reflect": "Moments, possible ruptures, your ratings (after).",
    "repair": "Four steps when something has shifted between you.",
    "history": "A client's course, or the whole caseload.",
    "find": "Your own words again, in all that you typed.",
    "rate": "The four quick ratings and tension, outside a walk.",
    "measure": "Instruments such as the WAI-SR or the SRS, filled in and scored.",
    "moments": "Strong moments, possible ruptures, and what to make of a flag.",
    "tailor": "How a client likes to be worked with, revised over time.",
    "supervise": "Questions for supervision: noted, prepared, taken along, answered.",
    "practice": "One micro-skill, rehearsed on purpose; a log that is yours alone.",
    "selfcare": "A short check-in with yourself, and its course.",
    "learn": "What an alliance is, how it strains and mends; short cards with their sources.",
    "client": "Clients, kept as codes: open, list, show, change, close, erase.",
    "sessions": "Sessions that were missed, or noted under a wrong date or client.",
    "export": "Measures, notes or your own log into a new file.",
    "import": "An export put back, or earlier ratings from a CSV file.",
    "backup": "A verified, encrypted copy of the vault.",
    "restore": "A backup put in the vault's place.",
    "vault": "The encrypted file itself, and who gets in.",
    "prompts": "The scripts that are walked, and whether their files are in order.",
    "config": "Settings, each with a default that suits.",
    "completion": "A script for your shell that completes what you type.",
    "demo": "Try everything on six invented clients.",
}
"""Command name, which is the name of its module here, to its line on the help page, in the order of that page."""
