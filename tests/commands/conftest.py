"""The program's front door inside one process: arguments in, exit code, stdout and stderr out."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from alliance_cli.cli import run
from alliance_cli.storage import keys

PASSPHRASE = "correct horse"


@dataclass(frozen=True, slots=True)
class Ran:
    """What one run of the program gave back."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


Alliance = Callable[..., Ran]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture(autouse=True)
def derived_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derivation is slow by design; within a test the same passphrase and salt are derived once."""
    monkeypatch.setattr(keys, "derive", cache(keys.derive))


@pytest.fixture
def alliance(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Alliance:
    """Runs the program on a vault of its own, with ``typed`` as its piped input."""
    monkeypatch.setenv("ALLIANCE_HOME", str(home))
    monkeypatch.setenv("ALLIANCE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("COLUMNS", "100")

    def alliance(*arguments: str, typed: str = "") -> Ran:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed.encode()), "utf-8"))
        code = run(arguments)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    assert alliance("init").code == 0
    return alliance
