"""Makes a certificate that a hub signs itself. Only ``certificate.py`` imports it, when there is none yet: it needs cryptography."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from breakout_tui.domain.errors import CertificateRefused

try:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
except ImportError as error:
    raise CertificateRefused(
        "making a certificate needs cryptography, which is not installed",
        remedy="run pip install 'breakout-tui[organiser]', or name the file of your own certificate",
    ) from error

_HERE = ("localhost", "127.0.0.1", "::1")
_VALID = timedelta(days=3652)
"""Ten years: rooms know the certificate by its fingerprint, and would need new codes for another one."""
_EARLIER = timedelta(days=1)
"""It is valid for a computer whose clock is behind by so much."""


def new_certificate(names: Sequence[str], now: datetime) -> str:
    """The PEM text of a new key (P-256) and a certificate for this computer and these names or numbers."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "breakout-tui hub")])
    begins = now - _EARLIER
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + _VALID)
        .add_extension(
            x509.SubjectAlternativeName(_alternatives((*_HERE, socket.gethostname(), *names))), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return (secret + certificate.public_bytes(serialization.Encoding.PEM)).decode("ascii")


def _alternatives(names: Iterable[str]) -> list[x509.GeneralName]:
    """The names as a certificate has them, each once; without those that none can have, such as 0.0.0.0."""
    found: dict[x509.GeneralName, None] = {}
    for name in filter(None, names):
        try:
            number = ipaddress.ip_address(name.strip("[]").partition("%")[0])
        except ValueError:
            with suppress(ValueError):  # UnicodeError is one
                found[x509.DNSName(name.encode("idna").decode("ascii").lower())] = None
        else:
            if not number.is_unspecified:
                found[x509.IPAddress(number)] = None
    return list(found)
