"""Defines a chart on a page: the drawing, its description in words, and its legend."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup


class Sign(NamedTuple):
    """One entry of a legend; ``look`` names the style of the page that gives it its colour."""

    sign: str
    look: str
    meaning: str


class Figure(NamedTuple):
    """A chart; ``narrow`` is the same chart drawn for a phone, empty if one drawing serves both.

    ``says`` describes the drawing in words and numbers, for readers who cannot see it.
    """

    title: str
    drawn: Markup
    says: str
    narrow: Markup = Markup()
    signs: tuple[Sign, ...] = ()
    note: str = ""
