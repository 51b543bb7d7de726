"""Speakers screen: who speaks and how much time is left, who waits, and the keys with which the list is led."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.duration_words import clock
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.speaker_records import SpeakerSort, SpeakerState, SpeakingOrder
from breakout_tui.domain.speakers import Numbered, SpeakersView, speaker_time, speakers_view, spoken, time_for
from breakout_tui.domain.speakers_face import time_words
from breakout_tui.tui.keymap import DEFAULT_KEYS, shown
from breakout_tui.tui.screens.ask_screen import AskScreen, ChooseScreen
from breakout_tui.tui.screens.help_screen import HelpGroup, key_rows
from breakout_tui.tui.screens.join_screen import HIGH, LOW
from breakout_tui.tui.screens.standing import ClosesOnce
from breakout_tui.tui.speaker_offers import SpeakerOffers
from breakout_tui.tui.speaker_words import SPEAKERS_KEYS, asking_words, names_before
from breakout_tui.tui.widgets.key_line import KeyHint, KeyLine, help_hint
from breakout_tui.tui.widgets.line import Line, Part
from breakout_tui.tui.widgets.line_list import LineList
from breakout_tui.tui.widgets.speaker_list import SpeakerList, SpeakerRow
from breakout_tui.tui.wording import sentence, steady

if TYPE_CHECKING:
    from breakout_tui.tui.actions.room import Room

_HINTS = (
    KeyHint("n", "next", "do('next')"),
    KeyHint("Space", "pause", "do('pause')"),
    KeyHint("a", "add", "ask('speaker')"),
    KeyHint("r", "reply", "ask('reply')"),
    KeyHint("o", "point of order", "ask('point')"),
    KeyHint("Enter", "speak", "about('speak')"),
    KeyHint("+ −", "move"),
    KeyHint("d", "withdraw", "about('withdraw')"),
    KeyHint("e", "end", "do('end')"),
    KeyHint("s", "order", "order"),
    KeyHint("t", "time", "time"),
    KeyHint("c", "close", "close_list"),
)
_ABOUT_OFFER = (
    KeyHint("Enter", "put on list", "about('speak')"),
    KeyHint("d", "refuse", "about('withdraw')"),
    KeyHint("x", "mute", "mute"),
)
_ALL = KeyHint("A", "all on list", "take_all")
HELD = 0.5
"""Seconds for which a key does nothing to a speaker that has come under the cursor by itself."""
_ABOUT: dict[str, Callable[[str], c.Command]] = {
    "speak": c.LetSpeak,
    "withdraw": c.WithdrawSpeaker,
    "down": lambda speaker_id: c.MoveSpeaker(speaker_id, 1),
    "up": lambda speaker_id: c.MoveSpeaker(speaker_id, -1),
}
"""What is done with a speaker, by its id."""
_ORDERS = (("f", "fresh"), ("i", "in-order"), ("s", "shuffle"))
_WORDS = dict(zip(("fresh", "in-order", "shuffle"), SpeakingOrder, strict=True))


class SpeakersScreen(ClosesOnce[None]):
    """The list of the phase in view. All that it does are actions of the room, so that they are refused and undone alike."""

    CSS_PATH = "../styles/speakers.tcss"
    AUTO_FOCUS = "#speakers"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-middle"), (HIGH, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "do('next')", "The next speaker", show=False),
        Binding("space", "do('pause')", "Pause the speaker, or go on", show=False),
        Binding("e", "do('end')", "The speaker has spoken", show=False),
        Binding("a", "ask('speaker')", "Somebody wants to speak", show=False),
        Binding("r", "ask('reply')", "A reply", show=False),
        Binding("o", "ask('point')", "A point of order", show=False),
        Binding("d,delete", "about('withdraw')", "Off the list", show=False),
        Binding("plus,equals_sign", "about('down')", "Later", show=False),
        Binding("minus", "about('up')", "Earlier", show=False),
        Binding("s", "order", "The order", show=False),
        Binding("t", "time", "The time of each", show=False),
        Binding("c", "close_list", "Close or reopen the list", show=False),
        Binding("A", "take_all", "All that ask from phones", show=False),
        Binding("x", "mute", "Mute the phone", show=False),
        Binding("ctrl+z", "room('undo')", "Undo", show=False),
        Binding("ctrl+y", "room('redo')", "Redo", show=False),
        Binding("escape", "back", "Back", show=False),
        Binding(DEFAULT_KEYS["speakers"], "back", "Back", show=False, id="speakers"),
    ]

    def __init__(self, room: Room, read_clock: Callable[[], Reading], *, only_reads: bool) -> None:
        super().__init__()
        self._room = room
        self._read_clock = read_clock
        self._only_reads = only_reads
        self._offers = SpeakerOffers(room)
        self._lost_at = -HELD

    def compose(self) -> ComposeResult:
        """How the list is led, who speaks, who spoke last, who waits, the keys."""
        yield Line((("Speakers", "strong"),), id="title")
        yield Line(id="now")
        yield Line(id="last")
        yield SpeakerList(id="speakers")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Show how it is."""
        self.tick()

    def tick(self) -> None:
        """Show how it is now; most beats change nothing."""
        if self._show():
            self._lost_at = self._read_clock().since_boot

    def _show(self) -> bool:
        """Show how it is now; whether the speaker under the cursor is not there any more."""
        session, reading = self._room.session, self._read_clock()
        view = speakers_view(session)
        title = self.query_one("#title", Line)
        title.left = (
            ("Speakers", "strong"),
            (f"   {_about(view)}", "muted"),
            (asking_words(len(self._offers.waiting), before="   "), "accent"),
        )
        title.right = ((_limit(session), "muted"),)
        self._show_now(view, session, reading)
        found = self.query_one(SpeakerList)
        is_lost = found.show(self._offers.rows(), _when_empty(only_reads=self._only_reads))
        self.query_one(KeyLine).show(self._hints(view, found.row))
        return is_lost

    def _show_now(self, view: SpeakersView, session: Session, reading: Reading) -> None:
        now, last = self.query_one("#now", Line), self.query_one("#last", Line)
        time = speaker_time(session, reading)
        if view.now is not None and time is not None:
            is_over = time.left is not None and time.left < 0
            role = "bad" if is_over else "muted" if time.is_paused else "strong"
            sort = view.now.speaker.sort
            about = "" if sort is SpeakerSort.SPEECH else f"   {sort.value}"
            parts = (("Now   ", "muted"), (steady(view.now.label), "accent"), (about, "muted"))
            now.left = (*parts, (f"   {time_words(time)}", role))
        else:
            now.left = (("Now   ", "muted"), ("nobody speaks", "muted"))
        last.left = _last(session, view.last)

    def _hints(self, view: SpeakersView, row: SpeakerRow | None) -> list[KeyHint]:
        hints = [] if self._only_reads else [_as_now(each, view) for each in _HINTS]
        if hints and self._offers.waiting:
            is_offer = row is not None and not row.place
            about = {"Enter", "d", "+ −"} if is_offer else set()
            hints = [
                *(_ABOUT_OFFER if is_offer else ()),
                _ALL,
                *(each for each in hints if each.key not in about),
            ]
        return [*hints, KeyHint("Esc", "back", "back"), help_hint()]

    # Keys

    def action_do(self, what: str) -> None:
        """Do something with the list."""
        self._offers.forget()
        self._room.run("speakers", what)
        self._show()

    def action_about(self, what: str) -> None:
        """Do something with the speaker under the cursor; a request of a phone is put on the list or refused."""
        row = self.query_one(SpeakerList).row
        if row is None or self._read_clock().since_boot - self._lost_at < HELD:
            return
        if row.place:
            self._about(_ABOUT[what](row.id))
            return
        if (request := self._offers.one(row.id)) is None:
            self.tick()
        elif not self._only_reads:
            if what == "speak":
                self._offers.take(request)
            elif what == "withdraw":
                self._tell(self._offers.refuse(request))
            self._show()

    def _about(self, command: c.Command) -> None:
        """By the id of a speaker: others may have come or gone since the list was drawn."""
        if self._only_reads:
            return
        self._offers.forget()
        if not self._room.do(command):
            self.tick()
        self._show()

    def action_take_all(self) -> None:
        """Put all that ask from phones on the list."""
        if not self._only_reads:
            self._tell(self._offers.take_all())
            self._show()

    def action_mute(self) -> None:
        """Mute the phone that sent the request under the cursor."""
        row = self.query_one(SpeakerList).row
        if row is not None and not row.place and (request := self._offers.one(row.id)) is not None:
            self._tell(self._offers.mute(request))

    def _tell(self, words: str) -> None:
        if words:
            self.notify(words, markup=False)

    @on(LineList.Chosen, "#speakers")
    def _chosen(self) -> None:
        self.action_about("speak")

    def action_ask(self, word: str) -> None:
        """Ask who wants something, and put them on the list."""
        self._offers.forget()
        self._room.run(word)
        self._show()

    def action_room(self, word: str) -> None:
        """Run an action of the room; undo also brings back a request that was refused last."""
        if word != "undo" or not self._offers.undo():
            self._room.run(word)
        self._show()

    def action_order(self) -> None:
        """Ask for the order."""
        if self._only_reads:
            return
        options = tuple((key, _WORDS[word].value) for key, word in _ORDERS)
        words = dict(_ORDERS)

        def answered(key: str | None) -> None:
            if key:
                self.action_do(words[key])

        self.app.push_screen(ChooseScreen("In which order do they speak?", options), answered)

    def action_time(self) -> None:
        """Ask for the time of each."""
        if self._only_reads:
            return
        seconds = time_for(self._room.session, SpeakerSort.SPEECH)
        question = "Minutes for each speaker, and for a reply: 2, or 2 1:30\n0 for no limit; those who speak keep their time"

        def answered(text: str | None) -> None:
            if text is not None:
                self.action_do(f"time {text}")

        value = clock(seconds) if seconds else ""
        self.app.push_screen(AskScreen(question, value=value, is_replaced=True), answered)

    def action_close_list(self) -> None:
        """Close the list, or reopen it."""
        self.action_do("reopen" if speakers_view(self._room.session).leading.is_closed else "close")

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)

    def explained(self) -> list[HelpGroup]:
        """All that can be done here, for the help."""
        return [("Speakers", key_rows(SPEAKERS_KEYS)), ("From the line", key_rows(names_before()))]


