"""Details form: the values of the form, read from a session and turned into a command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import time

from breakout_tui.domain.commands import EditDetails
from breakout_tui.domain.programme import AttributionRule, Phase, Programme
from breakout_tui.domain.records import SessionInfo
from breakout_tui.domain.stage import Stage
from breakout_tui.domain.summary import Summary


@dataclass(frozen=True, slots=True)
class DetailsForm:
    """The values. ``people`` is 0 if unknown; a phase without an end has a flexible one."""

    room: str = ""
    facilitator: str = ""
    rapporteur: str = ""
    people: int = 0
    round: int = 1
    rule: AttributionRule = AttributionRule.COUNTRY
    groups: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    phases: tuple[Phase, ...] = ()
    """The phases of the programme, in order."""
    ends: Mapping[str, time] = field(default_factory=dict)
    """The fixed ends, by the id of the phase."""


def form_of(info: SessionInfo) -> DetailsForm:
    """The details of a session."""
    return DetailsForm(
        room=info.room,
        facilitator=info.facilitator,
        rapporteur=info.rapporteur,
        people=info.people,
        round=info.round,
        rule=info.rule,
        groups=info.groups,
        known=info.known,
        phases=info.programme.phases,
        ends=info.ends,
    )


def form_for(
    theme_id: str, programme: Programme, sessions: Sequence[Summary], rule: AttributionRule | None = None
) -> DetailsForm:
    """Defaults for a new session: those of the latest one, in the next round.

    ``rule`` is that of the settings; without one, that of the programme holds.
    """
    active = [session for session in sessions if not session.archived]
    rounds = [s.round for s in active if s.theme_id == theme_id and s.stage is Stage.DONE]
    form = DetailsForm(
        round=max(rounds, default=0) + 1,
        rule=rule or programme.rule,
        groups=programme.groups,
        phases=programme.phases,
        ends={phase.id: phase.ends for phase in programme.phases if phase.ends is not None},
    )
    if not active:
        return form
    last = active[0]
    return replace(
        form,
        room=last.room,
        facilitator=last.facilitator,
        rapporteur=last.rapporteur,
        people=last.people,
        groups=last.groups or programme.groups,
        known=last.known,
    )


def command_of(form: DetailsForm) -> EditDetails:
    """The form as a command."""
    return EditDetails(
        room=form.room,
        facilitator=form.facilitator,
        rapporteur=form.rapporteur,
        people=form.people,
        round=form.round,
        rule=form.rule,
        groups=form.groups,
        known=form.known,
        ends={phase.id: form.ends.get(phase.id) for phase in form.phases},
    )
