"""The bench measures what it says it measures, and the documents quote what it measured."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from detection import LEVELS, RAISED, main, report
from measuring import (
    by_rival,
    measure,
    on_mean,
    on_single_ratings,
    raised,
    scores,
    tuned,
    tuned_t,
)
from rivals import (
    RIVALS,
    YARDSTICK,
    Rival,
    below_mean,
    by_t,
    control_line,
    drop,
    in_sds,
    mean,
    moving_range,
    own_z,
    sd,
    sd_line,
)
from simulated import SESSIONS, Noise, Simulated, simulate

from alliance_cli.core.flags.course_readings import BY_ITSELF
from alliance_cli.core.flags.signals import explanations

SERIES = (36, 37, 38, 37, 36, 38, 37, 30, 35, 37)
DOCS = (Path(__file__).parents[2] / "docs" / "flags.md").read_text(encoding="utf-8")


def courses(count: int) -> tuple[Simulated, ...]:
    random = Random(5)
    return tuple(simulate(random, Noise()) for _ in range(count))


COURSES = courses(1000)


def test_two_standard_deviations_and_a_control_chart_draw_the_lines_they_should() -> None:
    assert mean(SERIES) == pytest.approx(36.1)
    assert sd(SERIES) == pytest.approx(2.3310, abs=5e-5)
    assert sd_line(SERIES) == pytest.approx(31.4381, abs=5e-5)
    assert moving_range(SERIES) == pytest.approx(2.3333, abs=5e-5)
    assert control_line(SERIES) == pytest.approx(29.8933, abs=1e-4)
    assert [number for number, x in enumerate(SERIES, start=1) if x < sd_line(SERIES)] == [8]
    assert [number for number, x in enumerate(SERIES, start=1) if x < control_line(SERIES)] == []


def test_a_session_held_against_itself_makes_a_false_alarm_at_the_ceiling() -> None:
    assert own_z((40, 40, 40, 40, 40, 39)) == pytest.approx(-2.041, abs=5e-4)


def test_a_rival_looks_at_earlier_sessions_only() -> None:
    assert drop([8, 9, 6.5]) == 2.5
    assert below_mean([8, 9, 6.5]) == 2
    assert in_sds([8, 9, 10, 7]) == 2
    assert in_sds([8, 9, 7]) == -float("inf")


def test_the_same_seed_draws_the_same_courses() -> None:
    assert courses(3) == COURSES[:3]


def test_the_simulation_is_the_one_that_is_described() -> None:
    assert {len(course.ratings) for course in COURSES} == {SESSIONS}
    assert {rating for course in COURSES for session in course.ratings for rating in session} <= set(range(1, 11))
    assert sum(course.slide is not None for course in COURSES) / len(COURSES) == pytest.approx(0.35, abs=0.05)
    in_drops = sum(len(drop) for course in COURSES for drop in course.drops)
    assert in_drops / (in_drops + sum(len(course.calm) for course in COURSES)) == pytest.approx(0.08, abs=0.01)


def test_calm_sessions_lie_outside_drops_and_before_a_slide() -> None:
    course = Simulated(0.6, ((8, 8, 8, 8),) * SESSIONS, (range(3, 5),), range(10, 13))
    assert course.calm == [0, 1, 2, 5, 6, 7, 8, 9]
    nothing, everything = [False] * SESSIONS, [True] * SESSIONS
    late = [index == 13 for index in range(SESSIONS)]
    assert str(measure((course,), [nothing])) == "0.0 · 0.000 · 0.000"
    assert str(measure((course,), [everything])) == "100.0 · 1.000 · 1.000"
    assert (measure((course,), [late]).slides, measure((course,), [late]).in_time) == (1, 0)


def test_the_default_rule_is_quiet_in_calm_sessions_and_finds_trouble() -> None:
    found = measure(COURSES, on_mean(COURSES))
    assert 0.5 < found.false <= 2.0
    assert found.sudden >= 0.87
    assert found.slides >= 0.93  # 350 slides: the bench, with eight times as many, asks for .95


def test_it_finds_more_than_every_rival_at_the_same_false_alarm_rate() -> None:
    ours = measure(COURSES, on_mean(COURSES))
    for rival in (*RIVALS, YARDSTICK):
        theirs = measure(COURSES, by_rival(COURSES, tuned(COURSES, rival, ours.false)))
        assert theirs.false == pytest.approx(ours.false, abs=0.5)
        assert ours.finds_more_than(theirs)


def test_it_finds_more_than_the_rule_before_at_the_same_false_alarm_rate() -> None:
    ours = measure(COURSES, on_mean(COURSES))
    theirs = measure(COURSES, tuned_t(COURSES, ours.false))
    assert theirs.false == pytest.approx(ours.false, abs=0.1)
    assert ours.finds_more_than(theirs)


def test_the_rule_before_is_still_the_one_it_was() -> None:
    assert by_t((10, 10, 10, 10, 10, 9.75), 0.02) == [False] * 6
    assert by_t((10, 10, 10, 10, 2), 0.02) == [False] * 4 + [True]
    assert by_t((9, 9, 4), 0.02) == [False, False, True]
    assert by_t((9, 9, 9, 9, 5, 5, 5, 5, 5, 5), 0.02) == [False] * 4 + [True] * 4 + [False] * 2


def test_four_looks_at_a_session_raise_no_more_false_flags_than_the_one_at_their_mean() -> None:
    on_the_mean = measure(COURSES, on_mean(COURSES)).false
    assert measure(COURSES, on_single_ratings(COURSES, BY_ITSELF)).false == pytest.approx(on_the_mean, abs=0.2)
    assert measure(COURSES, on_single_ratings(COURSES, BY_ITSELF - 0.1)).false > on_the_mean + 0.2


def test_a_tuned_threshold_is_the_nearest_there_is() -> None:
    calm = sorted(s for c, each in zip(COURSES, scores(COURSES, drop), strict=True) for s in (each[i] for i in c.calm))
    best = min(set(calm), key=lambda t: abs(100 * sum(s >= t for s in calm) / len(calm) - 3))
    assert tuned(COURSES, Rival("", drop, 0), 3).threshold == best


def test_the_program_raises_the_flags_of_the_rule_that_is_measured() -> None:
    some = COURSES[:100]
    on_the_mean = raised(some, lambda flag: flag.kind == "own-baseline" and not flag.component)
    assert on_the_mean == on_mean(some)


def test_it_prints_its_tables(capsys: pytest.CaptureFixture[str]) -> None:
    report(80)
    tables = capsys.readouterr().out
    assert tables.count("\n### ") == 8
    assert "own-baseline rule, score 1.99" in tables


def test_a_missed_goal_is_an_exit_code(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["detection.py", "--courses", "80"])
    code = main()
    assert code == (0 if capsys.readouterr().out.rstrip().endswith("reached.") else 1)


def test_the_effect_in_the_docs_follows_from_the_correlation_beside_it() -> None:
    d = 2 * 0.278 / (1 - 0.278**2) ** 0.5
    assert d == pytest.approx(0.579, abs=5e-4)
    found = "r = .278 [.256, .299] over 295 studies (Flückiger et al. 2018, 10.1037/pst0000172)"
    effect = f"d = {d:.2f}".replace("0.", ".")
    assert f"{found}, which is {effect}. " in " ".join(DOCS.split())


@pytest.mark.parametrize(
    ("kind", "flags"),
    [
        ("own-baseline", ["own-baseline, on the mean", "own-baseline, on the mean or a single rating"]),
        ("low-rating", ["low-rating, 5 or lower"]),
    ],
)
def test_explanations_quote_the_rates_of_the_table_in_the_docs(kind: str, flags: list[str]) -> None:
    (explanation,) = (each for each in explanations() if each.kind == kind)
    by_level = DOCS.partition("| flag | level 8.2 |")[2]
    rows = [re.search(rf"^\| {re.escape(flag)} \| (.*) \|$", by_level, re.MULTILINE) for flag in flags]
    rates = zip(*(row[1].split(" | ") for row in rows if row), strict=True)
    levels = (f"{noise.level:g}" for noise in LEVELS)
    expected = [(" and ".join(each), level) for each, level in zip(rates, levels, strict=True)]
    quoted = re.findall(
        r"([0-9.]+(?: and [0-9.]+)?) around (?:a level of )?([0-9.]+[0-9]|[0-9])", explanation.false_alarms
    )
    assert quoted == expected


def test_the_docs_say_what_a_single_rating_by_itself_needs_and_name_every_flag_that_is_measured() -> None:
    assert f"from {BY_ITSELF:g} times the score on" in DOCS
    assert f"| **{BY_ITSELF:g} times** |" in DOCS
    assert all(f"| {name} |" in DOCS for name in RAISED)
