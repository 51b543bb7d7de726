"""A file is complete or absent, and never replaces another file without permission."""

from __future__ import annotations

import errno
import os
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from breakout_tui.domain.errors import OutputExists, WriteFailed
from breakout_tui.report.atomic_file import write_atomically

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
needs_modes = pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")


def _names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def _refuse(number: int) -> OSError:
    return OSError(number, os.strerror(number))


@pytest.mark.parametrize("replace", [True, False])
def test_a_new_file_holds_the_text_in_a_folder_made_for_it(tmp_path: Path, replace: bool) -> None:
    """UTF-8, unchanged line breaks, the path is returned, no other file is left."""
    path = tmp_path / "a" / "b" / "report.md"
    assert write_atomically(path, "é\nß\r\n", replace=replace) == path
    assert path.read_bytes() == "é\nß\r\n".encode()
    assert _names(path.parent) == ["report.md"]


def test_an_existing_file_is_kept(tmp_path: Path) -> None:
    """Without replace it is refused; the error says what happened, where, and what to do."""
    path = tmp_path / "report.md"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(OutputExists) as refusal:
        write_atomically(path, "new", replace=False)
    assert path.read_text(encoding="utf-8") == "old"
    assert (refusal.value.where, bool(refusal.value.what), bool(refusal.value.remedy)) == (
        str(path),
        True,
        True,
    )
    assert _names(tmp_path) == ["report.md"]


def test_an_existing_file_is_replaced_on_request(tmp_path: Path) -> None:
    """With replace, the new text replaces the old one."""
    path = tmp_path / "report.md"
    path.write_text("old and longer", encoding="utf-8")
    write_atomically(path, "new", replace=True)
    assert path.read_text(encoding="utf-8") == "new"
    assert _names(tmp_path) == ["report.md"]


@needs_modes
def test_permissions_follow_the_umask_or_the_replaced_file(tmp_path: Path) -> None:
    """A new file follows the umask; a private file stays private."""
    plain, path = tmp_path / "plain", tmp_path / "report.md"
    plain.touch()
    write_atomically(path, "x", replace=False)
    assert path.stat().st_mode == plain.stat().st_mode
    path.chmod(0o600)
    write_atomically(path, "y", replace=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@needs_modes
def test_a_link_is_followed_when_replacing_and_kept_otherwise(tmp_path: Path) -> None:
    """Replacing writes the target of the link; a dangling link counts as an existing file."""
    target, link = tmp_path / "target.md", tmp_path / "link.md"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    assert write_atomically(link, "new", replace=True) == target
    assert (link.is_symlink(), target.read_text(encoding="utf-8")) == (True, "new")
    target.unlink()
    with pytest.raises(OutputExists):
        write_atomically(link, "new", replace=False)


def test_simultaneous_exports_to_one_name_leave_one_complete_file(tmp_path: Path) -> None:
    """One writer wins and the others get an error; no text is mixed, no other file is left."""
    path = tmp_path / "report.md"
    texts = [str(number) * 100_000 for number in range(8)]
    start = threading.Barrier(len(texts))

    def export(text: str) -> str | None:
        start.wait()
        try:
            write_atomically(path, text, replace=False)
        except OutputExists:
            return None
        return text

    with ThreadPoolExecutor(len(texts)) as pool:
        winners = [text for text in pool.map(export, texts) if text is not None]
    assert winners == [path.read_text(encoding="utf-8")]
    assert _names(tmp_path) == ["report.md"]


def test_a_file_that_appears_at_the_last_moment_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is claimed in one step, which fails if it exists."""
    path = tmp_path / "report.md"
    sync = os.fsync

    def overtaken(number: int) -> None:
        sync(number)
        path.write_text("first", encoding="utf-8")

    monkeypatch.setattr(os, "fsync", overtaken)
    with pytest.raises(OutputExists):
        write_atomically(path, "second", replace=False)
    assert path.read_text(encoding="utf-8") == "first"
    assert _names(tmp_path) == ["report.md"]


@pytest.fixture
def no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system without hard links, such as FAT."""

    def refused(*_: object) -> None:
        raise _refuse(errno.EPERM)

    monkeypatch.setattr(os, "link", refused)


@pytest.mark.usefixtures("no_links")
def test_a_file_system_without_hard_links_works_too(tmp_path: Path) -> None:
    """The file is created directly under its name, which must be free."""
    path = tmp_path / "report.md"
    write_atomically(path, "text", replace=False)
    with pytest.raises(OutputExists):
        write_atomically(path, "other", replace=False)
    assert path.read_text(encoding="utf-8") == "text"
    assert _names(tmp_path) == ["report.md"]


@pytest.mark.usefixtures("no_links")
def test_a_race_without_hard_links_keeps_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fallback is exclusive too, and does not remove another writer's file."""
    path = tmp_path / "report.md"

    def overtaken(*_: object) -> None:
        path.write_text("first", encoding="utf-8")
        raise _refuse(errno.EPERM)

    monkeypatch.setattr(os, "link", overtaken)
    with pytest.raises(OutputExists):
        write_atomically(path, "second", replace=False)
    assert path.read_text(encoding="utf-8") == "first"
    assert _names(tmp_path) == ["report.md"]


@pytest.mark.parametrize("replace", [True, False])
@pytest.mark.parametrize("call", [1, 2])
def test_a_full_disk_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replace: bool, call: int
) -> None:
    """The first failing write raises; the old file is complete and no temporary file remains. Folders need not sync."""
    path = tmp_path / "report.md"
    if replace:
        path.write_text("old", encoding="utf-8")
    calls = []

    def full(number: int) -> None:
        calls.append(number)
        if len(calls) == call:
            raise _refuse(errno.ENOSPC)

    monkeypatch.setattr(os, "fsync", full)
    if call == 2:
        write_atomically(path, "new", replace=replace)
        assert path.read_text(encoding="utf-8") == "new"
        return
    with pytest.raises(WriteFailed, match="free some space") as failure:
        write_atomically(path, "new", replace=replace)
    assert failure.value.where == str(path)
    assert _names(tmp_path) == (["report.md"] if replace else [])
    assert not replace or path.read_text(encoding="utf-8") == "old"


