"""Guesses what columns are: as form tools export them, in five languages, and asks where it can't be known."""

from __future__ import annotations

import pytest

from breakout_tui.domain.errors import UsageError
from breakout_tui.inputs.column_guess import guess_columns
from breakout_tui.inputs.column_questions import Guess
from breakout_tui.inputs.column_words import Role, choice_rank, role_of
from breakout_tui.inputs.delegate_columns import Columns
from breakout_tui.inputs.delegate_rows import read_delegates
from breakout_tui.inputs.delegate_sheet import delegate_sheet
from breakout_tui.inputs.theme_scores import Scores
from tests.inputs.delegate_tables import EVENTBRITE, FIRST, GOOGLE, LIMESURVEY, MICROSOFT, countries, shipped


def guess(text: str, **given: list[str]) -> Guess:
    """What the columns of a table are."""
    return guess_columns(delegate_sheet(text.encode()), shipped(), given)


def test_a_google_form_with_a_grid_is_understood() -> None:
    """Rule: a column for each theme, its title in brackets; ordinals are ranks; an address tells who answers twice."""
    found = guess(GOOGLE)
    assert found.questions == ()
    assert found.ignored == ()
    columns = found.columns
    assert (columns.name, columns.country, columns.id) == ("Full name *", "Country / Pays", "Email Address")
    assert [theme for _, theme in columns.score] == ["governance", "international", "management"]
    assert columns.scores_mean is Scores.RANKS


def test_a_microsoft_form_with_a_ranking_is_understood() -> None:
    """Rule: a list in one column; neither the number of an answer nor one address for all tells delegates apart."""
    found = guess(MICROSOFT)
    assert found.questions == ()
    assert found.columns == Columns(
        name="Name",
        organisation="Organisation",
        track="Which track?",
        list="Please put the themes into your order",
        answered="Completion time",
    )
    assert found.ignored == ("ID", "Start time", "Email")


def test_codes_of_limesurvey_are_understood() -> None:
    """Rule: ranks in brackets, ids of themes in the cells."""
    found = guess(LIMESURVEY)
    assert found.columns.choice == ("themes[1]", "themes[2]", "themes[3]")
    assert (found.columns.name, found.columns.answered, found.columns.id) == ("name", "Date submitted", "")


def test_tickets_are_understood() -> None:
    """Rule: first and last name; the number of the attendee, not that of the order or an address of two people."""
    columns = guess(EVENTBRITE).columns
    assert (columns.first_name, columns.last_name, columns.id) == ("First Name", "Last Name", "Attendee #")
    assert columns.choice == ("First choice", "Second choice")


@pytest.mark.parametrize(
    ("titles", "rank"),
    [
        (
            "1. Your first choice?|Choice 1|1st|Erstwunsch|1. Wahl|Premier choix|1er choix|Primera opción|1ª escolha",
            1,
        ),
        (
            "2nd choice *|Second preference|Zweitwahl|Wunsch 2|Deuxième choix|2e choix|Segunda opción|Pick [2]",
            2,
        ),
        (
            "Third|Priority 3|Drittwunsch|3. Wunsch|Troisième vœu|Tercera preferencia|Terceira opção|5. Choice 3",
            3,
        ),
        ("Comments|First name|2|Round 1|Governance|Zweck|Email 2", 0),
    ],
)
def test_a_rank_is_read_from_a_title(titles: str, rank: int) -> None:
    """Rule: ordinals and numbers beside a word for a choice, in five languages; the number of a question is none."""
    assert {title: choice_rank(title) for title in titles.split("|")} == dict.fromkeys(
        titles.split("|"), rank
    )


@pytest.mark.parametrize(
    ("titles", "role"),
    [
        ("Name *|Full name|Nom complet|Vollständiger Name|Nombre completo|Nome|2. Your name", Role.NAME),
        ("Prénom|Vorname|First Name|Given names", Role.FIRST_NAME),
        ("Last name|Nachname|Apellidos|Sobrenome|Nom de famille", Role.LAST_NAME),
        ("Country|Pays|Land|País|Pays / Country|Country of residence|Member State", Role.COUNTRY),
        ("Organisation|Institution|Firma|Empresa|What is the name of your organisation?", Role.ORGANISATION),
        ("Timestamp|Horodateur|Zeitstempel|Completion time|Carimbo de data/hora", Role.ANSWERED),
        ("Away|Rounds not attended|Absent|Abwesend|Ausente", Role.AWAY),
        ("Must|Must attend|Pflicht|Obligatoire", Role.MUST),
        ("Must not|Never|Darf nicht|May not attend", Role.NEVER),
        ("Together with|Partner|Gruppe|Zusammen mit|Ensemble avec", Role.TOGETHER),
        ("Track|Which track?|Filière", Role.TRACK),
    ],
)
def test_a_role_is_read_from_a_title(titles: str, role: Role) -> None:
    """Rule: the words of five languages, with signs and numbers around them."""
    found = {title: role_of(title) for title in titles.split("|")}
    assert {title: said[0] if said else None for title, said in found.items()} == dict.fromkeys(found, role)


def test_a_name_beside_a_first_name_is_the_last_name() -> None:
    """Rule: *Nom* and *Prénom*, *Nombre* and *Apellidos* are two parts of one name."""
    french = guess("Nom,Prénom,Choix 1\nSilva,Ana,Governance").columns
    assert (french.name, french.first_name, french.last_name) == ("", "Prénom", "Nom")
    spanish = guess("Nombre,Apellidos,Opción 1\nAna,Silva,Governance").columns
    assert (spanish.name, spanish.first_name, spanish.last_name) == ("", "Nombre", "Apellidos")


