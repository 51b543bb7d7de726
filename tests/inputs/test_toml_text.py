"""Reading a file that may be anything, and telling where its syntax breaks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from breakout_tui.domain.errors import ProgrammeRefused
from breakout_tui.inputs.programme_file import parse_programme, read_programme
from breakout_tui.inputs.toml_text import MOST_BYTES


def refused(path: Path) -> tuple[str, ...]:
    """The problems of the file at ``path``, which must be refused by its own name."""
    with pytest.raises(ProgrammeRefused) as caught:
        read_programme(path)
    assert caught.value.where == str(path)
    return caught.value.problems


def refused_text(text: str) -> tuple[str, ...]:
    """The problems of ``text``."""
    with pytest.raises(ProgrammeRefused) as caught:
        parse_programme(text, "mine.toml")
    return caught.value.problems


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """The commonest mistake has the plainest words."""
    assert refused(tmp_path / "none.toml") == ("there is no such file",)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """A folder is named as one."""
    assert refused(tmp_path) == ("this is a folder, not a file",)


def test_a_file_below_a_file_is_refused(tmp_path: Path) -> None:
    """Other failures of the system are told in its words."""
    (tmp_path / "file").write_text("")
    assert refused(tmp_path / "file" / "x.toml") == ("the file cannot be read: Not a directory",)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    """A file that the user may not read is told so."""
    path = tmp_path / "secret.toml"
    path.write_text("")
    path.chmod(0)
    assert refused(path) == ("the file cannot be read: Permission denied",)


def test_a_loop_of_links_is_refused(tmp_path: Path) -> None:
    """A path that cannot be followed ends in words."""
    path = tmp_path / "loop.toml"
    path.symlink_to(path)
    assert refused(path) == ("the file cannot be read: Too many levels of symbolic links",)


def test_a_path_that_no_system_takes_is_refused() -> None:
    """A NUL in the path is a refusal, not a ValueError."""
    assert refused(Path("a\0b")) == ("the file cannot be read: embedded null byte",)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_a_fifo_is_refused_without_waiting(tmp_path: Path) -> None:
    """Opening it the usual way would wait for a writer for ever."""
    path = tmp_path / "pipe.toml"
    os.mkfifo(path)
    assert refused(path) == ("this is not a regular file",)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices here")
def test_a_device_is_refused_unread() -> None:
    """An endless source is not read."""
    assert refused(Path("/dev/zero")) == ("this is not a regular file",)


def test_bytes_that_are_not_utf_8_are_told_with_line_and_offset(tmp_path: Path) -> None:
    """A file in Latin-1 is the usual case."""
    path = tmp_path / "latin.toml"
    path.write_bytes('event = "x"\nheading = "Thé"\n'.encode("latin-1"))
    assert refused(path) == ("line 2: byte 25 of the file, 0xe9, is not UTF-8; save the file as UTF-8",)


def test_a_file_over_a_mebibyte_is_refused(tmp_path: Path) -> None:
    """One byte too many is too many; exactly 1 MiB is read."""
    path = tmp_path / "large.toml"
    path.write_bytes(b"#" * (MOST_BYTES + 1))
    assert refused(path) == ("the file is larger than 1 MiB",)
    path.write_bytes(b"#" * MOST_BYTES)
    assert refused(path)[0].startswith("event: missing")


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    """Editors put one before the first key, which must still be found."""
    example = (Path(__file__).parent / "example.toml").read_text(encoding="utf-8")
    path = tmp_path / "bom.toml"
    path.write_text(example, encoding="utf-8-sig", newline="\r\n")
    assert read_programme(path) == parse_programme(example, "example.toml")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('event = "x"\nheading = “y”\n', "line 2, column 11: Invalid value"),
        ('event = "x"\nevent = "y"\n', "line 2, column 12: Cannot overwrite a value"),
        ("[morning]\n[morning]\n", "line 2, column 9: Cannot declare ('morning',) twice"),
        ('event = "x"\nheading = "y', "line 2, at the end of the file: Unterminated string"),
        ("groups = [1\n\n", "line 1, at the end of the file: Unclosed array"),
        ('event = "a\x1bb"', "line 1, column 11: Illegal character '\\x1b'"),
        ("event = \n", "line 1, column 9: Invalid value"),
        ("x = 2026-02-30", "line 1, column 5: Invalid date or datetime"),
        ("a." * 5000 + "a = 1", "line 1, column 1: a key of more than 16 parts"),
        ("x = 1\ny = {b = 1, " + "a." * 5000 + "a = 1}", "line 2, column 13: a key of more than 16 parts"),
        ("\nminutes = " + "9" * 5000, "line 2, column 11: a number of more than 4300 digits"),
        ("x = " + "[" * 5000, "arrays or tables are nested too deeply"),
        ("x = " + "{a=" * 5000, "arrays or tables are nested too deeply"),
    ],
)
def test_broken_syntax_is_told_by_line_and_column(text: str, line: str) -> None:
    """One line says where TOML stops making sense, and why."""
    assert refused_text(text) == (line,)


def test_a_long_complaint_about_syntax_is_cut() -> None:
    """A key of any length is not thrown back at the terminal whole."""
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
    ids=["nested arrays", "bare brackets", "empty arrays", "a long key within", "a long quoted key"],
)
def test_a_mebibyte_of_malice_is_refused(text: str) -> None:
    """Bounds on nesting and key length keep tomllib's cost small: one of these took it six minutes without them."""
    assert refused_text(text[:MOST_BYTES])
