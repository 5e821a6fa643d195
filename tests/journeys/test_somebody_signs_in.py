"""Somebody is invited, sets a password and a second factor, leaves, and comes back."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from muster.access.commands.inviting import invite
from muster.access.roles import ADMINISTRATOR, UNIT_PSYCHOLOGIST
from muster.kernel.time import now
from tests.houses import account_with, administrator_of, make_unit
from tests.journeys.conftest import DESK, PHONE

PASSWORD = "copper lantern seventeen geese"


def code_for(key: str, *, later: int = 0) -> str:
    """Return what an authenticator with this key shows, now or so many half minutes later."""
    return format_hotp_value(hotp_value(key, int(time.time()) // 30 + later))


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def invited(unit, name="psychologist", role=UNIT_PSYCHOLOGIST):
    account_with(role, unit, name)
    return invite(account=name, by=administrator_of(unit), at=now()).code


def sets_up_an_authenticator(somebody, say, language):
    """From the page of second factors to the codes of recovery; return the key and a used code."""
    page = somebody.page
    somebody.finds_no_barrier()
    somebody.is_pictured(f"sign-in-second-factor-{language}")
    page.get_by_role("button", name=say["authenticator"]).click()
    key = re.sub(r"\s", "", page.locator("[data-key]").inner_text())
    somebody.finds_no_barrier()
    somebody.is_pictured(f"sign-in-authenticator-{language}")
    used = code_for(key)
    page.locator("#id_code").fill(used)
    press(page, say["continue"])
    page.wait_for_url("**/account/recovery-codes")
    assert re.sub(r"\D", "", page.locator("[data-codes] li").first.inner_text())
    somebody.finds_no_barrier()
    somebody.is_pictured(f"sign-in-recovery-codes-{language}")
    return key, used


WORDS = {
    "en": {
        "continue": "Continue", "authenticator": "Set up an authenticator",
        "have": "I have written them down", "out": "Sign out", "in": "Sign in",
    },
    "ru": {
        "continue": "Продолжить", "authenticator": "Настроить приложение с кодами",
        "have": "Коды записаны", "out": "Выйти", "in": "Войти",
    },
}  # fmt: skip


@pytest.mark.parametrize(("language", "size"), [("en", DESK), ("ru", PHONE)])
def test_somebody_signs_in(visitor, language, size):
    unit = make_unit("1")
    code = invited(unit)
    somebody, say = visitor(language, size), WORDS[language]
    page = somebody.page

    # The invitation's link brings its digits after the “#”: no log has seen them.
    somebody.opens(f"/sign-in/invitation#{code}")
    page.wait_for_url("**/sign-in/new-password")
    assert code not in page.url
    somebody.finds_no_barrier()
    somebody.is_pictured(f"sign-in-password-{language}")
    page.locator("#id_password").fill("qwertyuiopasdfgh")
    press(page, say["continue"])
    page.locator(".govuk-error-summary").wait_for()
    somebody.finds_no_barrier()
    page.locator("#id_password").fill(PASSWORD)
    press(page, say["continue"])

    # A psychologist's role needs a second factor, so that is what comes next.
    page.wait_for_url("**/account/second-factor*")
    key, used = sets_up_an_authenticator(somebody, say, language)
    press(page, say["have"])
    page.wait_for_url("**/queue")
    seen = page.get_by_role("heading", level=1).inner_text()
    assert somebody.opens("/account/recovery-codes") == 200
    assert "/recovery-codes" not in page.url, "codes are shown once"

    # Out: and Back shows nothing of it.
    somebody.opens("/queue")
    press(page, say["out"])
    page.wait_for_url("**/signed-out")
    page.go_back()
    page.wait_for_url("**/sign-in?next=%2Fqueue")
    assert seen not in page.content()
    somebody.finds_no_barrier()
    somebody.is_pictured(f"sign-in-{language}")

    # In again: name, password, the code of the authenticator; each once.
    page.locator("#id_name").fill("psychologist")
    page.locator("#id_password").fill(PASSWORD)
    press(page, say["in"])
    page.wait_for_url("**/sign-in/second")
    somebody.finds_no_barrier()
    page.locator("#id_code").fill(used)  # it worked once, and does not again
    press(page, say["continue"])
    page.locator(".govuk-error-summary").wait_for()
    page.locator("#id_code").fill(code_for(key, later=1))
    press(page, say["continue"])
    page.wait_for_url("**/queue")


def test_a_passkey_opens_the_door_and_every_sensitive_page(visitor):
    """With the browser's virtual device: its owner unlocked it, and it answers with its keys."""
    unit = make_unit("1")
    code = invited(unit, "administrator", ADMINISTRATOR)
    somebody = visitor()
    page = somebody.page
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip
    somebody.opens(f"/sign-in/invitation#{code}")
    page.wait_for_url("**/sign-in/new-password")
    page.locator("#id_password").fill(PASSWORD)
    press(page, "Continue")
    page.wait_for_url("**/account/second-factor*")
    press(page, "Add a passkey")
    somebody.finds_no_barrier()
    page.locator("#id_called").fill("duty laptop")
    press(page, "Add the passkey")
    page.wait_for_url("**/account/recovery-codes")
    press(page, "I have written them down")
    somebody.opens("/account")
    assert page.get_by_text("duty laptop").first.is_visible()
    somebody.finds_no_barrier()
    somebody.is_pictured("account-en")
    press(page, "Sign out")
    page.wait_for_url("**/signed-out")

    somebody.opens("/sign-in?next=/administration/recovery")
    press(page, "Sign in with a passkey")
    # Two factors in one, and still: what is sensitive asks again, as a second act.
    page.wait_for_url("**/sign-in/again?next=%2Fadministration%2Frecovery")
    somebody.finds_no_barrier()
    somebody.is_pictured("sign-in-again-en")
    press(page, "Sign in with a passkey")
    page.wait_for_url("**/administration/recovery")
    somebody.finds_no_barrier()
    somebody.opens("/roles")
    somebody.finds_no_barrier()
    somebody.is_pictured("roles-en")
