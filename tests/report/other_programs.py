"""Other programs that read our files, where they are installed: poppler for PDF, LibreOffice for the rest."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from breakout_tui.domain.file_format import FileFormat

poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler (pdftotext, pdfinfo) is not installed"
)
libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"
)
EVERY_FORMAT = tuple(
    pytest.param(each, marks=poppler) if each is FileFormat.PDF else pytest.param(each) for each in FileFormat
)
"""The formats, for tests that read the files: a PDF only where poppler is."""


def told_by(tool: str, data: bytes, folder: Path, *options: str) -> str:
    """What a tool of poppler prints about a PDF; of ``pdftotext`` it is the text."""
    path = folder / "read.pdf"
    path.write_bytes(data)
    rest = ["-"] if tool == "pdftotext" else []
    return subprocess.run(
        [tool, *options, str(path), *rest], capture_output=True, text=True, check=True, timeout=60
    ).stdout


def saved_by_office(path: Path, form: str, *options: str) -> Path:
    """The file as LibreOffice opens and saves it; ``form`` begins with the ending and may name a filter of LibreOffice."""
    folder = path.parent / "saved"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", *options, "--convert-to", form, "--outdir", str(folder)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    return folder / f"{path.stem}.{form.partition(':')[0]}"
