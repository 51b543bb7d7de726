"""The front matter preserves every value, and no value can break out of it."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.report.writers.front_matter import front_matter

TEXTS = st.text(st.characters())


def test_front_matter_is_a_few_readable_lines() -> None:
    """Plain keys, texts in double quotes, bare numbers, lists in brackets, in order."""
    assert front_matter({"title": 'The "CIO" – é', "round": 2, "groups": ["Nordic", "Baltic"]}) == (
        '---\ntitle: "The \\"CIO\\" – é"\nround: 2\ngroups: ["Nordic", "Baltic"]\n---\n'
    )


def test_no_fields_make_an_empty_front_matter() -> None:
    """Without fields, the fences are still printed."""
    assert front_matter({}) == "---\n---\n"


@given(st.one_of(TEXTS, st.integers(), st.lists(TEXTS)))
def test_each_value_can_be_read_back(value: str | int | list[str]) -> None:
    """Any value is one line of JSON."""
    opening, line, closing, end = front_matter({"value": value}).split("\n")
    assert (opening, closing, end) == ("---", "---", "")
    assert json.loads(line.removeprefix("value: ")) == value


@given(TEXTS)
def test_no_value_has_a_character_that_yaml_forbids(text: str) -> None:
    """Controls, surrogates and line separators are escaped; other characters stay readable."""
    written = front_matter({"value": text}).replace("\n", "")
    assert all(unicodedata.category(each) not in {"Cc", "Cs", "Zl", "Zp"} for each in written)
    assert not set(written) & set("\ufeff\ufffe\uffff\u202e")


@given(TEXTS)
def test_a_key_is_quoted_unless_it_is_a_plain_word(key: str) -> None:
    """No key ends the front matter or becomes another type."""
    line = front_matter({key: 1}).split("\n")[1].removesuffix(": 1")
    assert line == key or json.loads(line) == key


def test_words_that_yaml_reads_as_booleans_are_quoted() -> None:
    """A key "no" stays a word."""
    assert front_matter({"no": 1, "room": 2}) == '---\n"no": 1\nroom: 2\n---\n'
