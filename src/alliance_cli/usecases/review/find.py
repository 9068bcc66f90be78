"""Searches everything the clinician typed."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

from alliance_cli.core.errors import Mistakes
from alliance_cli.core.exchange.export import DataClass
from alliance_cli.core.searching import FoundText, TypedText, WordSearch
from alliance_cli.core.walk.kinds import OwnWords
from alliance_cli.core.walk.steps import Step, every_step
from alliance_cli.usecases.caseload.access import log_access

if TYPE_CHECKING:
    from datetime import date

    from alliance_cli.core.course.client import Client
    from alliance_cli.core.walk.script import Script
    from alliance_cli.usecases.app import App


class FindRequest(NamedTuple):
    """What to look for and where. ``most`` is how many texts are wanted, None for all."""

    search: WordSearch
    classes: frozenset[DataClass]
    client: Client | None = None
    since: date | None = None
    most: int | None = None


class Findings(NamedTuple):
    """Texts that contain the words: whole words first, then newest first; ``total`` counts all of them."""

    found: tuple[FoundText, ...]
    total: int


def find(app: App, request: FindRequest) -> Findings:
    """The texts that contain every word; the access log notes the search, never its words."""
    searching = _Searching(app, request)
    hits = searching.hits()
    if request.most is None:
        found = sorted(map(searching.shown, hits), key=lambda each: (each.passage.whole, each.typed.on), reverse=True)
    else:
        best = nlargest(request.most, hits, key=lambda hit: (hit.whole, hit.typed.on))
        found = [searching.shown(hit) for hit in best]
    if request.client is None:
        log_access(app)
    return Findings(tuple(found), searching.count)


class _Hit(NamedTuple):
    """A text that contains the words, and whether all of them are whole words in it."""

    typed: TypedText
    whole: bool


class _Searching:
    """One search. Each script version is read once."""

    def __init__(self, app: App, request: FindRequest) -> None:
        self._app = app
        self._request = request
        self._scripts: dict[str, Script | None] = {}
        self._steps: dict[tuple[str, str], Step | None] = {}
        self.count = 0

    def hits(self) -> Iterator[_Hit]:
        request = self._request
        for typed in self._app.repository.typed_words.holding(request.search, request.client, request.since):
            whole = request.search.is_whole_in(typed.text) if typed.data_class in request.classes else None
            step = self._step(typed) if whole is not None else None
            if whole is None or (step is not None and not isinstance(step.kind, OwnWords)):
                continue
            self.count += 1
            yield _Hit(typed, whole)

    def shown(self, hit: _Hit) -> FoundText:
        """The passage of a hit beside its question; nothing else of the text is kept."""
        passage = self._request.search.passage_in(hit.typed.text)
        if passage is None:
            raise LookupError("the words are not in the text")
        step = self._step(hit.typed)
        return FoundText(passage, hit.typed._replace(text=""), step.ask if step else "")

    def _step(self, typed: TypedText) -> Step | None:
        key = typed.version, typed.step
        if key not in self._steps:
            script = self._script(typed.version) if typed.step else None
            slot = typed.step.rpartition(".")[0]
            answered = {typed.step: "", **({f"{slot}.note": ""} if slot else {})}
            steps = every_step(script, answered) if script else ()
            self._steps[key] = next((step for step in steps if step.key == typed.step), None)
        return self._steps[key]

    def _script(self, version: str) -> Script | None:
        if version not in self._scripts:
            text = self._app.repository.typed_words.script_version(version)
            try:
                self._scripts[version] = self._app.catalog.read_script_version(text) if text else None
            except Mistakes:  # the passage is shown without its question
                self._scripts[version] = None
        return self._scripts[version]
