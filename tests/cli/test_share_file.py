"""The share file: whatever stands in it, a window reads it at every look, and must not fail by it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from breakout_tui.cli.share_file import Share, read_share, share_path, still_valid, write_share
from breakout_tui.domain.clock import SET_BACK

SHARE = Share("secret", "7KQ2M4XP", 1_764_000_000.0, "http://127.0.0.1:8765", 4711, "127.0.0.1", 8765)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("secret", 1),
        ("secret", ""),
        ("code", None),
        ("made_at", "today"),
        ("made_at", None),
        ("url", 5),
        ("process", "4711"),
        ("host", []),
        ("port", "x"),
        ("another", 1),
    ],
)
def test_a_file_with_other_values_is_none(tmp_path: Path, name: str, value: Any) -> None:
    """Rule: nothing is shared then."""
    database = tmp_path / "room.db"
    write_share(database, SHARE)
    assert read_share(database) == SHARE
    path = share_path(database)
    path.write_text(
        json.dumps(json.loads(path.read_text(encoding="utf-8")) | {name: value}), encoding="utf-8"
    )
    assert read_share(database) is None


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 10_000])
def test_a_damaged_file_is_none(tmp_path: Path, text: bytes) -> None:
    """Rule: nothing is shared then."""
    database = tmp_path / "room.db"
    share_path(database).write_bytes(text)
    assert read_share(database) is None


def test_secrets_are_valid_for_a_day() -> None:
    """Rule: no longer; a clock that was set back by up to an hour ends nothing, by more, or one that is no number, does."""
    day = 24 * 60 * 60
    assert still_valid(SHARE, SHARE.made_at + day - 1) is SHARE
    assert still_valid(SHARE, SHARE.made_at + day) is None
    assert still_valid(SHARE, SHARE.made_at - SET_BACK) is SHARE
    assert still_valid(SHARE, SHARE.made_at - SET_BACK - 1) is None
    assert still_valid(Share("secret", "code", float("nan")), SHARE.made_at) is None
