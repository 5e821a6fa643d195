"""The door: one answer to whoever guesses, an end to every session, two factors at work."""

import logging
import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from muster.access.commands.inviting import invite
from muster.access.roles import ADMINISTRATOR, UNIT_PSYCHOLOGIST
from muster.access.rules.guessing import FREE
from muster.access.rules.sessions import LIMITS, Device
from muster.kernel.time import now
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from muster.web.sign_in.sessions import BEGAN, SEEN
from tests.houses import account_of_person, account_with, administrator_of, enlist, make_unit

pytestmark = pytest.mark.django_db
PASSWORD = "copper lantern seventeen geese"


@pytest.fixture
def unit():
    return make_unit("1")


def with_password(account):
    """Set the holder's password, as an invitation would."""
    user = get_user_model().objects.get(id=account)
    user.set_password(PASSWORD)
    user.save()
    return account


def with_authenticator(account) -> str:
    """Give the account an authenticator and recovery codes; return its key."""
    secret = generate_totp_secret()
    user = get_user_model().objects.get(id=account)
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code_of(secret: str, later: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


@pytest.fixture
def psychologist(unit):
    return with_password(account_with(UNIT_PSYCHOLOGIST, unit, "psychologist"))


@pytest.fixture
def member(unit):
    person = enlist(unit, number="AB-001", surname="Гайко", given="Олесь")
    return with_password(account_of_person(person, unit))


def name_of(account) -> str:
    return get_user_model().objects.get(id=account).name


def tries(client: Client, name: str, password: str = PASSWORD, **more):
    return client.post("/sign-in", {"name": name, "password": password, **more})


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def entered(*keys: str) -> list[str]:
    with unit_of_work(Standing(Audience.AUDITOR)), connection.cursor() as cursor:
        cursor.execute("SELECT command FROM journal_entry ORDER BY id")
        found = [row[0] for row in cursor.fetchall()]
    return [one for one in found if one in keys] if keys else found


def without_token(answer) -> str:
    said = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    return re.sub(r'value="[^"]*"', "", said)


def test_a_member_comes_in_with_a_password_alone_and_arrives_at_their_page(client, member):
    answer = tries(client, name_of(member))
    assert (answer.status_code, answer.url) == (302, "/me")
    assert entered("access.sign-in") == ["access.sign-in"]


def test_a_psychologist_with_a_password_alone_gets_nowhere(client, psychologist):
    answer = tries(client, "psychologist")
    assert answer.url == "/account/second-factor"
    for page in ("/queue", "/people"):
        assert client.get(page).url.startswith("/account/second-factor")


def test_an_unknown_name_and_a_wrong_password_are_one_answer(psychologist, monkeypatch):
    inside, outside, hashed = Client(), Client(), []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda *given: hashed.append(1) or encode(*given)
    )
    with CaptureQueriesContext(connection) as known:
        wrong = tries(inside, "psychologist", "something else entirely")
    slow = len(hashed)
    with CaptureQueriesContext(connection) as unknown:
        nobody = tries(outside, "psychologisX", "something else entirely")
    assert slow == len(hashed) - slow == 1
    assert wrong.status_code == nobody.status_code == 200
    assert without_token(wrong) == without_token(nobody)
    # The same way to the answer: statement by statement, and one slow hash.
    assert kinds(known) == kinds(unknown)
    assert not signed_in(inside)


def kinds(queries: CaptureQueriesContext) -> list[str]:
    return [re.sub(r"[0-9']+.*", "", one["sql"].split("(")[0])[:60] for one in queries]


def test_an_account_without_a_password_and_one_that_stands_no_longer_are_the_same(
    unit, psychologist
):
    account_with(ADMINISTRATOR, unit, "never-invited")
    get_user_model().objects.filter(id=psychologist).update(is_active=False)
    answers = {
        without_token(tries(Client(), name)) for name in ("nobody", "never-invited", "psychologist")
    }
    assert len(answers) == 1


