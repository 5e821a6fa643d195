"""The drawn answers have the statistics that were published.

Every bound is a published figure and a tolerance; which study each comes from stands in
`figures.py`. One crowd of 12,000 is drawn with the demonstration's own generator.
"""

from dataclasses import dataclass

import numpy as np
import pytest

from muster.config.demonstration import figures, nhanes
from muster.config.demonstration.checkin import ECHOES, as_coded
from muster.config.demonstration.model import Model, expected_correlation
from muster.config.demonstration.population import NOT_ANSWERED, Answers, draw, leave_gaps
from muster.config.demonstration.service import hardships, weight

DAYS = np.array([0.0, 2, 7, 90, 182])
PEOPLE = 12_000


@dataclass(frozen=True)
class Crowd:
    answers: dict[str, Answers]

    def scores(self, key: str) -> np.ndarray:
        return self.answers[key].sum(axis=2)

    def share(self, key: str, least: int) -> float:
        return float((self.scores(key) >= least).mean())

    def any_positive(self) -> float:
        marks = [self.scores(key) >= cut for key, cut in (("phq-9", 10), ("gad-7", 10))]
        return float(np.any([*marks, self.scores("pcl-5") >= 33], axis=0).mean())


def _crowd(model: Model, seed: int, lift: dict[str, np.ndarray]) -> Crowd:
    companies = np.arange(PEOPLE) % 400
    dice = np.random.default_rng(seed)
    return Crowd(draw(model, days=DAYS, companies=companies, lift=lift, dice=dice))


@pytest.fixture(scope="module")
def crowd(model: Model) -> Crowd:
    return _crowd(model, 11, {})


@pytest.fixture(scope="module")
def deployed(model: Model) -> Crowd:
    full = {key: np.full((PEOPLE, len(DAYS)), by) for key, by in figures.DEPLOYMENT.items()}
    return _crowd(model, 11, full)


def _alpha(answers: Answers) -> float:
    first = answers[:, 0].astype(float)
    count = first.shape[1]
    return count / (count - 1) * (1 - first.var(axis=0).sum() / first.sum(axis=1).var())


def _retest(crowd: Crowd, key: str, sitting: int) -> float:
    scores = crowd.scores(key)
    return float(np.corrcoef(scores[:, 0], scores[:, sitting])[0, 1])


def test_phq9_bands_are_those_of_nhanes(crowd: Crowd) -> None:
    bands = np.bincount(np.digitize(crowd.scores("phq-9").ravel(), [5, 10, 15, 20]))
    published = np.array([3_772, 837, 292, 124, 43]) / 5_068
    assert bands / bands.sum() == pytest.approx(published, abs=0.012)


def test_phq9_items_are_answered_and_correlate_as_in_nhanes(
    crowd: Crowd, survey: nhanes.Survey
) -> None:
    drawn = crowd.answers["phq-9"].reshape(-1, 9)
    for code in range(4):
        real = (survey.complete == code).mean(axis=0)
        assert (drawn == code).mean(axis=0) == pytest.approx(real, abs=0.012)
    real = np.corrcoef(survey.complete.T)
    assert np.corrcoef(drawn.T) == pytest.approx(real, abs=0.03)


def test_gad7_is_that_of_the_general_population(crowd: Crowd) -> None:
    scores = crowd.scores("gad-7")
    assert scores.mean() == pytest.approx(0.536 * 3.2 + 0.464 * 2.7, abs=0.15)
    assert scores.std() == pytest.approx(3.4, abs=0.2)
    assert crowd.share("gad-7", 10) == pytest.approx(0.05, abs=0.007)
    assert crowd.share("gad-7", 15) == pytest.approx(0.01, abs=0.004)


def test_pcl5_is_that_of_soldiers_never_deployed_and_deployed(
    crowd: Crowd, deployed: Crowd
) -> None:
    for least, never, ever in ((28, 0.116, 0.179), (32, 0.099, 0.159), (38, 0.078, 0.128)):
        assert crowd.share("pcl-5", least) == pytest.approx(never, abs=0.02)
        assert deployed.share("pcl-5", least) == pytest.approx(ever, abs=0.025)
    assert crowd.share("pcl-5", 32) == pytest.approx(0.099, abs=0.008)
    assert deployed.share("pcl-5", 32) == pytest.approx(0.159, abs=0.010)


def test_auditc_is_that_of_soldiers_at_the_end_of_a_deployment_and_later(
    crowd: Crowd, deployed: Crowd
) -> None:
    assert crowd.share("audit-c", 6) == pytest.approx(0.048 + 0.034, abs=0.008)
    assert crowd.share("audit-c", 8) == pytest.approx(0.034, abs=0.008)
    assert deployed.share("audit-c", 6) == pytest.approx(0.081 + 0.048, abs=0.012)
    assert deployed.share("audit-c", 8) == pytest.approx(0.048, abs=0.015)


