"""Settings; every one is described in docs/settings.md."""

SECRET_KEY = "replaced-below"  # noqa: S105
USE_TZ = True
INSTALLED_APPS: list[str] = []
