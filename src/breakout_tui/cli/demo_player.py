"""Plays the script of a day, with the same parsing, commands and rules as the live screen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta

from breakout_tui.domain import commands as c
from breakout_tui.domain.capture import FIELDS, parse
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.errors import NotFound
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.records import Change
from breakout_tui.domain.session import Outcome, Session, decide, start
from breakout_tui.tui.interpret import interpret

_WAIT = re.compile(r"\+(\d+):(\d\d)")


def length(lines: Iterable[str]) -> int:
    """The duration of the lines in seconds."""
    return sum(int(found[1]) * 60 + int(found[2]) for line in lines if (found := _WAIT.fullmatch(line)))


def until(day: str, label: str) -> list[str]:
    """The lines before a label. Raises NotFound, which lists the labels."""
    lines = [line.strip() for line in day.splitlines() if line.strip()]
    labels = [line.removeprefix("== ") for line in lines if line.startswith("== ")]
    if label not in labels:
        raise NotFound(f"the demo has no point named {label!r}", remedy=f"choose one of {', '.join(labels)}")
    return lines[: lines.index(f"== {label}")]


class Player:
    """Plays a session. Its clock moves only with the waits in the script."""

    def __init__(
        self,
        programme: Programme,
        theme_id: str,
        details: c.EditDetails,
        reading: Reading,
        *,
        follows: str | None = None,
    ) -> None:
        self._reading = reading
        outcome = start(programme, theme_id, details, reading, follows=follows)
        self.session: Session = outcome.session
        self.changes: list[tuple[Change, ...]] = [outcome.changes]

    @property
    def reading(self) -> Reading:
        """The current time of the script."""
        return self._reading

    def play(self, lines: Iterable[str]) -> None:
        """Play the lines in order."""
        for line in lines:
            self._line(line)

    def _line(self, line: str) -> None:
        if line.startswith("== "):
            return
        if (wait := _WAIT.fullmatch(line)) is not None:
            seconds = int(wait[1]) * 60 + int(wait[2])
            at = self._reading
            self._reading = Reading(at.boot, at.since_boot + seconds, at.wall + timedelta(seconds=seconds))
        elif line.startswith("/"):
            name, _, argument = line[1:].partition(" ")
            command = interpret(name, argument, self.session, self._reading)
            if command is None:
                raise AssertionError(f"{line!r} needs a screen")
            self._run(command)
        else:
            self._run(self._capture(Kind.of_letter(line[0]), line[2:]))

    def _capture(self, kind: Kind, text: str) -> c.Capture:
        info, book = self.session.info, self.session.book
        parsed = parse(
            text, info.rule, known=info.known, exists=lambda ref: book.find(ref) is not None, kind=kind
        )
        links = tuple(note.serial for ref in parsed.links if (note := book.find(ref)) is not None)
        fields = {FIELDS[kind][name]: value for name, value in parsed.fields.items()}
        return c.Capture(parsed.text, kind, parsed.attribution, parsed.cluster, links, fields=fields)

    def _run(self, command: c.Command) -> None:
        outcome: Outcome = decide(self.session, command, self._reading)
        self.session = outcome.session
        self.changes.append(outcome.changes)
