"""The passphrase prompt."""

from __future__ import annotations

import getpass
import sys


def ask_passphrase(prompt: str) -> str | None:
    """Read a passphrase without echo; None if stdin is no terminal or the person gave up."""
    if not sys.stdin.isatty():
        return None
    try:
        return getpass.getpass(prompt)
    except EOFError:
        return None
    except UnicodeDecodeError:  # input that is not text cannot open anything
        return ""
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        raise
