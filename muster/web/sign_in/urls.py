"""Every address of signing in, of one's own account, and of shared devices.

The names are those that the libraries behind signing in ask for; nothing else of theirs is served.
"""

from django.urls import path

from muster.web import addresses, converters
from muster.web.sign_in import (
    account,
    again,
    cards,
    demonstration,
    enrolling,
    entering,
    invitation,
    kiosk,
    leaving,
    passkeys,
    recovery,
    roles,
    second,
    sign_on,
)

KINDS = converters.KINDS  # read here, so that `<request:…>` is known

urlpatterns = [
    path(addresses.SIGN_IN[1:], entering.sign_in, name="account_login"),
    path("sign-in/second", second.second, name="mfa_authenticate"),
    path("sign-in/second/options", second.options),
    path("sign-in/passkey", passkeys.sign_in_with_passkey),
    path("sign-in/passkey/options", passkeys.options),
    path("sign-in/force", sign_on.begin, name="openid_connect_login"),
    path(
        "sign-in/force/back", sign_on.come_back, {"provider_id": sign_on.FORCE},
        name="openid_connect_callback",
    ),
    path(addresses.SIGN_IN_AGAIN[1:], again.again, name="account_reauthenticate"),
    path("sign-in/again/options", again.options),
    path(addresses.INVITATION[1:], invitation.invitation),
    path(addresses.NEW_PASSWORD[1:], invitation.new_password),
    path(addresses.SIGN_OUT[1:], leaving.sign_out, name="account_logout"),
    path(addresses.SIGNED_OUT[1:], leaving.signed_out),
    path(addresses.ACCOUNT[1:], account.account),
    path("account/password", account.password),
    path("account/deny-recovery", account.deny),
    path("account/sign-out-everywhere", leaving.sign_out_everywhere),
    path("account/factors/<int:number>/remove", account.remove_factor),
    path(addresses.SECOND_FACTOR[1:], enrolling.second_factor),
    path(addresses.AUTHENTICATOR[1:], enrolling.authenticator),
    path(addresses.PASSKEYS[1:], enrolling.passkeys),
    path("account/passkeys/options", enrolling.passkey_options),
    path(addresses.RECOVERY_CODES[1:], enrolling.recovery_codes),
    path(addresses.ROLES[1:], roles.roles),
    path(addresses.KIOSK[1:], kiosk.kiosk),
    path("kiosk/here", kiosk.still_here),
    path(addresses.KIOSK_CODES[1:], cards.codes),
    path("team/visits/<visit:visit>/codes", cards.codes_of_visit),
    path(addresses.RECOVERY[1:], recovery.recovery),
    path("administration/recovery/<request:request_id>", recovery.decide),
    path("demonstration/as/<slug:name>", demonstration.sign_in_as),
]  # fmt: skip