@pytest.mark.parametrize("name", ["psychologist", "nobody-of-that-name"])
def test_guessing_is_slowed_down_whoever_it_is(client, psychologist, name):
    for _time in range(FREE - 1):
        assert tries(client, name, "wrong and long enough").status_code == 200
    slowed = tries(client, name, "wrong and long enough")
    assert slowed.status_code == 429
    assert 0 < int(slowed["Retry-After"]) <= 60
    assert b"1 minute" in slowed.content
    # The right password is not looked at either, or guessing would go on.
    assert tries(client, name).status_code == 429
    assert not signed_in(client)
    assert entered("access.sign-in-slowed") == ["access.sign-in-slowed"]


def test_after_the_wait_the_next_attempt_is_looked_at(client, member):
    name = name_of(member)
    for _time in range(FREE):
        tries(client, name, "wrong and long enough")
    AccessAttempt.objects.update(attempt_time=now() - timedelta(seconds=61))
    assert tries(client, name).status_code == 302
    assert not AccessAttempt.objects.exists()


def test_strangers_who_guess_do_not_keep_the_holder_from_their_own_device(client, member):
    name, stranger = name_of(member), Client()
    tries(client, name)
    client.post("/sign-out")
    for _time in range(FREE):
        tries(stranger, name, "wrong and long enough")
    assert tries(stranger, name).status_code == 429
    assert tries(client, name).status_code == 302


def test_nothing_that_was_typed_is_kept_of_an_attempt(client):
    tries(client, "my password by mistake", "the wrong one")
    held = str(list(AccessAttempt.objects.values()))
    assert "mistake" not in held
    assert "127.0.0.1" not in held


def test_the_key_of_a_session_changes_when_somebody_signs_in(client, member):
    client.get("/kiosk")
    client.session.save()
    planted = client.session.session_key
    tries(client, name_of(member))
    assert client.cookies["session"].value != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_next_leads_to_a_page_of_ours_alone(member):
    for asked, led in (
        ("/me/looked", "/me/looked"), ("https://example.org/", "/me"), ("//example.org", "/me"),
        ("/\\example.org", "/me"), ("javascript:alert(1)", "/me"),
    ):  # fmt: skip
        assert tries(Client(), name_of(member), next=asked).url == led


def test_the_second_factor_is_asked_for_and_each_code_works_once(client, psychologist):
    secret = with_authenticator(psychologist)
    assert tries(client, "psychologist").url == "/sign-in/second"
    assert not signed_in(client)
    assert client.get("/queue").url.startswith("/sign-in?next")
    code = code_of(secret)
    assert client.post("/sign-in/second", {"code": "000000"}).status_code == 200
    assert client.post("/sign-in/second", {"code": code}).url == "/queue"
    assert client.get("/queue").status_code == 200
    other = Client()
    tries(other, "psychologist")
    assert other.post("/sign-in/second", {"code": code}).status_code == 200
    assert not signed_in(other)


def test_guessing_the_second_factor_is_slowed_down_too(client, psychologist):
    with_authenticator(psychologist)
    tries(client, "psychologist")
    answers = [client.post("/sign-in/second", {"code": "000000"}).status_code for _time in range(6)]
    assert answers[-2:] == [429, 429]


def test_a_recovery_code_lets_in_once(client, psychologist):
    with_authenticator(psychologist)
    factor = Authenticator.objects.get(user_id=psychologist, type="recovery_codes")
    [code, *_more] = factor.wrap().get_unused_codes()
    tries(client, "psychologist")
    assert client.post("/sign-in/second?recovery=yes", {"code": code}).url == "/queue"
    other = Client()
    tries(other, "psychologist")
    assert other.post("/sign-in/second?recovery=yes", {"code": code}).status_code == 200


def test_secrets_of_second_factors_are_sealed(psychologist):
    secret = with_authenticator(psychologist)
    held = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in held


def test_results_ask_to_sign_in_again_even_right_after_signing_in(client, member):
    tries(client, name_of(member))
    asked = client.get("/me/results")
    assert asked.url == "/sign-in/again?next=%2Fme%2Fresults"
    before = client.cookies["session"].value
    wrong = client.post(asked.url, {"password": "something else entirely"})
    assert wrong.status_code == 200
    led = client.post(asked.url, {"password": PASSWORD, "next": "/me/results"})
    assert led.url == "/me/results"
    assert client.cookies["session"].value != before
    assert client.get("/me/results").status_code == 200
    assert entered("access.sign-in-again") == ["access.sign-in-again"]


