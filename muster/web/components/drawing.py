"""How a form becomes a page: each field by what it is entered with, ours and libraries' alike.

A field's question is its label, or the legend of its group; the first thing wrong with it stands
between its hint and its input. Everything wrong stands in the summary on top too, each line
leading to its field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from markupsafe import Markup

from muster.kernel.words import Sentence
from muster.web.components.govuk import govuk
from muster.web.components.words import WORDS

Params = dict[str, Any]


def draw_form(form: forms.BaseForm) -> Markup:
    """Return every field of `form`, hidden ones first; neither the <form> nor its token."""
    hidden = [Markup(str(one.as_widget())) for one in form.hidden_fields()]  # noqa: S704
    return Markup("\n").join([*hidden, *map(draw_field, form.visible_fields())])


def draw_field(bound: BoundField) -> Markup:
    """Return one field with its question, hint, error and input."""
    if bound.is_hidden:
        return Markup(str(bound.as_widget()))  # noqa: S704 — Django escapes it
    widget = bound.field.widget
    drawers: list[tuple[type, Callable[[BoundField], Markup]]] = [
        (forms.CheckboxSelectMultiple, _checkboxes),  # to Django a kind of radios
        (forms.RadioSelect, _radios),
        (forms.Select, _select),
        (forms.CheckboxInput, _tick),
        (forms.Textarea, _textarea),
        (forms.PasswordInput, _password),
        (forms.FileInput, _upload),
    ]
    if hasattr(widget, "parts"):
        return _day(bound)
    drawn_by = next((draw for kind, draw in drawers if isinstance(widget, kind)), _input)
    return drawn_by(bound)


def errors_of(form: forms.BaseForm) -> list[tuple[object, str | None]]:
    """Return what is wrong with a form that was sent: each message, and the id it leads to."""
    if not form.is_bound or not form.errors:
        return []
    named = {name: list(_messages(errors)) for name, errors in form.errors.as_data().items()}
    order = [None if name == forms.forms.NON_FIELD_ERRORS else name for name in named]
    found = []
    for name, said in zip(order, named.values(), strict=True):
        seen = name in form.fields and not form[name].is_hidden
        leads = id_of(form[name]) if seen else None
        found += [(one, leads) for one in (said if name is None else said[:1])]
    return found


def id_of(bound: BoundField) -> str:
    """Return the id of a field's first input."""
    first = f"{bound.auto_id}-day" if hasattr(bound.field.widget, "parts") else bound.auto_id
    return str(first or bound.html_name)


def _messages(errors: list[ValidationError]) -> Iterator[object]:
    for error in errors:
        for one in error.error_list:
            said = one.message
            yield said % one.params if one.params and not isinstance(said, Sentence) else said


def _common(bound: BoundField) -> Params:
    """Return what every component takes: name, id, hint, and the first thing wrong."""
    given: Params = {"name": bound.html_name, "id": str(bound.auto_id or bound.html_name)}
    hint = getattr(bound.field, "hint", None) or bound.help_text
    if hint:
        given["hint"] = {"text": hint}
    wrong = {leads: said for said, leads in reversed(errors_of(bound.form))}
    if id_of(bound) in wrong:
        said = wrong[id_of(bound)]
        given["errorMessage"] = {"text": said, "visuallyHiddenText": WORDS["error"]}
    if bound.field.disabled:
        given["disabled"] = True
    return given


def _question(bound: BoundField) -> object:
    form, asks = bound.form, bound.label
    if getattr(form, "marks_optional", False) and not bound.field.required:
        return WORDS["optional"].of(question=asks)
    return asks


def _label(bound: BoundField) -> Params:
    if getattr(bound.form, "in_heading", False):
        return {"text": _question(bound), "classes": "govuk-label--l", "isPageHeading": True}
    return {"text": _question(bound), "classes": "govuk-label--s"}


def _fieldset(bound: BoundField) -> Params:
    heading = bool(getattr(bound.form, "in_heading", False))
    size = "l" if heading else "s"
    legend = {"text": _question(bound), "classes": f"govuk-fieldset__legend--{size}"}
    return {"legend": {**legend, "isPageHeading": heading}}


def _attributes(bound: BoundField, *known: str) -> Params:
    """Return the widget's attributes that are not the component's own parameters."""
    spare = {"type", "placeholder", "class", "id", "required", "autofocus", *known}
    attrs = bound.field.widget.attrs
    return {name: str(value) for name, value in attrs.items() if name not in spare}


def _value(bound: BoundField) -> str:
    value = bound.value()
    return "" if value is None else str(value)


