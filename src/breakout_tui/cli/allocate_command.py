"""``breakout-tui allocate``: gives delegates their themes, rounds and rooms, and changes this on the day."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from breakout_tui import paths
from breakout_tui.cli.allocation_changes import ask_change, give_back
from breakout_tui.cli.allocation_folder import AllocationFolder
from breakout_tui.cli.allocation_lines import first_lines, state_lines
from breakout_tui.cli.allocation_search import searched
from breakout_tui.cli.column_answers import chosen_columns
from breakout_tui.cli.options import Options
from breakout_tui.domain.allocation import Allocation, Family, State, Task, slots_of
from breakout_tui.domain.allocation_record import Change, Record, Version, again, first
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.errors import UsageError
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.text import clean_line, plural
from breakout_tui.inputs.countries import CldrCountries
from breakout_tui.inputs.delegate_rows import DelegateList, read_delegates
from breakout_tui.inputs.delegate_sheet import read_delegate_sheet
from breakout_tui.inputs.programme_file import parse_programme
from breakout_tui.inputs.toml_text import read_text
from breakout_tui.report.allocation_files import HAND_OUTS
from breakout_tui.report.data.record_values import compare, with_comparison
from breakout_tui.report.formats import WRITERS
from breakout_tui.report.page_setup import PageSetup
from breakout_tui.report.writers.paper_size import PaperSize


def allocate(options: Options) -> int:
    """Do what the arguments say. Raises UsageError and many more, each one line that says what to do."""
    source = options.source
    if source is None:
        raise UsageError("name a list of delegates, or the folder of an allocation")
    if options.change == "undo":
        return _undo(AllocationFolder(source), options)
    if options.change is not None:
        return _change(AllocationFolder(source), options)
    if source.is_dir():
        return _show(AllocationFolder(source), options)
    if source.suffix.lower() == ".json":
        from breakout_tui.cli.replay_check import check_replay

        return check_replay(source, is_plain=options.plain)
    return _give_places(source, options)


def _give_places(source: Path, options: Options) -> int:
    """Read the list and the programme, search, and write the folder."""
    folder = AllocationFolder(Path(options.output)) if options.output else None
    if folder is None and not options.suggest_rooms:
        raise UsageError(
            "name a folder to write to", remedy=f"such as `breakout-tui allocate {source} -o places`"
        )
    record = folder.record() if folder is not None and folder.has_record else None
    if record is not None and record.newest.allocation.state is State.FROZEN:
        raise UsageError(
            "the allocation is frozen",
            remedy="add delegates with `add`, or take the freeze back with `undo`",
        )
    if folder is not None:
        folder.prepare()
    programme_path = paths.find_programme(options.themes)
    text = read_text(programme_path)
    programme = parse_programme(text, str(programme_path))
    found = _delegates(source, programme, folder, options)
    if options.suggest_rooms:
        from breakout_tui.cli.room_sizes_lines import print_rooms

        return print_rooms(found.delegates, programme)
    if not programme.rooms:
        raise UsageError(
            f"{programme_path} has no rooms",
            remedy=f"add [[rooms]] tables, which `breakout-tui allocate {source} --suggest-rooms` prints",
        )
    assert folder is not None
    newest = None if record is None else record.newest
    task = Task(
        programme.tracks,
        slots_of(programme),
        found.delegates,
        _spread(options, newest),
        relaxed=frozenset(map(Family, options.relax or ())),
    )
    _refuse_unknown_spread(task)
    is_published = newest is not None and newest.allocation.state is not State.DRAFT
    seed = options.seed or (newest.allocation.seed if newest is not None else programme.event)
    if is_published and newest is not None:
        if seed != newest.allocation.seed:
            raise UsageError("the draw of published places can't be made again", remedy="leave --seed out")
        change = again(newest, task)
    else:
        change = first(task, seed)
    what = f"places for {plural(len(found.delegates), 'delegate')} of {source.name}"
    base = Record(
        text,
        str(source.absolute()),
        () if record is None else record.versions,
        0 if record is None else record.last,
    )
    if record is not None:
        base = replace(base, files=record.files)
    return _carry_out(folder, base, change, options, programme, what=what, seed=seed)


def _delegates(
    source: Path, programme: Programme, folder: AllocationFolder | None, options: Options
) -> DelegateList:
    sheet = read_delegate_sheet(source, options.worksheet or "")
    columns = chosen_columns(sheet, programme, folder, options.column or ())
    countries = CldrCountries(programme.languages)
    countries.read()
    found = read_delegates(sheet, columns, programme, countries, str(source))
    for remark in (*sheet.remarks, *found.remarks):
        print(f"  {clean_line(remark)}", file=sys.stderr)  # noqa: T201 - how the list was read
    return found


def _spread(options: Options, newest: Version | None) -> frozenset[str]:
    """The delegations to spread: those that are named, else those of the version before."""
    if options.spread is not None:
        return frozenset(options.spread)
    return frozenset() if newest is None else newest.allocation.task.spread


def _refuse_unknown_spread(task: Task) -> None:
    names = {name for each in task.delegates for name in (each.country, each.organisation)}
    for name in sorted(task.spread - names):
        raise UsageError(
            f"no delegate is of “{name}”",
            remedy="--spread takes a country or organisation as the list has it",
        )


def _change(folder: AllocationFolder, options: Options) -> int:
    """Change what is in the folder."""
    record = folder.record()
    programme = parse_programme(record.programme, record.source)
    asked = ask_change(record.newest, programme, options)
    change = asked.change
    if change.places is None:
        relaxed = change.task.relaxed | set(map(Family, options.relax or ()))
        change = replace(change, task=replace(change.task, relaxed=relaxed))
    return _carry_out(
        folder,
        record,
        change,
        options,
        programme,
        what=asked.what,
        state=asked.state,
        lines=asked.lines,
    )


def _carry_out(
    folder: AllocationFolder,
    record: Record,
    change: Change,
    options: Options,
    programme: Programme,
    *,
    what: str,
    seed: str = "",
    state: State | None = None,
    lines: Callable[[Version, Version], Sequence[str]] = first_lines,
) -> int:
    """Search, save the new version, write its files, and say what was done."""
    places, solved, is_complete = searched(change, programme, is_plain=options.plain)
    before = record.versions[-1] if record.versions else None
    kept = before.allocation if before is not None else None
    if before is not None and options.change == "move-up" and places == before.allocation.places:
        # The lists that hang in the house stay those of the newest version.
        for line in lines(before, replace(before, allocation=replace(before.allocation, moves=()))):
            _print(line)
        return 0
    # Only publishing and freezing change the state; they leave the places, and so the number, as they are.
    is_new = state is None
    number = record.last + 1 if is_new or kept is None else kept.version
    allocation = Allocation(
        programme.event,
        state or (State.DRAFT if kept is None else kept.state),
        number,
        seed or (kept.seed if kept is not None else ""),
        change.task,
        change.numbers,
        places,
        solved if is_new or kept is None else kept.solved,
        is_complete=is_complete and (change.places is None or kept is None or kept.is_complete),
        criteria=change.criteria,
    )
    version = Version(compare(allocation, before), what, _now(), change.absent)
    versions = (*record.versions, version)
    record = replace(record, versions=versions, last=max(record.last, number))
    saved = _save(folder, record, options)
    for line in (*lines(before or version, version), *state_lines(saved, folder.path, programme)):
        _print(line)
    return 0


def _undo(folder: AllocationFolder, options: Options) -> int:
    """Go back to the version before."""
    record = folder.record()
    undone = record.newest
    record = with_comparison(give_back(record))
    saved = _save(folder, record, options)
    _print(f"Undone: {undone.what}.")
    for line in state_lines(saved, folder.path, parse_programme(record.programme, record.source)):
        _print(line)
    return 0


def _show(folder: AllocationFolder, options: Options) -> int:
    """Say what the folder has, and write its files again."""
    saved = _save(folder, folder.record(), options)
    for line in state_lines(saved, folder.path, parse_programme(saved.programme, saved.source)):
        _print(line)
    return 0


def _save(folder: AllocationFolder, record: Record, options: Options) -> Record:
    """Save it with its files, in the formats that are asked for."""
    formats = tuple(map(FileFormat, options.formats)) if options.formats else _installed(HAND_OUTS)
    paper = PaperSize(options.paper) if options.paper is not None else PaperSize.A4
    setup = PageSetup(paper, None, _warn)
    try:
        return folder.save(record, formats, setup, _progress(is_shown=not options.plain))
    except KeyboardInterrupt:
        if folder.has_record:
            _warn(f"not all files were written: `breakout-tui allocate {folder.path}` writes them again")
        raise


def _warn(notice: str) -> None:
    print(f"breakout-tui: {clean_line(notice)}", file=sys.stderr)  # noqa: T201 - messages go to stderr


def _installed(formats: Sequence[FileFormat]) -> tuple[FileFormat, ...]:
    """Those that can be written here; the others are named."""
    found = []
    for each in formats:
        if WRITERS[each].is_missing:
            _print(
                f"No {each.label} without typst: pip install 'breakout-tui[organiser]', or print the HTML in a browser."
            )
        else:
            found.append(each)
    return tuple(found)


def _progress(*, is_shown: bool) -> Callable[[str], None]:
    """Names the file that is being written, on a terminal."""
    if not is_shown or not sys.stderr.isatty():
        return lambda _: None
    return lambda name: print(f"\r\x1b[KWriting {clean_line(name)}", end="\r\x1b[K", file=sys.stderr)  # noqa: T201


def _now() -> datetime:
    return SystemClock().read().wall


def _print(line: str) -> None:
    indent = len(line) - len(line.lstrip(" "))
    print(" " * indent + clean_line(line))  # noqa: T201 - the result
