"""One person as an administrator looks after them: who they are, where they serve, how they sign
in. Nothing of their health is here or behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from uuid import UUID

from babel.dates import format_date
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.commands.inviting import invite
from muster.access.permissions import Permission
from muster.access.queries.colleagues import account_names
from muster.access.roles import ADMINISTRATOR, PERSONNEL_OFFICER
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.people.commands.moving import correct
from muster.people.commands.signing import link_account
from muster.people.queries import Card, card, history
from muster.people.subjects import NEWCOMER
from muster.people.unit_names import UnitName, unit_names
from muster.vault.zones import Audience
from muster.web.administrator import addresses as here
from muster.web.doors import serves
from muster.web.forms import Day, Form, Phone, Pick, Text
from muster.web.language import language_of
from muster.web.pages import LANGUAGE_NAMES, page
from muster.web.psychologist.person.finding import found_page
from muster.web.reading import read_as
from muster.web.sign_in.recovery import handed_over

WORDS = {
    "who": _("Who this is"),
    "service": _("Service"),
    "nothing": _("No posting is recorded."),
    "move": _("Move to another unit or post"),
    "leave": _("Record the last day"),
    "entries": _("Service entries"),
    "correct": _("Correct what is known"),
    "sign_in": _("Signing in"),
    "sign_in_says": _(
        "A soldier answers on a phone of their own with an account that says nothing about them. "
        "The digits of the invitation are shown once: hand them over in person."
    ),
    "invite": _("Invite this person to sign in"),
    "records": _("Records and erasure"),
    "outside": _(
        "An office helps them into work; nothing else is kept of them here. If they ask the office "
        "for everything to be erased, it ends their case first."
    ),
    "records_says": _(
        "Two records of one person are made one here, and parted again. Whoever asks for it is "
        "erased, as far as the profile lets them go."
    ),
    "several": _n(
        "{count} record is read as this person's.", "{count} records are read as this person's."
    ),
    "join": _("Make two records one"),
    "erase": _("Erase this person"),
}
NAMELESS = _("Somebody without a name here")
_OUTSIDE = _("Somebody from outside, who never served here")
DONE = {
    "moved": _("The person was moved."),
    "returned": _("The person has come back."),
    "left": _("The last day was recorded."),
    "corrected": _("The posting was corrected."),
    "unchanged": _("That is known already; nothing was changed."),
    "written": _("It is written."),
    "joined": _("The two records are read as one. They can be parted again."),
    "parted": _("The two records are apart again, as they were."),
}
_SEXES = {"male": _p("sex", "male"), "female": _p("sex", "female")}
_SINCE_PARTED = _n(
    "{count} entry was made while they were one and stays with the record that was kept; check "
    "whose it is.",
    "{count} entries were made while they were one and stay with the record that was kept; check "
    "whose they are.",
)
_CORRECT = _("Correct what is known of {who}")
_SINCE = _("since {since}")
_STRETCH = _("{since} to {until}")


class Correct(Form):
    """What is known of a person; what is left as it is changes nothing."""

    marks_optional = False

    service_number = Text(asks=_("Service number"), longest=60, wide=20)
    surname = Text(asks=_("Surname"), hint=_("Former names stay findable."), longest=120)
    given = Text(asks=_("Given name"), longest=120)
    patronymic = Text(asks=_("Patronymic"), longest=120)
    born = Day(asks=_("Date of birth"))
    sex = Pick(asks=_("Sex"), options=list(_SEXES.items()))
    rank = Text(asks=_("Rank"), longest=80, wide=20)
    phone = Phone(asks=_("Telephone"), attributes={"autocomplete": "off"})
    email = Text(asks=_("E-mail"), longest=200)
    language = Pick(asks=_("Language"), options=LANGUAGE_NAMES)


@serves(ADMINISTRATOR, PERSONNEL_OFFICER, posts=True)
def find_page(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Find a person by whole words of their name, by their service number, or that of the record.

    Somebody from outside has neither name nor service number here: their office says the third.
    """
    with suppress(ValueError):
        return HttpResponseRedirect(person_at(UUID(request.POST.get("text", "").strip())))
    return found_page(request, leads=here.PEOPLE, back=here.ADMINISTRATION, by=by, at=at)


