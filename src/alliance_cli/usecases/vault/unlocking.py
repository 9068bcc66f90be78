"""Opens a vault with a passphrase, a recovery code or the keyring.

No passphrase outlives the call that derives its key. The key lives in the open vault and goes when that is locked.
"""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, suppress
from typing import TYPE_CHECKING

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import Locked, VaultTrouble
from alliance_cli.core.vault.passphrase import clean_passphrase, is_odd
from alliance_cli.core.vault.recovery import MistypedCode, read_recovery_code
from alliance_cli.translation import N_, _, _n
from alliance_cli.usecases.exchange.watched import Watch, Watching, unwatched
from alliance_cli.usecases.vault.passphrases import COMMAND, TRIES, from_command, given_passphrase
from alliance_cli.usecases.vault.secrets import PROMPT, Secret, secret_of

if TYPE_CHECKING:
    from pathlib import Path

    from alliance_cli.storage.file.remembered import RememberedKey
    from alliance_cli.storage.file.vault import Vault
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.front import Front


_ODD = N_(
    "This passphrase holds a character that cannot be typed, such as a line end, so only its variable opens the vault. "
    "Change it:"
)

_WRONG = N_("That passphrase does not open the vault.")
_NOT_IT = N_("That is not it.")
_LOOKED_THROUGH = N_(
    "The vault is new on this computer, or was changed elsewhere. It is checked once, which can take a minute."
)


def _no_vault() -> VaultTrouble:
    hint = _("Keep it, and restore a backup. What can be read of it:")
    sentence = _("The vault's file is not a vault, or it was cut short.")
    return VaultTrouble(sentence, hint, Action(ActionKind.SALVAGE_VAULT))


def open_with(given: str, path: Path, front: Front) -> Vault:
    """Open a vault with a passphrase or a recovery code; raises Locked.

    A vault of an earlier version may have a passphrase that no keyboard can type, such as one with a line end. The
    passphrase then opens it exactly as given, and the person is told to choose another one.
    """
    try:
        return _open_with(clean_passphrase(given), path, front)
    except Locked:
        if not is_odd(given) or (vault := _opened_as_given(given, path, front)) is None:
            raise
    front.note(_(_ODD), Action(ActionKind.CHANGE_PASSPHRASE))
    return vault


def _opened_as_given(given: str, path: Path, front: Front) -> Vault | None:
    try:
        return _open_with(given, path, front)
    except Locked:
        return None


def _open_with(text: str, path: Path, front: Front) -> Vault:
    from alliance_cli.storage.file.vault import Vault
    from alliance_cli.storage.file.vault_file import salt_of

    try:
        return Vault.open(path, secret_of(text)(salt_of(path)))
    except Locked:
        if (vault := _with_another_salt(secret_of(text), path, front)) is not None:
            return vault
        code = read_recovery_code(text)
        if code is None:
            raise
    if isinstance(code, MistypedCode):
        raise Locked(str(code), _("It has eighteen groups of four. Compare it with the sheet."))
    raise Locked(
        _("That recovery code does not open this vault."), _("A code stops working when the passphrase is changed.")
    )


def _with_another_salt(secret: Secret, path: Path, front: Front) -> Vault | None:
    """The repaired vault if the salt at the start of its file was damaged; None if no other salt opens it."""
    from alliance_cli.storage.damage.salts import mend_salt, other_salts
    from alliance_cli.storage.file.vault import Vault

    for salt in other_salts(path):
        with suppress(Locked):
            vault = Vault.open(path, secret(salt))
            mend_salt(vault)
            front.note(_("The first bytes of the vault's file were damaged. They are mended from the copy beside it."))
            return vault
    return None


