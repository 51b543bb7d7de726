"""A disk that fails at any write, truncation or sync: the store reports it, keeps everything, and saves it in order."""

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


def test_all_is_saved_in_the_end_whichever_call_fails(tmp_path: Path) -> None:
    """Rule: full, over quota, too large, read-only, or an I/O error, once or for a while."""
    _trials(tmp_path, 1, 8)


@pytest.mark.soak
def test_all_is_saved_in_the_end_800_times(tmp_path: Path) -> None:
    """Rule: the same at other moments."""
    _trials(tmp_path, 2, 800)
