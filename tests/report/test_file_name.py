"""A report's name works on every system and can be read by people."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.report.file_name import MAX_BYTES, file_name


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Governance Challenges", "Room 2", "2026-11-24"), "governance-challenges-room-2-2026-11-24.md"),
        (("../../etc/passwd",), "etc-passwd.md"),
        (("C:\\x\x00\n", "", "  "), "c-x.md"),
        (("Ελλάδα", "日本語", "हिन्दी", "Łódź"), "ελλάδα-日本語-हिन्दी-łódź.md"),
        (("-rf", ".hidden."), "rf-hidden.md"),
        (("CON",), "breakout-con.md"),
        (("com1",), "breakout-com1.md"),
        (("console",), "console.md"),
        (("?*<>|\"",), "breakout.md"),
        ((), "breakout.md"),
        (("\ud800", "e\u0301"), "é.md"),
    ],
)  # fmt: skip
def test_a_name_has_only_letters_digits_and_hyphens(parts: tuple[str, ...], name: str) -> None:
    """Letters with marks and digits stay, in lower case; everything else becomes a hyphen."""
    assert file_name(*parts, suffix=".md") == name


def test_a_long_title_does_not_displace_the_room() -> None:
    """The longest part is cut first, at a word; a short word does not end it."""
    name = file_name("Governance " * 40, "Room 2", "2026-11-24", suffix=".md")
    stem = file_name("Governance of the " * 40, "Room 2", "2026-11-24", suffix="")
    assert stem.startswith("governance-of-the-governance-of-the-")
    assert stem.endswith("governance-room-2-2026-11-24")
    assert name.startswith("governance-governance-")
    assert name.endswith("-room-2-2026-11-24.md")
    assert len(name.encode()) <= MAX_BYTES


@pytest.mark.parametrize("start", ["", "x"])
@pytest.mark.parametrize("parts", [(), ("Room 2",), ("b " * 200, "Room 2")])
def test_a_part_that_is_cut_between_two_words_has_no_hyphen_at_its_end(
    start: str, parts: tuple[str, ...]
) -> None:
    """So hyphens stay single, wherever the cut falls."""
    stem = file_name(f"{start}{'a ' * 200}", *parts, suffix=".md").removesuffix(".md")
    assert "--" not in stem
    assert stem == stem.strip("-")


@given(st.lists(st.text(st.characters(), max_size=200), max_size=6))
def test_every_name_is_safe(parts: list[str]) -> None:
    """Short enough, one path component, no leading dot, no hyphen at the ends, no control character, stable in NFC."""
    name = file_name(*parts, suffix=".md")
    stem = name.removesuffix(".md")
    assert len(name.encode()) <= MAX_BYTES
    assert Path(name).name == name
    assert stem
    assert stem == stem.strip("-. ")
    assert all(each == "-" or unicodedata.category(each)[0] in "LNM" for each in stem)
    assert unicodedata.normalize("NFC", name) == name


def test_a_file_with_such_a_name_can_be_created(tmp_path: Path) -> None:
    """Even from many long parts in a wide script."""
    path = tmp_path / file_name(*["日本語" * 50] * 60, suffix=".md")
    path.write_text("x", encoding="utf-8")
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