@serves(ADMINISTRATOR, PERSONNEL_OFFICER)
def one_person(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Show who a person is and where they served, and what can be done about it."""
    found = card(person=PersonId(person), by=by, at=at)
    record = history(person=PersonId(person), by=by, at=at)
    language, outside = language_of(request), found.kind == NEWCOMER
    wanted = {one.unit for one in record.postings} | ({found.unit} if found.unit else set())
    units = read_as(Audience.PLATFORM, lambda: unit_names(wanted))

    since = request.GET.get("since", "")
    return page(
        request,
        "administrator/person.html",
        title=_OUTSIDE if outside else found.name or NAMELESS,
        back=here.PEOPLE,
        texts=WORDS,
        done=DONE.get(request.GET.get("done", "")),
        place=person_at(person),
        more=_SINCE_PARTED.of(count=int(since)) if re.fullmatch("[0-9]{1,6}", since) else None,
        facts=facts_of(found, named_in(units, found.unit, found.unit_code, language), language),
        service=[
            (stretch(one.since, one.until), ", ".join(filter(
                None, (named_in(units, one.unit, one.unit_code, language), one.post)
            )))
            for one in reversed(record.postings)
        ],
        outside=outside,
        moves=Permission.MOVE_PERSON in by.role.may and not outside,
        invites=Permission.INVITE in by.role.may and not outside,
        merges=Permission.MERGE_PEOPLE in by.role.may and not outside,
        erases=Permission.ERASE_PERSON in by.role.may,
        several=WORDS["several"].of(count=len(record.records)) if record.records[1:] else None,
    )  # fmt: skip


@serves(ADMINISTRATOR, PERSONNEL_OFFICER, posts=True)
def correct_person(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Correct a person's name, number or other details; what is empty stays as it is."""
    found = card(person=PersonId(person), by=by, at=at)
    before = _before(found)
    form = Correct(request.POST or None, initial=before)
    if form.is_valid():
        said = _changed(form.cleaned_data, before)
        try:
            if said:
                correct(person=PersonId(person), details=said, by=by, at=at)
        except Refused as refusal:
            column = refusal.problem.column
            form.refuse(refusal, column if column in form.fields else None)
        else:
            done = "written" if said else "unchanged"
            return HttpResponseRedirect(f"{person_at(person)}?done={done}")
    title = _CORRECT.of(who=found.name or NAMELESS)
    return page(request, "form.html", title=title, form=form, back=person_at(person))


@serves(ADMINISTRATOR, posts=True, fresh=True)
def let_in(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Give a person the account that is theirs and invite them; the digits are shown once."""
    card(person=PersonId(person), by=by, at=at)  # whoever is out of reach is not there
    if request.method != "POST":
        return HttpResponseRedirect(person_at(person))
    account = link_account(person=PersonId(person), account=None, by=by, at=at)
    name = read_as(Audience.PLATFORM, lambda: account_names([account]))[account]
    return handed_over(request, invite(account=name, by=by, at=at), person_at(person))


def person_at(person: UUID) -> str:
    """Return the address of a person's page."""
    return f"{here.PEOPLE}/{person}"


def named_in(
    units: Mapping[UnitId, UnitName], unit: UnitId | None, code: str, language: str
) -> str:
    """Return a unit's name in the reader's language, its code where it has none."""
    known = units.get(unit) if unit is not None else None
    return known.said_in(language) if known else code


def facts_of(found: Card, unit: str, language: str) -> list[tuple[Sentence, object]]:
    """Return what is known of a person, row by row; what is not known is left out."""
    details = found.details
    rows: list[tuple[Sentence, object]] = [
        (_("Service number"), details.number),
        (_("Rank"), details.rank),
        (_("Unit"), unit),
        (_("Post"), found.post),
        (_("Born"), details.born and format_date(details.born, "d MMM y", locale=language)),
        (_("Sex"), _SEXES.get(found.sex)),
        (_("Language"), dict(LANGUAGE_NAMES).get(details.language, details.language)),
        (_("Telephone"), details.phone),
        (_("E-mail"), details.email),
    ]
    return [(what, said) for what, said in rows if said]


def _before(found: Card) -> dict[str, object]:
    details = found.details
    return {
        "service_number": details.number, "surname": details.surname, "given": details.given,
        "patronymic": details.patronymic, "born": details.born, "sex": found.sex,
        "rank": details.rank, "phone": details.phone, "email": details.email,
        "language": details.language,
    }  # fmt: skip


def _changed(said: dict[str, object], before: dict[str, object]) -> dict[str, str]:
    return {
        name: value.isoformat() if isinstance(value, date) else str(value)
        for name, value in said.items()
        if value and value != before.get(name)
    }


def stretch(since: date, until: date | None) -> Sentence:
    """Say from when until when, or since when."""
    return _SINCE.of(since=since) if until is None else _STRETCH.of(since=since, until=until)
