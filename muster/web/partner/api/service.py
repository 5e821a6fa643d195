"""The interface of partners: who asks by a token, in which scope, and what is answered.

Every question runs through the same commands and queries as the pages, as the token's account, so
it is journalled and limited as that is. A refusal is a code, a sentence in the reader's language,
and what to do about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer

from muster.access.accounts import viewers_of
from muster.access.problems import NOT_FOUND, NOT_PERMITTED
from muster.access.refusals import enter_refused_page
from muster.access.roles import PARTNER
from muster.access.tokens import bearer
from muster.access.viewers import Viewer
from muster.kernel.problems import Problem, Refused
from muster.kernel.time import Instant, now
from muster.transition import interface_problems as problems
from muster.transition.rules.interface import A_MINUTE
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from muster.web.language import language_of
from muster.web.partner.api.shapes import Fault

STATUSES = {
    NOT_FOUND.code: 404, NOT_PERMITTED.code: 404, problems.NOT_BY_TOKEN.code: 401,
    problems.NOT_IN_SCOPE.code: 403, problems.TOO_OFTEN.code: 429,
}  # fmt: skip
FAULTS: dict[int, Any] = dict.fromkeys((400, 401, 403, 404, 422, 429), Fault)
BY_TOKEN = "whoever shows a token"  # noqa: S105 — what the guard of addresses reads, and no token


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks: the account behind a token, now."""

    by: Viewer
    at: Instant


class ByToken(HttpBearer):
    """Whoever shows a token for this scope that holds, of an account that is a partner's today."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Asking | None:
        at = now()
        found = bearer(token, at)
        if found is None:
            return None
        if found.count > A_MINUTE:
            raise problems.TOO_OFTEN.refused(most=A_MINUTE)
        with unit_of_work(Standing(Audience.PLATFORM)):
            by = viewers_of(found.account, at).get(PARTNER.key)
        if by is None:
            return None
        if self.scope not in found.scopes:
            enter_refused_page(account=by.account, asked=request.path, at=at)
            raise problems.NOT_IN_SCOPE.refused(scope=self.scope)
        return Asking(by, at)


api = NinjaAPI(
    title="Muster for partners", version="1", openapi_url=None, docs_url=None,
    urls_namespace="partners-interface",
    description=(
        "Vacancies, courses and programmes of a partner, the tasks it was given, and what people "
        "sent it themselves. Nobody can be searched for. Each question carries a token, which a "
        "partner makes on its own page."
    ),
)  # fmt: skip


def fault(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Return a refusal as plain data, in the reader's language."""
    language, status = language_of(request), STATUSES.get(problem.code, 422)
    said = {
        "code": problem.code, "says": problem.says(language), "do": problem.remedy(language),
        "column": problem.column,
    }  # fmt: skip
    response = api.create_response(request, said, status=status)
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    if status == 429:
        response.headers["Retry-After"] = "60"
    return response


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    return fault(request, error.problem)


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return fault(request, problems.NOT_BY_TOKEN.at())


@api.exception_handler(ValidationError)
def misshapen(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Name the first place that cannot be read; what stood there is not repeated."""
    first = error.errors[0]
    where = ".".join(str(one) for one in first["loc"][1:]) or "body"
    return fault(request, problems.UNREADABLE.at(detail=f"{where}: {first['msg']}"[:200]))


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    return fault(request, problems.UNREADABLE.at(detail="body"))
