"""How the Muster check-in's answers hang together with the published scales.

The check-in is Muster's own and no scale, so nothing is published about it. Each of its questions
echoes items of scales that ask about the same thing; how closely, and how often each answer is
given, are choices of ours (P), apart from thoughts of not wanting to live, which are as frequent as
a positive PHQ-9 item 9 in NHANES 2017-2018 (192 of 5,093).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from muster.config.demonstration.copula import Floats, thresholds

STEPS = 5


@dataclass(frozen=True, slots=True)
class Echo:
    """One question: the scales' items it echoes, how closely, and the share of each answer.

    `shares` go from no trouble to the most; a question with fewer steps than `STEPS` is fine.
    """

    item: str
    of: tuple[tuple[str, int], ...]
    likeness: float
    shares: tuple[float, ...]

    @property
    def cuts(self) -> Floats:
        """Where the latent value is cut, shape (STEPS - 1,); steps that do not exist lie beyond."""
        row = np.full(STEPS - 1, np.inf)
        row[: len(self.shares) - 1] = thresholds(np.array([self.shares]))[0]
        return row


ECHOES = (
    Echo("sleep", (("phq-9", 2),), 0.75, (0.42, 0.33, 0.17, 0.08)),
    Echo("energy", (("phq-9", 3),), 0.75, (0.30, 0.42, 0.18, 0.10)),
    Echo("mood", (("phq-9", 1),), 0.80, (0.45, 0.36, 0.13, 0.06)),
    Echo("tension", (("gad-7", 0), ("gad-7", 3)), 0.75, (0.40, 0.38, 0.15, 0.07)),
    Echo("anger", (("gad-7", 5), ("pcl-5", 14)), 0.70, (0.48, 0.34, 0.13, 0.05)),
    Echo(
        "drinking", (("audit-c", 0), ("audit-c", 1), ("audit-c", 2)), 0.80, (0.6, 0.28, 0.09, 0.03)
    ),
    Echo("pain", (("phq-9", 3), ("pcl-5", 19)), 0.40, (0.38, 0.37, 0.17, 0.08)),
    Echo("belonging", (("pcl-5", 12), ("phq-9", 5)), 0.50, (0.50, 0.35, 0.11, 0.04)),
    Echo("someone", (("pcl-5", 12),), 0.45, (0.62, 0.26, 0.08, 0.04)),
    Echo("home", (("phq-9", 1), ("gad-7", 1)), 0.40, (0.64, 0.24, 0.08, 0.04)),
    Echo("talk", (("phq-9", 1), ("gad-7", 1), ("pcl-5", 3)), 0.55, (0.965, 0.035)),
    Echo("live", (("phq-9", 8),), 0.85, (1 - 192 / 5_093, 136 / 5_093, 32 / 5_093, 24 / 5_093)),
)
