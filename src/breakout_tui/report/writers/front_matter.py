"""The front matter of a report: fields in YAML, escaped so that no text can break out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

_PLAIN_KEY = re.compile(r"[a-z][a-z_-]*")
_WORDS_OF_YAML = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_UNPRINTABLE = re.compile(
    r"[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)


def front_matter(fields: Mapping[str, str | int | Sequence[str]]) -> str:
    """The fields in order between two lines of ``---``, ending in a line break.

    Each value is JSON, which YAML reads as the same value: texts in double quotes on one line, lists in brackets.
    Unprintable and invisible characters are escaped.
    """
    lines = [f"{_key(key)}: {_value(value)}\n" for key, value in fields.items()]
    return "".join(["---\n", *lines, "---\n"])


def _key(key: str) -> str:
    if _PLAIN_KEY.fullmatch(key) and key not in _WORDS_OF_YAML:
        return key
    return _value(key)


def _value(value: str | int | Sequence[str]) -> str:
    plain = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)
