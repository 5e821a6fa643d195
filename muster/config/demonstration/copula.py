"""Ordinal answers from a latent normal: what the answers' statistics must be, without simulating.

An item is answered in steps: its latent normal value crosses so many thresholds. For two items
whose latent values correlate with r, the covariance of the answers is Pearson's tetrachoric series
(Pearson 1900, Phil Trans R Soc A 195:1-47), summed over both items' thresholds:

    cov = sum over n >= 1 of r^n / n! * a_n * b_n,   a_n = sum over t of phi(t) He_{n-1}(t)

with phi the normal density and He the probabilists' Hermite polynomials. Everything here follows
from it: a score's variance, Cronbach's alpha, retest and the correlation of two scores, and the
other way round, the latent correlation that gives a published one. Pure NumPy, no random number.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

NORMAL = NormalDist()
TERMS = 80
STEPS = 44


def thresholds(shares: Floats) -> Floats:
    """Return where the latent normal is cut, shape (items, steps - 1).

    `shares` has shape (items, steps): how many in a population give each answer, 0 first; each
    row adds up to 1, and no answer but the highest may be given by nobody.
    """
    reached = np.cumsum(shares, axis=1)[:, :-1]
    return _each(NORMAL.inv_cdf, reached)


def _each(function: Callable[[float], float], values: Floats) -> Floats:
    """Apply a function of one number to every number of an array."""
    return np.array([function(value) for value in values.flat]).reshape(values.shape)


def _coefficients(cuts: Floats) -> Floats:
    """Return a_n / sqrt(n!) for n = 1..TERMS, shape (items, TERMS)."""
    density = np.exp(-(cuts**2) / 2) / np.sqrt(2 * np.pi)
    # He_{n-1} / sqrt((n-1)!) keeps its size as n grows, which He and n! do not.
    before, polynomial = np.zeros_like(cuts), np.ones_like(cuts)
    columns = []
    for n in range(1, TERMS + 1):
        columns.append((density * polynomial).sum(axis=1) / np.sqrt(n))
        after = (cuts * polynomial - np.sqrt(n - 1) * before) / np.sqrt(n)
        before, polynomial = polynomial, after
    return np.stack(columns, axis=1)


def answer_covariance(latent: Floats, cuts: Floats, other_cuts: Floats | None = None) -> Floats:
    """Return the covariances of answers whose latent values correlate as in `latent`.

    `latent` has shape (items, other items); a 1 on the diagonal is an item with itself, for which
    the series is slow and the variance is taken directly.
    """
    mine = _coefficients(cuts)
    theirs = mine if other_cuts is None else _coefficients(other_cuts)
    power, covariance = np.ones_like(latent), np.zeros_like(latent)
    for n in range(TERMS):
        power = power * latent
        covariance += power * np.outer(mine[:, n], theirs[:, n])
    if other_cuts is None:
        itself = np.isclose(latent, 1.0)
        covariance[itself] = np.diag(_variances(cuts))[itself]
    return covariance


def _variances(cuts: Floats) -> Floats:
    """Return the variance of each item's answers 0..steps - 1."""
    above = 1 - _each(NORMAL.cdf, cuts)
    steps = np.arange(1, cuts.shape[1] + 1)
    mean = above.sum(axis=1)
    mean_square = (above * (2 * steps - 1)).sum(axis=1)
    return np.asarray(mean_square - mean**2, dtype=np.float64)


def score_variance(latent: Floats, cuts: Floats) -> float:
    """Return the variance of the sum of the items."""
    return float(answer_covariance(latent, cuts).sum())


def alpha(latent: Floats, cuts: Floats) -> float:
    """Return Cronbach's alpha of the sum of the items (Cronbach 1951, Psychometrika 16:297)."""
    count = len(cuts)
    own = float(_variances(cuts).sum())
    return count / (count - 1) * (1 - own / score_variance(latent, cuts))


def score_correlation(
    latent: Floats, cuts: Floats, between: Floats, other_latent: Floats, other_cuts: Floats
) -> float:
    """Return the correlation of two sums whose items' latent values correlate as `between`."""
    covariance = answer_covariance(between, cuts, other_cuts).sum()
    sizes = score_variance(latent, cuts) * score_variance(other_latent, other_cuts)
    return float(covariance / np.sqrt(sizes))


def retest(latent: Floats, cuts: Floats, kept: float) -> float:
    """Return the correlation of a score with itself when `kept` of the latent is still there."""
    covariance = answer_covariance(kept * latent, cuts, cuts).sum()
    return float(covariance / score_variance(latent, cuts))


def rising(answer: Callable[[float], float], wanted: float, low: float, high: float) -> float:
    """Return where a rising function gives `wanted`, by halving the interval.

    ValueError where it does not reach it between `low` and `high`.
    """
    if not answer(low) <= wanted <= answer(high):
        raise ValueError(f"{wanted} is not reached between {low} and {high}")
    for _ in range(STEPS):
        middle = (low + high) / 2
        if answer(middle) < wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def latent_correlations(observed: Floats, cuts: Floats) -> Floats:
    """Return the latent correlations under which answers correlate as in `observed`.

    `observed` holds Pearson correlations of the answers, shape (items, items). What comes back is
    made a lawful correlation matrix by lifting negative eigenvalues.
    """
    sizes = np.sqrt(_variances(cuts))
    wanted = observed * np.outer(sizes, sizes)
    low, high = np.full_like(wanted, -0.98), np.full_like(wanted, 0.98)
    for _ in range(STEPS):
        middle = (low + high) / 2
        short = answer_covariance(middle, cuts, cuts) < wanted
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    latent = (low + high) / 2
    np.fill_diagonal(latent, 1.0)
    return lawful(latent)


def lawful(matrix: Floats) -> Floats:
    """Return the matrix with negative eigenvalues lifted to a trifle and a diagonal of ones."""
    values, vectors = np.linalg.eigh((matrix + matrix.T) / 2)
    lifted = vectors @ np.diag(np.maximum(values, 1e-6)) @ vectors.T
    sizes = np.sqrt(np.diag(lifted))
    return np.asarray(lifted / np.outer(sizes, sizes), dtype=np.float64)


def tetrachoric(both: float, one: float, other: float) -> float:
    """Return the latent correlation of two yes/no facts from the shares having both and each."""
    cuts = thresholds(np.array([[1 - one, one], [1 - other, other]]))

    def covariance(r: float) -> float:
        return float(answer_covariance(np.array([[r]]), cuts[:1], cuts[1:])[0, 0])

    return rising(covariance, both - one * other, -0.98, 0.98)
