"""Makes the clinician's own copies of shipped files, and compares them with the shipped ones."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from alliance_cli.content import folders
from alliance_cli.content.yaml.mistakes import not_found
from alliance_cli.content.yaml.strict_yaml import MOST_BYTES, text_of
from alliance_cli.core.errors import AllianceError, Mistake, Refused, WrongUse
from alliance_cli.core.language import ENGLISH
from alliance_cli.files.paths import exists, is_file, read_file
from alliance_cli.files.trouble import reason_of, worded
from alliance_cli.files.writing import write_new
from alliance_cli.translation import N_, _

_NOT_MADE = N_("The copy cannot be made ({reason}).")
_NOT_WRITTEN = N_("The copy cannot be written ({reason}).")


class Copy(Struct, frozen=True):
    """A content file, named by its path without the extension (``post-session``, ``learn/repair``).

    ``own`` is the path of the clinician's copy, which may not exist; ``shipped`` is the file it copies, if any.
    """

    name: str
    own: Path
    shipped: Path | None

    @property
    def exists(self) -> bool:
        return exists(self.own)

    @property
    def content(self) -> bytes | None:
        """The content of the copy; None if it cannot be read."""
        with suppress(AllianceError):
            return read_file(self.own, MOST_BYTES)
        return None

    def make(self) -> bool:
        """Write the copy, readable only by its owner, unless it exists; returns whether it was written."""
        if self.exists or self.shipped is None:
            return False
        try:
            self.own.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise _refusal(_NOT_MADE, error) from None
        try:
            write_new(self.own, read_file(self.shipped, MOST_BYTES))
        except FileExistsError:
            return False
        except OSError as error:
            raise _refusal(_NOT_WRITTEN, error) from None
        return True

    @property
    def is_same(self) -> bool:
        """Whether the copy equals the shipped file; such a copy only hides later editions."""
        return self.shipped is not None and self.content == read_file(self.shipped, MOST_BYTES)

    def drop(self) -> None:
        """Remove the copy."""
        with worded():
            self.own.unlink(missing_ok=True)

    def mistakes(self) -> tuple[Mistake, ...]:
        """The mistakes in the copy."""
        from alliance_cli.content.checking import mistakes_at

        return mistakes_at([self.own])

    def difference(self) -> tuple[str, ...]:
        """The unified diff from the shipped file to the copy; empty if either is missing."""
        from difflib import unified_diff

        if not self.exists or self.shipped is None:
            return ()
        before, after = text_of(self.shipped).splitlines(), text_of(self.own).splitlines()
        return tuple(unified_diff(before, after, f"shipped/{self.name}", f"yours/{self.name}", lineterm=""))


class Copies:
    """Content files by name in one language."""

    def __init__(self, own: Path, shipped: Path, language: str) -> None:
        self._own = own
        self._shipped = shipped
        self._language = language
        order = folders.in_order(own, shipped, language)
        self._own_folders = tuple(each for each in order if each.is_relative_to(own))
        self._shipped_folders = tuple(each for each in order if each.is_relative_to(shipped))

    def find(self, typed: str) -> Copy:
        """The file with this name; raises NotFound with the nearest names, or WrongUse for an ambiguous name."""
        own, shipped = self._named(self._own_folders), self._named(self._shipped_folders)
        name = _meant(typed.removesuffix(".yaml"), sorted({**shipped, **own}))
        return self._copy(name, own.get(name), shipped.get(name))

    def names(self) -> tuple[str, ...]:
        """The names of all available files."""
        return tuple(sorted({**self._named(self._shipped_folders), **self._named(self._own_folders)}))

    def _copy(self, name: str, own: Path | None, shipped: Path | None) -> Copy:
        if own is None:
            folder = self._own if self._language == ENGLISH else self._own / self._language
            return Copy(name, folder / f"{name}.yaml", shipped)
        namesake = self._shipped / own.relative_to(self._own)
        english = self._shipped / f"{name}.yaml"
        return Copy(name, own, next((each for each in (namesake, english) if is_file(each)), None))

    def _named(self, looked_in: tuple[Path, ...]) -> dict[str, Path]:
        found = {place: folders.files(looked_in, place) for place in folders.OWN_PLACES}
        return {f"{place}/{id}".lstrip("/"): path for place, paths in found.items() for id, path in paths.items()}


def _refusal(sentence: str, error: OSError) -> Refused:
    return Refused(_(sentence, reason=reason_of(error)))


def _meant(typed: str, names: Sequence[str]) -> str:
    """The typed name, or the only name whose last part was typed."""
    if typed in names:
        return typed
    meant = [name for name in names if name.rpartition("/")[2] == typed]
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise WrongUse(_("There is more than one file of that name."), _("Say which: {names}.", names=", ".join(meant)))
    raise not_found(_("There is no such content file."), typed, names, (name.rpartition("/")[2] for name in names))
