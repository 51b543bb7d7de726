"""Conditions in columns with any title: they are read, or asked about, and never left out in silence."""

from __future__ import annotations

import pytest

from breakout_tui.domain.delegates import Condition
from breakout_tui.domain.errors import UsageError
from breakout_tui.inputs.column_guess import guess_columns
from breakout_tui.inputs.column_questions import Guess, Question
from breakout_tui.inputs.column_words import Role, role_of, says_attendance
from breakout_tui.inputs.delegate_columns import Columns
from breakout_tui.inputs.delegate_rows import read_delegates
from breakout_tui.inputs.delegate_sheet import delegate_sheet
from tests.inputs.delegate_tables import countries, shipped
from tests.inputs.sheet_files import separated

NAMES = ("Ana Silva", "Bo Li", "Cy Ng", "Di Oz", "Ed Ox", "Flo Ay")


def table(title: str, *cells: str) -> str:
    """A list with choices and one more column."""
    padded = (*cells, *[""] * (len(NAMES) - len(cells)))
    rows = [[name, "policy", "customer", cell] for name, cell in zip(NAMES, padded, strict=True)]
    return separated([["Name", "Choice 1", "Choice 2", title], *rows])


def guess(text: str, given: dict[str, list[str]] | None = None, kept: Columns | None = None) -> Guess:
    """What the columns of a table are."""
    return guess_columns(delegate_sheet(text.encode()), shipped(), given, kept)


def asked(title: str, *cells: str) -> tuple[Question, ...]:
    """What is asked about a column."""
    return guess(table(title, *cells)).questions


@pytest.mark.parametrize(
    ("titles", "role"),
    [
        ("Must be in|Has to attend|Intervenant dans|Speaker in|Referent in|Muss in|Ponente en", Role.MUST),
        ("Palestrante em|Debe estar en|Doit être dans|Pflichtthema|Assigned theme|Chairs in", Role.MUST),
        ("Exclure du thème|Must not be in|Nicht in|Conflict of interest|Excluir del tema", Role.NEVER),
        ("Não deve estar em|Exclu de|Ausgeschlossen von|Cannot be in", Role.NEVER),
        (
            "Begleitung von|Accompagné par|Accompanied by|Interpreter for|Acompañada por|Mit wem?",
            Role.TOGETHER,
        ),
        ("Acompanhado por|Même salle que|Travels with|Begleitet", Role.TOGETHER),
        (
            "Can you attend both rounds?|Kommen Sie zu beiden Runden?|Serez-vous là aux deux tours ?",
            Role.AWAY,
        ),
        (
            "¿Asistirá a las dos rondas?|Participa nas duas rodadas?|Available in round 2|Absent au tour",
            Role.AWAY,
        ),
    ],
)
def test_many_titles_of_conditions_are_known(titles: str, role: Role) -> None:
    """Rule: in five languages."""
    found = {title: role_of(title) for title in titles.split("|")}
    assert {title: said[0] if said else None for title, said in found.items()} == dict.fromkeys(found, role)


@pytest.mark.parametrize(
    ("title", "is_so"),
    [
        ("Can you attend both rounds?", True),
        ("Can you attend both rounds? (Yes/No)", True),
        ("Kommen Sie zu beiden Runden?", True),
        ("Rounds you can't attend", False),
        ("Nicht anwesend in Runde", False),
        ("Ne participe pas au tour", False),
        ("Away", False),
    ],
)
def test_a_title_tells_whether_it_asks_for_rounds_that_are_attended(title: str, is_so: bool) -> None:
    """Rule: by its words, without the answers that it offers."""
    assert says_attendance(title) == is_so


@pytest.mark.parametrize(
    ("title", "cells", "text", "candidates"),
    [
        ("Speaker", ("governance round 1", "", "policy round 2"), "names themes", "must|must-not|ignore"),
        ("Rolle", ("Teilnehmer", "Teilnehmer", "Teilnehmer", "policy@1", "governance"), "names themes", "must|must-not|ignore"),
        ("Q7", ("Governance Challenges",), "names themes", "must|must-not|ignore"),
        ("Q7", ("Runde 1", "Runde 2"), "names rounds", "away|must|must-not|ignore"),
        ("Rounds?", ("yes", "no", "yes"), "asks about rounds", "away|ignore"),
        ("Bucht für", ("Bo Li", "", "Ng, Cy"), "names other delegates", "together|ignore"),
    ],
)  # fmt: skip
def test_a_column_that_may_be_a_condition_is_asked_about(
    title: str, cells: tuple[str, ...], text: str, candidates: str
) -> None:
    """Rule: by what most of its cells name, whatever its title."""
    # an empty row shifts the names, so that nobody names herself
    (question,) = asked(title, *(cells if text != "names other delegates" else ("", *cells)[:6]))
    assert question.text.startswith(f"“{title}” {text}")
    assert question.candidates == tuple(candidates.split("|"))
    assert (question.column, question.role) == (title, None)


