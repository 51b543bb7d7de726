"""Server: one request, one answer; anything else is turned away without holding the window."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from breakout_tui.control import socket_files, wire
from breakout_tui.control.client import WindowSilent, ask_windows
from breakout_tui.control.server import MOST_AT_ONCE, SocketDoor
from breakout_tui.domain.outside import NOT_HERE, Answer, Request
from tests.sampled import a_third

SHORT, LONG = 0.05, 10.0
"""Seconds that a door waits for its client: one that does nothing, and one that is slow because the machine is busy."""
ASKED = Request("session", "note", "Größe › 3\nand more")


async def echo(request: Request) -> Answer:
    """An answer that has all of the request."""
    return Answer(0, tuple(request))


@asynccontextmanager
async def door(
    database: Path,
    perform: Callable[[Request], Awaitable[Answer]] = echo,
    *,
    asking: float = LONG,
    reading: float = LONG,
) -> AsyncIterator[SocketDoor]:
    """An open door."""
    made = SocketDoor(asking=asking, reading=reading)
    await made.open(database, perform)
    try:
        yield made
    finally:
        made.close()


async def asked(database: Path, request: Request = ASKED) -> Answer | None:
    """The answer, asked from another thread."""
    return await asyncio.to_thread(ask_windows, database, request)


async def sent(database: Path, data: bytes) -> bytes:
    """What comes back for these bytes, until the door closes the connection."""
    (path,) = socket_files.sockets_of(database)
    reader, writer = await asyncio.open_unix_connection(sock=socket_files.connected(path, LONG))
    writer.write(data)
    try:
        return await asyncio.wait_for(reader.read(), 5)
    except ConnectionError:
        return b""
    finally:
        writer.close()


async def test_a_request_is_answered_word_for_word(tmp_path: Path) -> None:
    """Rule: what arrives is what was written, in any script."""
    async with door(tmp_path / "room.db"):
        assert await asked(tmp_path / "room.db") == Answer(0, tuple(ASKED))


async def test_the_window_that_has_the_session_answers(tmp_path: Path) -> None:
    """Rule: of several windows on one database, those that don't have it are passed over; with none, nobody answers."""

    async def elsewhere(_: Request) -> Answer:
        return Answer(NOT_HERE, ())

    database = tmp_path / "room.db"
    assert await asked(database) is None
    async with door(database, elsewhere), door(database, elsewhere):
        assert await asked(database) is None
        async with door(database):
            assert await asked(database) == Answer(0, tuple(ASKED))


@settings(
    max_examples=a_third(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.binary(max_size=300)
    | st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.lists(inner), max_leaves=5).map(
        lambda value: repr(value).encode("utf-8", "replace")
    )
)
def test_hostile_bytes_do_nothing(tmp_path: Path, data: bytes) -> None:
    """Rule: what is no request is refused or dropped, and the next request is answered."""
    done: list[Request] = []

    async def perform(request: Request) -> Answer:
        done.append(request)
        return Answer(0, ())

    async def play() -> None:
        async with door(tmp_path / "room.db", perform):
            back = await sent(tmp_path / "room.db", data + b"\n")
            assert back == b"" or wire.decoded_answer(back).status == 2
            assert await asked(tmp_path / "room.db") == Answer(0, ())

    asyncio.run(play())
    assert done == [ASKED]


@pytest.mark.parametrize(
    "data",
    [
        b"x" * (wire.MOST_REQUESTED * 2),
        b"[" * 60_000 + b"\n",
        b'{"version": 2, "session": "s", "word": "next", "argument": ""}\n',
        b'{"version": 1, "session": 3, "word": "next", "argument": ""}\n',
        b'{"version": 1, "session": "s", "word": "next"}\n',
        b"\xff\xfe\n",
        b"half a request",
        b"",
    ],
    ids=["too long", "deep", "newer", "no text", "incomplete", "no UTF-8", "half", "silent"],
)
async def test_a_request_has_a_size_a_form_and_a_time(tmp_path: Path, data: bytes) -> None:
    """Rule: a client that sends anything else, or nothing, is turned away and nothing is done."""

    async def never(request: Request) -> Answer:
        raise AssertionError(request)

    is_whole = data.endswith(b"\n") or len(data) > wire.MOST_REQUESTED
    async with door(tmp_path / "room.db", never, asking=LONG if is_whole else SHORT):
        back = await sent(tmp_path / "room.db", data)
        assert back == b"" or wire.decoded_answer(back).status == 2


async def test_a_client_that_reads_nothing_is_let_go(tmp_path: Path) -> None:
    """Rule: a large answer that nobody takes is dropped after its time, and others are answered meanwhile."""

    async def much(request: Request) -> Answer:
        return Answer(0, ("x" * 4_000_000,) if request.word == "much" else ())

    database = tmp_path / "room.db"
    async with door(database, much, reading=SHORT):
        (path,) = socket_files.sockets_of(database)
        with socket_files.connected(path, LONG) as lazy:
            lazy.setblocking(False)
            lazy.send(wire.encoded_request(Request("s", "much")))
            assert await asked(database) == Answer(0, ())
            loop = asyncio.get_running_loop()
            taken = 0
            await asyncio.sleep(SHORT * 3)
            while part := await loop.sock_recv(lazy, 1_000_000):
                taken += len(part)
            assert taken < 4_000_000


async def test_no_more_than_a_few_are_answered_at_once(tmp_path: Path) -> None:
    """Rule: one more is told to try again; the others are answered."""
    let_go = asyncio.Event()

    async def slow(_: Request) -> Answer:
        await let_go.wait()
        return Answer(0, ())

    database = tmp_path / "room.db"
    async with door(database, slow):
        line = wire.encoded_request(ASKED)
        waiting = [asyncio.create_task(sent(database, line)) for _ in range(MOST_AT_ONCE + 1)]
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        let_go.set()
        statuses = sorted([wire.decoded_answer(await each).status for each in waiting])
        assert statuses == [0] * MOST_AT_ONCE + [5]


async def test_a_window_that_ends_before_it_answers_is_no_permission_to_do_it_again(tmp_path: Path) -> None:
    """Rule: nothing is done twice: the command is refused, and says to look first."""
    begun = asyncio.Event()

    async def dying(_: Request) -> Answer:
        begun.set()
        raise OSError

    async with door(tmp_path / "room.db", dying):
        with pytest.raises(WindowSilent, match="gave no answer"):
            await asked(tmp_path / "room.db")
    assert begun.is_set()


async def test_a_closed_door_leaves_no_socket(tmp_path: Path) -> None:
    """Rule: also after it has moved to another database."""
    made = SocketDoor()
    await made.open(tmp_path / "first.db", echo)
    await made.open(tmp_path / "second.db", echo)
    assert socket_files.sockets_of(tmp_path / "first.db") == []
    assert len(socket_files.sockets_of(tmp_path / "second.db")) == 1
    made.close()
    assert list(tmp_path.iterdir()) == []
