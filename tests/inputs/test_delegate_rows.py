"""Reads delegates from rows: what they want and may, whose rows are the same, and every problem at once."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain.delegates import Condition, Delegate
from breakout_tui.domain.errors import DelegatesRefused
from breakout_tui.domain.rounds import last_round
from breakout_tui.inputs.column_guess import guess_columns
from breakout_tui.inputs.delegate_columns import Columns
from breakout_tui.inputs.delegate_rows import DelegateList, read_delegates
from breakout_tui.inputs.delegate_sheet import delegate_sheet
from breakout_tui.inputs.sheet_rows import Row, Sheet, SheetRefused
from breakout_tui.inputs.theme_scores import Scores
from tests.inputs.delegate_tables import (
    EVENTBRITE,
    FIRST,
    GOOGLE,
    LIMESURVEY,
    MICROSOFT,
    SECOND,
    THIRD,
    countries,
    delegates,
    given_columns,
    refusal_of,
    row,
    rows,
    shipped,
)
from tests.inputs.sheet_files import separated
from tests.sampled import a_third


def read(text: str, **given: list[str]) -> DelegateList:
    """The delegates of a table, with the columns that are guessed."""
    sheet = delegate_sheet(text.encode())
    guess = guess_columns(sheet, shipped(), given)
    assert guess.questions == ()
    return read_delegates(sheet, guess.columns, shipped(), countries(), "list.csv")


def test_exports_of_form_tools_are_read() -> None:
    """Rule: the wishes are the same however a form asks for them; the later answer of one delegate counts."""
    google = read(GOOGLE)
    assert [(each.name, each.country, each.wishes) for each in google.delegates] == [
        ("Ana Silva", "Brazil", (("governance",), ("management",), ("international",))),
        ("Bo Li", "Norway", (("international",), ("management",))),
    ]
    assert "row 3: filled in again by the same delegate; the latest answer counts." in google.remarks
    microsoft = read(MICROSOFT).delegates
    assert [each.wishes for each in microsoft] == [
        (("governance",), ("international",), ("management",)),
        (("management",), ("governance",)),
        (),
    ]
    assert {each.organisation for each in microsoft} == {"OECD"}
    lime = read(LIMESURVEY)
    assert [each.wishes for each in lime.delegates] == [
        (("governance",), ("management",)),
        (("policy",), ("customer",)),
    ]
    assert any("row 3" in each and "a choice is empty" in each for each in lime.remarks)
    assert [each.name for each in read(EVENTBRITE).delegates] == ["Ana Silva", "Bo Li"]
    assert not microsoft[2].has_answered


@pytest.mark.parametrize(
    "text",
    [
        "governance",
        "GOVERNANCE",
        "1",
        "Theme 1",
        "1. Governance",
        FIRST,
        FIRST[:40],
        f"{FIRST} (Room 2)",
        FIRST.replace("Challenges", "Chalenges"),
    ],
)
def test_a_theme_is_known_by_its_id_title_number_or_beginning(text: str) -> None:
    """Rule: also with a number before it, a room behind it, or one letter missing."""
    (found,) = delegates(row("Ana", Choice_1=text))
    assert found.wishes == (("governance",),)


@pytest.mark.parametrize("between", ["; ", ";", " > ", "\n", " | ", ", "])
def test_a_list_may_hold_titles_with_commas(between: str) -> None:
    """Rule: the longest title that fits counts."""
    text = separated([["Name", "Order of themes"], ["Ana", between.join((SECOND, "policy", THIRD)) + ";"]])
    assert read(text).delegates[0].wishes == (("international",), ("policy",), ("management",))


def test_equal_ratings_are_wanted_equally_and_zero_is_not_wanted() -> None:
    """Rule: words and numbers; the highest is the most wanted."""
    found = read("Name,governance,customer,policy\nAna,5,0,5\nBo,1,4,3\nCy,2,2,4").delegates
    assert found[0].wishes == (("governance", "policy"),)
    assert found[1].wishes == (("customer",), ("policy",), ("governance",))
    words = read("Name,governance,customer\nAna,Not interested,Very interested\nBo,maybe,yes").delegates
    assert [each.wishes for each in words] == [(("customer",),), (("customer",), ("governance",))]


def test_all_problems_come_at_once_with_their_rows() -> None:
    """Rule: in the order of the rows, each with the faulty cell and the nearest that exists; never a whole row."""
    found = refusal_of(
        row("Ana", Choice_1="Gouvernance", Away="3", Country="Chile"),
        row("Bo"),
        row("", Choice_1="policy"),
        row("Cy", Choice_1="Gibberish", Track="Track 3"),
        row("Di", Track="Track 1", Choice_1="policy", Must="customer"),
        row("Ed", Away="1, 2"),
        row("Flo", Must="policy in round 2", Must_not="policy", Away="2"),
        row("Gus", Must="governance in round 9", Together="Nobody"),
        row("Hal", Choice_1="governance; policy", Away="morning"),
        row("=1+1"),
        row("I" * 201),
    )
    assert found[0] == (
        'row 2, column “Choice 1”: there is no theme "Gouvernance"; did you mean "Governance Challenges for integrated eGovernment informat…"?'
    )
    assert [re.split("[,:]", each)[0] for each in found] == [
        f"row {number}" for number in (2, 2, 4, 5, 5, 6, 6, 7, 8, 8, 9, 9, 10, 10, 11, 12)
    ]
    for line, told in zip(
        found,
        (
            "Gouvernance",
            "there is no round 3; the last one is 2",
            "the name is empty",
            'there is no track "Track 3"; did you mean',
            'there is no theme "Gibberish"',
            "is not in the track",
            "must attend",
            "away in all rounds",
            "must and must not attend",
            "but is away then",
            "there is no round 9",
            "there is no delegate “Nobody”; add a row for them or empty the cell",
            "names 2 themes",
            '"morning" is no round',
            "is a formula",
            "has 201 characters",
        ),
        strict=True,
    ):
        assert told in line
    assert not any("Chile" in each for each in found)


def test_a_theme_named_twice_counts_once() -> None:
    """Rule: the first mention counts, with a remark."""
    found = given_columns(rows(row("Ana", Choice_1="policy", Choice_2="Addressing the main policy")))
    assert found.delegates[0].wishes == (("policy",),)
    assert found.remarks == ("row 2: a theme is named twice; the first mention counts.",)


def test_conditions_name_a_theme_a_round_or_both() -> None:
    """Rule: with "in round N" or in brackets, and several in a cell."""
    (found,) = delegates(
        row(
            "Ana", Must="Governance (round 2); management", Must_not="round 1; policy in Runde 2", Away="none"
        )
    )
    assert found.must == (Condition("governance", 2), Condition("management"))
    assert found.never == (Condition("", 1), Condition("policy", 2))


@pytest.mark.parametrize("text", ["2", "Round 2", "2.0", "runde 2", "R2", "2;"])
def test_rounds_are_numbers(text: str) -> None:
    """Rule: with or without the word."""
    assert delegates(row("Ana", Away=text))[0].away == {2}


def test_spellings_of_a_country_become_one() -> None:
    """Rule: in every language and by code; others by capitals only; a misspelt one stays, with a remark."""
    found = given_columns(
        rows(
            *(
                row(f"N{number}", Country=text)
                for number, text in enumerate(
                    ("Norvège", "NO", "norway", "it", "OECD", "oecd", "OECD", "Norwey", "n/a")
                )
            )
        )
    )
    assert [each.country for each in found.delegates] == [
        *["Norway"] * 3,
        "Italy",
        *["OECD"] * 3,
        "Norwey",
        "",
    ]
    assert found.remarks == (
        '1 country has several spellings and became one: Norway ("NO", "Norvège", "norway").',
        '"OECD" also stands for "oecd".',
        'row 9: "Norwey" is no country, and stays as it is; Norway is near.',
    )


def test_who_is_in_the_list_twice() -> None:
    """Rule: the same said twice counts once; the later of two answers counts; without times it is a problem of both rows."""
    same = given_columns(
        rows(row("Ana", Country="NO"), row("ana ", Country="Norway"), row("Ana", Country="Chile"))
    )
    assert [each.country for each in same.delegates] == ["Norway", "Chile"]
    assert any("counted as 2 people" in each for each in same.remarks)
    (later,) = delegates(
        row("Ana", Choice_1="policy", Timestamp="13.10.2026 09:00:00"),
        row("Ana", Choice_1="customer", Timestamp="2.10.2026 10:00:00"),
    )
    assert later.wishes == (("policy",),)
    (line,) = refusal_of(row("Ana", Choice_1="policy"), row("Bo"), row("Ana", Choice_1="customer"))
    assert line == 'row 2: "Ana" is also in row 4, with other answers; delete what no longer counts'
    # 2/3 and 3/2: nothing in the column says which is the month
    unclear = [
        row("Ana", Choice_1="policy", Timestamp="2/3/2026"),
        row("Ana", Choice_1="customer", Timestamp="3/2/2026"),
    ]
    assert "with other answers" in refusal_of(*unclear)[0]
    (line,) = refusal_of(row("Ana", ID="7"), row("Bo", ID="7"))
    assert "the same id as row 3, but another name" in line


def test_the_mistakes_of_an_answer_that_no_longer_counts_do_not_matter() -> None:
    """Rule: the later answer is read, and the earlier one is as if it weren't there."""
    (found,) = delegates(
        row("Ana", Choice_1="Gibberish", Timestamp="2026-10-01 10:00"),
        row("Ana", Choice_1="policy", Timestamp="2026-10-02T10:00"),
    )
    assert found.wishes == (("policy",),)


