"""File places: sticks and cards as each system mounts them, then the folders that people use."""

from __future__ import annotations

from pathlib import Path

from breakout_tui.domain.browsing import FilePlace, PlaceSort
from breakout_tui.inputs.file_places import places, sticks

MOUNTS = r"""
proc /proc proc rw 0 0
/dev/sda1 / ext4 rw 0 0
/dev/sdb1 /media/ada/STICK\0403 vfat rw 0 0
/dev/sdc1 /run/media/ada/R\303\244ume exfat rw 0 0
tmpfs /mnt/deep/inside tmpfs rw 0 0
/dev/sdd1 /mnt/card vfat rw 0 0
broken
"""


def test_linux_tells_its_mount_points_and_writes_blanks_as_octal_numbers(tmp_path: Path) -> None:
    """Rule: what is below /media, /run/media and directly in /mnt, by proc_mounts(5); nothing of the system."""
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)
    found = [str(path) for path in sticks("linux", mounts)]
    assert found == ["/media/ada/STICK 3", "/run/media/ada/Räume", "/mnt/card"]


def test_a_mac_tells_its_volumes_without_that_of_the_system(tmp_path: Path) -> None:
    """Rule: the name of the system's volume is a link to the root."""
    (tmp_path / "STICK").mkdir()
    (tmp_path / "Macintosh HD").symlink_to("/")
    assert list(sticks("darwin", volumes=tmp_path)) == [tmp_path / "STICK"]


def test_where_nothing_tells_of_sticks_there_are_none(tmp_path: Path) -> None:
    """Rule: a system without these files has places all the same."""
    assert list(sticks("linux", tmp_path / "none")) == []
    assert list(sticks("darwin", volumes=tmp_path / "none")) == []


def test_each_place_is_listed_once_and_only_if_it_exists(tmp_path: Path) -> None:
    """Rule: where files were gathered from last, the folder of the database, downloads, home."""
    home, rooms = tmp_path / "home", tmp_path / "rooms"
    home.mkdir()
    rooms.mkdir()
    found = places(home, home / "Downloads", home / "room.db", rooms)
    ours = [each for each in found if each.sort is not PlaceSort.STICK]
    assert ours == [FilePlace(rooms, PlaceSort.LAST), FilePlace(home, PlaceSort.DATABASE)]
