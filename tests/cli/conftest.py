"""Runs the program inside the test process and returns exit code, stdout and stderr."""

from __future__ import annotations

import inspect
import io
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from alliance_cli.cli.root import run
from alliance_cli.storage.file import keys
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.file.vault_file import salt_of
from tests.new_vault import derive
from tests.reused import reuse

PASSPHRASE = "correct horse"
RARE = "wolkenbruchglas"


reuse()


@dataclass(frozen=True, slots=True)
class Ran:
    """The result of one run of the program."""

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
    monkeypatch.setattr(keys, "derive", derive)


@pytest.fixture(scope="session")
def new_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an empty vault made by the program; each test works on a copy."""
    home = tmp_path_factory.mktemp("new") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALLIANCE_PASSPHRASE", PASSPHRASE)
        patch.setattr(keys, "derive", derive)
        assert run(("--home", str(home), "init")) == 0
    return home


@pytest.fixture
def alliance(
    home: Path, new_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Alliance:
    """Runs the program on a vault of its own, with ``typed`` as its piped input."""
    shutil.copytree(new_home, home)
    monkeypatch.setenv("ALLIANCE_HOME", str(home))
    monkeypatch.setenv("ALLIANCE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("COLUMNS", "100")

    def alliance(*arguments: str, typed: str = "") -> Ran:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed.encode()), "utf-8"))
        given = dict(os.environ)
        code = run(arguments)
        os.environ.update(given)  # the program removes the passphrase from the environment
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return alliance


def made_once(prepare: Callable[..., object]) -> Any:
    """Make a fixture that runs ``prepare`` once and gives each test a copy of the vault."""
    made: list[Path] = []
    others = [name for name in inspect.signature(prepare).parameters if name != "alliance"]

    @pytest.fixture(name=prepare.__name__)
    def prepared(
        alliance: Alliance, home: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
    ) -> Alliance:
        given = {name: request.getfixturevalue(name) for name in others}
        if made:
            shutil.rmtree(home)
            shutil.copytree(made[0], home)
        else:
            prepare(alliance=alliance, **given)
            made.append(shutil.copytree(home, tmp_path_factory.mktemp("made") / "home"))
        return alliance

    return prepared


@made_once
def client(alliance: Alliance) -> None:
    """A vault with the client J7."""
    assert alliance("client", "add", "J7").code == 0


@made_once
def kept(alliance: Alliance) -> None:
    """A vault with one client and one reflection."""
    assert alliance("reflect", "J7", "--new", "--answers", "-", typed=f"learned: {RARE}\nclinician-bond: 7").code == 0


def vault_of(home: Path) -> Vault:
    return Vault.open(home / "vault.db", derive(PASSPHRASE, salt_of(home / "vault.db")))


def page_flipped(path: Path, page: int) -> None:
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 + 100] ^= 1
    path.write_bytes(content)
