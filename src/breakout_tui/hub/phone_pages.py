"""The pages of phones: to join, to see what is now, to send statements; for the one room of a window, and for the many of a hub.

They work without a script, by forms. With one, the page follows the room and is told of results by a stream.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from breakout_tui.domain.clock import Clock
from breakout_tui.hub.guard import PHONE_PATH, SEND_PATH, TooLong
from breakout_tui.hub.join_limit import JoinLimit
from breakout_tui.hub.joined_devices import JoinCookie, is_from_here, is_over_tls
from breakout_tui.hub.newest_stream import BEAT, NewestStream
from breakout_tui.hub.pages import Pages
from breakout_tui.hub.phone_answers import STATUS, home, html, join_first, language_of, wants_json
from breakout_tui.hub.phone_asking_pages import PhoneAskingPages
from breakout_tui.hub.phone_form import field, form_of, statement_of
from breakout_tui.hub.phone_languages import Language
from breakout_tui.hub.phone_refusal import FloorRefused, PhoneRefusal
from breakout_tui.hub.phone_rendering import PhoneRendering, Written
from breakout_tui.hub.phone_room import PhonePage, PhoneRoom
from breakout_tui.hub.phone_texts import face_words, refusal_words
from breakout_tui.hub.phone_vote_pages import PhoneVotePages, vote_news
from breakout_tui.hub.stream_parts import event_of

COOKIE = JoinCookie("breakout_phone", "breakout_phone_tls", PHONE_PATH)


class PhoneRooms(Protocol):
    """The rooms that have phones here."""

    async def admitting(self, typed: str) -> PhoneRoom | None:
        """The room whose code this is."""
        ...

    async def named(self, name: str) -> PhoneRoom | None:
        """The room that a cookie names."""
        ...


class PhonePages:
    """Answers what phones ask."""

    def __init__(self, rooms: PhoneRooms, pages: Pages, clock: Clock) -> None:
        self._rooms = rooms
        self._rendering = PhoneRendering(pages)
        self._clock = clock
        self._limit = JoinLimit()
        self._events: dict[tuple[str, str], tuple[int, bytes]] = {}
        """By room and language, the number of a face and its event."""
        self.routes = [
            Route(PHONE_PATH, self._first, methods=["GET"]),
            Route(f"{PHONE_PATH}/join", self._first, methods=["GET"]),
            Route(f"{PHONE_PATH}/join", self._joined, methods=["POST"]),
            Route(SEND_PATH, self._back, methods=["GET"]),
            Route(SEND_PATH, self._sent, methods=["POST"]),
            Route(f"{PHONE_PATH}/withdraw", self._back, methods=["GET"]),
            Route(f"{PHONE_PATH}/withdraw", self._withdrawn, methods=["POST"]),
            Route(f"{PHONE_PATH}/results", self._results),
            Route(f"{PHONE_PATH}/live", self._live),
            Route(f"{PHONE_PATH}/now", self._now),
            *PhoneVotePages(self._who, self._rendering).routes,
            *PhoneAskingPages(self._who, self._rendering).routes,
        ]

    async def _who(self, request: Request) -> tuple[PhoneRoom, str] | None:
        """The room and the device that asks; None for one that has not joined."""
        name, _, cookie = COOKIE.said(request).rpartition(":")
        if (room := await self._rooms.named(name)) is None:
            return None
        if not is_from_here(request):
            room.shown.has_visitors = True
        device = room.credentials.device(cookie, self._unix_now())
        return None if device is None else (room, device.id)

    def _unix_now(self) -> float:
        return self._clock.read().wall.timestamp()

    # Joining

    async def _first(self, request: Request) -> Response:
        language = language_of(request)
        if (who := await self._who(request)) is None:
            return self._asks_for_code(request, language, is_chosen=_is_chosen(request))
        receipt, is_secret = request.query_params.get("asked", ""), is_over_tls(request)
        return html(request, await self._rendering.page(*who, language, is_secret=is_secret, receipt=receipt))

    async def _back(self, request: Request) -> Response:
        """The address of a form was opened, not the form sent."""
        return RedirectResponse(home(language_of(request)), 303)

    async def _joined(self, request: Request) -> Response:
        await self._who(request)
        form = await form_of(request)
        language, typed = language_of(request, form), form.get("code")
        is_chosen = bool(field(form, "lang"))
        now = self._clock.read().since_boot
        if self._limit.is_reached(now):
            return self._asks_for_code(request, language, 429, is_chosen=is_chosen, is_late=True)
        room = await self._rooms.admitting(typed) if isinstance(typed, str) else None
        if room is None:
            self._limit.count(now)
            return self._asks_for_code(request, language, 403, is_chosen=is_chosen, is_wrong=True)
        answer = RedirectResponse(home(language) if is_chosen else PHONE_PATH, 303)
        made = room.credentials.cookie(0, self._unix_now())
        COOKIE.give(request, answer, f"{room.name}:{made}" if room.name else made)
        return answer

    def _asks_for_code(
        self, request: Request, language: Language, status: int = 200, **values: bool
    ) -> Response:
        page = self._rendering.join(language, is_secret=is_over_tls(request), **values)
        return html(request, page, status)

    # Statements

    async def _sent(self, request: Request) -> Response:
        if (who := await self._who(request)) is None:
            return join_first(request)
        room, device_id = who
        try:
            form = await form_of(request)
        except TooLong:
            answer = await self._refused(
                request, who, language_of(request), FloorRefused(PhoneRefusal.TOO_LONG)
            )
            answer.headers["connection"] = "close"  # the rest of it is not read
            return answer
        language = language_of(request, form)
        try:
            sent = statement_of(form, room)
            receipt = await room.send(sent, device_id)
        except FloorRefused as refused:
            return await self._refused(request, who, language, refused, form)
        if wants_json(request):
            return JSONResponse({"receipt": receipt})
        said = language.say("Sent to the facilitator.")
        return html(request, self._rendering.answer(language, said, receipt, field(form, "secret")))

    async def _withdrawn(self, request: Request) -> Response:
        if (who := await self._who(request)) is None:
            return join_first(request)
        form = await form_of(request)
        language = language_of(request, form)
        try:
            await who[0].withdraw(field(form, "receipt"), field(form, "secret"))
        except FloorRefused as refused:
            said = refusal_words(refused.refusal, language.say)
            status = STATUS.get(refused.refusal, 409)
            if wants_json(request):
                return JSONResponse({"refused": refused.refusal.value, "said": said}, status)
            return html(request, self._rendering.answer(language, said), status)
        if wants_json(request):
            return JSONResponse({"withdrawn": True})
        return html(request, self._rendering.answer(language, language.say("Your statement is withdrawn.")))

    async def _refused(
        self,
        request: Request,
        who: tuple[PhoneRoom, str],
        language: Language,
        refused: FloorRefused,
        form: FormData | None = None,
    ) -> Response:
        """Why a statement is not taken; without a script on the page, with what was written."""
        refusal, status = refused.refusal, STATUS.get(refused.refusal, 409)
        said = refusal_words(refusal, language.say, refused.left)
        if wants_json(request):
            told = {"refused": refusal.value, "said": said, "passes": refusal.passes, "left": refused.left}
            return JSONResponse(told, status)
        form = form or FormData()
        written = Written(field(form, "text"), field(form, "kind"), field(form, "country"), said)
        page = await self._rendering.page(*who, language, is_secret=is_over_tls(request), written=written)
        return html(request, page, status)

    # What is now

    async def _results(self, request: Request) -> Response:
        if (who := await self._who(request)) is None:
            return join_first(request)
        return html(request, self._rendering.results(who[0], language_of(request)))

    async def _now(self, request: Request) -> Response:
        if (who := await self._who(request)) is None:
            return PlainTextResponse("Join first.\n", 401)
        return PlainTextResponse(f"{who[0].shown.stage.now():.1f}")

    async def _live(self, request: Request) -> Response | NewestStream:
        if (who := await self._who(request)) is None:
            return PlainTextResponse("Join first.\n", 401)
        if request.method == "HEAD":  # without a body it would have no end that anybody notices
            return Response(media_type="text/event-stream")
        (room, device_id), language = who, language_of(request)
        opened: list[PhonePage] = []
        face = time = vote = -1
        since = 0

        @contextmanager
        def watching() -> Iterator[asyncio.Event]:
            with room.watching(device_id) as page:
                opened.append(page)
                yield page.news

        def news() -> bytes:
            nonlocal face, time, vote, since
            events = b""
            if room.number != face:
                face = room.number
                events += self._face_event(room, language)
            if room.shown.stage.time != time:
                time = room.shown.stage.time
                events += room.shown.stage.time_event
            if room.vote_number != vote:
                vote = room.vote_number
                events += event_of("vote", vote_news(room))
            count, results = room.floor.results(since)
            if count != since:
                since = count
                events += event_of("results", results)
            return events

        async def may_go_on() -> bool:
            return not opened[0].is_over

        return NewestStream(watching, news, room.shown.stage.alive_event, may_go_on, look=BEAT)

    def _face_event(self, room: PhoneRoom, language: Language) -> bytes:
        key = room.name, language.code
        number, event = self._events.get(key, (-1, b""))
        if number != room.number:
            event = event_of("face", face_words(room.face, room.closed, language.say))
            self._events[key] = room.number, event
        return event


def _is_chosen(request: Request) -> bool:
    """Whether somebody has chosen the language; else it is the browser's."""
    return "lang" in request.query_params
