"""The organiser's pages, and the pieces of them that the streams send; every text is escaped."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime

from breakout_tui.domain.duration_words import countdown
from breakout_tui.domain.hub_messages import LONGEST_MESSAGE, MOST_MINUTES
from breakout_tui.domain.hub_organisers import Organiser
from breakout_tui.domain.kinds import GLYPHS
from breakout_tui.domain.message_form import MessageForm
from breakout_tui.domain.organiser_mail import OrganiserMail, kind_words, tally_of, value_words
from breakout_tui.domain.overview import CardChoice, Overview, figures_of, heading_of, searched, themes_of
from breakout_tui.domain.room_card import RoomCard
from breakout_tui.domain.room_findings import LONGEST_REASON
from breakout_tui.domain.room_notes import ReadNote, RoomNotes
from breakout_tui.domain.text import by_numbers
from breakout_tui.hub.pages import Pages


def new_key() -> str:
    """The key of a message that is still to be written."""
    return secrets.token_hex(16)


class OverviewRendering:
    """``pages`` has the templates. ``now`` is always the hub's clock, in seconds since its boot."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def entrance(self, *, is_wrong: bool = False, is_late: bool = False) -> str:
        """The page that asks for the code."""
        return self._pages.rendered("overview_entrance.html", is_wrong=is_wrong, is_late=is_late)

    def overview(self, overview: Overview, choice: CardChoice, organiser: Organiser) -> str:
        """The page of all rooms; ``overview`` is all of it. Cards that are not chosen are in it, and hidden."""
        cards, now = overview.cards, overview.now
        mail = overview.mail or OrganiserMail()
        return self._pages.rendered(
            "overview.html",
            cards=[(card.id, self.card(card, now), choice.has(card)) for card in cards],
            choice=choice,
            organiser=organiser,
            edition=overview.edition,
            now=round(now * 1000),
            wall=overview.wall,
            shown=sum(map(choice.has, cards)),
            waiting=mail.waiting,
            **self._writing(MessageForm(new_key()), cards),
            **self.mail(mail, now, overview.wall),
            **self.head(cards),
        )

    def mail(self, mail: OrganiserMail, now: float, wall: datetime) -> dict[str, object]:
        """The pieces of the calls for help and of the messages, and what is said of them; a piece of none is empty."""
        return {
            "calls": self._pages.rendered("overview_calls.html", calls=mail.calls, now=now),
            "sent": self._pages.rendered(
                "overview_messages.html",
                messages=mail.messages,
                zone=wall.tzinfo,
                kind_words=kind_words,
                value_words=value_words,
                tally_of=tally_of,
            ),
            "calling": mail.waiting_words,
        }

    def write(self, overview: Overview, form: MessageForm, organiser: Organiser, problem: str = "") -> str:
        """The page on which a message is written, with what is wrong with it."""
        return self._pages.rendered(
            "overview_write.html",
            organiser=organiser,
            **self._writing(form, overview.cards, problem),
            **self.mail(overview.mail or OrganiserMail(), overview.now, overview.wall),
        )

    def _writing(self, form: MessageForm, cards: Iterable[RoomCard], problem: str = "") -> dict[str, object]:
        rooms = sorted(((card.name, card.id) for card in cards), key=lambda each: (by_numbers(each[0]), each))
        return {
            "form": form,
            "rooms": rooms,
            "problem": problem,
            "longest_text": LONGEST_MESSAGE,
            "most_minutes": MOST_MINUTES,
        }

    def head(self, cards: Iterable[RoomCard]) -> dict[str, object]:
        """What is said of all rooms together."""
        every = tuple(cards)
        figures = figures_of(every)
        return {
            "heading": heading_of(every),
            "figures": figures.words,
            "graded": figures.graded_words,
            "themes": themes_of(every),
        }

    def card(self, card: RoomCard, now: float, *, is_alone: bool = False) -> str:
        """The card of a room; ``is_alone`` on the page of its notes."""
        time = card.time
        return self._pages.rendered(
            "overview_card.html",
            card=card,
            time=time,
            digits="" if time is None else countdown(time.left_at(now)),
            done=0 if time is None else round(100 * time.done_at(now), 1),
            is_over=time is not None and time.left_at(now) < 0,
            heard=card.heard_words(now),
            noted=card.noted_words(now),
            searched=searched(card),
            glyphs=GLYPHS,
            longest=LONGEST_REASON,
            is_alone=is_alone,
        )

    def room(self, card: RoomCard, notes: RoomNotes, organiser: Organiser, now: float) -> str:
        """The page of a room with its notes."""
        return self._pages.rendered(
            "overview_room.html",
            card=card,
            card_piece=self.card(card, now, is_alone=True),
            notes=[(note.reference, self.note(note)) for note in notes.notes],
            organiser=organiser,
            now=round(now * 1000),
        )

    def note(self, note: ReadNote) -> str:
        """One statement."""
        return self._pages.rendered("overview_note.html", note=note, glyph=GLYPHS[note.kind])
