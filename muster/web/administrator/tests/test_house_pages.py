"""The administrator's other pages: units, roles, duties, numbers, questionnaires, the house."""

from __future__ import annotations

import json
import re
import zipfile
from datetime import date, timedelta

import pytest
from django.db import connection

from muster.access import errands
from muster.access.errands import ErrandKind
from muster.access.roles import AUDITOR, COMMANDER, UNIT_PSYCHOLOGIST
from muster.kernel.time import now
from muster.policy.versions import adopted, forget, in_force, remember
from muster.vault.backup import FOLDER
from muster.vault.installation import installation
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from muster.web.administrator.tests.house import make_house, signed_in, texts, upload
from tests.houses import account_with, enlist, local_day

pytestmark = pytest.mark.django_db
HERE = "/administration"


@pytest.fixture
def house(db):
    return make_house()


@pytest.fixture
def browser(house):
    return signed_in(house.account)


@pytest.fixture(autouse=True)
def _versions():
    forget()
    yield
    remember()


def ended(kind: ErrandKind, told: dict) -> None:
    """Let what was asked of the worker end with this."""
    with unit_of_work(Standing(Audience.PLATFORM)):
        asked = errands.latest(kind)
        assert asked is not None
        errands.end(asked.id, well=True, told=told, at=now())


def day(name: str, when: date) -> dict[str, str]:
    return {f"{name}-day": when.day, f"{name}-month": when.month, f"{name}-year": when.year}


def test_the_first_page_says_what_the_house_needs_and_where_everything_is(browser):
    said = texts(browser.get(HERE))
    for place in (
        "Rosters of people",
        "Units",
        "Duty rosters",
        "Crisis numbers",
        "Backups",
        "Jobs",
    ):
        assert place in said
    assert "Now" in said  # no worker is at work here
    assert "No worker is at work" in said
    assert "Nothing needs you" not in said
    assert "Резервные копии" in texts(browser.get(f"{HERE}?language=ru"))


def test_the_tree_of_any_day_and_a_unit_renamed_moved_and_stood_down(house, browser):
    assert texts(browser.get(f"{HERE}/units")).count("7.") >= 2
    long_ago = browser.get(f"{HERE}/units?day-day=1&day-month=1&day-year=2019")
    assert "No unit stands on this day." in texts(long_ago)
    address = f"{HERE}/units/{house.second}"
    assert "Where it stood" in texts(browser.get(address))
    kept = {"name_en": "The second", "name_ru": "7.2", "kind": "", "parent": "7.1", "zone": "",
            "country": ""}  # fmt: skip
    assert browser.post(address, kept).url == f"{HERE}/units?done=yes"
    said = texts(browser.get(address))
    assert "7.1" in said.partition("Where it stood")[2]
    tree = texts(browser.get(f"{HERE}/units"))
    assert "The second" in tree
    wrong = texts(browser.post(f"{HERE}/units/{house.first}", {**kept, "parent": "7.2"}))
    assert "There is a problem" in wrong


def test_a_new_unit_needs_a_code_and_a_name(browser):
    empty = texts(browser.post(f"{HERE}/units/new", {"sent": "yes"}))
    assert "Enter the code of the unit" in empty
    nameless = texts(browser.post(f"{HERE}/units/new", {"code": "7.9", "parent": "7"}))
    assert "There is a problem" in nameless
    named = browser.post(f"{HERE}/units/new", {"code": "7.9", "parent": "7", "name_en": "Ninth"})
    assert named.status_code == 302
    assert "Ninth" in texts(browser.get(f"{HERE}/units"))


def test_script_in_a_name_is_shown_as_what_it_is(browser):
    script = "<script>alert(1)</script>"
    browser.post(f"{HERE}/units/new", {"code": "7.9", "parent": "7", "name_en": script})
    page = browser.get(f"{HERE}/units").content.decode()
    assert script not in page
    assert "&lt;script&gt;alert(1)" in page
    role = {"account": f"x{script}", "role": "auditor", "unit": "nowhere"}
    assert script not in browser.post(f"{HERE}/roles/give", role).content.decode()


