"""The bench of scale tells linear growth from faster growth, and says which limit is missed."""

from collections.abc import Sequence

import pytest
from growth import LIMITS, Measured, Used

SIZES = 10, 100, 1000
LESS = "growth exponent less the start"


def measured(seconds: Sequence[float], typed: str = "find something", mib: float = 50) -> Measured:
    return Measured(typed, SIZES, [Used(each, mib) for each in seconds])


@pytest.mark.parametrize("power", [1, 1.2, 2])
def test_the_exponent_is_that_of_the_growth_whatever_the_start_costs(power: float) -> None:
    without, slow = ([start + 0.01 * size**power for size in SIZES] for start in (0, 0.6))

    assert measured(without).exponent == pytest.approx(power)
    assert measured(slow).exponent_beyond_start == pytest.approx(power)


@pytest.mark.parametrize("seconds", [(0.5, 0.6, 3.0), (0.5, 0.9, 1.0), (0.5, 0.4, 0.3)])
def test_growth_that_noise_hides_has_no_exponent(seconds: Sequence[float]) -> None:
    assert measured(seconds).exponent_beyond_start is None


@pytest.mark.parametrize(
    ("of", "limit", "said"),
    [
        (measured((1, 2, 14)), "growth exponent", "- **met**: growth exponent at most 1.1: 0.85"),
        (measured((1, 2, 26)), "growth exponent", "- **missed**: growth exponent at most 1.1: 1.11"),
        (measured((1, 2, 14)), LESS, f"- **met**: {LESS} at most 1.1: 1.08"),
        (measured((1, 2, 18)), LESS, f"- **missed**: {LESS} at most 1.1: 1.20"),
        (measured((1, 2, 3), mib=301), "memory", "- **missed**: memory at most 300 MiB: 301.00 MiB"),
        (measured((1, 2, 61), "export new"), "each export", "- **missed**: each export at most 60 s: 61.00 s"),
        (measured((1, 2, 3), "history"), "each export", "- not measured: each export"),
    ],
)
def test_a_verdict_says_whether_a_limit_is_met(of: Measured, limit: str, said: str) -> None:
    (found,) = (each for each in LIMITS if each.what == limit)

    assert found.verdict([of]).startswith(said)
