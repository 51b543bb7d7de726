"""Imports without modules that this program doesn't need. Measured in the row "memory, empty session", 3 runs of each.

asyncio loads OpenSSL for TLS, hashlib for hashes that Python also implements itself. This program opens no network
connection. Skipping both saves 4.7 MB, 6 %; skipping only one saves 1 MB or less, since both load the same library. Both
modules support a Python that was built without OpenSSL.

SQLAlchemy and pydantic import ``importlib.metadata``, which loads the packages for e-mail, CSV and ZIP files, and call it
only for things that this program doesn't use. Importing it at the first call saves 1.4 MB, 2 %.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any, cast

_OWN_HASHES = ("_md5", "_sha1", "_sha3", "_blake2", "_sha2" if sys.version_info >= (3, 12) else "_sha256")


def import_asyncio() -> None:
    """Import asyncio without TLS. Call it before anything else imports asyncio."""
    with _left_out("ssl"):
        import asyncio  # noqa: F401


@contextmanager
def lean_sqlmodel() -> Iterator[None]:
    """Import SQLModel within this block: with Python's own hashes, if this Python has them all, and without plugins.

    To find plugins, pydantic would read the metadata of every installed package.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if all(find_spec(name) for name in _OWN_HASHES):
        with _left_out("_hashlib"):
            import hmac  # noqa: F401
    with _at_first_call("importlib.metadata"):
        yield


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


@contextmanager
def _at_first_call(name: str) -> Iterator[None]:
    """Make imports of a module within get a stand-in, unless it is loaded already. Its functions import it when called."""
    if name in sys.modules:
        yield
        return
    stand_in = sys.modules[name] = _StandIn(name)
    try:
        yield
    finally:
        stand_in.leave()


class _StandIn(ModuleType):
    """A module whose every attribute is a function that imports the real module and calls its function of that name."""

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        return partial(self._call, attribute)

    def leave(self) -> None:
        """Let later imports get the real module."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]

    def _call(self, attribute: str, *arguments: Any, **named: Any) -> Any:
        self.leave()
        return getattr(import_module(self.__name__), attribute)(*arguments, **named)
