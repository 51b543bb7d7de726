"""``breakout-tui allocate``: gives delegates their themes, rounds and rooms, and changes this on the day."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from breakout_tui import paths
from breakout_tui.cli.allocation_changes import ask_change, give_back
from breakout_tui.cli.allocation_folder import AllocationFolder
from breakout_tui.cli.allocation_lines import state_lines
from breakout_tui.cli.allocation_search import refuse_without_solver, searched
from breakout_tui.cli.day_lines import Lines, closing_lines, move_lines, search_lines
from breakout_tui.cli.delegate_list import delegates_of
from breakout_tui.cli.options import Options
from breakout_tui.cli.progress_line import progress_line
from breakout_tui.domain.allocation import Allocation, Family, State, Task, slots_of
from breakout_tui.domain.allocation_record import (
    Change,
    Record,
    Version,
    again,
    compare,
    first,
    with_comparison,
)
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.errors import NotConfirmed, NotFound, UsageError
from breakout_tui.domain.file_format import FileFormat
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.text import clean_line, plural
from breakout_tui.inputs.programme_file import parse_programme
from breakout_tui.inputs.toml_text import read_text
from breakout_tui.report.allocation_files import HAND_OUTS
from breakout_tui.report.formats import WRITERS
from breakout_tui.report.page_setup import PageSetup
from breakout_tui.report.writers.paper_size import PaperSize


def allocate(options: Options) -> int:
    """Do what the arguments say. Raises UsageError and many more, each one line that says what to do."""
    source = options.source
    if options.announce is not None and source is None:
        from breakout_tui.cli.announce import announce

        return announce(options, options.announce)
    if source is None:
        raise UsageError("name a list of delegates, or the folder of an allocation")
    if options.change == "undo":
        return _undo(AllocationFolder(source), options)
    if options.change is not None:
        return _change(AllocationFolder(source), options)
    if not source.exists():
        raise NotFound("there is no file or folder of this name", where=str(source))
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
        folder.check()
        refuse_without_solver()  # before anything is asked
    programme_path = paths.find_programme(options.themes)
    text = read_text(programme_path)
    programme = parse_programme(text, str(programme_path))
    found = delegates_of(source, programme, folder, options)
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
    base = record or Record(text, str(source), (), 0)
    base = replace(base, programme=text, source=str(source.absolute()))
    return _carry_out(folder, base, change, options, programme, what=what, seed=seed)


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
    lines: Lines = search_lines,
) -> int:
    """Search, save the new version, write its files, and say what was done."""
    places, solved, is_complete = searched(change, programme.titles, is_plain=options.plain)
    before = record.versions[-1] if record.versions else None
    kept = before.allocation if before is not None else None
    if before is not None and options.change == "move-up" and places == before.allocation.places:
        # The lists that hang in the house stay those of the newest version.
        _print_all(lines(before, replace(before, allocation=replace(before.allocation, moves=()))))
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
    # What was done is said before the files are written: it holds even if the disk is full.
    saved = _save(folder, record, programme, options, lambda: _print_all(lines(before, version)))
    is_on_the_day = options.change is not None and is_new
    _print_all(
        closing_lines(version.allocation, folder.path)
        if is_on_the_day
        else state_lines(saved, folder.path, programme.titles)
    )
    return 0


def _undo(folder: AllocationFolder, options: Options) -> int:
    """Go back to the version before. Raises NotConfirmed where delegates know their places and would not any more."""
    record = folder.record()
    undone = record.newest
    back = with_comparison(give_back(record))
    is_unpublished = (
        back.newest.allocation.state is State.DRAFT and undone.allocation.state is not State.DRAFT
    )
    if is_unpublished and not options.yes:
        raise NotConfirmed(
            "this would make published places a draft again",
            remedy="`undo --yes` does it; what hangs on the walls stays there",
        )
    programme = parse_programme(back.programme, back.source)
    saved = _save(folder, back, programme, options, lambda: _print(f"Undone: {undone.what}."))
    _print_all(state_lines(saved, folder.path, programme.titles))
    return 0


def _show(folder: AllocationFolder, options: Options) -> int:
    """Say what the folder has and what the latest change was, and write its files again."""
    record = with_comparison(folder.record())
    programme = parse_programme(record.programme, record.source)
    saved = _save(folder, record, programme, options, lambda: None)
    _print(f"Latest: {saved.newest.what}.")
    if saved.newest.allocation.state is not State.DRAFT:
        _print_all(move_lines(saved.newest.allocation))
    _print_all(state_lines(saved, folder.path, programme.titles))
    return 0


def _save(
    folder: AllocationFolder,
    record: Record,
    programme: Programme,
    options: Options,
    is_kept: Callable[[], None],
) -> Record:
    """Save it with its files, in the formats that are asked for."""
    formats = tuple(map(FileFormat, options.formats)) if options.formats else _installed(HAND_OUTS)
    paper = PaperSize(options.paper) if options.paper is not None else PaperSize.A4
    setup = PageSetup(paper, None, _warn)
    record = folder.keep(record, programme, formats)
    is_kept()
    try:
        with progress_line(is_wanted=not options.plain) as told:
            return folder.write_files(record, programme, formats, setup, lambda name: told(f"Writing {name}"))
    except KeyboardInterrupt:
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


def _now() -> datetime:
    return SystemClock().read().wall


def _print_all(lines: Iterable[str]) -> None:
    for line in lines:
        _print(line)


def _print(line: str) -> None:
    indent = len(line) - len(line.lstrip(" "))
    print(" " * indent + clean_line(line), flush=True)  # noqa: T201 - the result
