"""The SQL that makes the database keep the zones apart, generated from what the models declare.

Run by the owner after every migration; every statement may be run again. The rooms:
`roles` who exists, `functions` what policies and triggers call, `tables` grants, policies and
triggers of each table, `erasing` the one door through which a person's rows are removed.
"""

from muster.vault.schema.erasing import erasing_sql
from muster.vault.schema.functions import functions_sql
from muster.vault.schema.roles import Roles, prepare_sql
from muster.vault.schema.tables import tables_sql, third_party_sql

__all__ = [
    "Roles",
    "erasing_sql",
    "functions_sql",
    "prepare_sql",
    "schema_sql",
    "tables_sql",
    "third_party_sql",
]


def schema_sql(database: str) -> list[str]:
    """Return every statement that brings the database `database` to what the models declare."""
    roles = Roles(database)
    return [
        *functions_sql(roles),
        *tables_sql(roles),
        *third_party_sql(roles),
        *erasing_sql(roles),
    ]
