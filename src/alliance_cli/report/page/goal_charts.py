"""Charts of a client's goals: how far each is reached, from 0 to 10."""

from __future__ import annotations

from alliance_cli.core.course.goals import GOAL_RANGE
from alliance_cli.core.report.course_report import CourseReport, GoalSeries
from alliance_cli.report.page.axis import PANEL, axis
from alliance_cli.report.page.drawing import draw
from alliance_cli.report.page.figures import Figure
from alliance_cli.report.page.words import goal_name, on_day


def goal_figures(report: CourseReport) -> tuple[Figure, ...]:
    """One chart for each goal that has been rated."""
    return tuple(_goal_figure(report, goal) for goal in report.goals)


def _goal_figure(report: CourseReport, goal: GoalSeries) -> Figure:
    given = {
        "session": None,
        "width": PANEL,
        "range": [GOAL_RANGE[0], GOAL_RANGE[-1]],
        "color": "var(--client)",
        "shape": "circle",
        **axis(report),
    }
    rows = [
        {"n": each.place, "value": each.value, "said": f"{on_day(each.on)}: {each.value}"} for each in goal.progress
    ]
    title = goal_name(goal)
    says = f"{title}: {', '.join(str(each.value) for each in goal.progress)}."
    return Figure(title, draw("score", {"scores": rows, "cutoffs": (), "reached": ()}, given), says)
