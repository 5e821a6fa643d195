"""Where a PostgreSQL server is and who knocks: read from one URL, said in three dialects.

The URL is the one libpq knows, so everything libpq allows is allowed here: several hosts, a socket
directory (`postgresql:///muster?host=/run/postgresql`), `sslmode`, `application_name`, and a
password that is left out because it stands in `~/.pgpass`. The password is never shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from urllib.parse import quote, urlencode

import psycopg
from psycopg.conninfo import conninfo_to_dict

from muster.vault.server_problems import NOT_A_DATABASE_URL, NOT_POSTGRESQL

SCHEMES = frozenset({"postgresql", "postgres"})
SECRETS = frozenset({"sslpassword", "oauth_client_secret"})


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """One login at one database of one PostgreSQL server.

    `host` is a name, an IP address, or the absolute path of a socket directory; "" is libpq's
    default. `options` are libpq's own connection parameters, `sslmode` among them.
    """

    database: str
    user: str
    host: str = ""
    port: str = ""
    password: str = field(default="", repr=False)
    options: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @classmethod
    def from_url(cls, url: str) -> ServerAddress:
        """Read a `DATABASE_URL`; Refused says what is wrong without repeating the password."""
        scheme = url.partition("://")[0] if "://" in url else ""
        if scheme not in SCHEMES:
            raise NOT_POSTGRESQL.refused(scheme=scheme)
        try:
            parts = {name: str(value) for name, value in conninfo_to_dict(url).items()}
        except (psycopg.ProgrammingError, UnicodeError):
            raise NOT_A_DATABASE_URL.refused() from None  # libpq's sentence quotes the whole URL
        database, user = parts.pop("dbname", ""), parts.pop("user", "")
        if not database or not user:
            raise NOT_A_DATABASE_URL.refused()
        return cls(
            database=database,
            user=user,
            host=parts.pop("host", ""),
            port=parts.pop("port", ""),
            password=parts.pop("password", ""),
            options=tuple(sorted(parts.items())),
        )

    def with_login(self, user: str, password: str = "") -> ServerAddress:
        """Return the same database as another login sees it."""
        return replace(self, user=user, password=password)

    def in_database(self, name: str) -> ServerAddress:
        """Return another database of the same server, for the same login."""
        return replace(self, database=name)

    def at(self, host: str, port: str) -> ServerAddress:
        """Return the same database and login behind another door, a pooler's for instance."""
        return replace(self, host=host, port=port)

    def for_psycopg(self) -> dict[str, str]:
        """Return the keyword arguments of `psycopg.connect`."""
        parts = {
            "dbname": self.database,
            "user": self.user,
            "password": self.password,
            "host": self.host,
            "port": self.port,
        }
        return {**dict(self.options), **{name: value for name, value in parts.items() if value}}

    def for_django(self) -> dict[str, object]:
        """Return an entry of Django's `DATABASES`."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": self.database,
            "USER": self.user,
            "PASSWORD": self.password,
            "HOST": self.host,
            "PORT": self.port,
            "OPTIONS": dict(self.options),
        }

    def as_url(self, *, show_password: bool = False) -> str:
        """Return the address as a URL; the password only where a program asks to be handed it."""
        secret = f":{quote(self.password, safe='')}" if self.password and show_password else ""
        server = self.host
        options = [pair for pair in self.options if show_password or pair[0] not in SECRETS]
        if "/" in self.host or "," in self.host or ":" in self.host:
            server, options = "", [("host", self.host), *options]
            options += [("port", self.port)] if self.port else []
        elif self.port:
            server = f"{self.host}:{self.port}"
        question = f"?{urlencode(options, quote_via=quote)}" if options else ""
        login, database = quote(self.user, safe=""), quote(self.database, safe="")
        return f"postgresql://{login}{secret}@{server}/{database}{question}"

    def __str__(self) -> str:
        return self.as_url()
