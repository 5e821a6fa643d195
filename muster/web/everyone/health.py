"""`/health`: for whoever watches the service, and for a load balancer."""

from __future__ import annotations

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from muster.kernel.problems import Problem, Refused
from muster.vault.zones import Audience
from muster.web.language import language_of
from muster.web.problems import DATABASE_AWAY
from muster.web.reading import read_as
from muster.web.serving import everyone


@everyone
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 where the database answers, 503 and why where it does not.

    Nothing else changes the answer, a stale crisis number least of all: a service that is taken out
    of use for it would show no number at all.
    """
    try:
        read_as(Audience.PLATFORM, _ask)
    except Refused as refusal:
        return _unwell(request, refusal.problem)
    except Error:
        return _unwell(request, DATABASE_AWAY.at())
    return JsonResponse({"well": True})


def _ask() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _unwell(request: HttpRequest, problem: Problem) -> HttpResponse:
    language = language_of(request)
    said = {
        "well": False,
        "code": problem.code,
        "says": problem.says(language),
        "do": problem.remedy(language),
    }
    return JsonResponse(said, status=503, json_dumps_params={"ensure_ascii": False})
