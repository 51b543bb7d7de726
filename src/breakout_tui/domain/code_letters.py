"""The letters and digits of all codes that people type: Crockford's Base32, in which none looks like another one."""

from __future__ import annotations

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_GROUP = 4


def random_letters(count: int) -> str:
    """So many letters, each of five random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(count))


def plain_letters(text: str) -> str:
    """The text in capitals, with digits for the letters that look like them; what is no letter of a code stays in it."""
    return text.upper().translate(_ALIKE)


def in_groups(code: str) -> str:
    """The code in groups of four, to read and type: ``7KQ2-M4XP``."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def as_letters(number: int, count: int) -> str:
    """A number below 32 to the power of ``count`` as so many letters, the highest first."""
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(count)))


def as_number(letters: str) -> int:
    """The letters of a code, read as one number."""
    number = 0
    for each in letters:
        number = number << 5 | ALPHABET.index(each)
    return number
