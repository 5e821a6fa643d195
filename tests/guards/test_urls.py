"""Every address says whom it serves, and what is not yours answers like what does not exist.

The guard walks every address of the house. Each role asks for each of them: with objects of its own
unit, of another, and of nobody. Whoever is not served gets the page of what does not exist, byte
for byte; an object of another unit answers as one that nobody has, byte for byte, and by the same
statements, so that neither the answer nor its time tells them apart.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, path

from muster.access.problems import NOT_FOUND
from muster.access.roles import NEWCOMER, ROLES, UNIT_PSYCHOLOGIST, Role, Scope
from muster.kernel.ids import new_id
from muster.web import converters
from muster.web.doors import serves
from tests import estates, estates_of_work
from tests.estates import Company, Estate, estate
from tests.guards.house import unexcused

EVERYONE, HOLDER, BY_TOKEN = "everyone", "holder", "whoever shows a token"
Maker = Callable[[Company], UUID]

# By the kind of object an address holds, and the beginning of the address where it matters.
EXAMPLES: tuple[tuple[str, str, Maker], ...] = (
    ("sitting", "me/sitting/", estates.under_way),
    ("sitting", "paper/", estates.on_paper),
    ("sitting", "", estates.submitted),
    ("account", "", estates.account),
    ("arrival", "importing/", estates.file_of_answers),
    ("ask", "", estates_of_work.ask),
    ("assignment", "", estates_of_work.assignment),
    ("campaign", "", estates.campaign),
    ("career", "", estates.career_action),
    ("careers", "", estates.career_list),
    ("case", "", estates.case),
    ("complaint", "", estates.complaint),
    ("course", "", estates_of_work.course),
    ("copy", "", estates.copy_of_evaluation),
    ("duty", "", estates.duty),
    ("enrolment", "", estates.enrolment),
    ("entry", "", estates.entry),
    ("evaluation", "", estates.evaluation),
    ("event", "", estates.event),
    ("file", "", estates.file_of_people),
    ("form", "", estates.form),
    ("group", "", estates.group),
    ("handover", "", estates.handover),
    ("learning", "", estates_of_work.place),
    ("limitation", "me/command/", estates.told_limitation),
    ("limitation", "", estates.limitation),
    ("move", "me/posts/", estates.over),
    ("move", "", estates.move),
    ("person", "after-service/<person:person>/invitation", estates_of_work.newcomer),
    ("person", "after-service/", estates_of_work.leaving),
    ("person", "", estates.person),
    ("referral", "", estates.referral),
    ("reminder", "", estates_of_work.reminder),
    ("report", "", estates.report),
    ("support", "", estates_of_work.support),
    ("task", "", estates_of_work.task),
    ("team", "", estates.team),
    ("unit", "", estates.unit),
    ("candidacy", "", estates_of_work.candidacy),
    ("vacancy", "", estates_of_work.vacancy),
    ("visit", "", estates.visit),
)
# Kinds of which nobody's unit decides; there it is enough that an unknown one is not there.
ANYBODYS = {
    "aid": "a programme that can be asked for, or is set aside: read by whoever may read those",
    "appointment": "a booking stands in the member's own record, and is only ever given up",
    "lesson": "a course that can be begun, or is set aside: read by whoever may read courses",
    "offer": "a vacancy that stands open, or is set aside: read by whoever may read vacancies",
    "paper": "a line of the member's own list, and only ever taken off it",
    "partner": "an organisation, which every coordinator keeps and everybody may report",
    "oddity": "the auditor's, of the whole installation",
    "opener": "a token of one's own organisation, for which the guard makes none",
    "opening": "one account's own for some hours, or the auditor's of the whole installation",
    "swap": "a question put to one member, reached by being whom it is put to",
    "talk": "a peer's own, reached by being the peer it names, of whatever unit",
    "request": "a recovery is any administrator's to decide, of the whole installation",
}
# What an address holds that names no object: by its name, and the beginning of the address.
SAMPLES: tuple[tuple[str, str, str], ...] = (
    ("archive", "administration/occupations/", "esco"),
    ("digest", "", "0"),
    ("door", "", "0000000000"),
    ("instrument", "", "phq-9"),
    ("item", "me/consents/", "transition"),
    ("key", "administration/questionnaires/", "c-ssrs-screener"),
    ("kind", "me/work/cv/", "pdf"),
    ("language", "administration/questionnaires/", "en"),
    ("language", "me/work/cv/", "en"),
    ("name", "", "0"),
    ("number", "", "1"),
    ("part", "people/", "sleep"),
    ("place", "", "1"),
    ("programme", "api/", "00000000-0000-7000-8000-000000000000"),
    ("programme", "", "sleep-course"),
    ("secret", "calendar/", "0"),
    ("shape", "partner/vacancies/feed/", "xml"),
    ("occupation", "me/work/ideas/", "7212"),
    ("skill", "me/work/profile/", "first-aid"),
    ("course", "api/", "00000000-0000-7000-8000-000000000000"),
    ("task", "api/", "00000000-0000-7000-8000-000000000000"),
    ("vacancy", "api/", "00000000-0000-7000-8000-000000000000"),
    ("step", "after-service/", "accept"),
    ("step", "people/", "assess"),
    ("step", "team/campaigns/new/", "units"),
    ("ground", "people/", "threat-to-others"),
    ("recipient", "people/", "police"),
    ("what", "people/<person:person>/crisis/", "seen"),
    ("what", "administration/moves/", "review"),
    ("what", "people/", "accept"),
    ("window", "", estates.WINDOW),
)
# Addresses that say to their reader that there is no such page, asked like this: each has a reason.
NOT_THERE: Mapping[str, str] = {
    "administration/jobs/retry": "a press on the page of jobs, which names the job",
    "me/work/places/<learning:place>/certificate": "a certificate, and the example has none yet",
    "me/safety-plan/pdf": "the safety plan on paper, and the example has none",
    "people/<person:person>/cases/<case:case>/plan/pdf": "the plan on paper, and there is none",
    "me/safety-plan/kept": "shown once, right after a safety plan was kept",
    "people/<person:person>/crisis/<slug:what>": "asked from the page of an open crisis",
    "people/<person:person>/compare": "compares two sittings, and the example has one",
    "people/<person:person>/handovers/<handover:handover>/letter/said": "asked once it is written",
    "queue/news": "asked by the list itself, with the moment it was made",
    "team/plan/change": "asked from the year's plan, with what falls short in it",
    "team/waiting/<person:person>": "asked about somebody for whom a second stage waits",
}


@dataclass(frozen=True)
class Address:
    """One address: its route, what it holds by name, and the view behind it."""

    route: str
    holds: Mapping[str, str]
    view: Callable[..., HttpResponse]

    @property
    def serves(self) -> str | tuple[Role, ...] | None:
        return getattr(self.view, "serves", None)

    @property
    def posts(self) -> bool:
        return bool(getattr(self.view, "posts", False))

    @property
    def objects(self) -> list[str]:
        return [name for name, kind in self.holds.items() if kind in converters.KINDS]

    def maker_of(self, name: str) -> Maker | None:
        """Return what makes an example of what the address holds under `name`."""
        for kind, begins, maker in EXAMPLES:
            if kind == self.holds[name] and self.route.startswith(begins):
                return maker
        return None

    def sample_of(self, name: str) -> str | None:
        """Return what stands for what the address holds under `name` and is no object."""
        for known, begins, sample in SAMPLES:
            if known == name and self.route.startswith(begins):
                return sample
        return None

    def of(self, **given: object) -> str:
        """Return the address with these values in their places."""
        filled = {name: str(given.get(name, self.sample_of(name))) for name in self.holds}
        said = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: filled[found[1]], self.route)
        return "/" + said.removeprefix("^").removesuffix("/?$")


def every_address(patterns: list | None = None, before: str = "") -> Iterator[Address]:
    """Walk every address below these patterns, the house's own where none are given."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from every_address(one.url_patterns, route)
        elif isinstance(one, URLPattern):
            named = one.pattern.converters.items()
            holds = {name: kind_of(converter) for name, converter in named}
            yield Address(route, holds, one.callback)


