"""Imports without OpenSSL and other modules that this program doesn't need: it opens no network connection.

asyncio loads OpenSSL for TLS, hashlib for hashes that Python also implements itself. Skipping both saves 4.7 MB, 6 % of the
row "memory, empty session" (3 runs of each, equal to 0.1 MB). Skipping only one saves 1 MB or less, since both load the
same library. Both modules support a Python that was built without OpenSSL.
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
    """Import asyncio without TLS. Call it before anything else imports asyncio."""
    with _left_out("ssl"):
        import asyncio  # noqa: F401


def before_sqlmodel() -> None:
    """Import hashlib and hmac with Python's own hashes, if this Python has them all, and turn off pydantic's plugins.

    To find plugins, pydantic would read the metadata of every installed package.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if all(find_spec(name) for name in _OWN_HASHES):
        with _left_out("_hashlib"):
            import hmac  # noqa: F401


@contextmanager
def _left_out(name: str) -> Iterator[None]:
    """Make a module unavailable to the imports within, unless it is loaded already."""
    if name in sys.modules:
        yield
        return
    modules = cast(dict[str, ModuleType | None], sys.modules)
    modules[name] = None  # makes an import fail (language reference, 5.3.1); typeshed knows modules only
    try:
        yield
    finally:
        del sys.modules[name]