def test_a_last_name_beside_a_whole_name_is_kept() -> None:
    """Rule: lists are sorted by it; the whole name is shown."""
    text = "Full name,First name,Last name,Choice 1\nAna da Silva,Ana,da Silva,Governance"
    found = guess(text).columns
    assert (found.name, found.first_name, found.last_name) == ("Full name", "", "Last name")
    (ana,) = read_delegates(delegate_sheet(text.encode()), found, shipped(), countries()).delegates
    assert (ana.name, ana.family) == ("Ana da Silva", "da Silva")


def test_what_is_ambiguous_is_asked_once() -> None:
    """Rule: two titles that say the same become a question; what was given is not asked."""
    text = "Name,Country,Pays,Choice 1\nAna,Brazil,Chile,Governance"
    (question,) = guess(text).questions
    assert (question.role, question.candidates, question.takes_many) == (
        Role.COUNTRY,
        ("Country", "Pays"),
        False,
    )
    answered = guess(text, country=["pays"])
    assert (answered.questions, answered.columns.country, answered.ignored) == ((), "Pays", ("Country",))
    assert guess(text, country=[""]).columns.country == ""


def test_columns_without_a_telling_title_are_asked_by_what_is_in_them() -> None:
    """Rule: themes in the cells make a candidate; a name is asked if no title says it."""
    found = guess("Q1,Q2,Q3\nAna,Governance,Customer\nBo,Policy,International")
    assert [(each.key, each.candidates) for each in found.questions] == [
        ("choice", ("Q2", "Q3")),
        ("name", ("Q1", "Q2", "Q3")),
    ]
    columns = guess("Q1,Q2,Q3\nAna,Governance,Customer", name=["Q1"], choice=["Q3", "Q2"]).columns
    assert (columns.name, columns.choice) == ("Q1", ("Q3", "Q2"))


@pytest.mark.parametrize(
    ("title", "rows", "meaning"),
    [
        ("", ["1,2,3", "3,1,2", "2,,1"], Scores.RANKS),
        ("", ["5,5,3", "4,5,5", "1,1,2"], Scores.RATINGS),
        ("Points", ["3,2,1", "1,2,3"], Scores.RATINGS),
        ("", ["very interested,low,", "neutral,,high"], Scores.RATINGS),
        ("Rank", ["1,1,2", "1,2,2"], Scores.RANKS),
        ("Rank", ["5,9,2"], None),
        ("", ["1,2,3", "5,5,3"], None),
    ],
)
def test_what_numbers_mean_is_told_by_the_numbers(
    title: str, rows: list[str], meaning: Scores | None
) -> None:
    """Rule: from 1 on without repetition they are ranks, else ratings; where that isn't clear it is asked."""
    names = ",".join(
        f"{title} [{theme}]" if title else theme for theme in ("governance", "customer", "policy")
    )
    text = f"Name,{names}\n" + "\n".join(f"N{number},{row}" for number, row in enumerate(rows))
    found = guess(text)
    assert len(found.columns.score) == 3
    if meaning is None:
        assert [each.key for each in found.questions] == ["scores-mean"]
        assert guess(text, **{"scores-mean": ["ratings"]}).columns.scores_mean is Scores.RATINGS
    else:
        assert (found.questions, found.columns.scores_mean) == ((), meaning)


def test_a_form_may_have_choices_for_each_track() -> None:
    """Rule: two columns of one rank are fine where each row fills one; else it is asked."""
    head = "Name,Track 1: first choice,Track 2: first choice\n"
    assert guess(f"{head}Ana,Governance,\nBo,,Policy").columns.choice == tuple(head.strip().split(",")[1:])
    assert [each.key for each in guess(f"{head}Ana,Governance,Policy").questions] == ["choice"]


def test_a_mapping_is_kept_by_titles() -> None:
    """Rule: as plain values and back; it fits a file with moved columns, and says which ones are missing."""
    for text in (GOOGLE, MICROSOFT, LIMESURVEY, EVENTBRITE):
        columns = guess(text).columns
        assert Columns.from_values(columns.to_values()) == columns
    columns = guess(LIMESURVEY).columns
    assert columns.missing_in(reversed(columns.titles())) == ()
    assert columns.missing_in(["name", "themes[1]", "themes[3]"]) == (
        "country",
        "themes[2]",
        "Date submitted",
    )
    wrong: tuple[dict[str, object], ...] = (
        {"colour": "x"},
        {"name": ["x"]},
        {"choice": "x"},
        {"scores-mean": "x"},
        {"score": []},
    )
    for values in wrong:
        with pytest.raises(ValueError, match=r"is no column|not a valid"):
            Columns.from_values(values)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"colour": ["Name"]}, "no column is called"),
        ({"name": ["Nome"]}, 'did you mean "Name"'),
        ({"name": ["Name", "Choice 1"]}, "one column"),
        ({"score": ["Name"]}, "names no theme"),
        ({"scores-mean": ["x"]}, "ranks, ratings"),
    ],
)
def test_what_is_given_wrongly_is_refused(given: dict[str, list[str]], told: str) -> None:
    """Rule: an unknown role, an unknown title, and too many columns."""
    with pytest.raises(UsageError, match=told):
        guess("Name,Choice 1\nAna,Governance", **given)


def test_a_title_that_a_tool_cut_is_found() -> None:
    """Rule: the beginning of a theme's title is enough."""
    found = guess(f"Name,{FIRST[:30]}…,Pushing the customer paradigm\nAna,1,2\nBo,2,1")
    assert [theme for _, theme in found.columns.score] == ["governance", "customer"]