def test_a_role_is_given_for_a_time_invited_and_taken_back(house, browser):
    until = date.today() + timedelta(days=30)  # noqa: DTZ011 — any day within the year does
    form = {"account": "dr.new", "role": "unit-psychologist", "unit": str(house.first)}
    too_long = browser.post(f"{HERE}/roles/give", {**form, **day("until", date(2040, 1, 1))})
    assert "There is a problem" in texts(too_long)
    given = browser.post(f"{HERE}/roles/give", {**form, **day("until", until)})
    assert given.status_code == 302
    listed = texts(browser.get(f"{HERE}/roles?account=dr.new"))
    assert "never signed in" in listed
    assert "Unit psychologist" in listed
    handed = texts(browser.post(f"{HERE}/roles/invite", {"account": "dr.new"}))
    assert re.search(r"\d{4}", handed)
    taken = {"account": "dr.new", "role": "unit-psychologist", "unit": str(house.first)}
    assert browser.post(f"{HERE}/roles/take", taken).status_code == 302
    assert "Nobody holds such a role" in texts(browser.get(f"{HERE}/roles?account=dr.new"))


def test_whoever_gives_roles_shows_once_more_who_they_are(house):
    stale = signed_in(house.account, again=False)
    for path in ("roles/give", "roles/take", "roles/invite", "backups/make", "questionnaires/add"):
        assert stale.get(f"{HERE}/{path}").url.startswith("/sign-in/again"), path


def test_a_member_cannot_be_made_by_giving_a_role(house, browser):
    until = day("until", date.today() + timedelta(days=9))  # noqa: DTZ011
    form = {"account": "x", "role": "member", "unit": str(house.unit), **until}
    assert "Select one of the answers" in texts(browser.post(f"{HERE}/roles/give", form))


def test_holes_in_the_roster_are_named_and_close_when_the_duty_is_given(house, browser):
    enlist(house.first, number="AB-001", surname="Гайко", given="Олесь")
    for name in ("dr.one", "dr.two"):
        account_with(UNIT_PSYCHOLOGIST, house.unit, name)
    said = texts(browser.get(f"{HERE}/duty"))
    assert "Duty clinician: from" in said
    assert "Units: 7.1" in said
    today = local_day()
    for name, role in (("dr.one", "clinician"), ("dr.two", "deputy")):
        turn = {
            "account": name, "role": role, "unit": str(house.unit), "first_time": "00:00",
            "last_time": "23:59", **day("first_day", today - timedelta(days=1)),
            **day("last_day", today + timedelta(days=20)),
        }  # fmt: skip
        answer = browser.post(f"{HERE}/duty/give", turn)
        assert answer.status_code == 302, texts(answer)
    said = texts(browser.get(f"{HERE}/duty?done=given"))
    assert "every unit with people in it has a duty clinician" in said
    assert "dr.one" in said
    page = browser.get(f"{HERE}/duty").content.decode()
    turn = re.search(r'name="turn" value="([^"]+)"', page)[1]
    assert browser.post(f"{HERE}/duty/cancel", {"turn": turn}).status_code == 302
    assert "Where nobody is" in texts(browser.get(f"{HERE}/duty"))


def test_a_duty_for_nobody_we_know_and_one_without_end_are_refused(house, browser):
    today = local_day()
    turn = {
        "account": "nobody", "role": "clinician", "unit": str(house.unit), "first_time": "00:00",
        "last_time": "00:00", **day("first_day", today),
        **day("last_day", today + timedelta(days=300)),
    }  # fmt: skip
    assert "no account called" in texts(browser.post(f"{HERE}/duty/give", turn))
    endless = texts(browser.post(f"{HERE}/duty/give", {**turn, "account": "anna"}))
    assert "There is a problem" in endless


