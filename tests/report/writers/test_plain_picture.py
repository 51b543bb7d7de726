"""A picture of one colour is a PNG as its standard has it."""

from __future__ import annotations

import struct
import zlib

from breakout_tui.report.writers.plain_picture import plain_picture


def chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    """The chunks of a PNG by name, with right check sums."""
    found, at = [], 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        name, content = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        assert data[at + 8 + length : at + 12 + length] == struct.pack(">I", zlib.crc32(name + content))
        found.append((name, content))
        at += 12 + length
    return found


def test_every_pixel_has_the_colour() -> None:
    """Eight bits for each of red, green and blue; no filter, no interlacing, nothing behind the end."""
    data = plain_picture("3B76B8")
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    (start, header), (middle, pixels), (end, nothing) = chunks(data)
    assert (start, middle, end, nothing) == (b"IHDR", b"IDAT", b"IEND", b"")
    width, height, bits, *others = struct.unpack(">IIBBBBB", header)
    assert (width, height, bits, others) == (width, width, 8, [2, 0, 0, 0])
    assert zlib.decompress(pixels) == (b"\0" + bytes.fromhex("3B76B8") * width) * height
