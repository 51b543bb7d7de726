"""The QR code with which a display or a phone joins."""

from __future__ import annotations

from typing import NamedTuple


class Join(NamedTuple):
    """How to join."""

    address: str
    """The likeliest one."""
    code: str
    path: str = "/"
    """Of the page that asks for the code."""


def qr(join: Join) -> tuple[tuple[bool, ...], ...]:
    """The QR code that opens the address with the code in its fragment, which no browser sends; without a margin."""
    import segno  # late: its import takes a tenth of the time in which a server starts

    made = segno.make_qr(f"{join.address}{join.path}#{join.code}", error="m")
    return tuple(tuple(bool(square) for square in row) for row in made.matrix)
