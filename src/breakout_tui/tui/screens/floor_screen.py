"""Floor screen: what phones sent; keys take a statement as a note, edit it on the way, set it aside, or show it on the displays."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.widgets import Static

from breakout_tui.domain.floor import FloorStatement
from breakout_tui.domain.notes import Note
from breakout_tui.domain.vote_sheet import open_votes
from breakout_tui.tui.ballot_words import VOTE_AGAIN
from breakout_tui.tui.floor_desk import FloorDesk
from breakout_tui.tui.floor_empty import when_empty
from breakout_tui.tui.floor_filter import Filter
from breakout_tui.tui.floor_keys import EDITING, KEYS_EXPLAINED, hints
from breakout_tui.tui.floor_taking import kind_now
from breakout_tui.tui.floor_words import phones_words, title_parts
from breakout_tui.tui.keymap import DEFAULT_KEYS
from breakout_tui.tui.screens.ask_screen import ChooseScreen
from breakout_tui.tui.screens.help_screen import HelpGroup, key_rows
from breakout_tui.tui.screens.standing import ClosesOnce
from breakout_tui.tui.similar_notes import SimilarNotes
from breakout_tui.tui.widgets.floor_list import FloorList
from breakout_tui.tui.widgets.key_line import KeyLine
from breakout_tui.tui.widgets.line import Line, Part
from breakout_tui.tui.widgets.line_list import LineList
from breakout_tui.tui.widgets.qr_code import QrCode, cells_of
from breakout_tui.tui.widgets.text_box import TextBox
from breakout_tui.tui.wording import shortened

SAID_FOR = 28
"""Beats for which a message stays."""
HELD = 0.5
"""Seconds for which a key acts on nothing after the statement under the cursor has left the list on its own."""
LEAST_TEXT = 36
"""Cells of the text beside the QR code."""
_MARGINS, _AROUND = 6, 5
"""Cells beside the QR code and its text, and lines above and below."""
_EDITED = "Enter takes it as a note · the author's words are kept with it"
_NEW_CODE = "Give a new code? Every phone has to join again."


class FloorScreen(ClosesOnce[None]):
    """``desk`` does what the keys ask for, and says what it did."""

    CSS_PATH = "../styles/floor.tcss"
    AUTO_FOCUS = "#floor"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-middle"), (28, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", "Edit, then take", show=False),
        Binding("s,ctrl+s", "same", "Take as a repeat", show=False),
        Binding("d,delete", "aside", "Set aside, or back", show=False),
        Binding("m", "magnify", "On the displays", show=False),
        Binding("c", "claim", "Without the country", show=False),
        Binding("x", "mute", "Mute its device", show=False),
        Binding("A", "take_all", "Take all", show=False),
        Binding("D", "aside_all", "Set all aside", show=False),
        Binding("f", "filter", "Which are listed", show=False),
        Binding("o", "door", "Open or close", show=False),
        Binding("n", "network", "Share on the network", show=False),
        Binding("k", "renew", "New code", show=False),
        Binding("u,ctrl+z", "undo", "Undo", show=False),
        Binding("escape", "back", "Back", show=False),
        Binding(DEFAULT_KEYS["floor"], "back", "Back", show=False, id="floor"),
    ]

    def __init__(self, desk: FloorDesk) -> None:
        super().__init__()
        self._desk = desk
        self._filter = Filter.WAITING
        self._said, self._beats_left = "", 0
        self._similar = SimilarNotes()
        self._compared: tuple[object, str] = (None, "")
        self._same: Note | None = None
        """The note that says what the statement under the cursor says."""
        self._editing: FloorStatement | None = None
        self._lost_at = 0.0

    def compose(self) -> ComposeResult:
        """The heading with counts and state, the list with the QR code beside it, the message, the editor, the keys."""
        yield Line(id="title")
        with Container(id="body"):
            yield FloorList(id="floor")
            yield QrCode(id="code")
        yield Line(id="said")
        with Vertical(id="editor"):
            yield Static(_EDITED, id="edited", markup=False)
            yield TextBox(id="text")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Show how it is."""
        self.query_one("#editor").display = False
        self.tick()

    def on_resize(self) -> None:
        """Another place for the QR code, perhaps."""
        self.tick()

    # Showing

    def tick(self) -> None:
        """Show how it is now; most beats change nothing."""
        self._beats_left = max(0, self._beats_left - 1)
        self._show()

    def _show(self) -> None:
        desk, door, sharing = self._desk, self._desk.door, self._desk.sharing.standing
        has_session = desk.floor.has(desk.session)
        rows = desk.rows(self._filter)
        has_code = not rows and self._has_room_for_code()
        empty = when_empty(self._filter, door, sharing, has_session=has_session, has_code=has_code)
        if self.query_one(FloorList).show(rows, empty):
            self._lost_at = desk.since_boot
        title = self.query_one("#title", Line)
        title.left, title.right = title_parts(
            (became for _, became in desk.found.values()), door, self._filter
        )
        self.set_class(has_code, "-code")
        self._compare()
        self.query_one("#said", Line).left = self._message()
        row = self.query_one(FloorList).row
        keys = hints(row, self._same, door, sharing, self._filter.following)
        shown = EDITING if self._editing is not None else keys
        self.query_one(KeyLine).show(shown)

    def _has_room_for_code(self) -> bool:
        """Show the QR code, if there is one and all of it fits beside the text; whether it is shown."""
        door = self._desk.door
        squares = door.standing.squares if door.is_open and self._filter is not Filter.ASIDE else ()
        size = cells_of(squares)
        is_low = size.height > self.size.height - _AROUND
        is_narrow = size.width + _MARGINS + LEAST_TEXT > self.size.width
        if not squares or is_low or is_narrow:
            return False
        self.query_one(QrCode).show(squares)
        return True

    def _message(self) -> tuple[Part, ...]:
        if self._beats_left and self._said:
            return ((self._said, "accent"),)
        if self._same is None:
            return ()
        text = shortened(self._same.text, 80)
        does = " · s counts it as heard again · "
        return (f"≈ {self._same.reference}", "accent"), (does, "muted"), (text, "accent")

    def _compare(self) -> None:
        """Find the note that says the same as the statement under the cursor; some notes of the index at a beat."""
        session, key = self._desk.session, self._at
        is_more = self._similar.read(session)
        if is_more or (self._compared[0] is session and self._compared[1] == key):
            return
        self._compared = session, key
        statement = self._desk.takeable(key)
        if statement is None:
            self._same = None
        else:
            self._same = self._similar.find(session, statement.text, kind_now(statement, session))

    @on(LineList.Moved, "#floor")
    def _moved(self) -> None:
        self._show()

    def _say(self, text: str) -> None:
        if text:
            self._said, self._beats_left = text, SAID_FOR
        self._lost_at = 0.0 if text else self._lost_at
        self._show()
        self._lost_at = 0.0 if text else self._lost_at  # the statement left the list because of a key

    # The statement under the cursor

    @property
    def _at(self) -> str:
        row = self.query_one(FloorList).row
        return "" if row is None else row.id

    @property
    def _held(self) -> str:
        """The same for a key that acts on it: empty right after it has taken the place of one that left."""
        return "" if self._desk.since_boot - self._lost_at < HELD else self._at

    # Keys

    @on(LineList.Chosen, "#floor")
    def action_take(self) -> None:
        """Take it as a note, word for word."""
        if (statement := self._desk.takeable(self._held)) is not None:
            self._say(self._desk.take([statement]))

    def action_same(self) -> None:
        """Take it as a repeat of the note that says the same."""
        if (statement := self._desk.takeable(self._held)) is not None and self._same is not None:
            self._say(self._desk.take([statement], self._same))

    def action_take_all(self) -> None:
        """Take all that wait, as one step."""
        self._say(self._desk.take_all())

    def action_aside_all(self) -> None:
        """Set all that wait aside, as one step."""
        self._say(self._desk.set_all_aside())

    def action_edit(self) -> None:
        """Open the editor for it."""
        if (statement := self._desk.takeable(self._held)) is not None:
            self._editing = statement
            self.query_one("#editor").display = True
            box = self.query_one(TextBox)
            box.open(statement.text)
            self.set_focus(box)
            self._show()

    @on(TextBox.Kept)
    def _kept(self, event: TextBox.Kept) -> None:
        if self._editing is None:
            return
        edited = self._desk.take_edited(self._editing, event.text)
        if edited.is_taken:
            self._close_editor()
        else:
            event.box.go_on()
        self._say(edited.told)

    @on(TextBox.Left)
    def _close_editor(self) -> None:
        self._editing = None
        self.query_one("#editor").display = False
        self.set_focus(self.query_one(FloorList))
        self._show()

    def action_aside(self) -> None:
        """Set it aside, or let it wait again."""
        self._say(self._desk.turn_aside(self._held))

    def action_magnify(self) -> None:
        """Show it large on the displays; again, what is now."""
        self._say(self._desk.magnify(self._held))

    def action_claim(self) -> None:
        """Take the country off."""
        self._say(self._desk.drop_claim(self._held))

    def action_mute(self) -> None:
        """Mute the device that sent it, or no longer."""
        if self._held:
            self._say(self._desk.mute(self._held))

    def action_filter(self) -> None:
        """List those that wait, those set aside, or all."""
        self._filter = self._filter.following
        self._show()
        self._lost_at = 0.0

    def action_door(self) -> None:
        """Open the floor, or close it."""
        self._say(self._desk.turn_door())

    def action_network(self) -> None:
        """Share with the devices on the network, so that phones can join."""
        self._say(self._desk.share())

    def action_renew(self) -> None:
        """Give a new code, after a question."""
        door = self._desk.door
        if not door.standing.address:
            return

        def answered(key: str | None) -> None:
            if key == "y":
                door.renew_code()
                self._say("Phones get a new code")

        options = (("y", f"a new code · {phones_words(door.standing)} now"), ("n", "keep this one"))
        why = VOTE_AGAIN if open_votes(self._desk.session) else ""
        self.app.push_screen(ChooseScreen(_NEW_CODE, options, explanation=why, chosen="n"), answered)

    def action_undo(self) -> None:
        """Undo what was done here last, else the last change of a note."""
        self._say(self._desk.undo())

    def action_back(self) -> None:
        """Go back; what waits goes on waiting."""
        self.dismiss(None)

    def explained(self) -> list[HelpGroup]:
        """All that can be done here, for the help."""
        return [("From the floor", key_rows(KEYS_EXPLAINED))]