@pytest.mark.usefixtures("no_links")
def test_a_full_disk_without_hard_links_leaves_no_partial_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fallback removes an incomplete file."""
    calls = []

    def full(number: int) -> None:
        calls.append(number)
        if len(calls) == 2:
            raise _refuse(errno.ENOSPC)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteFailed):
        write_atomically(tmp_path / "report.md", "new", replace=False)
    assert _names(tmp_path) == []


@pytest.mark.parametrize("replace", [True, False])
def test_a_folder_as_target_is_refused(tmp_path: Path, replace: bool) -> None:
    """The folder stays."""
    with pytest.raises(OutputExists, match="folder"):
        write_atomically(tmp_path, "x", replace=replace)
    assert _names(tmp_path) == []


@pytest.mark.parametrize("replace", [True, False])
@pytest.mark.parametrize("name", ["file/report.md", "file/deeper/report.md", "x" * 300, "nul\0byte"])
def test_an_impossible_path_is_refused(tmp_path: Path, name: str, replace: bool) -> None:
    """A file instead of a folder, a name too long, a NUL: the error says what, where and a remedy; nothing is created."""
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    with pytest.raises(WriteFailed) as failure:
        write_atomically(tmp_path / name, "x", replace=replace)
    assert (bool(failure.value.what), failure.value.where) == (True, str(tmp_path / name))
    assert failure.value.remedy
    assert _names(tmp_path) == ["file"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a pipe with a name")
def test_only_an_ordinary_file_is_replaced(tmp_path: Path) -> None:
    """A pipe stands for all others, devices included: if this fails as root, a real device would be gone."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(WriteFailed) as failed:
        write_atomically(path, "x", replace=True)
    error = failed.value
    assert (error.what, error.where, error.remedy) == (
        "not an ordinary file",
        str(path),
        "choose another name",
    )
    assert path.is_fifo()
    assert _names(tmp_path) == ["pipe"]


