"""A zip file says nothing of when and where it was written."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from breakout_tui.report.writers.fixed_zip import unzipped, zipped

FILES = {"b/one.txt": b"one " * 99, "a.txt": b""}


def test_files_come_back_in_their_order() -> None:
    """By name, with their bytes."""
    assert list(unzipped(zipped(FILES)).items()) == list(FILES.items())


def test_no_time_and_no_system_is_in_it_and_all_is_compressed() -> None:
    """Every file has the first time that a zip file can tell, and the system of all zip files."""
    with ZipFile(BytesIO(zipped(FILES))) as archive:
        for each in archive.infolist():
            assert (each.date_time, each.create_system) == ((1980, 1, 1, 0, 0, 0), 0)
            assert each.compress_type == ZIP_DEFLATED
