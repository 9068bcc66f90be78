"""Plays a person at a terminal: reads the screen, types, and waits for the end."""

from __future__ import annotations

import io
import os
import re
import signal
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte

from tests.journeys.window import Window

PATIENCE = 60
_PROMPT = re.compile(r"(?:^|\n|\x1b\[\?2004h)> ")
"""The input prompt, at the start of a line: elsewhere in a line, ``> rest`` names a key of a walk."""
_ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[=>]|\r")


class Terminal:
    """A program on a pseudo-terminal. Each wait begins where the last one ended."""

    def __init__(
        self,
        command: list[str],
        env: dict[str, str],
        cwd: Path,
        columns: int = 100,
        rows: int = 200,
        instead: Callable[[], None] | None = None,
    ) -> None:
        """``instead`` is called in the child, in place of the command, and does not return."""
        self._seen = io.StringIO()
        self._size = (rows, columns)
        with warnings.catch_warnings():
            # Newer Pythons warn of forking beside the threads of a test runner; the child only becomes the program.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._child = pexpect.spawn(
                command[0],
                command[1:],
                env=env,
                cwd=str(cwd),
                encoding="utf-8",
                codec_errors="replace",
                dimensions=self._size,
                timeout=PATIENCE,
                preexec_fn=instead,
            )
        self._child.delaybeforesend = None
        self._child.logfile_read = self._seen
        self._window, self._fed = Window(columns, rows), 0

    def sees(self, *texts: str) -> None:
        """Wait until each text has appeared, one after the other."""
        for text in texts:
            self._child.expect_exact(text)

    def asked(self, question: str) -> None:
        """Wait for a question and its input prompt."""
        self.sees(question)
        self._child.expect(_PROMPT)

    def types(self, line: str) -> None:
        """Type a line and Enter."""
        self._child.send(f"{line}\r")

    def holds(self, text: str) -> None:
        """Type without Enter, and wait until the text is shown."""
        self._child.send(text)
        self.sees(text)

    def holds_unseen(self, keys: str) -> None:
        """Press keys that are not echoed."""
        self._child.send(keys)

    def types_bytes(self, line: bytes) -> None:
        """Type bytes, which need not be valid text."""
        os.write(self._child.child_fd, line)

    def pauses(self, seconds: float) -> None:
        """Wait for some time; only for tests about the passing of time."""
        time.sleep(seconds)

    def answers(self, question: str, *lines: str) -> None:
        """Wait for a question, then type the lines, each at its own prompt."""
        self.asked(question)
        for place, line in enumerate(lines):
            if place:
                self._child.expect(_PROMPT)
            self.types(line)

    def unseen(self, prompt: str, secret: str) -> None:
        """Wait for a prompt that does not echo, and type."""
        self.sees(prompt)
        self.types(secret)

    def presses(self, letter: str) -> None:
        """Press Ctrl and a letter."""
        self._child.sendcontrol(letter)

    def signalled(self, number: signal.Signals) -> None:
        """Send the program a signal, and wait until it is gone."""
        self._child.kill(number)
        self._child.expect(pexpect.EOF)
        self._child.wait()

    def vanish(self) -> None:
        """Close the window with the program in it, and wait until it is gone."""
        self._child.ptyproc.fileobj.close()
        self._child.wait()

    def ends(self, code: int = 0) -> str:
        """Wait for the end; returns what was shown since the last thing awaited."""
        self._child.expect(pexpect.EOF)
        rest = plain(str(self._child.before))
        self._child.wait()
        assert self._child.exitstatus == code, self.text
        return rest

    # -- the full screen

    def shows(self, *texts: str) -> None:
        """Wait until all these texts are on the screen at once."""
        self._until(lambda: all(text in self.window.shown for text in texts), f"never showed {texts}")

    def hides(self, text: str) -> None:
        """Wait until this text has left the screen."""
        self._until(lambda: text not in self.window.shown, f"still shows {text}")

    def leaves_the_other_screen(self) -> None:
        """Wait until the main screen shows."""
        self._until(lambda: not self.window.on_other, "never left the alternate screen")

    def sends(self, keys: str) -> None:
        """Press keys, given as the bytes that a terminal sends."""
        self._child.send(keys)

    def rests(self, seconds: float) -> None:
        """As ``pauses``, but read the program's output meanwhile: a full pipe would stop it."""
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0:
            self._take_in(min(left, 0.05))

    def resized(self, columns: int, rows: int) -> None:
        """Make the window smaller or larger."""
        self.window.resize(columns, rows)
        self._child.setwinsize(rows, columns)

    @property
    def window(self) -> Window:
        """What a person sees."""
        raw = self.raw
        self._window.feed(raw[self._fed :])
        self._fed = len(raw)
        return self._window

    def _until(self, seen: Callable[[], bool], otherwise: str) -> None:
        ends = time.monotonic() + PATIENCE
        while not seen():
            goes_on = self._take_in(0.5)
            assert seen() or (goes_on and time.monotonic() < ends), f"{otherwise}:\n{self.window.shown}"

    def _take_in(self, seconds: float) -> bool:
        """Read what the program writes; False once it has ended."""
        try:
            self._child.read_nonblocking(1 << 16, seconds)
        except pexpect.TIMEOUT:
            pass
        except pexpect.EOF:
            return False
        return True

    def close(self) -> None:
        if self._child.isalive():
            self._child.kill(signal.SIGKILL)
            self._child.wait()
        self._child.ptyproc.delayafterclose = 0
        self._child.close()

    @property
    def pid(self) -> int:
        return int(self._child.pid)

    @property
    def file(self) -> int:
        """The descriptor of this end of the terminal."""
        return int(self._child.child_fd)

    @property
    def raw(self) -> str:
        """All that was shown so far, byte for byte."""
        return self._seen.getvalue()

    @property
    def text(self) -> str:
        """All that was shown so far, without terminal codes."""
        return plain(self.raw)

    @property
    def screen(self) -> list[str]:
        """The lines on the screen."""
        screen = pyte.Screen(self._size[1], self._size[0])
        pyte.Stream(screen).feed(self.raw)
        return [line.rstrip() for line in screen.display]


def plain(text: str) -> str:
    return _ESCAPES.sub("", text)
