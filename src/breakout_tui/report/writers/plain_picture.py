"""A picture of one colour, as PNG."""

from __future__ import annotations

import struct
import zlib

_SIDE = 4


def plain_picture(colour: str) -> bytes:
    """A square of a few pixels in a colour such as ``3B76B8``."""
    row = b"\0" + bytes.fromhex(colour) * _SIDE
    header = struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(row * _SIDE)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
