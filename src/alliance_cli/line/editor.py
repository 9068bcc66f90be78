"""Opens content files in the clinician's editor, without the passphrase in its environment."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from alliance_cli.core.errors import WrongUse
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.content.copies import Copy
    from alliance_cli.line.front import LineFront

_AT_ONCE_SECONDS = 2.0
"""Seconds; an editor command that returns sooner, without a change, has probably left its window open."""


class NotStarted(WrongUse):
    """The editor was not started, so nobody can have the file open in it."""


def open_in(editor: str, path: Path) -> None:
    """Open the file and wait until the editor is closed; raises NotStarted, or WrongUse if the editor fails."""
    import shlex
    import subprocess

    from alliance_cli.usecases.vault.passphrases import environment_without_secrets

    try:
        subprocess.run([*shlex.split(editor), str(path)], check=True, env=environment_without_secrets())  # noqa: S603 - the user's own
    except ValueError:
        raise NotStarted(_("The name of your editor has an unclosed quote."), _("Check VISUAL and EDITOR.")) from None
    except OSError:
        raise NotStarted(_("Your editor cannot be started."), _("Check VISUAL and EDITOR.")) from None
    except subprocess.CalledProcessError:
        raise WrongUse(_("Your editor ended with an error."), _("The file is {path}", path=path)) from None


class Edited(Enum):
    """How the editor was left."""

    IN_ORDER = "without mistakes"
    WITH_MISTAKES = "with mistakes"
    AT_ONCE = "at once, with nothing changed: it may be open still"


def edit_until_in_order(front: LineFront, editor: str, copy: Copy) -> Edited:
    """Open the editor until the file has no mistakes, or the person leaves it with mistakes."""
    while True:
        before, began = copy.content, monotonic()
        open_in(editor, copy.own)
        if copy.content == before and monotonic() - began < _AT_ONCE_SECONDS:
            return Edited.AT_ONCE
        mistakes = copy.mistakes()
        if not mistakes:
            return Edited.IN_ORDER
        for mistake in mistakes:
            front.note(str(mistake))
        if not front.confirm(_("Back to the editor?"), _("Enter leaves the file as it is.")):
            return Edited.WITH_MISTAKES
