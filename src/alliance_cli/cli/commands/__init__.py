"""Lists the commands. Each file in this folder is one command or one group."""

from __future__ import annotations

from collections.abc import Mapping

from alliance_cli.translation import N_

COMMANDS: Mapping[str, str] = {
    "init": N_("Make the encrypted vault, once."),
    "day": N_("Unlock once, then go through the day."),
    "prep": N_("Look back, arrive, set an intention (before)."),
    "session": N_("Prompts to read aloud, the client's ratings (during)."),
    "reflect": N_("Moments, possible ruptures, your ratings (after)."),
    "repair": N_("Four steps when something has shifted between you."),
    "history": N_("A client's course, or the whole caseload."),
    "find": N_("Find your own words again in everything you typed."),
    "rate": N_("The four quick ratings and tension, outside a walk."),
    "measure": N_("Instruments such as the WAI-SR or the SRS, filled in and scored."),
    "goals": N_("What the client wants to reach, and how far it is reached."),
    "moments": N_("Strong moments, possible ruptures, and what to make of a flag."),
    "tailor": N_("How a client likes to be worked with, revised over time."),
    "supervise": N_("Questions for supervision: noted, prepared, taken along, answered."),
    "practice": N_("Deliberate practice of one micro-skill, in a log that is yours alone."),
    "selfcare": N_("A short check-in with yourself, and its course."),
    "learn": N_("What an alliance is, and how it is strained and repaired; short cards with their sources."),
    "client": N_("Clients, kept as codes: open, list, show, change, close, erase."),
    "sessions": N_("Sessions that were missed, or noted under a wrong date or client."),
    "report": N_("A client's course as a page to read, print or take along."),
    "print": N_("Paper for rooms without a screen: checklist, rating card, prompts."),
    "export": N_("Write measures, notes or your own log into a new file."),
    "import": N_("Bring back an export, or earlier ratings from a CSV file."),
    "backup": N_("Make a verified, encrypted copy of the vault."),
    "restore": N_("Replace the vault with a backup."),
    "vault": N_("The encrypted file, and who can open it."),
    "prompts": N_("The questions of the walks, in files you can change."),
    "config": N_("Settings, each with a sensible default."),
    "completion": N_("A script for your shell that completes what you type."),
    "demo": N_("Try everything on six invented clients."),
}
"""Maps each command, named like its module here, to its line on the help page, in the order of that page."""