@needs_modes
@pytest.mark.skipif(IS_ROOT, reason="the superuser may write everywhere")
@pytest.mark.parametrize("replace", [True, False])
def test_a_read_only_folder_is_refused(tmp_path: Path, replace: bool) -> None:
    """The remedy is another folder."""
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(WriteFailed, match="may write to"):
            write_atomically(tmp_path / "report.md", "x", replace=replace)
    finally:
        tmp_path.chmod(0o700)


def test_a_refused_file_says_what_is_there_and_what_to_do(tmp_path: Path) -> None:
    """A file, a folder, or a file in the place of a folder."""
    file = tmp_path / "report.md"
    file.write_text("old", encoding="utf-8")
    expected = {
        file: ("a file of this name exists", "choose another name or ask to replace it"),
        tmp_path: ("a folder of this name exists", "name a file in it"),
    }
    for path, (what, remedy) in expected.items():
        with pytest.raises(OutputExists) as refused:
            write_atomically(path, "new", replace=False)
        assert (refused.value.what, refused.value.where, refused.value.remedy) == (what, str(path), remedy)
    with pytest.raises(WriteFailed, match=r": a file exists where a folder is needed; "):
        write_atomically(file / "report.md", "new", replace=False)
    with pytest.raises(WriteFailed) as failed:
        write_atomically(file / "deeper" / "report.md", "new", replace=False)
    assert failed.value.remedy == "choose a folder that you may write to"
    assert failed.value.where == str(file / "deeper" / "report.md")


@pytest.mark.parametrize("replace", [True, False])
@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "free some space, then export again"),
        (errno.EDQUOT, "free some space, then export again"),
        (errno.ENAMETOOLONG, "choose a shorter name"),
        (errno.EROFS, "choose a folder that you may write to"),
    ],
)
def test_a_failed_write_says_why_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, remedy: str, replace: bool
) -> None:
    """In the words of the system; the remedy depends on the cause."""

    def fail(_: int) -> None:
        raise _refuse(number)

    monkeypatch.setattr(os, "fsync", fail)
    path = tmp_path / "report.md"
    with pytest.raises(WriteFailed) as failed:
        write_atomically(path, "new", replace=replace)
    error = failed.value
    assert error.what == f"cannot be written ({os.strerror(number)})"
    assert (error.where, error.remedy) == (str(path), remedy)


def test_an_impossible_name_is_told_in_the_words_of_the_system(tmp_path: Path) -> None:
    """Even if the error has no number."""
    with pytest.raises(WriteFailed) as failed:
        write_atomically(tmp_path / "nul\0byte", "new", replace=False)
    assert failed.value.what.startswith("cannot be written (")
    assert "null" in failed.value.what
    assert failed.value.remedy == "choose a folder that you may write to"


def test_half_a_character_does_not_prevent_the_export(tmp_path: Path) -> None:
    """A lone surrogate has no UTF-8; it becomes a question mark."""
    path = write_atomically(tmp_path / "report.md", "a\ud800b", replace=False)
    assert path.read_bytes() == b"a?b"


@needs_modes
def test_a_private_file_is_private_while_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new text is never readable to more people than the old one."""
    path = tmp_path / "report.md"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    modes = []
    opened = os.open

    def watched(path: Path, flags: int, mode: int = 0o777) -> int:
        number = opened(path, flags, mode)
        modes.append(stat.S_IMODE(os.fstat(number).st_mode))
        return number

    monkeypatch.setattr(os, "open", watched)
    write_atomically(path, "new", replace=True)
    assert modes[0] & ~0o640 == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_the_first_failure_is_told_even_if_the_leftovers_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is gone can't remove a temporary file either."""

    def fail(*_: object, **__: object) -> None:
        raise _refuse(errno.EROFS)

    def full(_: int) -> None:
        raise _refuse(errno.ENOSPC)

    monkeypatch.setattr(os, "fsync", full)
    monkeypatch.setattr(os, "unlink", fail)
    with pytest.raises(WriteFailed, match="free some space"):
        write_atomically(tmp_path / "report.md", "new", replace=False)
