"""When a certificate is valid, read from its DER by the standard library, which has no function for it.

RFC 5280, 4.1: ``Certificate`` begins with ``TBSCertificate``, and that with an optional version, serial number, signature, issuer and
validity. A time is UTCTime, with two digits for a year from 1950 to 2049, or GeneralizedTime.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

_SEQUENCE, _VERSION, _UTC_TIME, _GENERALIZED_TIME = 0x30, 0xA0, 0x17, 0x18


class Validity(NamedTuple):
    """From when until when, in UTC."""

    begins: datetime
    ends: datetime


def validity_of(der: bytes) -> Validity:
    """When the certificate is valid. Raises ValueError for what is no certificate."""
    try:
        certificate = _content(next(_values(der)))
        fields = [each for each in _values(_content(next(_values(certificate)))) if each[0] != _VERSION]
        begins, ends = _values(_content(fields[3]))
        return Validity(_time(*begins), _time(*ends))
    except (IndexError, StopIteration) as error:
        raise ValueError("no certificate") from error


def _values(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The tag and the content of each value, one after the other."""
    at = 0
    while at < len(data):
        tag, length, at = data[at], data[at + 1], at + 2
        if length >= 0x80:
            count = length - 0x80
            length, at = int.from_bytes(data[at : at + count], "big"), at + count
        if at + length > len(data):
            raise ValueError("no certificate")
        yield tag, data[at : at + length]
        at += length


def _content(value: tuple[int, bytes]) -> bytes:
    tag, content = value
    if tag != _SEQUENCE:
        raise ValueError("no certificate")
    return content


def _time(tag: int, content: bytes) -> datetime:
    said = content.decode("ascii")
    if tag == _UTC_TIME:
        said = ("20" if said < "50" else "19") + said
    elif tag != _GENERALIZED_TIME:
        raise ValueError("no time")
    return datetime.strptime(said.replace("Z", "+0000"), "%Y%m%d%H%M%S%z")
