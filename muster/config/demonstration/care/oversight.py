"""What others noticed, records opened in an emergency, referrals, caseloads, and a recall."""

from __future__ import annotations

from datetime import timedelta

from muster.config.demonstration import formation
from muster.config.demonstration.accounts import (
    AUDITOR,
    HEAD,
    MEMBERS_BATTALION,
    PEERS,
    PERSONNEL,
    PRIVACY,
    commander_of,
)
from muster.config.demonstration.building import DEPUTY, psychologist_of
from muster.config.demonstration.care.acting import DAY, HOUR, Clinic
from muster.config.demonstration.care.cast import Somebody
from muster.config.demonstration.care.words import said
from muster.kernel.ids import new_id
from muster.kernel.time import Instant

# Records opened in an emergency: hours ago, by which battalion's psychologist, why, and what a
# second person concluded ("" where nobody has looked).
OPENED = (
    (21 * 24, 1, "unconscious", "justified"), (9 * 24, 2, "duty-for-another", "not-needed"),
    (30, 4, "in-front-of-me", ""), (3, 1, "danger", ""),
)  # fmt: skip
# What others noticed: hours ago, as what they tell it, what they saw, and whether they name who.
NOTICED = (
    (40, "fellow", ("withdrawn", "sleepless"), True), (28, "leader", ("irritable",), True),
    (20, "medic", ("sleepless", "drinking"), True), (9, "family", ("farewell",), True),
    (26, "fellow", ("careless",), False), (7, "peer", ("startled",), False),
)  # fmt: skip
TELLERS = {
    "fellow": PEERS[0], "leader": commander_of(MEMBERS_BATTALION), "medic": "team-1",
    "peer": PEERS[1],
}  # fmt: skip
# Referrals: days ago, to whom, and what became of them; of some nobody has said it.
REFERRED = (
    (60, "specialist", "kept"), (48, "hospital", "kept"), (40, "civilian", "no-slot"),
    (33, "specialist", "kept"), (30, "programme", "declined"), (26, "specialist", "moved"),
    (22, "civilian", "travel"), (20, "specialist", ""), (12, "specialist", "kept"),
    (5, "hospital", ""),
)  # fmt: skip


def tell_noticed(clinic: Clinic) -> None:
    """Let others tell at the third battalion's door what they saw; some name nobody we know."""
    from muster.access.accounts import teller
    from muster.access.permissions import Permission
    from muster.care.commands.observing import draw_door, drop_report, read_reports, report_change
    from muster.care.queries.observing import waiting_reports
    from muster.care.rules.observed import Told

    unit = clinic.building.unit(f"{formation.BRIGADE}-{MEMBERS_BATTALION}")
    by = clinic.viewer(psychologist_of(MEMBERS_BATTALION), Permission.SETTLE_REPORT)
    draw_door(unit=unit, by=by, at=clinic.now - 30 * DAY)
    for place, (hours, reporter, behaviours, named) in enumerate(NOTICED):
        one = clinic.cast.one(MEMBERS_BATTALION)
        who = one.name if named else one.name.split()[1]
        told = Told(who, behaviours, said("noticed", one.language, place))
        signed_in, at = reporter != "family", clinic.now - hours * HOUR
        told_by = teller(clinic.account(TELLERS[reporter]) if signed_in else None, unit)
        report_change(unit=unit, report=new_id(), told=told, reporter=reporter,
                      signed_in=signed_in, by=told_by, at=at)  # fmt: skip
    found = read_reports(unit=unit, by=teller(None, unit), at=clinic.now - 6 * HOUR)
    waiting = waiting_reports(by=by, at=clinic.now)
    if len(waiting) > 1:
        drop_report(report=waiting[0].report, why="unclear", by=by, at=clinic.now - HOUR)
    clinic.building.count("noticed", found)


