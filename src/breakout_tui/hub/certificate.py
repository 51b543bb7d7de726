"""The certificate of a hub: one PEM file with certificate and key, made by us where there is none, or the organiser's own.

Of one that is there, only the standard library is needed.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import CertificateRefused, WriteFailed
from breakout_tui.domain.room_code import fingerprint_of
from breakout_tui.hub.certificate_dates import validity_of
from breakout_tui.private_file import keep_private

_LONGEST = 1 << 20
"""Bytes of a file that are looked at."""
_CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", re.DOTALL)
_KEY = re.compile(r"-----BEGIN ([A-Z ]*)PRIVATE KEY-----.*?-----END [A-Z ]*PRIVATE KEY-----", re.DOTALL)
_NOT_OURS = ("KEY_VALUES_MISMATCH", "KEY_TYPE_MISMATCH")


@dataclass(frozen=True, slots=True)
class Certificate:
    """A file that a server can use."""

    path: Path
    fingerprint: str
    """Of the certificate that rooms see; part of their codes."""
    expires: datetime
    warning: str = ""
    """What the organiser should look at, in a line; empty if there is nothing."""


def certificate_at(path: Path, names: Sequence[str], clock: Clock) -> Certificate:
    """The certificate in this file; if there is no file, a new one for this computer and these host names and numbers.

    Raises CertificateRefused for a file that can't be used, WriteFailed if the new one can't be written.
    """
    text = _text_of(path)
    if text is None:
        _make(path, names, clock)
        text = _text_of(path) or ""
    return _checked(path, text, clock.read().wall)


def _text_of(path: Path) -> str | None:
    """What is in the file; None if there is none."""
    try:
        with path.open("rb") as file:
            return file.read(_LONGEST).decode("ascii", "replace")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CertificateRefused(
            f"the certificate can't be read: {error.strerror}",
            where=str(path),
            remedy="name a file that you may read",
        ) from error


def _make(path: Path, names: Sequence[str], clock: Clock) -> None:
    from breakout_tui.hub.new_certificate import new_certificate  # without cryptography it can't be imported

    made = new_certificate(names, clock.read().wall)
    try:
        keep_private(path, made)
    except OSError as error:
        raise WriteFailed(
            f"the certificate can't be written: {error.strerror}",
            where=str(path),
            remedy="name a file in a folder that can be written",
        ) from error


def _checked(path: Path, text: str, now: datetime) -> Certificate:
    where = str(path)
    certificate, key = _CERTIFICATE.search(text), _KEY.search(text)
    if certificate is None:
        raise CertificateRefused(
            "there is no certificate in it", where=where, remedy="name a PEM file with certificate and key"
        )
    if key is None:
        raise CertificateRefused(
            "there is no key in it", where=where, remedy="append the private key of the certificate, as PEM"
        )
    if "ENCRYPTED" in key[0]:
        raise CertificateRefused(
            "its key has a password",
            where=where,
            remedy="save the key without one, for you alone (mode 0600)",
        )
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(path, password="")
        der = ssl.PEM_cert_to_DER_cert(certificate[0])
        validity = validity_of(der)
    except ssl.SSLError as error:
        raise _unusable(error, where) from error
    except (OSError, ValueError) as error:
        raise CertificateRefused("its certificate is damaged", where=where, remedy="save it again") from error
    if validity.ends <= now:
        raise CertificateRefused(
            f"the certificate expired on {validity.ends:%Y-%m-%d}",
            where=where,
            remedy="name a new one and give the rooms new codes, or correct the clock of this computer",
        )
    warning = ""
    if now < validity.begins:
        warning = (
            f"{where}: the certificate is not valid before {validity.begins:%Y-%m-%d %H:%M} UTC; "
            "look at the clock of this computer"
        )
    return Certificate(path, fingerprint_of(der), validity.ends, warning)


def _unusable(error: ssl.SSLError, where: str) -> CertificateRefused:
    if error.reason in _NOT_OURS:
        return CertificateRefused(
            "its key does not belong to its first certificate",
            where=where,
            remedy="put the certificate of the hub first, the others of the chain after it",
        )
    reason = (error.reason or "unknown reason").replace("_", " ").lower()
    return CertificateRefused(
        f"certificate and key can't be used ({reason})", where=where, remedy="save them again, as PEM"
    )
