"""The fields of our forms: what each asks, what it takes, and what it says when it is not that.

Every field is given `asks`, its question; `hint`; and `required`, the sentence said when it is
left empty, without which it may be. Forms import them from muster/web/forms.py.
"""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from muster.kernel.words import Sentence, _, _n

NOT_OFFERED = _("Select one of the answers that are offered")
UNREADABLE = _("Remove the signs that cannot be read")
TOO_LONG = _n("Use no more than {count} sign", "Use no more than {count} signs")
NOT_A_NUMBER = _("Enter a whole number in digits")
TOO_SMALL = _("Enter {number} or more")
TOO_LARGE = _("Enter {number} or less")
NOT_A_DAY = _("Enter a real date, like 27 3 2026")
DAY_TOO_EARLY = _("Enter {day} or a later date")
DAY_TOO_LATE = _("Enter {day} or an earlier date")
NOT_A_TIME = _("Enter a time between 00:00 and 23:59, like 06:30")
NOT_A_PHONE = _("Enter a phone number in digits, like +7 912 345 67 89")
NOT_A_CODE = _n("Enter the code of {count} digit", "Enter the code of {count} digits")
EMPTY_FILE = _("The file is empty. Choose another")
FILE_TOO_LARGE = _("The file is larger than {size} MB. Choose a smaller one")


class Asked:
    """What every field of ours knows; stands before Django's field among its parents."""

    hint: Sentence | str | None
    wide: int | None = None  # signs for which the input has room; None: all the room there is

    def __init__(
        self,
        *,
        asks: Sentence | str,
        hint: Sentence | str | None = None,
        required: Sentence | None = None,
        attributes: dict[str, str] | None = None,
        **more: Any,
    ) -> None:
        self.hint = hint
        messages = {"required": required, "invalid_choice": NOT_OFFERED}
        super().__init__(label=asks, required=required is not None, error_messages=messages, **more)
        self.widget.attrs.update(attributes or {})

    def get_bound_field(self, form: forms.BaseForm, name: str) -> Any:
        from muster.web.forms import Drawn  # forms are made of fields

        return Drawn(form, self, name)


class Text(Asked, forms.Field):
    """One line, at most `longest` signs; returns it without spaces at its ends."""

    def __init__(
        self, *, longest: int = 200, wide: int | None = None, kind: str = "text", **more: Any
    ) -> None:
        self.longest, self.wide = longest, wide
        super().__init__(**{"widget": forms.TextInput, **more})
        if "type" not in self.widget.attrs and kind != "text":
            self.widget.attrs["type"] = kind

    def to_python(self, value: Any) -> str:
        text = str(value or "").strip()
        if any(sign < " " and sign not in "\n\r\t" for sign in text) or "\x7f" in text:
            raise ValidationError(UNREADABLE)
        if len(text) > self.longest:
            raise ValidationError(TOO_LONG.of(count=self.longest))
        return text


class LongText(Text):
    """Several lines, at most `longest` signs."""

    def __init__(self, *, rows: int = 5, longest: int = 2000, **more: Any) -> None:
        super().__init__(longest=longest, widget=forms.Textarea, **more)
        self.widget.attrs["rows"] = str(rows)


class Secret(Text):
    """A password; never drawn again, returned as it was typed."""

    def __init__(self, *, autocomplete: str = "current-password", **more: Any) -> None:
        super().__init__(widget=forms.PasswordInput, **more)
        self.widget.attrs["autocomplete"] = autocomplete

    def to_python(self, value: Any) -> str:
        super().to_python(value)
        return str(value or "")


class Hidden(Text):
    """What the page itself sends back, such as the version it showed."""

    def __init__(self, *, required: Sentence = NOT_OFFERED, **more: Any) -> None:
        super().__init__(asks="", required=required, widget=forms.HiddenInput, **more)


class Number(Asked, forms.Field):
    """A whole number from `at_least` to `at_most`; returns an int, None where left empty."""

    def __init__(
        self, *, at_least: int | None = None, at_most: int | None = None, wide: int = 5, **more: Any
    ) -> None:
        self.at_least, self.at_most, self.wide = at_least, at_most, wide
        super().__init__(widget=forms.TextInput, **more)
        self.widget.attrs["inputmode"] = "numeric"

    def to_python(self, value: Any) -> int | None:
        text = str(value if value is not None else "").strip()
        if not text:
            return None
        if not re.fullmatch(r"[-−]?[0-9]{1,12}", text):
            raise ValidationError(NOT_A_NUMBER)
        number = int(text.replace("−", "-"))
        if self.at_least is not None and number < self.at_least:
            raise ValidationError(TOO_SMALL.of(number=self.at_least))
        if self.at_most is not None and number > self.at_most:
            raise ValidationError(TOO_LARGE.of(number=self.at_most))
        return number


