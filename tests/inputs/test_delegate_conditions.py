"""What a delegate must and must not attend, with whom she stays, and who is who, as organisers write it."""

from __future__ import annotations

import pytest

from breakout_tui.domain.delegates import Condition
from tests.inputs.delegate_tables import FIRST, SECOND, delegates, given_columns, refusal_of, row, rows

GOVERNANCE_1 = (Condition("governance", 1),)


@pytest.mark.parametrize(
    ("cells", "must"),
    [
        (
            "governance@1|governance @ 1|governance 1|governance (1)|governance: 1|governance / round 1|governance, round 1"
            "|governance round 1|Governance in Runde 1|governance séance 1|governance en la ronda 1|governance na sessão 1"
            "|governance in the first round|governance 1. Runde|governance session 1|Governance Challenges – round 1",
            GOVERNANCE_1,
        ),
        (f"{FIRST} 1|{FIRST} (round 1)", GOVERNANCE_1),
        ("Runde 1|séance 1|ronda 1|sessão 1|round 1|1st round|erste Runde", (Condition("", 1),)),
        (
            "governance@1; policy 2|governance 1, policy 2|governance (1) and policy (2)|governance@1\npolicy@2",
            (*GOVERNANCE_1, Condition("policy", 2)),
        ),
        (f"{FIRST}; {SECOND}", (Condition("governance"), Condition("international"))),
        ("1", (Condition("governance"),)),
        ("1, 2", (Condition("governance"), Condition("international"))),
        ("no|-|keine", ()),
    ],
)
def test_conditions_are_read_in_many_forms(cells: str, must: tuple[Condition, ...]) -> None:
    """Rule: a theme, a round, or a theme with its round in any usual notation, and several of them."""
    for cell in cells.split("|"):
        (found,) = delegates(row("Ana", Must=cell))
        assert (cell, found.must) == (cell, must)
        (found,) = delegates(row("Ana", Must_not=cell))
        assert (cell, found.never) == (cell, must)


def test_no_condition_is_lost_in_a_list() -> None:
    """Rule: what is no theme is told, and a bare number behind a round is not taken for a theme."""
    for cell in ("governance, nonsense", "governance and nonsense", "governance round 1, 2"):
        assert refusal_of(row("Ana", Must=cell))


@pytest.mark.parametrize("name", ["Silva, Ana", "Ana Silva", "ana silva (Brazil)", "Silva, Ana (Brésil)", "Ana Silva, BR", "Ana Silva (Tax office)"])  # fmt: skip
@pytest.mark.parametrize("listed", ["Ana Silva", "Silva, Ana"])
def test_a_partner_is_found_in_either_order_with_or_without_a_country(listed: str, name: str) -> None:
    """Rule: however the list and the cell are written."""
    one, other = delegates(
        row(listed, Country="Brazil", Organisation="Tax office"), row("Bo Li", Together=name)
    )
    assert one.party
    assert one.party == other.party


def test_a_country_tells_partners_of_the_same_name_apart() -> None:
    """Rule: and a country that nobody of the name is from finds nobody."""
    chile, peru, ana = delegates(row("Bo", Country="Chile"), row("Bo", Country="Peru"), row("Ana", Together="Bo (Pérou)"))  # fmt: skip
    assert (chile.party, peru.party) == ("", ana.party)
    (line,) = refusal_of(row("Bo", Country="Chile"), row("Ana", Together="Bo (Norway)"))
    assert "there is no delegate “Bo (Norway)”" in line


def test_the_same_name_is_told_with_what_differs_and_the_remedy() -> None:
    """Rule: so that the organiser can see whether it is one person."""
    found = given_columns(rows(row("Bo", Country="Chile", ID="7"), row("Bo", Country="Peru", ID="8")))
    assert found.remarks == (
        "rows 2, 3: the same name, but not the same id and country; counted as 2 people. If they are one person, delete a row.",
    )


def test_all_countries_with_several_spellings_are_listed() -> None:
    """Rule: up to 12 of them, with their spellings."""
    codes = "NO|Norway|CL|Chile|PE|Peru|FR|France|DE|Germany|BR|Brazil|IT|Italy|ES|Spain|PT|Portugal|SE|Sweden|FI|Finland|DK|Denmark|KE|Kenya|GH|Ghana"
    found = given_columns(rows(*(row(f"N{at}", Country=text) for at, text in enumerate(codes.split("|")))))
    (line,) = found.remarks
    assert line.startswith('14 countries have several spellings and became one: Brazil ("BR", "Brazil"); ')
    assert line.count("(") == 12
    assert line.endswith("; and 2 more.")


def test_the_family_name_is_what_the_list_has_apart() -> None:
    """Rule: from a name with a comma, but not what stands behind a degree; nothing is guessed."""
    found = delegates(row("da Silva, Ana"), row("Bo Li"), row("Cy Ng, PhD"), row("Di Oz, Ed Ox, Flo"))
    assert [each.family for each in found] == ["da Silva", "", "", ""]
    assert found[0].name == "da Silva, Ana"


def test_only_round_below_away_is_remarked_on() -> None:
    """Rule: it is read as away in the others."""
    found = given_columns(rows(row("Ana", Away="only round 1")))
    assert found.delegates[0].away == {2}
    assert found.remarks == ('row 2: "only round 1" was read as away in all other rounds.',)


@pytest.mark.parametrize(
    "cell", ["1" * 2000, "a 1 " * 500, "in " * 660, " a" * 999, "policy round 1 " * 130, ", " * 900 + "x"]
)
def test_a_hostile_condition_takes_no_time(cell: str) -> None:
    """Rule: reading takes about as long as the cell is long."""
    assert refusal_of(row("Ana", Must=cell))