def kind_of(converter: object) -> str:
    name = type(converter).__name__
    kind = name.removesuffix("Id").lower()
    return kind if kind in converters.KINDS else name


def undeclared(addresses: list[Address]) -> list[str]:
    """Return which addresses do not say whom they serve, or hold what has no example."""
    faults = [f"/{one.route} does not say whom it serves" for one in addresses if not one.serves]
    for one in addresses:
        for name, kind in one.holds.items():
            known = kind in ANYBODYS or one.maker_of(name) is not None
            if kind in converters.KINDS and not known:
                faults.append(f"/{one.route}: no example of “{kind}” stands in this guard")
            if kind not in converters.KINDS and one.sample_of(name) is None:
                faults.append(f"/{one.route}: no sample of “{name}” stands in this guard")
    return faults


def way_of(client: Client, address: str, *, post: bool) -> tuple[int, str, list[str]]:
    """Ask once, and leave nothing of it; return the status, what was said, by which statements."""
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        answer = client.post(address) if post else client.get(address)
        content = b"".join(answer) if answer.streaming else answer.content
        transaction.set_rollback(True)
    said = answer.headers.get("Location", "") + content.decode("utf-8", "replace")
    way = [re.sub("'[^']*'", "", one["sql"].split("(")[0]) for one in asked]
    return answer.status_code, plain(said), [plain(one) for one in way]


