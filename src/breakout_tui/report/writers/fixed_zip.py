"""Zip files whose bytes depend on their content only: no time of writing, no user, no system."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_TIME = (1980, 1, 1, 0, 0, 0)
"""The first time that a zip file can tell."""


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files in a zip file, by their names in it and in this order."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, data in files.items():
            entry = ZipInfo(name, _TIME)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, data)
    return target.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The files of a zip file, in its order. Raises BadZipFile and what else zipfile raises for a damaged one."""
    with ZipFile(BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}
