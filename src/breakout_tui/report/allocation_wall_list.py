"""The wall list: every delegate by name, with her room in each round, in one line. It shows no wish."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from breakout_tui.domain.delegates import Place
from breakout_tui.domain.text import clip, fold, plural
from breakout_tui.report.allocation_rule import output_of, rule_line
from breakout_tui.report.document import Block, Document, Paragraph
from breakout_tui.report.figures import Column, Row, TableBlock
from breakout_tui.report.formatting import listed
from breakout_tui.report.inlines import Inlines, Strong, Text
from breakout_tui.report.phrases import in_line, one_line
from breakout_tui.report.seating import Seated, Seating, sorted_name

MANY = 60
"""With more delegates than this, the first letter of the names stands before the first of them."""
_TITLES = (18, 30, 60, 1_000)
"""Characters of a theme beside its room; more if two themes of the room would be alike with fewer."""
_FEWEST = 8
"""Characters that say enough of it."""
_SMALL = 3
"""The most letters of a word that says nothing at the end of a title that was cut."""
_OTHER = "#"
"""The letter of names that begin with none."""
_NAME, _COUNTRY, _ROOM = (14, 30), (8, 24), (8, 26)
"""The fewest and the most characters for which a column has space."""
_SPACE = 2
"""Characters that the space between two columns takes."""


def wall_list(seating: Seating) -> Document:
    """The list, led by what is in each room."""
    blocks: list[Block] = [_rooms(seating), _delegates(seating)]
    if seating.waiting:
        blocks.append(_waiting(seating.waiting))
    blocks.append(rule_line(seating.allocation))
    return output_of(seating.allocation, "Your rooms", blocks)


def _rooms(seating: Seating) -> TableBlock:
    """Each room with its theme, and its rounds where it is not used in all of them."""
    used: dict[tuple[str, str], list[int]] = {}
    for slot in seating.slots:
        used.setdefault((slot.place.room, slot.place.theme), []).append(slot.place.round)
    rows = []
    for (room, theme), numbers in used.items():
        rounds = "" if len(numbers) == len(seating.rounds) else f"round {listed(list(map(str, numbers)))}"
        rows.append(((Strong((in_line(room),)),), (in_line(seating.titles[theme]),), (Text(rounds),)))
    columns = (
        Column((Text("Room"),), width=3),
        Column((Text("Theme"),), width=10),
        Column((Text("Only in"),), width=2),
    )
    if any(rounds for _, _, (rounds,) in rows if rounds.text):
        return TableBlock(columns, tuple(rows))
    return TableBlock(columns[:2], tuple(row[:2] for row in rows))


def _delegates(seating: Seating) -> TableBlock:
    themes = _themes_beside_rooms(seating)
    people = seating.by_name
    names = [one_line(each.listed_name) for each in people]
    countries = _countries(people)
    columns = [
        Column((Text("Name"),), width=_width(names, *_NAME)),
        Column((Text("Country"),), width=_width(countries, *_COUNTRY)),
    ]
    for at, number in enumerate(seating.rounds):
        rooms = [f"{place.room} {themes.get(place, '')}" for each in people if (place := each.places[at])]
        columns.append(Column((Text(f"Round {number}"),), width=_width(rooms, *_ROOM)))
    rows: list[Row] = [
        ((Text(name),), (Text(country),), *_places(each, seating, themes))
        for name, country, each in zip(names, countries, people, strict=True)
    ]
    if len(rows) <= MANY:
        return TableBlock(tuple(columns), tuple(rows), is_large=True, name_column=0)
    letters = [_letter(each) for each in people]
    led = (
        ((Strong((Text(letter),)),) if letter != before else (), *row)
        for letter, before, row in zip(letters, ("", *letters), rows, strict=False)
    )
    narrow = Column((Text("A–Z"),), width=max(5, sum(each.width for each in columns) // 12))
    return TableBlock((narrow, *columns), tuple(led), is_large=True, name_column=1)


def _width(texts: Iterable[str], fewest: int, most: int) -> int:
    return min(max([fewest, *map(len, texts)]), most) + _SPACE


def _countries(people: tuple[Seated, ...]) -> list[str]:
    """The country of each; with the organisation where two people have the same name and country."""
    same = Counter(map(_name_and_country, people))
    return [
        " · ".join(filter(None, map(one_line, (each.delegate.country, each.delegate.organisation))))
        if same[_name_and_country(each)] > 1
        else one_line(each.delegate.country)
        for each in people
    ]


def _name_and_country(seated: Seated) -> tuple[str, str]:
    return fold(one_line(seated.delegate.name)), fold(one_line(seated.delegate.country))


def _places(seated: Seated, seating: Seating, themes: Mapping[Place, str]) -> tuple[Inlines, ...]:
    cells: list[Inlines] = []
    for number, place in zip(seating.rounds, seated.places, strict=True):
        if place is None:
            cells.append((Text(seated.without(number)),))
        elif place in themes:
            cells.append((Strong((in_line(place.room),)), Text(f" {themes[place]}")))
        else:
            cells.append((Strong((in_line(place.room),)),))
    return tuple(cells)


def _themes_beside_rooms(seating: Seating) -> dict[Place, str]:
    """Short titles for the places of the rooms that have several themes; the others are known by their room."""
    of_room: dict[str, set[str]] = {}
    for slot in seating.slots:
        of_room.setdefault(slot.place.room, set()).add(slot.place.theme)
    short: dict[str, dict[str, str]] = {}
    for room, themes in of_room.items():
        titles = {theme: one_line(seating.titles[theme]) for theme in themes}
        for most in _TITLES:
            short[room] = {theme: _shortened(title, most) for theme, title in titles.items()}
            if len(set(short[room].values())) == len(themes):
                break
    return {
        slot.place: short[slot.place.room][slot.place.theme]
        for slot in seating.slots
        if len(of_room[slot.place.room]) > 1
    }


def _shortened(line: str, most: int) -> str:
    """As much of a title as leads to it in the list of rooms, cut at a word if that leaves enough."""
    if len(line) <= most:
        return line
    words = line[:most].split(" ")[:-1]
    while words and len(words[-1]) <= _SMALL:
        words.pop()
    cut = " ".join(words).rstrip(" ,;:–-")
    return f"{cut}…" if len(cut) >= _FEWEST else clip(line, most)


def _letter(seated: Seated) -> str:
    first = fold(one_line(sorted_name(seated.delegate)))[:1]
    return first.upper() if first.isalpha() else _OTHER


def _waiting(waiting: tuple[Seated, ...]) -> Paragraph:
    """Who waits for how much, by name."""
    named = [f"{one_line(each.delegate.name)} ({plural(each.missing, 'theme')} missing)" for each in waiting]
    return Paragraph((Strong((Text("Waiting list: "),)), Text(f"{listed(named)}.")))
