"""The force's own sign-on: who it names comes in, and no token that is not sound opens anything."""

import time
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from django.contrib.auth import get_user_model
from django.test import Client

from muster.access.roles import UNIT_PSYCHOLOGIST
from muster.config.signing_in import providers_of, sign_on_of
from tests.houses import account_of_person, account_with, enlist, make_unit
from tests.sign_on import CLIENT, KEY_ID, SECRET, SignOn

pytestmark = pytest.mark.django_db


@pytest.fixture
def force(settings):
    there = SignOn()
    settings.FORCE_SIGN_ON = sign_on_of({
        "MUSTER_OIDC_ISSUER": there.issuer, "MUSTER_OIDC_CLIENT": CLIENT,
        "MUSTER_OIDC_SECRET": SECRET,
    })  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = providers_of(settings.FORCE_SIGN_ON)
    yield there
    there.stop()


@pytest.fixture
def unit():
    return make_unit("1")


@pytest.fixture
def member(unit):
    person = enlist(unit, number="AB-001", surname="Гайко", given="Олесь")
    return get_user_model().objects.get(id=account_of_person(person, unit)).name


def comes(client: Client, force: SignOn, name: str, wanted: str = ""):
    """Go to the force's sign-on, sign in there as `name`, and come back."""
    led = client.get("/sign-in/force", {"next": wanted} if wanted else {})
    asked = {key: one[0] for key, one in parse_qs(urlsplit(led.url).query).items()}
    assert led.url.startswith(f"{force.issuer}/authorize?")
    assert force.asks(asked) is None
    back = urlsplit(force.approves(asked, name))
    return client.get(f"{back.path}?{back.query}")


def test_whoever_the_claim_names_comes_in_and_nothing_of_theirs_is_kept(client, force, member):
    answer = comes(client, force, member, "/me/looked")
    assert (answer.status_code, answer.url) == (302, "/me/looked")
    assert client.get("/me").status_code == 200
    assert not SocialAccount.objects.exists()
    assert "sub-of" not in str(list(client.session.items()))


def test_nobody_is_made_of_a_name_that_has_no_account(client, force, member):
    assert comes(client, force, "somebody-else").url == "/sign-in?refused=force"
    assert not get_user_model().objects.filter(name="somebody-else").exists()
    assert b"names nobody who has an account here" in client.get("/sign-in?refused=force").content
    get_user_model().objects.update(is_active=False)
    assert comes(client, force, member).url == "/sign-in?refused=force"


def test_one_factor_there_asks_for_a_second_here_and_two_there_are_enough(force, unit):
    account_with(UNIT_PSYCHOLOGIST, unit, "psychologist")
    once, twice = Client(), Client()
    assert comes(once, force, "psychologist").url == "/account/second-factor"
    force.amr = ["pwd", "otp", "mfa"]
    assert comes(twice, force, "psychologist").url == "/queue"
    assert twice.get("/queue").status_code == 200


def test_sensitive_pages_ask_the_force_again(client, force, member):
    comes(client, force, member)
    again = client.get("/me/results").url
    assert again.startswith("/sign-in/again")
    assert b"/sign-in/force" in client.get(again).content
    assert comes(client, force, member, "/me/results").url == "/me/results"
    assert force.asked[-1]["prompt"] == "login"
    assert force.asked[-1]["max_age"] == "0"
    assert client.get("/me/results").status_code == 200


def test_an_old_sign_in_there_is_not_a_new_one_here(client, force, member):
    comes(client, force, member)
    force.spoil = lambda claims: {**claims, "auth_time": int(time.time()) - 3600}
    assert comes(client, force, member, "/me/results").url == "/sign-in?refused=away"
    assert client.get("/me/results").url.startswith("/sign-in/again")


def test_somebody_else_there_is_not_the_one_who_sits_here(client, force, member, unit):
    other = enlist(unit, number="AB-002", surname="Зоря", given="Іван")
    stranger = get_user_model().objects.get(id=account_of_person(other, unit)).name
    comes(client, force, member)
    comes(client, force, stranger, "/me/results")
    assert client.get("/me/results").url.startswith("/sign-in/again")


SPOILT = {
    "another issuer": lambda claims: {**claims, "iss": "https://elsewhere.example"},
    "another audience": lambda claims: {**claims, "aud": "another-service"},
    "made for another": lambda claims: {**claims, "azp": "another-service"},
    "over": lambda claims: {**claims, "exp": int(time.time()) - 3600},
    "another nonce": lambda claims: {**claims, "nonce": "one that was seen before"},
    "no nonce": lambda claims: {name: one for name, one in claims.items() if name != "nonce"},
    "no subject": lambda claims: {name: one for name, one in claims.items() if name != "sub"},
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_token_that_is_not_for_us_opens_nothing(client, force, member, how):
    force.spoil = SPOILT[how]
    assert comes(client, force, member).url == "/sign-in?refused=away"
    assert client.get("/me").url.startswith("/sign-in")


def by_another_key(claims):
    other = generate_private_key(public_exponent=65537, key_size=2048)
    return jwt.encode(claims, other, algorithm="RS256", headers={"kid": KEY_ID})


SIGNED = {
    "nobody": lambda claims: jwt.encode(claims, "", algorithm="none", headers={"kid": KEY_ID}),
    "a shared secret": lambda claims: jwt.encode(
        claims, SECRET * 2, algorithm="HS256", headers={"kid": KEY_ID}
    ),
    "another key": by_another_key,
    "nothing at all": lambda claims: "not.a.token",
}


@pytest.mark.parametrize("by", SIGNED)
def test_a_token_signed_by_anybody_else_opens_nothing(client, force, member, by):
    force.sign = SIGNED[by]
    assert comes(client, force, member).url == "/sign-in?refused=away"
    assert client.get("/me").url.startswith("/sign-in")


def test_what_is_told_of_somebody_else_is_not_taken(client, force, member):
    force.spoil = lambda claims: {
        name: one for name, one in claims.items() if name != "preferred_username"
    }
    assert comes(Client(), force, member).url == "/me"
    force.told = lambda claims: {**claims, "sub": "sub-of-another"}
    assert comes(client, force, member).url == "/sign-in?refused=force"


def test_an_answer_that_nobody_asked_for_and_one_that_comes_twice(client, force, member):
    assert client.get("/sign-in/force/back?code=x&state=y").url == "/sign-in?refused=away"
    led = client.get("/sign-in/force")
    asked = {key: one[0] for key, one in parse_qs(urlsplit(led.url).query).items()}
    back = urlsplit(force.approves(asked, member))
    victim = Client()
    assert victim.get(f"{back.path}?{back.query}").url == "/sign-in?refused=away"
    assert client.get(f"{back.path}?{back.query}").url == "/me"
    client.post("/sign-out")
    assert client.get(f"{back.path}?{back.query}").url == "/sign-in?refused=away"


def test_a_sign_on_that_does_not_answer_leaves_the_other_ways(client, force, member):
    force.stop()
    assert client.get("/sign-in/force").url == "/sign-in?refused=away"
    assert client.get("/sign-in").status_code == 200


def test_without_settings_there_is_no_such_page(client):
    assert client.get("/sign-in/force").status_code == 404
    assert client.get("/sign-in/force/back").status_code == 404
    assert b"sign-in/force" not in client.get("/sign-in").content
