"""The yardstick of `submit`: a bare Django project as `startproject` makes it, with one page that
inserts one row by the ORM and says so. Nobody signs in; no template is drawn.

It is served by the same server as the house, with as many processes, before the same database.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import path

from muster.config.database import databases

BODY = os.urandom(290)  # as wide as an entry of the journal


def application() -> Any:
    """Return the service; granian calls this once in each process, before anything else is set."""
    settings.configure(
        DATABASES=databases(Path(os.environ["MUSTER_HOME"]), os.environ),
        ALLOWED_HOSTS=["127.0.0.1", "localhost"],
        ROOT_URLCONF=_urls(),
        SECRET_KEY=os.urandom(32).hex(),
        USE_TZ=True,
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
        ],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
    )
    return get_wsgi_application()


def _urls() -> ModuleType:
    """Return what stands for the project's `urls.py`."""
    urls = ModuleType("urls")
    vars(urls)["urlpatterns"] = [path("insert", insert)]
    return urls


def insert(_request: HttpRequest) -> HttpResponse:
    """Insert one row, committed before the answer."""
    _page().objects.create(body=BODY)
    return HttpResponse("kept")


@cache
def _page() -> Any:
    """Return the model of the yardstick's table, which no migration of the house knows."""

    class Page(models.Model):
        id = models.UUIDField(primary_key=True, default=uuid4)
        body = models.BinaryField()

        class Meta:
            app_label = "bare"
            db_table = "bare_page"

    return Page
