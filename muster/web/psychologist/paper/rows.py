"""A paper form as a page types it: a line for each item, one digit each, in the form's order.

A whole row may be typed at once: one sign an item, a full stop where nothing was answered. It then
stands in the lines, to be looked over before it is entered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.forms.boundfield import BoundField

from muster.instruments.packs import Pack
from muster.instruments.rules.specification import Item
from muster.kernel.words import Sentence, _
from muster.web.forms import Form, Number

MISSING = "."
_PREFIX = "item-"
_ITEM = _("Item {number}")
_ITEM_SAYS = _("{number}. {text}")
NOT_A_ROW = _("Type {count} signs, one for each item: a digit, or a full stop for none")
NOT_OFFERED = _("“{sign}” is none of the answers to item {number}. Use {values}, or a full stop")
NOT_A_VALUE = _("Item {number}: use {values}, or leave it empty")


@dataclass(frozen=True, slots=True)
class Line:
    """One item on the page: what it is called, the values it may have, and its input."""

    says: Sentence | str
    values: str
    field: BoundField


def field_of(code: str) -> str:
    """Return the name under which an item's answer is sent."""
    return f"{_PREFIX}{code}"


def values_of(item: Item) -> str:
    """Return the values an item may have, as they are printed."""
    return ", ".join(str(option.value) for option in item.options)


def add_items(form: Form, items: Sequence[Item], numbers: Mapping[str, str]) -> None:
    """Give a form an input for each item."""
    for item in items:
        field = Number(asks=_ITEM.of(number=numbers[item.code]), wide=2)
        field.widget.attrs.update(autocomplete="off", maxlength="2")
        form.fields[field_of(item.code)] = field


def lines_of(
    form: Form, items: Sequence[Item], numbers: Mapping[str, str], texts: Mapping[str, str]
) -> list[Line]:
    """Return the lines as the page draws them; without a text, an item has its number alone."""
    return [
        Line(
            _called(item, numbers[item.code], texts.get(item.code)),
            values_of(item),
            form[field_of(item.code)],
        )
        for item in items
    ]


def _called(item: Item, number: str, text: str | None) -> Sentence | str:
    """Return what an item is called: number and words, the words alone where it has no number."""
    if text is None:
        return _ITEM.of(number=number)
    return text if number == item.code else _ITEM_SAYS.of(number=number, text=text)


def numbers_of(pack: Pack) -> dict[str, str]:
    """Return what each item is called on the printed form: its number, else its code."""
    numbered = pack.specification.numbered
    return {
        item.code: str(numbered.index(item.code) + 1) if item.code in numbered else item.code
        for item in pack.specification.items
    }


def typed(form: Form, items: Sequence[Item], numbers: Mapping[str, str]) -> dict[str, int]:
    """Return what was typed by item code; what is none of the answers is said at its line."""
    values = {}
    for item in items:
        name = field_of(item.code)
        value = form.cleaned_data.get(name)
        if value is None:
            continue
        if value not in item.by_value:
            wrong = NOT_A_VALUE.of(number=numbers[item.code], values=values_of(item))
            form.refuse(wrong, name)
        else:
            values[item.code] = value
    return values


def read_row(
    row: str, items: Sequence[Item], numbers: Mapping[str, str]
) -> dict[str, str] | Sentence:
    """Return what each input gets from a whole row, or why it cannot be read."""
    signs = [sign for sign in row if not sign.isspace()]
    if len(signs) != len(items):
        return NOT_A_ROW.of(count=len(items))
    for item, sign in zip(items, signs, strict=True):
        known = {str(option.value) for option in item.options} | {MISSING}
        if sign not in known:
            number, values = numbers[item.code], values_of(item)
            return NOT_OFFERED.of(sign=sign, number=number, values=values)
    return {
        field_of(item.code): "" if sign == MISSING else sign
        for item, sign in zip(items, signs, strict=True)
    }
