"""Details screen: the short form about a session. All fields are optional."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import time
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from breakout_tui.domain.known_names import names_in
from breakout_tui.domain.programme import AttributionRule, Phase
from breakout_tui.domain.rule_words import RULE_WORDS
from breakout_tui.domain.text import clean_line
from breakout_tui.tui.details_form import DetailsForm
from breakout_tui.tui.keymap import DEFAULT_KEYS, shown
from breakout_tui.tui.screens.standing import ClosesOnce
from breakout_tui.tui.widgets.choice import Choice
from breakout_tui.tui.widgets.field import Field
from breakout_tui.tui.widgets.key_line import KeyHint, KeyLine, help_hint
from breakout_tui.tui.wording import shortened

RULES = tuple((rule.value, words.label, words.meaning) for rule, words in RULE_WORDS.items())
"""The attribution rules: value, label, what is recorded."""

COMMAS = "separated by commas"
NAMES = "countries, organisations, …"
"""The placeholders of the two lists."""

_LONGEST_TITLE = 10
"""Cells of a phase's title in the label of its end."""
_TIME = re.compile(r"(\d{1,2})(?:[:.h]?(\d\d))?")


class DetailsScreen(ModalScreen[DetailsForm | None], ClosesOnce[DetailsForm | None]):
    """Returns the accepted form, or None if it is cancelled.

    ``go`` is the label of the key that accepts; ``rooms`` complete the room while it is typed.
    """

    CSS_PATH = "../styles/details.tcss"
    AUTO_FOCUS = "#room"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "start", "Start", show=False),
        Binding(DEFAULT_KEYS["next"], "start", "Start", show=False, id="next"),
        Binding("escape", "cancel", "Cancel", show=False),
        Binding("tab,down", "app.focus_next", "Next", show=False),
        Binding("shift+tab,up", "app.focus_previous", "Back", show=False),
    ]

    def __init__(
        self,
        defaults: DetailsForm,
        *,
        title: str,
        rule_locked: bool = False,
        go: str = "start",
        rooms: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._rooms = rooms
        self._defaults = defaults
        self._heading = title
        self._rule_locked = rule_locked
        self._go = go
        self._left_with: tuple[str, ...] | None = None
        self._readers: dict[str, Reader] = {
            "people": _people,
            "round": _round,
            **{_ends_id(phase): _end for phase in defaults.phases},
        }

    def compose(self) -> ComposeResult:
        """Two groups of fields, one above the other or side by side."""
        form = self._defaults
        with Vertical(id="dialog"):
            yield Static(self._heading, id="title", markup=False)
            with Vertical(id="form"):
                with Container(id="room-part"):
                    yield from _line("Room", Field(form.room, completions=self._rooms, id="room"))
                    yield from _line("Facilitator", Field(form.facilitator, id="facilitator"))
                    yield from _line("Rapporteur", Field(form.rapporteur, id="rapporteur"))
                    people = str(form.people) if form.people else ""
                    yield from _line("People", Field(people, id="people", classes="short"), "in the room")
                    yield from _line("Round", Field(str(form.round), id="round", classes="short"))
                    for phase in form.phases:
                        ends = Field(_clock(form.ends.get(phase.id)), id=_ends_id(phase), classes="short")
                        yield from _line(
                            f"{shortened(phase.title, _LONGEST_TITLE)} ends", ends, "HH:MM, optional"
                        )
                with Container(id="said-part"):
                    yield from self._rule()
                    known = Field(", ".join(form.known), placeholder=NAMES, joiner=", ", id="known")
                    yield from _line("Names for @", known)
                    groups = ", ".join(form.groups)
                    groups_field = Field(groups, placeholder=COMMAS, joiner=", ", enter="start", id="groups")
                    yield from _line("Country groups", groups_field)
            yield KeyLine(id="keys")

    def _rule(self) -> ComposeResult:
        rule = self._defaults.rule
        if self._rule_locked:
            words = f"{RULE_WORDS[rule].label}, locked by the first note or speaker"
            yield from _line("Who said it", Static(words, markup=False, classes="fixed"))
        else:
            yield from _line("Who said it", Choice(RULES, rule.value, id="rule"))

    def on_mount(self) -> None:
        """Show the keys."""
        self._show_keys()

    @on(Field.Changed)
    def _changed(self, event: Field.Changed) -> None:
        """A field changed: check it again if it was wrong, and forget a first Esc."""
        name = event.input.id or ""
        if self.query(f"#{name}-aside.problem"):
            self._read(name, self._readers[name])
        self._stay()

    @on(Choice.Moved)
    def _turned(self) -> None:
        self._stay()

    def _stay(self) -> None:
        """Forget a first Esc if something changed since."""
        if self._left_with != self._typed:
            self._left_with = None
        self._show_keys()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Highlight the focused field, and show its keys."""
        self._show_keys()
        for label in self.query(".label"):
            label.set_class(label.parent is event.widget.parent, "current")

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Check the field that loses the focus."""
        if event.widget.id in self._readers:
            self._read(event.widget.id, self._readers[event.widget.id])

    def action_start(self) -> None:
        """Return the form, or go to the first field with an error."""
        numbers = {name: self._read(name, reader) for name, reader in self._readers.items()}
        wrong = [name for name, value in numbers.items() if isinstance(value, str)]
        if wrong:
            self.query_one(f"#{wrong[0]}", Field).focus()
            return
        self.dismiss(self._form())

    def action_cancel(self) -> None:
        """Cancel; a changed form needs a second Esc."""
        if self._left_with is None and self._is_changed():
            self._left_with = self._typed
            self._show_keys()
            return
        self.dismiss(None)

    def _form(self) -> DetailsForm:
        people, round_ = self._read("people", _people), self._read("round", _round)
        ends = {phase.id: self._read(_ends_id(phase), _end) for phase in self._defaults.phases}
        return DetailsForm(
            room=self._text("room"),
            facilitator=self._text("facilitator"),
            rapporteur=self._text("rapporteur"),
            people=people if isinstance(people, int) else 0,
            round=round_ if isinstance(round_, int) else 1,
            rule=self._defaults.rule if self._rule_locked else AttributionRule(self.query_one(Choice).value),
            groups=_items(self._text("groups")),
            known=names_in(self._text("known")),
            phases=self._defaults.phases,
            ends={phase: at for phase, at in ends.items() if isinstance(at, time)},
        )

    @property
    def _typed(self) -> tuple[str, ...]:
        """The values of the form, including the rule."""
        return (
            *(field.value for field in self.query(Field)),
            *(choice.value for choice in self.query(Choice)),
        )

    def _is_changed(self) -> bool:
        values = {name: reader(self._text(name)) for name, reader in self._readers.items()}
        return any(isinstance(value, str) for value in values.values()) or self._form() != self._defaults

    def _text(self, name: str) -> str:
        return self.query_one(f"#{name}", Field).text

    def _read(self, name: str, reader: Reader) -> Value:
        """The value of a field; if it is a text, it is the error, which is also shown beside the field."""
        value = reader(self._text(name))
        self._say(name, value if isinstance(value, str) else "")
        return value

    def _say(self, name: str, problem: str) -> None:
        for aside in self.query(f"#{name}-aside").results(Static):
            aside.update(problem or str(aside.name or ""))
            aside.set_class(bool(problem), "problem")

    def _show_keys(self) -> None:
        hints = [KeyHint(shown("next"), self._go, "start"), KeyHint("Enter", "next field")]
        if isinstance(self.focused, Choice):
            hints.insert(1, KeyHint("← →", "choose"))
        if self._rooms and self.focused is not None and self.focused.id == "room":
            hints.insert(1, KeyHint("→", "complete"))
        if self._left_with is None:
            hints.append(KeyHint("Esc", "cancel", "cancel"))
        else:  # first, so that it is visible in a narrow window too
            hints.insert(0, KeyHint("Esc", "again discards your changes", "cancel"))
        self.query_one(KeyLine).show([*hints, help_hint()])


Value = int | time | str | None
Reader = Callable[[str], Value]


def _line(label: str, part: Widget, aside: str = "") -> ComposeResult:
    """A line of the form: label, field, and a remark."""
    with Horizontal(classes="line"):
        yield Static(label, classes="label", markup=False)
        yield part
        if part.has_class("short"):
            yield Static(aside, id=f"{part.id}-aside", name=aside, classes="aside", markup=False)


def _people(text: str) -> Value:
    if not text:
        return 0
    return int(text) if text.isdecimal() and len(text) < 6 else "a number like 24"


def _round(text: str) -> Value:
    if not text:
        return 1
    return int(text) if text.isdecimal() and len(text) < 4 and int(text) else "1 or more"


def _end(text: str) -> Value:
    if not text:
        return None
    found = _TIME.fullmatch(text)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    return time(hour, minute) if hour < 24 and minute < 60 else "a time like 12:30"


def _ends_id(phase: Phase) -> str:
    return f"ends-{phase.id}"


def _items(text: str) -> tuple[str, ...]:
    """The entries of a comma-separated list, each once, in order."""
    return tuple(dict.fromkeys(item for each in text.split(",") if (item := clean_line(each))))


def _clock(at: time | None) -> str:
    return f"{at:%H:%M}" if at else ""
