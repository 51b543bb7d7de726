"""The pause between two phases: how long it still is, the priority list, the loose ends, and the next phase."""

from __future__ import annotations

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.agenda_preview import preview
from breakout_tui.domain.agreed_list import latest
from breakout_tui.domain.between_phases import now_between
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.duration_words import hours, minutes
from breakout_tui.domain.lint import LooseEnd
from breakout_tui.domain.pace import moment
from breakout_tui.domain.programme import AgendaSource, Phase, StepKind
from breakout_tui.domain.rank_steps import lists, step_of
from breakout_tui.domain.ranking import is_locked, priorities
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import named, plural
from breakout_tui.tui.keymap import shown
from breakout_tui.tui.panels.loose_lines import loose_lines
from breakout_tui.tui.panels.loose_panel import LoosePanel
from breakout_tui.tui.panels.text_panel import TextLine
from breakout_tui.tui.phase_words import phase_name, start_sentence
from breakout_tui.tui.wording import sentence, shortened


class PausePanel(LoosePanel):
    """Shown between two phases, until the facilitator starts the next one."""

    def __init__(self) -> None:
        self._start = ""
        super().__init__(self._pause_lines)

    def show_time(self, session: Session, reading: Reading) -> None:
        """How long it is until the next phase is to start."""
        between = now_between(session, reading)
        words = "" if between is None else start_sentence(between, moment(session, reading))
        if words != self._start:
            self._start = words
            self.say_again()

    def _pause_lines(self, session: Session, ends: tuple[LooseEnd, ...], width: int) -> list[TextLine]:
        is_alone = self.screen.has_class("-narrow")
        start = "" if self.only_reads else self._start
        return pause_lines(session, ends, width, start, is_alone=is_alone, only_reads=self.only_reads)


def pause_lines(
    session: Session,
    ends: tuple[LooseEnd, ...],
    width: int,
    start: str,
    *,
    is_alone: bool,
    only_reads: bool = False,
) -> list[TextLine]:
    """The pause, the priority list, the loose ends, the next phase, the report.

    The boxes of the next phase are listed only where no agenda stands beside them.
    """
    ended, due = session.last_started, session.due_phase
    if ended is None or due is None:
        return []
    boxes = preview(session, due)
    length = hours(sum(box.planned for box in boxes))
    report = f"The report up to {phase_name(ended)} was exported when it ended; /export writes it again."
    return [
        *([(start, "title"), ("", "")] if start else []),
        *_priorities(session, ended, due, only_reads=only_reads),
        *loose_lines(session, ends, only_reads=only_reads),
        (
            f"{phase_name(due)} · {length}"
            if only_reads
            else f"{phase_name(due)} · {length} · {shown('next')} starts it",
            "title",
        ),
        *(_with_minutes(boxes, width) if is_alone else []),
        *([] if only_reads else [("", ""), (report, "muted")]),
    ]


def _priorities(session: Session, ended: Phase, due: Phase, *, only_reads: bool) -> list[TextLine]:
    issues = priorities(session)
    if not issues:
        asks = any(step.agenda is AgendaSource.PRIORITIES for step in due.steps)
        if not asks and not ended.has(StepKind.RANK):
            return []
        use = f"{sentence(phase_name(due))} would use the guiding questions. " if asks else ""
        remedy = "" if only_reads else f"/back reopens {phase_name(ended)}; /lock locks the list."
        return [
            ("No priority list yet", "title"),
            (f"  {use}{remedy}".rstrip(), "text"),
            ("", ""),
        ]
    title = "Priority issues, agreed" if latest(session) is not None else "Priority issues set by the theme"
    lines: list[TextLine] = [(title, "title")]
    for number, issue in enumerate(issues, 1):
        votes = "" if issue.votes is None else f" · {plural(issue.votes, 'vote')}"
        subject = f" · {issue.subject}" if issue.subject else ""
        lines.append((f"  {number}  {shortened(issue.title, 160)}{subject}{votes}", "number"))
    return [*lines, *(() if only_reads else _waiting(session, ended)), ("", "")]


def _waiting(session: Session, ended: Phase) -> list[TextLine]:
    """The lists of the phase that are not agreed, while an earlier one is."""
    if latest(session) is None:
        return []
    return [
        (f"  {named(step.title)} has no agreed list yet; /back reopens {phase_name(ended)}.", "text")
        for of_list in lists(session.info.programme)
        if (step := step_of(session.info.programme, of_list)) in ended.steps
        and step is not None
        and not is_locked(session, of_list)
    ]


def _with_minutes(boxes: tuple[Box, ...], width: int) -> list[TextLine]:
    lines: list[TextLine] = []
    for box in boxes:
        name = box.heading if box.number is None else f"{box.label}  {box.title}"
        lines.append((f"  {minutes(box.planned):>7}  {shortened(name, width - 11)}", "number"))
    return lines
