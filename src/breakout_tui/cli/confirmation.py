"""Asks for a typed word before something is removed for good."""

from __future__ import annotations

import sys


def is_confirmed(word: str, what: str) -> bool:
    """Whether the word is typed; ``what`` says what it does, behind *Type WORD to*."""
    print(f"Type {word} to {what}: ", end="", file=sys.stderr, flush=True)  # noqa: T201 - a prompt
    return sys.stdin.readline().strip().lower() == word
