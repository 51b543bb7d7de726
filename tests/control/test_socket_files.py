"""Socket files: who may connect, and what is removed."""

from __future__ import annotations

import contextlib
import os
import socket
import stat
from pathlib import Path

import pytest

from breakout_tui.control import socket_files
from breakout_tui.control.client import ask_windows
from breakout_tui.domain.outside import Request

ASKED = Request("session", "next")


def left_behind(path: Path) -> Path:
    """A socket that nobody listens to, as after a kill -9."""
    with socket.socket(socket.AF_UNIX) as made, contextlib.chdir(path.parent):
        made.bind(path.name)  # the folder of a test may have a longer path than a socket takes
    return path


def test_only_its_owner_may_connect_whatever_the_umask(tmp_path: Path) -> None:
    """Rule: mode 0600 from the moment at which somebody could connect."""
    before = os.umask(0)
    try:
        made, path = socket_files.listening(tmp_path / "room.db")
    finally:
        os.umask(before)
    with made:
        assert stat.S_IMODE(path.lstat().st_mode) == 0o600
        assert stat.S_ISSOCK(path.lstat().st_mode)
        assert socket_files.sockets_of(tmp_path / "room.db") == [path]


def test_a_socket_that_was_left_behind_is_removed_by_the_next_window(tmp_path: Path) -> None:
    """Rule: one that nobody hears is removed, one that is heard stays; a file of that name that is no socket stays too."""
    database = tmp_path / "room.db"
    first, heard = socket_files.listening(database)
    stale = left_behind(heard.with_name(heard.name.replace("-", "-0")))
    half_made = left_behind(heard.with_name(heard.name.replace("-", "-1") + ".new"))
    os.utime(half_made, (0, 0))
    no_socket = heard.with_name(heard.name.replace("-", "-2"))
    no_socket.write_text("mine", encoding="utf-8")
    with first:
        second, other = socket_files.listening(database)
        with second:
            assert socket_files.sockets_of(database) == sorted([heard, other])
            assert not stale.exists()
            assert not half_made.exists()
            assert no_socket.read_text(encoding="utf-8") == "mine"


def test_each_database_has_its_own_sockets(tmp_path: Path) -> None:
    """Rule: a socket is found by the file itself, by whichever link it is named; another file's is not."""
    (tmp_path / "room.db").touch()
    (tmp_path / "link.db").symlink_to(tmp_path / "room.db")
    made, path = socket_files.listening(tmp_path / "link.db")
    with made:
        assert socket_files.sockets_of(tmp_path / "room.db") == [path]
        assert socket_files.sockets_of(tmp_path / "room.d") == []
        assert socket_files.sockets_of(tmp_path / "other.db") == []
        assert socket_files.sockets_of(tmp_path / "none" / "room.db") == []


def test_a_link_in_place_of_a_socket_is_never_followed(tmp_path: Path) -> None:
    """Rule: only a socket of this user is trusted; a link to one is left alone, and so is what it points to."""
    database = tmp_path / "room.db"
    made, path = socket_files.listening(database)
    elsewhere = tmp_path / "elsewhere"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    with made:
        assert not socket_files.is_own_socket(path)
        assert socket_files.sockets_of(database) == []
        assert ask_windows(database, ASKED) is None
        socket_files.remove(path)
        assert path.is_symlink()


def test_the_socket_of_another_user_is_not_trusted(tmp_path: Path) -> None:
    """Rule: whoever may write to the folder can't answer in place of the window."""
    if os.getuid() != 0:
        pytest.skip("only root can give a file away")
    made, path = socket_files.listening(tmp_path / "room.db")
    with made:
        os.chown(path, 12345, -1)
        assert socket_files.sockets_of(tmp_path / "room.db") == []


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux has a way round")
def test_the_path_of_the_database_may_be_longer_than_a_socket_takes(tmp_path: Path) -> None:
    """Rule: 107 bytes are the limit of the system, not of the folder's name."""
    folder = tmp_path / ("long folder " * 10) / ("and another " * 10)
    folder.mkdir(parents=True)
    made, path = socket_files.listening(folder / "room.db")
    with made:
        assert len(os.fsencode(path)) > 107
        socket_files.connected(path, timeout=1.0).close()


def test_a_folder_in_which_no_socket_can_be_made_is_told_apart(tmp_path: Path) -> None:
    """Rule: an OSError, and nothing is left behind."""
    with pytest.raises(FileNotFoundError):
        socket_files.listening(tmp_path / "none" / "room.db")
    with pytest.raises(OSError, match="too long"):
        socket_files.listening(tmp_path / ("x" * 250))
    assert list(tmp_path.iterdir()) == []
