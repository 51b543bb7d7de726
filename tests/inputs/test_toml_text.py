"""Reading a file of any content, and reporting where its syntax is wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from breakout_tui.domain.errors import ProgrammeRefused
from breakout_tui.inputs.programme_file import parse_programme, read_programme
from breakout_tui.inputs.toml_text import MOST_BYTES


def refused(path: Path) -> tuple[str, ...]:
    """The problems for which the file at ``path`` is refused; the error names the file."""
    with pytest.raises(ProgrammeRefused) as caught:
        read_programme(path)
    assert caught.value.where == str(path)
    return caught.value.problems


def refused_text(text: str) -> tuple[str, ...]:
    """The problems for which ``text`` is refused."""
    with pytest.raises(ProgrammeRefused) as caught:
        parse_programme(text, "mine.toml")
    return caught.value.problems


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """The message says what to check."""
    assert refused(tmp_path / "none.toml") == ("file not found; check its name and folder",)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """The message says that it is a folder."""
    assert refused(tmp_path) == ("this is a folder; name a file",)


def test_a_file_below_a_file_is_refused(tmp_path: Path) -> None:
    """Other failures show the message of the operating system."""
    (tmp_path / "file").write_text("")
    assert refused(tmp_path / "file" / "x.toml") == ("the file cannot be read: Not a directory",)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="file permissions do not apply to this user")
def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    """The message says that permission is denied."""
    path = tmp_path / "secret.toml"
    path.write_text("")
    path.chmod(0)
    assert refused(path) == ("the file cannot be read: Permission denied",)


def test_a_symlink_loop_is_refused(tmp_path: Path) -> None:
    """A link to itself is an error line, not an exception."""
    path = tmp_path / "loop.toml"
    path.symlink_to(path)
    assert refused(path) == ("the file cannot be read: Too many levels of symbolic links",)


def test_an_invalid_path_is_refused() -> None:
    """A null byte in the path is an error line, not a ValueError."""
    assert refused(Path("a\0b")) == ("the file cannot be read: embedded null byte",)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this platform has no FIFOs")
def test_a_fifo_is_refused_without_waiting(tmp_path: Path) -> None:
    """A plain open() would wait for a writer for ever."""
    path = tmp_path / "pipe.toml"
    os.mkfifo(path)
    assert refused(path) == ("this is not a regular file; name a text file",)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this platform has no /dev/zero")
def test_a_device_is_refused_without_reading_it() -> None:
    """Reading it would never end."""
    assert refused(Path("/dev/zero")) == ("this is not a regular file; name a text file",)


def test_a_byte_that_is_not_utf_8_is_reported_with_line_and_offset(tmp_path: Path) -> None:
    """The usual cause is a file saved as Latin-1."""
    path = tmp_path / "latin.toml"
    path.write_bytes('event = "x"\nheading = "Thé"\n'.encode("latin-1"))
    assert refused(path) == ("line 2: byte 0xe9 at offset 25 is not UTF-8; save the file as UTF-8",)


def test_a_file_over_a_mebibyte_is_refused(tmp_path: Path) -> None:
    """A file of exactly 1 MiB is read; one more byte is too large."""
    path = tmp_path / "large.toml"
    path.write_bytes(b"#" * (MOST_BYTES + 1))
    assert refused(path) == ("the file is too large; the limit is 1 MiB",)
    path.write_bytes(b"#" * MOST_BYTES)
    assert refused(path)[0].startswith("event: missing")


def test_a_byte_order_mark_is_ignored(tmp_path: Path) -> None:
    """Some editors write one before the first key."""
    example = (Path(__file__).parent / "example.toml").read_text(encoding="utf-8")
    path = tmp_path / "bom.toml"
    path.write_text(example, encoding="utf-8-sig", newline="\r\n")
    assert read_programme(path) == parse_programme(example, "example.toml")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x = 2026-02-30", "line 1, column 5: Invalid date or datetime"),
        ("a." * 5000 + "a = 1", "line 1, column 1: the key has more than 16 parts; shorten it"),
        (
            "x = 1\ny = {b = 1, " + "a." * 5000 + "a = 1}",
            "line 2, column 13: the key has more than 16 parts; shorten it",
        ),
        (
            "\nminutes = " + "9" * 5000,
            "line 2, column 11: the number has more than 4300 digits; shorten it",
        ),
        ("x = " + "[" * 5000, "lists or tables are nested too deeply; use fewer levels"),
        ("x = " + "{a=" * 5000, "lists or tables are nested too deeply; use fewer levels"),
    ],
)
def test_a_syntax_error_is_reported_with_line_and_column(text: str, line: str) -> None:
    """One line says where the syntax is wrong, and why."""
    assert refused_text(text) == (line,)


def test_a_long_syntax_error_is_cut() -> None:
    """A very long key is not printed in full."""
    (line,) = refused_text(f"[{'a' * 5000}]\n[{'a' * 5000}]\n")
    assert len(line) < 200


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * MOST_BYTES,
        "[" * MOST_BYTES,
        "x = [" + "[]," * (MOST_BYTES // 3 - 3) + "]",
        "x = {" + "a." * (MOST_BYTES // 2 - 5) + "a=1}",
        '"".' * (MOST_BYTES // 3 - 3) + "a=1",
    ],
    ids=["nested lists", "bare brackets", "empty lists", "a long key in a table", "a long quoted key"],
)
def test_a_mebibyte_of_hostile_text_is_refused_quickly(text: str) -> None:
    """Limits on nesting and key length keep the parser fast: without them one of these texts took six minutes."""
    assert refused_text(text[:MOST_BYTES])
