"""Speaker offers: requests to speak that came from phones, as the list of speakers shows them, and what the facilitator does with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breakout_tui.domain import commands as c
from breakout_tui.domain.floor import SpeakingRequest
from breakout_tui.domain.speaker_records import SpeakerSource
from breakout_tui.domain.speaking_requests import Place, places, that_wait
from breakout_tui.domain.text import plural
from breakout_tui.tui.error_text import ScreenRefused
from breakout_tui.tui.muting import turn_muted
from breakout_tui.tui.speaker_words import row_words
from breakout_tui.tui.widgets.speaker_list import SpeakerRow

if TYPE_CHECKING:
    from breakout_tui.domain.room_floor import RoomFloor
    from breakout_tui.tui.actions.room import Room

UNNAMED = "A delegate"
_FROM = "asks from a phone"


class SpeakerOffers:
    """Those of the session that ``room`` has. Each act gives the words to show; empty where there are none of its own."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._refused: list[str] = []
        """Those that were refused here since anything else was done, the last one last."""

    @property
    def _floor(self) -> RoomFloor | None:
        try:
            floor = self._room.shell.floor().floor
        except ScreenRefused:
            return None  # this window shares nothing
        return floor if floor.has(self._room.session) else None

    @property
    def waiting(self) -> tuple[SpeakingRequest, ...]:
        """Those that wait, in the order in which they came."""
        floor = self._floor
        return () if floor is None else that_wait(floor.requests, self._room.session)

    def one(self, request_id: str) -> SpeakingRequest | None:
        """The request of this id, if it waits."""
        return next((each for each in self.waiting if each.id == request_id), None)

    def rows(self) -> list[SpeakerRow]:
        """Who waits, with the requests where each would come."""
        session, floor, found = self._room.session, self._floor, []
        place = 0
        for each in places(() if floor is None else floor.requests, session):
            place += each.waits is not None
            found.append(_row(each, place, "" if each.waits is None else row_words(session, each.waits)))
        return found

    # Acts

    def forget(self) -> None:
        """Something else was done: undo is about that."""
        self._refused = []

    def take(self, request: SpeakingRequest) -> None:
        """Put it on the list, as it says; a refusal is shown as any other."""
        self.forget()
        self._room.do(
            c.AskToSpeak(request.country, origin=SpeakerSource.PHONE, request_id=request.id, adds_names=True)
        )

    def take_all(self) -> str:
        """Put all that wait on the list, in the order in which they came; those that can't be stay."""
        for each in self.waiting:
            self.take(each)
        left = len(self.waiting)
        return f"{plural(left, 'request')} stayed" if left else ""

    def refuse(self, request: SpeakingRequest) -> str:
        """Leave it out; the phone says so, and can ask again."""
        if (floor := self._floor) is None:
            return ""
        floor.set_aside([request.id])
        self._refused.append(request.id)
        return "Refused; the phone is told · Ctrl+Z undoes it"

    def mute(self, request: SpeakingRequest) -> str:
        """Mute the phone that sent it for ten minutes, or no longer."""
        if (floor := self._floor) is None:
            return ""
        return turn_muted(floor.door, request)

    def undo(self) -> bool:
        """Let what was refused last wait again; False if that was not the last thing done here."""
        floor = self._floor
        if floor is None or not self._refused:
            return False
        floor.bring_back([self._refused.pop()])
        return True


def _row(place: Place, number: int, about: str) -> SpeakerRow:
    if place.waits is not None:
        return SpeakerRow(place.waits.speaker.id, place.waits.label, about, number)
    assert place.request is not None
    return SpeakerRow(place.request.id, place.request.country or UNNAMED, _FROM, 0)
