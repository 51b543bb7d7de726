"""The organiser's pages of the conference as a whole: the rooms compared, the paper as it grows, and the report-backs in plenary order."""

from __future__ import annotations

import asyncio
import re
from base64 import b64encode
from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import NotFound
from breakout_tui.domain.hub_organisers import Organiser
from breakout_tui.domain.kinds import GLYPHS
from breakout_tui.domain.organiser_link import OVERVIEW_PATH
from breakout_tui.hub.conference_reader import ConferenceReader
from breakout_tui.hub.pages import Pages

T = TypeVar("T")
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_SLIDES = "running-order.md"


class ConferencePages:
    """``organiser`` finds out who asks; ``reader`` is used by one thread at a time."""

    def __init__(
        self,
        reader: ConferenceReader,
        organiser: Callable[[Request], Awaitable[Organiser | None]],
        pages: Pages,
        clock: Clock,
    ) -> None:
        self._reader = reader
        self._organiser = organiser
        self._pages = pages
        self._clock = clock
        self._reading = asyncio.Lock()
        self.routes = [
            Route(f"{OVERVIEW_PATH}/compare", self._compare, methods=["GET"]),
            Route(f"{OVERVIEW_PATH}/paper", self._paper, methods=["GET"]),
            Route(f"{OVERVIEW_PATH}/plenary", self._plenary, methods=["GET"]),
            Route(f"{OVERVIEW_PATH}/plenary/slides", self._slides, methods=["GET"]),
        ]

    async def _compare(self, request: Request) -> Response:
        if (organiser := await self._organiser(request)) is None:
            return RedirectResponse(OVERVIEW_PATH, 303)
        comparison, problem = None, ""
        try:
            comparison = await self._read(self._reader.comparison)
        except NotFound as error:
            problem = error.what
        page = self._pages.rendered(
            "overview_compare.html",
            comparison=comparison,
            problem=problem,
            organiser=organiser,
            glyphs=GLYPHS,
            wall=self._clock.read().wall,
        )
        return HTMLResponse(page)

    async def _paper(self, request: Request) -> Response:
        return await self._document(request, self._reader.paper)

    async def _plenary(self, request: Request) -> Response:
        return await self._document(request, self._reader.running_order)

    async def _slides(self, request: Request) -> Response:
        if await self._organiser(request) is None:
            return RedirectResponse(OVERVIEW_PATH, 303)
        try:
            slides = await self._read(self._reader.slides)
        except NotFound as error:
            return HTMLResponse(self._pages.problem(error.what), 404)
        headers = {"content-disposition": f'attachment; filename="{_SLIDES}"'}
        return Response(slides, media_type="text/markdown", headers=headers)

    async def _document(self, request: Request, read: Callable[[], str]) -> Response:
        """A document that brings its own style: only that one may be used on the page, and nothing else."""
        if await self._organiser(request) is None:
            return RedirectResponse(OVERVIEW_PATH, 303)
        try:
            page = await self._read(read)
        except NotFound as error:
            return HTMLResponse(self._pages.problem(error.what), 404)
        hashes = (b64encode(sha256(each.encode()).digest()).decode() for each in _STYLE.findall(page))
        style = " ".join(f"'sha256-{each}'" for each in hashes) or "'none'"
        policy = f"default-src 'none'; style-src {style}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        return HTMLResponse(page, headers={"content-security-policy": policy})

    async def _read(self, read: Callable[[], T]) -> T:
        """One at a time: each takes a thread and a core for a moment."""
        async with self._reading:
            return await asyncio.to_thread(read)
