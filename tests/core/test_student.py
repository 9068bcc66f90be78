"""Student's t agrees with scipy, in the middle and far out."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats

from alliance_cli.core.flags.student import cdf, quantile

# Nearer to 0 than this scipy's own t.cdf rounds to one half before it has to.
ENOUGH = 1e-4

degrees = st.floats(0.05, 1e4)
values = st.floats(-1e6, 1e6).filter(lambda t: abs(t) > ENOUGH)


@given(values, degrees)
@example(-40.0, 300.0)
@example(1e6, 0.05)
def test_the_distribution_function_is_scipys(t: float, nu: float) -> None:
    assert cdf(t, nu) == pytest.approx(stats.t.cdf(t, nu), abs=1e-10)


@pytest.mark.parametrize("nu", [0.5, 1, 2, 4, 4.5, 5, 7.3, 10, 24, 49.9, 50, 51, 104.2, 1000, 1e4])
@pytest.mark.parametrize("t", [-1e8, -1e4, -300, -40, -12, -6, -3, -2.1, -1, -0.3, -0.01])
def test_the_far_tail_has_the_right_size_and_not_only_a_small_one(t: float, nu: float) -> None:
    expected = stats.t.cdf(t, nu)
    assert cdf(t, nu) == pytest.approx(expected, rel=1e-9, abs=1e-290)


@given(st.floats(-1e3, 1e3), st.floats(0.5, 500))
def test_the_two_tails_mirror_each_other(t: float, nu: float) -> None:
    assert cdf(t, nu) + cdf(-t, nu) == pytest.approx(1, abs=1e-14)


@given(st.floats(0, 50), st.floats(1e-3, 1), st.floats(0.5, 500))
def test_a_higher_value_never_has_a_smaller_share_below_it(t: float, more: float, nu: float) -> None:
    assert cdf(t + more, nu) >= cdf(t, nu)


def test_close_to_nought_it_follows_the_density() -> None:
    # The density of t with one degree of freedom is 1/π at 0.
    assert cdf(-1e-9, 1) == pytest.approx(0.5 - 1e-9 / math.pi, abs=1e-16)
    assert cdf(0.0, 3) == 0.5
    assert cdf(1e-200, 3) == 0.5


def test_infinity_has_everything_below_it() -> None:
    assert cdf(math.inf, 4) == 1
    assert cdf(-math.inf, 4) == 0


@pytest.mark.parametrize(("t", "nu"), [(1.0, 0.0), (1.0, -1.0), (1.0, math.nan), (math.nan, 4.0)])
def test_what_is_no_distribution_is_refused(t: float, nu: float) -> None:
    with pytest.raises(ValueError, match="degrees of freedom above 0"):
        cdf(t, nu)


@pytest.mark.parametrize("nu", [0.5, 1, 4, 4.5, 5, 24, 60.5, 300, 1e4])
@pytest.mark.parametrize("p", [1e-12, 1e-6, 0.001, 0.02, 0.03, 0.25, 0.49, 0.5, 0.7, 0.98, 0.999])
def test_the_quantile_is_scipys(p: float, nu: float) -> None:
    assert quantile(p, nu) == pytest.approx(stats.t.ppf(p, nu), rel=1e-10, abs=1e-10)


@given(st.floats(1e-9, 1 - 1e-9), st.floats(0.5, 500))
def test_the_quantile_undoes_the_distribution_function(p: float, nu: float) -> None:
    assert cdf(quantile(p, nu), nu) == pytest.approx(p, rel=1e-9)


@pytest.mark.parametrize("p", [0.0, 1.0, -0.1, 1.1, math.nan])
def test_a_share_outside_0_to_1_has_no_quantile(p: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        quantile(p, 4)
