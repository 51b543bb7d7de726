"""A recorded disk: what a program wrote and synced, call by call, and what a power cut leaves of it."""

from __future__ import annotations

import functools
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

_HEAD = struct.Struct("<cHQI")
_SECTOR = 512


@functools.cache
def library() -> Path:
    """The shim, compiled; skips the test where there is no compiler for it."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("the recording disk needs Linux and a C compiler")
    target = Path(tempfile.mkdtemp(prefix="breakout-disk-")) / "disk.so"
    source = Path(__file__).with_name("disk.c")
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", str(source), "-o", str(target), "-ldl", "-lpthread"], check=True
    )
    return target


def run_on_disk(
    module: str, *arguments: str, root: Path, log: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a module of the tests as a program; its calls about files below ``root`` go through the shim."""
    environment = {**os.environ, "LD_PRELOAD": str(library()), "DISK_ROOT": str(root)}
    if log is not None:
        environment["DISK_LOG"] = str(log)
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@dataclass(frozen=True, slots=True)
class Call:
    """One call that reached the disk: write, truncate, sync, unlink, rename, link (by their first letters)."""

    kind: str
    path: str
    offset: int
    data: bytes


def calls(log: Path) -> list[Call]:
    """The record, in order."""
    data, at, found = log.read_bytes(), 0, []
    while at < len(data):
        kind, path_length, offset, size = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        path = data[at : at + path_length].decode()
        at += path_length
        found.append(Call(kind.decode(), path, offset, data[at : at + size]))
        at += size
    return found


class _File:
    """The parts of a file that are on the disk, and those on their way."""

    def __init__(self) -> None:
        self.synced = bytearray()
        self.waiting: list[Call] = []

    def sync(self) -> None:
        for call in self.waiting:
            _apply(self.synced, call, len(call.data))
        self.waiting = []

    def after_cut(self, chance: random.Random, keep: float) -> bytes:
        """The synced bytes and some of the others: each call completely, not at all, or up to some sector."""
        left = bytearray(self.synced)
        for call in self.waiting:
            if chance.random() < keep:
                sectors = len(call.data) // _SECTOR
                whole = sectors < 2 or chance.random() < 0.7
                _apply(left, call, len(call.data) if whole else chance.randrange(1, sectors) * _SECTOR)
        return bytes(left)


def _apply(content: bytearray, call: Call, size: int) -> None:
    if call.kind == "t":
        del content[call.offset :]
        content.extend(bytes(call.offset - len(content)))
        return
    content.extend(bytes(max(0, call.offset - len(content))))
    content[call.offset : call.offset + size] = call.data[:size]


def power_cut(made: list[Call], root: Path, target: Path, seed: int) -> None:
    """Write to ``target`` what is left of the folder ``root`` if the power fails after these calls.

    Everything synced is there, and a random part of the rest. Names are kept in the order in which they were created and
    removed, as in a journaling file system: those since the last sync of the folder up to a random one.
    """
    chance = random.Random(seed)
    keep = chance.choice([0.0, 0.5, 0.9, 1.0])
    names: dict[str, _File] = {}
    durable: dict[str, _File] = {}
    waiting: list[tuple[str, _File | None]] = []
    for call in made:
        if call.kind == "s" and call.path not in names:
            for name, file in waiting:
                _put_name(durable, name, file)
            waiting = []
        elif call.kind == "s":
            names[call.path].sync()
        elif call.kind in "wt":
            if call.path not in names:
                names[call.path] = _File()
                waiting.append((call.path, names[call.path]))
            names[call.path].waiting.append(call)
        else:
            file = names.get(call.path)
            if call.kind in "rl" and file is not None:
                names[call.data.decode()] = file
                waiting.append((call.data.decode(), file))
            if call.kind in "ru":
                names.pop(call.path, None)
                waiting.append((call.path, None))
    for name, file in waiting[: chance.randint(0, len(waiting))]:
        _put_name(durable, name, file)
    for name, file in durable.items():
        place = target / Path(name).relative_to(root)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.after_cut(chance, keep))


def _put_name(names: dict[str, _File], name: str, file: _File | None) -> None:
    if file is None:
        names.pop(name, None)
    else:
        names[name] = file