def test_who_stays_together_has_one_label() -> None:
    """Rule: by names in any order of their parts, by way of others, or by a label that rows share."""
    found = delegates(
        row("Ana Silva", Together="Bo Li; Cy Ng"),
        row("Bo Li"),
        row("Cy Ng", Together="Silva, Ana"),
        row("Di Oz", Together="Delegation A"),
        row("Ed Ox", Together="delegation a"),
        row("Flo", Together="none"),
        row("Gus", ID="77", Together="Flo and Hal"),
        row("Hal", Together="77"),
    )
    parties = [each.party for each in found]
    assert parties[0] == parties[1] == parties[2]
    assert parties[3] == parties[4]
    assert parties[5] == parties[6] == parties[7]
    assert len(set(parties)) == 3
    (line,) = refusal_of(row("Bo", Country="Chile"), row("Bo", Country="Peru"), row("Ana", Together="Bo"))
    assert '2 delegates are called "Bo"' in line


def test_a_kept_mapping_that_no_longer_fits_is_refused() -> None:
    """Rule: it says which columns are missing."""
    sheet = delegate_sheet(b"Name,Choice 1\nAna,policy")
    with pytest.raises(DelegatesRefused) as refused:
        read_delegates(sheet, Columns(name="Name", country="Pays"), shipped(), countries())
    assert refused.value.problems == ('no column has the title "Pays"; say which columns to read',)
    assert last_round(shipped().tracks, shipped().rooms) == 2


