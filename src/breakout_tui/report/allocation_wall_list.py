"""The wall list: every delegate by name, with her room and theme in each round. It shows no wish."""

from __future__ import annotations

from breakout_tui.domain.text import clip, fold, plural
from breakout_tui.report.allocation_rule import properties_of_allocation, rule_blocks, titled
from breakout_tui.report.document import Block, Document, Paragraph
from breakout_tui.report.figures import Column, Row, TableBlock
from breakout_tui.report.formatting import listed
from breakout_tui.report.inlines import Inlines, Strong, Text
from breakout_tui.report.phrases import in_line, one_line
from breakout_tui.report.seating import Seated, Seating

MANY = 60
"""With more delegates than this, the first letter of the names stands before the first of them."""
_TITLE = 30
"""Characters of a theme beside its room; its whole title is in the list of rooms."""
_FEWEST = 12
"""Characters that say enough of it."""
_SMALL = 3
"""The most letters of a word that says nothing at the end of a title that was cut."""
_OTHER = "#"
"""The letter of names that begin with none."""


def wall_list(seating: Seating) -> Document:
    """The list, led by what is in each room."""
    allocation = seating.allocation
    blocks: list[Block] = [_rooms(seating), _delegates(seating)]
    if seating.waiting:
        blocks.append(_waiting(seating.waiting))
    blocks += rule_blocks(allocation)
    return Document(
        titled(allocation, "your rooms"), tuple(blocks), properties=properties_of_allocation(allocation)
    )


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
        Column((Text("Theme"),), width=8),
        Column((Text("Only in"),), width=2),
    )
    if any(rounds for _, _, (rounds,) in rows if rounds.text):
        return TableBlock(columns, tuple(rows))
    return TableBlock(columns[:2], tuple(row[:2] for row in rows))


def _delegates(seating: Seating) -> TableBlock:
    columns = (
        Column((Text("Name"),), width=16),
        Column((Text("Country"),), width=11),
        *(Column((Text(f"Round {number}"),), width=17) for number in seating.rounds),
    )
    rows = tuple(_row(each, seating) for each in seating.by_name)
    if len(rows) <= MANY:
        return TableBlock(columns, rows, is_large=True)
    letters = [_letter(each) for each in seating.by_name]
    led = (
        ((Strong((Text(letter),)),) if letter != before else (), *row)
        for letter, before, row in zip(letters, ("", *letters), rows, strict=False)
    )
    return TableBlock((Column((Text("A–Z"),), width=5), *columns), tuple(led), is_large=True)


def _row(seated: Seated, seating: Seating) -> Row:
    cells: list[Inlines] = [(in_line(seated.delegate.name),), (in_line(seated.delegate.country),)]
    for number, place in zip(seating.rounds, seated.places, strict=True):
        if place is None:
            cells.append((Text(seated.without(number)),))
        else:
            cells.append((Strong((in_line(place.room),)), Text(f" {_shortened(seating.title(place))}")))
    return tuple(cells)


def _shortened(title: str) -> str:
    """As much of a title as leads to it in the list of rooms, cut at a word if that leaves enough."""
    line = one_line(title)
    if len(line) <= _TITLE:
        return line
    words = line[:_TITLE].split(" ")[:-1]
    while words and len(words[-1]) <= _SMALL:
        words.pop()
    cut = " ".join(words).rstrip(" ,;:–-")
    return f"{cut}…" if len(cut) >= _FEWEST else clip(line, _TITLE)


def _letter(seated: Seated) -> str:
    first = fold(one_line(seated.delegate.name))[:1]
    return first.upper() if first.isalpha() else _OTHER


def _waiting(waiting: tuple[Seated, ...]) -> Paragraph:
    """Who waits for how much, by name."""
    named = [f"{one_line(each.delegate.name)} ({plural(each.missing, 'theme')})" for each in waiting]
    return Paragraph((Strong((Text("Waiting list: "),)), Text(f"{listed(named)}.")))
