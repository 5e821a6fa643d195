"""What a profile's `[caring]` has to hold together."""

from __future__ import annotations

from collections.abc import Iterator

from muster.kernel.problems import Problem
from muster.policy import problems as kinds
from muster.policy.rules.caring import Caring
from muster.policy.rules.case_path import CasePath
from muster.policy.rules.findings import Finding

_OBSERVABLE = (Finding.OBSERVED_CHANGE, Finding.OBSERVED_DANGER, Finding.THREAT_TO_OTHERS)


def check_caring(caring: Caring, path: CasePath) -> Iterator[Problem]:
    """Yield what does not fit: a code that nothing names, a behaviour that is no finding of it."""
    for state, code in caring.referrals.by_state.items():
        if code not in caring.referrals.to or state not in path.states:
            yield kinds.NO_SUCH_CODE.at(table="caring.referrals", key="by_state", code=state)
    if caring.load.full_time <= 0:
        yield kinds.OUT_OF_RANGE.at(
            table="caring.load", key="full_time", value=caring.load.full_time, least=1, most=1000
        )
    for state, weight in caring.load.weights.items():
        if state not in path.states:
            yield kinds.NO_SUCH_CODE.at(table="caring.load", key="weights", code=state)
        if not 0 <= weight <= 100:
            yield kinds.OUT_OF_RANGE.at(
                table="caring.load.weights", key=state, value=weight, least=0, most=100
            )
    observed, table = caring.observed, "caring.observed"
    for code in observed.outside:
        if code not in observed.reporters:
            yield kinds.NO_SUCH_CODE.at(table=table, key="outside", code=code)
    for code, behaviour in observed.behaviours.items():
        if behaviour.finding not in _OBSERVABLE:
            yield kinds.NO_SUCH_CODE.at(
                table=f"{table}.behaviours.{code}", key="finding", code=behaviour.finding.value
            )
