"""Ranks in the order of seniority, from what papers call them.

The grades are those of NATO's STANAG 2116 (OR-1 to OR-9, OF-1 to OF-10), laid on one ladder. Ranks
that the standard does not know, Russian ones among them, stand where we put them: our choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_OTHER, _OFFICER = 0, 10
HIGHEST = _OFFICER + 10

_LADDER: Mapping[int, Iterable[str]] = {
    1: ("private", "рядовой", "матрос", "recruit", "soldier"),
    2: ("private first class", "старший матрос", "старший солдат"),
    3: ("lance corporal", "ефрейтор"),
    4: ("corporal", "младший сержант", "старшина 2 статьи"),
    5: ("sergeant", "сержант", "старшина 1 статьи"),
    6: ("staff sergeant", "старший сержант", "главный старшина"),
    7: ("sergeant first class", "platoon sergeant", "colour sergeant"),
    8: ("master sergeant", "first sergeant", "warrant officer class 2", "прапорщик", "мичман"),
    9: (
        *("sergeant major", "старшина", "warrant officer", "warrant officer class 1"),
        *("старший прапорщик", "старший мичман"),
    ),
    11: ("second lieutenant", "lieutenant", "first lieutenant", "младший лейтенант", "лейтенант"),
    12: ("captain", "старший лейтенант", "капитан", "капитан-лейтенант"),
    13: ("major", "майор", "lieutenant commander", "капитан 3 ранга"),
    14: ("lieutenant colonel", "подполковник", "commander", "капитан 2 ранга"),
    15: ("colonel", "полковник", "капитан 1 ранга"),
    16: ("brigadier", "brigadier general"),
    17: ("major general", "генерал-майор", "контр-адмирал"),
    18: ("lieutenant general", "генерал-лейтенант", "вице-адмирал"),
    19: ("general", "генерал-полковник", "адмирал"),
    20: ("field marshal", "general of the army", "генерал армии", "адмирал флота"),
}
_GRADES = {
    **{name: grade for grade, names in _LADDER.items() for name in names},
    **{f"or-{step}": _OTHER + step for step in range(1, 10)},
    **{f"of-{step}": _OFFICER + step for step in range(1, 11)},
}


def grade_of(rank: str) -> int | None:
    """Return a rank's step on the ladder, 1 to 20; None for a rank that is not on it."""
    return _GRADES.get(" ".join(rank.casefold().replace("ё", "е").split()))
