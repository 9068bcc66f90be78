"""Everything the vault holds, by topic."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from alliance_cli.core.clock import Clock
from alliance_cli.storage.access import AccessLog
from alliance_cli.storage.backups import Backups
from alliance_cli.storage.caseload import Caseload
from alliance_cli.storage.check_ins import CheckIns
from alliance_cli.storage.clients import Clients
from alliance_cli.storage.courses import Courses
from alliance_cli.storage.flags import Decisions
from alliance_cli.storage.measures import Measures
from alliance_cli.storage.moments import KeptMoments
from alliance_cli.storage.overview import Overviews
from alliance_cli.storage.records import Records
from alliance_cli.storage.retention import Files
from alliance_cli.storage.sessions import Sessions
from alliance_cli.storage.vault import Vault
from alliance_cli.storage.walks import Walks

if TYPE_CHECKING:
    from alliance_cli.storage.importing import Imports
    from alliance_cli.storage.tables import Tables


class Repository:
    """The doors into one open vault. What happens inside ``with change():`` is kept together or not at all."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self.clients = Clients(vault, clock)
        self.sessions = Sessions(vault, clock)
        self.walks = Walks(vault, clock)
        self.measures = Measures(vault, clock)
        self.records = Records(vault, clock)
        self.check_ins = CheckIns(vault)
        self.moments = KeptMoments(vault, clock)
        self.decisions = Decisions(vault, clock)
        self.courses = Courses(vault, self.records)
        self.caseload = Caseload(vault)
        self.overviews = Overviews(vault)
        self.access = AccessLog(vault, clock)
        self.files = Files(vault, clock)
        self.backups = Backups(vault, clock)
        self.change = vault.change
        self.close = vault.close

    @cached_property
    def tables(self) -> Tables:
        """Everything as plain tables, for what leaves."""
        from alliance_cli.storage.tables import Tables

        return Tables(self._vault)

    @cached_property
    def imports(self) -> Imports:
        """Puts exported tables back."""
        from alliance_cli.storage.importing import Imports

        return Imports(self._vault)
