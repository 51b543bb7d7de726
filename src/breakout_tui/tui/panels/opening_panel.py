"""The opening: purpose, attribution rule and outputs; in a later phase also the results of the phases before."""

from __future__ import annotations

from breakout_tui.domain.agreed_list import issues_of, latest
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.pace import Pace
from breakout_tui.domain.programme import AgendaSource, Phase
from breakout_tui.domain.rule_words import RULE_WORDS
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import led
from breakout_tui.tui.panels.text_panel import TextLine, TextPanel
from breakout_tui.tui.phase_words import phase_name, step_lines


class OpeningPanel(TextPanel):
    """Shown in the first minutes of a phase."""

    def __init__(self) -> None:
        super().__init__()
        self._said: list[TextLine] = []

    def show(self, session: Session, now: Pace | None) -> None:  # noqa: ARG002 - the time changes nothing here
        """Show purpose, rule and outputs from the programme, then the questions or the results so far."""
        box = session.current_box
        prompts = step_lines(session, box) if box is not None else ()
        lines: list[TextLine] = [(prompt, "text") for prompt in prompts]
        lines += [("", ""), (RULE_WORDS[session.info.rule].sentence, "muted"), ("", "")]
        before = session.info.programme.before(session.phase_in_view)
        lines += self._recap(session, before) if before else self._questions(session)
        if lines != self._said:
            self._said = lines
            self.say(lambda _: lines)

    def _questions(self, session: Session) -> list[TextLine]:
        lines: list[TextLine] = []
        if session.theme.introduction:
            lines += [(session.theme.introduction, "text"), ("", "")]
        asked = _asked(session) or [led(each.text, each.lead) for each in session.theme.questions]
        if not asked:
            none = "No topics yet: /add adds the first one."
            return [*lines, (none, "muted")] if _steps_with_questions(session) else lines
        title = "Guiding questions" if session.theme.questions else "Topics"
        numbered = [(f"  {number}  {words}", "number") for number, words in enumerate(asked, 1)]
        return [*lines, (title, "title"), *numbered]

    def _recap(self, session: Session, before: tuple[Phase, ...]) -> list[TextLine]:
        lines: list[TextLine] = []
        if (agreed := latest(session)) is not None:
            lines += [
                ("Priority issues", "title"),
                *(
                    (f"  {number}  {issue.title}", "number")
                    for number, issue in enumerate(issues_of(session, agreed), 1)
                ),
                ("", ""),
            ]
        for kind in (Kind.PRINCIPLE, Kind.DECISION):
            if notes := list(session.book.of_kind(kind)):
                lines += [("", "")] if lines and lines[-1] != ("", "") else []
                lines.append((f"{session.labels.heading(kind)} of {_names(before)}", "title"))
                lines += [(f"  {note.reference}  {note.text}", "number") for note in notes]
        if not lines:
            nothing = f"No priority issues and no {session.labels.many(Kind.PRINCIPLE)} come from"
            lines.append((f"{nothing} {_names(before)}.", "muted"))
        return lines


def _steps_with_questions(session: Session) -> set[str]:
    phase = session.info.programme.phase(session.phase_in_view)
    return {step.id for step in phase.steps if step.agenda is AgendaSource.QUESTIONS}


def _asked(session: Session) -> list[str]:
    """The questions or topics of this phase as its agenda has them now, each once; empty if none of its steps has any."""
    steps = _steps_with_questions(session)
    boxes = [box for box in session.agenda(session.phase_in_view) if box.step in steps]
    return list(dict.fromkeys(led(box.title, box.lead) for box in boxes if box.title != box.step_title))


def _names(phases: tuple[Phase, ...]) -> str:
    return ", ".join(phase_name(phase) for phase in phases)
