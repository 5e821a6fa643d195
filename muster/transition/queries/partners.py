"""What a partner reads: its vacancies, who asked; what a caseworker reads: what came of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.rules.packet import Field
from muster.policy.queries import in_force
from muster.transition.models import (
    Agreement,
    Candidacy,
    CoursePlace,
    Partner,
    SupportAsk,
    Vacancy,
    WrongQuestion,
)
from muster.transition.notes import opened_plain
from muster.transition.partnering import (
    agreed,
    force_day,
    name_key,
    open_of,
    regions_of,
    sent,
    states_of,
)
from muster.transition.problems import NO_SUCH_PARTNER
from muster.transition.rules import places
from muster.transition.rules.candidacies import AWAIT_AN_ANSWER, Results, Stage, State, results
from muster.transition.rules.fitting import Open
from muster.transition.rules.places import Taught, taught
from muster.transition.rules.sorting import TWIN
from muster.transition.rules.support import State as SupportState
from muster.transition.rules.support import Supported, supported
from muster.transition.schooling import place_states
from muster.transition.support import support_states
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Offered:
    """A vacancy as its partner reads it; `aside` are the words for which it waits, "" for none."""

    vacancy: Open
    aside: str
    closed: bool
    asked: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who asked; `words` is what they sent, empty once they took it back."""

    candidacy: UUID
    title: str
    asked_at: datetime
    words: Mapping[str, str]
    state: State
    due: tuple[int, ...]

    @property
    def name(self) -> str:
        return self.words.get(Field.NAME.value, "")


@dataclass(frozen=True, slots=True)
class PartnerBoard:
    """A partner's own page; `until` is the last day of its agreement, None where none holds."""

    partner: UUID
    kind: str
    name: str
    until: date | None
    vacancies: tuple[Offered, ...]
    candidates: tuple[Candidate, ...]


@query(
    key="transition.partner-board",
    permits=Permission.ANSWER_ASKED,
    zone=Zone.PARTNERS,
    says=_("A partner read its own vacancies, and who had asked for them."),
)
def partner_board(*, by: Viewer, at: Instant) -> Shown[PartnerBoard]:
    """Return what one's organisation offers, and who asked: first those who await an answer."""
    found = _own(by)
    today = force_day(at)
    holding = agreed([found.id], today).get(found.id)
    rows = list(Candidacy.objects.filter(partner_id=found.id).select_related("vacancy"))
    states = states_of([one.id for one in rows])
    asked: dict[UUID, int] = defaultdict(int)
    for one in rows:
        asked[one.vacancy_id] += states[one.id].stage is not Stage.TAKEN_BACK
    offered = Vacancy.objects.filter(partner_id=found.id).order_by("-put_at", "id")
    shown = [one for one in rows if states[one.id].stage is not Stage.TAKEN_BACK]
    shown.sort(key=lambda one: (states[one.id].stage not in AWAIT_AN_ANSWER, one.asked_at))
    return Shown(
        PartnerBoard(
            found.id, found.kind, found.name, None if holding is None else holding.until,
            tuple(
                Offered(open_of(one, found.name), one.aside, one.closed_at is not None,
                        asked[one.id])
                for one in offered
            ),
            tuple(_candidate(one, states[one.id], today) for one in shown),
        ),
        [PersonId(one.person_id) for one in shown],
    )  # fmt: skip


@query(
    key="transition.candidate",
    permits=Permission.ANSWER_ASKED,
    zone=Zone.PARTNERS,
    says=_("A partner read the packet that somebody had sent it."),
)
def candidate(*, candidacy: UUID, by: Viewer, at: Instant) -> Shown[Candidate]:
    """Return one who asked; what does not exist once they took it back."""
    one = Candidacy.objects.filter(id=candidacy).select_related("vacancy").first()
    state = None if one is None else states_of([one.id])[one.id]
    if one is None or state is None or state.stage is Stage.TAKEN_BACK:
        raise NOT_FOUND.refused()
    return Shown(_candidate(one, state, force_day(at)), [PersonId(one.person_id)])


def _candidate(one: Candidacy, state: State, today: date) -> Candidate:
    due = tuple(state.marks_due(today))
    return Candidate(one.id, one.vacancy.title, one.asked_at, sent(one), state, due)


def _own(by: Viewer) -> Partner:
    found = Partner.objects.filter(id__in=list(by.units)).order_by("id").first()
    if found is None:
        raise NOT_FOUND.refused()
    return found


@dataclass(frozen=True, slots=True)
class PartnerNamed:
    """A partner by its id and name."""

    partner: UUID
    name: str


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner as a caseworker reads it: what `came` of its vacancies, whom it `taught`.

    `supported` is what came of its programmes of support, `reported` how often somebody within
    reach reported that it asked what it may not ask.

    None: too few asked for anything to be told.
    """

    partner: UUID
    kind: str
    name: str
    since: date | None
    until: date | None
    holds: bool
    open: int
    came: Results | None
    taught: Taught | None
    supported: Supported | None = None
    region: str = ""
    reported: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A vacancy that was set aside, and the words for it; `twin`: who offers the same, or ""."""

    vacancy: Open
    words: str
    twin: str = ""


