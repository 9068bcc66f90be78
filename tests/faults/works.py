"""Commands that change the vault, and the states of the vault that each may leave when it is interrupted."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from alliance_cli.storage.columns import declared
from alliance_cli.storage.file.tally import differing
from alliance_cli.storage.file.vault_file import salt_of
from alliance_cli.storage.schema import TALLIED_SINCE
from alliance_cli.usecases.walks.repair import RepairWalk
from alliance_cli.usecases.walks.walk_run import WalkRun
from tests.faults import forked, traced
from tests.faults.forked import ANOTHER, PASSPHRASE, Ended, Place, quick_key
from tests.faults.traced import Call
from tests.forking import Before

FROZEN = Path(__file__).parents[1] / "storage" / "frozen"
PROMPT = re.compile(r"^(?:[\w-]+, )?\d+/\d+  ", re.MULTILINE)

SHOWN = ("step", "slot")
"""Keys that are the same in every run."""
TRACES = ("access", "backup", "part_file", "tally")
"""Tables about the use of the vault, which contain no typed text."""
TOLD = re.compile(r"^alliance: [A-Z].*\.\n\S.+$", re.MULTILINE)

State = tuple[object, ...] | None
"""The content of a vault, without ids and times, which differ from run to run; None if there is no vault."""


@dataclass(frozen=True, slots=True)
class Work:
    """A command and its input: ``lines`` answer its prompts one by one, or ``stdin`` is read as a whole."""

    name: str
    words: tuple[str, ...]
    lines: tuple[str, ...] = ()
    stdin: str = ""
    begins: Callable[[Place], None] | None = None
    """Prepares the machine for the work; by default a vault with a few sessions."""
    refused: tuple[int, ...] = (7,)
    """The exit codes that may report a failing disk."""

    def words_at(self, place: Place) -> list[str]:
        """The arguments, with ROOT replaced by the folder of this machine."""
        return [word.replace("ROOT", str(place.root)) for word in self.words]

    def typed(self, first: int = 0, last: int | None = None) -> str:
        """The input from one line to another."""
        return self.stdin or "".join(f"{line}\n" for line in self.lines[first:last])

    def acknowledged(self, said: str) -> int:
        """How many lines the program has certainly accepted: for each of them it showed the next prompt."""
        if re.search(r"^Kept:", said, re.MULTILINE):
            return self.end
        return max(len(PROMPT.findall(said)) - 1, 0)

    @property
    def end(self) -> int:
        """The number of the last state: every line is kept and the walk is finished."""
        return len(self.lines) + 1


REFLECTED = (
    "Laughed",
    "3",
    "",
    "Looked away",
    "1",
    "2",
    "goals",
    "I was slow",
    "Name it early",
    "",
    "6",
    "8",
    "7",
    "",
    "5",
    "4",
)
REFLECTED_ON_AN_OPEN_RUPTURE = (*REFLECTED[:3], "1", "Begin with it", *REFLECTED[3:])
REPAIRED = ("I named it", "", "They agreed", "Set the sheet aside", "1")


def an_old_vault(place: Place) -> None:
    """A vault of the first released schema, under a key that is quick to derive."""
    place.home.mkdir(mode=0o700)
    shutil.copy(FROZEN / "schema-1.db", place.vault)
    salt = salt_of(place.vault)
    connection = sqlcipher.connect(place.vault)
    connection.execute("PRAGMA key = 'correct horse'")
    quick = quick_key(salt)
    connection.execute(f"PRAGMA rekey = \"x'{quick.secret.hex()}{quick.salt.hex()}'\"")
    connection.close()


def nothing(place: Place) -> None:
    """A machine on which the program has never been used."""


def a_backup_of_before(place: Place) -> None:
    """A vault with more in it than in the backup beside it."""
    a_few_sessions(place)
    shutil.copy(place.vault, place.root / "before.db")
    assert forked.run(place, "rate", "J7", "--bond", "9").code == 0


def an_export_of_another_vault(place: Place) -> None:
    """An empty vault, and an export of everything in another one."""
    a_few_sessions(place)
    classes = ("--class", "measures", "--class", "notes", "--confirm", "notes")
    made = forked.run(place, "export", str(place.root / "all.json"), *classes)
    assert made.code == 0, made.err
    shutil.rmtree(place.home)
    assert forked.run(place, "init").code == 0


ERASED = Work("an erasure", ("client", "erase", "J7", "--confirm", "J7", "--confirm", "J7"))
WORKS = (
    Work("a reflection", ("reflect", "J7", "--on", "2026-01-20"), REFLECTED_ON_AN_OPEN_RUPTURE),
    Work("a new client's preparation", ("prep", "K1", "--new"), ("Tired", "Slow down")),
    Work(
        "an answers file",
        ("reflect", "J7", "--on", "2026-01-20", "--answers", "-"),
        stdin="strongest: [Laughed]\nruptures: [{note: Quiet, plan: Ask}]\nclinician-bond: 7\n",
    ),
    Work("a repair", ("repair", "J7", "2"), REPAIRED),
    Work("ratings", ("rate", "J7", "--bond", "5", "--goals", "6")),
    Work("another passphrase", ("vault", "passphrase")),
    Work("a backup", ("backup",)),
    Work("a restore", ("restore", "ROOT/before.db", "--yes"), begins=a_backup_of_before, refused=(7, 8)),
    ERASED,
    Work("a compaction", ("vault", "compact")),
    Work("an import", ("import", "ROOT/all.json"), begins=an_export_of_another_vault),
    Work("a migration", ("client", "list"), begins=an_old_vault),
    Work("a first start", ("init",), begins=nothing, refused=(7, 8)),
)


def a_few_sessions(place: Place) -> None:
    """A vault with two clients, one of them with a session that was rated and reflected on."""
    given = "client-bond: 6\nclient-goals: 8\ntension: yes\ntension-note: A sigh\n"
    noted = "strongest: [Laughed]\nruptures: [{note: Went quiet, plan: Ask first, marker: withdrawal}]\n"
    for words, stdin in (
        (("init",), ""),
        (("client", "add", "L2"), ""),
        (("session", "J7", "--new", "--on", "2026-01-13", "--answers", "-"), given),
        (("reflect", "J7", "--on", "2026-01-13", "--answers", "-"), noted),
    ):
        ended = forked.run(place, *words, stdin=stdin)
        assert ended.code == 0, ended.err


def state(place: Place, *, torn: bool = False) -> State:
    """The content of the vault and the passphrase that opens it, after checking that everything is sound.

    Every other named file, such as a backup or a replaced vault, is checked too. With ``torn`` an unused page may be
    torn, as after a power cut.
    """
    for path in place.home.rglob("*.db") if place.home.exists() else ():
        if path != place.vault:
            assert _held(path, torn)
    return _held(place.vault, torn) if place.vault.exists() else None


def _held(path: Path, torn: bool) -> State:
    for passphrase in (PASSPHRASE, ANOTHER):
        connection = sqlcipher.connect(path)
        try:
            connection.execute(quick_key(salt_of(path), passphrase).pragma)
            connection.execute("SELECT count(*) FROM sqlite_master")
        except sqlcipher.DatabaseError:
            connection.close()
            continue
        try:
            return (passphrase, *_sound(connection, torn))
        finally:
            connection.close()
    raise AssertionError(f"neither passphrase opens {path.name}")


def _sound(connection: sqlcipher.Connection, torn: bool) -> Iterator[object]:
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert torn or connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    if connection.execute("PRAGMA user_version").fetchone() >= (TALLIED_SINCE,):
        assert list(differing(connection.execute)) == []
    schema = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
    yield connection.execute("PRAGMA user_version").fetchone()
    yield schema
    for name, sql in schema:
        if sql.startswith("CREATE TABLE") and not name.startswith(("_", *TRACES)):
            yield name, _rows(connection, name)


def _rows(connection: sqlcipher.Connection, table: str) -> list[str]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    kept = [
        name
        for name in columns
        if not name.endswith("_at") and (name in SHOWN or declared(table, name).data_class != "key")
    ]
    return sorted(map(repr, connection.execute(f"SELECT {', '.join(kept) or 'NULL'} FROM {table}")))


class Cut:
    """A piece of work that may be interrupted anywhere, and the states it may leave."""

    def __init__(self, work: Work, root: Path, used: Place) -> None:
        self.work = work
        self._root = root
        self.begun = Place(root / "begun")
        self.begun.root.mkdir(parents=True)
        if work.begins:
            work.begins(self.begun)
        else:
            shutil.copytree(used.root, self.begun.root, dirs_exist_ok=True)
        self._count = 0
        self._states: dict[int, State] = {0: state(self.begun)}

    def place(self) -> Place:
        """A new machine on which the work is about to begin."""
        place = Place(self.place_for_one())
        shutil.copytree(self.begun.root, place.root)
        return place

    def place_for_one(self) -> Path:
        """Where the next machine can be made."""
        self._count += 1
        return self._root / str(self._count)

    def run(self, place: Place, first: int = 0, before: Before = lambda: None) -> Ended:
        """Run the work from one line to its end."""
        return forked.run(place, *self.work.words_at(place), stdin=self.work.typed(first), before=before)

    def starts(self, place: Place, before: Before = lambda: None) -> int:
        """Begin the work; returns its process id."""
        return forked.start(place, *self.work.words_at(place), stdin=self.work.typed(), before=before)

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """The calls of a complete run that change the disk, in their order."""
        calls: list[Call] = []
        place = self.place()
        status = traced.follow(self.starts(place, traced.be_traced), calls.append)
        assert os.waitstatus_to_exitcode(status) == 0, place.ended(status).err
        return tuple(calls)

    def expected(self, kept: int) -> State:
        """The state of the vault after this many lines; ``end`` stands for finished."""
        if kept not in self._states:
            place = self.place()
            unfinished = kept == len(self.work.lines)
            typed = self.work.typed(0, kept)
            ended = forked.run(
                place, *self.work.words_at(place), stdin=typed, before=_never_finish if unfinished else lambda: None
            )
            assert ended.code == 0, ended.err
            self._states[kept] = state(place)
        return self._states[kept]

    def kept(self, place: Place, ended: Ended, *, torn: bool = False) -> int:
        """How many lines an interrupted run has kept; fails if an accepted line is lost or kept in part."""
        said = ended.err + ended.out
        least = self.work.end if ended.code == 0 else self.work.acknowledged(said)
        now = state(place, torn=torn)
        for kept in range(least, min(least + 2, self.work.end) + 1):
            if now == self.expected(kept):
                return kept
        raise AssertionError(f"{self.work.name}: after {least} lines the vault holds what no run leaves\n{said}")

    def goes_on(self, place: Place, kept: int, *, torn: bool = False) -> None:
        """Check that the resumed work asks for exactly the rest and ends as if it had never been interrupted."""
        if kept < self.work.end:
            ended = self.run(place, kept)
            assert ended.code == 0, ended.err
        assert state(place, torn=torn) == self.expected(self.work.end), self.work.name


def _never_finish() -> None:
    """Keep the walk from being marked as finished once everything is answered; called in the child."""
    WalkRun.finish = RepairWalk.finish = lambda self: None  # type: ignore[assignment, method-assign]


def told_in_words(ended: Ended, typed: str, *codes: int) -> None:
    """Check a refusal: the right code, a sentence and a hint, no traceback, and nothing that was typed."""
    assert ended.code in (codes or (7,)), ended.err
    assert TOLD.search(ended.err), ended.err
    assert "Traceback" not in ended.err
    for line in typed.split("\n"):
        assert len(line) < 6 or line not in ended.err
