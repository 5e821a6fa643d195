"""The published figures that the invented brigade's answers follow, each with its source.

**P** marks a choice of ours where nothing published was found. The tests hold the generated answers
to these figures; the few constants called "fitted" were found by halving so that they come out.

Sources
-------
- NHANES: US CDC/NCHS, National Health and Nutrition Examination Survey 2017-2018, unweighted: the
  PHQ-9's item shares and item correlations are computed from its table when the demonstration is
  built (`nhanes.py`), so they stand nowhere here.
- Kroenke 2001: Kroenke, Spitzer, Williams, J Gen Intern Med 16:606-613. PHQ-9: alpha .86-.89 among
  patients (NHANES's own answers give .83), retest .84 within 48 hours.
- Spitzer 2006: Spitzer, Kroenke, Williams, Löwe, Arch Intern Med 166:1092-1097. GAD-7: retest .83
  within a week, .75 with the PHQ-8 (alpha .92, among patients).
- Löwe 2008: Löwe et al., Med Care 46:266-274, 5,030 people of a general population. GAD-7: mean 3.2
  (SD 3.5) of women and 2.7 (3.2) of men, 5 % at 10 or more, 1 % at 15 or more, alpha .89.
- GAD-7 loadings: table 2 of PMC9664827 (BMC Psychiatry, 2022).
- Blevins 2015: Blevins et al., J Trauma Stress 28:489-498. PCL-5: alpha .94, retest .82 after about
  a week, discriminant correlations of .31-.60.
- Bockhop 2022: Bockhop et al., Sci Rep 12:16571, table 2. PCL-5: loadings under the DSM-5 model.
- Armour 2017: Armour et al., J Anxiety Disord 45:49-59, 221 US veterans. PCL-5: which items are
  answered higher than which; correlations between clusters are .75 of those within.
- Zuromski 2019: Zuromski et al., Depress Anxiety 36:790-800, table 2, US Army soldiers. PCL-5:
  never deployed 11.6, 9.9 and 7.8 % at 28, 32 and 38 or more, ever deployed 17.9, 15.9, 12.8.
- Larson 2014: Larson et al., Am J Public Health 104:1402-1412, table 2, 333,803 US soldiers after
  deployment: how AUDIT-C scores of 8 or more go with positive PHQ-2 and PC-PTSD screens.
- MSMR 2015: Medical Surveillance Monthly Report, July 2015. AUDIT-C: at the end of a deployment
  4.8 % score 6-7 and 3.4 % 8 or more; three to six months later 8.1 and 4.8 %.
- Bradley 1998: Bradley et al., Alcohol Clin Exp Res 22:1842-1849. AUDIT-C questions after three
  months: .65-.85.
- Bliese 2002: Bliese, Halverson, Schriesheim, Leadership Quarterly 13:3-14. Hostility differs
  between companies: ICC(1) .054.
- Hoge 2004: Hoge et al., N Engl J Med 351:13-22. Positive for depression, anxiety or PTSD: 9.3 %
  before deployment, 11.2 % after Afghanistan, 15.6-17.1 % after Iraq.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Retest:
    """A score's correlation with itself, so many days apart."""

    correlation: float
    days: float


RETESTS = {
    "phq-9": Retest(0.84, 2),  # Kroenke 2001
    "gad-7": Retest(0.83, 7),  # Spitzer 2006
    "pcl-5": Retest(0.82, 7),  # Blevins 2015
    "audit-c": Retest(0.75, 90),  # Bradley 1998, the middle of its range
}

# GAD-7. The cuts are one row for all items, as no items' shares were found; fitted to Löwe 2008.
GAD7_LOADINGS = (0.799, 0.866, 0.839, 0.806, 0.800, 0.732, 0.706)
GAD7_ALPHA = 0.89
GAD7_CUTS = (0.354, 1.654, 2.254)

# PCL-5, cluster by cluster: B1-B5, C1-C2, D1-D7, E1-E6.
PCL5_LOADINGS = (
    (0.861, 0.863, 0.895, 0.874, 0.896),
    (0.915, 0.896),
    (0.524, 0.820, 0.693, 0.891, 0.808, 0.867, 0.850),
    (0.780, 0.664, 0.720, 0.845, 0.781, 0.694),
)
PCL5_ALPHA = 0.94
# How much harder than the average item each is reached: the means of Armour 2017's normal cuts.
PCL5_OFFSETS = (
    (-0.12, 0.30, 0.53, -0.06, 0.27),
    (-0.24, -0.03),
    (0.52, -0.06, 0.03, -0.17, -0.31, -0.37, -0.19),
    (0.12, 0.74, -0.28, 0.02, -0.09, -0.57),
)
PCL5_CUTS = (0.74, 1.09, 1.44, 1.79)  # fitted to Zuromski 2019, never deployed, 32 or more

# AUDIT-C: fitted to MSMR 2015 at the end of a deployment; the loadings are P.
AUDITC_LOADINGS = (0.80, 0.80, 0.85)
AUDITC_CUTS = (
    (-0.20, 0.60, 1.32, 1.96),
    (0.76, 1.32, 1.80, 2.28),
    (0.60, 1.08, 1.72, 2.44),
)

# Correlations of scores.
SCORES_TOGETHER = {
    ("phq-9", "gad-7"): 0.75,  # Spitzer 2006, with the PHQ-8
    ("phq-9", "pcl-5"): 0.60,  # Blevins 2015, the highest of its discriminant correlations
    ("gad-7", "pcl-5"): 0.60,
}
# Shares having both, AUDIT-C of 8 or more, and the other screen positive (Larson 2014).
DRINKING_TOGETHER = {
    "phq-9": (3_965 / 333_803, 18_826 / 333_803, 25_603 / 333_803),
    "pcl-5": (2_712 / 333_803, 18_826 / 333_803, 18_904 / 333_803),
    "gad-7": (3_965 / 333_803, 18_826 / 333_803, 25_603 / 333_803),  # as for depression: P
}

# Over months a person's latent state is part lasting, part slowly drifting, part of the day
# (Kenny, Zautra 1995, J Consult Clin Psychol 63:52-59). The shares and the pace are P; they give
# the last PHQ-9 about the power to foretell a new score of 10 at six months that was published.
LASTING = 0.60
DRIFT_DAYS = 240.0

COMPANY_SHARE = 0.054  # Bliese 2002

# What a deployment adds to the latent state at its height, in standard deviations of the factor.
# PCL-5 is fitted to Zuromski 2019 (never against ever deployed, 32 or more), AUDIT-C to MSMR 2015
# (6 or more, 8.2 against 12.9 %); depression and anxiety are P, within Hoge 2004's any-positive.
DEPLOYMENT = {"phq-9": 0.12, "gad-7": 0.12, "pcl-5": 0.30, "audit-c": 0.28}

# Of 5,093 PHQ-9 forms with any answer in NHANES, 25 lack an item; nearly all lack just one.
INCOMPLETE_SHARE = 25 / 5_093
