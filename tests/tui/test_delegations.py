"""Delegations and languages of the programme: names that ``@`` knows from the start, and how countries are spelled."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.notes import Note
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.session import Session, start
from breakout_tui.inputs.countries import CldrCountries
from tests.domain.day import programme
from tests.tui.fakes import FakeClock, FakeStore
from tests.tui.live_app import LiveApp, live_app

DELEGATIONS = ("City of Turku", "OECD", "Republic of Korea")


def notes(app: LiveApp) -> list[Note]:
    """All notes, in their order."""
    return [app.session.book[serial] for serial in range(len(app.session.book))]


def session_of(rule: AttributionRule, *languages: str) -> tuple[Session, FakeStore]:
    """A session of a programme with delegations, in a store."""
    store = FakeStore()
    ours = replace(programme(), delegations=DELEGATIONS, languages=languages)
    outcome = start(ours, "t", c.EditDetails(rule=rule), FakeClock().read())
    store.submit(outcome.session.id, outcome.changes)
    return outcome.session, store


async def test_a_delegation_is_completed_and_stored_under_the_rule_country() -> None:
    """Rule: as a country is: nothing is asked, in any case, with all its words."""
    session, store = session_of(AttributionRule.COUNTRY)
    async with live_app(session=session, store=store) as app:
        await app.type("Tramways pay @City")
        assert app.line.offers.words == ("@City of Turku",)
        await app.pilot.press("tab", "enter")
        await app.type("Data must flow @city of turku", "enter")
        await app.type("Budgets first @OECD", "enter")
        assert [note.attribution for note in notes(app)] == [
            "City of Turku",
            "City of Turku",
            "OECD",
        ]
        assert "Who said" not in app.says("status")


async def test_a_delegation_is_the_spelling_of_its_country() -> None:
    """Rule: a country that a delegation names is stored as the programme spells it."""
    countries = CldrCountries()
    countries.begin()
    _read(countries)
    session, store = session_of(AttributionRule.COUNTRY)
    async with live_app(session=session, store=store, countries=countries) as app:
        await app.type("Budgets first @Korea", "enter")
        assert [note.attribution for note in notes(app)] == ["Republic of Korea"]


async def test_an_anonymous_session_keeps_no_delegation() -> None:
    """Rule: none of its words."""
    session, store = session_of(AttributionRule.NONE)
    async with live_app(session=session, store=store) as app:
        await app.type("Tramways pay @City of Turku", "enter")
        (note,) = notes(app)
        assert (note.text, note.attribution) == ("Tramways pay", "")


@pytest.mark.parametrize(
    ("languages", "name"), [(("fr", "en"), "Norvège"), (("de",), "Norwegen"), ((), "Norway")]
)
async def test_a_country_is_stored_in_the_first_language_of_the_programme(
    languages: tuple[str, ...], name: str
) -> None:
    """Rule: in whatever language it is typed."""
    countries = CldrCountries()
    countries.begin()
    _read(countries)
    session, store = session_of(AttributionRule.COUNTRY, *languages)
    async with live_app(session=session, store=store, countries=countries) as app:
        for typed in ("Norway", "Norge", "Norvege", "NO"):
            await app.type(f"Budgets first @{typed}", "enter")
        assert {note.attribution for note in notes(app)} == {name}


def _read(countries: CldrCountries) -> None:
    """Wait until all spellings are read."""
    for thread in threading.enumerate():
        if thread.name == "countries":
            thread.join()
    assert countries.is_ready
