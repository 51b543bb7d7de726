"""Details form: the values of the form, read from a session and turned into a command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import time

from breakout_tui.domain.commands import EditDetails
from breakout_tui.domain.errors import BreakoutError
from breakout_tui.domain.known_names import names_in
from breakout_tui.domain.programme import AttributionRule, Phase, Programme
from breakout_tui.domain.records import SessionInfo
from breakout_tui.domain.stage import Stage
from breakout_tui.domain.summary import Summary


class DetailsRefused(BreakoutError):
    """A field of the details that can't be read."""


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
    """Defaults for a new session: those of the latest one of this room, in the next round.

    ``rule`` is that of the settings; without one, that of the programme holds.
    """
    active = [each for each in sessions if not each.archived and not each.is_gathered]
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


def rooms_for(theme_id: str, programme: Programme, latest: Sequence[str]) -> tuple[str, ...]:
    """The rooms to offer, each once: those of the programme, the ones of this theme first, then the latest ones."""
    planned = sorted(programme.rooms, key=lambda room: room.theme != theme_id)
    rooms: dict[str, str] = {}
    for name in (*(room.name for room in planned), *latest):
        rooms.setdefault(name.casefold(), name)
    return tuple(rooms.values())


def round_before(theme_id: str, round_: int, sessions: Sequence[Summary]) -> str | None:
    """The session of this room that a new one of this round follows; None for none."""
    earlier = [
        each
        for each in sessions
        if each.theme_id == theme_id and each.round < round_ and not each.archived and not each.is_gathered
    ]
    return max(earlier, key=lambda each: (each.round, each.created_at)).id if earlier else None


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


FIELDS = ("room", "facilitator", "rapporteur", "people", "round", "rule", "groups", "known")
"""The details that one command can change, by the word that is typed for each."""


def command_for(text: str, info: SessionInfo) -> EditDetails:
    """One of the details as a command: ``people 24``, ``known Norway, Estonia``, ``known + Peru`` to add one.

    Raises DetailsRefused.
    """
    word, _, value = text.partition(" ")
    value = value.strip()
    match word:
        case "room":
            return EditDetails(room=value)
        case "facilitator":
            return EditDetails(facilitator=value)
        case "rapporteur":
            return EditDetails(rapporteur=value)
        case "people":
            return EditDetails(people=_number(value))
        case "round":
            return EditDetails(round=_number(value))
        case "rule":
            return EditDetails(rule=_rule(value))
        case "groups":
            return EditDetails(groups=_names(value, info.groups))
        case "known":
            return EditDetails(known=_names(value, info.known))
        case _:
            raise DetailsRefused(f"{word[:20]!r} is no field", remedy=", ".join(FIELDS))


def _number(value: str) -> int:
    if not value.isdecimal() or len(value) > 6:
        raise DetailsRefused(f"{value[:20]!r} is not a number", remedy="such as 24")
    return int(value)


def _rule(value: str) -> AttributionRule:
    for rule in AttributionRule:
        if value.casefold() == rule.value:
            return rule
    known = ", ".join(rule.value for rule in AttributionRule)
    raise DetailsRefused(f"{value[:20]!r} is no attribution rule", remedy=known)


def _names(value: str, before: tuple[str, ...]) -> tuple[str, ...]:
    """The names of a list with commas; behind ``+`` they are added to those before."""
    is_added = value.startswith("+")
    return tuple(dict.fromkeys([*(before if is_added else ()), *names_in(value.removeprefix("+"))]))
