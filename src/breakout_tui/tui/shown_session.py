"""Shown session: what leaves this window for displays in browsers and for the hub: each saved state of its open session, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from breakout_tui.tui.floor_line import FloorLine
from breakout_tui.tui.magnified import Magnified
from breakout_tui.tui.open_session import OpenSession
from breakout_tui.tui.vote_line import VoteLine

# Nothing of it runs before the first paint.
if TYPE_CHECKING:
    from breakout_tui.domain.clock import Reading
    from breakout_tui.domain.hub_standing import HubSending
    from breakout_tui.domain.room_floor import RoomFloor
    from breakout_tui.domain.room_mail import RoomMail
    from breakout_tui.domain.session_state import Session
    from breakout_tui.domain.sharing import Sharing
    from breakout_tui.domain.shown_card import ShownCard
    from breakout_tui.tui.co_work import CoWork
    from breakout_tui.tui.session_controller import SessionController
    from breakout_tui.tui.widgets.line import Part


class ShownSession:
    """Offers the session to ``sharing``, and tells ``hub`` that it was saved, as far as there are such.

    ``look`` is called whenever something was saved, and at each beat, so that it also finds a session that was opened, closed
    or taken over. Most times nothing has changed.
    """

    def __init__(
        self,
        opened: OpenSession,
        sharing: Sharing | None,
        read_clock: Callable[[], Reading],
        hub: HubSending | None = None,
    ) -> None:
        self._opened = opened
        self._read_clock = read_clock
        self._notice_id: str | None = None
        self._sharing = sharing
        self._hub = hub
        self._told_hub: tuple[Session | None, str | None] = (None, None)
        self._has_begun = False
        self.magnified = Magnified(self._show_on_displays)
        """The statement of the floor that the displays show large."""
        self._floor_line = FloorLine()
        self._vote_line = VoteLine()
        self._co_work: CoWork | None = None
        """None before the first co-facilitator."""
        self._offered: Session | None = None
        self._joins = 0
        """Of the door, as it was seen last."""

    def begin(self) -> None:
        """After the first paint: offer from now on."""
        self._has_begun = True
        self.look()

    def look(self) -> None:
        """Offer the session as it is saved, if that is another state than the last one."""
        if not self._has_begun or (self._sharing is None and self._hub is None):
            return
        session = self._saved
        is_new = session is not self._offered
        self._offered = session
        if self._sharing is not None:
            if is_new:
                self._sharing.offer(session)
            self._look_at_floor(self._sharing, session)
        if self._hub is not None:
            self._look_at_hub(self._hub, session)

    def _look_at_floor(self, sharing: Sharing, session: Session | None) -> None:
        """Show how much waits in the floor."""
        live, controller = self._opened.ready, self._opened.controller
        statements = () if sharing.floor is None else sharing.floor.statements
        self.magnified.look(None if controller is None else controller.session, statements)
        if live is None or controller is None:
            return
        is_shown = session is not None and not controller.is_preview
        is_magnified, took = bool(self.magnified.id), ""
        floor = sharing.floor if is_shown else None
        if floor is not None:
            self._look_at_votes(floor, controller)
            self._look_at_requests(floor, controller)
            took = self._look_at_co_facilitator(floor, controller)
        floor_parts = self._floor_line.parts(floor, controller.session, is_magnified, took)
        live.room.status.show_floor(self._vote_line.parts(controller.session, floor_parts))

    def _look_at_votes(self, floor: RoomFloor, controller: SessionController) -> None:
        """Record what the servers of the phones have told of votes."""
        joins, self._joins = self._joins, floor.door.joins
        if joins != self._joins:
            self._begin_vote_again(controller)
        told = floor.door.votes
        for vote_id in {count.id for each in told for count in each.votes}:
            vote = controller.session.phone_votes.get(vote_id)
            if vote is None or vote.deleted:
                continue
            from breakout_tui.domain.phone_vote_commands import RecordBallots
            from breakout_tui.domain.told_votes import to_record

            for new in to_record(vote, told):
                controller.do(RecordBallots(new.id, new.ballots, new.is_counted, new.counts, new.part))

    def _begin_vote_again(self, controller: SessionController) -> None:
        """Phones had to join again while they vote: each could vote twice."""
        if controller.session.phone_votes:
            from breakout_tui.domain.phone_vote_commands import RestartVote
            from breakout_tui.domain.vote_sheet import open_votes

            if open_votes(controller.session):
                controller.do(RestartVote())

    def _look_at_requests(self, floor: RoomFloor, controller: SessionController) -> None:
        """Take those off the list of speakers who have taken their request back on the phone."""
        if not floor.requests:
            return
        from breakout_tui.domain.speaker_commands import RecordWithdrawal
        from breakout_tui.domain.speaking_requests import withdrawn_on_list

        for each in withdrawn_on_list(floor.requests, controller.session):
            controller.do(RecordWithdrawal(each))

    def _look_at_co_facilitator(self, floor: RoomFloor, controller: SessionController) -> str:
        """Do what a co-facilitator asks for; what was taken just now."""
        if self._co_work is None:
            if not floor.door.co.is_wanted:
                return ""
            from breakout_tui.tui.co_work import CoWork

            self._co_work = CoWork(self.magnified)
        self._co_work.look(floor, controller, self._opened.countries, self._read_clock())
        return self._co_work.took

    @property
    def has_floor(self) -> bool:
        """Whether this window has the floor of the open session."""
        controller = self._opened.controller
        floor = None if self._sharing is None else self._sharing.floor
        return controller is not None and floor is not None and floor.has(controller.session)

    @property
    def is_voting(self) -> bool:
        """Whether a vote on the phones is open."""
        from breakout_tui.domain.vote_sheet import open_votes

        controller = self._opened.controller
        return controller is not None and bool(open_votes(controller.session))

    def read_floor(self) -> None:
        """What phones sent is read again, because something of it was erased."""
        floor = None if self._sharing is None else self._sharing.floor
        if floor is not None:
            floor.read_again()

    def _look_at_hub(self, hub: HubSending, session: Session | None) -> None:
        """Tell it what was saved, and show how it is with it."""
        controller = self._opened.controller
        is_others = controller is not None and controller.is_read_only
        session_id = None if is_others else ("" if session is None else session.id)
        told, self._told_hub = self._told_hub, (session, session_id)
        if told[0] is not session or told[1] != session_id:
            hub.offer(session_id)
        live = self._opened.ready
        if live is not None:
            from breakout_tui.tui.hub_words import in_short

            mail = hub.mail
            live.room.status.show_hub((*self._call_in_short(mail, hub), *in_short(hub.standing)))
            live.room.mail.show(mail)
        self._look_at_notice(hub.mail)

    def _look_at_notice(self, mail: RoomMail | None) -> None:
        """Tell the displays in browsers which message of the organiser they show; those of the hub know it."""
        if self._sharing is None or mail is None or not mail.messages:
            return
        from breakout_tui.domain.room_mail import on_display
        from breakout_tui.domain.room_notice import RoomNotice

        now = self._read_clock().wall
        message = on_display(mail, now)
        notice_id = None if message is None else message.id
        if notice_id == self._notice_id:
            return
        self._notice_id = notice_id
        left = 0.0 if message is None else (message.expires_at - now).total_seconds()
        self._sharing.show_notice(None if message is None else RoomNotice(message.text, left))

    def _call_in_short(self, mail: RoomMail | None, hub: HubSending) -> tuple[Part, ...]:
        controller = self._opened.controller
        if mail is None or mail.call is None or controller is None:
            return ()
        from breakout_tui.tui.mail_words import call_in_short

        return call_in_short(mail.call, hub.standing.contact, controller.session, controller.read_clock())

    @property
    def mail(self) -> RoomMail | None:
        """The organiser's messages, and the call for help; None without a hub."""
        return None if self._hub is None else self._hub.mail

    @property
    def call_words(self) -> str:
        """How it is with the call for help; empty without one."""
        from breakout_tui.tui.wording import sentence

        parts = () if self._hub is None else self._call_in_short(self._hub.mail, self._hub)
        return sentence(parts[0][0]) if parts else ""

    @property
    def hub_words(self) -> str:
        """How it is with the hub, and what to do."""
        from breakout_tui.domain.hub_standing import NO_HUB
        from breakout_tui.tui.hub_words import in_full

        return in_full(NO_HUB if self._hub is None else self._hub.standing)

    def show_card(self, card: ShownCard | None) -> None:
        """Show a card of the report-back in place of what is now, or of a statement; None takes it back."""
        self.magnified.replaced()
        self._show_on_displays(card)

    def _show_on_displays(self, card: ShownCard | None) -> None:
        for each in (self._sharing, self._hub):
            if each is not None:
                each.show_card(card)

    @property
    def _saved(self) -> Session | None:
        """The latest state that is saved and whole; None if the open session is not this window's to show."""
        controller, offered = self._opened.controller, self._offered
        if controller is None or controller.is_read_only:
            return None
        if controller.is_saved and not controller.is_preview:
            return controller.session
        return offered if offered is not None and offered.id == controller.session.id else None

    @property
    def why_not(self) -> str:
        """Why the displays don't show the open session; empty if they do."""
        controller = self._opened.controller
        if controller is None or not controller.is_read_only:
            return ""
        held = "it is another room's" if controller.is_gathered else "another window has it"
        return f"The displays do not show this session: {held}"

    def close(self) -> None:
        """The window closes. The hub is told when everything is saved, by who opened the window."""
        self._has_begun = False
        if self._sharing is not None:
            self._sharing.close()
