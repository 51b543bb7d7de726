"""The organiser's terminal and a hub: asks once a second what has changed, and tells what is silenced, written and taken.

A thread of its own does all of it; the screen looks at ``standing``. A hub that is away is asked again, ever less often, at most every
five seconds.
"""

from __future__ import annotations

import http.client
import ssl
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import urlencode

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import JsonNewer, JsonRefused
from breakout_tui.domain.message_form import MessageForm
from breakout_tui.domain.organiser_link import OVERVIEW_PATH, OrganiserLink
from breakout_tui.domain.overview import merged
from breakout_tui.domain.overview_source import OverviewContact, OverviewStanding
from breakout_tui.domain.room_card import RoomCard
from breakout_tui.domain.room_findings import RoomFinding, SilencedFinding
from breakout_tui.link.hub_exchange import Connect
from breakout_tui.link.kept_connection import CUT, KeptConnection
from breakout_tui.link.link_thread import LinkThread
from breakout_tui.link.pinned_connection import OtherCertificate, connection_to
from breakout_tui.overview_protocol import form_pairs, read_notes_text, read_overview

T = TypeVar("T")

LONGEST = 32 << 20
"""Bytes of an answer: that of some thousand rooms."""
_MEANWHILE = "It has changed meanwhile. Look again."


@dataclass(frozen=True, slots=True)
class OverviewPatience:
    """How long the thread waits, in seconds."""

    between: float = 1.0
    """Between two questions."""
    step: float = 5.0
    """For a connection, and for an answer."""
    away: tuple[float, ...] = (1.0, 2.0, 5.0)
    """Between two attempts while the hub does not answer; the last one for all further ones."""
    refused: float = 10.0
    """Between two attempts while it does not know the code."""


class _Failed(Exception):
    def __init__(self, contact: OverviewContact, reason: str) -> None:
        super().__init__(reason)
        self.contact = contact
        self.reason = reason


