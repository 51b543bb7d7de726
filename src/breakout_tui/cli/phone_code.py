"""The QR code of a page that asks for a code, for the window that shows it: that of phones, or of a co-facilitator."""

from __future__ import annotations


def phone_squares(address: str, code: str) -> tuple[tuple[bool, ...], ...]:
    """The QR code of the page: the address, whose last part is one letter, with the code in its fragment."""
    from breakout_tui.hub.qr_code import Join, qr

    root, _, page = address.rpartition("/")
    is_page = len(page) == 1 and root.count("/") >= 2
    join = Join(root, code.replace("-", ""), f"/{page}") if is_page else Join(address, code.replace("-", ""))
    return qr(join)
