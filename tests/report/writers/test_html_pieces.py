"""Elements, text and words in a line as HTML, one by one."""

from __future__ import annotations

import pytest

from breakout_tui.report.inlines import (
    Anchor,
    Emphasis,
    FootnoteMark,
    Hyperlink,
    Inline,
    Reference,
    Strong,
    Text,
)
from breakout_tui.report.writers.html_elements import EMPTY, Html, element, lines, text, together
from breakout_tui.report.writers.html_inlines import footnote_id, html_line, mark_id

WORDS = (Text("a < b"),)


def test_text_is_escaped_and_keeps_its_quotation_marks() -> None:
    """They mean nothing outside attributes."""
    assert text("""<b> & "x" 'y'\n.""") == """&lt;b&gt; &amp; "x" 'y'\n."""
    assert lines("""<b> & "x"\n\n.""") == """&lt;b&gt; &amp; "x"<br><br>."""


def test_attributes_are_escaped_and_named_as_in_html() -> None:
    """One that is None is left out; a number is written as it is, 0 too."""
    made = element("p", Html("x"), class_="a", aria_label='"<&', hidden=None, tabindex=0)
    assert made == '<p class="a" aria-label="&quot;&lt;&amp;" tabindex="0">x</p>'


@pytest.mark.parametrize("name", ["br", "col", "hr", "meta"])
def test_an_element_of_html_without_content_has_no_end(name: str) -> None:
    """HTML knows that nothing is in it."""
    assert element(name, id="x") == f'<{name} id="x">'


@pytest.mark.parametrize("name", ["line", "path", "rect"])
def test_a_shape_of_a_picture_is_closed_at_once(name: str) -> None:
    """SVG knows no elements without an end."""
    assert element(name, id="x") == f'<{name} id="x"/>'


def test_other_elements_have_their_content_and_an_end() -> None:
    """One part after the other, without anything between them; also where they are empty."""
    assert element("p", Html("a"), Html("b")) == "<p>ab</p>"
    assert element("p") == "<p></p>"
    assert together([Html("a"), Html("b")]) == "ab"
    assert together([Html("a"), Html("b")], "\n") == "a\nb"
    assert together([]) == EMPTY == ""


@pytest.mark.parametrize(
    ("inline", "expected"),
    [
        (Text("a < b\n"), "a &lt; b<br>"),
        (Strong(WORDS), "<strong>a &lt; b</strong>"),
        (Emphasis(WORDS), "<em>a &lt; b</em>"),
        (Anchor("C3", WORDS), '<span id="C3">a &lt; b</span>'),
        (Reference("C3", WORDS), '<a class="ref" href="#C3">a &lt; b</a>'),
        (Reference("C4", WORDS), "a &lt; b"),
        (Hyperlink("https://example.org/?a&b", WORDS), '<a href="https://example.org/?a&amp;b">a &lt; b</a>'),
        (
            FootnoteMark(2),
            '<sup><a id="mark-2" href="#footnote-2" role="doc-noteref" aria-label="Footnote 2">2</a></sup>',
        ),
        (Strong((Reference("C3", (Text("C3"),)),)), '<strong><a class="ref" href="#C3">C3</a></strong>'),
        (Emphasis((Reference("C3", (Text("C3"),)),)), '<em><a class="ref" href="#C3">C3</a></em>'),
        (Anchor("C1", (Reference("C3", WORDS),)), '<span id="C1"><a class="ref" href="#C3">a &lt; b</a></span>'),
        (Hyperlink("mailto:a@example.org", (Strong(WORDS),)), '<a href="mailto:a@example.org"><strong>a &lt; b</strong></a>'),
    ],
)  # fmt: skip
def test_each_sort_of_words_has_its_element(inline: Inline, expected: str) -> None:
    """A reference to what is not in the document is text, so that no link leads nowhere."""
    assert html_line((inline,), frozenset({"C3"})) == expected


def test_words_follow_each_other_as_they_are() -> None:
    """Without a space that nobody wrote; a footnote and its mark lead to each other."""
    assert html_line((Text("a"), Strong((Text("b"),))), frozenset()) == "a<strong>b</strong>"
    assert (mark_id(7), footnote_id(7)) == ("mark-7", "footnote-7")