def tell_openings(clinic: Clinic) -> None:
    """Open four records in an emergency, the member's first; two were reviewed, one is late."""
    from muster.access.permissions import Permission
    from muster.care.commands.glass import break_glass, review_glass
    from muster.care.rules.glass import Conclusion

    whose = [clinic.cast.member, *clinic.cast.some(5, 3)]
    seconds = (AUDITOR, PRIVACY)
    for place, (hours, battalion, reason, conclusion) in enumerate(OPENED):
        one, opening, at = whose[place], new_id(), clinic.now - hours * HOUR
        break_glass(
            opening=opening, number=one.number, reason=reason,
            words=said("opened", one.language, place),
            by=clinic.viewer(psychologist_of(battalion), Permission.BREAK_GLASS), at=at,
        )  # fmt: skip
        if conclusion:
            review_glass(
                opening=opening, conclusion=Conclusion(conclusion),
                words=said("reviewed", one.language, place),
                by=clinic.viewer(seconds[place], Permission.REVIEW_GLASS), at=at + 9 * HOUR,
            )  # fmt: skip
    clinic.building.count("openings", len(OPENED))


def tell_referrals(clinic: Clinic) -> None:
    """Refer people on, and answer: kept, moved to another day, or why they did not arrive."""
    from muster.access.permissions import Permission
    from muster.care.commands.referrals import answer_referral, refer_on, refer_to_service
    from muster.care.rules.referrals import Act

    for place, (days, to, became) in enumerate(REFERRED):
        one, at = clinic.cast.one(1 + place % 5), clinic.now - days * DAY
        case, referral = clinic.open(one, "assessment", at - DAY), new_id()
        by, day = clinic.psychologist(one.battalion), at.date() + timedelta(days=7)
        refer_on(person=one.person, case=case, referral=referral, to=to, day=day,
                 words=said("handing", one.language), by=by, at=at)  # fmt: skip
        if became:
            act = Act(became) if became in ("kept", "moved") else Act.NOT_ARRIVED
            answer_referral(
                person=one.person, referral=referral, act=act,
                reason=became if act is Act.NOT_ARRIVED else "",
                day=(clinic.now + 6 * DAY).date() if act is Act.MOVED else None, by=by,
                at=clinic.now - DAY if act is Act.MOVED else at + 8 * DAY,
            )  # fmt: skip
    for place, one in enumerate(clinic.cast.some(2, 2)):
        refer_to_service(
            person=one.person, referral=new_id(), urgent=place == 0,
            words=said("handing", one.language),
            by=clinic.viewer("physician", Permission.REFER), at=clinic.now - (4 + place) * HOUR,
        )  # fmt: skip
    clinic.building.count("referrals", len(REFERRED) + 2)


def tell_loads(clinic: Clinic) -> None:
    """Let one work half a post, one be away, one hand a list on, and others fill a pool."""
    from muster.access.permissions import Permission
    from muster.care.commands.caseloads import (
        keep_absence,
        keep_working_time,
        offer_all,
        pool_case,
        take_from_pool,
    )

    head = clinic.viewer(HEAD, Permission.KEEP_LOAD)
    unit = clinic.building.unit(formation.BRIGADE)
    keep_working_time(unit=unit, account=clinic.account(psychologist_of(4)), percent=50, by=head,
                      at=clinic.now - 200 * DAY)  # fmt: skip
    today = clinic.now.date()
    keep_absence(
        unit=unit, account=clinic.account(psychologist_of(1)), away_from=today - timedelta(days=3),
        away_until=today + timedelta(days=11), cover=clinic.account(psychologist_of(0)), by=head,
        at=clinic.now - 10 * DAY,
    )  # fmt: skip
    given = []
    for one in clinic.cast.some(2, 6):
        case = clinic.open(one, "assessment", clinic.now - 6 * DAY)
        pool_case(person=one.person, case=case, by=clinic.psychologist(2), at=clinic.now - 2 * DAY)
        given.append((one, case))
    taken, case = given[0]
    take_from_pool(person=taken.person, case=case, by=clinic.psychologist(0),
                   at=clinic.now - DAY)  # fmt: skip
    offer_all(owner=clinic.account(psychologist_of(5)), to=clinic.account(DEPUTY), by=head,
              at=clinic.now - DAY)  # fmt: skip


def tell_recall(clinic: Clinic, one: Somebody, at: Instant) -> None:
    """Let personnel ask whether somebody could be recalled; the answer is one word of three."""
    from muster.access.permissions import Permission
    from muster.care.commands.recall import ask_recall

    by = clinic.viewer(PERSONNEL, Permission.ASK_RECALL)
    ask_recall(person=one.person, order="DEMO-17 (invented)", by=by, at=at)
