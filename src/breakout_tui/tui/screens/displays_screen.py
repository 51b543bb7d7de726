"""Displays screen: the displays that have joined, and what each shows; letters change it, for one or for all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from breakout_tui.domain.display_choice import SHOW_NOW, DisplayChoice, Shows
from breakout_tui.domain.sharing import Contact, SharedDisplay, Sharing, SharingStanding
from breakout_tui.domain.text import clean_line
from breakout_tui.tui.display_choices import DisplayChoices
from breakout_tui.tui.screens.ask_screen import AskScreen
from breakout_tui.tui.screens.help_screen import HelpGroup, key_rows
from breakout_tui.tui.screens.join_screen import HIGH, LOW
from breakout_tui.tui.screens.standing import ClosesOnce
from breakout_tui.tui.sharing_words import NONE_YET, count_of, shown_words, state_of
from breakout_tui.tui.widgets.display_list import SENT, DisplayList, DisplayRow
from breakout_tui.tui.widgets.key_line import KeyHint, KeyLine, help_hint
from breakout_tui.tui.widgets.line import Line
from breakout_tui.tui.widgets.line_list import LineList

ALL = "All displays"
_HINTS = (
    KeyHint("w", "now", "now"),
    KeyHint("m", "message", "say"),
    KeyHint("b", "black", "press('b')"),
    KeyHint("s", "theme", "press('s')"),
    KeyHint("n", "name", "press('n')"),
    KeyHint("j", "join", "press('j')"),
)
_CHOICES = {"b": Shows.NOTHING, "s": Shows.STANDBY, "n": Shows.NAME, "j": Shows.JOIN}


class DisplaysScreen(ClosesOnce[None]):
    """``share`` begins sharing and opens its screen."""

    CSS_PATH = "../styles/share.tcss"
    AUTO_FOCUS = "#displays"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-middle"), (HIGH, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "now", "What is now", show=False),
        Binding("m", "say", "A message", show=False),
        Binding("b", "press('b')", "Nothing", show=False),
        Binding("s", "press('s')", "Theme and room, or share", show=False),
        Binding("n", "press('n')", "Its name", show=False),
        Binding("j", "press('j')", "How to join, then how phones join", show=False),
        Binding("escape", "back", "Back", show=False),
    ]

    def __init__(self, sharing: Sharing, share: Callable[[], None]) -> None:
        super().__init__()
        self._sharing = sharing
        self._share = share
        self._choices = DisplayChoices()

    def compose(self) -> ComposeResult:
        """The heading with the state of sharing, the list, the keys."""
        yield Line((("Displays", "strong"),), id="title")
        yield DisplayList(id="displays")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Show how it is."""
        self.tick()

    def tick(self) -> None:
        """Show how it is now; most beats change nothing."""
        standing = self._sharing.standing
        title = self.query_one("#title", Line)
        displays = () if standing.contact is Contact.OFF else standing.displays
        title.left = (("Displays", "strong"), (f"   {count_of(displays)}" if displays else "", "muted"))
        title.right = (state_of(standing),)
        self.query_one(DisplayList).show(self._rows(displays), _when_empty(standing))
        self.query_one(KeyLine).show(_hints(standing))

    def _rows(self, displays: tuple[SharedDisplay, ...]) -> list[DisplayRow]:
        """All of them in the first row, then each."""
        if not displays:
            return []
        rows = []
        for each in displays:
            choice, is_sent = self._choices.of(each)
            state, name = "open" if each.is_open else "closed", clean_line(each.name)
            size, words = clean_line(each.size), shown_words(choice)
            is_now = choice == SHOW_NOW
            rows.append(DisplayRow(each.id, name, each.is_open, state, size, words, is_now, is_sent))
        shown = {row.shows for row in rows}
        words = rows[0].shows if len(shown) == 1 else "different things"
        is_plain = all(row.is_plain for row in rows)
        return [DisplayRow("", ALL, True, "", "", words, is_plain, any(row.is_sent for row in rows)), *rows]

    # Keys

    @on(LineList.Chosen, "#displays")
    def action_now(self) -> None:
        """Show what is now."""
        self._choose(SHOW_NOW)

    def action_press(self, key: str) -> None:
        """Show what the key stands for; the second time, what is now again, after j how phones join. While nothing is shared, s shares."""
        if self._sharing.standing.contact is Contact.OFF:
            if key == "s":
                self._share()
            return
        wanted = DisplayChoice(_CHOICES[key])
        steps = [wanted, DisplayChoice(Shows.PHONES)] if key == "j" else [wanted]
        shown = {self._choices.of(each).choice for each in self._chosen}
        after = dict(zip(steps, [*steps[1:], SHOW_NOW], strict=True))
        self._choose(after.get(shown.pop(), wanted) if len(shown) == 1 else wanted)

    def action_say(self) -> None:
        """Ask for a message and show it; an empty one ends the message."""
        row, chosen = self.query_one(DisplayList).row, self._chosen
        if row is None or not chosen:
            return
        messages = {self._choices.of(each).choice.words for each in chosen}
        before = messages.pop() if len(messages) == 1 else ""

        def answered(text: str | None) -> None:
            if text:
                self._choose(DisplayChoice(Shows.MESSAGE, text), row.id)
            elif text is not None and before:
                self._choose(SHOW_NOW, row.id)

        of = row.name if row.id else "all displays"
        self.app.push_screen(AskScreen(f"Message for {of}", value=before, is_replaced=True), answered)

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)

    def explained(self) -> list[HelpGroup]:
        """All that can be done here, for the help."""
        return [("Displays", key_rows(_KEYS_EXPLAINED))]

    @property
    def _chosen(self) -> tuple[SharedDisplay, ...]:
        """The displays of the row under the cursor."""
        row = self.query_one(DisplayList).row
        return () if row is None else self._of(row.id)

    def _of(self, display_id: str) -> tuple[SharedDisplay, ...]:
        return tuple(each for each in self._sharing.standing.displays if display_id in ("", each.id))

    def _choose(self, choice: DisplayChoice, display_id: str | None = None) -> None:
        """Send the choice for a display, without one for the row under the cursor; the list shows it at once."""
        row = self.query_one(DisplayList).row
        if display_id is None:
            display_id = None if row is None else row.id
        if display_id is None or not (displays := self._of(display_id)):
            return
        self._choices.send(displays, choice)
        self._sharing.choose(display_id, choice)
        self.tick()


