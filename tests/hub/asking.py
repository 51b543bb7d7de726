"""Phones that ask to speak, over a real socket, as their pages do."""

from __future__ import annotations

import secrets
from typing import Any

from tests.hub.phones import Phone


def asks(phone: Phone, key: str = "", **values: str) -> dict[str, Any]:
    """Press the button; what is answered, with the status."""
    form = {"key": key or secrets.token_hex(16), "session": "", **values}
    return phone.post(form, "/p/speak")


def receipt_of(phone: Phone, **values: str) -> str:
    """Ask to speak; the receipt of a request that is taken."""
    answer = asks(phone, **values)
    assert answer["status"] == 200, answer
    return str(answer["receipt"])


def takes_back(phone: Phone, receipt: str) -> dict[str, Any]:
    """Take a request back."""
    return phone.post({}, f"/p/speak/withdraw?asked={receipt}")
