"""Checks which classes of data an export may hold, and how they may be narrowed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.exchange.export import ABOUT, DataClass


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """The classes, and whether they are narrowed to a record or go without codes and dates."""

    classes: tuple[DataClass, ...]
    for_record: bool = False
    deidentified: bool = False


def export_choice(
    classes: Sequence[str], *, of_clients: bool, for_record: bool = False, deidentified: bool = False
) -> ExportChoice:
    """What these words ask for; ``of_clients`` is whether clients are named. Raises WrongUse for what does not fit."""
    if set(classes) - set(DataClass):
        raise WrongUse(f"--class takes one of: {', '.join(DataClass)}.")
    named = tuple(each for each in DataClass if each in classes) or ((DataClass.MEASURES,) if for_record else ())
    if not named:
        held = "; ".join(f"{each}: {about}" for each, about in ABOUT.items())
        raise WrongUse("Name what to export with --class.", f"{held}.")
    if DataClass.OWN in named and of_clients:
        raise WrongUse("What is your own is in no client's export.", "Leave --client out, or --class own.")
    if for_record and named != (DataClass.MEASURES,):
        raise WrongUse("A record gets measures alone.", "Leave --class out, or leave --for-record out.")
    if deidentified and DataClass.OWN in named:
        raise WrongUse(
            "What is your own belongs to no client, so codes and dates cannot be taken out of it.",
            "Leave --deidentified out, or --class own.",
        )
    return ExportChoice(named, for_record, deidentified)
