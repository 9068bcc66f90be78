"""The report of a caseload: the order of clients, and the counts."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from alliance_cli.core.course.course import Course
from alliance_cli.core.course.moment import Moment, MomentState
from alliance_cli.core.flags.signals import flags
from alliance_cli.core.report.caseload_report import CaseloadReport, ClientInShort, by_attention, in_short
from alliance_cli.core.walk.moment_kinds import MomentKind

from ..rated import FIRST, client_rated, course, record


def short(whole: Course, code: str = "J7") -> ClientInShort:
    return in_short(replace(whole, client=replace(whole.client, code=code)), flags(whole))


def test_a_client_in_short_has_the_latest_mean_and_the_usual_one() -> None:
    made = short(client_rated([8, 6, None, 9, None]))
    assert (made.sessions, made.rated, made.last, made.usual, made.change) == (5, 3, 9, 7, 2)
    assert made.last_on == FIRST + timedelta(weeks=5)
    empty = short(course())
    assert (empty.last, empty.usual, empty.change, empty.last_on) == (None, None, None, None)


def test_flags_are_those_since_the_client_was_last_heard() -> None:
    assert [flag.kind for flag in short(client_rated([9, 9, 9, 4])).flags] == ["low-rating", "own-baseline"]
    assert short(client_rated([9, 9, 4, 9])).flags == ()


def test_clients_who_need_attention_come_first() -> None:
    rupture = course(record(1, 9), replace(record(2, 9), moments=(_rupture(2, MomentState.OPEN),)))
    courses = {"calm": [9, 9], "fallen": [9, 9, 9, 4], "slipping": [9, 9, 8], "also-calm": [9, 9]}
    made = [short(client_rated(given), code) for code, given in courses.items()]
    order = [each.code for each in by_attention([*made, short(rupture, "open")])]
    assert order == ["open", "fallen", "slipping", "also-calm", "calm"]


def _rupture(session: int, state: MomentState, resolved_in: str = "") -> Moment:
    on = FIRST + timedelta(weeks=session)
    return Moment(f"m{session}", f"s{session}", on, MomentKind.RUPTURE, state=state, resolved_in=resolved_in)


def _strong(session: int, component: str) -> Moment:
    return Moment(f"g{session}{component}", f"s{session}", FIRST, MomentKind.STRONG, component=component)


def test_repairs_take_days_and_strong_moments_are_counted_by_component() -> None:
    whole = course(
        replace(record(1), moments=(_rupture(1, MomentState.REPAIRED, "s3"), _strong(1, "bond"))),
        replace(record(2), moments=(_rupture(2, MomentState.LET_GO, "s3"), _strong(2, "bond"), _strong(2, ""))),
        replace(record(3), moments=(_rupture(3, MomentState.REPAIRED, "s3"), _strong(3, "goals"))),
    )
    report = CaseloadReport((short(whole), short(client_rated([8, None]), "K9")))
    assert report.clients[0].repaired_in == (14, 0)
    assert report.days_to_repair == (7, 2)
    assert report.strong == (("bond", 2), ("goals", 1), ("", 1))
    assert report.feedback == (1, 5)
    held = in_short(course(record(1, 8), replace(record(2), held_back=True)), ())
    assert CaseloadReport((held,)).feedback == (1, 1)
    assert CaseloadReport((held,)).held_back == 1
    assert CaseloadReport(()).days_to_repair is None
