"""Reading answers: codes or whole values in, whole values out, and a problem for all else.

An answer is an option's code ("several-days") or its printed value as a number or as text: 2, 2.0,
"2", "2.0", "2,0". None and blank text are a missing answer. Nothing is rounded, guessed or dropped.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from muster.instruments import problems
from muster.instruments.rules.specification import Item, Sex, Specification
from muster.kernel.problems import Problem, ProblemKind, Refused

Answer = object
_WHOLE = re.compile(r"[+]?([0-9]{1,4})(?:[.,]0{0,9})?")
_NUMBER = re.compile(r"[+-]?([0-9]+[.,]?[0-9]*|[.,][0-9]+)([eE][+-]?[0-9]+)?")
_NOT_FINITE = frozenset({"nan", "inf", "infinity", "+inf", "-inf", "+infinity", "-infinity"})
_SHOWN = 40
_SEXES = {
    **dict.fromkeys(("f", "female", "ж", "жен", "женский"), Sex.FEMALE),
    **dict.fromkeys(("m", "male", "м", "муж", "мужской"), Sex.MALE),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One answer sheet as read: the value of each answered item, and all that was wrong."""

    values: Mapping[str, int]
    problems: tuple[Problem, ...] = ()


def shown(value: object) -> str:
    """Return `value` as a sentence may show it: one line, at most 40 characters."""
    if isinstance(value, int) and value.bit_length() > 64:
        text = hex(value)  # the decimal digits of a huge number are dear, and Python refuses them
    else:
        text = value if isinstance(value, str) else repr(value)
    line = " ".join(text[: 4 * _SHOWN].split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def read_sheet(specification: Specification, answers: Mapping[str, Answer]) -> Sheet:
    """Read the answers of one sitting, by item code; every problem names its item as the column."""
    values: dict[str, int] = {}
    found: list[Problem] = []
    for code, answer in answers.items():
        item = specification.by_code.get(code)
        if item is None:
            found.append(
                problems.UNKNOWN_ITEM.at(
                    column=shown(code),
                    instrument=specification.instrument,
                    item=shown(code),
                    known=", ".join(specification.by_code),
                )
            )
            continue
        value = read_answer(item, answer)
        if isinstance(value, Problem):
            found.append(value)
        elif value is not None:
            values[code] = value
    return Sheet(values, tuple(found))


def read_answer(item: Item, answer: Answer) -> int | Problem | None:
    """Return the answer's value, None where it was not answered, or what is wrong with it."""
    if answer is None:
        return None
    if isinstance(answer, bool):
        return _wrong(problems.TRUTH_VALUE, item, answer)
    if isinstance(answer, int):
        return _in_range(item, answer, answer)
    if isinstance(answer, float):
        return _from_float(item, answer, answer)
    if isinstance(answer, str):
        return _from_text(item, answer)
    return _wrong(problems.UNKNOWN_CODE, item, answer)


def read_sex(value: object) -> Sex | None:
    """Return the sex, None where it is not known; `Refused` for any other word.

    Takes the words and letters of `_SEXES` in any case, in English and Russian.
    """
    word = "" if value is None else shown(value).lower().strip().rstrip(".")
    if not word:
        return None
    if word not in _SEXES:
        raise Refused(problems.UNKNOWN_SEX.at(column="sex", value=shown(value)))
    return _SEXES[word]


def _from_text(item: Item, text: str) -> int | Problem | None:
    if len(text) > 10 * _SHOWN:
        return _wrong(problems.UNKNOWN_CODE, item, text)
    word = text.strip()
    if not word:
        return None
    option = item.by_code.get(word)
    if option is not None:
        return option.value
    if whole := _WHOLE.fullmatch(word):
        return _in_range(item, int(whole[1]), word)
    if word.lower() in _NOT_FINITE:
        return _wrong(problems.NOT_A_NUMBER, item, word)
    if _NUMBER.fullmatch(word):
        return _from_float(item, float(word.replace(",", ".")), word)
    return _wrong(problems.UNKNOWN_CODE, item, word)


def _from_float(item: Item, number: float, given: Answer) -> int | Problem:
    if math.isnan(number) or (math.isinf(number) and isinstance(given, float)):
        return _wrong(problems.NOT_A_NUMBER, item, given)
    if not item.lowest <= number <= item.highest:
        return _wrong(problems.OUT_OF_RANGE, item, given)
    if number != int(number):
        return _wrong(problems.NOT_WHOLE, item, given)
    return _in_range(item, int(number), given)


def _in_range(item: Item, value: int, given: Answer) -> int | Problem:
    if value in item.by_value:
        return value
    return _wrong(problems.OUT_OF_RANGE, item, given)


def _wrong(kind: ProblemKind, item: Item, given: Answer) -> Problem:
    known = ", ".join(f"{option.code} = {option.value}" for option in item.options)
    return kind.at(column=item.code, item=item.code, value=shown(given), known=known)


def refuse(sheet: Sheet) -> None:
    """Raise the sheet's first problem, if it has one."""
    if sheet.problems:
        raise Refused(sheet.problems[0])
