"""Settings. Every variable of the environment that is read here stands in docs/settings.md."""

import os
from pathlib import Path

from muster.config.database import databases
from muster.config.demonstration.site import MARK
from muster.config.home import home
from muster.config.secrets import web_secret

ROOT = Path(__file__).resolve().parent.parent.parent

MUSTER_HOME = home(os.environ)
MUSTER_DATA = Path(os.environ.get("MUSTER_DATA", ROOT.parent / "shared" / "data")).absolute()
MUSTER_DEMONSTRATION = (MUSTER_HOME / MARK).exists()
MUSTER_PROFILE = os.environ.get("MUSTER_PROFILE", "generic")

SECRET_KEY = web_secret(MUSTER_HOME)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("MUSTER_HOSTS", "127.0.0.1,localhost").split(",")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "procrastinate.contrib.django",
    "muster.vault",
    "muster.journal",
    "muster.access",
    "muster.people",
    "muster.instruments",
    "muster.policy",
    "muster.assessments",
    "muster.detection",
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
]
SECURE_REFERRER_POLICY = "no-referrer"
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
