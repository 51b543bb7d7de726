"""The server of phones as a process of its own: killed while phones send, and what its files say of them."""

from __future__ import annotations

import http.client
import signal
import threading
from pathlib import Path

from breakout_tui.domain.floor_exchange import FloorNews
from breakout_tui.domain.programme import AttributionRule
from tests.hub.phones import Phone, RoomWindow, phone, room_of
from tests.hub.served import served, wait_until


def send_together(
    phones: list[Phone], count: int, acknowledged: dict[str, dict[str, str]]
) -> list[threading.Thread]:
    """Each phone sends so many statements on a thread of its own; what is acknowledged, by receipt."""

    def send(each: Phone, place: int) -> None:
        for number in range(count):
            form = each.form(f"Statement {place}-{number}")
            try:
                answer = each.post(form)
            except (OSError, http.client.HTTPException, ValueError):
                return  # the server is gone
            if "receipt" in answer:
                acknowledged[answer["receipt"]] = form

    threads = [threading.Thread(target=send, args=(each, place)) for place, each in enumerate(phones)]
    for thread in threads:
        thread.start()
    return threads


def _fetched(window: RoomWindow) -> dict[str, str]:
    """All that the room fetches, each said to be stored once it is there."""
    found: dict[str, str] = {}
    mail = window.says()
    while mail.statements:
        ids = tuple(sent.id for sent in mail.statements)
        assert not found.keys() & set(ids)
        found |= {sent.id: sent.text for sent in mail.statements}
        mail = window.says(FloorNews(is_open=True, stored=ids))
    return found


def test_what_is_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    """Rule: of forty phones that send while the server is killed nothing that was said to be sent is lost; sent again it is there once.

    A code that was renewed holds as well.
    """
    session = room_of()
    acknowledged: dict[str, dict[str, str]] = {}
    with served(tmp_path) as server:
        window, before = RoomWindow(server, session), server.share.phone_code
        window.says()
        code = window.says(FloorNews(is_open=True, renews_code=True)).code.replace("-", "")
        wait_until(lambda: server.share.phone_code == code)
        assert len({code, before, server.code}) == 3
        phones = [phone(server, code) for _ in range(40)]
        threads = send_together(phones, 9, acknowledged)
        while len(acknowledged) < 100:
            threading.Event().wait(0.005)
        server.tell_process(signal.SIGKILL)
        for thread in threads:
            thread.join()
    with served(tmp_path) as server:
        window = RoomWindow(server, session)
        window.says()
        again = Phone(server, phones[0].cookie)  # it need not join again
        for receipt, form in list(acknowledged.items())[:5]:
            assert again.post(form)["receipt"] == receipt
        found = _fetched(window)
        assert {receipt: form["text"] for receipt, form in acknowledged.items()}.items() <= found.items()
        assert len(set(found.values())) == len(found)
        assert server.said == ""


def test_nothing_says_who_sent_what(tmp_path: Path) -> None:
    """Rule: under none, no byte of any file has a device, an address, a browser, a key or a secret, nor a statement that the room has."""
    with served(tmp_path) as server:
        window = RoomWindow(server, room_of(AttributionRule.NONE))
        window.says()
        devices = [phone(server, server.share.phone_code) for _ in range(3)]
        forms = [each.form(f"Walrus {number} @Norway", country="NO") for number, each in enumerate(devices)]
        for each, form in zip(devices, forms, strict=True):
            each.post(form)
        during = _bytes(tmp_path)
        receipts = tuple(sent.id for sent in window.says().statements)
        window.says(FloorNews(is_open=True, stored=receipts))
        wait_until(lambda: b"Walrus" not in _bytes(tmp_path))
        after = _bytes(tmp_path)
        secret = server.secret
    assert b"Walrus 2" in during
    assert receipts[0].encode() in after
    for each, form in zip(devices, forms, strict=True):
        device = each.cookie.partition("=")[2].split(".")[1]
        for word in (device, form["key"], form["secret"], "127.0.0.1:", "Python", "Norway"):
            assert word.encode() not in during.replace(b"http://127.0.0.1:", b""), word
    assert b"Walrus" not in after
    assert secret.encode() in after  # it is looked for in the right files


def _bytes(folder: Path) -> bytes:
    """All files of the server, its log and what it said."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
