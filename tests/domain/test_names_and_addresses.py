"""Which addresses a line has, which names it knows, and what goes with a person who is taken out."""

from __future__ import annotations

import pytest

from breakout_tui.domain.addresses import address_spans
from breakout_tui.domain.known_names import NO_COUNTRIES, FoundName, KnownNames
from breakout_tui.domain.personal import strip_personal
from tests.domain.test_capture_lines import FewCountries


@pytest.mark.parametrize(
    ("line", "addresses"),
    [
        ("see https://x.org/@ana#p now", ["https://x.org/@ana#p"]),
        ("see http://localhost/#a", ["http://localhost/#a"]),
        ("(example.org/page#part)", ["example.org/page#part)"]),
        ("write to (ana@ex.org), mailto:bob@ex.org", ["ana@ex.org", "mailto:bob@ex.org"]),
        ("a.b_c%d+e'f-g@mail.ex.org,", ["a.b_c%d+e'f-g@mail.ex.org"]),
        ("@ana@social.ex.org", ["@ana@social.ex.org"]),
        ("(@ana@social.ex.org)", ["@ana@social.ex.org"]),
        ("a@x.org@y.org", ["a@x.org", "@y.org"]),
        ("a@x.org/b@y.org,c@", ["a@x.org", "b@y.org"]),
        ("ana@ex.org,https://x.org", ["ana@ex.org", "https://x.org"]),
        ("no address. (@ana) at: ana@home .@x.org", []),
        ("no address", []),
    ],
)
def test_the_addresses_of_a_line(line: str, addresses: list[str]) -> None:
    """Mail addresses and handles end with their domain; one of a page reaches to the next blank."""
    assert [line[start:end] for start, end in address_spans(line)] == addresses


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("@Ana: doors leak", "doors leak"),
        ("one\n@Ana : doors leak", "one\ndoors leak"),
        ("one @Ana: doors leak", "one: doors leak"),
        ("@Ana's doors leak", " doors leak"),
        ("one\n  @Ana\ntwo", "one\n\ntwo"),
        ("doors, @Ana leak", "doors, leak"),
        ("the @Ana's doors", "the doors"),
        ("doors @Ana. Next", "doors. Next"),
        ('doors @Ana" leak', 'doors " leak'),
        ("doors @Ana", "doors"),
        ("doors @world bank @south korea leak", "doors leak"),
        ("@@Ana @ana", ""),
        ("doors @ # leak", "doors @ # leak"),
    ],
)
def test_what_goes_with_a_person(text: str, left: str) -> None:
    """The blanks before a name, its possessive, and at the start of a line its colon; other text stays."""
    assert strip_personal(text, ("World Bank",), FewCountries()) == left


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("new zealand south", FoundName(11, is_country=False)),
        ("New Zealand", FoundName(11, is_country=False)),
        ("New England", FoundName(3, is_country=False)),
        ("Norway's", FoundName(6, is_country=True)),
        ("Bergen, Oslo", FoundName(6, is_country=False)),
        ("South Korea", FoundName(11, is_country=True)),
        ("Bergen_x", None),
        ("Bergen1.", None),
        ("Berge", None),
        ("", None),
    ],
)
def test_the_longest_known_name_at_a_place(line: str, found: FoundName | None) -> None:
    """In any case, as a whole word; a name that is also a country is a country."""
    known = KnownNames(("new", "New Zealand", "Norway", "Bergen", ""), FewCountries())
    assert known.longest_at(line, 0) == found
    assert known.longest_at(f"x {line}", 2) == (found and found._replace(end=found.end + 2))


def test_a_country_has_the_spelling_of_the_list() -> None:
    """Else its name in the chosen language; of two spellings on the list the first one."""
    known = KnownNames(("Norvège", "NORWAY", "Bergen"), FewCountries())
    assert [known.country(name) for name in ("norway", "Korea", "Bergen")] == [
        "Norvège",
        "Republic of Korea",
        None,
    ]
    assert [known.listed(name) for name in ("norway", "bergen", "Korea")] == ["NORWAY", "Bergen", None]


def test_without_countries_none_is_known() -> None:
    """Rule: no name is a country, in no language."""
    assert (NO_COUNTRIES.code_of("Norway"), NO_COUNTRIES.name_of("NO")) == ("", "")
    assert not NO_COUNTRIES.is_english("Norway")
    assert KnownNames(("Norway",)).longest_at("Norway", 0) == FoundName(6, is_country=False)
