"""Codes such as ``:smile:`` stay as they were typed in readers that make emoji of them (GitHub, pandoc's gfm)."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.report.rendering import block, cell

NAMES = ("smile", "+1", "-1", "100", "1234", "8ball", "e-mail", "1st_place_medal", "non-potable_water", "x")
CODE = re.compile(r":(?:[0-9+-]*[a-z_][\w+-]*|[+-]1|100|1234):", re.IGNORECASE)
PANDOC = shutil.which("pandoc")
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(NAMES).map(":{}:".format),
        st.sampled_from(NAMES).map("{}:".format),
        st.sampled_from(["10", ":", "::", " ", "x", "\\", "&", "@", "*", "_", "www.", "http:", "\n", ".", "1."]),
    ),
    min_size=1,
    max_size=6,
).map("".join)  # fmt: skip


@example("5:100:")
@example("x :+1: y")
@example("10:8ball:")
@given(TEXTS)
def test_no_code_of_an_emoji_is_left(text: str) -> None:
    """Rule: those readers match the source, so a colon in front of a code is an entity, also behind a digit."""
    assert CODE.search(block(text)) is None
    assert CODE.search(cell(text)) is None


@pytest.mark.parametrize(
    "text", ["10:30", "10:30-11:00", "10:30:45", "3:1", "a: b", "note:", "ratio 2:1-3:1"]
)
def test_times_and_plain_colons_need_no_escape(text: str) -> None:
    """Rule: the report stays readable in an editor."""
    assert block(text) == text


@pytest.mark.skipif(PANDOC is None, reason="pandoc is not installed")
@pytest.mark.parametrize("reader", ["gfm", "commonmark_x", "markdown+emoji", "markdown_phpextra+emoji"])
def test_pandoc_makes_no_emoji(reader: str) -> None:
    """Rule: each code at the start, after a digit, after a letter, in brackets and twice in a row."""
    texts = [
        form.format(code) for code in NAMES for form in (":{0}:", "5:{0}:", "a:{0}:", "(:{0}:)", ":{0}::{0}:")
    ]
    document = "\n\n".join(f"- {block(text, '  ')}" for text in texts)
    arguments = [PANDOC or "", "--from", reader, "--to", "json"]
    done = subprocess.run(arguments, input=document, capture_output=True, text=True, check=True)
    assert '"emoji"' not in done.stdout
    assert len(json.loads(done.stdout)["blocks"][0]["c"]) == len(texts)