def test_the_question_says_what_the_answers_are() -> None:
    """Rule: and how each is given on the command line."""
    (question,) = asked("Speaker", "governance round 1")
    assert question.text == (
        "“Speaker” names themes. Is it what a delegate must attend, must not attend, or not to be read?"
    )
    assert question.options == ("must=Speaker", "must-not=Speaker", "ignore=Speaker")


@pytest.mark.parametrize(
    ("title", "cells"),
    [
        ("Comment", ("I look forward to governance", "none", "policy is my work", "vegetarian")),
        ("Title of talk", ("Governance challenges in Peru", "Policy and people", "Our customers")),
        ("Session", ("Session 1", "Session 2", "Morning")),
        ("Table", ("1", "2", "3", "1", "2", "3")),
        ("Name on the badge", NAMES),
        ("Badge", ("Silva, Ana", "Li, Bo", "Ng, Cy")),
        ("Arrival", ("yes", "no", "yes")),
        ("Department", ("Finance", "Finance", "Health", "Policy")),
    ],
)
def test_other_columns_are_not_asked_about(title: str, cells: tuple[str, ...]) -> None:
    """Rule: a text that mentions a theme, titles of talks, numbers, and a delegate's own name."""
    found = guess(table(title, *cells))
    assert (found.questions, found.ignored) == ((), (title,))


def test_a_title_that_only_sounds_like_a_condition_is_asked_about() -> None:
    """Rule: if none of its cells is one."""
    (question,) = asked("Food to avoid", "nuts", "milk")
    assert (question.text, question.candidates) == (
        "Is “Food to avoid” what a delegate must not attend, or is it not to be read?",
        ("must-not", "ignore"),
    )


def test_answers_add_to_what_the_titles_say() -> None:
    """Rule: on the command line and in a terminal; an empty answer means that it is not to be read."""
    text = separated(
        [
            ["Name", "Choice 1", "Must attend", "Speaker"],
            ["Ana", "policy", "customer", "policy round 1"],
            ["Bo", "policy", "", "customer"],
        ]
    )
    (question,) = guess(text).questions
    for given in ({question.key: ["must"]}, {"must": ["Speaker"]}):
        found = guess(text, given)
        assert (found.questions, set(found.columns.must)) == ((), {"Must attend", "Speaker"})
    for given in ({question.key: [""]}, {question.key: ["ignore"]}, {"ignore": ["Speaker"]}):
        found = guess(text, given)
        assert (found.questions, found.columns.must, found.ignored) == ((), ("Must attend",), ("Speaker",))
        assert found.columns.ignore == ("Speaker",)
        assert Columns.from_values(found.columns.to_values()) == found.columns
        assert found.columns.missing_in(["Name", "Choice 1", "Must attend"]) == ()
    with pytest.raises(UsageError, match="a column is one of"):
        guess(text, {question.key: ["name"]})


def test_a_kept_mapping_does_not_hide_a_new_column() -> None:
    """Rule: only what it doesn't know is asked about, and what was to be ignored still is."""
    kept = guess(table("Old", "policy"), {"ignore": ["Old"]}).columns
    assert guess(table("Old", "policy"), kept=kept).questions == ()
    (question,) = guess(table("New", "policy"), kept=kept).questions
    assert question.column == "New"
    assert guess(table("New", "policy"), {question.key: ["must"]}, kept).columns.must == ("New",)
    (question,) = guess(table("Away", "2"), kept=kept).questions
    assert question.candidates == ("away", "ignore")


def test_all_columns_of_a_condition_are_read() -> None:
    """Rule: also one that is filled far down, and one whose title says more."""
    rows = [[f"Ana {'abcdefghij'[at % 10]}{'xyz' * (at // 10)}", "policy", "", ""] for at in range(250)]
    rows[240][2], rows[241][3] = "customer", "policy in round 2"
    text = separated([["Name", "Choice 1", "Must", "Must be in"], *rows])
    sheet = delegate_sheet(text.encode())
    found = guess_columns(sheet, shipped())
    assert set(found.columns.must) == {"Must", "Must be in"}
    read = read_delegates(sheet, found.columns, shipped(), countries()).delegates
    assert [each.must for each in read if each.must] == [(Condition("customer"),), (Condition("policy", 2),)]
