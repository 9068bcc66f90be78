"""Modules are loaded ahead; a failed import is reported only when the module is needed."""

from __future__ import annotations

import sys
import threading
from importlib import import_module
from pathlib import Path

import pytest

from alliance_cli.cli import ahead
from alliance_cli.cli.ahead import load_ahead


def others() -> list[threading.Thread]:
    return [each for each in threading.enumerate() if each is not threading.current_thread()]


def test_a_broken_module_does_not_stop_the_others_from_loading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken_view.py").write_text("raise RuntimeError('broken')")
    (tmp_path / "whole_view.py").write_text("LOADED = True")
    monkeypatch.syspath_prepend(tmp_path)
    before = others()
    load_ahead("broken_view", "no_such_view", "whole_view")
    for each in others():
        if each not in before:
            each.join()
    assert sys.modules.pop("whole_view").LOADED
    with pytest.raises(RuntimeError, match="broken"):
        import_module("broken_view")


@pytest.mark.parametrize("name", [*ahead.VAULT, ahead.COURSE, ahead.DUE])
def test_the_modules_loaded_ahead_exist(name: str) -> None:
    assert import_module(name)
