"""Every table that an erasure empties is also emptied by age, or says why it is not."""

from django.apps import apps

from muster.config.casework_ages import TABLES
from muster.config.operations.retention import ELSEWHERE
from muster.config.retention import KINDS
from muster.config.shelves import SHELVES
from muster.policy.profiles import profile, shipped
from muster.vault.declarations import Scrub, keeping_of

# Tables that hold something about a person and go with the person alone, and why.
WITH_THE_PERSON = {
    "assessments_answerarrival": "emptied when the file is entered or dropped",
    "care_calendarfeed": "opaque ids, and ended by the person; it opens times to come alone",
    "care_calendarfeedend": "that such an address was taken back, likewise",
    "care_outsidelink": "three opaque ids, and too old to open anything after two weeks",
    "care_outsidelinkend": "that such a link was used, likewise",
    "detection_alertrow": "a projection that goes with its alert",
    "detection_queueperson": "one row for each person in the queue, empty once nothing is open",
    "care_careeraction": "removed by age apart, because no clinician's role may read the zone",
    "care_careerreview": "goes with its action",
    "care_evaluationcopy": "the ombudsman's copies stand outside every other record",
    "care_evaluationnoted": "the ombudsman's copies stand outside every other record",
    "people_complaint": "answers to the ombudsman stand outside every other record",
    "people_complaintword": "answers to the ombudsman stand outside every other record",
    "people_detail": "who somebody is, kept as long as anything about them is",
    "people_lookup": "how somebody is found, likewise",
    "people_merge": "which records are one person's, likewise",
    "people_mergeundone": "which records are one person's, likewise",
    "people_packet": "ends on its own day, when nobody reads it any more; goes with the person",
    "people_person": "the person, erased whole when the last record about them is due",
    "people_placement": "where somebody serves or last served, likewise",
    "people_serviceentry": "what somebody learned and did, kept as long as who they are",
    "people_serviceevent": "what calendars of screenings are counted from, likewise",
    "people_signin": "the person's own account, likewise",
    "policy_legalhold": "what keeps all the rest, and ends by being lifted",
    "transition_faringlink": "opaque ids, and too old to open anything after two weeks",
    "transition_faringlinkend": "that such a link was used, likewise",
    "vault_datakey": "the keys themselves; whoever destroys one destroys the records",
}


def emptied() -> set[str]:
    own = (model for model in apps.get_models() if model.__module__.startswith("muster."))
    return {one._meta.db_table for one in own if keeping_of(one).scrub is Scrub.DELETE}


def test_every_table_about_people_is_emptied_by_age_or_says_why_not():
    shelves = {shelf.table for shelf in SHELVES} | TABLES.keys()
    assert emptied() - shelves - WITH_THE_PERSON.keys() == set()


def test_no_exception_is_stale_and_no_table_is_both():
    shelves = {shelf.table for shelf in SHELVES} | TABLES.keys()
    tables = {model._meta.db_table for model in apps.get_models()}
    assert shelves & WITH_THE_PERSON.keys() == set()
    assert (shelves | WITH_THE_PERSON.keys()) - tables == set()


def test_every_profile_says_how_long_each_kind_is_kept():
    kinds = {shelf.kind for shelf in SHELVES}
    for name in shipped():
        assert kinds - profile(name).retention.keys() == set()


NOT_YET = {"enrolments": "the tables of programmes are on their way"}


def test_every_kind_of_a_profile_is_removed_or_is_said_to_go_elsewhere():
    kinds = {kind for name in shipped() for kind in profile(name).retention}
    assert kinds - KINDS - ELSEWHERE.keys() - NOT_YET.keys() == set()
    assert KINDS & ELSEWHERE.keys() == set(), "what is removed here does not go elsewhere"
