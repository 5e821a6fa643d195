"""Every reading of a person's case."""

from muster.care.queries.cases import CaseLine, Late, case_of, happened, late_cases, my_cases

__all__ = ["CaseLine", "Late", "case_of", "happened", "late_cases", "my_cases"]
