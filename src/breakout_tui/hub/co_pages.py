"""The page of a co-facilitator: to join, to see what waits in the floor, and to ask the room for what is to become of it.

It works without a script, by forms. With one, the page follows the room by a stream.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.co_floor import CoAct, CoVerb
from breakout_tui.domain.floor import statement_text
from breakout_tui.domain.text import clean, clean_line
from breakout_tui.hub.co_rendering import CoRendering
from breakout_tui.hub.co_room import CoRefusal, CoRefused, CoRoom
from breakout_tui.hub.co_texts import refused_words, result_words
from breakout_tui.hub.guard import CO_ACT_PATH, CO_PATH
from breakout_tui.hub.join_limit import JoinLimit
from breakout_tui.hub.joined_devices import JoinCookie, is_from_here, is_over_tls
from breakout_tui.hub.newest_stream import BEAT, NewestStream
from breakout_tui.hub.pages import Pages
from breakout_tui.hub.phone_answers import html, language_of, wants_json
from breakout_tui.hub.phone_form import field, form_of
from breakout_tui.hub.phone_languages import Language
from breakout_tui.hub.phone_room import PhonePage
from breakout_tui.hub.phone_texts import face_words
from breakout_tui.hub.stream_parts import event_of

COOKIE = JoinCookie("breakout_co", "breakout_co_tls", CO_PATH)
_KEY = re.compile(r"[0-9A-Za-z_-]{16,64}")
_NAME = re.compile(r"[0-9A-Za-z-]{1,64}")
_STATUS = {CoRefusal.UNREADABLE: 400, CoRefusal.EMPTY: 400, CoRefusal.CLOSED: 403}
"""The status of each refusal; 503 for any other."""
_AGAIN = "again"
"""What the button asks for that joins with the note that was found."""


class CoPages:
    """Answers what co-facilitators ask of the one room of a server."""

    def __init__(self, room: CoRoom, pages: Pages, clock: Clock) -> None:
        self._room = room
        self._rendering = CoRendering(pages)
        self._clock = clock
        self._limit = JoinLimit()
        self.routes = [
            Route(CO_PATH, self._first, methods=["GET"]),
            Route(f"{CO_PATH}/join", self._back, methods=["GET"]),
            Route(f"{CO_PATH}/join", self._joined, methods=["POST"]),
            Route(CO_ACT_PATH, self._back, methods=["GET"]),
            Route(CO_ACT_PATH, self._act, methods=["POST"]),
            Route(f"{CO_PATH}/list", self._list),
            Route(f"{CO_PATH}/live", self._live),
            Route(f"{CO_PATH}/now", self._now),
        ]

    def _who(self, request: Request) -> str | None:
        """The device that asks; None for one that has not joined, and while nobody may."""
        if not is_from_here(request):
            self._room.phones.shown.has_visitors = True
        device = self._room.credentials.device(COOKIE.said(request), self._clock.read().wall.timestamp())
        if device is None:
            return None
        self._room.is_seen(device.id)
        return device.id

    # Joining

    async def _first(self, request: Request) -> Response:
        if self._who(request) is None:
            is_chosen = "lang" in request.query_params
            return self._asks_for_code(request, language_of(request), is_chosen=is_chosen)
        return self._page(request, language_of(request))

    async def _back(self, request: Request) -> Response:
        """The address of a form was opened, not the form sent."""
        return RedirectResponse(_home(language_of(request)), 303)

    async def _joined(self, request: Request) -> Response:
        form = await form_of(request)
        language, typed = language_of(request, form), field(form, "code")
        is_chosen = bool(field(form, "lang"))
        now = self._clock.read()
        if self._limit.is_reached(now.since_boot):
            return self._asks_for_code(request, language, 429, is_late=True, is_chosen=is_chosen)
        if self._room.closed is CoRefusal.CLOSED or not self._room.credentials.admits(typed):
            self._limit.count(now.since_boot)
            return self._asks_for_code(request, language, 403, is_wrong=True, is_chosen=is_chosen)
        answer = RedirectResponse(_home(language) if is_chosen else CO_PATH, 303)
        COOKIE.give(request, answer, self._room.credentials.cookie(0, now.wall.timestamp()))
        return answer

    def _asks_for_code(
        self, request: Request, language: Language, status: int = 200, **values: bool
    ) -> Response:
        return html(request, self._rendering.join(language, is_secret=is_over_tls(request), **values), status)

    def _page(
        self, request: Request, language: Language, status: int = 200, said: str = "", unsent: str = ""
    ) -> Response:
        page = self._rendering.page(
            self._room, language, is_secret=is_over_tls(request), said=said, unsent=unsent
        )
        return html(request, page, status)

    # Acts

    async def _act(self, request: Request) -> Response:
        if self._who(request) is None:
            if wants_json(request):
                return JSONResponse({"refused": "join"}, 401)
            return RedirectResponse(_home(language_of(request)), 303)
        form = await form_of(request)
        language = language_of(request, form)
        try:
            act = _act_of(form, self._room)
            result = await self._room.ask(act)
        except CoRefused as refused:
            said, status = refused_words(refused.refusal, language.say), _STATUS.get(refused.refusal, 503)
            if wants_json(request):
                return JSONResponse({"refused": refused.refusal.value, "said": said}, status)
            return self._page(request, language, status, said, clean(field(form, "text")))
        said = result_words(act.verb, result, language.say)
        is_done = result.outcome == "done"
        if wants_json(request):
            return JSONResponse({"outcome": result.outcome, "reference": result.reference, "said": said})
        unsent = "" if is_done or act.verb != CoVerb.TAKE.value else act.text
        return self._page(request, language, 200 if is_done else 409, said, unsent)

    # What is now

    async def _list(self, request: Request) -> Response:
        if self._who(request) is None:
            return PlainTextResponse("Join first.\n", 401)
        return html(request, self._rendering.listed(self._room, language_of(request)))

    async def _now(self, request: Request) -> Response:
        if self._who(request) is None:
            return PlainTextResponse("Join first.\n", 401)
        return PlainTextResponse(f"{self._room.phones.shown.stage.now():.1f}")

    async def _live(self, request: Request) -> Response | NewestStream:
        if (device_id := self._who(request)) is None:
            return PlainTextResponse("Join first.\n", 401)
        if request.method == "HEAD":  # without a body it would have no end that anybody notices
            return Response(media_type="text/event-stream")
        room, language = self._room, language_of(request)
        phones, stage = room.phones, room.phones.shown.stage
        opened: list[PhonePage] = []
        face = time = number = -1
        closed: object = ""

        @contextmanager
        def watching() -> Iterator[asyncio.Event]:
            with room.watching(device_id) as page:
                opened.append(page)
                yield page.news

        def news() -> bytes:
            nonlocal face, time, number, closed
            events = b""
            if phones.number != face:
                face = phones.number
                events += event_of("face", face_words(phones.face, None, language.say))
            if stage.time != time:
                time = stage.time
                events += stage.time_event
            if (room.number, room.closed) != (number, closed):
                number, closed = room.number, room.closed
                events += event_of("list", {"edition": number})
            return events

        async def may_go_on() -> bool:
            return not opened[0].is_over

        return NewestStream(watching, news, stage.alive_event, may_go_on, look=BEAT)


def _act_of(form: FormData, room: CoRoom) -> CoAct:
    """What a form asks for. Raises CoRefused."""
    key, verb, statement_id = field(form, "key"), field(form, "do"), field(form, "id")
    other = field(form, "similar") if verb == _AGAIN else field(form, "other")
    verb = CoVerb.JOIN.value if verb == _AGAIN else verb
    is_known = verb in {each.value for each in CoVerb}
    if not (_KEY.fullmatch(key) and _NAME.fullmatch(statement_id) and is_known):
        raise CoRefused(CoRefusal.UNREADABLE)
    if verb == CoVerb.TAKE.value:
        if not (text := statement_text(field(form, "text"))):
            raise CoRefused(CoRefusal.EMPTY)
        return CoAct(key, verb, statement_id, clean_line(field(form, "kind"))[:32], text)
    if verb == CoVerb.JOIN.value:
        return CoAct(key, verb, statement_id, other=_other(clean_line(other)[:64], room))
    return CoAct(key, verb, statement_id)


def _other(typed: str, room: CoRoom) -> str:
    """The id of the statement of this number, else the reference of a note."""
    number, listed = typed.removeprefix("#").strip(), room.listed
    if not number.isdecimal() or listed is None:
        return typed.strip().upper()
    rows = (*listed.statements, *listed.aside)
    return next((each.id for each in rows if str(each.number) == number), typed)


def _home(language: Language) -> str:
    """The address of the page in a language."""
    return f"{CO_PATH}?lang={language.code}"