TEXTS = st.characters(exclude_categories=["Cc", "Cs"])
NAMES = st.sampled_from(["Ana Silva", "ana silva", "Bo Li", "Cy Ng", "Di Öz", "Ed", ""])
CELLS = {
    "Name": NAMES,
    "ID": st.sampled_from(["", "", "7", "8"]),
    "Country": st.sampled_from(["", "NO", "Norvège", "oecd", "OECD", "Norwey"]),
    "Organisation": st.sampled_from(["", "Tax office", "TAX OFFICE"]),
    "Track": st.sampled_from(["", "", "Track 1"]),
    "Choice_1": st.sampled_from(["", "policy", "Governance", "Nonsense", "1"]),
    "Choice_2": st.sampled_from(["", "management", "Governance"]),
    "Away": st.sampled_from(["", "1", "round 2", "1,2"]),
    "Must": st.sampled_from(["", "", "policy", "governance in round 1"]),
    "Must_not": st.sampled_from(["", "", "policy", "round 1"]),
    "Together": st.sampled_from(["", "", "Bo Li", "Ana Silva; Cy Ng", "A", "7"]),
    "Timestamp": st.sampled_from(["", "2026-10-01 10:00", "2026-10-02 10:00"]),
}


@given(st.lists(st.fixed_dictionaries(CELLS), min_size=1, max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=a_third(200))
def test_the_order_of_the_rows_changes_only_the_order_of_the_delegates(
    said: list[dict[str, str]], chance: random.Random
) -> None:
    """Rule: keys, wishes, countries and parties are the same; a list is refused in any order or in none."""
    shuffled = list(said)
    chance.shuffle(shuffled)
    found = [_read_or_none(*each) for each in (said, shuffled)]
    assert found[0] == found[1]
    assert len({each.key for each in found[0]}) == len(found[0])


@given(st.lists(st.lists(st.text(TEXTS, max_size=20), min_size=3, max_size=3), min_size=1, max_size=4))
def test_any_cells_are_read_or_refused(cells: list[list[str]]) -> None:
    """Rule: nothing but a refusal of printable lines is raised."""
    sheet = Sheet(("a", "b", "c"), tuple(Row(number, tuple(row)) for number, row in enumerate(cells, 2)))
    columns = Columns(name="a", list="b", away=("c",))
    for each in (
        columns,
        replace(columns, away=(), must=("c",), answered="b"),
        Columns(name="b", choice=("c",), together=("a",), country="b"),
        Columns(name="a", score=(("b", "policy"), ("c", "customer"))),
        Columns(name="a", score=(("b", "policy"), ("c", "customer")), scores_mean=Scores.RATINGS),
    ):
        lines: tuple[str, ...] = ()
        try:
            lines = read_delegates(sheet, each, shipped(), countries()).remarks
        except DelegatesRefused as refused:
            lines = refused.problems
        assert all(line.isprintable() for line in lines)


def _read_or_none(*said: dict[str, str]) -> set[Delegate]:
    """The delegates in rows; none if they are refused, or all empty."""
    try:
        return set(delegates(*said))
    except (DelegatesRefused, SheetRefused):
        return set()
