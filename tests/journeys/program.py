"""Runs the real program in a separate home: as a subprocess, or on a pseudo-terminal as a person uses it."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from tests.forking import ALLIANCE, Run, become_the_program, fork
from tests.journeys.derived_once.sitecustomize import keep_keys_in
from tests.journeys.terminal import Terminal

AS_INSTALLED = Path(__file__).with_name("as_installed")
"""Makes the development environment look like a user's."""
DERIVED_ONCE = Path(__file__).with_name("derived_once")
"""Lets a start find the key that an earlier start derived."""
PASSPHRASE = "quiet-lamp-under-seven-oaks"
PATIENCE = 120
"""Seconds before a program counts as stuck; tests never wait this long otherwise."""


@dataclass(frozen=True)
class Home:
    """A folder that stands for a whole machine: the program's home, the user's, a temporary and a working folder."""

    root: Path
    keys: Path | None = None
    """A folder of derived keys; without it each run derives its own."""
    derives: bool = False
    """Whether each started program still derives its own key, as on a user's machine."""
    terminals: list[Terminal] = field(default_factory=list)

    def __post_init__(self) -> None:
        for folder in (self.user, self.temporary, self.work):
            folder.mkdir(exist_ok=True)

    @property
    def folder(self) -> Path:
        """The folder that ALLIANCE_HOME names."""
        return self.root / "home"

    @property
    def vault(self) -> Path:
        return self.folder / "vault.db"

    @property
    def user(self) -> Path:
        return self.root / "user"

    @property
    def temporary(self) -> Path:
        return self.root / "temporary"

    @property
    def work(self) -> Path:
        return self.root / "work"

    def environment(self, **changes: str | None) -> dict[str, str]:
        """The environment of the program: only PATH comes from the machine. A change to None removes a variable."""
        keys = None if self.derives else self.keys
        given: dict[str, str | None] = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "TERM": "xterm",
            "PYTHONPATH": f"{DERIVED_ONCE}:{AS_INSTALLED}" if keys else str(AS_INSTALLED),
            "KEYS_DERIVED": str(keys) if keys else None,
            "HOME": str(self.user),
            "TMPDIR": str(self.temporary),
            "ALLIANCE_HOME": str(self.folder),
            "ALLIANCE_LINE": "1",
            "ALLIANCE_PASSPHRASE": PASSPHRASE,
            **changes,
        }
        return {name: value for name, value in given.items() if value is not None}

    def run(
        self,
        *arguments: str,
        stdin: str | bytes = "",
        program: str = ALLIANCE,
        through: Sequence[str] = (),
        **changes: str | None,
    ) -> subprocess.CompletedProcess[str]:
        """The program without a terminal, started by ``through``, with ``changes`` to its environment."""
        with self.started(*arguments, program=program, through=through, **changes) as running:
            given = stdin.encode() if isinstance(stdin, str) else stdin
            out, err = running.communicate(given, timeout=PATIENCE)
        return subprocess.CompletedProcess(arguments, running.returncode, out.decode(), err.decode())

    def forked(
        self, *arguments: str, stdin: str | bytes = "", **changes: str | None
    ) -> subprocess.CompletedProcess[str]:
        """As ``run``, in a child of this process: the same program from ``main`` on, without the start before it.

        Used to prepare a test, to check its result, and for many cases if one of them is also run in a new process.
        """
        with ExitStack() as opened:
            given, out, err = (opened.enter_context(TemporaryFile()) for _ in range(3))
            given.write(stdin.encode() if isinstance(stdin, str) else stdin)
            given.seek(0)
            streams = (given.fileno(), out.fileno(), err.fileno())
            pid = fork(Run(arguments, streams, self.work, self.environment(**changes), self._before))
            code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
            said = [stream.seek(0) or stream.read().decode() for stream in (out, err)]
        return subprocess.CompletedProcess(arguments, code, *said)

    def _before(self) -> None:
        """Set up what a new interpreter would have; called in the child."""
        tempfile.tempdir = None
        if self.keys:
            keep_keys_in(str(self.keys))

    @contextmanager
    def started(
        self, *arguments: str, program: str = ALLIANCE, through: Sequence[str] = (), **changes: str | None
    ) -> Iterator[subprocess.Popen[bytes]]:
        """The program while it runs, all three streams piped."""
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        command, env = [*through, program, *arguments], self.environment(**changes)
        with subprocess.Popen(command, env=env, cwd=self.work, **pipes) as running:  # type: ignore[call-overload]
            try:
                yield running
            finally:
                running.kill()

    def terminal(self, *arguments: str, columns: int = 100, rows: int = 200, **changes: str | None) -> Terminal:
        """The program on a pseudo-terminal: a new process if keys are derived, otherwise a fork as in ``forked``."""
        environment = self.environment(**changes)

        def become() -> None:
            os.closerange(3, 1 << 16)
            become_the_program(Run(arguments, None, self.work, environment, self._before))

        instead = become if self.keys and not self.derives else None
        opened = Terminal([ALLIANCE, *arguments], environment, self.work, columns, rows, instead)
        self.terminals.append(opened)
        return opened

    def close(self) -> None:
        """End every program that a test left running."""
        for terminal in self.terminals:
            terminal.close()

    def history(self, client: str = "J7") -> Any:
        """The JSON document that ``history --json --notes`` prints."""
        told = self.forked("history", client, "--json", "--notes")
        assert told.returncode == 0, told.stderr
        return json.loads(told.stdout)

    def answers(self, client: str = "J7", session: int = -1) -> dict[str, Any]:
        """The answers of one session by prompt; None for a skipped prompt."""
        kept = self.history(client)["sessions"][session]["answers"]
        return {each["prompt"]: each["value"] for each in kept}

    def keep(self, command: str, answers: str, *options: str, client: str = "J7") -> None:
        """Store a walk's answers, given as YAML; the client is opened if necessary."""
        told = self.forked(command, client, "--new", "--answers", "-", *options, stdin=answers)
        assert told.returncode == 0, told.stderr

    def script(self, name: str, text: str) -> Path:
        """Write a script of the user's own."""
        path = self.folder / "prompts" / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        return path


def days_ago(days: int) -> str:
    return f"{datetime.now().astimezone() - timedelta(days=days):%Y-%m-%d}"


def today() -> str:
    """The local date, as the program prints it in commands."""
    return f"{datetime.now().astimezone():%Y-%m-%d}"


def sentence(told: subprocess.CompletedProcess[str], code: int) -> str:
    """The message of a refusal on stderr, after checking its form: no result, no traceback, a hint."""
    assert told.returncode == code, told.stderr
    assert told.stdout == ""
    assert "Traceback" not in told.stderr
    assert "\nalliance: " in f"\n{told.stderr}"
    return told.stderr