@pytest.mark.parametrize("mark", [SEEN, BEGAN])
def test_a_session_ends_in_silence_and_after_its_whole_time(client, member, mark):
    tries(client, name_of(member))
    assert client.get("/me").status_code == 200
    session = client.session
    over = LIMITS[Device.OWN].silence if mark == SEEN else LIMITS[Device.OWN].whole
    session[mark] = time.time() - over.total_seconds() - 1
    session.save()
    assert client.get("/me").url == "/sign-in?next=%2Fme"
    assert not signed_in(client)
    assert entered("access.sign-out") == ["access.sign-out"]


def test_a_page_that_refreshes_itself_keeps_no_session_alive(client, member):
    tries(client, name_of(member))
    session = client.session
    session[SEEN] = time.time() - 300
    session.save()
    client.get("/me", headers={"muster-quiet": "yes"})
    assert client.session[SEEN] < time.time() - 290
    client.get("/me")
    assert client.session[SEEN] > time.time() - 10


def test_a_shared_device_keeps_nothing_and_ends_with_the_browser(client, member):
    tries(client, name_of(member), shared="on")
    assert client.session["device"] == "shared"
    assert client.cookies["session"]["max-age"] == ""
    assert "device" not in client.cookies
    client.get("/exit")
    assert not signed_in(client)


def test_signing_out_empties_the_session_and_the_browser(client, member):
    tries(client, name_of(member))
    key = client.session.session_key
    answer = client.post("/sign-out")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert not Session.objects.filter(session_key=key).exists()
    assert client.get("/me").url.startswith("/sign-in")


def test_signing_out_everywhere_ends_sessions_on_other_devices(client, member):
    other = Client()
    for one in (client, other):
        tries(one, name_of(member))
    client.post("/account/sign-out-everywhere")
    assert other.get("/me").url.startswith("/sign-in")


def test_a_new_password_keeps_this_session_and_ends_the_others(client, member):
    other = Client()
    for one in (client, other):
        tries(one, name_of(member))
    client.post("/sign-in/again", {"password": PASSWORD})
    fresh = "another lantern and nine geese"
    assert client.post("/account/password", {"password": fresh}).url == "/account"
    assert client.get("/me").status_code == 200
    assert other.get("/me").url.startswith("/sign-in")
    assert tries(Client(), name_of(member), fresh).status_code == 302


def test_the_last_second_factor_of_a_role_that_needs_one_stays(client, psychologist):
    secret = with_authenticator(psychologist)
    tries(client, "psychologist")
    client.post("/sign-in/second", {"code": code_of(secret)})
    factor = Authenticator.objects.get(user_id=psychologist, type="totp")
    client.post("/sign-in/again", {"password": PASSWORD})
    assert "refused=last" in client.post(f"/account/factors/{factor.pk}/remove").url
    assert Authenticator.objects.filter(pk=factor.pk).exists()


def test_somebody_elses_factor_is_not_there(client, psychologist, member):
    with_authenticator(psychologist)
    tries(client, name_of(member))
    client.post("/sign-in/again", {"password": PASSWORD})
    factor = Authenticator.objects.get(user_id=psychologist, type="totp")
    assert client.post(f"/account/factors/{factor.pk}/remove").status_code == 404
    assert client.post("/account/factors/999999/remove").status_code == 404


def test_a_password_alone_adds_no_second_factor_where_there_is_one(client, psychologist):
    """Somebody who learned the password enrols no device of their own."""
    with_authenticator(psychologist)
    tries(client, "psychologist")
    assert client.get("/account/authenticator").url.startswith("/sign-in?next")


