"""The page of a co-facilitator as HTML, in the language of each, made of templates in which every text is escaped."""

from __future__ import annotations

import json
import secrets
from hashlib import sha256
from typing import Any

from breakout_tui.domain.co_floor import CoList, CoStatement
from breakout_tui.domain.duration_words import countdown
from breakout_tui.domain.floor import LONGEST_STATEMENT
from breakout_tui.domain.kinds import GLYPHS, Kind
from breakout_tui.domain.phone_face import KindChoice
from breakout_tui.hub.co_room import CoRoom
from breakout_tui.hub.co_texts import refused_words, script_words
from breakout_tui.hub.pages import Pages
from breakout_tui.hub.phone_languages import Language, Say
from breakout_tui.hub.phone_texts import face_words, kind_words
from breakout_tui.hub.said_pages import SaidPages


class CoRendering(SaidPages):
    """Renders for one room."""

    def __init__(self, pages: Pages) -> None:
        super().__init__(pages, "co_join.html")

    def page(
        self, room: CoRoom, language: Language, *, is_secret: bool, said: str = "", unsent: str = ""
    ) -> str:
        """The page with what is now and what waits; ``said`` is what became of a form, ``unsent`` its words that were not taken."""
        view = room.phones.shown.stage.view
        time = None if view is None else view.time
        return self._rendered(
            "co_page.html",
            language,
            face=face_words(room.phones.face, None, language.say),
            time=time,
            digits="" if time is None else countdown(time.left),
            said=said,
            unsent=unsent,
            words=json.dumps(script_words(language.say), ensure_ascii=False),
            is_secret=is_secret,
            **_listed(room, language.say),
        )

    def listed(self, room: CoRoom, language: Language) -> str:
        """The part of the page with what waits."""
        return self._rendered("co_list.html", language, **_listed(room, language.say))


def _listed(room: CoRoom, say: Say) -> dict[str, Any]:
    listed, closed = room.listed or CoList(""), room.closed
    kinds = [_kind(each.kind, each.label, say) for each in listed.kinds]
    marks = {value: (word, glyph) for value, word, glyph in kinds}
    return {
        "closed": "" if closed is None else refused_words(closed, say),
        "waiting": listed.waiting,
        "hidden": max(0, listed.waiting - len(listed.statements)),
        "rows": [_row(each, listed, marks, say, is_aside=False) for each in listed.statements],
        "aside": [_row(each, listed, marks, say, is_aside=True) for each in listed.aside],
        "notes": listed.notes,
        "kinds": kinds,
        "most": LONGEST_STATEMENT,
    }


def _row(
    each: CoStatement, listed: CoList, marks: dict[str, tuple[str, str]], say: Say, *, is_aside: bool
) -> dict[str, Any]:
    word, glyph = marks.get(each.kind) or _kind(each.kind, "", say)[1:]
    is_magnified = each.id == listed.magnified
    seen = f"{each}{is_magnified}{is_aside}{list(marks)}"
    return {
        "of": each,
        "word": word,
        "glyph": glyph,
        "is_magnified": is_magnified,
        "is_aside": is_aside,
        "edition": sha256(seen.encode()).hexdigest()[:12],
        "key": secrets.token_hex(16),
    }


def _kind(value: str, label: str, say: Say) -> tuple[str, str, str]:
    """The value of a kind, its word and its glyph; of one that this program does not know, the value alone."""
    kind = next((each for each in Kind if each.value == value), None)
    if kind is None:
        return value, label or value, GLYPHS[Kind.PARKED]
    return kind_words(KindChoice(kind, label), say)
