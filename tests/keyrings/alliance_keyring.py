"""A keyring in a file, for tests.

A machine that runs tests has no keyring of its own, or one that must stay as it is. This one is a backend like any that
the library finds, so everything but the operating system's part is real. It takes its file from ALLIANCE_KEYRING_FILE.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend


class FileKeyring(KeyringBackend):
    """Keeps what it is given, in plain text."""

    priority = 5

    @property
    def file(self) -> Path:
        return Path(os.environ["ALLIANCE_KEYRING_FILE"])

    def kept(self) -> dict[str, str]:
        return dict(json.loads(self.file.read_text())) if self.file.exists() else {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self.file.write_text(json.dumps({**self.kept(), f"{service} {username}": password}))

    def delete_password(self, service: str, username: str) -> None:
        rest = self.kept()
        del rest[f"{service} {username}"]
        self.file.write_text(json.dumps(rest))


class PlainKeyring(FileKeyring):
    """A keyring that declares itself unfit for everyday use."""

    priority = 0.5


class StuckKeyring(FileKeyring):
    """A keyring that does not answer."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("secret words")