def test_an_invitation_is_used_once_and_leads_through_the_second_factor(client, unit):
    account_with(UNIT_PSYCHOLOGIST, unit, "psychologist")
    code = invite(account="psychologist", by=administrator_of(unit), at=now()).code
    assert client.get("/sign-in/new-password").url == "/sign-in/invitation"
    assert client.post("/sign-in/invitation", {"code": "1" * 24}).status_code == 200
    assert client.post("/sign-in/invitation", {"code": code}).url == "/sign-in/new-password"
    other = Client()
    other.post("/sign-in/invitation", {"code": code})
    assert (
        client.post("/sign-in/new-password", {"password": PASSWORD}).url == "/account/second-factor"
    )
    assert other.post("/sign-in/new-password", {"password": "x" * 20}).url == "/sign-in/invitation"
    assert get_user_model().objects.get(name="psychologist").check_password(PASSWORD)


def test_no_password_and_no_code_is_logged(client, unit, psychologist, caplog):
    secret = with_authenticator(psychologist)
    account_with(ADMINISTRATOR, unit, "anna")
    invitation = invite(account="anna", by=administrator_of(unit), at=now()).code
    with caplog.at_level(logging.DEBUG):
        for _time in range(FREE):
            tries(client, "psychologist", "a secret that was mistyped")
        client.post("/sign-in/invitation", {"code": invitation})
        client.post("/sign-in/second", {"code": code_of(secret)})
    own = [one for one in caplog.records if not one.name.startswith("django.db")]
    said = "\n".join(one.getMessage() for one in own)
    for kept_back in ("mistyped", invitation, code_of(secret), secret):
        assert kept_back not in said


def test_the_demonstrations_people_are_one_press_away_there_alone(client, unit, settings):
    account_with(UNIT_PSYCHOLOGIST, unit, "psychologist")
    account_with(UNIT_PSYCHOLOGIST, unit, "somebody-real")
    assert client.post("/demonstration/as/psychologist").status_code == 404
    settings.MUSTER_DEMONSTRATION = True
    assert client.get("/demonstration/as/psychologist").status_code == 404
    assert client.post("/demonstration/as/somebody-real").status_code == 404
    assert client.post("/demonstration/as/psychologist").url == "/queue"
    assert client.get("/queue").status_code == 200
    assert client.post("/sign-in/again", {"next": "/roles"}).url == "/roles"


def test_two_administrators_let_a_holder_in_again_on_the_pages(unit, psychologist):
    anna, vera = (signed_in_as_administrator(unit, name) for name in ("anna", "vera"))
    page = "/administration/recovery"
    assert anna.post(page, {"account": "nobody-of-that-name"}).status_code == 200
    assert anna.post(page, {"account": "psychologist"}).url == page
    shown = vera.get(page).content.decode()
    [address] = set(re.findall(rf"{page}/[0-9a-f-]+", shown))
    assert anna.post(address).status_code == 409
    handed = vera.post(address).content.decode()
    code = re.search(r"data-invitation>([0-9 ]+)<", handed)[1]
    somebody = Client()
    assert somebody.post("/sign-in/invitation", {"code": code}).url == "/sign-in/new-password"


def signed_in_as_administrator(unit, name: str) -> Client:
    account = with_password(account_with(ADMINISTRATOR, unit, name))
    secret, client = with_authenticator(account), Client()
    tries(client, name)
    client.post("/sign-in/second", {"code": code_of(secret)})
    client.post("/sign-in/again", {"password": PASSWORD})
    return client


def test_a_holder_sees_that_somebody_asked_and_ends_it(unit, member):
    anna = signed_in_as_administrator(unit, "anna")
    anna.post("/administration/recovery", {"account": name_of(member)})
    holder = Client()
    tries(holder, name_of(member))
    assert b"Somebody asked to let you sign in again" in holder.get("/account").content
    holder.post("/account/deny-recovery")
    assert b"Somebody asked" not in holder.get("/account").content


def test_the_table_of_roles_names_every_role_and_the_rule(client, member):
    tries(client, name_of(member))
    for language, says in (("en", "a role may not do"), ("ru", "того роль не может")):
        page = client.get(f"/roles?language={language}").content.decode()
        assert says in page
        assert page.count('scope="row"') > 20
