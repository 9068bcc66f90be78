"""Any passphrase, any bytes at a terminal, any settings and any path are taken exactly, or refused with a sentence."""

from __future__ import annotations

import os
import re
import threading
import unicodedata
from contextlib import suppress
from pathlib import Path

from hypothesis import strategies as st
from textual.message import Message

from alliance_cli.content.readers.config_file import read_config, write_setting
from alliance_cli.core.errors import AllianceError
from alliance_cli.core.settings.settings import read_setting
from alliance_cli.core.vault.passphrase import LONGEST, clean_passphrase, is_odd
from alliance_cli.files import paths
from alliance_cli.screen.textual_seam.pasting import NotText, read_input
from tests.faults.test_bad_input import Record, nasty, refusal, try_many

ODD = (
    "\n",
    "\r\n",
    "\ufeff",
    "\u200b",
    "\u2028",
    "\t",
    "a\u0308",
    "\udc80",
    " #1 ",
    ": ",
    "'",
    '"',
    "~",
    "%",
    "/",
    "..",
)
odd = st.lists(st.sampled_from(ODD) | st.text(max_size=8) | nasty, max_size=6).map("".join)


def test_any_passphrase_can_be_typed_or_is_refused(record_property: Record) -> None:
    def check(given_input: str) -> None:
        if said := refusal(lambda: clean_passphrase(given_input)):
            assert len(given_input) < 3 or given_input not in said
            return
        clean = clean_passphrase(given_input)
        assert 0 < len(clean) <= LONGEST
        assert clean == clean_passphrase(clean) == unicodedata.normalize("NFC", clean)
        assert not is_odd(clean)
        assert not re.search("[\\x00-\\x1f\\x7f-\\x9f\u00ad\u200b\u2028\u2029\ufeff]", clean)

    try_many(odd, check, record_property, "passphrases")


def test_any_bytes_at_a_terminal_leave_the_keys_working(record_property: Record) -> None:
    def check(pieces: list[bytes]) -> None:
        reading, writing = os.pipe()
        taken: list[Message] = []
        reader = threading.Thread(target=read_input, args=(reading, threading.Event(), taken.append))
        reader.start()
        for piece in (*pieces, b"\x1b[201~ END"):
            os.write(writing, piece)
        os.close(writing)
        reader.join(5)
        os.close(reading)
        typed = "".join(str(getattr(each, "character", None) or getattr(each, "text", "")) for each in taken)
        assert typed.endswith("END")
        assert not re.search("[\ud800-\udfff]", typed)
        whole = b"".join(pieces).decode("utf-8", "ignore").encode() == b"".join(pieces)
        assert whole or any(isinstance(each, NotText) for each in taken)

    letters = st.binary(max_size=6).map(lambda sent: sent.replace(b"\x1b", b""))
    pieces = st.lists(letters | st.sampled_from(["ü".encode()[:1], "ü".encode()[1:], b"\xff"]), max_size=6)
    try_many(pieces, check, record_property, "bytes at a terminal")


def test_any_accepted_setting_is_read_back_and_changes_no_other(tmp_path: Path, record_property: Record) -> None:
    path = tmp_path / "config.yaml"
    write_setting(path, "flags.gap", 4)

    def check(typed: str) -> None:
        try:
            value = read_setting("backup.folder", f"/{typed}")
            write_setting(path, "backup.folder", value)
        except AllianceError:
            return
        values = read_config(path, lambda _: None).values
        assert (values["backup.folder"], values["flags.gap"]) == (value, 4)

    try_many(odd, check, record_property, "settings")


def test_any_path_is_accepted_or_refused(tmp_path: Path, record_property: Record) -> None:
    def look(typed: str) -> None:
        path = paths.typed_path(typed)
        for looks in (paths.exists, paths.is_file, paths.is_folder, paths.entries, paths.others_can_look):
            looks(path)
        with suppress(FileNotFoundError):
            paths.read_file(path, 9)

    def check(typed: str) -> None:
        rest = typed.lstrip("/.")
        for each in (f"{tmp_path}/{rest}", f"~{rest}/x"):
            refusal(lambda each=each: look(each))  # type: ignore[misc]

    try_many(odd | st.text(min_size=200, max_size=300), check, record_property, "paths")
