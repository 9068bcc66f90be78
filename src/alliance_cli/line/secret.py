"""The passphrase prompt."""

from __future__ import annotations

import getpass
import sys


def ask_passphrase(prompt: str) -> str | None:
    """What was typed, unseen; None when there is no terminal to ask on or the person gave up."""
    if not sys.stdin.isatty():
        return None
    try:
        return getpass.getpass(prompt)
    except EOFError:
        return None
    except UnicodeDecodeError:  # keys that make no text open nothing
        return ""
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        raise
