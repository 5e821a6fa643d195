"""The pages as a WSGI application, for `muster serve` or another server.

The login is looked at before the first request: a superuser, an owner or a login with BYPASSRLS
stops the start here. A database that is away for a moment does not: the pages say so themselves,
and every later connection is looked at again.
"""

import os

from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muster.config.settings")

application = get_wsgi_application()

try:
    connection.ensure_connection()
except OperationalError:
    pass
finally:
    connection.close()
