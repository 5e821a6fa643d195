"""The survey, the model and the brigade are built once: they are read, never changed."""

from datetime import date

import pytest

from muster.config.demonstration import brigade, nhanes
from muster.config.demonstration.brigade import Brigade
from muster.config.demonstration.checkin import ECHOES
from muster.config.demonstration.model import Model, build
from muster.config.demonstration.nhanes import Survey

MONDAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def survey() -> Survey:
    return nhanes.read()


@pytest.fixture(scope="session")
def model(survey: Survey) -> Model:
    return build(survey, ECHOES)


@pytest.fixture(scope="session")
def lighthouse(survey: Survey) -> Brigade:
    return brigade.invent(survey, monday=MONDAY)
