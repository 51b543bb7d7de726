"""A display in a real browser, and the server that it looks at; the server's clock can be moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize

from breakout_tui.domain.clock import Clock, Reading, SystemClock
from breakout_tui.domain.display_face import DisplayFace
from breakout_tui.domain.display_view import view_of
from breakout_tui.domain.duration_words import countdown
from breakout_tui.domain.face_of_moment import face_of
from breakout_tui.domain.session_state import Session
from tests.hub.running import Running, running

SOON = 15_000
"""Milliseconds within which a busy machine has done anything here."""
REFRESH = '<meta http-equiv="refresh" content="5">'
"""What makes a page without a script load itself anew."""
_SHOWN = """wanted => {
  const texts = (selector) => [...document.querySelectorAll(selector)].map((each) => each.textContent.trim());
  const found = [...texts("#stage h1"), ...texts(".facts dd"), ...texts(".text"), ...texts(".value"), ...texts(".remark")];
  return found.filter((text) => text).join("\\n") === wanted;
}"""

_TIME = """() => {
  const words = document.querySelector("[data-time=words]");
  const digits = document.querySelector(".digits")?.textContent;
  if (digits || !words || words.hidden) return digits ?? "";
  const [time, state] = words.textContent.split(" ");
  return (state === "over" ? "+" : "") + time;
}"""
_DRAWN = """size => new Promise((done) => {
  const look = () => requestAnimationFrame(innerWidth === size.width && innerHeight === size.height ? done : look);
  look();
})"""


class MovableClock:
    """The system's clock, moved by some seconds."""

    def __init__(self) -> None:
        self._system = SystemClock()
        self.moved = 0.0

    def read(self) -> Reading:
        """As the system reads it, and so much later."""
        return self._system.read().later(self.moved)


@dataclass
class Wall:
    """A server, and a page of it in a browser."""

    server: Running
    context: BrowserContext
    page: Page
    has_script: bool = True
    said: list[str] = field(default_factory=list)
    """What the page said on its console, and its errors."""
    asked: list[str] = field(default_factory=list)
    """What it asked for, by method and address."""

    @property
    def clock(self) -> Clock:
        """The clock of server and room."""
        return self.server.clock

    def show(self, session: Session) -> DisplayFace:
        """Show a session, and wait until the page does; without scripts it is loaded anew."""
        self.server.show(session)
        if not self.has_script:
            self.page.reload()
        return self.waits_for(session)

    def waits_for(self, session: Session) -> DisplayFace:
        """Wait until the page shows what is now."""
        face = face_of(session)
        self.waits_for_face(face)
        return face

    def waits_for_face(self, face: DisplayFace) -> None:
        """Wait until the page shows a face."""
        if not self.has_script:
            assert self.page.evaluate(_SHOWN, texts_of(face))
            return
        self.page.wait_for_function(_SHOWN, arg=texts_of(face), timeout=SOON)

    def waits_for_text(self, text: str) -> None:
        """Wait until this can be read somewhere on the page."""
        self.page.wait_for_function("text => document.body.innerText.includes(text)", arg=text, timeout=SOON)

    def waits_until(self, condition: str, argument: Any = None) -> None:
        """Wait until a function of the page is true; an expression would be against its policy."""
        self.page.wait_for_function(condition, arg=argument, timeout=SOON)

    def waits_for_server(self, condition: Callable[[], bool]) -> None:
        """Wait until something is true of the server."""
        for _ in range(SOON // 10):
            if condition():
                return
            self.page.wait_for_timeout(10)
        raise AssertionError("it did not happen soon")

    def resize(self, width: int, height: int) -> None:
        """Give the window another size, and wait until it is drawn."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.drawn()

    def drawn(self) -> None:
        """Wait until everything is drawn that there is to draw; without scripts everything is, always."""
        if self.has_script:
            self.page.evaluate(_DRAWN, self.page.viewport_size)

    def join(self) -> None:
        """Type the code."""
        self.page.goto(self.server.url)
        self.page.fill("#code", self.server.code)
        self.page.click("button")
        self.page.wait_for_url("**/display")

    @property
    def time(self) -> str:
        """The time as it is shown, in overtime with a plus sign; empty for none."""
        shown: str = self.page.evaluate(_TIME)
        return shown

    def waits_for_right_time(self, session: Session) -> None:
        """Wait until the time that is shown is that of the room at this second: a page that is a second off never shows it."""
        self.waits_for_server(lambda: self.has_right_time(session))

    def has_right_time(self, session: Session) -> bool:
        """Whether it is; False also if the second changes while it is read."""
        before = left_of(session, self.clock.read())
        shown, after = self.time, left_of(session, self.clock.read())
        return before == after and shown == ("" if before is None else countdown(before))


def left_of(session: Session, reading: Reading) -> int | None:
    """The seconds that are left at a reading of the clock; None where no time is fixed."""
    time = view_of(session, face_of(session), reading).time
    return None if time is None else time.left


def texts_of(face: DisplayFace) -> str:
    """The texts of a face, each as a browser gives it: with single spaces."""
    texts = (
        face.title,
        *(value for _, value in face.facts),
        *(line.text for line in face.lines),
        *(line.value for line in face.lines),
        face.remark,
    )
    return "\n".join(text.strip() for text in texts if text.strip())


@contextmanager
def wall(
    browser: Browser,
    server: Running,
    size: tuple[int, int] = (1280, 720),
    *,
    joins: bool = True,
    has_script: bool = True,
    has_refresh: bool = False,
    **options: Any,
) -> Iterator[Wall]:
    """A page in a context of its own, of a display that has joined."""
    viewport: ViewportSize = {"width": size[0], "height": size[1]}
    context = browser.new_context(viewport=viewport, java_script_enabled=has_script, **options)
    made = Wall(server, context, context.new_page(), has_script)
    if not has_script and not has_refresh:
        made.page.route("**/display", _without_refresh)
    made.page.on("console", lambda message: made.said.append(message.text))
    made.page.on("pageerror", lambda error: made.said.append(str(error)))
    made.page.on("request", lambda request: made.asked.append(f"{request.method} {request.url}"))
    try:
        if joins:
            made.join()
        yield made
    finally:
        context.close()


def _without_refresh(route: Route) -> None:
    """A page without a script loads itself anew now and then: not in the middle of a test."""
    got = route.fetch()
    assert REFRESH in got.text()
    route.fulfill(response=got, body=got.text().replace(REFRESH, ""))


@contextmanager
def moved_server() -> Iterator[tuple[Running, MovableClock]]:
    """A server with a clock that can be moved."""
    clock = MovableClock()
    with running(clock) as server:
        yield server, clock
