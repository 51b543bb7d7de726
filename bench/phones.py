"""Phones: forty of them in a process of their own, on a core of their own, which send statements evenly and ballots all at once.

``python -m bench.phones PORT COUNT CODE``. It prints a line when all have their page open, and after a line on stdin how many statements and
ballots were acknowledged, as JSON.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import secrets
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from bench.processes import AskedProcess

STATEMENTS = 300
"""A minute, of all phones together."""
VOTING = 2.0
"""Seconds between two moments in which every phone sends its ballot."""
_PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class PhonesNoted:
    """What was acknowledged."""

    statements: int
    ballots: int
    refused: int


def phones(port: int, count: int, code: str) -> AskedProcess:
    """The process of these phones, with their pages open."""
    return AskedProcess([sys.executable, "-m", "bench.phones", str(port), str(count), code], "open")


class _Phone:
    """A device that has joined; its page is open."""

    def __init__(self, port: int, code: str) -> None:
        self._port = port
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        self._cookie = ""
        headers = self._post("/p/join", {"code": code})[1]
        self._cookie = headers["set-cookie"].partition(";")[0]
        self._stream = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        self._stream.request("GET", "/p/live?lang=en", headers={"Cookie": self._cookie})
        self._events = self._stream.getresponse()
        threading.Thread(target=self._listen, daemon=True).start()

    def sends(self, text: str) -> bool:
        """Send a statement; whether it was taken."""
        keys = {"key": secrets.token_hex(16), "secret": secrets.token_hex(16)}
        form = {"text": text, "session": "", "kind": "challenge", **keys}
        return self._post("/p/send", form)[0] == 200

    def votes(self, vote: str, places: int) -> bool:
        """Send a ballot, another one each time; whether it was taken."""
        said = {f"p{place}": str(secrets.randbelow(2)) for place in range(places)}
        return self._post("/p/vote", {"vote": vote, **said})[0] == 200

    def vote(self) -> tuple[str, int]:
        """The open vote, and on how many statements it is."""
        self._connection.request("GET", "/p/vote/sheet?lang=en", headers={"Cookie": self._cookie})
        sheet = self._connection.getresponse().read().decode()
        found = sheet.partition('data-vote="')[2].partition('"')[0]
        return found, len(re.findall(r'<input type="(?:number|checkbox)"', sheet))

    def _post(self, path: str, form: dict[str, str]) -> tuple[int, http.client.HTTPMessage]:
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://127.0.0.1:{self._port}",
            "Accept": "application/json",
            "Cookie": self._cookie,
        }
        self._connection.request("POST", path, urlencode(form), headers)
        answer = self._connection.getresponse()
        answer.read()
        return answer.status, answer.headers

    def _listen(self) -> None:
        with suppress(http.client.HTTPException, OSError, ValueError):  # the server has ended
            while self._events.read1(4096):
                pass


def _speak(each: list[_Phone], enough: threading.Event) -> PhonesNoted:
    """Statements at an even pace, and the ballots of all at once every two seconds, until it is enough."""
    vote, places = each[0].vote()
    if not places:
        raise RuntimeError("no vote is open")
    statements = ballots = refused = 0
    pause, voting_at = 60 / STATEMENTS, time.perf_counter()
    with ThreadPoolExecutor(len(each)) as at_once:
        while not enough.wait(pause):
            if each[statements % len(each)].sends(f"Statement {statements} of a phone, on shared budgets"):
                statements += 1
            else:
                refused += 1
            if time.perf_counter() >= voting_at:
                voting_at += VOTING
                ballots += sum(at_once.map(lambda phone: phone.votes(vote, places), each))
    return PhonesNoted(statements, ballots, refused)


def _main(port: int, count: int, code: str) -> None:
    each = [_Phone(port, code) for _ in range(count)]
    enough = threading.Event()
    with ThreadPoolExecutor(1) as speaking:
        noted = speaking.submit(_speak, each, enough)
        print("open", flush=True)
        sys.stdin.readline()
        enough.set()
        print(json.dumps(asdict(noted.result())), flush=True)
    sys.stdin.readline()


if __name__ == "__main__":
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cores[min(1, len(cores) - 1)]})
    _main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
