"""How the libraries behind signing in are told our ways: no addresses, no sign-up, no mail."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.kernel.time import now
from muster.vault.installation import installation
from muster.vault.sealing import open_sealed, pad, seal, unpad
from muster.web import addresses
from muster.web.sign_in.factors import just_came
from muster.web.sign_in.landing import landing

BACKEND = "muster.access.backend.ByName"
_KEY, _TABLE, _WIDTH = "second factors", "mfa_authenticator", 128


class Accounts(DefaultAccountAdapter):
    """Accounts are made by an administrator, and known by a name."""

    def get_login_stages(self) -> list[str]:
        """After the first factor comes the second, where the account has one, and nothing else."""
        return ["muster.web.sign_in.adapters.SecondPage"]

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in; the session's key is changed, so that one planted before is worth nothing."""
        login(request, user, backend=BACKEND)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return landing(request)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """An account that stands no longer is answered as one that never did."""
        return HttpResponseRedirect(addresses.SIGN_IN)

    def is_ajax(self, request: HttpRequest) -> bool:
        """No page of ours has a second answer, for scripts."""
        return False

    def is_reauthentication_required(self, *, app: str, **_more: Any) -> bool:
        return not just_came(self.request, now())

    def add_message(self, *_given: Any, **_named: Any) -> None:
        """Our pages say what happened themselves."""

    def send_notification_mail(self, *_given: Any, **_named: Any) -> None:
        """Muster knows no addresses of accounts; the journal has what happened."""


class SecondPage(AuthenticateStage):
    """The page for a second factor; left out where the force's sign-on says it asked for two."""

    def _should_handle(self, request: HttpRequest) -> bool:
        shown = get_authentication_records(request, self.login.user)
        if any(one.get("two") for one in shown):
            return False
        return bool(super()._should_handle(request))


class Factors(DefaultMFAAdapter):
    """Authenticators and passkeys; their secrets are sealed under a key of this node."""

    def encrypt(self, text: str) -> str:
        here = installation()
        key, plain = here.derived_key(_KEY), pad(text.encode(), _WIDTH)
        return b64encode(seal(key, table=_TABLE, row=here.node, plain=plain)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        here = installation()
        key, sealed = here.derived_key(_KEY), b64decode(encrypted_text)
        return unpad(open_sealed(key, table=_TABLE, row=here.node, sealed=sealed)).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return for whom a passkey stands: the host under which people reach the pages."""
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}


class SignOn(DefaultSocialAccountAdapter):
    """The force's own sign-on never makes an account; see `sign_on.py`."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        from muster.web.sign_in.sign_on import take_over  # pages are made when the apps are ready

        take_over(request, sociallogin)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **_more: Any) -> None:
        from muster.web.sign_in.sign_on import turned_away

        turned_away(request)