def _as_now(hint: KeyHint, view: SpeakersView) -> KeyHint:
    """A hint in the words of this moment."""
    is_paused = view.now is not None and view.now.speaker.progress is SpeakerState.PAUSED
    words = {"Space": "go on" if is_paused else "pause", "c": "reopen" if view.leading.is_closed else "close"}
    return hint._replace(words=words.get(hint.key, hint.words))


def _about(view: SpeakersView) -> str:
    count = len(view.waiting)
    waits = f"{count} wait{'s' if count == 1 else ''}" if count else ""
    closed = "list closed" if view.leading.is_closed else ""
    return " · ".join(filter(None, (view.leading.order.value, waits, closed)))


def _limit(session: Session) -> str:
    seconds = time_for(session, SpeakerSort.SPEECH)
    return f"{clock(seconds)} each" if seconds else "no time limit"


def _last(session: Session, last: Numbered | None) -> tuple[Part, ...]:
    if last is None:
        return ()
    used = spoken(session, last.speaker, last.speaker.times[-1].ended_at or last.speaker.asked_at)
    return (("Last  ", "muted"), (steady(last.label), "muted"), (f"   {clock(used)}", "muted"))


def _when_empty(*, only_reads: bool) -> str:
    if only_reads:
        return "Nobody waits."
    return sentence(
        f"nobody waits. a puts somebody on the list; in the line, /speaker does. {shown('speakers')} goes back."
    )