def test_more_are_positive_after_a_deployment_but_not_more_than_was_found(
    crowd: Crowd, deployed: Crowd
) -> None:
    assert 11.2 / 9.3 <= deployed.any_positive() / crowd.any_positive() <= 17.1 / 9.3


@pytest.mark.parametrize(("key", "published"), [("phq-9", 0.831), ("gad-7", 0.89), ("pcl-5", 0.94)])
def test_items_hang_together_as_published(crowd: Crowd, key: str, published: float) -> None:
    assert _alpha(crowd.answers[key]) == pytest.approx(published, abs=0.01)


@pytest.mark.parametrize(
    ("key", "sitting"), [("phq-9", 1), ("gad-7", 2), ("pcl-5", 2), ("audit-c", 3)]
)
def test_scores_return_as_published(crowd: Crowd, key: str, sitting: int) -> None:
    published = figures.RETESTS[key]
    assert DAYS[sitting] == published.days
    assert _retest(crowd, key, sitting) == pytest.approx(published.correlation, abs=0.015)


@pytest.mark.parametrize(("pair", "published"), figures.SCORES_TOGETHER.items())
def test_scores_go_together_as_published(
    crowd: Crowd, pair: tuple[str, str], published: float
) -> None:
    one, other = (crowd.scores(key)[:, 0] for key in pair)
    assert np.corrcoef(one, other)[0, 1] == pytest.approx(published, abs=0.025)


@pytest.mark.parametrize(("key", "published"), [("phq-9", 0.33), ("pcl-5", 0.28)])
def test_drinking_goes_with_distress_as_published(
    crowd: Crowd, model: Model, key: str, published: float
) -> None:
    """The factors correlate as the fourfold tables of Larson 2014 do, and the scores follow."""
    mine, drinks = model.places[key], model.places["audit-c"]
    loads = np.outer(model.loads[mine], model.loads[drinks])
    assert model.latent[mine, drinks] / loads == pytest.approx(published, abs=0.01)
    one, other = crowd.scores(key)[:, 0], crowd.scores("audit-c")[:, 0]
    expected = expected_correlation(model, key, "audit-c")
    assert np.corrcoef(one, other)[0, 1] == pytest.approx(expected, abs=0.025)


def test_the_last_score_foretells_a_new_one_about_as_well_as_published(crowd: Crowd) -> None:
    """At six months the last PHQ-9 had an AUC of .795 for a new score of 10 or more."""
    before, after = crowd.scores("phq-9")[:, 0], crowd.scores("phq-9")[:, 4]
    new, still_well = before[(before < 10) & (after >= 10)], before[(before < 10) & (after < 10)]
    above = (new[:, None] > still_well).mean() + (new[:, None] == still_well).mean() / 2
    assert above == pytest.approx(0.795, abs=0.03)


def test_companies_differ_as_much_as_was_found(model: Model) -> None:
    companies = np.repeat(np.arange(200), 60)
    dice = np.random.default_rng(3)
    drawn = draw(model, days=DAYS[:1], companies=companies, lift={}, dice=dice)
    scores = drawn["gad-7"].sum(axis=2)[:, 0].reshape(200, 60).astype(float)
    between, within = 60 * scores.mean(axis=1).var(ddof=1), scores.var(axis=1, ddof=1).mean()
    icc = (between - within) / (between + 59 * within)
    assert icc == pytest.approx(figures.COMPANY_SHARE, abs=0.025)


def test_check_in_answers_have_their_shares_and_directions(crowd: Crowd) -> None:
    drawn = crowd.answers["muster-check-in"]
    for place, echo in enumerate(ECHOES):
        counts = np.bincount(drawn[:, :, place].ravel(), minlength=len(echo.shares))
        assert counts / counts.sum() == pytest.approx(echo.shares, abs=0.015)
    coded = as_coded(drawn)
    sad = drawn[:, 0, 2] == 3
    assert coded[sad, 0, 1].mean() < coded[~sad, 0, 1].mean()
    assert np.array_equal(coded[:, :, 2], drawn[:, :, 2])


def test_as_many_forms_lack_an_item_as_in_nhanes(crowd: Crowd) -> None:
    gappy = leave_gaps(crowd.answers["phq-9"], np.random.default_rng(1))
    lacking = (gappy == NOT_ANSWERED).sum(axis=2)
    assert (lacking == 1).mean() == pytest.approx(25 / 5_093, abs=0.001)
    assert lacking.max() == 1
    assert not (crowd.answers["phq-9"] == NOT_ANSWERED).any()


def test_a_tour_weighs_most_three_to_six_months_after_the_return() -> None:
    assert weight(-30) == 0
    assert weight(-30, in_theatre=True) == 0.5
    assert weight(20) < weight(60) < weight(100) == weight(170) == 1
    assert weight(400) < 1
    assert hardships(30, np.random.default_rng(2)).mean() == pytest.approx(1)
