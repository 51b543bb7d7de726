"""The paths for votes: a form casts a ballot, the script fetches the part of the page about the vote."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from breakout_tui.domain.ballots import Ballot
from breakout_tui.domain.phone_votes import UNCLEAR, VoteSort
from breakout_tui.hub.guard import PHONE_PATH
from breakout_tui.hub.phone_answers import STATUS, home, html, join_first, language_of, wants_json
from breakout_tui.hub.phone_form import field, form_of
from breakout_tui.hub.phone_refusal import FloorRefused, PhoneRefusal
from breakout_tui.hub.phone_rendering import PhoneRendering
from breakout_tui.hub.phone_room import PhoneRoom
from breakout_tui.hub.phone_texts import refusal_words
from breakout_tui.hub.phone_vote_texts import script_words, state_of

VOTE_PATH = f"{PHONE_PATH}/vote"
_NUMBER = re.compile(r"[0-9]{1,9}")
_ANSWERS = frozenset(map(str, range(UNCLEAR + 1)))

Who = Callable[[Request], Awaitable[tuple[PhoneRoom, str] | None]]
"""The room and the device that asks."""


def vote_news(room: PhoneRoom) -> dict[str, object]:
    """What the stream tells: which vote is in sight, and which edition of it; each page fetches what it does not have."""
    vote = None if room.sheet is None else room.sheet.vote
    return {"id": "" if vote is None else vote.id, "state": state_of(vote), "edition": room.vote_number}


class PhoneVotePages:
    """Part of the pages of phones."""

    def __init__(self, who: Who, rendering: PhoneRendering) -> None:
        self._who = who
        self._rendering = rendering
        self.routes = [
            Route(VOTE_PATH, self._back, methods=["GET"]),
            Route(VOTE_PATH, self._cast, methods=["POST"]),
            Route(f"{VOTE_PATH}/sheet", self._sheet, methods=["GET"]),
        ]

    async def _back(self, request: Request) -> Response:
        """The address of the form was opened, not the form sent."""
        return RedirectResponse(home(language_of(request)), 303)

    async def _sheet(self, request: Request) -> Response:
        if (who := await self._who(request)) is None:
            return PlainTextResponse("Join first.\n", 401)
        return html(request, await self._rendering.vote(*who, language_of(request)))

    async def _cast(self, request: Request) -> Response:
        if (who := await self._who(request)) is None:
            return join_first(request)
        room, device_id = who
        form = await form_of(request)
        language = language_of(request, form)
        words = script_words(language.say)
        try:
            ballot = ballot_of(form, room)
            await room.cast(field(form, "vote"), device_id, ballot)
        except FloorRefused as refused:
            refusal, status = refused.refusal, STATUS.get(refused.refusal, 409)
            said = refusal_words(refusal, language.say, refused.left)
            if wants_json(request):
                told = {
                    "refused": refusal.value,
                    "said": said,
                    "passes": refusal.passes,
                    "left": refused.left,
                }
                return JSONResponse(told, status)
            return html(request, self._rendering.answer(language, said), status)
        said = words["sent" if any(ballot) else "back"]
        if wants_json(request):
            return JSONResponse({"voted": any(ballot), "said": said})
        return html(request, self._rendering.answer(language, said))


def ballot_of(form: FormData, room: PhoneRoom) -> Ballot:
    """What a form says of each place of its vote; nothing for one that is absent. Raises FloorRefused."""
    session = room.shown.copy.session
    vote = None if session is None else session.phone_votes.get(field(form, "vote"))
    if vote is None:
        raise FloorRefused(PhoneRefusal.VOTE_CLOSED)
    found = []
    for place in range(len(vote.subjects)):
        said = field(form, f"p{place}") or "0"
        is_answer = vote.sort is VoteSort.RANK or said in _ANSWERS
        if not (_NUMBER.fullmatch(said) and is_answer):
            raise FloorRefused(PhoneRefusal.UNREADABLE)
        found.append(int(said))
    return tuple(found)
