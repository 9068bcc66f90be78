"""Gives access to the vault's content by topic. Each topic is imported on first use, because most commands need few."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from alliance_cli.core.clock import Clock
from alliance_cli.storage.file.vault import Vault

if TYPE_CHECKING:
    from alliance_cli.storage.caseload.due import Caseload
    from alliance_cli.storage.caseload.overview import Overviews
    from alliance_cli.storage.caseload.recent_courses import RecentCourses
    from alliance_cli.storage.caseload.typed_words import TypedWords
    from alliance_cli.storage.copies.backups import Backups
    from alliance_cli.storage.exchange.earlier_ratings import EarlierRatings
    from alliance_cli.storage.exchange.importing import Imports
    from alliance_cli.storage.exchange.tables import Tables
    from alliance_cli.storage.topics.access import AccessLog
    from alliance_cli.storage.topics.answers import AnswerStore
    from alliance_cli.storage.topics.check_ins import CheckIns
    from alliance_cli.storage.topics.client_files import ClientFiles
    from alliance_cli.storage.topics.clients import Clients
    from alliance_cli.storage.topics.courses import Courses
    from alliance_cli.storage.topics.flag_decisions import FlagDecisions
    from alliance_cli.storage.topics.goals import GoalStore
    from alliance_cli.storage.topics.measures import Measures
    from alliance_cli.storage.topics.moments import MomentStore
    from alliance_cli.storage.topics.records import Records
    from alliance_cli.storage.topics.session_admin import SessionAdmin
    from alliance_cli.storage.topics.sessions import Sessions
    from alliance_cli.storage.topics.tension import TensionReports
    from alliance_cli.storage.topics.walks import Walks
    from alliance_cli.storage.unfinished.drafts import DraftStore
    from alliance_cli.storage.unfinished.held_back import HeldBack
    from alliance_cli.storage.unfinished.marks import MarkStore
    from alliance_cli.storage.unfinished.part_files import PartFiles
    from alliance_cli.storage.unfinished.resumptions import Resumptions


class Repository:
    """The topics of one open vault. Changes inside ``with change():`` are stored all or none."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock
        self.change = vault.change
        self.much_room = vault.much_room
        self.close = vault.close

    @cached_property
    def access(self) -> AccessLog:
        """The access log."""
        from alliance_cli.storage.topics.access import AccessLog

        return AccessLog(self._vault, self._clock)

    @cached_property
    def answers(self) -> AnswerStore:
        """The answers of walks."""
        from alliance_cli.storage.topics.answers import AnswerStore

        return AnswerStore(self._vault, self._clock)

    @cached_property
    def backups(self) -> Backups:
        """The backups of the vault."""
        from alliance_cli.storage.copies.backups import Backups

        return Backups(self._vault, self._clock)

    @cached_property
    def resumptions(self) -> Resumptions:
        """The places where locked programs resume."""
        from alliance_cli.storage.unfinished.resumptions import Resumptions

        return Resumptions(self._vault, self._clock)

    @cached_property
    def caseload(self) -> Caseload:
        """What is due over the whole caseload."""
        from alliance_cli.storage.caseload.due import Caseload

        return Caseload(self._vault)

    @cached_property
    def check_ins(self) -> CheckIns:
        """The clinician's own check-ins."""
        from alliance_cli.storage.topics.check_ins import CheckIns

        return CheckIns(self._vault)

    @cached_property
    def clients(self) -> Clients:
        """The clients."""
        from alliance_cli.storage.topics.clients import Clients

        return Clients(self._vault, self._clock)

    @cached_property
    def courses(self) -> Courses:
        """The courses of clients: their sessions with ratings, moments and phases."""
        from alliance_cli.storage.topics.courses import Courses

        return Courses(self._vault, self.records)

    @cached_property
    def decisions(self) -> FlagDecisions:
        """The clinician's decisions about flags."""
        from alliance_cli.storage.topics.flag_decisions import FlagDecisions

        return FlagDecisions(self._vault, self._clock)

    @cached_property
    def drafts(self) -> DraftStore:
        """Text that was typed but not entered yet."""
        from alliance_cli.storage.unfinished.drafts import DraftStore

        return DraftStore(self._vault, self._clock)

    @cached_property
    def earlier_ratings(self) -> EarlierRatings:
        """Ratings and instruments from before the vault, many at once."""
        from alliance_cli.storage.exchange.earlier_ratings import EarlierRatings

        return EarlierRatings(self._vault, self._clock)

    @cached_property
    def files(self) -> ClientFiles:
        """Whole client files: their summaries, and erasing them."""
        from alliance_cli.storage.topics.client_files import ClientFiles

        return ClientFiles(self._vault, self._clock)

    @cached_property
    def goals(self) -> GoalStore:
        """The goals of clients and how far they are reached."""
        from alliance_cli.storage.topics.goals import GoalStore

        return GoalStore(self._vault, self._clock)

    @cached_property
    def held_back(self) -> HeldBack:
        """Answers that clients gave alone and the clinician has not seen yet."""
        from alliance_cli.storage.unfinished.held_back import HeldBack

        return HeldBack(self._vault)

    @cached_property
    def imports(self) -> Imports:
        """Imports of exported tables."""
        from alliance_cli.storage.exchange.importing import Imports

        return Imports(self._vault)

    @cached_property
    def marks(self) -> MarkStore:
        """The marks made while a session ran."""
        from alliance_cli.storage.unfinished.marks import MarkStore

        return MarkStore(self._vault, self._clock)

    @cached_property
    def measures(self) -> Measures:
        """Ratings and administrations of instruments."""
        from alliance_cli.storage.topics.measures import Measures

        return Measures(self._vault, self._clock)

    @cached_property
    def moments(self) -> MomentStore:
        """Strong moments and possible ruptures."""
        from alliance_cli.storage.topics.moments import MomentStore

        return MomentStore(self._vault, self._clock)

    @cached_property
    def overviews(self) -> Overviews:
        """One summary row for each client."""
        from alliance_cli.storage.caseload.overview import Overviews

        return Overviews(self._vault)

    @cached_property
    def parts(self) -> PartFiles:
        """Copies and exports that are not complete yet."""
        from alliance_cli.storage.unfinished.part_files import PartFiles

        return PartFiles(self._vault, self._clock)

    @cached_property
    def recent_courses(self) -> RecentCourses:
        """The last sessions of clients seen lately, and the ratings before them."""
        from alliance_cli.storage.caseload.recent_courses import RecentCourses

        return RecentCourses(self._vault, self.courses)

    @cached_property
    def records(self) -> Records:
        """Standalone walks."""
        from alliance_cli.storage.topics.records import Records

        return Records(self._vault, self._clock)

    @cached_property
    def sessions(self) -> Sessions:
        """Sessions: found, numbered and added."""
        from alliance_cli.storage.topics.sessions import Sessions

        return Sessions(self._vault, self._clock)

    @cached_property
    def session_admin(self) -> SessionAdmin:
        """Whole sessions: their summaries, moving and erasing them."""
        from alliance_cli.storage.topics.session_admin import SessionAdmin

        return SessionAdmin(self._vault)

    @cached_property
    def tables(self) -> Tables:
        """All data as plain tables, for exports."""
        from alliance_cli.storage.exchange.tables import Tables

        return Tables(self._vault)

    @cached_property
    def tension(self) -> TensionReports:
        """Reports of tension given outside a walk."""
        from alliance_cli.storage.topics.tension import TensionReports

        return TensionReports(self._vault, self._clock)

    @cached_property
    def typed_words(self) -> TypedWords:
        """All typed text, for searching."""
        from alliance_cli.storage.caseload.typed_words import TypedWords

        return TypedWords(self._vault)

    @cached_property
    def walks(self) -> Walks:
        """Walks through a script."""
        from alliance_cli.storage.topics.walks import Walks

        return Walks(self._vault, self._clock)
