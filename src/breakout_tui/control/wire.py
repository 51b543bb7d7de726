"""What goes over the socket: one request and one answer, each a line of JSON. What is anything else is refused, not guessed."""

from __future__ import annotations

import json

from breakout_tui.domain.outside import Answer, Request

VERSION = 1
MOST_REQUESTED = 64 * 1024
"""Bytes of a request: a note of 4,000 characters takes at most 24,000."""
MOST_ANSWERED = 64 * 1024 * 1024
"""Bytes of an answer: all notes of a very large session."""


class NotUnderstood(ValueError):
    """Bytes that are no request or answer."""


def encoded_request(request: Request) -> bytes:
    """The line of a request."""
    return _line({"session": request.session_id, "word": request.word, "argument": request.argument})


def encoded_answer(answer: Answer) -> bytes:
    """The line of an answer."""
    return _line({"status": answer.status, "lines": list(answer.lines)})


def decoded_request(line: bytes) -> Request:
    """The request of a line. Raises NotUnderstood."""
    values = _values(line)
    texts = [values.get(name) for name in ("session", "word", "argument")]
    session, word, argument = (text if isinstance(text, str) else None for text in texts)
    if session is None or word is None or argument is None:
        raise NotUnderstood("a text is missing")
    return Request(session, word, argument)


def decoded_answer(line: bytes) -> Answer:
    """The answer of a line. Raises NotUnderstood."""
    values = _values(line)
    status, lines = values.get("status"), values.get("lines")
    if not isinstance(status, int) or not isinstance(lines, list):
        raise NotUnderstood("the status or the lines are missing")
    if not all(isinstance(each, str) for each in lines):
        raise NotUnderstood("a line is no text")
    return Answer(status, tuple(lines))


def _line(values: dict[str, object]) -> bytes:
    return json.dumps({"version": VERSION, **values}).encode() + b"\n"


def _values(line: bytes) -> dict[str, object]:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:  # also UnicodeDecodeError
        raise NotUnderstood("not JSON") from error
    if not isinstance(values, dict) or values.get("version") != VERSION:
        raise NotUnderstood("not of this version")
    return values
