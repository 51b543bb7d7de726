"""A monkey: random keys, clicks, pastes, sizes and beats, one at a time and in bursts, all from one seed."""

from __future__ import annotations

import random
from collections.abc import Callable

from textual import events
from textual.geometry import Size
from textual.message import Message

from breakout_tui.domain.store_events import BackupFailed, HeldElsewhere, Saved, SaveFailed
from breakout_tui.tui.store_news import StoreSpoke
from tests.tui.keyboard import pressed, typed
from tests.tui.live_app import LiveApp

KEYS = (
    *("enter", "enter", "enter", "escape", "escape", "tab", "tab", "shift+tab", "backspace", "delete"),
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "shift+left", "shift+home"),
    *(f"f{number}" for number in range(1, 13)),
    *(f"ctrl+{letter}" for letter in "adefjknoprstuvwxyz"),
    "space",
)
"""All keys but those that quit."""
LETTERS = "abcdefghijklmnoprstuvwxyzALUV0123456789+-/@#.,'é"
"""All but q, which quits in the list of themes."""
COMMANDS = (
    *(
        "next",
        "next 3",
        "extend 5",
        "pause",
        "resume",
        "back",
        "jump Q2",
        "skip",
        "end 11:00",
        "finish",
        "clock",
    ),
    *(
        "agenda",
        "add Wrap up 5",
        "rename",
        "drop Q3",
        "restore Q3",
        "move",
        "merge-boxes",
        "edit C1",
        "kind",
        "kind C1",
    ),
    *(
        "cluster C1 money",
        "merge C2 C1",
        "link P1 C1",
        "unlink",
        "park C1",
        "place",
        "fields",
        "delete C1",
        "undelete",
    ),
    *(
        "undo",
        "redo",
        "search a",
        "notes",
        "clusters",
        "rename-cluster",
        "rank",
        "hands",
        "dots 3",
        "vote C1 4",
    ),
    *(
        "cut 1",
        "lock",
        "unlock",
        "agree R1 1",
        "minority R1",
        "dissent R1",
        "read P1 agreed",
        "amend P1",
        "again",
    ),
    *(
        "help",
        "background",
        "chain",
        "report",
        "export",
        "report-back",
        "recap",
        "details",
        "display",
        "theme",
        "bell",
    ),
    *("sessions", "take-over", "nonsense", "export", "report-back"),
    *("share", "share network", "share stop", "displays"),
)
SIZES = ((120, 32), (80, 24), (200, 50), (40, 10), (20, 5), (1, 1), (100, 16))


class Monkey:
    """Plays on a running app; ``actions`` counts what it has done."""

    def __init__(self, app: LiveApp, seed: int) -> None:
        self.actions = 0
        self.last: list[str] = []
        """The last burst, in words."""
        self._app = app
        self._chance = random.Random(seed)
        self._deeds: tuple[Callable[[], str], ...] = (
            *[self._key] * 8,
            *[self._letter] * 4,
            *[self._click] * 4,
            self._double_click,
            self._wheel,
            self._words,
            self._command,
            self._command,
            self._paste,
            self._size,
            self._focus,
            self._beat,
            self._store_event,
        )

    async def play(self, actions: int) -> None:
        """Do so many things; stops when the app has ended."""
        while self.actions < actions and self._app.app.is_running:
            burst = self._chance.choice((1, 1, 2, 3, 6))
            self.last = [self._chance.choice(self._deeds)() for _ in range(burst)]
            self.actions += burst
            if self._chance.random() < 0.9:
                await self._app.idle()

    def _post(self, *posted: Message) -> None:
        for event in posted:
            self._app.app.post_message(event)

    def _key(self) -> str:
        key = self._chance.choice(KEYS)
        self._post(pressed(key))
        return key

    def _letter(self) -> str:
        letter = self._chance.choice(LETTERS)
        self._post(typed(letter))
        return letter

    def _words(self) -> str:
        text = "".join(self._chance.choices(LETTERS + "   ", k=self._chance.randint(1, 30)))
        self._post(*(typed(character) for character in text))
        return repr(text)

    def _command(self) -> str:
        text = f"/{self._chance.choice(COMMANDS)}"
        self._post(pressed("ctrl+u"), *(typed(character) for character in text), pressed("enter"))
        return text

    def _paste(self) -> str:
        text = "\n".join(["pasted words"] * self._chance.choice((1, 1, 2, 9)))
        self._post(events.Paste(text))
        return "paste"

    def _spot(self) -> tuple[int, int]:
        width, height = self._app.app.size
        return self._chance.randrange(max(1, width)), self._chance.randrange(max(1, height))

    def _click(self, times: int = 1) -> str:
        x, y = self._spot()
        for _ in range(times):
            for kind in (events.MouseDown, events.MouseUp):
                self._post(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
        return f"{times} clicks at {x}, {y}"

    def _double_click(self) -> str:
        return self._click(2)

    def _wheel(self) -> str:
        x, y = self._spot()
        kind = self._chance.choice((events.MouseScrollDown, events.MouseScrollUp, events.MouseMove))
        self._post(kind(None, x, y, 0, 0, 0, False, False, False, x, y))
        return kind.__name__

    def _size(self) -> str:
        size = Size(*self._chance.choice(SIZES))
        self._post(events.Resize(size, size))
        return str(size)

    def _focus(self) -> str:
        kind = self._chance.choice((events.AppBlur, events.AppFocus))
        self._post(kind())
        return kind.__name__

    def _beat(self) -> str:
        self._app.clock.pass_time(self._chance.choice((0.3, 5, 300)))
        self._app.app.beat()
        return "beat"

    def _store_event(self) -> str:
        told = self._chance.choice(
            (
                Saved(1),
                SaveFailed(1, "The disk is full"),
                HeldElsewhere("none", "a window"),
                BackupFailed("No"),
            )
        )
        self._post(StoreSpoke(told))
        return type(told).__name__
