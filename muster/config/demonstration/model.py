"""From published figures to one model of how a person's answers hang together.

Every item of every instrument has a latent normal value; the model holds their correlations, where
each is cut into answers, and how much of each outlasts the day. Within the PHQ-9 the correlations
are NHANES's own; elsewhere published loadings. Between instruments each has one general factor (its
standardised latent sum), and the factors correlate so that the *scores* correlate as published.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from muster.config.demonstration import figures
from muster.config.demonstration.checkin import Echo
from muster.config.demonstration.copula import (
    Floats,
    alpha,
    answer_covariance,
    latent_correlations,
    lawful,
    retest,
    rising,
    score_correlation,
    tetrachoric,
    thresholds,
)
from muster.config.demonstration.nhanes import Survey


@dataclass(frozen=True, slots=True)
class Scale:
    """One instrument: latent correlations (items, items), cuts (items, steps - 1), and the load
    of its general factor on each item (items,)."""

    key: str
    latent: Floats
    cuts: Floats
    loads: Floats

    @classmethod
    def of(cls, key: str, latent: Floats, cuts: Floats) -> Scale:
        return cls(key, latent, cuts, latent.sum(axis=1) / np.sqrt(latent.sum()))


@dataclass(frozen=True, slots=True)
class Model:
    """All items of all instruments, one behind the other.

    `places[key]` are an instrument's items; `latent` their correlations (all, all); `cuts[key]`
    (items, steps - 1); `kept` (all,) the share of variance that outlasts the day; `loads` (all,)
    how strongly a change of the instrument's general factor moves each item.
    """

    places: dict[str, slice]
    latent: Floats
    cuts: dict[str, Floats]
    kept: Floats
    loads: Floats


def over_days(days: Floats) -> Floats:
    """Return how much of a person's lasting state two moments so many days apart share."""
    drift = np.exp(-np.abs(days) / figures.DRIFT_DAYS)
    return np.asarray(figures.LASTING + (1 - figures.LASTING) * drift, dtype=np.float64)


def phq9(survey: Survey) -> Scale:
    """Return the PHQ-9 as NHANES's complete forms have it."""
    answers = survey.complete
    shares = np.stack([(answers == code).mean(axis=0) for code in range(4)], axis=1)
    cuts = thresholds(shares)
    observed = np.asarray(np.corrcoef(answers.T.astype(np.float64)), dtype=np.float64)
    return Scale.of("phq-9", latent_correlations(observed, cuts), cuts)


def gad7() -> Scale:
    """Return the GAD-7: one factor, the published loadings stretched to the published alpha."""
    cuts = np.tile(figures.GAD7_CUTS, (len(figures.GAD7_LOADINGS), 1))

    def latent(stretch: float) -> Floats:
        return _from_loadings(np.array(figures.GAD7_LOADINGS), np.array(stretch))

    stretch = rising(lambda by: alpha(latent(by), cuts), figures.GAD7_ALPHA, 0.3, 1.3)
    return Scale.of("gad-7", latent(stretch), cuts)


def pcl5() -> Scale:
    """Return the PCL-5: four clusters, as close to one another as gives the published alpha."""
    cuts = np.concatenate(figures.PCL5_OFFSETS)[:, None] + np.array(figures.PCL5_CUTS)[None, :]
    loadings = np.concatenate(figures.PCL5_LOADINGS)
    cluster = np.repeat(np.arange(4), [len(items) for items in figures.PCL5_LOADINGS])
    same = cluster[:, None] == cluster[None, :]

    def latent(between: float) -> Floats:
        return _from_loadings(loadings, np.where(same, 1.0, between))

    between = rising(lambda by: alpha(latent(by), cuts), figures.PCL5_ALPHA, 0.3, 1.0)
    return Scale.of("pcl-5", latent(between), cuts)


def auditc() -> Scale:
    """Return the AUDIT-C: one factor."""
    latent = _from_loadings(np.array(figures.AUDITC_LOADINGS), np.array(1.0))
    return Scale.of("audit-c", latent, np.array(figures.AUDITC_CUTS))


