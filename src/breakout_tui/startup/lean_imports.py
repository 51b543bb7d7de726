"""Imports without OpenSSL, which saves 4.7 MB, in the row "memory, empty session".

asyncio loads it for TLS, hashlib for hashes that Python also implements itself. This program opens no network connection.
Skipping only one of the two saves 1 MB or less, since both load the same library. Both modules support a Python that was
built without OpenSSL.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import cast

_OWN_HASHES = ("_md5", "_sha1", "_sha3", "_blake2", "_sha2" if sys.version_info >= (3, 12) else "_sha256")


def import_asyncio() -> None:
    """Import asyncio without TLS. Call it before anything else imports asyncio."""
    with _left_out("ssl"):
        import asyncio  # noqa: F401


def import_hashlib() -> None:
    """Import hashlib with Python's own hashes, if this Python has them all."""
    if all(find_spec(name) for name in _OWN_HASHES):
        with _left_out("_hashlib"):
            import hashlib  # noqa: F401


def scrypt() -> Callable[..., bytes]:
    """``hashlib.scrypt``, also where hashlib was imported without it: only OpenSSL has it, so this may load OpenSSL."""
    import hashlib

    found = getattr(hashlib, "scrypt", None) or import_module("_hashlib").scrypt
    return cast(Callable[..., bytes], found)


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
