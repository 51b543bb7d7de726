"""Texts that have broken programs: control sequences, bidi overrides, stacked marks, markup, formulas, paths and more."""

from __future__ import annotations

from hypothesis import strategies as st

STRINGS: tuple[str, ...] = (
    "\x1b[31mred\x1b[0m",
    "\x1b[2J\x1b[H gone",
    "\x1b]0;owned\x07 title",
    "\x1b]52;c;ZWNobyBvd25lZA==\x07 clipboard",
    "\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x1bP+q544e\x1b\\ dcs",
    "\x1b[6n\x1b[c asks",
    "\x1b[?1049l leaves",
    "\x1b[201~ ends a paste",
    "\x9b31m c1 \x9d0;owned\x9c \x90 \x85",
    "bell \x07 back \x08\x08 tab \t null \x00 del \x7f",
    "carriage\rreturn",
    "\u202eright to left\u202c \u2066isolate\u2069 \u2028line\u2029paragraph",
    "zero\u200bwidth\u200d\u200c\ufeff joined",
    "Z" + "\u0300\u0301\u0302\u0303\u0304" * 20 + "algo tower",
    "lone \ud83d surrogate \udc00",
    "👩‍👩‍👧‍👦 family 🏳️‍🌈 flag 🇳🇴 tone 👍🏽",
    "full ｗｉｄｔｈ 漢字 한국어 العربية עברית",
    "nonchar \ufdd0 \uffff \U0010ffff tag \U000e0041",
    "# heading",
    "---",
    "- [ ] task\n- item\n1. one",
    "> quote `code` **bold** _it_ ~~no~~",
    "```\nfence\n```",
    "    indented code",
    "[link](javascript:alert(1)) ![img](http://evil.example/x.png)",
    "<script>alert(1)</script> <!-- c --> &lt; &#27; <b>",
    "| a | table |\n|---|---|",
    "[^1]: footnote [^1] $x$ {{ template }} {% t %}",
    "---\ntitle: front matter\n---",
    "[red]markup[/red] [/ [@click=app.quit]x[/] [[ \\[",
    "'; DROP TABLE note; -- \" OR 1=1",
    "%s %n %d {0} {} {__class__} $HOME ${PATH} `id` $(id)",
    "../../../etc/passwd",
    "..\\..\\CON nul.txt",
    "~root /dev/null file://x",
    "=cmd|' /C calc'!A0 +1 -1 @SUM(1) \ttab",
    "http://example.org/?a=b&c=d mail@example.org www.example.org",
    "NULL None undefined true 1e309 NaN 0x0",
    "a" * 4000,
    "word " * 790,
    "\n\n\n",
    " \u00a0\u3000 ",
    "trailing \\",
    "ﷺ ﷽ Ǻ ẞ İ ı ſ",
)


def texts() -> st.SearchStrategy[str]:
    """Any text, and combinations of these."""
    pieces = st.sampled_from(STRINGS) | st.text(
        st.characters(blacklist_categories=()) | st.sampled_from("\x1b\x9b\u202e\u2066[]`#*\\|<>\n\r\t\x00"),
        max_size=60,
    )
    return st.lists(pieces, min_size=1, max_size=3).map(" ".join)
