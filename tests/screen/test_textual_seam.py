"""The Textual internals that the program uses still exist and still do what it relies on."""

from __future__ import annotations

import asyncio
import inspect
import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from textual.app import App
from textual.drivers import _writer_thread
from textual.drivers.linux_driver import LinuxDriver
from textual.pilot import Pilot
from textual.screen import Screen

from alliance_cli.screen.app import Companion
from alliance_cli.screen.leaving import Leaving
from alliance_cli.screen.textual_seam.quiet_app import QuietApp
from alliance_cli.screen.textual_seam.signals import on_signals
from alliance_cli.screen.textual_seam.terminal import YieldingDriver, _Unbroken

SECRET = "wolkenbruchglas"


@pytest.mark.parametrize("name", ["bell", "copy_to_clipboard", "panic"])
def test_the_silenced_methods_still_exist_in_textual(name: str) -> None:
    assert name in vars(App)


def test_textual_still_reports_failures_through_the_silenced_methods() -> None:
    assert "self._fatal_error()" in inspect.getsource(App._handle_exception)
    assert "show_locals=True" in inspect.getsource(App._fatal_error)
    assert "_print_error_renderables()" in inspect.getsource(App._shutdown)
    assert "_exit_renderables" in inspect.getsource(App._print_error_renderables)
    assert "_close_messages_no_wait()" in inspect.getsource(App._fatal_error)
    assert r"\x1b]22;" in inspect.getsource(App._set_pointer_shape)


def test_textual_still_releases_and_takes_the_terminal_with_these_methods() -> None:
    made = inspect.getsource(LinuxDriver.__init__)
    assert "signal.signal(signal.SIGTSTP, self._sigtstp_application)" in made
    assert "signal.signal(signal.SIGCONT, self._sigcont_application)" in made
    assert "self._file = sys.__stderr__" in made
    assert "WriterThread(self._file)" in inspect.getsource(LinuxDriver.start_application_mode)
    assert "self.close()" in inspect.getsource(LinuxDriver.suspend_application_mode)
    assert "start_application_mode()" in inspect.getsource(LinuxDriver.resume_application_mode)
    assert {"write", "flush"} <= set(vars(_Unbroken))
    assert "self._file" in inspect.getsource(_writer_thread.WriterThread)


def test_textual_writes_to_the_system_only_in_known_places() -> None:
    """This detects a title, a notification or a clipboard added by a new version."""
    found = {
        (path.name, line.strip())
        for path in Path(inspect.getfile(App)).parent.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if r"\x1b]" in line or r"\033]" in line
    }
    assert {name for name, _ in found} == {"app.py", "_ansi_sequences.py", "strip.py"}
    assert len(found) == 4, found


class Failing(Screen[None]):
    BINDINGS = [("x", "fail")]  # noqa: RUF012 - as Textual declares it

    def action_fail(self) -> None:
        raise KeyError(SECRET)


def test_a_failure_is_raised_and_not_shown(capfd: pytest.CaptureFixture[str]) -> None:
    app = Companion(Failing())

    async def act(pilot: Pilot[Leaving]) -> None:
        await pilot.press("x")

    async def run() -> None:
        async with app.run_test() as pilot:
            await act(pilot)

    with pytest.raises(KeyError):
        asyncio.run(run())
    assert isinstance(app.failure, KeyError)
    assert SECRET not in "".join(capfd.readouterr())


def test_nothing_is_copied() -> None:
    app = Companion(Screen())
    app.copy_to_clipboard(SECRET)
    assert app.clipboard == ""


def test_signal_handlers_are_restored() -> None:
    names = ("SIGTSTP", "SIGCONT", "SIGWINCH", "SIGTERM")
    before = [signal.getsignal(getattr(signal, name)) for name in names]
    called: list[object] = []
    with on_signals(lambda act: called.append(act()), {"SIGTERM": lambda: "ended"}):
        signal.signal(signal.SIGTSTP, lambda *_: None)
        os.kill(os.getpid(), signal.SIGTERM)
    assert called == ["ended"]
    assert [signal.getsignal(getattr(signal, name)) for name in names] == before


def test_writing_to_a_lost_terminal_raises_nothing() -> None:
    class Gone(io.StringIO):
        def write(self, *_: object) -> int:
            raise OSError(5, "gone")

        flush = write  # type: ignore[assignment]

    stream = _Unbroken(Gone())
    stream.write(SECRET)
    stream.flush()


def test_the_seam_subclasses_textuals_app_and_driver() -> None:
    assert issubclass(QuietApp, App)
    assert issubclass(YieldingDriver, LinuxDriver)


LOOKS = """
import alliance_cli.screen
from textual import constants
from textual.app import App
print(constants.LOG_FILE, constants.DEBUG, constants.DRIVER, constants.PRESS, constants.SHOW_RETURN)
print(constants.SCREENSHOT_DELAY, constants.COLOR_SYSTEM, sorted(App().features))
"""


def test_variables_that_make_textual_log_keys_have_no_effect(tmp_path: Path) -> None:
    log = tmp_path / "log"
    names = ("DEBUG", "SHOW_RETURN", "SCREENSHOT", "ALLOW_SIGNALS")
    variables = {f"TEXTUAL_{name}": "1" for name in names} | {"TEXTUAL": "debug,devtools", "TEXTUAL_LOG": str(log)}
    variables |= {"TEXTUAL_DRIVER": "antigravity:x", "TEXTUAL_PRESS": "a,b", "TEXTUAL_COLOR_SYSTEM": "standard"}
    told = subprocess.run(
        [sys.executable, "-c", LOOKS], env={**os.environ, **variables}, capture_output=True, text=True, check=True
    )
    assert told.stdout.splitlines() == ["None False None  False", "-1 standard []"]
    assert not log.exists()
