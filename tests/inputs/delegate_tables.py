"""Lists of delegates as form tools export them, and the programme that they are about."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from breakout_tui.domain.delegates import Delegate
from breakout_tui.domain.errors import DelegatesRefused
from breakout_tui.domain.programme import Programme
from breakout_tui.inputs.countries import CldrCountries
from breakout_tui.inputs.delegate_columns import Columns
from breakout_tui.inputs.delegate_rows import DelegateList, read_delegates
from breakout_tui.inputs.delegate_sheet import delegate_sheet
from breakout_tui.inputs.programme_file import parse_programme
from tests.inputs.sheet_files import separated

ALL = (
    "Name",
    "ID",
    "Country",
    "Organisation",
    "Track",
    "Choice 1",
    "Choice 2",
    "Away",
    "Must",
    "Must not",
    "Together",
    "Timestamp",
)
FIRST, SECOND, THIRD = (
    "Governance Challenges for integrated eGovernment information and services",
    "International pragmatic approaches to deliver on the promise of integrated, ICT-enabled solutions",
    "Day-to-day management challenges to save costs, whilst maintaining performance in eGovernment",
)
"""Titles of the first track; two of them have commas."""
GOOGLE = f"""Timestamp,Email Address,Full name *,Country / Pays,"Rank the themes [{FIRST}]","Rank the themes [{SECOND}]","Rank the themes [{THIRD}]"
2026/10/05 9:11:12 AM GMT+2,ana@x.org,Ana Silva,Brésil,1st choice,3rd choice,2nd choice
2026/10/05 10:12:12 PM GMT+2,bo@x.org,Bo Li,NO,1st choice,,
2026/10/06 9:12:12 AM GMT+2,bo@x.org,Bo Li,Norvège,,1st choice,2nd choice
"""
MICROSOFT = f"""ID,Start time,Completion time,Email,Name,Organisation,Which track?,Please put the themes into your order
1,10/5/26 9:01:00,10/5/26 9:04:00,anonymous,Ana Silva,oecd,Track 1,"Governance;International;Management;"
2,10/5/26 9:11:00,10/5/26 9:14:00,anonymous,Bo Li,OECD,Track 1,"{THIRD};{FIRST};"
3,10/13/26 9:11:00,10/13/26 9:14:00,anonymous,Cy Ng,OECD,Track 1,
"""
LIMESURVEY = """"Response ID";"Date submitted";"Last page";"name";"country";"themes[1]";"themes[2]";"themes[3]"
"7";"2026-10-05 09:11:12";"2";"Ana Silva";"Brazil";"governance";"management";""
"8";"2026-10-05 09:12:12";"2";"Bo Li";"Norway";"policy";"";"customer"
"""
EVENTBRITE = """Order #\tOrder Date\tFirst Name\tLast Name\tEmail\tAttendee #\tTicket Type\tCountry\tFirst choice\tSecond choice
1\t2026-01-01\tAna\tSilva\ta@x.org\t11\tDelegate\tBrazil\tGovernance\tManagement
1\t2026-01-01\tBo\tLi\ta@x.org\t12\tDelegate\tBrasil\tCustomer\t
"""


@cache
def shipped() -> Programme:
    """The programme that is shipped: two tracks of three themes, of which each delegate has two."""
    return parse_programme(
        (Path(__file__).parents[2] / "themes.toml").read_text(encoding="utf-8"), "themes.toml"
    )


@cache
def countries() -> CldrCountries:
    """All spellings of all countries."""
    found = CldrCountries(("en",))
    found.read()
    return found


def rows(*said: dict[str, str]) -> str:
    """A table with all columns, of rows that say something in some of them."""
    return separated([ALL, *([each.get(title.replace(" ", "_"), "") for title in ALL] for each in said)])


def row(name: str, **said: str) -> dict[str, str]:
    """What a row says."""
    return {"Name": name, **said}


def given_columns(text: str) -> DelegateList:
    """The delegates of a table with all columns."""
    sheet = delegate_sheet(text.encode())
    columns = Columns(
        name="Name",
        id="ID",
        country="Country",
        organisation="Organisation",
        track="Track",
        choice=("Choice 1", "Choice 2"),
        away=("Away",),
        must=("Must",),
        must_not=("Must not",),
        together=("Together",),
        answered="Timestamp",
    )
    return read_delegates(sheet, columns, shipped(), countries(), "list.csv")


def delegates(*said: dict[str, str]) -> tuple[Delegate, ...]:
    """The delegates in rows."""
    return given_columns(rows(*said)).delegates


def refusal_of(*said: dict[str, str]) -> tuple[str, ...]:
    """The problems of rows."""
    with pytest.raises(DelegatesRefused) as refused:
        given_columns(rows(*said))
    assert refused.value.where == "list.csv"
    return refused.value.problems