class OverviewLink:
    """Implements ``domain.overview_source.OverviewSource``; ``link`` has an address."""

    def __init__(
        self,
        link: OrganiserLink,
        clock: Clock,
        *,
        patience: OverviewPatience | None = None,
        connect: Connect = connection_to,
    ) -> None:
        self.standing = OverviewStanding()
        self._link = link
        self._clock = clock
        self._patience = patience or OverviewPatience()
        patient, fingerprint = self._patience.step, link.code.fingerprint
        self._connection = KeptConnection(lambda url: connect(url, fingerprint, patient), patient, LONGEST)
        self._edition = ""
        self._wanted = ""
        """The room whose notes are followed."""
        self._orders: deque[tuple[str, Sequence[tuple[str, str]]]] = deque()
        self._failures = 0
        self._thread = LinkThread("overview link", self._run)

    # Called by the screen; none of these waits

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """End soon."""
        self._thread.close()

    def look_now(self) -> None:
        """Ask the hub at once."""
        self._thread.wake()

    def read_notes_of(self, room_id: str) -> None:
        """Follow the notes of this room; empty for none."""
        self._wanted = room_id
        self._thread.wake()

    def silence(self, card: RoomCard, finding: RoomFinding, reason: str) -> None:
        """Silence a finding for this reason."""
        form = {"room": card.id, "code": finding.code, "seen": finding.seen, "reason": reason}
        self._order("silence", *form.items())

    def show_again(self, card: RoomCard, silenced: SilencedFinding) -> None:
        """Show a finding again."""
        self._order("show", ("room", card.id), ("code", silenced.finding.code))

    def take_call(self, call_id: str) -> None:
        """The organiser goes to the room that calls."""
        self._order("take", ("call", call_id))

    def close_call(self, call_id: str) -> None:
        """A call is dealt with."""
        self._order("close", ("call", call_id))

    def write(self, form: MessageForm) -> None:
        """Send a message to rooms, with the key that it has."""
        self._order("write", *form_pairs(form))

    def withdraw(self, message_id: str) -> None:
        """Take a message back."""
        self._order("withdraw", ("message", message_id))

    def _order(self, what: str, *pairs: tuple[str, str]) -> None:
        self._orders.append((what, pairs))
        self._thread.wake()

    # On the thread

    def _run(self) -> None:
        while not self._thread.is_closing:
            self._thread.look()
            try:
                self._ask()
            except _Failed as failed:
                self._fails(failed)
            except Exception as error:  # noqa: BLE001 - the thread must outlive every failure, and try again
                self._fails(_Failed(OverviewContact.AWAY, type(error).__name__))
            else:
                self._failures = 0
                self._thread.wait_for_news(self._patience.between)
        self._connection.close()

    def _fails(self, failed: _Failed) -> None:
        self._failures += 1
        self._connection.close()
        self.standing = replace(self.standing, contact=failed.contact, reason=failed.reason)
        pauses = self._patience.away
        is_away = failed.contact in (OverviewContact.AWAY, OverviewContact.OTHER_CERTIFICATE)
        pause = pauses[min(self._failures, len(pauses)) - 1] if is_away else self._patience.refused
        self._thread.wait_for_news(pause)

    def _ask(self) -> None:
        """Tell what waits to be told, then ask for what is new. Raises _Failed."""
        said = self.standing.said
        while self._orders:
            what, form = self._orders[0]
            status, text = self._answer("POST", f"/{what}", urlencode(form).encode())
            self._orders.popleft()
            said = (
                ""
                if status == 204
                else _MEANWHILE
                if status == 409 and what in ("silence", "show")
                else text.decode(errors="replace").strip()
            )
        before = self._clock.read()
        status, text = self._answer("GET", f"/data?since={self._edition}")
        after = self._clock.read()
        if status != 200:
            raise _Failed(OverviewContact.AWAY, f"what answers there is no hub (status {status})")
        news = self._read(lambda: read_overview(text))
        self._edition = news.edition
        notes = self.standing.notes
        if (wanted := self._wanted) != (notes.room_id if notes is not None else ""):
            notes = None
        if wanted:
            since = "" if notes is None else notes.edition
            status, text = self._answer("GET", f"/room/{wanted}/data?since={since}")
            if status == 200:
                notes = self._read(lambda: read_notes_text(text))
        self.standing = OverviewStanding(
            OverviewContact.ON,
            after.wall,
            cards=merged(self.standing.cards, news),
            offset=news.now - (before.since_boot + after.since_boot) / 2,
            notes=notes,
            said=said,
            mail=self.standing.mail if news.mail is None else news.mail,
        )

    def _read(self, reading: Callable[[], T]) -> T:
        try:
            return reading()
        except JsonNewer as error:
            raise _Failed(OverviewContact.NEWER, "update breakout-tui on this computer") from error
        except JsonRefused as error:
            raise _Failed(OverviewContact.AWAY, "what answers there is no hub") from error

    def _answer(self, method: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
        """The status and the text of an answer. Raises _Failed where there is none, or the hub refuses to give one."""
        try:
            status, text = self._requested(method, OVERVIEW_PATH + path, body)
        except OtherCertificate as error:
            raise _Failed(OverviewContact.OTHER_CERTIFICATE, str(error)) from error
        except ssl.SSLCertVerificationError as error:
            reason = "this computer does not trust the certificate"
            raise _Failed(OverviewContact.OTHER_CERTIFICATE, reason) from error
        except TimeoutError as error:
            raise _Failed(OverviewContact.AWAY, "it takes too long to answer") from error
        except OSError as error:
            raise _Failed(OverviewContact.AWAY, (error.strerror or "").lower()) from error
        except (http.client.HTTPException, ValueError) as error:
            raise _Failed(OverviewContact.AWAY, "what answers there is no hub") from error
        if status == 401:
            raise _Failed(OverviewContact.REFUSED, "")
        if status >= 500:
            raise _Failed(OverviewContact.AWAY, f"it can't read its database now (status {status})")
        return status, text

    def _requested(self, method: str, path: str, body: bytes) -> tuple[int, bytes]:
        """As the connection answers; one that the hub has closed meanwhile is made again, once."""
        headers = {"Authorization": f"Bearer {self._link.code.secret}", "Accept": "application/json"}
        if body:
            headers |= {"Origin": self._link.url, "Content-Type": "application/x-www-form-urlencoded"}
        was_open = self._connection.is_open
        try:
            return self._connection.request(self._link.url, method, path, body, headers)
        except CUT:
            if not was_open:
                raise
            self._connection.close()
            return self._connection.request(self._link.url, method, path, body, headers)
