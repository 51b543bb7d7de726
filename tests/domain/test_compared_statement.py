"""What is read from a statement to compare it: words without endings, figures, names, denials and directions, by clause."""

from __future__ import annotations

import pytest

from breakout_tui.domain.compared_statement import Clause, content_words, joined, read
from breakout_tui.domain.word_keys import stem


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a text where Norway is known."""
    return read(text, ("Norway",)).clauses


def words(text: str) -> list[tuple[str, ...]]:
    """The content words of each clause."""
    return [clause.words for clause in clauses(text)]


@pytest.mark.parametrize(
    ("forms", "same"),
    [
        ("city cities", "city"),
        ("tie ties", "tie"),
        ("tidy tidies", "tidy"),
        ("box boxes", "box"),
        ("tax taxes", "tax"),
        ("fix fixes", "fix"),
        ("church churches", "church"),
        ("wish wishes", "wish"),
        ("class classes", "class"),
        ("law laws", "law"),
        ("bus", "bus"),
        ("less", "less"),
        ("basis", "basis"),
        ("gas", "gas"),
        ("is", "is"),
        ("plan planned planning", "plan"),
        ("fit fitted", "fit"),
        ("rise rising", "rise"),
        ("call called calling calls", "call"),
        ("pass passed passing", "pass"),
        ("add added adding adds", "add"),
        ("pay paying pays", "pay"),
        ("end ended ending ends", "end"),
        ("offer offered", "offer"),
        ("nation nations", "nation"),
        ("red", "red"),
        ("bed", "bed"),
        ("sing", "sing"),
        ("ring", "ring"),
    ],
)
def test_the_forms_of_a_word_are_one_word(forms: str, same: str) -> None:
    """As far as an ending says; short words stay whole."""
    assert {stem(form) for form in forms.split()} == {stem(same)}


@pytest.mark.parametrize(
    ("word", "short"),
    [
        ("cities", "city"),
        ("flies", "fly"),
        ("axes", "axe"),
        ("ties", "tie"),
        ("boxes", "box"),
        ("taxes", "tax"),
        ("churches", "church"),
        ("wishes", "wish"),
        ("classes", "class"),
        ("laws", "law"),
        ("gas", "gas"),
        ("planned", "plan"),
        ("rising", "rise"),
        ("adding", "add"),
        ("added", "add"),
        ("called", "call"),
        ("passed", "pass"),
        ("statement", "stat"),
        ("education", "educ"),
        ("paying", "pay"),
        ("sing", "sing"),
        ("red", "red"),
        ("realized", "realis"),
    ],
)
def test_a_word_without_its_endings(word: str, short: str) -> None:
    """At least three letters stay."""
    assert stem(word) == short


def test_a_clause_has_its_words_figures_names_and_directions() -> None:
    """A clause ends at a comma or a colon."""
    first, second, third = clauses("Ministries pay 1,200.50 EUR to Norway, not to vendors: three files")
    assert first == Clause(
        words=("ministry", "pay", "1200.50", "eur", "norway"),
        places=("ministry", "pay", "1200.50", "eur", "norway"),
        all_words=frozenset({"ministries", "pay", "1200.50", "eur", "to", "norway"}),
        figures=("1200.50",),
        names=frozenset({"eur", "norway"}),
        roles=frozenset({("to", "norway")}),
    )
    assert (second.words, second.denied) == (("vendor",), (("vendor",),))
    assert second.roles == {("to", "vendor")}
    assert (third.words, third.figures) == (("3", "file"), ("3",))


def test_several_clauses_as_one_have_all_that_each_has() -> None:
    """Words, places and figures in their order."""
    text = "Ministries need 12 EUR from Norway, not 5 letters to UNICEF"
    whole = read(text, ("Norway",)).whole
    assert whole == joined(clauses(text))
    assert whole.words == ("ministry", "12", "eur", "norway", "5", "let", "unicef")
    assert whole.places == ("ministry", "~need", "12", "eur", "norway", "5", "let", "unicef")
    assert whole.figures == ("12", "5")
    assert whole.names == {"eur", "norway", "unicef"}
    assert whole.denied == (("5", "let", "unicef"),)
    assert whole.roles == {("from", "norway"), ("to", "unicef")}
    assert {"not", "need"} < whole.all_words


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("1.5 %", ("1.5",)),
        ("1,5 %", ("1.5",)),
        ("1 200 letters", ("1200",)),
        ("1.200 letters", ("1200",)),
        ("2026 letters", ("2026",)),
        ("three letters", ("3",)),
        ("form A4", ("a4",)),
    ],
)
def test_a_figure_is_the_same_however_it_is_written(text: str, figures: tuple[str, ...]) -> None:
    """With a point or a comma, in groups of three digits, or in words."""
    assert read(text).whole.figures == figures
    assert set(figures) <= set(read(text).whole.words)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("有预算", [("有预", "预算")]),
        ("预", [("预",)]),
        ("预算", [("预算",)]),
        ("预算。法律", [("预算",), ("法律",)]),
        ("没有预算", [("有预", "预算")]),
        ("不", [()]),
        ("Das 预算 fehlt", [("预算",)]),
        ("", [()]),
        (", ,", [()]),
        ("Pay; send", [("pay",), ("send",)]),
        ("Pay, ", [("pay",)]),
        ("They pay because they send", [("pay",), ("send",)]),
    ],
)
def test_a_text_is_split_into_clauses_and_scripts_without_spaces_into_pairs(
    text: str, found: list[tuple[str, ...]]
) -> None:
    """A text always has a clause, which may be empty."""
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Offices never pay vendors letters permits maps", (("pay", "vendor", "let"),)),
        ("Letters permits maps never", (("permit", "map"),)),
        ("Letters never", (("let",),)),
        ("预算不够", (("预算", "算够"),)),
        ("没有预算不", (("有预", "预算"), ("有预", "预算"))),
        ("Offices never pay without letters", (("pay", "let"), ("let",))),
        ("No pagamos nada archivado", (("archivad",),)),
        ("Nadie paga nunca cartas", (("cart",),)),
        ("Pagamos cartas no arquivo", (("arquiv",),)),
        ("Pagamos cartas no arquivo dos vendedores", ()),
        ("Offices don't pay", (("pay",),)),
    ],
)
def test_a_denial_is_about_the_words_behind_it(text: str, denied: tuple[tuple[str, ...], ...]) -> None:
    """Three at most; at the end of a clause the two before it. Denials that agree with each other count once."""
    assert read(text).whole.denied == denied


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Offices in Oslo pay vendors late", {"oslo"}),
        ("Oslo pays vendors late", set()),
        ("offices in norway pay vendors late", {"norway"}),
        ("OECD pays vendors", {"oecd"}),
        ("EU pays vendors", {"eu"}),
        ("B pays vendors very late each winter", set()),
        ("Das Amt zahlt Lieferanten im Winter", set()),
        ("offices pay Vendors, Schools with letters", set()),
        ("offices send Letters weekly", {"let"}),
        ("offices send Letters", set()),
    ],
)
def test_a_word_is_a_name_if_it_is_known_or_written_like_one(text: str, names: set[str]) -> None:
    """In capitals, or with one inside a sentence; not where a third of the longer words have one, as in German."""
    assert read(text, ("Norway",)).whole.names == names


def test_the_index_has_the_words_that_are_compared() -> None:
    """Of a script without spaces too."""
    assert content_words("Ministries never pay the vendors") == {"ministry", "pay", "vendor"}
    assert content_words("没有预算") == {"有预", "预算"}


@pytest.mark.parametrize(("text", "asks"), [("Who pays?", True), ("Who pays？ ", True), ("Pay!", False)])
def test_a_question_ends_with_its_mark(text: str, asks: bool) -> None:
    """In any script."""
    assert read(text).is_question is asks
