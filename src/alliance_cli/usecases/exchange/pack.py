"""The page that is taken along to supervision: chosen, shown as it will leave, agreed to, and only then written."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from alliance_cli.cli.setup import App
from alliance_cli.core.course.moments import ListedMoment, find_moment, list_moments
from alliance_cli.core.errors import Declined, NotFound, Refused, WrongUse
from alliance_cli.core.exchange.pack import Pack, PackContents, warnings
from alliance_cli.core.own.supervision import Question, find_question, without_outcome
from alliance_cli.core.text import one_line
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.questions import choose, confirm
from alliance_cli.usecases.walks.supervision import all_questions, moment_of, readable_question

if TYPE_CHECKING:
    from alliance_cli.core.course.entities import Course

OFFERED = 9
"""So many of a client's latest moments are offered on a terminal."""


class Packing:
    """What was asked for, and whether a person is there to look at it."""

    def __init__(self, app: App, *, yes: bool) -> None:
        self.app = app
        self.asks = not yes
        if self.asks and not (app.on_terminal and sys.stderr.isatty()):
            raise Refused("A pack is looked at before it leaves, and nobody is here to.", "If you know it: add --yes")

    def chosen(self, typed: Sequence[str], typed_moments: Sequence[str]) -> PackContents:
        """The questions named, else all that wait; and the moments named, tied or chosen."""
        every = all_questions(self.app)
        named = {question.number: question for question in (find_question(every, each) for each in typed)}
        questions = tuple(named.values()) if typed else without_outcome(every)
        moments = [self._named(each) for each in typed_moments]
        if not questions and not moments:
            raise NotFound("No question waits.", "Note one with: alliance supervise add")
        tied, untied = self._tied(questions)
        moments += tied
        if self.asks and not typed_moments:
            moments += [each for client in untied for each in self._offered(client)]
        once = {each.moment.id: each for each in moments}
        return PackContents(tuple(readable_question(self.app, each) for each in questions), tuple(once.values()))

    def agree(self, page: str, warned: Sequence[str], where: str) -> None:
        """Show the page and what to look at once more; raises Declined unless it may leave."""
        say = self.app.screen.say
        if self.asks:
            say(f"This is all that leaves:\n\n{page}")
        for warning in warned:
            say(f"Look once more. {warning}")
        if self.asks and not confirm(self.app, f"Write it to {where}?", "Enter writes nothing."):
            raise Declined("Nothing was written.")

    def _course(self, code: str) -> Course:
        client = self.app.repository.clients.find(code)
        if client is None:
            raise NotFound("There is no such client.", "See them all with: alliance client list")
        return self.app.repository.courses.of(client)

    def _named(self, typed: str) -> ListedMoment:
        """The moment meant by ``J7:3``."""
        code, colon, number = typed.strip().partition(":")
        if not (code and colon and number):
            raise WrongUse("--moment takes a client's code and a number.", "Such as: --moment J7:3")
        return find_moment(self._course(code), number)

    def _tied(self, questions: Sequence[Question]) -> tuple[list[ListedMoment], list[str]]:
        """The moments that questions are tied to, and the clients whose questions are tied to none."""
        found = [(each, moment_of(self.app, each)) for each in questions]
        untied = dict.fromkeys(each.client for each, _ in found if each.client and not each.record.links.moment)
        return [moment for _, moment in found if moment], list(untied)

    def _offered(self, code: str) -> list[ListedMoment]:
        """Ask which of a client's latest moments go along."""
        course, say = self._course(code), self.app.screen.say
        latest = list_moments(course)[-OFFERED:]
        if not latest:
            return []
        for each in latest:
            say(f"{each.number:>3}  {each.moment.on}  {one_line(each.moment.note)}")
        question = f"Which moments of {code} go along? Their numbers, with commas between them. Enter for none."
        return choose(self.app, question, lambda typed: _several(course, typed), "Numbers from the list fit.") or []


def _several(course: Course, typed: str) -> list[ListedMoment]:
    return [find_moment(course, each) for each in typed.split(",")]


def made(app: App, chosen: PackContents, *, codes: bool) -> Pack:
    """The pack as it will leave, with every client of the caseload behind a letter unless ``codes`` are wanted."""
    from alliance_cli.core.exchange.aliases import aliases
    from alliance_cli.core.text import escape_controls

    clients = app.repository.clients.all()
    for client in clients:
        if client.code in chosen.clients:
            log_access(app, client)
    if codes:
        return chosen.packed(escape_controls, codes=True)
    every = [client.code for client in clients]
    names = aliases(every, chosen.clients, map(escape_controls, chosen.texts))
    return chosen.packed(lambda text: names.hide(escape_controls(text)), names.alias_of)


def hand_over(packing: Packing, pack: Pack, out: str | None) -> None:
    """Show what leaves, ask, and write it to stdout or to a new file."""
    from alliance_cli.report.export.new_file import new_file, refuse_existing
    from alliance_cli.report.export.pack_markdown import pack_markdown

    if out is not None:
        refuse_existing(Path(out))
    page, screen = pack_markdown(pack), packing.app.screen
    packing.agree(page, warnings(pack), "stdout" if out is None else "the new file")
    if out is None:
        screen.show(page.removesuffix("\n"), as_is=True)
        return
    with new_file(Path(out)) as file:
        file.write_text(page, encoding="utf-8")
    screen.say("Written, readable by you alone. It is not encrypted: delete it when it has served.")
