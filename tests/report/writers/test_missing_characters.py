"""Characters that no font can show: found in the messages of the typesetter, replaced in the text, and named."""

from __future__ import annotations

import pytest

from breakout_tui.report.writers.missing_characters import missing_in, missing_sentence, remedy, replaced


def message(text: str) -> str:
    """What the typesetter says of a text."""
    return f'warning: the text `"{text}"` could not be displayed\n = hint: try another font\n'


@pytest.mark.parametrize(
    ("written", "missing"),
    [
        ("中", "中"), ("中文", "中文"), (r"\u{1f642}", "🙂"), (r"\u{a}", "\n"), (r"\n", "\n"), (r"\t", "\t"), (r"\r", "\r"),
        (r"\0", "\0"), (r"\"", '"'), (r"\\", "\\"), (r"\u{200d}中", "\u200d中"), (r"a\"b", 'a"b'),
    ],
)  # fmt: skip
def test_a_message_names_characters_as_they_are_or_escaped(written: str, missing: str) -> None:
    """All messages together, each character once; what is said of other things names none."""
    assert missing_in(message(written)) == frozenset(missing)
    assert missing_in(message("é") + message(written)) == frozenset(missing) | {"é"}
    assert missing_in("warning: unknown font family: 中") == frozenset()


def test_missing_characters_are_replaced_wherever_they_are_in_the_data() -> None:
    """In texts, lists and the values of names; those that are never seen, such as joiners and accents, vanish."""
    missing = frozenset("中\u200d\u0301\u20dd")
    data = {"中": ["a中b", {"x": "e\u0301\u200d"}, 7, None, True], "y": "\u20dd中中"}
    assert replaced(data, missing) == {"中": ["a□b", {"x": "e"}, 7, None, True], "y": "□□"}
    assert replaced("中", frozenset()) == "中"


def test_the_reader_is_told_what_is_missing() -> None:
    """By code and name, in order; a character without a name by its code, and none of those that are never seen."""
    assert missing_sentence(frozenset()) == missing_sentence(frozenset("\u200d\u0301")) == ""
    assert missing_sentence(frozenset("中\u200d")) == (
        "The fonts of this computer lack one character, shown as □: U+4E2D CJK UNIFIED IDEOGRAPH-4E2D."
    )
    assert missing_sentence(frozenset("\ue000a")) == (
        "The fonts of this computer lack 2 characters, shown as □: U+0061 LATIN SMALL LETTER A, U+E000."
    )


@pytest.mark.parametrize(("count", "more"), [(10, ""), (11, " and 1 more"), (1_500, " and 1,490 more")])
def test_ten_of_many_are_named(count: int, more: str) -> None:
    """The others are counted."""
    found = missing_sentence(frozenset(map(chr, range(0x4E00, 0x4E00 + count))))
    assert found.startswith(f"The fonts of this computer lack {count:,} characters, shown as □: U+4E00 ")
    assert found.count("U+") == 10
    assert found.endswith(f"U+4E09 CJK UNIFIED IDEOGRAPH-4E09{more}.")


def test_the_font_that_is_named_has_the_characters() -> None:
    """Rule: names of East Asia need a font of their own; what is never seen needs none."""
    assert "Noto Sans CJK" in remedy(frozenset("李"))
    assert "one of the Noto fonts" in remedy(frozenset("🧨"))
    assert remedy(frozenset("\u200d")) == remedy(frozenset()) == ""