def _input(bound: BoundField) -> Markup:
    attrs = bound.field.widget.attrs
    wide = getattr(bound.field, "wide", None)
    given = {
        **_common(bound),
        "label": _label(bound),
        "type": attrs.get("type") or getattr(bound.field.widget, "input_type", "text"),
        "value": _value(bound),
        "classes": f"govuk-input--width-{wide}" if wide else "",
        "attributes": _attributes(bound, "autocomplete", "inputmode", "spellcheck"),
    }
    for name in ("autocomplete", "inputmode"):
        if name in attrs:
            given[name] = attrs[name]
    if "spellcheck" in attrs:
        given["spellcheck"] = attrs["spellcheck"] == "true"
    return govuk.input(given)


def _textarea(bound: BoundField) -> Markup:
    rows = bound.field.widget.attrs.get("rows", 5)
    attributes = _attributes(bound, "rows", "cols")
    more = {"label": _label(bound), "value": _value(bound), "rows": rows, "attributes": attributes}
    return govuk.textarea({**_common(bound), **more})


def _password(bound: BoundField) -> Markup:
    more = {
        "label": _label(bound),
        "autocomplete": bound.field.widget.attrs.get("autocomplete", "current-password"),
        "showPasswordText": WORDS["show"],
        "hidePasswordText": WORDS["hide"],
        "showPasswordAriaLabelText": WORDS["show_password"],
        "hidePasswordAriaLabelText": WORDS["hide_password"],
        "passwordShownAnnouncementText": WORDS["password_shown"],
        "passwordHiddenAnnouncementText": WORDS["password_hidden"],
        "attributes": _attributes(bound, "autocomplete"),
    }
    return govuk.password_input({**_common(bound), **more})


def _upload(bound: BoundField) -> Markup:
    more = {"label": _label(bound), "attributes": _attributes(bound)}
    return govuk.file_upload({**_common(bound), **more})


def _options(bound: BoundField, chosen: set[str]) -> list[Params]:
    hints = getattr(bound.field, "hints", {})
    made = []
    for value, says in bound.field.widget.choices:
        item: Params = {"value": str(value), "text": says, "checked": str(value) in chosen}
        if bound.field.disabled:
            item["disabled"] = True
        if value in hints:
            item["hint"] = {"text": hints[value]}
        made.append(item)
    return made


def _grouped(bound: BoundField) -> Params:
    given = _common(bound)
    inline = bool(getattr(bound.field, "inline", False))
    return {**given, "idPrefix": given["id"], "fieldset": _fieldset(bound), "inline": inline}


def _radios(bound: BoundField) -> Markup:
    given = _grouped(bound)
    classes = "govuk-radios--inline" if given["inline"] else ""
    return govuk.radios({**given, "items": _options(bound, {_value(bound)}), "classes": classes})


def _checkboxes(bound: BoundField) -> Markup:
    chosen = {str(one) for one in bound.value() or ()}
    return govuk.checkboxes({**_grouped(bound), "items": _options(bound, chosen)})


def _tick(bound: BoundField) -> Markup:
    given = _common(bound)
    checked = bound.field.widget.check_test(bound.value())
    item = {"value": "on", "text": bound.label, "checked": checked, "id": given["id"]}
    item["disabled"] = bound.field.disabled
    if "hint" in given:
        item["hint"] = given.pop("hint")
    return govuk.checkboxes({**given, "idPrefix": given["id"], "items": [item]})


def _select(bound: BoundField) -> Markup:
    chosen = _value(bound)
    items = [
        {"value": one["value"], "text": one["text"], "selected": one["value"] == chosen}
        for one in _options(bound, set())
    ]
    return govuk.select({**_common(bound), "label": _label(bound), "items": items})


def _day(bound: BoundField) -> Markup:
    given, value = _common(bound), bound.value()
    if isinstance(value, date):
        value = (value.day, value.month, value.year)
    parts = dict(zip(bound.field.widget.parts, value or ("", "", ""), strict=True))
    wrong = " govuk-input--error" if "errorMessage" in given else ""
    items = [
        {
            "name": f"{given['name']}-{part}", "id": f"{given['id']}-{part}", "value": str(typed),
            "label": WORDS[part], "inputmode": "numeric",
            "attributes": {"disabled": True} if bound.field.disabled else {},
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}{wrong}",
        }
        for part, typed in parts.items()
    ]  # fmt: skip
    return govuk.date_input({**given, "fieldset": _fieldset(bound), "items": items})
