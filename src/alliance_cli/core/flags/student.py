"""Student's t: its distribution function and quantile for real degrees of freedom.

The tail is half of a regularised incomplete beta function, whose continued fraction is evaluated front to
back with the modified Lentz scheme. Agrees with a reference implementation to 1e-10 (see the tests).
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, inf, isnan, lgamma, log, log1p, pi, sqrt

_CLOSE = 1e-15
_MOST_ROUNDS = 100_000


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function; quick where x < (a + 1) / (a + b + 2).

    Each round takes two terms, an even and an odd one. Lentz's scheme would need a guard against a nought
    in its denominators; with b = 1/2 or a = 1/2 and x on this side none comes near it.
    """
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _MOST_ROUNDS):
        k = a + 2 * m
        even = m * (b - m) * x / ((k - 1) * k)
        odd = -(a + m) * (a + b + m) * x / (k * (k + 1))
        d = 1 / (1 + even * d)
        c = 1 + even / c
        value *= c * d
        d = 1 / (1 + odd * d)
        c = 1 + odd / c
        value *= c * d
        if abs(c * d - 1) < _CLOSE:
            break
    return value


def _lower_tail(t: float, nu: float) -> float:
    """P(T < -t) for t > 0: half of I_x(nu/2, 1/2) at x = nu / (nu + t²)."""
    a, b = nu / 2, 0.5
    ratio = t / sqrt(nu)
    square = ratio * ratio
    if square == inf:
        log_x, x, rest = -2 * log(ratio), 0.0, 1.0
    else:
        log_x, x, rest = -log1p(square), 1 / (1 + square), square / (1 + square)
    front = exp(lgamma(a + b) - lgamma(a) - 0.5 * log(pi) + a * log_x + 0.5 * log(rest))
    if x < (a + 1) / (a + b + 2):
        return 0.5 * front / a * _fraction(a, b, x)
    return 0.5 - 0.5 * front / b * _fraction(b, a, rest)


def cdf(t: float, nu: float) -> float:
    """P(T ≤ t) for Student's t with ``nu`` > 0 degrees of freedom (a real number, to about 1e4).

    Raises ValueError for degrees of freedom that are not above nought, or for a t that is not a number.
    """
    if not nu > 0 or isnan(t):
        raise ValueError("Student's t takes a number and degrees of freedom above 0")
    if t == 0 or t * t / nu == 0:
        return 0.5
    if abs(t) == inf:
        return float(t > 0)
    tail = _lower_tail(abs(t), nu)
    return tail if t < 0 else 1 - tail


def _density(t: float, nu: float) -> float:
    log_scale = lgamma(nu / 2 + 0.5) - lgamma(nu / 2) - 0.5 * log(nu * pi)
    return exp(log_scale - (nu + 1) / 2 * log1p(t * t / nu))


def _normal_quantile(p: float) -> float:
    """The normal quantile to 4.5e-4, 0 < p < 0.5 (Abramowitz & Stegun 26.2.23)."""
    r = sqrt(-2 * log(p))
    return (2.515517 + r * (0.802853 + r * 0.010328)) / (1 + r * (1.432788 + r * (0.189269 + r * 0.001308))) - r


@lru_cache(maxsize=4096)
def quantile(p: float, nu: float) -> float:
    """The t below which a share ``p`` lies, 0 < p < 1.

    Newton's method outwards from the normal quantile, which is nearer the middle: the lower half of the
    distribution function is convex, so no step can overshoot, and the first to turn back is only rounding.
    """
    if not 0 < p < 1:
        raise ValueError("a share lies between 0 and 1")
    if p > 0.5:
        return -quantile(1 - p, nu)
    t = min(0.0, _normal_quantile(p) + 1e-3)
    while (step := (cdf(t, nu) - p) / _density(t, nu)) > 1e-15 * abs(t):
        t -= step
    return t
