"""Searches a file for names, whatever its format: each part of an archive, in each way in which bytes can mean text."""

from __future__ import annotations

import html
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile, is_zipfile

from tests.report.other_programs import told_by

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{4,})>")
_ESCAPED = re.compile(r"\\u[0-9a-fA-F]{4}")
_TAG = re.compile("<[^>]*>")


def found_in(data: bytes, names: Iterable[str], folder: Path) -> set[str]:
    """The words of these names that are in a file, in any spelling of its format; ``folder`` is for poppler, which a PDF needs."""
    readings = [text.casefold() for piece in _pieces(data, folder) for text in _readings(piece)]
    words = {word.casefold() for name in names for word in name.split()}
    return {word for word in words if any(word in text for text in readings)}


def _pieces(data: bytes, folder: Path) -> Iterator[bytes]:
    yield data
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as archive:
            yield "\n".join(archive.namelist()).encode()
            for name in archive.namelist():
                yield archive.read(name)
    elif data.startswith(b"%PDF"):
        yield from _of_pdf(data, folder)


def _of_pdf(data: bytes, folder: Path) -> Iterator[bytes]:
    """Streams unpacked, strings in hexadecimal, and the text as a reader shows it."""
    streams = [data]
    for found in _STREAM.findall(data):
        try:
            streams.append(zlib.decompress(found))
        except zlib.error:
            continue
    yield from streams
    for stream in streams:
        for digits in _HEX.findall(stream):
            packed = b"".join(digits.split())
            yield bytes.fromhex((packed + b"0" * (len(packed) % 2)).decode())
    yield told_by("pdftotext", data, folder).encode()


def _readings(piece: bytes) -> Iterator[str]:
    """The text that the bytes can be, and what its escapes mean."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        text = piece.decode(encoding, "ignore")
        yield text
        if encoding == "utf-8":
            yield html.unescape(text)
            yield html.unescape(_TAG.sub("", text))
            yield unquote(text)
            yield _ESCAPED.sub(lambda found: json.loads(f'"{found[0]}"'), text)
