"""The package of an office document (DOCX, XLSX): its parts, found by their relations and read as XML in bounded time and memory."""

from __future__ import annotations

from posixpath import dirname, join, normpath
from typing import NamedTuple
from xml.etree import ElementTree
from zipfile import ZipFile

LARGEST_PART = 200_000_000
"""Bytes of a part when it is unpacked."""
_AT_ONCE = 1 << 16


class PackageRefused(Exception):
    """The file can't be read; says why, and the remedy if it is not to save the file again."""

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


class PartReader:
    """Is told the elements of a part one after the other, so that no part is in memory as a whole."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Characters within the innermost element."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """A document type declaration. Office documents have none, and with one XML can name other files or grow without end."""
        del name, public, system
        raise PackageRefused("not an office document")

    def close(self) -> None:
        """The part is read."""


class Relation(NamedTuple):
    """What a part is related to."""

    id: str
    kind: str
    """The last word of its type."""
    part: str
    """The name of the other part."""


class Package:
    """The parts of an open file."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._names = set(archive.namelist())

    def related(self, part: str) -> dict[str, str]:
        """The names of the parts that this one is related to, by the last word of the type; "" is the package itself."""
        found: dict[str, str] = {}
        for each in self.relations(part):
            found.setdefault(each.kind, each.part)
        return found

    def relations(self, part: str) -> list[Relation]:
        """The relations of a part to parts that the package has; "" is the package itself."""
        folder, name = dirname(part), part.rpartition("/")[2]
        relations = join(folder, "_rels", f"{name}.rels")
        if relations not in self._names:
            return []
        reader = _Relations()
        self.read(relations, reader)
        found = []
        for each in reader.found:
            target = each.part
            whole = normpath(join(folder, target)) if not target.startswith("/") else target[1:]
            if whole in self._names:
                found.append(each._replace(part=whole))
        return found

    def read(self, part: str, reader: PartReader) -> None:
        """Tell a reader the elements of a part. Raises PackageRefused, and what zipfile raises for a damaged file."""
        parser = ElementTree.XMLParser(target=reader)
        size = 0
        try:
            with self._archive.open(part) as stream:
                while piece := stream.read(_AT_ONCE):
                    size += len(piece)
                    if size > LARGEST_PART:
                        raise PackageRefused("too large to be read back", "remove its pictures")
                    parser.feed(piece)
            parser.close()
        except ElementTree.ParseError as error:
            raise PackageRefused(
                "a part of it is damaged", "open it in an office program and save it again"
            ) from error


class _Relations(PartReader):
    """Reads what a part is related to inside the package."""

    def __init__(self) -> None:
        self.found: list[Relation] = []
        """With their targets as they are written."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A relation."""
        if tag.endswith("}Relationship") and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found.append(Relation(attributes.get("Id", ""), kind, attributes.get("Target", "")))
