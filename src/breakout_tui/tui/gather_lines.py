"""What gathering prints: a line for each file in plain words, one for each problem, and the places to look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from breakout_tui.domain.errors import DatabaseDamaged, OwnershipLost, StoreError
from breakout_tui.domain.gathering import GatheredSession, GatheredSource, Outcome
from breakout_tui.domain.records import SessionInfo
from breakout_tui.domain.server_address import DatabaseName
from breakout_tui.domain.text import clip, plural
from breakout_tui.tui.place_lines import place_line

_THEME = 50
"""Characters of the title of a theme, so that the name of a session is a line."""
_COUNTED = (Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED)


class Told:
    """Makes the lines; knows what all files together brought, and the exit status."""

    def __init__(self, database: DatabaseName, files: int, *, is_trial: bool) -> None:
        self.status = 0
        """That of the first problem."""
        self._database = database
        self._files = files
        self._is_trial = is_trial
        self._outcomes: Counter[Outcome] = Counter()
        self._new_notes = 0
        self._decisions = 0
        self._left_out = 0
        self._places: dict[str, tuple[str, list[str]]] = {}
        """By session, its name and its lines; those of its last change replace the ones before."""

    def lines(self, gathered: GatheredSource) -> Iterator[tuple[str, bool]]:
        """The lines of a file, each with whether it is about a problem."""
        if gathered.refusal is not None:
            self._left_out += 1
            yield self._problem(str(gathered.refusal), gathered.refusal.exit_code)
            return
        yield f"{gathered.source}: {self._brought(gathered)}", False
        for session in gathered.sessions:
            if session.places:
                lines = [place_line(place) for place in session.places]
                self._places[session.session_id] = (_named(session), lines)
            if session.outcome is Outcome.HELD:
                yield self._problem(_held(gathered, session), OwnershipLost.exit_code)
            elif session.outcome is Outcome.UNREADABLE:
                yield self._problem(_unreadable(gathered, session), DatabaseDamaged.exit_code)
        if gathered.waiting_erasures:
            yield self._problem(_waiting(gathered), OwnershipLost.exit_code)
        for backup in gathered.uncleaned_backups:
            yield self._problem(_uncleaned(backup), StoreError.exit_code)

    def last_lines(self) -> Iterator[str]:
        """What is said at the end: all files together, and where to look."""
        if self._files > 1:
            left_out = f" · {plural(self._left_out, 'file')} left out" if self._left_out else ""
            yield f"All files: {_sum(self._outcomes, self._new_notes, self._decisions)}{left_out}"
        if self._is_trial:
            yield f"Nothing was changed in {self._database}: this was a dry run."
        if self._places:
            yield "Two laptops did these differently. Look at them together:"
        for name, lines in self._places.values():
            yield name
            yield from (f"- {line}" for line in lines)

    def _brought(self, gathered: GatheredSource) -> str:
        outcomes = Counter(session.outcome for session in gathered.sessions)
        new_notes = sum(session.new_notes for session in gathered.sessions)
        self._outcomes += outcomes
        self._new_notes += new_notes
        self._decisions += gathered.decisions
        return _sum(outcomes, new_notes, gathered.decisions)

    def _problem(self, line: str, status: int) -> tuple[str, bool]:
        self.status = self.status or status
        return line, True


def _sum(outcomes: Counter[Outcome], new_notes: int, decisions: int) -> str:
    """Such as ``2 sessions new, 1 changed · 57 new notes · 3 new decisions on the paper``."""
    counts = [f"{outcomes[each]:,} {each.value}" for each in _COUNTED if outcomes[each]]
    if counts:
        number, word = counts[0].split(" ")
        counts[0] = f"{number} {'session' if number == '1' else 'sessions'} {word}"
    parts = [", ".join(counts) or "no sessions"]
    parts += [plural(new_notes, "new note")] if new_notes else []
    parts += [f"{plural(decisions, 'new decision')} on the paper"] if decisions else []
    return " · ".join(parts)


def _named(session: GatheredSession) -> str:
    info = session.info
    return session.session_id if info is None else _name_of(info)


def _name_of(info: SessionInfo) -> str:
    theme = clip(info.programme.themes[0].title, _THEME)
    return " · ".join(filter(None, (info.room, f"round {info.round}", theme)))


def _held(gathered: GatheredSource, session: GatheredSession) -> str:
    return (
        f"{gathered.source}: {_named(session)} is open in {session.problem}, so nothing of it came in;"
        " close it there, then gather again"
    )


def _unreadable(gathered: GatheredSource, session: GatheredSession) -> str:
    return (
        f"{gathered.source}: session {session.session_id} can't be read ({session.problem});"
        " `breakout-tui rescue` saves what can be read to a new file, which can be gathered"
    )


def _waiting(gathered: GatheredSource) -> str:
    return (
        f"{gathered.source}: {plural(gathered.waiting_erasures, 'erasure')} could not be repeated here, because a session"
        " is open in a window; close it, then gather again"
    )


def _uncleaned(backup: str) -> str:
    return (
        f"{backup}: this backup can't be cleaned of what was erased in another room's file;"
        " delete it yourself, or run `breakout-tui erase` again"
    )
