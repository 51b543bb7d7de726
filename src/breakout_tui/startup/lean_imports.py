"""Imports that leave out what is not needed here, OpenSSL above all: nothing here opens a connection.

asyncio loads it for TLS, hashlib for hashes that Python has of its own. Without either the process takes 4.7 MB less, 6 % of
the row "memory, empty session" (3 runs of each, equal to 0.1 MB); leaving out only one gains 1 MB or less, since both load
the same library. Both work without it, as on a Python that was built so.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from types import ModuleType
from typing import cast

_OWN_HASHES = ("_md5", "_sha1", "_sha3", "_blake2", "_sha2" if sys.version_info >= (3, 12) else "_sha256")


def import_asyncio() -> None:
    """Import asyncio without TLS; to be called before anything else imports it."""
    with _left_out("ssl"):
        import asyncio  # noqa: F401


def before_sqlmodel() -> None:
    """Import hashlib and hmac with Python's own hashes, if this Python has them all, and keep pydantic from plugins.

    It would read what every installed package declares.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if all(find_spec(name) for name in _OWN_HASHES):
        with _left_out("_hashlib"):
            import hmac  # noqa: F401


@contextmanager
def _left_out(name: str) -> Iterator[None]:
    """Let what is imported within do without a module, unless that is loaded already; afterwards it can be imported."""
    if name in sys.modules:
        yield
        return
    modules = cast(dict[str, ModuleType | None], sys.modules)
    modules[name] = None  # makes an import fail (language reference, 5.3.1); typeshed knows modules only
    try:
        yield
    finally:
        del sys.modules[name]
