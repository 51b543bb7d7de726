"""Certificates for the tests: made as a hub makes them, and as an authority would."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from breakout_tui.domain.clock import SystemClock
from breakout_tui.hub.certificate import Certificate, certificate_at

YEAR = timedelta(days=365)
NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)


class Signed(NamedTuple):
    """A certificate and its key, as PEM."""

    certificate: str
    key: str


def of_hub(path: Path) -> Certificate:
    """A new certificate of a hub, valid now."""
    return certificate_at(path, (), SystemClock())


def signed(begins: datetime = NOW - YEAR, ends: datetime = NOW + YEAR, *, password: bytes = b"") -> Signed:
    """One that somebody made for hub.example."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hub.example")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .sign(key, hashes.SHA256())
    )
    hidden = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    pem = serialization.Encoding.PEM
    return Signed(
        made.public_bytes(pem).decode(),
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, hidden).decode(),
    )
