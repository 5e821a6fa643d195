"""Organisations outside: what they offer, who asked them for it, and what came of it.

An organisation reaches the rows that name it and no others. Of a person it holds what they sent
it themselves, sealed under a key of the zone in which it stands; the record of nobody.
"""

from __future__ import annotations

from django.db import models

from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone


def offered(*, append_only: bool, party: str = "partner_id", ages: bool = False) -> Keeping:
    return Keeping(
        zone=Zone.PARTNERS,
        reach=Reach.OFFER,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        append_only=append_only,
        party_column=party,
        ages=ages,
    )


SENT = Keeping(
    zone=Zone.PARTNERS,
    reach=Reach.SENT,
    sensitivity=Sensitivity.PERSONAL,
    scrub=Scrub.DELETE,
    append_only=True,
)
OWN = Keeping(
    zone=Zone.TRANSITION,
    reach=Reach.PERSON,
    sensitivity=Sensitivity.PERSONAL,
    scrub=Scrub.DELETE,
    append_only=True,
)


class Partner(Record):
    """An organisation was registered; `key` is its name as it is compared.

    `region` is where a local authority is, as people name it who would live there.
    """

    kept = offered(append_only=True, party="id")

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    key = models.CharField(max_length=120, unique=True)
    region = models.CharField(max_length=80, blank=True, default="")
    registered_at = models.DateTimeField()
    registered_by = models.UUIDField()


class PartnerRegion(Record):
    """An organisation is said to be elsewhere than it was registered for; the last counts."""

    kept = offered(append_only=True)

    partner_id = models.UUIDField(db_index=True)
    region = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    said_by = models.UUIDField()


class Agreement(Record):
    """Somebody checked an organisation, and what was agreed holds for these days; the last counts.

    One that ends the day before it begins ends what was agreed. Once it ended long ago it goes.
    """

    kept = offered(append_only=True, ages=True)

    partner = models.ForeignKey(Partner, models.DO_NOTHING, related_name="+")
    since = models.DateField()
    until = models.DateField()
    at = models.DateTimeField()
    checked_by = models.UUIDField()


class Vacancy(Record):
    """What an organisation offers; `aside` says why it waits for a caseworker, "" where not.

    `twin_id` is a vacancy of another partner that says the same, where there was one.
    """

    kept = offered(append_only=False)

    partner_id = models.UUIDField()
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    region = models.CharField(max_length=80)
    licences = models.JSONField(default=list)
    conditions = models.JSONField(default=list)
    offers = models.JSONField(default=list)
    pay_from = models.IntegerField(null=True)
    pay_to = models.IntegerField(null=True)
    begins = models.DateField()
    places = models.IntegerField()
    reserved = models.IntegerField()
    same = models.CharField(max_length=64)
    aside = models.CharField(max_length=120, blank=True)
    twin_id = models.UUIDField(null=True)
    put_at = models.DateTimeField()
    put_by = models.UUIDField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("partner_id",), name="tran_vacancy_partner"),)


class Candidacy(Record):
    """Somebody asked for a vacancy, and with that sent their own packet, sealed."""

    kept = SENT

    person_id = models.UUIDField()
    partner_id = models.UUIDField()
    vacancy = models.ForeignKey(Vacancy, models.DO_NOTHING, related_name="+")
    asked_at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        indexes = (
            models.Index(fields=("person_id",), name="tran_candidacy_person"),
            models.Index(fields=("partner_id",), name="tran_candidacy_partner"),
        )


class CandidacyFact(Record):
    """What became of it, one fact after another; `mark` is days since the first day of work."""

    kept = SENT

    candidacy = models.ForeignKey(Candidacy, models.DO_NOTHING, related_name="+")
    person_id = models.UUIDField()
    partner_id = models.UUIDField()
    act = models.CharField(max_length=20)
    at = models.DateTimeField()
    done_by = models.UUIDField()
    reason = models.CharField(max_length=40, default="")
    day = models.DateField(null=True)
    mark = models.IntegerField(null=True)

    class Meta:
        indexes = (models.Index(fields=("candidacy",), name="tran_candidacy_fact"),)


class WorkWishes(Record):
    """What somebody says of the work they would do, sealed; the last counts."""

    kept = OWN

    person_id = models.UUIDField()
    at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=("person_id",), name="tran_wishes_person"),)


class WrongQuestion(Record):
    """A partner asked somebody what it may not ask; read by caseworkers and by no partner."""

    kept = OWN

    person_id = models.UUIDField()
    about_id = models.UUIDField()
    at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=("person_id",), name="tran_wrong_person"),)
