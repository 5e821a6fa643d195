"""The pages as a WSGI application, for `muster serve` or another server.

`muster serve` looks at its login before it starts. Under another server every connection is looked
at when it is made: with a superuser's or the owner's login, `/health` answers 503 and says why.
"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muster.config.settings")

application = get_wsgi_application()