_KEYS_EXPLAINED = (
    ("↑ ↓", "choose a display; the first row is for all of them"),
    ("w Enter", "show what is now"),
    ("m", "write a message and show it; an empty one ends it"),
    ("b", "show nothing: the display is black; again shows what is now"),
    ("s", "show only theme and room; again shows what is now"),
    ("n", "show the name of the display, to tell them apart; again shows what is now"),
    ("j", "show how to join: address, code and QR code; again how phones join, a third time what is now"),
    (SENT, "before what a display shows: it was told to, and has not answered yet"),
    ("Esc", "go back"),
)


def _hints(standing: SharingStanding) -> list[KeyHint]:
    if standing.contact is Contact.OFF:
        hints = [KeyHint("s", "share", "press('s')")]
    else:
        hints = list(_HINTS) if standing.displays else []
    return [*hints, KeyHint("Esc", "back", "back"), help_hint()]


def _when_empty(standing: SharingStanding) -> tuple[str, ...]:
    """Why there is no display, and what to do."""
    if standing.contact is Contact.OFF:
        return ("Not shared yet. Press s to share the room display with browsers.",)
    if not standing.addresses:
        return (NONE_YET,)
    code = f" and enter the code {standing.code}" if standing.code else ""
    return (
        NONE_YET,
        f"Open {clean_line(standing.addresses[0])} in a browser{code}. /share shows the QR code.",
    )
