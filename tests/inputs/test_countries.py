"""The countries of the world: all spellings, codes with care, and nothing is loaded before it is asked for."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.capture import Captured, parse
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.inputs.countries import CldrCountries

COUNTRIES = CldrCountries()
COUNTRIES.begin()
for thread in threading.enumerate():
    if thread.name == "countries":
        thread.join()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(
            ("Norway", "NO"),
            ("norge", "NO"),
            ("Norvège", "NO"),
            ("Norvege", "NO"),
            ("NO", "NO"),
            ("NOR", "NO"),
        ),
        *(("Côte d'Ivoire", "CI"), ("cote d’ivoire", "CI"), ("Ivory Coast", "CI"), ("Österreich", "AT")),
        *(("Korea, Republic of", "KR"), ("Republic of Korea", "KR"), ("Korea", "KR"), ("Viet Nam", "VN")),
        *(("Türkiye", "TR"), ("Turkey", "TR"), ("UK", "GB"), ("USA", "US"), ("the Netherlands", "NL")),
        *(
            ("Guinea Bissau", "GW"),
            ("St. Lucia", "LC"),
            ("Saint Lucia", "LC"),
            ("Iran (Islamic Republic of)", "IR"),
        ),
        *(("中国", "CN"), ("مصر", "EG"), ("भारत", "IN"), ("Россия", "RU"), ("Ελλάδα", "GR")),
    ],
)
def test_a_country_is_known_in_all_spellings(name: str, code: str) -> None:
    """Rule: by its name in any language, with or without accents, by earlier and official names, and by its codes."""
    assert COUNTRIES.code_of(name) == code


@pytest.mark.parametrize(
    "name",
    ["it", "no", "us", "nor", "IT", "HR", "PM", "MP", "Kongo", "Congo", "Ana", "Clerk", "Africa", "ZZ", ""],
)
def test_a_word_is_no_country(name: str) -> None:
    """Rule: codes count in capitals, unless they are also an abbreviation; a name of two countries is none."""
    assert COUNTRIES.code_of(name) == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("South Africa said", "South Africa"),
        ("Korea, Republic of and", "Korea, Republic of"),
        ("Guinea-Bissau.", "Guinea-Bissau"),
        ("Norway's", "Norway"),
        ("New Zealander", ""),
        ("St. Lucia: no", "St. Lucia"),
    ],
)
def test_the_longest_name_is_found(text: str, name: str) -> None:
    """Rule: whole words, as many as belong to the name."""
    assert text[: COUNTRIES.longest_at(text, 0)] == name


@given(st.sampled_from(COUNTRIES.names or ("Norway",)), st.booleans())
def test_each_country_is_stored_by_its_english_name(name: str, is_lower: bool) -> None:
    """Rule: without a spelling in the session's list, typed in any case, at the end of a statement."""
    line = f"Deputies wait @{name.lower() if is_lower else name}"
    assert parse(line, AttributionRule.COUNTRY, countries=COUNTRIES) == Captured("Deputies wait", name)


@pytest.mark.parametrize(
    ("line", "text", "attribution", "unknown"),
    [
        ("Slow @Norge @Norway", "Slow", "Norway", ()),
        ("Slow @Korea, Republic of", "Slow", "South Korea", ()),
        ("Slow @Vietnam and @Viet Nam", "Slow @Vietnam and Viet Nam".replace("@", ""), "Viet Nam", ()),
        ("Slow @Jordan Smith", "Slow", "", ("Jordan Smith",)),
        ("Slow @Jordan", "Slow", "Jordan", ()),
        ("Slow @IT", "Slow", "", ("IT",)),
        ("@South Africa Budgets are slow", "Budgets are slow", "South Africa", ()),
        ("As @Ana said, slow", "As said, slow", "", ("Ana",)),
    ],
)
def test_under_country_only_countries_and_listed_names_are_stored(
    line: str, text: str, attribution: str, unknown: tuple[str, ...]
) -> None:
    """Rule: a country has one spelling, the one of the session's list first; a person is stored nowhere."""
    seen = parse(line, AttributionRule.COUNTRY, known=("Viet Nam", "World Bank"), countries=COUNTRIES)
    assert seen == Captured(text, attribution, unknown=unknown)


@pytest.mark.parametrize(
    "line", ["Doors leak @south africa", "@Jordan Smith: Doors leak", "Doors leak @Jordan Smith"]
)
def test_under_none_a_name_goes_with_all_its_words(line: str) -> None:
    """Rule: a country is taken out whole, and a person who is called like one, too."""
    seen = parse(line, AttributionRule.NONE, countries=COUNTRIES)
    assert seen == Captured("Doors leak", removed_personal=True)


def test_under_named_the_typed_spelling_stays() -> None:
    """Rule: a name is a person's there, so that it is not replaced by a country's."""
    seen = parse("Slow @Norge @IT @south africa", AttributionRule.NAMED, countries=COUNTRIES)
    assert seen.attribution == "Norge, IT, south africa"


def test_nothing_is_loaded_before_a_name_is_asked_for() -> None:
    """Rule: neither babel nor a thread; the first screen must not wait for it."""
    program = (
        "import sys, threading; from breakout_tui.inputs.countries import CldrCountries; c = CldrCountries();"
        "assert not c.is_ready and c.names == () and threading.active_count() == 1; assert 'babel' not in sys.modules;"
        "c.begin(); assert c.code_of('Norway') == 'NO' and 'Norway' in c.names"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def in_languages(*languages: str) -> CldrCountries:
    """Countries in these languages, all read."""
    countries = CldrCountries(languages)
    countries.begin()
    for thread in threading.enumerate():
        if thread.name == "countries":
            thread.join()
    return countries


def test_a_country_is_kept_in_the_first_language_and_offered_in_all() -> None:
    """Rule: every spelling still counts; a language that does not exist changes nothing."""
    both = in_languages("fr", "en", "xx")
    assert both.name_of(both.code_of("Norway")) == both.name_of(both.code_of("Norge")) == "Norvège"
    assert {"Norvège", "Norway", "Allemagne", "Germany"} <= set(both.names)
    assert all(both.code_of(name) for name in both.names)


def test_a_variety_of_a_language_differs_where_it_says_so() -> None:
    """Rule: the rest is that of the language, in either way of writing the code."""
    portugal, brazil = in_languages("pt_PT"), in_languages("pt-BR")
    assert (portugal.name_of("VN"), brazil.name_of("VN")) == ("Vietname", "Vietnã")
    assert brazil.name_of("NO") == "Noruega"


def test_languages_can_change_and_return_to_those_of_the_settings() -> None:
    """Rule: another session may speak another language."""
    countries = in_languages("fr")
    countries.speak(("de",))
    assert countries.name_of("NO") == "Norwegen"
    countries.speak(())
    assert countries.name_of("NO") == "Norvège"
