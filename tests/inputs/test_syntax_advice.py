"""What people really write: a syntax error names its cause, its place and the remedy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.errors import ProgrammeRefused
from breakout_tui.inputs.programme_file import read_programme
from breakout_tui.inputs.toml_text import parse_toml

EXAMPLE = (Path(__file__).parent / "example.toml").read_text(encoding="utf-8")


def problem(text: str) -> str:
    """The one problem for which the text is refused."""
    with pytest.raises(ProgrammeRefused) as caught:
        parse_toml(text, "mine.toml")
    (line,) = caught.value.problems
    return line


CASES = {
    "curly quotes": ("a = “x”", 'column 5: “ is not a straight quote; put text between straight quotes, " or \''),
    "a curly quote at the end": ('a = "x”\nb = 1', "column 7: ” is not a straight quote"),
    "single curly quotes": ("a = ‘x’", "column 5: ‘ is not a straight quote"),
    "a comma missing in a list": ('a = [\n  "x" # one\n  "y"\n]', "line 2, column 6: a comma is missing here"),
    "a comma missing in one line": ('a = ["x" "y"]', "column 9: a comma is missing here, or ] at the end"),
    "a comma missing in a table": ("a = {b = 1 c = 2}", "column 11: a comma is missing here, or }"),
    "a list not closed": ('a = ["x",\n"y"\n\nb = 1', "line 1, column 5: the list that starts here is not closed; add ]"),
    "a list not closed before a heading": ('a = ["x"\n[b]\nc = 1', "line 1, column 5: the list that starts here is not closed"),
    "a list not closed at the end": ('a = ["x",\n', "line 1, column 5: the list that starts here is not closed"),
    "a folder of Windows": (r'a = "C:\Users\x"', r"column 8: in double quotes, \ starts an escape; put the text in single"),
    "another folder of Windows": (r'a = "D:\data"', r"column 8: in double quotes, \ starts an escape"),
    "a no-break space before =": ("a\u00a0= 1", "column 2: there is a no-break space (U+00A0) here; replace it with an ordinary"),
    "a no-break space after =": ("a =\u00a01", "column 4: there is a no-break space"),
    "a no-break space that indents": ("\u00a0a = 1", "column 1: there is a no-break space"),
    "a narrow no-break space": ("a\u202f= 1", "column 2: there is a narrow no-break space"),
    "a mark inside the file": ("a = 1\n\ufeffb = 1", "line 2, column 1: there is a byte order mark (U+FEFF) inside the file; delete it"),
    "a time without quotes": ("ends = 12:30", 'column 8: put a time of day in quotes: "12:30"'),
    "a short time without quotes": ("ends = 9:30 # early", 'column 8: put a time of day in quotes: "9:30"'),
    "a table over two lines": ("a = {b = 1,\n c = 2}", "column 12: a table in { } must stand in one line; join its lines"),
    "a table that opens a line": ("a = {\n c = 2}", "column 6: a table in { } must stand in one line"),
    "a table with a comma at its end": ("a = {b = 1,}", "column 11: a table in { } must not end with a comma; remove it"),
    "a heading over two lines": ("[[a.\nb]]", "column 5: the heading is not closed in its line"),
    "a heading not closed": ("[a\nb = 1", "column 3: the heading is not closed in its line"),
    "a text over two lines": ('a = "x\ny"', 'column 5: the text that starts here is not closed in its line; add " at its end'),
    "a long text not closed": ('a = """x\n\nb = 1', 'column 5: the text that starts here is never closed; add """ at its end'),
    "a key twice": ("a = 1\na = 2", 'line 2, column 1: "a" is there already in this table; remove one of the two'),
    "a table twice": ("[a]\n[a]", "line 2, column 1: a is there already; join the two, or write [[a]]"),
    "a table and a list": ("[a]\nb = 1\n[[a]]", "line 3, column 1: a is there already"),
    "a colon": ('a: "x"', "column 2: write = between key and value, not :"),
    "no sign between": ('a "x"', "column 3: expected = and a value after the key"),
    "a key of two words": ('guiding question = "x"', 'column 1: "guiding question" is not a key'),
    "a key with an accent": ('thème = "x"', 'column 1: "thème" is not a key'),
    "a comment of C": ("a = 1 // x", "column 7: a comment starts with #, not with //"),
    "a semicolon": ("a = 1;", "column 6: remove the ; at the end of the line"),
    "a comma at the end": ('a = "x",', "column 8: remove the , at the end of the line"),
    "no value": ("a =", "column 4: a value is missing after ="),
    "no value but a comment": ("a = # x", "column 5: a value is missing after ="),
    "a word without quotes": ("kind = discuss", 'column 8: put text in straight quotes: "discuss"'),
    "a truth of Python": ("fixed = True", "column 9: write true in lower case, without quotes"),
    "a truth of YAML": ("fixed = no", "column 9: write false in lower case, without quotes"),
    "quotes inside quotes": ('a = "x "y" z"', r'column 9: the text ends before this place; write a quote inside quotes as \"'),
    "a zero in front": ("a = 08", "column 6: a number has no zero in front"),
    "a unit behind a number": ("minutes = 10 min", 'column 14: "min" is not expected here'),
    "a control character": ('a = "x\x07"', "column 7: there is a control character (U+0007) here; delete it"),
    "a dash list": ("a =\n - x", "column 4: a value is missing after ="),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_a_common_mistake_is_named_with_its_place_and_remedy(text: str, expected: str) -> None:
    """Without a line number, the mistake is in the first line."""
    assert (expected if expected.startswith("line") else f"line 1, {expected}") in problem(text)


def test_a_file_in_utf_16_is_told_so(tmp_path: Path) -> None:
    """Some editors save so by default; a byte and its offset would help nobody."""
    path = tmp_path / "wide.toml"
    path.write_bytes(EXAMPLE.encode("utf-16"))
    with pytest.raises(ProgrammeRefused) as caught:
        read_programme(path)
    assert caught.value.problems == ("the file is saved as UTF-16; save it as UTF-8",)


def places(pattern: str) -> st.SearchStrategy[re.Match[str]]:
    """Any place of the example that matches."""
    return st.sampled_from(list(re.finditer(pattern, EXAMPLE, re.MULTILINE)))


def changed(found: re.Match[str], by: str, group: str = "here") -> str:
    """The example with this group replaced."""
    return EXAMPLE[: found.start(group)] + by + EXAMPLE[found.end(group) :]


def line_of(found: re.Match[str], group: str = "here") -> int:
    """The line of the group."""
    return EXAMPLE.count("\n", 0, found.start(group)) + 1


@given(places(r'^\w+ = (?P<here>"[^"\n]*")$'), st.sampled_from(["“{}”", "„{}“", "«{}»", "‘{}’", '"{}”']))
def test_curly_quotes_are_named_in_their_line(found: re.Match[str], quotes: str) -> None:
    """Wherever they are in the file."""
    text = changed(found, quotes.format(found["here"][1:-1]))
    assert re.match(rf"line {line_of(found)}, column \d+: . is not a straight quote", problem(text))


@given(places(r'^ *(?:"[^"\n]*"|\{.*\})(?P<here>,)$(?=\n *["{])'))
def test_a_missing_comma_is_named_where_it_is_missing(found: re.Match[str]) -> None:
    """At the end of the line before, not at the start of the next one."""
    assert problem(changed(found, "")).startswith(f"line {line_of(found)}, column"), problem(
        changed(found, "")
    )
    assert "a comma is missing here" in problem(changed(found, ""))


@given(places(r"^\w+(?P<here> )="), st.sampled_from("\u00a0\u202f\u2007\u200b\u3000"))
def test_a_space_that_is_none_is_named_in_its_line(found: re.Match[str], space: str) -> None:
    """With its name and code, because it can't be seen."""
    text = problem(changed(found, space))
    assert text.startswith(f"line {line_of(found)}, ")
    assert f"(U+{ord(space):04X})" in text


@given(places(r'^\w+ = "[^"\n]*(?P<here>")$'))
def test_a_quote_that_is_missing_is_named_in_its_line(found: re.Match[str]) -> None:
    """Also where the next line has quotes."""
    text = problem(changed(found, ""))
    assert text.startswith(f"line {line_of(found)}, ")
    assert "is not closed in its line" in text
