"""What nobody expected: a line for the client, one report for each kind, and the server goes on."""

from __future__ import annotations

import asyncio

from breakout_tui.domain.clock import Reading, SystemClock
from breakout_tui.hub.failures import MOST, Failures
from tests.hub.running import EventReader, running
from tests.hub.served import wait_until
from tests.hub.test_link import talking

WORDS = "what Ana of Norway said"


class FailingClock:
    """A clock that fails when it is told to, with words that nobody may see."""

    def __init__(self) -> None:
        self.fails = False
        self._clock = SystemClock()

    def read(self) -> Reading:
        """The time, or an error."""
        if self.fails:
            raise RuntimeError(WORDS)
        return self._clock.read()


def test_an_unexpected_error_is_answered_by_a_line() -> None:
    """Rule: with the headers of every answer and without a word of the error; it is reported once for each place."""
    clock = FailingClock()
    with running(clock) as server:
        cookie = server.joined()
        clock.fails = True
        for path in ("/", "/display", "/live", "/now") * 3:
            answer = server.ask("GET", path, headers={"Cookie": cookie})
            assert (answer.status, answer.text) == (500, "This did not work.\n")
            assert "default-src 'none'" in answer.headers["content-security-policy"]
        clock.fails = False
        assert server.ask("GET", "/display", headers={"Cookie": cookie}).status == 200
        assert {str(error) for error in server.errors} == {WORDS}
        assert len(server.errors) == 1
        server.errors.clear()


def test_a_beat_that_fails_is_not_the_last_one() -> None:
    """Rule: an open display is shown what comes after it; if its own event was what failed, when it connects again, as browsers do."""
    clock = FailingClock()
    with running(clock) as server:
        cookie = server.joined()
        with server.stream(cookie) as events:
            clock.fails = True
            wait_until(lambda: bool(server.errors))
            clock.fails = False
            server.show(talking("Said afterwards").session)
            is_shown = _is_shown(events)
        if not is_shown:
            with server.stream(cookie) as events:
                is_shown = _is_shown(events)
        assert is_shown
        server.errors.clear()


def _is_shown(events: EventReader) -> bool:
    """Whether a stream shows it before it ends."""
    while (event := events.next())[0]:
        if event[0] == "face" and "Said afterwards" in event[1]:
            return True
    return False


def test_each_kind_of_failure_is_reported_once() -> None:
    """Rule: of as many kinds as anybody will read."""
    reported: list[Exception] = []
    failures = Failures(reported.append)
    for _ in range(3):
        for kind in (KeyError, ValueError):
            try:
                raise kind
            except (KeyError, ValueError) as error:
                failures.add(error)
    assert [type(error) for error in reported] == [KeyError, ValueError]
    for number in range(2 * MOST):
        failures.add(type(f"Error{number}", (Exception,), {})())
    assert len(reported) == MOST


async def test_a_server_ends_whole_though_a_part_of_it_has_failed() -> None:
    """Rule: all parts are waited for; what made one fail is told, and does not keep the others from what they do at the end."""
    told: list[Exception] = []
    done: list[str] = []

    async def fails() -> None:
        raise RuntimeError(WORDS)

    async def finishes() -> None:
        try:
            await asyncio.sleep(3600)
        finally:
            done.append("finished")

    tasks = [asyncio.ensure_future(part()) for part in (finishes, fails, finishes)]
    await asyncio.sleep(0)
    await Failures(told.append).end(tasks)
    assert done == ["finished"] * 2
    assert [str(error) for error in told] == [WORDS]