def _from_loadings(loadings: Floats, factors: Floats) -> Floats:
    latent = np.outer(loadings, loadings) * factors
    np.fill_diagonal(latent, 1.0)
    return latent


def _factor_correlation(one: Scale, other: Scale) -> float:
    """Return how two general factors correlate so that the scores do as published."""
    pair = (one.key, other.key)
    if "audit-c" in pair:
        return tetrachoric(*figures.DRINKING_TOGETHER[one.key])

    def scores(together: float) -> float:
        between = together * np.outer(one.loads, other.loads)
        return score_correlation(one.latent, one.cuts, between, other.latent, other.cuts)

    return rising(scores, figures.SCORES_TOGETHER[pair], 0.0, 1.0)


def _kept(scale: Scale) -> float:
    """Return the share of the latent state that outlasts the day, from the published retest."""
    published = figures.RETESTS[scale.key]
    span = float(over_days(np.array(published.days)))
    return rising(
        lambda kept: retest(scale.latent, scale.cuts, kept * span), published.correlation, 0.0, 1.0
    )


def build(survey: Survey, check_in: tuple[Echo, ...]) -> Model:
    """Return the joint model of the four published scales and the check-in that echoes them."""
    scales = (phq9(survey), gad7(), pcl5(), auditc())
    places, start = {}, 0
    for scale in scales:
        places[scale.key] = slice(start, start + len(scale.cuts))
        start += len(scale.cuts)
    latent = np.zeros((start, start))
    for scale in scales:
        latent[places[scale.key], places[scale.key]] = scale.latent
    for one, other in combinations(scales, 2):
        between = _factor_correlation(one, other) * np.outer(one.loads, other.loads)
        latent[places[one.key], places[other.key]] = between
        latent[places[other.key], places[one.key]] = between.T
    kept = np.concatenate([np.full(len(scale.cuts), _kept(scale)) for scale in scales])
    loads = np.concatenate([scale.loads for scale in scales])
    cuts = {scale.key: scale.cuts for scale in scales}
    return _with_echoes(Model(places, lawful(latent), cuts, kept, loads), check_in)


def _with_echoes(model: Model, echoes: tuple[Echo, ...]) -> Model:
    """Return the model with the check-in's items added, each an echo of scales' items."""
    count, total = len(model.kept), len(model.kept) + len(echoes)
    # Each echo is a weighted sum of items, brought to the wanted share of its variance, and noise.
    weights = np.zeros((len(echoes), count))
    for row, echo in enumerate(echoes):
        for key, item in echo.of:
            weights[row, model.places[key].start + item] = 1.0
    sizes = np.sqrt(np.einsum("ej,jk,ek->e", weights, model.latent, weights))
    weights *= (np.array([echo.likeness for echo in echoes]) / sizes)[:, None]
    latent = np.eye(total)
    latent[:count, :count] = model.latent
    latent[count:, :count] = weights @ model.latent
    latent[:count, count:] = latent[count:, :count].T
    among = weights @ model.latent @ weights.T
    latent[count:, count:] = among - np.diag(np.diag(among)) + np.eye(len(echoes))
    kept = np.concatenate([model.kept, np.full(len(echoes), model.kept.mean())])
    loads = np.concatenate([model.loads, weights @ model.loads])
    return Model(
        {**model.places, "muster-check-in": slice(count, total)},
        latent,
        {**model.cuts, "muster-check-in": np.array([echo.cuts for echo in echoes])},
        kept,
        loads,
    )


def expected_correlation(model: Model, one: str, other: str) -> float:
    """Return the correlation of two instruments' scores that the model implies."""
    mine, theirs = model.places[one], model.places[other]
    covariance = answer_covariance(model.latent[mine, theirs], model.cuts[one], model.cuts[other])
    sizes = [
        answer_covariance(model.latent[place, place], model.cuts[key]).sum()
        for key, place in ((one, mine), (other, theirs))
    ]
    return float(covariance.sum() / np.sqrt(np.prod(sizes)))
