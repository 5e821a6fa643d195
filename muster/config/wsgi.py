"""The pages as a WSGI application, for `muster serve` or another server.

`muster serve` looks at its login before it starts. Under another server every connection is looked
at when it is made: with a superuser's or the owner's login, `/health` answers 503 and says why.
"""

import os

from django.core.wsgi import get_wsgi_application

from muster.config.logs import be_discreet

be_discreet()  # `muster serve` is; another server's process has to be told
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muster.config.settings")

application = get_wsgi_application()

from muster.config.readying import ready  # noqa: E402 — the apps are ready only now
from muster.config.warming import warm_soon  # noqa: E402 — likewise
from muster.web.away import stand_by  # noqa: E402

ready()
stand_by()
warm_soon()
