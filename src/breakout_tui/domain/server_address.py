"""A database on a PostgreSQL server, named by its URL: never with a password, because what is on a command line others can see."""

from __future__ import annotations

import re
from pathlib import Path

from breakout_tui.domain.errors import UsageError

PASSWORDS = "~/.pgpass, PGPASSWORD or a service file"
"""Where libpq finds a password that is in no URL (postgresql.org/docs/current/libpq-pgpass.html)."""

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*)://", re.ASCII)
_SERVER = frozenset({"postgresql", "postgres", "postgresql+psycopg"})
_SECRETS = frozenset({"password", "sslpassword", "oauth_client_secret"})


class ServerAddress:
    """A database on a server. Its text is the URL, which says nothing secret."""

    def __init__(self, url: str) -> None:
        self.url = url

    def __str__(self) -> str:
        return self.url

    def __repr__(self) -> str:
        return f"ServerAddress({self.url!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ServerAddress) and other.url == self.url

    def __hash__(self) -> int:
        return hash(self.url)


DatabaseName = Path | ServerAddress
"""A database file, or a database on a server."""


def database_named(text: str) -> DatabaseName:
    """What a name is: the URL of a database on a server or of a file, or the path of a file.

    Raises UsageError for a URL of another sort, or with a password; the message does not repeat it.
    """
    found = _SCHEME.match(text)
    if found is None:
        return Path(text)
    scheme, rest = found[1].lower(), text[found.end() :]
    if scheme in _SERVER:
        _refuse_secrets(rest)
        return ServerAddress(f"postgresql://{rest}")
    if scheme == "sqlite" and len(rest) > 1 and rest.startswith("/"):
        return Path(rest[1:])
    raise UsageError(
        f"a database is a file or postgresql://…, not {scheme}://…",
        remedy="name it as in postgresql://user@host/name",
    )


def _refuse_secrets(rest: str) -> None:
    """Raises UsageError for a password, before the host or behind the question mark."""
    from urllib.parse import parse_qsl

    place, _, query = rest.partition("?")
    user, sign, _ = place.partition("/")[0].rpartition("@")
    # A slash in a password is no end of it: everything before the last @ may be one.
    has_password = (sign and ":" in user) or (not sign and "@" in place and ":" in place.partition("@")[0])
    named = {key.lower() for key, _ in parse_qsl(query, keep_blank_values=True)}
    if has_password or named & _SECRETS:
        raise UsageError(
            "a password in the URL can be seen by others on this computer",
            remedy=f"leave it out, and use {PASSWORDS}; change the password if it was typed here",
        )
