"""Makes a pack for supervision: a person chooses the content, sees all of it, and agrees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.moments import ListedMoment, find_moment, list_moments
from alliance_cli.core.errors import Declined, NotFound, Refused, WrongUse
from alliance_cli.core.exchange.pack import Pack, PackContents, warnings
from alliance_cli.core.formatting import plain_day
from alliance_cli.core.own.supervision import Question, find_question, without_outcome
from alliance_cli.core.text import one_line
from alliance_cli.translation import _
from alliance_cli.usecases.app import App
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.front import Front
from alliance_cli.usecases.own.supervision import all_questions, moment_of, none_waiting, readable_question
from alliance_cli.usecases.review.worded import readable_moment

if TYPE_CHECKING:
    from alliance_cli.core.course.course import Course
    from alliance_cli.core.exchange.hider import Hider

OFFERED = 9
"""How many of a client's latest moments are offered."""


class PackRequest(Struct, frozen=True):
    """The request as typed: numbers of questions, none for all waiting ones, and moments as ``J7:3``.

    With ``codes`` clients keep their codes. With ``yes`` nothing is asked.
    """

    questions: Sequence[str] = ()
    moments: Sequence[str] = ()
    codes: bool = False
    yes: bool = False


class Packing:
    """One pack in the making. ``visible`` tells whether the person sees what the front notes.

    Raises Refused if the pack has to be shown and nobody is there.
    """

    def __init__(self, app: App, front: Front, request: PackRequest, *, visible: bool = True) -> None:
        self._app = app
        self._front = front
        self._request = request
        if not request.yes and not (front.interactive and visible):
            raise Refused(
                _("A pack should be read before it leaves, and there is no terminal here to show it."),
                _("If you know what is in it, add --yes."),
            )

    def make(self) -> Pack:
        """The pack as it will leave, with a letter for every client of the caseload unless codes are wanted.

        Raises NotFound if no question is waiting or one does not exist, and WrongUse for a moment that cannot be
        read.
        """
        from alliance_cli.core.text import escape_controls

        chosen = self._chosen()
        clients = self._app.repository.clients.all()
        for client in clients:
            if client.code in chosen.clients:
                log_access(self._app, client)
        if self._request.codes:
            return chosen.packed(escape_controls, codes=True)
        hider = _hider([client.code for client in clients], chosen)
        pack = chosen.packed(lambda text: escape_controls(hider.hide(text)), hider.alias_of)
        return replace(pack, left=hider.left_in(chosen.texts))

    def agree(self, pack: Pack, page: str, question: str) -> None:
        """Show the page and what to check in it; raises Declined unless ``question`` is answered with yes."""
        asks = not self._request.yes
        if asks:
            self._front.note(_("This is all that leaves:\n\n{page}", page=page))
        for warning in warnings(pack):
            self._front.note(_("Look once more. {warning}", warning=warning))
        if asks and not self._front.confirm(question, _("Enter writes nothing.")):
            raise Declined(_("Nothing was written."))

    def _chosen(self) -> PackContents:
        """The named questions or else all waiting ones; and the moments that are named, linked to one of them, or
        picked.
        """
        typed = self._request.questions
        every = all_questions(self._app)
        named = {question.number: question for question in (find_question(every, each) for each in typed)}
        questions = tuple(named.values()) if typed else without_outcome(every)
        moments = [self._named(each) for each in self._request.moments]
        if not questions and not moments:
            raise none_waiting()
        tied, untied = self._tied(questions)
        moments += tied
        if not self._request.yes and not self._request.moments:
            moments += [each for client in untied for each in self._picked(client)]
        once = {each.moment.id: replace(each, moment=readable_moment(self._app, each.moment)) for each in moments}
        return PackContents(tuple(readable_question(self._app, each) for each in questions), tuple(once.values()))

    def _course(self, code: str) -> Course:
        client = self._app.repository.clients.find(code)
        if client is None:
            raise NotFound(_("There is no such client."), _("See them all with:"), Action(ActionKind.LIST_CLIENTS))
        return self._app.repository.courses.of(client)

    def _named(self, typed: str) -> ListedMoment:
        """The moment meant by ``J7:3``."""
        code, colon, number = typed.strip().partition(":")
        if not (code and colon and number):
            raise WrongUse(_("--moment takes a client's code and a number."), _("Such as: --moment J7:3"))
        return find_moment(self._course(code), number)

    def _tied(self, questions: Sequence[Question]) -> tuple[list[ListedMoment], list[str]]:
        """The moments linked to questions, and the clients whose questions are linked to none."""
        found = [(each, moment_of(self._app, each)) for each in questions]
        untied = dict.fromkeys(each.client for each, _moment in found if each.client and not each.record.links.moment)
        return [moment for _each, moment in found if moment], list(untied)

    def _picked(self, code: str) -> list[ListedMoment]:
        """The person's choice among a client's latest moments."""
        course = self._course(code)
        latest = list_moments(course)[-OFFERED:]
        if not latest:
            return []
        rows = [f"{each.number:>3}  {plain_day(each.moment.on)}  {one_line(each.moment.note)}" for each in latest]
        question = _(
            "Which moments of {code} go into the pack? Their numbers, with commas between them. Enter for none.",
            code=code,
        )

        def read(typed: str) -> list[ListedMoment]:
            return [find_moment(course, each) for each in typed.split(",")]

        return self._front.choose(question, rows, read, _("Type numbers from the list.")) or []


def _hider(codes: Sequence[str], chosen: PackContents) -> Hider:
    """The clients it is about get the first letters, then clients mentioned in it, in order of mention."""
    from alliance_cli.core.exchange.aliases import aliases
    from alliance_cli.core.exchange.code_finder import CodeFinder
    from alliance_cli.core.exchange.hider import Hider

    finder = CodeFinder(codes)
    named = (found.code for text in chosen.texts for found in finder.codes_in(text))
    return Hider(aliases((*chosen.clients, *named, *codes)))