def plain(said: str) -> str:
    """Leave out what differs by itself: ids, tokens, times, numbers of savepoints."""
    said = re.sub(r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}", "ID", said)
    said = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", said)
    return re.sub(r"[0-9][0-9.:+]*", "0", said)


def faults_of(address: Address, there: Estate) -> Iterator[str]:
    """Ask for one address as everybody, and tell what is not as it should be."""
    own = {name: example(address, name, there.ours) for name in address.objects}
    if address.serves == BY_TOKEN:
        yield from without_token(address, there)
    elif address.serves != EVERYONE:
        yield from signed_out(address, own)
    if not isinstance(address.serves, tuple):
        return
    nowhere = way_of(there.readers["member"], "/there-is-no-such-page", post=False)[:2]
    asking = turn_of(address)
    for key, role in ROLES.items():
        client = there.readers[key]
        if role in address.serves:
            yield from served(address, client, role, own, there)
        elif key in asking:
            yield from not_served(address, client, key, own, nowhere)


def turn_of(address: Address) -> list[str]:
    """Return three of the roles that an address does not serve, others for the next address.

    They all stand before the same door, which asks for the role before the view; asking each of a
    dozen at each of so many addresses would say the same for minutes.
    """
    strangers = [key for key, role in ROLES.items() if role not in (address.serves or ())]
    begins = zlib.crc32(address.route.encode()) % max(1, len(strangers))
    return [*strangers[begins:], *strangers[:begins]][:3]


def example(address: Address, name: str, company: Company) -> UUID:
    maker = address.maker_of(name)
    return new_id() if maker is None else company.holds(maker)


def signed_out(address: Address, own: Mapping[str, UUID]) -> Iterator[str]:
    stranger = Client(raise_request_exception=False)
    for post in (False, True) if address.posts else (False,):
        status, said, _way = way_of(stranger, address.of(**own), post=post)
        if status != 302 or not said.startswith("/sign-in"):
            yield f"/{address.route} does not ask a stranger to sign in ({status})"


def without_token(address: Address, there: Estate) -> Iterator[str]:
    """Whoever shows no token is answered 401 in the same bytes, signed in or not, by any method."""
    answers = set()
    for client in (Client(raise_request_exception=False), there.readers["partner"]):
        for ask in (client.get, client.post, client.delete):
            answer = ask(address.of())
            if answer.status_code != 405:
                answers.add((answer.status_code, answer.content))
    if len(answers) != 1 or {status for status, _said in answers} != {401}:
        yield f"/{address.route} answers without a token: {answers}"


def not_served(
    address: Address, client: Client, key: str, own: Mapping[str, UUID], nowhere: tuple[int, str]
) -> Iterator[str]:
    # The door turns posts away where it turns readings away, before the view (test_page_doors.py).
    if way_of(client, address.of(**own), post=False)[:2] != nowhere:
        yield f"/{address.route} tells a {key} that it exists"


