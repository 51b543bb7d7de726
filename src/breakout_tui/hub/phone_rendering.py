"""The phones' pages as HTML, in the language of each, made of templates in which every text is escaped."""

from __future__ import annotations

import json
import secrets
from typing import NamedTuple

from breakout_tui.domain.code_letters import as_letters, in_groups
from breakout_tui.domain.duration_words import countdown
from breakout_tui.domain.face_time import FaceTime
from breakout_tui.domain.floor import LONGEST_STATEMENT
from breakout_tui.domain.held_statements import HeldStatement
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.hub import phone_texts
from breakout_tui.hub.pages import Pages
from breakout_tui.hub.phone_asking import asked_by
from breakout_tui.hub.phone_asking_texts import asking_words
from breakout_tui.hub.phone_countries import countries
from breakout_tui.hub.phone_languages import Language
from breakout_tui.hub.phone_room import PhoneRoom
from breakout_tui.hub.phone_vote_texts import vote_words
from breakout_tui.hub.said_pages import SaidPages

RESULTS = 200
"""Statements in the list of what became of them, for phones without a script."""


class Written(NamedTuple):
    """What was written in the form, to be written on."""

    text: str = ""
    kind: str = ""
    country: str = ""
    problem: str = ""
    """Why it was not taken."""


NOTHING = Written()


class PhoneRendering(SaidPages):
    """Renders for one server."""

    def __init__(self, pages: Pages) -> None:
        super().__init__(pages, "phone_join.html")

    async def page(
        self,
        room: PhoneRoom,
        device_id: str,
        language: Language,
        *,
        is_secret: bool,
        written: Written = NOTHING,
        receipt: str = "",
    ) -> str:
        """The page with what is now, the vote with the ballot of this device, its request to speak, or that of a receipt, and the forms."""
        say = language.say
        face = phone_texts.face_words(room.face, room.closed, say)
        view = room.shown.stage.view
        rule = AttributionRule(face["rule"])
        kinds = [kind for kind, *_ in face["kinds"]]
        chosen = written.kind if written.kind in kinds else next(iter(kinds), "")
        return self._rendered(
            "phone.html",
            language,
            face=face,
            vote=vote_words(room, await room.ballot(device_id), say),
            asking=asking_words(asked_by(room, device_id, receipt), rule, say),
            asking_key=secrets.token_hex(16),
            time=None if view is None else view.time,
            digits="" if view is None or view.time is None else countdown(view.time.left),
            silence=_silence(face["silence"], None if view is None else view.time),
            rule=phone_texts.rule_words(rule, say),
            countries=() if rule is AttributionRule.NONE else countries(language.code),
            chosen=chosen,
            written=written,
            words=json.dumps(phone_texts.script_words(say), ensure_ascii=False),
            is_secret=is_secret,
            most=LONGEST_STATEMENT,
            new_key=secrets.token_hex(16),
            new_secret=secrets.token_hex(16),
        )

    async def vote(self, room: PhoneRoom, device_id: str, language: Language) -> str:
        """The part of the page about the vote."""
        words = vote_words(room, await room.ballot(device_id), language.say)
        return self._rendered("phone_vote.html", language, vote=words)

    def answer(self, language: Language, said: str, receipt: str = "", secret: str = "") -> str:
        """What became of a form; with a receipt it can be withdrawn."""
        shown = short_receipt(receipt) if receipt else ""
        return self._rendered(
            "phone_answer.html", language, said=said, receipt=receipt, shown=shown, secret=secret
        )

    def results(self, room: PhoneRoom, language: Language) -> str:
        """What became of the latest statements, by whomever."""
        rows = [_row(held, language) for held in room.floor.latest(RESULTS)]
        return self._rendered("phone_results.html", language, rows=rows)


def _row(held: HeldStatement, language: Language) -> tuple[str, str]:
    return short_receipt(held.id), phone_texts.outcome_words(held.shown_outcome, held.reference, language.say)


def _silence(ends_at: int | None, time: FaceTime | None) -> str:
    """How long everybody still writes in silence; empty for not at all."""
    return "" if ends_at is None or time is None or time.left <= ends_at else countdown(time.left - ends_at)


def short_receipt(statement_id: str) -> str:
    """A receipt to read and remember: 40 random bits of the id, in groups."""
    return in_groups(as_letters(int(statement_id.replace("-", "")[-10:], 16), 8))
