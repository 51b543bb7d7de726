"""The programme: the content of a themes file, as frozen values that check themselves when made.

The reader of the file reports problems with their places; the checks here are a last defence, so that no other part
of the program meets an invalid programme.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import Enum

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import ENGLISH, Labels


class AttributionRule(Enum):
    """What may be recorded about who said something; the value is the word in the file and on screen."""

    NAMED = "named"
    COUNTRY = "country"
    NONE = "none"


class StepKind(Enum):
    """What happens in a step."""

    OPENING = "opening"
    DISCUSS = "discuss"
    TALK = "talk"
    BREAK = "break"
    RANK = "rank"
    AGREE = "agree"
    READBACK = "readback"

    @property
    def takes_statements(self) -> bool:
        """Whether the room speaks about a subject in it, so that its boxes are in the report, also without notes."""
        return self in (StepKind.DISCUSS, StepKind.TALK)


OVER_STEPS = (StepKind.RANK, StepKind.AGREE, StepKind.READBACK)
"""The kinds of step that are about notes taken before."""


class AgendaSource(Enum):
    """What the boxes of a discuss step are made from."""

    QUESTIONS = "questions"
    PRIORITIES = "priorities"
    GROUPS = "groups"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Question:
    """A guiding question of a theme, which becomes a box of a discuss step."""

    text: str
    note_kind: Kind | None = None
    """The kind of note that its box collects; None for that of the step."""
    planned: int | None = None
    """Whole seconds of the step that it gets; None for an equal part of what the others leave."""
    lead: str = ""
    """Who leads it, in the words of the file."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One talk of a talk step, which becomes a box."""

    title: str
    speaker: str = ""
    planned: int | None = None
    """Whole seconds of the step that it gets; None for an equal part of what the others leave."""


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of a phase. Times in whole seconds."""

    id: str
    kind: StepKind
    title: str
    planned: int
    minimum: int | None = None
    """The shortest the whole step can become; None for half of the plan."""
    fixed: bool = False
    """A fixed step never shrinks or grows."""
    note_kind: Kind | None = None
    """For a discuss step, and for a talk step if it has one: the kind of note that it collects."""
    agenda: AgendaSource | None = None
    """For a discuss step: what its boxes are made from."""
    prompts: tuple[str, ...] = ()
    """Lines shown in the step's panel, such as the purpose and the outputs in an opening."""
    talks: tuple[Talk, ...] = ()
    """For a talk step: its talks; none for one talk without a speaker."""
    silent: int = 0
    """Whole seconds at its start in which everybody writes in silence."""
    materials: str = ""
    """What is needed for it, in the words of the file."""
    owner: str = ""
    """Who is responsible for it, in the words of the file."""
    over: tuple[Kind, ...] = ()
    """For a rank, agree or read-back step: the kinds of note that it is about; empty for those of ``step_kinds``."""
    speaking: int | None = None
    reply: int | None = None
    """Whole seconds for each speaker, and for a reply or a point of order; None for those of its phase."""

    def __post_init__(self) -> None:
        if self.planned <= 0:
            raise ValueError(f"step {self.id!r} plans no time")
        if self.minimum is not None and not 0 < self.minimum <= self.planned:
            raise ValueError(f"the minimum of step {self.id!r} is not between 0 and its plan")
        if (self.kind is StepKind.DISCUSS) != (self.agenda is not None):
            raise ValueError(f"step {self.id!r}: an agenda belongs to a discuss step")
        if self.note_kind is None and self.kind is StepKind.DISCUSS:
            raise ValueError(f"step {self.id!r} collects no kind of note")
        if self.note_kind is not None and not self.kind.takes_statements:
            raise ValueError(f"step {self.id!r}: a kind of note belongs to a discuss step or a talk")
        if self.talks and self.kind is not StepKind.TALK:
            raise ValueError(f"step {self.id!r}: talks belong to a talk step")
        if not 0 <= self.silent <= self.planned:
            raise ValueError(f"step {self.id!r} is silent for longer than its plan")
        if self.over and self.kind not in OVER_STEPS:
            raise ValueError(f"step {self.id!r} is not about kinds of note")


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of the programme, such as a morning: steps in order, without a longer pause between them."""

    id: str
    title: str
    steps: tuple[Step, ...]
    starts: time | None = None
    """The time of day at which it is to start, if it is fixed."""
    ends: time | None = None
    """The time of day at which it ends, if that is fixed."""
    day: int = 1
    """The day of the programme on which it is held, from 1."""
    pause: str = ""
    """The title of what lies between it and the next phase, such as lunch; empty for a break or a night."""
    speaking: int | None = None
    reply: int | None = None
    """Whole seconds for each speaker, and for a reply or a point of order; None for those of the programme."""

    def __post_init__(self) -> None:
        if not self.steps:
            raise ValueError(f"phase {self.id!r} has no steps")
        if not self.id or not self.title:
            raise ValueError(f"phase {self.id!r} lacks an id or a title")

    @property
    def planned(self) -> int:
        """Seconds of all steps together."""
        return sum(step.planned for step in self.steps)

    def kinds(self, theme: Theme) -> tuple[Kind, ...]:
        """The kinds of note that its steps collect for a theme, in the order of first use."""
        found: list[Kind | None] = []
        for step in self.steps:
            found += (step.note_kind, *theme.kinds_in(step))
        return tuple(dict.fromkeys(kind for kind in found if kind is not None))

    def step(self, step_id: str) -> Step | None:
        """The step of this id, or None."""
        return next((step for step in self.steps if step.id == step_id), None)

    def has(self, kind: StepKind) -> bool:
        """Whether one of its steps is of this kind."""
        return any(step.kind is kind for step in self.steps)


@dataclass(frozen=True, slots=True)
class Theme:
    """A title, an introduction and its guiding questions; ``priorities`` if the file has them.

    Without questions, the topics are added on the day.
    """

    id: str
    title: str
    introduction: str
    questions: tuple[Question, ...]
    priorities: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.title:
            raise ValueError(f"theme {self.id!r} lacks a title")

    def kinds_in(self, step: Step) -> tuple[Kind, ...]:
        """The kinds of note that its questions ask for in a step, beside that of the step."""
        asked = self.questions if step.agenda is AgendaSource.QUESTIONS else ()
        return tuple(question.note_kind for question in asked if question.note_kind is not None)


@dataclass(frozen=True, slots=True)
class Track:
    """Themes in parallel; a delegate attends ``explore`` of them."""

    title: str
    themes: tuple[str, ...]
    explore: int


@dataclass(frozen=True, slots=True)
class Room:
    """A room of the conference and the theme in it."""

    name: str
    theme: str
    """The id of the theme."""
    capacity: int
    """The most people in it, speakers and facilitator included if they are on the list of delegates."""
    rounds: tuple[int, ...] = ()
    """The rounds in which it is used, from 1; none for each one."""
    minimum: int = 0
    """The fewest people with whom the theme is held in it."""

    def __post_init__(self) -> None:
        if not 0 <= self.minimum <= self.capacity or self.capacity < 1:
            raise ValueError(f"room {self.name!r}: its minimum is more than its capacity")


@dataclass(frozen=True, slots=True)
class Programme:
    """The content of the file: the event, its rule, its phases, themes, tracks, rooms and country groups."""

    event: str
    heading: str
    """The heading of the list of themes."""
    rule: AttributionRule
    phases: tuple[Phase, ...]
    """In the order in which they are held."""
    themes: tuple[Theme, ...]
    tracks: tuple[Track, ...] = ()
    groups: tuple[str, ...] = ()
    """Country groups; empty if the facilitator enters them."""
    delegations: tuple[str, ...] = ()
    """Names that ``@`` knows from the start, and that count as countries do."""
    languages: tuple[str, ...] = ()
    """Codes of languages for the names of countries, the preferred one first; none for those of the settings."""
    labels: Labels = ENGLISH
    """The words for the kinds of notes."""
    rooms: tuple[Room, ...] = ()
    """Which theme is in which room, for giving delegates their places; none if nobody gives places."""
    speaking: int | None = None
    """Whole seconds for each speaker; None for no limit."""
    reply: int | None = None
    """The same for a reply or a point of order; None for half of it."""

    def __post_init__(self) -> None:
        if not self.themes:
            raise ValueError("a programme needs a theme")
        if len({theme.id for theme in self.themes}) != len(self.themes):
            raise ValueError("two themes share an id")
        if not self.phases:
            raise ValueError("a programme needs a phase")
        if len({phase.id for phase in self.phases}) != len(self.phases):
            raise ValueError("two phases share an id")
        if [phase.day for phase in self.phases] != sorted(phase.day for phase in self.phases):
            raise ValueError("the phases are not in the order of their days")

    @property
    def titles(self) -> dict[str, str]:
        """The titles of the themes, by id."""
        return {theme.id: theme.title for theme in self.themes}

    def theme(self, theme_id: str) -> Theme:
        """The theme of this id. Raises KeyError if there is none."""
        for theme in self.themes:
            if theme.id == theme_id:
                return theme
        raise KeyError(theme_id)

    def phase(self, phase_id: str) -> Phase:
        """The phase of this id. Raises KeyError if there is none."""
        for phase in self.phases:
            if phase.id == phase_id:
                return phase
        raise KeyError(phase_id)

    def step(self, step_id: str) -> Step | None:
        """The step of this id; None for a box that was added to the agenda."""
        steps = (step for phase in self.phases for step in phase.steps)
        return next((step for step in steps if step.id == step_id), None)

    def before(self, phase_id: str) -> tuple[Phase, ...]:
        """The phases before the one of this id, in order. Raises KeyError if there is none of this id."""
        return self.phases[: self.phases.index(self.phase(phase_id))]

    def after(self, phase_id: str) -> tuple[Phase, ...]:
        """The phases after the one of this id, in order. Raises KeyError if there is none of this id."""
        return self.phases[self.phases.index(self.phase(phase_id)) + 1 :]

    def kinds(self, theme: Theme) -> tuple[Kind, ...]:
        """The kinds of note that its phases collect for a theme, in the order of first use."""
        return tuple(dict.fromkeys(kind for phase in self.phases for kind in phase.kinds(theme)))