def test_a_crisis_number_is_entered_called_and_withdrawn(browser):
    entered = {"kind": "duty-line", "number": "+380 44 111 22 33"}
    options = browser.get(f"{HERE}/crisis-numbers/new").content.decode()
    entered["kind"] = re.search(r'<option value="([a-z-]+)"', options)[1]
    assert browser.post(f"{HERE}/crisis-numbers/new", entered).status_code == 302
    page = browser.get(f"{HERE}/crisis-numbers")
    assert "+380 44 111 22 33" in texts(page)
    assert "not known to work" in texts(page)
    code = re.search(r'name="code" value="([0-9a-f-]{36})"', page.content.decode())[1]
    assert browser.post(f"{HERE}/crisis-numbers/verify", {"code": code}).status_code == 302
    verified = texts(browser.get(f"{HERE}/crisis-numbers?done=verified"))
    assert "works" in verified
    assert browser.post(f"{HERE}/crisis-numbers/withdraw", {"code": code}).status_code == 302
    assert "+380 44 111 22 33" not in texts(browser.get(f"{HERE}/crisis-numbers"))


def test_questionnaires_say_whose_words_they_are(browser):
    said = texts(browser.get(f"{HERE}/questionnaires"))
    assert "translation, not validated" in said
    assert "no words yet" in said
    blank = browser.get(f"{HERE}/questionnaires/c-ssrs-screener/blank/en")
    assert b'instrument = "c-ssrs-screener"' in blank.content
    assert browser.get(f"{HERE}/questionnaires/phq-9/blank/en").status_code == 404
    wrong = browser.post(f"{HERE}/questionnaires/add", {"file": upload("nothing", "x.toml")})
    assert "There is a problem" in texts(wrong)


def test_another_profile_is_compared_and_counts_are_for_psychologists_alone(house, browser):
    said = texts(browser.get(f"{HERE}/profile?profile=us"))
    assert "disclosure" in said
    assert "shown to psychologists alone" in said
    psychologist = signed_in(account_with(UNIT_PSYCHOLOGIST, house.unit, "dr.hnat"))
    counted = texts(psychologist.get(f"{HERE}/profile?profile=us"))
    assert "would change tier" in counted


def test_a_profile_is_adopted_for_a_later_day(house, browser, tmp_path):
    later = local_day() + timedelta(days=2)
    late = browser.post(f"{HERE}/profile/adopt", {"profile": "us", **day("starts", local_day())})
    assert "Choose tomorrow or a later day" in texts(late) or "has begun" in texts(late)
    done = browser.post(f"{HERE}/profile/adopt", {"profile": "us", **day("starts", later)})
    assert done.status_code == 302
    said = texts(browser.get(done["Location"]))
    assert "us (1)" in said
    assert [one.key for one in adopted()] == ["us"]
    assert in_force().key == "generic"
    assert in_force(later).key == "us"


def test_a_forces_own_profile_is_taken_whole_or_named_fault_by_fault(house, browser):
    later = local_day() + timedelta(days=2)
    unsound = 'extends = "generic"\nkey = "ours"\n[tiers.red]\nclok = 1\n'
    sent = {"file": upload(unsound, "ours.toml"), **day("starts", later)}
    said = texts(browser.post(f"{HERE}/profile/adopt", sent))
    assert "clok" in said
    sound = 'extends = "generic"\nkey = "ours"\nversion = "2"\n[path]\nload_cap = 0.7\n'
    sent = {"file": upload(sound, "ours.toml"), **day("starts", later)}
    assert browser.post(f"{HERE}/profile/adopt", sent).status_code == 302
    assert in_force(later).path.load_cap == 0.7


