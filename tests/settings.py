"""The settings under which the tests run: an invented home, and a database made for the session."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_home = Path(tempfile.mkdtemp(prefix="muster-tests-"))
# Whoever reads these settings, tests or the checker of types, leaves nothing behind.
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["MUSTER_HOME"] = str(_home)
for _name in ("DATABASE_URL", "MUSTER_OWNER_URL", "MUSTER_WORKER_URL"):
    os.environ.pop(_name, None)

from muster.config.settings import *  # noqa: E402, F403

# The session's database fixture writes the real addresses in (tests/database.py).
_unset = {"ENGINE": "django.db.backends.postgresql", "NAME": "unset", "USER": "unset"}
DATABASES = {"default": dict(_unset), "owner": dict(_unset)}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
