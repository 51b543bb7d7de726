"""All files of an allocation: lists, slips, figures, what changed, tables, what each room gets, and the replay file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial

from breakout_tui.domain.allocation import Allocation, Slot
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.ports import unnoticed
from breakout_tui.domain.programme import AttributionRule, Programme
from breakout_tui.domain.room_file import RoomFile, listed_names, room_file_text
from breakout_tui.domain.text import by_numbers, fold
from breakout_tui.report.allocation_changes_page import changes_page, has_changes
from breakout_tui.report.allocation_fairness import fairness_page
from breakout_tui.report.allocation_room_lists import room_lists
from breakout_tui.report.allocation_slips import slips
from breakout_tui.report.allocation_wall_list import wall_list
from breakout_tui.report.data.allocation_replay import replay_text
from breakout_tui.report.data.allocation_tables import changes_table, places_table, slot_table
from breakout_tui.report.data.csv_files import csv_text
from breakout_tui.report.document import Document
from breakout_tui.report.file_name import file_name
from breakout_tui.report.formats import WRITERS, written
from breakout_tui.report.page_setup import DEFAULT_PAGES, PageSetup
from breakout_tui.report.seating import Seating, seating_of
from breakout_tui.report.writers.missing_characters import BEGINNING

HAND_OUTS = (FileFormat.PDF, FileFormat.HTML)
ROOMS_FOLDER = "rooms"
_BOM = "\ufeff"
"""Excel needs it to see UTF-8."""


def allocation_files(
    allocation: Allocation,
    programme: Programme,
    *,
    formats: Sequence[FileFormat] = HAND_OUTS,
    setup: PageSetup = DEFAULT_PAGES,
    progress: Callable[[str], None] = unnoticed,
) -> Iterator[tuple[str, str | bytes]]:
    """The name of each file, with ``/`` behind its folder, and its content; the same allocation gives the same.

    The documents come first, in each format; ``progress`` hears the name of each file before it is made. ``setup`` is for the
    documents; of characters that no font shows it hears once, for the first list, which has all names. Raises FormatUnavailable, for
    what is not installed before the first file.
    """
    for file_format in formats:
        WRITERS[file_format].refuse_what_is_missing(file_format)
    told = replace(setup, notice=_of_characters_once(setup.notice))
    for name, make in _makers(allocation, programme, formats, told):
        progress(name)
        yield name, make()


def names_of_files(
    allocation: Allocation, programme: Programme, formats: Sequence[FileFormat]
) -> tuple[str, ...]:
    """The names of all these files, before the first one is made."""
    return tuple(name for name, _ in _makers(allocation, programme, formats, DEFAULT_PAGES))


def _makers(
    allocation: Allocation, programme: Programme, formats: Sequence[FileFormat], setup: PageSetup
) -> Iterator[tuple[str, Callable[[], str | bytes]]]:
    """The name of each file, and what makes its content; a document is made once for all its formats."""
    seating = seating_of(allocation, programme)
    documents: list[tuple[str, Callable[[], Document]]] = [
        ("wall-list", cache(lambda: wall_list(seating))),
        ("room-lists", cache(lambda: room_lists(seating))),
        ("slips", cache(lambda: slips(seating))),
        ("fairness", cache(lambda: fairness_page(allocation))),
    ]
    if has_changes(allocation):
        documents.append(("changes", cache(lambda: changes_page(seating))))
    for name, document in documents:
        for each in formats:
            yield f"{name}{each.suffix}", partial(_document, document, each, setup)
    yield "places.csv", lambda: _BOM + csv_text(places_table(allocation, programme))
    if has_changes(allocation):
        yield "changes.csv", lambda: _BOM + csv_text(changes_table(allocation, programme))
    for slot, stem in slot_names(seating.slots):
        if allocation.in_slot(slot):
            path = f"{ROOMS_FOLDER}/{stem}"
            yield f"{path}.csv", partial(_slot_csv, allocation, slot, stem)
            yield f"{path}.toml", partial(_slot_room_file, seating, slot, programme.rule)
    yield "replay.json", lambda: replay_text(allocation)


def _of_characters_once(notice: Callable[[str], None]) -> Callable[[str], None]:
    """Passes a notice on, but only the first one of characters that no font shows."""
    were_told = False

    def passed_on(line: str) -> None:
        nonlocal were_told
        if line.startswith(BEGINNING):
            if were_told:
                return
            were_told = True
        notice(line)

    return passed_on


def _document(make: Callable[[], Document], file_format: FileFormat, setup: PageSetup) -> str | bytes:
    return written(make(), file_format, setup)


def _slot_csv(allocation: Allocation, slot: Slot, stem: str) -> str:
    return _BOM + csv_text(slot_table(allocation, slot, stem))


def _slot_room_file(seating: Seating, slot: Slot, rule: AttributionRule) -> str:
    room, theme, number = slot.place
    people = len(seating.allocation.in_slot(slot))
    return room_file_text(RoomFile(theme, room, number, people, known_names(seating, slot, rule)))


def slot_names(slots: Sequence[Slot]) -> Iterator[tuple[Slot, str]]:
    """A name for the files of each slot: ``room-a-round-1``; those that would be the same get a number."""
    used: set[str] = set()
    for slot in slots:
        room, _, number = slot.place
        stem = unique = file_name(room, f"round {number}", suffix="")
        count = 1
        while unique in used:
            count += 1
            unique = f"{stem}-{count}"
        used.add(unique)
        yield slot, unique


def known_names(seating: Seating, slot: Slot, rule: AttributionRule) -> tuple[str, ...]:
    """The countries and organisations of who is in a slot, as its room may know them; no person, and under *none* nothing."""
    if rule is AttributionRule.NONE:
        return ()
    persons = {fold(each.delegate.name) for each in seating.by_name}
    inside = [each.delegate for each in seating.in_slot(slot)]
    names = listed_names(name for each in inside for name in (each.country, each.organisation))
    return tuple(sorted((name for name in names if fold(name) not in persons), key=by_numbers))