def test_the_examination_is_asked_for_and_told_with_its_remedies(browser):
    assert "Nobody has examined" in texts(browser.get(f"{HERE}/examination"))
    assert browser.post(f"{HERE}/examination").status_code == 302
    assert "It is being worked on." in texts(browser.get(f"{HERE}/examination"))
    words = {"says": "No worker is at work.", "do": "Keep “muster worker” running."}
    told = [
        {"name": "worker", "colour": "red", "en": words, "ru": words},
        {"name": "disk", "colour": "green", "en": {"says": "Enough.", "do": None},
         "ru": {"says": "Хватает.", "do": None}},
    ]  # fmt: skip
    ended(ErrandKind.EXAMINE, {"findings": told})
    said = texts(browser.get(f"{HERE}/examination"))
    assert "What to do:" in said
    assert "muster worker" in said
    assert "1 thing is good" in said


def test_a_failed_job_is_shown_and_put_back(browser):
    with unit_of_work(Standing(Audience.PLATFORM)), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, args) VALUES "
            "('errands', 'access.run-errand', 'failed', '{\"errand\": \"secret-id\"}') RETURNING id"
        )
        job = cursor.fetchone()[0]
    said = texts(browser.get(f"{HERE}/jobs"))
    assert "What a page asked for" in said
    assert "secret-id" not in said
    assert browser.post(f"{HERE}/jobs/retry", {"job": job}).status_code == 302
    assert "Nothing failed." in texts(browser.get(f"{HERE}/jobs"))
    assert browser.post(f"{HERE}/jobs/retry", {"job": job}).status_code == 404
    assert browser.post(f"{HERE}/jobs/retry", {"job": "1; DROP"}).status_code == 404


@pytest.fixture
def kept_backup():
    """A backup in the folder, as its manifest says it."""
    folder = installation().home / FOLDER
    folder.mkdir(exist_ok=True)
    file = folder / "made-20260301T000000.muster"
    manifest = {
        "format": 1, "muster": "0.1.0", "made_at": "2026-03-01T00:00:00+00:00",
        "node": str(installation().node), "database": "x", "server": 18, "migrations": [],
        "entries": 12, "head_size": 12, "head_root": "ab", "erased": 0, "sha256": "",
        "size": 5_000_000,
    }  # fmt: skip
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
    yield file
    file.unlink()


def test_a_backup_is_asked_for_tried_and_its_trial_told(browser, kept_backup):
    said = texts(browser.get(f"{HERE}/backups"))
    assert "never tried" in said
    assert "muster restore" in said
    elsewhere = browser.post(f"{HERE}/backups/try", {"file": "../../etc/passwd"})
    assert elsewhere.status_code == 404
    assert browser.post(f"{HERE}/backups/try", {"file": kept_backup.name}).status_code == 302
    assert "A backup is being tried" in texts(browser.get(f"{HERE}/backups"))
    says = {"en": ["Its journal holds: 12 entries."], "ru": ["Верен."]}
    ended(ErrandKind.TRY_BACKUP, {"holds": True, "says": says})
    said = texts(browser.get(f"{HERE}/backups"))
    assert "restored, and holds" in said
    assert "Its journal holds: 12 entries." in said


PLACES = (
    "", "/rosters", "/unit-lists", "/units", "/units/new", "/roles", "/roles/give", "/duty",
    "/duty/give", "/crisis-numbers", "/crisis-numbers/new", "/questionnaires", "/examination",
    "/jobs", "/backups",
)  # fmt: skip


@pytest.mark.parametrize("role", [COMMANDER, AUDITOR, UNIT_PSYCHOLOGIST])
def test_nobody_else_finds_any_of_it(house, role):
    other = signed_in(account_with(role, house.unit, "other"))
    assert {other.get(f"{HERE}{path}").status_code for path in PLACES} == {404}


def test_every_page_is_told_in_russian_too(house):
    browser = signed_in(house.account, "ru")
    for path in set(PLACES) - {"/questionnaires"}:  # whose terms are quoted as they stand
        said = texts(browser.get(f"{HERE}{path}"))
        latin = re.findall(r"\b(?:the|and|of|is|to|with)\b", said)
        assert not latin, (path, latin)