def open_and_look(app: App, front: Front, watching: Watching = unwatched) -> Vault:
    """Open the vault, and say so if it is older than the one used here last; ``watching`` shows the progress.

    Raises what ``Unlocking.open`` raises, and Damaged if the file holds pages from different moments.
    """
    from alliance_cli.storage.file.last_seen import LastSeen

    def told() -> AbstractContextManager[Watch]:
        if front.interactive:
            front.note(_(_LOOKED_THROUGH))
        return watching()

    vault = Unlocking(app.places.vault, app.remembered, front).open()
    seen = LastSeen(app.places.last_seen, vault)
    seen.look(told)
    if seen.missing:
        front.note(
            _n(
                "This vault is older than the one used here last: {count} change made since then is not in it. Wait "
                "for a sync folder to finish, or restore a newer backup. If this is the right vault, stop this notice "
                "with:",
                "This vault is older than the one used here last: {count} changes made since then are not in it. Wait "
                "for a sync folder to finish, or restore a newer backup. If this is the right vault, stop this notice "
                "with:",
                seen.missing,
            ),
            Action(ActionKind.CHECK_VAULT),
        )
    return vault


def _by_hand(vault: Vault, typed: str) -> Vault:
    """The vault, marked with whether a person typed its secret."""
    vault.opened_by_hand = bool(typed)
    return vault


class Unlocking:
    """Opens one vault with the first source that gives its key."""

    def __init__(self, path: Path, remembered: RememberedKey, front: Front) -> None:
        self._path = path
        self._remembered = remembered
        self._front = front

    def open(self, prompt: str = PROMPT, *, remembered: bool = True) -> Vault:
        """Open the vault with what the first source gives: command, variable, remembered key, a person.

        Without ``remembered`` the keyring is not used, and only someone who knows the passphrase gets in. Raises
        NoVault, Locked or VaultTrouble.
        """
        from alliance_cli.storage.file.vault_file import refuse_other_files

        refuse_other_files(self._path, _no_vault())  # before anyone is asked
        given = given_passphrase(self._front)
        if given is not None:
            return open_with(given, self._path, self._front)
        vault = self._with_remembered_key() if remembered and self._remembered.is_enabled else None
        return vault or self._asked(prompt)

    def open_locked(self) -> Vault:
        """Open the vault after the idle lock; only a person who knows the passphrase can.

        Enter alone runs the passphrase command again if there is one, because some people know no passphrase. Raises
        Locked after three wrong tries, or if the person gives up.
        """
        command = os.environ.get(COMMAND)
        prompt = _("Passphrase: (Enter runs your passphrase command) ") if command else _(PROMPT)
        wrong = ""
        for _attempt in range(TRIES):
            typed = self._front.secret(wrong + prompt)
            if typed is None:
                break
            try:
                given = typed or (from_command(command, self._front) if command else "")
                return _by_hand(open_with(given, self._path, self._front), typed)
            except Locked as locked:
                wrong = f"{locked.sentence} " if typed or command else f"{_(_WRONG)} "
        if wrong:
            self._front.note(wrong.rstrip())
        raise Locked(
            _("The vault stays locked. Your answers are kept."), _("The same command continues where you were.")
        )

    def _with_remembered_key(self) -> Vault | None:
        from alliance_cli.storage.file.vault import Vault

        key = self._remembered.key()
        if key is None:
            self._front.note(_("The keyring of this machine did not give the remembered key."))
            return None
        try:
            return Vault.open(self._path, key)
        except Locked:
            renew = Action(ActionKind.REMEMBER_KEY)
            self._front.note(_("The remembered key no longer opens the vault. Renew it with:"), renew)
            return None

    def _asked(self, prompt: str) -> Vault:
        error = Locked(_("The vault is locked, and no passphrase was given."), _("Set {command}.", command=COMMAND))
        wrong = ""
        for _attempt in range(TRIES):
            while (typed := self._front.secret(wrong + _(prompt))) == "":  # Enter alone does not count as a try
                pass
            if typed is None:
                break
            try:
                return _by_hand(open_with(typed, self._path, self._front), typed)
            except Locked as locked:
                error = locked
                wrong = f"{_(_NOT_IT) if read_recovery_code(typed) is None else locked.sentence} "
        raise error
