"""Draw the invented people's answers: a seed in, arrays out.

People who sit on the same days are one group. A group's latent values are a normal field, alike
along time as `over_days` says and between items as the model says; a company shares a little of it,
a deployment lifts it, and the cuts turn it into answers. 5,000 people with eight sittings each take
about a second.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from muster.config.demonstration import figures
from muster.config.demonstration.copula import Floats
from muster.config.demonstration.model import Model, over_days

Answers = NDArray[np.int8]
NOT_ANSWERED = -1


def draw(
    model: Model,
    *,
    days: Floats,
    companies: NDArray[np.int64],
    lift: dict[str, Floats],
    dice: np.random.Generator,
) -> dict[str, Answers]:
    """Return each instrument's answers, shape (people, sittings, items), codes from 0.

    `days` (sittings,) are when the group sits; `companies` (people,) number each one's company;
    `lift[key]` (people, sittings) is what deployments add to an instrument's general factor, in
    its standard deviations, and may lack instruments.
    """
    people, sittings, items = len(companies), len(days), len(model.kept)
    across = _root(model.latent).T
    through = _root(over_days(days[:, None] - days[None, :]))
    own = _field(dice, people, through, across)
    shared = _centred(_field(dice, int(companies.max()) + 1, through, across))[companies]
    lasting = np.sqrt(1 - figures.COMPANY_SHARE) * own + np.sqrt(figures.COMPANY_SHARE) * shared
    passing = dice.standard_normal((people, sittings, items)) @ across
    latent = np.sqrt(model.kept) * lasting + np.sqrt(1 - model.kept) * passing
    answers = {}
    for key, place in model.places.items():
        level = latent[:, :, place]
        if key in lift:
            level = level + lift[key][:, :, None] * model.loads[place]
        answers[key] = _answered(level, model.cuts[key])
    return answers


def _root(correlations: Floats) -> Floats:
    """Return the lower triangle that makes independent noise correlate like this."""
    safe = correlations + 1e-9 * np.eye(len(correlations))
    return np.asarray(np.linalg.cholesky(safe), dtype=np.float64)


def _field(dice: np.random.Generator, count: int, through: Floats, across: Floats) -> Floats:
    """Return `count` normal fields (sittings, items) with these factors of their correlations."""
    noise = dice.standard_normal((count, len(through), len(across)))
    return np.asarray(through @ (noise @ across), dtype=np.float64)


def _centred(field: Floats) -> Floats:
    """Return the field about its own mean and as wide as before.

    There are only some thirty companies: left alone, their luck would move the whole brigade.
    """
    count = len(field)
    if count == 1:
        return field
    return np.asarray((field - field.mean(axis=0)) * np.sqrt(count / (count - 1)), dtype=np.float64)


def _answered(level: Floats, cuts: Floats) -> Answers:
    """Count the cuts each latent value has passed."""
    answers = np.zeros(level.shape, dtype=np.int8)
    for step in range(cuts.shape[1]):
        answers += level > cuts[:, step]
    return answers


def leave_gaps(answers: Answers, dice: np.random.Generator) -> Answers:
    """Return the answers with one item missing in as many forms as in NHANES's PHQ-9."""
    gappy = answers.copy()
    forms = gappy.reshape(-1, gappy.shape[-1])
    short = np.flatnonzero(dice.random(len(forms)) < figures.INCOMPLETE_SHARE)
    forms[short, dice.integers(forms.shape[1], size=len(short))] = NOT_ANSWERED
    return gappy
