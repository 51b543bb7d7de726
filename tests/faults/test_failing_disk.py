"""A disk that fails at any write, truncation or sync: the store says so, keeps everything, and saves it in its order."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.disk import run_on_disk


def _trials(folder: Path, seed: int, count: int) -> None:
    done = run_on_disk("tests.faults.failing", str(folder), str(seed), str(count), root=folder)
    assert done.returncode == 0, done.stderr
    trials, noticed = (int(word) for word in done.stdout.split())
    assert trials == count
    assert noticed > count // 4, "the trials must meet the fault"


def test_whatever_call_fails_all_is_saved_in_the_end(tmp_path: Path) -> None:
    """Full, over quota, too large, read-only, or a plain error, once or for a while."""
    _trials(tmp_path, 1, 8)


@pytest.mark.soak
def test_whatever_call_fails_800_times(tmp_path: Path) -> None:
    """The same at others."""
    _trials(tmp_path, 2, 800)
