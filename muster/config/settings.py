"""Settings. Every variable of the environment that is read here stands in docs/settings.md."""

import os
from pathlib import Path

from muster.config.database import databases
from muster.config.demonstration.site import MARK
from muster.config.home import data, home
from muster.config.secrets import web_secret
from muster.config.signing_in import *  # noqa: F403 — the libraries' settings, by the names they read
from muster.config.signing_in import APPS, MIDDLEWARE_OF_SIGN_IN, origin_of

ROOT = Path(__file__).resolve().parent.parent.parent

MUSTER_HOME = home(os.environ)
MUSTER_DATA = data(os.environ)
MUSTER_DEMONSTRATION = (MUSTER_HOME / MARK).exists()
MUSTER_PROFILE = os.environ.get("MUSTER_PROFILE", "generic")

# The channels outside, in the order they are tried; each reads its own variables when it is made.
MUSTER_CHANNELS = os.environ.get("MUSTER_CHANNELS", "smtp,webhook").split(",")

SECRET_KEY = web_secret(MUSTER_HOME)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("MUSTER_HOSTS", "127.0.0.1,localhost").split(",")
MUSTER_ORIGIN = origin_of(os.environ)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "procrastinate.contrib.django",
    *APPS,
    "muster.vault",
    "muster.journal",
    "muster.access",
    "muster.people",
    "muster.instruments",
    "muster.policy",
    "muster.assessments",
    "muster.detection",
    "muster.programmes",
    "muster.care",
    "muster.transition",
    "muster.web",
]
AUTH_USER_MODEL = "access.Account"
ROOT_URLCONF = "muster.config.urls"
WSGI_APPLICATION = "muster.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES = databases(MUSTER_HOME, os.environ)

PROCRASTINATE_IMPORT_PATHS = ["muster.config.jobs"]

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский")]

MIDDLEWARE = [
    "muster.web.serving.Headers",
    "muster.web.serving.KnownHost",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    *MIDDLEWARE_OF_SIGN_IN,
]
CSRF_TRUSTED_ORIGINS = [MUSTER_ORIGIN] if MUSTER_ORIGIN else []
# Behind HTTPS no cookie travels without it, and none is set by a neighbour's host (RFC 6265bis).
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = MUSTER_ORIGIN.startswith("https:")
SESSION_COOKIE_NAME = "__Host-session" if SESSION_COOKIE_SECURE else "session"
SESSION_ENGINE = "muster.web.sign_in.store"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "__Host-form" if SESSION_COOKIE_SECURE else "form"
CSRF_FAILURE_VIEW = "muster.web.everyone.faults.forged"
SECURE_REFERRER_POLICY = "same-origin"
FILE_UPLOAD_HANDLERS = ["muster.web.uploads.InMemory"]
TEMPLATES: list[dict[str, object]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [ROOT / "muster" / "web" / "templates"],
        "OPTIONS": {"environment": "muster.web.pages.environment"},
    }
]

# Logs carry what the house does, never what a person said: see config/logs.py.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "muster.config.logs.DiscreetFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("MUSTER_LOG_LEVEL", "WARNING")},
}
