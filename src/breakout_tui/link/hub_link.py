"""The room's link to a hub: brings what the room's file has of the open session to the hub, and back what the hub says of it.

A thread of its own does all of it; the window only says that something was saved. Nothing is queued, and nothing is remembered on the disk:
the hub says what it has, the file says what that lacks, and after an hour away this is one request. A hub that is hung, gone or full keeps
this thread waiting, never the window.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from uuid import uuid4

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.floor_exchange import FloorNews
from breakout_tui.domain.hub_address import HubPlace, is_clear
from breakout_tui.domain.hub_standing import HubContact, HubStanding
from breakout_tui.domain.mail_exchange import RoomNews
from breakout_tui.domain.records import Draft
from breakout_tui.domain.shown_card import ShownCard
from breakout_tui.domain.versions import Erasure
from breakout_tui.hub_protocol import HubAnswer, HubUpdate, Part, RoomChanges
from breakout_tui.link.beside_session import BesideSession
from breakout_tui.link.earlier_sessions import EarlierSessions
from breakout_tui.link.hub_exchange import Connect, HubExchange, HubFailure, HubPatience
from breakout_tui.link.known_session import KnownSession
from breakout_tui.link.link_thread import LinkThread
from breakout_tui.link.pinned_connection import connection_to
from breakout_tui.link.room_floor_box import FloorBox
from breakout_tui.link.room_mailbox import RoomMailbox
from breakout_tui.link.sendable_file import SendableFile

_ATTEMPTS = 3
"""How often a session is sent in one turn: as a part, as a whole, and once more where the hub was restored meanwhile."""


class HubLink:
    """Implements ``domain.hub_standing.HubSending``.

    ``erased`` gets what was erased elsewhere, on the thread of the link: again at each answer of the hub until it returns without an error,
    and then no more. Messages and calls for help are in ``mail``; what phones send to the hub is stored in ``floor``.
    """

    def __init__(
        self,
        place: HubPlace,
        file: SendableFile,
        clock: Clock,
        laptop: str,
        *,
        erased: Callable[[Sequence[Erasure]], None] = lambda _: None,
        mail: RoomMailbox | None = None,
        floor: FloorBox | None = None,
        patience: HubPatience | None = None,
        connect: Connect = connection_to,
    ) -> None:
        self.standing = HubStanding(HubContact.CONNECTING, clock.read().wall, place.urls[0])
        self._file = file
        self._clock = clock
        self._laptop = laptop
        self._erased = erased
        self._patience = patience or HubPatience()
        self._exchange = HubExchange(place, self._patience, connect)
        self._earlier = EarlierSessions(self._exchange, file, clock, laptop)
        self._id = uuid4().hex
        self._offers: deque[str | None] = deque()
        self._takes_over = ""
        self._card: ShownCard | None = None
        self._sessions: list[str | None] = []
        """The one that was offered last is the last one; those before it are not up to date at the hub."""
        self._known: dict[str, KnownSession] = {}
        self._erasures: dict[str, Erasure] = {}
        """Those that the hub has told, by id."""
        self._known_erasures: set[str] = set()
        """The ids of those that the file has, or that were taken when they were passed on."""
        self._failures = 0
        """Since the last answer."""
        self._thread = LinkThread("hub link", self._run)
        self._beside = BesideSession(mail, floor, self._thread.wake)
        self._may_be_read = any(is_clear(url) for url in place.urls)
        """Whether somebody on the network can read what is sent to an address of the hub."""
        self._is_anonymous: dict[str, bool] = {"": False}
        """By session, once that is known."""

    # Called by the window; none of these waits, except for ``close``

    def offer(self, session_id: str | None) -> None:
        """Something of this session was saved. One that was offered before is brought up to date first.

        Empty while none is open. After None this window says goodbye and sends nothing until it offers something again.
        """
        self._offers.append(session_id)
        self._thread.wake()
        self._thread.start()

    def take_over(self, session_id: str) -> None:
        """This computer has taken this session over from the one that sent it before."""
        self._takes_over = session_id
        self._thread.wake()

    def show_card(self, card: ShownCard | None) -> None:
        """Show a card of the report-back in place of what is now; None takes it back."""
        if card != self._card:
            self._card = card
            self._thread.wake()

    def close(self) -> None:
        """Send the last of it and say goodbye; waits for that only while the hub answers."""
        self._thread.close()
        if self.standing.contact in (HubContact.ON, HubContact.TAKEN_OVER):
            self._thread.join(self._patience.goodbye)

    # On the thread

    def _run(self) -> None:
        while not self._thread.is_closing:
            self._thread.look()
            failure = self._bring_up_to_date()
            if failure is None:
                is_open, patience = self._beside.is_floor_open, self._patience
                if self._thread.wait_for_news(patience.floor if is_open else patience.heartbeat):
                    self._thread.wait(self._patience.settling)
            elif failure.contact in (HubContact.AWAY, HubContact.OTHER_CERTIFICATE):
                pauses = self._patience.away
                self._thread.wait(pauses[min(self._failures, len(pauses)) - 1])
            else:
                self._thread.wait(self._patience.refused)
        if not self._failures:
            self._bring_up_to_date()
            self._exchange.say_goodbye(self._id)
        self._exchange.close()

    def _bring_up_to_date(self) -> HubFailure | None:
        """Send what the hub lacks; gives why that could not be done."""
        try:
            while self._offers:
                offered = self._offers.popleft()
                before = (each for each in self._sessions if each and each != offered)
                self._sessions = [*before, offered]
            while len(self._sessions) > 1:
                self._send_news(self._sessions[0] or "")
                del self._sessions[0]
            if self._sessions[0] is None:
                self._exchange.say_goodbye(self._id)
                self._stand(HubContact.NONE)
                self._beside.lost()
            else:
                self._send_news(self._sessions[0])
                if self._sessions[0] and not self._thread.is_closing:
                    self._send_earlier(self._sessions[0])
        except HubFailure as failure:
            return self._failed(failure)
        except Exception as error:  # noqa: BLE001 - the thread must outlive every failure, and try again
            reason = f"the session can't be sent as it is in the file ({type(error).__name__})"
            return self._failed(HubFailure(HubContact.REFUSED, reason))
        self._failures = 0
        return None

    def _send_earlier(self, open_id: str) -> None:
        """One of the sessions that were closed while the hub was away, which is nothing that the window has to be told of."""
        with suppress(HubFailure):
            found = self._earlier.send_next([open_id])
            self._erasures.update((each.id, each) for each in found)

    def _failed(self, failure: HubFailure) -> HubFailure:
        self._failures += 1
        self._beside.lost()
        self._earlier.look_again()
        self._stand(failure.contact, reason=failure.reason)
        return failure

    def _send_news(self, session_id: str) -> None:
        """Bring the hub up to date with one session; if it is, ask whether it still is. Raises HubFailure."""
        known = self._known.get(session_id)
        has_asked = known is None
        if known is None:
            known = KnownSession().after_asking(self._send(session_id).taken)
        for _ in range(_ATTEMPTS):
            changes = self._changes(session_id, known)
            part = None if changes is None else known.part_of(changes)
            if changes is not None and (part is not None or known.lacks_draft(changes)):
                known = known.after_sending(changes, self._send(session_id, changes, part, known).taken)
                is_done = known != KnownSession()
            else:
                if changes is not None:
                    known = known.unchanged(changes)
                before = known
                if not has_asked:
                    known = known.after_asking(self._send(session_id).taken)
                is_done = known.mark == before.mark
            self._known[session_id], has_asked = known, True
            if is_done:
                if session_id:
                    self._pass_erasures_on()
                return
        raise HubFailure(HubContact.REFUSED, "it asks for the session again and again")

    def _changes(self, session_id: str, known: KnownSession) -> RoomChanges | None:
        """What the file has and the hub lacks. A file that can't be read now is the business of the window, which says so."""
        if not session_id:
            return None
        try:
            changes = self._file.read(session_id, known.knowledge, since=known.mark)
        except StoreError:
            return None
        if changes is not None:
            self._is_anonymous[session_id] = changes.is_anonymous
            self._known_erasures.update(each.id for each in changes.part.state.erasures)
        return changes

    def _send(
        self,
        session_id: str,
        changes: RoomChanges | None = None,
        part: Part | None = None,
        known: KnownSession | None = None,
    ) -> HubAnswer:
        """One update and its answer. Raises HubFailure, also where the hub refuses it."""
        takes_over = bool(session_id) and self._takes_over == session_id
        draft: Draft | None = None
        has_draft = False
        if changes is not None and known is not None and known.lacks_draft(changes):
            draft, has_draft = changes.draft, True
        update = HubUpdate(
            self._id,
            self._laptop,
            session_id,
            self._clock.read(),
            part,
            draft,
            has_draft,
            takes_over,
            self._card,
            *self._news(session_id),
        )
        answer = self._exchange.send(update, is_private=changes is not None and changes.is_anonymous)
        self._beside.hear(update, answer.taken)
        self._hear(answer)
        if takes_over:
            self._takes_over = ""
        return answer

    def _news(self, session_id: str) -> tuple[RoomNews | None, FloorNews | None]:
        """What goes with an update of what people have typed or sent: nothing in clear beside an anonymous session."""
        if self._may_be_read and self._is_anonymous.get(session_id, True):
            return None, None
        return self._beside.news(is_open_session=session_id == self._sessions[-1])

    def _hear(self, answer: HubAnswer) -> None:
        """Keep what the hub says. Raises HubFailure where it refuses the update."""
        taken = answer.taken
        self._erasures.update((each.id, each) for each in taken.erasures)
        contact = HubContact.ON
        if taken.is_taken_over:
            contact = HubContact.TAKEN_OVER
        elif taken.refusal:
            contact = HubContact.REFUSED
        self._stand(contact, answer, taken.refusal)
        if taken.refusal:
            raise HubFailure(contact, taken.refusal)

    def _stand(self, contact: HubContact, answer: HubAnswer | None = None, reason: str = "") -> None:
        before = self.standing
        since = before.since if before.contact is contact else self._clock.read().wall
        told = replace(before, contact=contact, since=since, url=self._exchange.url, reason=reason)
        if answer is not None:
            told = replace(
                told,
                room=answer.room,
                other_laptop=answer.taken.other_laptop,
                other_since=answer.taken.other_since,
                code=answer.code,
                addresses=answer.addresses,
            )
        if told != before:
            self.standing = told

    def _pass_erasures_on(self) -> None:
        """Those that the file does not have, until they are erased there, which is no business of the hub."""
        new = [each for key, each in self._erasures.items() if key not in self._known_erasures]
        if new:
            try:
                self._erased(new)
            except Exception:  # noqa: BLE001 - it is tried again at the next answer of the hub
                return
            self._known_erasures.update(each.id for each in new)
        self._erasures.clear()
