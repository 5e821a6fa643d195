"""`muster care`: what is late, crises, evaluations, referrals, caseloads, openings and talks."""

from muster.config.care.crises import crises
from muster.config.care.evaluations import evaluations
from muster.config.care.group import care
from muster.config.care.late import late
from muster.config.care.loads import loads, pool
from muster.config.care.openings import openings
from muster.config.care.referrals import refer, referrals
from muster.config.care.talks import talks

__all__ = [
    "care", "crises", "evaluations", "late", "loads", "openings", "pool", "refer", "referrals",
    "talks",
]  # fmt: skip
