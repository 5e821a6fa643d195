"""How the Muster check-in's answers hang together with the published scales.

The check-in is Muster's own and no scale, so nothing is published about it. Each of its questions
echoes items of scales that ask about the same thing; how closely, and how often each answer is
given, are choices of ours (P), apart from thoughts of not wanting to live, which are as frequent as
a positive PHQ-9 item 9 in NHANES 2017-2018 (192 of 5,093).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muster.config.demonstration.copula import Floats, thresholds

STEPS = 4


@dataclass(frozen=True, slots=True)
class Echo:
    """One question: the scales' items it echoes, how closely, and the share of each answer.

    `shares` go from no trouble to the most; where the question asks for something good (`good`),
    the code of an answer counts the other way.
    """

    item: str
    of: tuple[tuple[str, int], ...]
    likeness: float
    shares: tuple[float, ...]
    good: bool = False

    @property
    def cuts(self) -> Floats:
        """Where the latent value is cut, shape (STEPS - 1,); steps that do not exist lie beyond."""
        row = np.full(STEPS - 1, np.inf)
        row[: len(self.shares) - 1] = thresholds(np.array([self.shares]))[0]
        return row


_AUDIT = (("audit-c", 0), ("audit-c", 1), ("audit-c", 2))
_LIVING = 192 / 5_093

ECHOES = (
    Echo("checkin-sleep", (("phq-9", 2),), 0.75, (0.30, 0.47, 0.18, 0.05), good=True),
    Echo("checkin-energy", (("phq-9", 3),), 0.75, (0.33, 0.42, 0.17, 0.08), good=True),
    Echo("checkin-mood", (("phq-9", 1),), 0.80, (0.50, 0.36, 0.10, 0.04)),
    Echo("checkin-tension", (("gad-7", 0), ("gad-7", 3)), 0.75, (0.42, 0.38, 0.14, 0.06)),
    Echo("checkin-anger", (("gad-7", 5), ("pcl-5", 14)), 0.70, (0.52, 0.34, 0.10, 0.04)),
    Echo("checkin-drinking", _AUDIT, 0.80, (0.74, 0.20, 0.05, 0.01)),
    Echo("checkin-pain", (("phq-9", 3), ("pcl-5", 19)), 0.40, (0.46, 0.36, 0.12, 0.06)),
    Echo("checkin-unit", (("pcl-5", 12), ("phq-9", 5)), 0.50, (0.46, 0.36, 0.13, 0.05), good=True),
    Echo("checkin-someone", (("pcl-5", 12),), 0.45, (0.50, 0.32, 0.13, 0.05), good=True),
    Echo("checkin-home", (("phq-9", 1), ("gad-7", 1)), 0.40, (0.64, 0.25, 0.08, 0.03)),
    Echo("checkin-talk", (("phq-9", 1), ("gad-7", 1), ("pcl-5", 3)), 0.55, (0.975, 0.025)),
    Echo(
        "checkin-living",
        (("phq-9", 8),),
        0.85,
        (1 - _LIVING, _LIVING * 136 / 192, _LIVING * 32 / 192, _LIVING * 24 / 192),
    ),
)


def as_coded(troubles: NDArray[np.int8]) -> NDArray[np.int8]:
    """Return drawn troubles (..., 12) as the codes of the check-in's answers."""
    coded = troubles.copy()
    for place, echo in enumerate(ECHOES):
        if echo.good:
            coded[..., place] = len(echo.shares) - 1 - troubles[..., place]
    return coded