@dataclass(frozen=True, slots=True)
class Partners:
    """Every partner, what waits to be read, and the questions that were reported."""

    lines: tuple[PartnerLine, ...]
    waiting: tuple[Waiting, ...]
    questions: tuple[tuple[str, datetime, str], ...]


@query(
    key="transition.partners",
    permits=Permission.KEEP_PARTNERS,
    zone=Zone.PARTNERS,
    says=_("A caseworker read which partners there are, and what came of their vacancies."),
)
def partners(*, by: Viewer, at: Instant) -> Shown[Partners]:
    """Return every partner with what came of its vacancies, over enough people alone."""
    today, least = force_day(at), in_force().small_groups.clinical_cell
    every = list(Partner.objects.order_by("name", "id"))
    names = {one.id: one.name for one in every}
    last: dict[UUID, Agreement] = {}
    for one in Agreement.objects.order_by("at", "id"):
        last[one.partner_id] = one
    holding = agreed(names, today)
    opened: dict[UUID, int] = defaultdict(int)
    for key in Vacancy.objects.filter(closed_at=None, aside="", begins__gte=today).values_list(
        "partner_id", flat=True
    ):
        opened[key] += 1
    where = regions_of(every)
    came, learned, helped = _came(today, least), _taught(least), _supported(least)
    aside = Vacancy.objects.filter(closed_at=None).exclude(aside="").order_by("put_at", "id")
    twins = dict(Vacancy.objects.filter(
        id__in=[one.twin_id for one in aside if one.twin_id]
    ).values_list("id", "partner_id"))  # fmt: skip
    questions = list(WrongQuestion.objects.order_by("-at", "-id")[:100])
    reported = Counter(WrongQuestion.objects.values_list("about_id", flat=True))
    return Shown(
        Partners(
            tuple(
                PartnerLine(
                    one.id, one.kind, one.name,
                    last[one.id].since if one.id in last else None,
                    last[one.id].until if one.id in last else None,
                    one.id in holding, opened[one.id], came.get(one.id),
                    learned.get(one.id), helped.get(one.id), where[one.id], reported[one.id],
                )
                for one in every
            ),
            tuple(
                Waiting(
                    open_of(one, names.get(one.partner_id, "")), one.aside,
                    names.get(twins.get(one.twin_id), "") if one.aside == TWIN else "",
                )
                for one in aside
            ),
            tuple(
                (names.get(one.about_id, ""), one.at, _question(one)) for one in questions
            ),
        ),
        [PersonId(one.person_id) for one in questions],
    )  # fmt: skip


def _question(one: WrongQuestion) -> str:
    person = PersonId(one.person_id)
    return opened_plain(person, "transition_wrongquestion", one.id, bytes(one.sealed)).decode()


def _taught(least: int) -> dict[UUID, Taught | None]:
    rows = dict(CoursePlace.objects.values_list("id", "partner_id"))
    by_school: dict[UUID, list[places.State]] = defaultdict(list)
    for key, state in place_states(list(rows)).items():
        by_school[rows[key]].append(state)
    return {key: taught(states, least) for key, states in by_school.items()}


def _supported(least: int) -> dict[UUID, Supported | None]:
    rows = dict(SupportAsk.objects.values_list("id", "partner_id"))
    by_authority: dict[UUID, list[SupportState]] = defaultdict(list)
    for key, state in support_states(list(rows)).items():
        by_authority[rows[key]].append(state)
    return {key: supported(states, least) for key, states in by_authority.items()}


def _came(today: date, least: int) -> dict[UUID, Results | None]:
    rows = dict(Candidacy.objects.values_list("id", "partner_id"))
    by_partner: dict[UUID, list[State]] = defaultdict(list)
    for key, state in states_of(list(rows)).items():
        by_partner[rows[key]].append(state)
    return {key: results(states, today, least) for key, states in by_partner.items()}


@query(
    key="transition.partners-agreed",
    permits=Permission.WORK_TRACK,
    zone=Zone.PARTNERS,
    says=_("A caseworker read with which partners an agreement holds."),
)
def partners_agreed(*, by: Viewer, at: Instant) -> Shown[tuple[PartnerNamed, ...]]:
    """Return the partners with whom an agreement holds today, by name."""
    every = list(Partner.objects.order_by("name", "id"))
    holding = agreed([one.id for one in every], force_day(at))
    return Shown(tuple(PartnerNamed(one.id, one.name) for one in every if one.id in holding))


@query(
    key="transition.partner-named",
    permits=Permission.OFFER_WORK,
    zone=Zone.PARTNERS,
    says=_("A partner was looked for by its name."),
)
def partner_named(*, name: str, by: Viewer, at: Instant) -> Shown[UUID]:
    """Return the id of the partner of this name; Refused where there is none within reach."""
    found = Partner.objects.filter(key=name_key(name)).values_list("id", flat=True).first()
    if found is None:
        raise NO_SUCH_PARTNER.refused(name=name)
    return Shown(found)
