"""Fills a small vault with content in every table and every class of data."""

from __future__ import annotations

from datetime import date

from alliance_cli.content.catalog import Catalog
from alliance_cli.content.folders import shipped_folder
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.moment import MomentState
from alliance_cli.core.flags.flag import FlagKey
from alliance_cli.core.instruments.scoring import Administration
from alliance_cli.core.ratings import How, Rater
from alliance_cli.core.walk.kinds import TextKind, Value
from alliance_cli.core.walk.marks import MarkKind
from alliance_cli.core.walk.records import NO_LINKS, WalkLinks
from alliance_cli.core.walk.script import SESSION_PHASES, Phase, Prompt, Script
from alliance_cli.core.walk.steps import every_step
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.repository import Repository

CATALOG = Catalog((shipped_folder(),))
DAY = date(2026, 1, 5)
RARE = "wolkenbruchglas"
"""The text typed into every note."""
OWN = "zitronenfalter"
"""The text typed into everything of the clinician's own."""
ANSWERS: dict[str, Value] = {
    "grounded": f"{RARE} [wife] \0 \u202e \udc80",
    "tension": True,
    "client-bond": 6,
    "strongest.1.note": f"=1+1 {RARE}",
    "ruptures.1.note": f"K12 was {RARE} \0 \u202e",
    "ruptures.1.plan": RARE,
    "clinician-bond": 7,
}


def fill(vault: Vault, repository: Repository) -> Client:
    """Two clients with a session each, and content that belongs to neither."""
    for code in ("K12", "J7"):
        client = repository.clients.add(code, DAY)
        _session(repository, client)
    apart(repository, Phase.SUPERVISION, NO_LINKS, RARE)
    for phase in (Phase.PRACTICE, Phase.SELF_CARE):
        apart(repository, phase, NO_LINKS, OWN)
    with vault.change() as db:
        db.execute("INSERT INTO access VALUES ('2026-01-05T18:00:00.000+00:00', 'history', 'J7')")
        db.execute("INSERT INTO access VALUES ('2026-01-05T18:00:00.000+00:00', 'history', 'J7')")
        db.execute("INSERT INTO backup VALUES ('b', '2026-01-05T18:00:00.000+00:00', ?)", [f"/media/{OWN}"])
        db.execute(
            "INSERT INTO resumption VALUES ('r', ?, NULL, ?, '2026-01-05T18:00:00.000+00:00')", [client.id, RARE]
        )
        db.execute("INSERT INTO part_file VALUES ('p', ?, '2026-01-05T18:00:00.000+00:00')", [f"/media/{OWN}"])
        db.execute(
            "INSERT INTO draft (id, client, dated, phase, script, step, text, saved_at) VALUES ('d', ?, '2026-01-05',"
            " 'pre-session', 'pre-session', 'intention', ?, '2026-01-05T18:00:00.000+00:00')",
            [client.id, RARE],
        )
        db.execute("INSERT INTO held_back SELECT id, 'client-bond' FROM session LIMIT 1")
        db.execute("UPDATE client SET keep_until = '2036-01-05'")
    return client


def _session(repository: Repository, client: Client) -> None:
    session = repository.sessions.add(client, DAY)
    for phase in SESSION_PHASES:
        script = CATALOG.script(phase)
        walk = repository.walks.begin(session, script, CATALOG.script_version(script))
        steps = [step for step in every_step(script, ANSWERS) if not step.is_shown_only]
        repository.answers.save(walk, [(step, ANSWERS.get(step.key)) for step in steps], How.RECALLED)
        repository.walks.finish(walk)
    rupture = repository.courses.of(client).open_ruptures[0]
    apart(repository, Phase.REPAIR, WalkLinks(client.id, rupture.id), RARE)
    apart(repository, Phase.TAILORING, WalkLinks(client.id), RARE)
    repository.moments.resolve(rupture.id, MomentState.REPAIRED, session.id)
    repository.decisions.keep(FlagKey(session.id, "tension-reported", "", ""), reason=RARE, moment=rupture.id)
    taken = Administration(f"a-{client.code}", session.id, "srs", "1", Rater.CLIENT, DAY, {1: 8.5, 2: 9.0})
    repository.measures.administer(client, session, taken)
    total = Administration(f"t-{client.code}", session.id, "wai-sr", "2006", Rater.CLIENT, DAY, {}, 48)
    repository.measures.administer(client, session, total)
    repository.tension.keep(session, Rater.CLINICIAN, How.RECALLED, tense=False)
    repository.marks.add(session, MarkKind.RUPTURE, "withdrawal")
    repository.marks.add(session, MarkKind.NOTE, words=f"K12 and {RARE}")
    repository.goals.add(client, f"K12 and {RARE}", DAY)
    repository.goals.rate({repository.goals.of(client)[0].id: 4}, DAY)
    repository.goals.retire(repository.goals.of(client)[0], DAY)


def apart(repository: Repository, phase: Phase, ties: WalkLinks, word: str) -> None:
    """A standalone walk with one prompt."""
    script = Script(f"own-{phase}", phase, "Own", "en", (Prompt("said", "What?", "p", TextKind()),))
    walk = repository.records.begin(script, CATALOG.script_version(script), ties, DAY)
    repository.answers.save(walk, [(every_step(script, {})[0], word)], How.RECALLED)