def served(
    address: Address, client: Client, role: Role, own: Mapping[str, UUID], there: Estate
) -> Iterator[str]:
    status = way_of(client, address.of(**own), post=False)[0]
    # A newcomer reads what is theirs by a member's views; the examples are the member's.
    excused = address.route in NOT_THERE or any(
        address.holds[name] in ANYBODYS or role is NEWCOMER for name in address.objects
    )
    if status >= 500 or (status == 404 and not excused):
        yield f"/{address.route} answers a {role.key} about their own with {status}"
    if address.posts and not token_is_asked(client, address.of(**own)):
        yield f"/{address.route} takes a form without its token from a {role.key}"
    if role.within is Scope.INSTALLATION or not address.objects:
        return
    # Every way of being strange is tried by the first role served; the others read alone.
    first = role is next(one for one in address.serves if one.within is not Scope.INSTALLATION)
    for strange in product((False, True), repeat=len(address.objects)):
        names = [name for name, one in zip(address.objects, strange, strict=True) if one]
        if len(names) == 1 or (names and first):
            post = (False, True) if address.posts and first else (False,)
            yield from strange_objects(address, client, role.key, own, names, there, post)


def strange_objects(
    address: Address,
    client: Client,
    key: str,
    own: Mapping[str, UUID],
    names: list[str],
    there: Estate,
    posts: tuple[bool, ...],
) -> Iterator[str]:
    """Hold what is another company's against what nobody has, in these places of the address."""
    other = {**own, **{name: example(address, name, there.other) for name in names}}
    nobody = {**own, **{name: new_id() for name in names}}
    for post in posts:
        theirs = way_of(client, address.of(**other), post=post)
        unknown = way_of(client, address.of(**nobody), post=post)
        held = f"/{address.route} with a strange {' and '.join(names)}, as {key}"
        if theirs[:2] != unknown[:2]:
            yield f"{held}: another's ({theirs[0]}) is not as nobody's ({unknown[0]})"
        elif theirs[2] != unknown[2]:
            yield f"{held}: another's takes another way than nobody's"
        elif theirs[0] == 200 and not post:
            yield f"{held}: a page is shown"


def token_is_asked(client: Client, address: str) -> bool:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.cookies.update(client.cookies)
    return strict.post(address).status_code == 403


def test_every_address_says_whom_it_serves_and_has_an_example():
    addresses = list(every_address())
    assert undeclared(addresses) == []
    assert unexcused(NOT_THERE, dict(NOT_THERE), "") == []
    assert not NOT_THERE.keys() - {one.route for one in addresses}, "an exception is stale"


@pytest.mark.django_db
def test_what_is_not_yours_answers_like_what_does_not_exist():
    there = estate()
    addresses = [one for one in every_address() if one.serves != EVERYONE]
    assert [fault for one in addresses for fault in faults_of(one, there)] == []


@pytest.mark.django_db
def test_a_form_that_everybody_may_send_has_its_token_too():
    client = Client()
    for one in every_address():
        if one.serves == EVERYONE and one.posts:
            assert token_is_asked(client, one.of()), one.route


def silent(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@serves(UNIT_PSYCHOLOGIST, posts=True)
def telling(request: HttpRequest, *, by, at, person: UUID) -> HttpResponse:
    """Tells another unit's person from nobody's: forbidden, and not found."""
    if person not in PEOPLE:
        raise NOT_FOUND.refused()
    return HttpResponse(status=200 if PEOPLE[person] in by.units else 403)


PEOPLE: dict[UUID, UUID] = {}


PLANTED = [path("silent", silent), path("telling/<person:person>", telling)]


class urlconf:  # noqa: N801 — stands for a module of addresses
    urlpatterns = PLANTED
    handler404 = "muster.web.everyone.faults.not_found"


def test_a_silent_address_is_seen():
    assert undeclared(list(every_address(PLANTED))) == ["/silent does not say whom it serves"]


@pytest.mark.django_db
def test_an_address_that_tells_is_seen(settings):
    settings.ROOT_URLCONF = urlconf
    there = estate()
    PEOPLE.update({one.person: one.unit for one in (there.ours, there.other)})
    [address] = [one for one in every_address(PLANTED) if one.route.startswith("telling")]
    faults = list(faults_of(address, there))
    assert any("another's (403) is not as nobody's (404)" in one for one in faults), faults
