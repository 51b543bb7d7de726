"""The QR code of the page for phones, for the window that shows it."""

from __future__ import annotations


def phone_squares(address: str, code: str) -> tuple[tuple[bool, ...], ...]:
    """The QR code of the page for phones: the address with the code in its fragment."""
    from breakout_tui.hub.qr_code import Join, qr

    root, sign, page = address.rpartition("/p")
    path = f"{sign}{page}" if root else "/"
    return qr(Join(root or address, code.replace("-", ""), path))
