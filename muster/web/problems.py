"""What the pages cannot do, and what to do then."""

from muster.kernel.problems import ProblemKind
from muster.kernel.words import _

DATABASE_AWAY = ProblemKind(
    "web.database-away",
    says=_("The database does not answer the service."),
    do=_("See that the database server runs; “muster doctor” says more."),
)