class DayParts(forms.Widget):
    """Three inputs, day, month and year, as one value of three strings."""

    parts = ("day", "month", "year")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, ...]:
        return tuple(str(data.get(f"{name}-{part}") or "").strip() for part in self.parts)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in self.parts)


class Day(Asked, forms.Field):
    """A date in three parts; returns a date, None where left empty."""

    def __init__(
        self, *, earliest: date | None = None, latest: date | None = None, **more: Any
    ) -> None:
        self.earliest, self.latest = earliest, latest
        super().__init__(widget=DayParts, **more)

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date) or value is None:
            return value
        if not any(value):
            return None
        try:
            if not all(re.fullmatch(r"[0-9]{1,4}", part) for part in value):
                raise ValueError
            day, month, year = map(int, value)
            found = date(year, month, day)
        except ValueError:
            raise ValidationError(NOT_A_DAY) from None
        if year < 1900:
            raise ValidationError(NOT_A_DAY)
        return self._within(found)

    def _within(self, found: date) -> date:
        if self.earliest is not None and found < self.earliest:
            raise ValidationError(DAY_TOO_EARLY.of(day=self.earliest))
        if self.latest is not None and found > self.latest:
            raise ValidationError(DAY_TOO_LATE.of(day=self.latest))
        return found


class Clock(Asked, forms.Field):
    """A time of day; returns a time, None where left empty."""

    wide = 5

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.TextInput, **more)
        self.widget.attrs["inputmode"] = "numeric"

    def to_python(self, value: Any) -> time | None:
        if isinstance(value, time) or value is None or not str(value).strip():
            return value or None
        found = re.fullmatch(r"([01]?[0-9]|2[0-3])[:. ]?([0-5][0-9])", str(value).strip())
        if found is None:
            raise ValidationError(NOT_A_TIME)
        return time(int(found[1]), int(found[2]))

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H:%M") if isinstance(value, time) else value


class Upload(Asked, forms.FileField):
    """A file of at most `largest` bytes; `kinds` as in “.csv,.xlsx” helps to choose one."""

    def __init__(self, *, kinds: str = "", largest: int = 50 * 1024 * 1024, **more: Any) -> None:
        self.largest = largest
        super().__init__(widget=forms.FileInput, **more)
        required = self.error_messages["required"]
        self.error_messages.update(empty=EMPTY_FILE, invalid=required, missing=required)
        if kinds:
            self.widget.attrs["accept"] = kinds

    def clean(self, data: Any, initial: Any = None) -> UploadedFile | None:
        found: UploadedFile | None = super().clean(data, initial) or None
        if found is not None and (found.size or 0) > self.largest:
            size = self.largest // (1024 * 1024)
            raise ValidationError(FILE_TOO_LARGE.of(size=size))
        return found


class Phone(Text):
    """A phone number; returned as typed, without spaces at its ends."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"longest": 40, "wide": 20, "kind": "tel", **more})
        self.widget.attrs.setdefault("autocomplete", "tel")

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if text and not re.fullmatch(r"\+?[0-9][0-9 ()./-]*(?:(?:#|доб\.?|ext\.?) ?[0-9]+)?", text):
            raise ValidationError(NOT_A_PHONE)
        return text


class Code(Text):
    """A code of `digits` digits, as an authenticator shows it; spaces between them are forgiven."""

    def __init__(self, *, digits: int = 6, **more: Any) -> None:
        self.digits = digits
        super().__init__(**{"wide": 10, **more})
        self.widget.attrs.update(
            inputmode="numeric", autocomplete="one-time-code", spellcheck="false"
        )

    def to_python(self, value: Any) -> str:
        code = re.sub(r"[\s-]", "", super().to_python(value))
        if code and not re.fullmatch(rf"[0-9]{{{self.digits}}}", code):
            raise ValidationError(NOT_A_CODE.of(count=self.digits))
        return code
