"""Words in a line as Markdown: marks, footnotes, links and line breaks, one by one."""

from __future__ import annotations

import pytest
from hypothesis import given

from breakout_tui.report.inlines import (
    Anchor,
    Emphasis,
    FootnoteMark,
    Hyperlink,
    Inline,
    Inlines,
    Reference,
    Strong,
    Text,
)
from breakout_tui.report.writers.markdown_inlines import block_line, cell_line, heading_line, text_line
from tests.report.writers.random_documents import inlines as random_inlines

A, B = Text("a"), Text("b")
LINK = Hyperlink("https://example.org/x y(1)?q=a&b#c", (Text("there"),))
WRITTEN_LINK = "[there](https://example.org/x%20y%281%29?q=a&b#c)"

LINES: tuple[tuple[Inlines, str], ...] = (
    ((A, FootnoteMark(1), Text(" and b"), FootnoteMark(2)), "a[^1] and b[^2]"),
    ((LINK, FootnoteMark(3)), f"{WRITTEN_LINK}[^3]"),
    ((Hyperlink("mailto:a@example.org", (Text("x]y"),)),), r"[x\]y](mailto:a@example.org)"),
    ((Hyperlink("https://example.org/", (Strong((A,)), Emphasis((B,)))),), "[ab](https://example.org/)"),
    ((Strong((A, FootnoteMark(1))), Text(" "), Emphasis((B, FootnoteMark(2)))), "**a[^1]** *b[^2]*"),
    ((Anchor("C1", (A, FootnoteMark(1))), Text(" "), Reference("C1", (B, FootnoteMark(2)))), "a[^1] b[^2]"),
    ((Strong((A,)), Text(" "), Emphasis((B,))), "**a** *b*"),
    ((Strong((A,)),), "**a**"),
    ((Strong((Text(" a "),)), B), " **a** b"),
    ((A, Strong((B,)), A), "a**b**a"),
    ((Strong((A,)), Emphasis((B,))), "a*b*"),
    ((Strong((A,)), Strong((B,))), "a**b**"),
    ((A, Strong((Text("“b”"),)), A), "a“b”a"),
    ((A, Text(" "), Strong((Text("“b”"),)), Text(" "), A), "a **“b”** a"),
    ((Text("a "), Reference("C1", (Strong((Text("“b”"),)),)), Text(" a")), "a **“b”** a"),
    ((Text("a "), Anchor("C1", (Emphasis((Text("“b”"),)),)), Text(" a")), "a *“b”* a"),
    ((A, Anchor("C1", (Strong((Text("“b”"),)),)), Text(" a")), "a“b” a"),
    ((Text("a "), Anchor("C1", (Strong((Text("“b”"),)),)), A), "a “b”a"),
    ((Strong((Text(" "),)), A), " a"),
    ((Strong((Anchor("C3", (Text("C3"),)),)), Text(" said")), "**C3** said"),
)  # fmt: skip


@pytest.mark.parametrize(("inlines", "expected"), LINES)
def test_words_have_their_marks_wherever_they_stand(inlines: Inlines, expected: str) -> None:
    """A mark that no reader would see as such is left out; the words never are."""
    assert block_line(inlines) == heading_line(inlines) == cell_line(inlines) == expected.strip()


@given(random_inlines(depth=3))
def test_the_words_of_a_reference_are_written_as_if_they_stood_in_its_place(inlines: Inlines) -> None:
    """Markdown has no marks for them, and what stands out within one is judged by what is around it."""
    in_place = _without_references(inlines)
    assert block_line(inlines) == block_line(in_place)
    assert cell_line(inlines) == cell_line(in_place)


def _without_references(inlines: Inlines) -> Inlines:
    """These, with the words of each reference in its place."""
    found: list[Inline] = []
    for inline in inlines:
        match inline:
            case Reference():
                found += _without_references(inline.inlines)
            case Strong() | Emphasis():
                found.append(type(inline)(_without_references(inline.inlines)))
            case Hyperlink():
                found.append(Hyperlink(inline.address, _without_references(inline.inlines)))
            case _:
                found.append(inline)
    return tuple(found)


@pytest.mark.parametrize("write", [heading_line, cell_line])
def test_a_heading_and_a_cell_are_one_line(write: type) -> None:
    """Line breaks become a stroke; empty lines are left out, and spaces inside a line are not."""
    assert write((Text(" one two \n\n  three \n"), Strong((Text("four"),)))) == "one two / three / **four**"
    assert write((Text("  one two "),)) == "one two"
    assert write((Text("one\n"),)) == "one"


def test_lines_of_a_paragraph_end_in_hard_breaks() -> None:
    """Those after the first are indented as an item needs it; an empty line is a second break."""
    words = (Text(" one \n two\n\nthree\n"), FootnoteMark(1))
    assert block_line(words) == "one\\\ntwo\\\n\\\nthree\\\n[^1]"
    assert block_line((Text("one\ntwo"),), "  ") == "one\\\n  two"
    assert block_line((Text(" one "),), "  ") == "one"


def test_literal_text_is_a_heading_without_marks() -> None:
    """Also where it looks like one."""
    assert text_line("a") == "a"
    assert text_line("*a*") == heading_line((Text("*a*"),)) == r"\*a\*"
