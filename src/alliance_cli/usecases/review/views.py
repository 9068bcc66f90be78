"""Other ways to look at a course or the caseload: the two voices, and the rules behind the flags."""

from __future__ import annotations

from alliance_cli.cli.setup import App
from alliance_cli.core.course.entities import Session
from alliance_cli.core.flags.flag import Flag
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.caseload.find_client import known_client


def show_voices(run: App, typed: str | None, *, as_json: bool, all_: bool) -> None:
    """How the clinician's ratings go with one client's, or with everyone's; ``all_``: with closed clients' too."""
    from alliance_cli.core.course.voices import caseload_voices, voices

    if typed is None:
        client, sessions = "", tuple[Session, ...]()
        heard = caseload_voices(run.repository.courses.every(closed=all_))
        log_access(run)
    else:
        course = run.repository.courses.of(known_client(run, typed))
        client, sessions = course.client.code, tuple(record.session for record in course.records)
        heard = voices(course)
    if as_json:
        from alliance_cli.report.json.history import voices_document

        run.screen.emit_json(voices_document(heard, client, sessions))
    else:
        from alliance_cli.line.views.ratings import voices_view

        run.screen.show(voices_view(heard, unicode=run.screen.draws_unicode, client=client, sessions=sessions))


def show_explanations(run: App, typed: str | None, *, as_json: bool, all_: bool) -> None:
    """The rules that raised a flag of one client, with those flags; every rule without a client or with ``all_``."""
    from alliance_cli.core.flags.signals import explanations
    from alliance_cli.usecases.review.flags import flags_of

    rules, code = explanations(run.preferences.flags), ""
    found: tuple[Flag, ...] = ()
    dates: dict[str, str] = {}
    if typed is not None:
        client = known_client(run, typed)
        course = run.repository.courses.of(client)
        code, found = client.code, flags_of(run, client, course)
        dates = {record.session.id: record.session.on.isoformat() for record in course.records}
        if not all_:
            rules = tuple(rule for rule in rules if any(flag.kind == rule.kind for flag in found))
    if as_json:
        from alliance_cli.report.json.history import explanations_document

        run.screen.emit_json(explanations_document(rules, found, code))
    elif rules:
        from alliance_cli.line.views.flags import explanations_view

        run.screen.show(explanations_view(rules, found, dates))
    else:
        run.screen.show(f"No flag is up for {code}. Every rule in words: alliance history --explain")
