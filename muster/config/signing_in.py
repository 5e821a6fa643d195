"""How accounts come in: the settings of the libraries behind it, and of the force's own sign-on.

allauth and axes bring the mechanics of passwords, authenticators, passkeys and OpenID Connect. None
of their pages is served: ours stand in `muster/web/sign_in`, and ask their functions.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from muster.web.addresses import INVITATION

__all__ = [
    "ACCOUNT_ADAPTER",
    "ACCOUNT_EMAIL_VERIFICATION",
    "ACCOUNT_LOGIN_METHODS",
    "ACCOUNT_RATE_LIMITS",
    "ACCOUNT_SESSION_REMEMBER",
    "ACCOUNT_SIGNUP_FIELDS",
    "ACCOUNT_USER_MODEL_EMAIL_FIELD",
    "ACCOUNT_USER_MODEL_USERNAME_FIELD",
    "AUTHENTICATION_BACKENDS",
    "AXES_CLIENT_IP_CALLABLE",
    "AXES_DISABLE_ACCESS_LOG",
    "AXES_ENABLE_ADMIN",
    "AXES_HANDLER",
    "AXES_LOCKOUT_CALLABLE",
    "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT",
    "AXES_USERNAME_FORM_FIELD",
    "AXES_VERBOSE",
    "FORCE_SIGN_ON",
    "LOGIN_REDIRECT_URL",
    "MFA_ADAPTER",
    "MFA_PASSKEY_LOGIN_ENABLED",
    "MFA_RATE_LIMITS",
    "MFA_SUPPORTED_TYPES",
    "MFA_TOTP_ISSUER",
    "MFA_TOTP_TOLERANCE",
    "PASSWORD_HASHERS",
    "SOCIALACCOUNT_ADAPTER",
    "SOCIALACCOUNT_PROVIDERS",
    "SOCIALACCOUNT_STORE_TOKENS",
]  # fmt: skip

APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
]
MIDDLEWARE_OF_SIGN_IN = [
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "muster.web.sign_in.sessions.Sessions",
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # asked first: is this account, here, to wait?
    "muster.access.backend.ByName",
]
# RFC 7914, from the standard library; 16 MB and about a tenth of a second for each try.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
LOGIN_REDIRECT_URL = "/"

# Accounts have names and no address; nobody makes one by themselves.
ACCOUNT_ADAPTER = "muster.web.sign_in.adapters.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# Guessing is slowed down in one place, which all processes share: axes, below.
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False

MFA_ADAPTER = "muster.web.sign_in.adapters.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Muster"
MFA_TOTP_TOLERANCE = 1  # half a minute to either side: phones' clocks differ (RFC 6238, section 6)

# Attempts are counted by account and device and hold no address, no header and nothing typed.
AXES_HANDLER = "muster.web.sign_in.guessing.Slowing"
AXES_CLIENT_IP_CALLABLE = "muster.web.sign_in.guessing.no_address"
AXES_LOCKOUT_CALLABLE = "muster.web.sign_in.guessing.told_to_wait"
AXES_USERNAME_FORM_FIELD = "username"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # trying too early makes nobody wait longer


def origin_of(environment: Mapping[str, str]) -> str:
    """Return the address people reach the pages at, such as "https://muster.example", or ""."""
    return environment.get("MUSTER_ORIGIN", "").rstrip("/")


def invitation_address() -> str:
    """Return where invitations are entered, by the host that people know where it is told."""
    return f"{origin_of(os.environ)}{INVITATION}"


def sign_on_of(environment: Mapping[str, str]) -> dict[str, str] | None:
    """Return how the force's own sign-on is asked, None where it has none.

    `claim` names the account; `acr`, where given, is the class that says two factors were used.
    """
    issuer = environment.get("MUSTER_OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return None
    return {
        "issuer": issuer,
        "client": environment.get("MUSTER_OIDC_CLIENT", ""),
        "secret": environment.get("MUSTER_OIDC_SECRET", ""),
        "claim": environment.get("MUSTER_OIDC_CLAIM", "preferred_username"),
        "acr": environment.get("MUSTER_OIDC_ACR", ""),
    }


def providers_of(asked: Mapping[str, str] | None) -> dict[str, Any]:
    """Return what the library is told of the force's sign-on: nothing where it has none."""
    if asked is None:
        return {}
    app = {
        "provider_id": "force",
        "name": "force",
        "client_id": asked["client"],
        "secret": asked["secret"],
        "settings": {"server_url": asked["issuer"], "uid_field": "sub"},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


FORCE_SIGN_ON = sign_on_of(os.environ)
SOCIALACCOUNT_ADAPTER = "muster.web.sign_in.adapters.SignOn"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = providers_of(FORCE_SIGN_ON)
