"""The sheet for the client: the client's own ratings in friendly words, one chart and a small table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from alliance_cli.core.formatting import points
from alliance_cli.core.ratings import SCALES
from alliance_cli.core.report.client_sheet import ClientSheet
from alliance_cli.core.text import capitalised
from alliance_cli.report.page.drawing import draw
from alliance_cli.report.page.figures import Figure
from alliance_cli.report.page.templating import page
from alliance_cli.report.page.words import MEAN, on_day, scale_name, shown
from alliance_cli.translation import NC_, _, _c, _n

_WIDE, _HEIGHT = 520, 190
_FRIENDLY = {
    "understood": NC_("to the client", "feeling heard and understood"),
    "goals": NC_("to the client", "working on what matters to you"),
    "tasks": NC_("to the client", "the way we work together"),
    "bond": NC_("to the client", "the connection between us"),
}


def client_page(sheet: ClientSheet, made_on: date) -> str:
    """The whole page as HTML."""
    return page(
        "client.html",
        {
            "title": _("How our sessions have been for you"),
            "holds": _(
                "Made on {day} from the ratings you gave. Anyone who has this page can read it.", day=on_day(made_on)
            ),
            "sentences": tuple(_sentences(sheet)),
            "figure": _figure(sheet) if len(sheet.sessions) > 1 else None,
            "rows": tuple(_rows(sheet)),
            "heads": (_("date"), *(capitalised(_friendly(scale)) for scale in SCALES), capitalised(scale_name(MEAN))),
            "closing": (
                _("No number is right or wrong. They help us notice what is good and what could be different."),
                _("Is there something you would like more of, less of, or done differently?"),
            ),
            "words": {"chart": _("chart"), "numbers": _("Your numbers, from 1 to 10")},
        },
    )


def _friendly(scale: str) -> str:
    return _c("to the client", _FRIENDLY[scale])


def _sentences(sheet: ClientSheet) -> Iterator[str]:
    yield from (_("Your answers of {day} are not shown here yet.", day=on_day(day)) for day in sheet.held_back)
    if not sheet.sessions:
        if not sheet.held_back:
            yield _("You have not given any ratings yet. If you like, you can do so at the end of any session.")
        return
    yield _n("Thank you for rating {count} session.", "Thank you for rating {count} sessions.", len(sheet.sessions))
    for scale in SCALES:
        if ends := sheet.ends(scale):
            yield _change(capitalised(_friendly(scale)), *ends)


def _change(what: str, first: int, last: int) -> str:
    told = {"what": what, "first": first, "last": last}
    if first == last:
        return _("{what}: {last} last time, as at the beginning.", **told)
    return _("{what}: {last} last time, {first} at the beginning.", **told)


def _figure(sheet: ClientSheet) -> Figure:
    rows = [
        {
            "n": each.number,
            "value": each.mean,
            "said": _("{day}: {mean}", day=on_day(each.on), mean=points(each.mean)),
        }
        for each in sheet.sessions
    ]
    numbers = [each.number for each in sheet.sessions]
    given = {
        "width": _WIDE,
        "height": _HEIGHT,
        "session": _("session"),
        "sessions": [numbers[0] - 0.5, numbers[-1] + 0.5],
        "client_size": 50,
        "clinician_size": 0,
    }
    told = ", ".join(points(each.mean) for each in sheet.sessions)
    says = _("Your mean rating, session by session: {numbers}.", numbers=told)
    return Figure(_("Your ratings, all four together"), draw("rating", {"client": rows, "clinician": []}, given), says)


def _rows(sheet: ClientSheet) -> Iterator[tuple[str, ...]]:
    for each in sheet.sessions:
        yield on_day(each.on), *(shown(each.given.get(scale)) for scale in SCALES), points(each.mean)
