"""The code with which a room joins a hub: a secret, the fingerprint of the hub's certificate, and two letters that tell typing errors.

The scheme of the check letters is that of ISO/IEC 7064 for pure systems with two of them, as in IBANs (MOD 97-10), here with radix 32
and the prime 1021: read as one number, the whole code leaves 1. As 32, 31 and each difference of two letters are no multiples of 1021, every
single wrong letter and every two neighbours that changed places leave something else. Of other errors, one in 1021 is not noticed.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from hashlib import sha256

from breakout_tui.domain.code_letters import (
    ALPHABET,
    as_letters,
    as_number,
    in_groups,
    plain_letters,
    random_letters,
)
from breakout_tui.domain.errors import RoomCodeRefused

_SECRET = 16
"""Letters of the secret: 80 bits."""
_FINGERPRINT = 20
"""Letters of the fingerprint: 100 bits."""
_CHECK = 2
_PRIME = 1021
"""The largest below 1024, which is how many values two letters have."""
SHORT = _SECRET + _CHECK
"""Letters of a code without a fingerprint."""
LONG = SHORT + _FINGERPRINT
"""Letters of a code with a fingerprint."""


@dataclass(frozen=True, slots=True)
class RoomCode:
    """What a room needs to join, beside the address of the hub. Raises ValueError for what no code has."""

    secret: str = field(repr=False)
    """16 letters; whoever has it may send and fetch as the room."""
    fingerprint: str = ""
    """That of the hub's certificate, 20 letters; empty without TLS, or if the system trusts the certificate."""

    def __post_init__(self) -> None:
        is_complete = len(self.secret) == _SECRET and len(self.fingerprint) in (0, _FINGERPRINT)
        if not is_complete or not set(self.secret + self.fingerprint) <= set(ALPHABET):
            raise ValueError("no room code")


def new_room_secret() -> str:
    """A secret of 80 random bits."""
    return random_letters(_SECRET)


def secret_hash(secret: str) -> str:
    """What the hub stores of a secret: its SHA-256 in hexadecimal. It is random and long enough not to be found by trying."""
    return sha256(secret.encode()).hexdigest()


def fingerprint_of(der: bytes) -> str:
    """The fingerprint of a certificate in DER: the first 100 bits of its SHA-256."""
    return as_letters(
        int.from_bytes(sha256(der).digest(), "big") >> 256 - 5 * _FINGERPRINT,
        _FINGERPRINT,
    )


def shown(code: RoomCode) -> str:
    """The code with its check letters, in groups of four, to read and type."""
    return in_groups(_checked(code.secret + code.fingerprint))


def read_room_code(text: str, name: str = "room code") -> RoomCode:
    """The code that was typed: in capitals or not, with blanks or hyphens anywhere. Raises RoomCodeRefused, which quotes nothing of it.

    ``name`` is what messages call it.
    """
    letters = plain_letters("".join(each for each in text if not _separates(each)))
    wrong = sum(each not in ALPHABET for each in letters)
    if not letters:
        raise _refused(f"the {name} is empty")
    if wrong:
        raise _refused(
            f"the {name} has {'a character' if wrong == 1 else f'{wrong} characters'} that no code has",
            "it has only digits and letters, and no U",
        )
    if len(letters) not in (SHORT, LONG):
        whole = SHORT if len(letters) < SHORT else LONG
        problem = "long" if len(letters) > LONG else "short"
        raise _refused(
            f"the {name} is too {problem}: it has {len(letters)} letters and digits instead of {whole}"
        )
    said = letters[:-_CHECK]
    if letters != _checked(said):
        raise _refused(f"the {name} is mistyped: its last two letters don't fit the others")
    return RoomCode(said[:_SECRET], said[_SECRET:])


def _checked(said: str) -> str:
    rest = (1 - (as_number(said) << 5 * _CHECK)) % _PRIME
    return said + as_letters(rest, _CHECK)


def _separates(character: str) -> bool:
    """Whether it is a blank, a line break, a hyphen, a dash, or a mark that nobody sees, as texts have when they are copied."""
    return character.isspace() or unicodedata.category(character) in ("Pd", "Cf")


def _refused(what: str, hint: str = "") -> RoomCodeRefused:
    again = "type it again, as the organiser has it"
    return RoomCodeRefused(what, remedy=f"{again}; {hint}" if hint else again)
