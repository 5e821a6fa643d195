"""The series agrees with simulation and with known values, and undoes itself."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.config.demonstration import copula

CUTS = copula.thresholds(np.array([[0.6, 0.25, 0.1, 0.05], [0.7, 0.2, 0.07, 0.03]]))


def test_thresholds_cut_off_the_wanted_shares() -> None:
    cuts = copula.thresholds(np.array([[0.5, 0.341345, 0.158655]]))
    assert cuts[0] == pytest.approx([0.0, 1.0], abs=1e-4)


def test_two_coins_agree_as_the_arcsine_law_says() -> None:
    coins = np.zeros((1, 1))
    for r in (-0.6, 0.2, 0.7):
        covariance = copula.answer_covariance(np.array([[r]]), coins, coins)[0, 0]
        assert covariance == pytest.approx(math.asin(r) / (2 * math.pi), abs=1e-6)


def test_the_series_agrees_with_simulation() -> None:
    dice = np.random.default_rng(7)
    latent = np.array([[1.0, 0.6], [0.6, 1.0]])
    drawn = dice.standard_normal((400_000, 2)) @ np.linalg.cholesky(latent).T
    answers = (drawn[:, :, None] > CUTS).sum(axis=2)
    expected = copula.answer_covariance(latent, CUTS)
    assert np.cov(answers.T) == pytest.approx(expected, abs=0.01)
    score = answers.sum(axis=1)
    assert copula.score_variance(latent, CUTS) == pytest.approx(score.var(), rel=0.02)
    alpha = 2 * (1 - answers.var(axis=0).sum() / score.var())
    assert copula.alpha(latent, CUTS) == pytest.approx(alpha, abs=0.01)


@settings(max_examples=25, deadline=None)
@given(st.floats(-0.5, 0.9))
def test_latent_correlations_undo_the_answers(r: float) -> None:
    latent = np.array([[1.0, r], [r, 1.0]])
    covariance = copula.answer_covariance(latent, CUTS)
    sizes = np.sqrt(np.diag(covariance))
    found = copula.latent_correlations(covariance / np.outer(sizes, sizes), CUTS)
    assert found == pytest.approx(latent, abs=1e-6)


def test_a_fourfold_table_gives_its_correlation_back() -> None:
    one, other, r = 0.1, 0.2, 0.45
    cuts = copula.thresholds(np.array([[1 - one, one], [1 - other, other]]))
    both = copula.answer_covariance(np.array([[r]]), cuts[:1], cuts[1:])[0, 0] + one * other
    assert copula.tetrachoric(both, one, other) == pytest.approx(r, abs=1e-6)


def test_what_cannot_be_reached_is_refused() -> None:
    with pytest.raises(ValueError, match="not reached"):
        copula.rising(lambda x: x, 3.0, 0.0, 1.0)


def test_an_unlawful_matrix_is_made_lawful() -> None:
    broken = np.array([[1.0, 0.9, -0.9], [0.9, 1.0, 0.9], [-0.9, 0.9, 1.0]])
    assert np.linalg.eigvalsh(broken).min() < 0
    mended = copula.lawful(broken)
    assert np.linalg.eigvalsh(mended).min() > 0
    assert np.diag(mended) == pytest.approx([1, 1, 1])
