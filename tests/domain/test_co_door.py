"""The door for a co-facilitator: whatever is lost on the way, each act is done once, and its result told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.co_door import CoDoor
from breakout_tui.domain.co_floor import CoAct, CoList, CoMail, CoNews, CoResult

STEPS = st.lists(st.sampled_from(["ask", "exchange", "answer lost", "work", "restart"]), max_size=30)


class _Server:
    """The server's side: asks until it has a result."""

    def __init__(self) -> None:
        self.asked: dict[str, CoAct] = {}
        self.results: dict[str, CoResult] = {}
        self.listed: CoList | None = None

    def answers(self, news: CoNews) -> CoMail:
        """Take the news; what is asked for then."""
        self.listed = news.listed or self.listed
        for result in news.results:
            self.asked.pop(result.key, None)
            self.results[result.key] = result
        edition = "" if self.listed is None else self.listed.edition
        return CoMail("http://room/f", "ABCD", 1, edition, tuple(self.asked.values()))


@given(STEPS)
def test_each_act_is_done_once_and_told(steps: list[str]) -> None:
    """Rule: also where answers are lost, an act is asked for again and again, or the server is a new one that was asked for it again."""
    door, server = CoDoor(lambda: None, lambda _address, _code: ()), _Server()
    door.let_in()
    door.show(CoList("one"))
    done: list[str] = []
    every: dict[str, CoAct] = {}

    def exchange(*, is_lost: bool = False) -> None:
        news = door.news()
        mail = server.answers(news)
        if not is_lost:
            door.hear(news, mail)

    def work() -> None:
        for act in door.asked:
            door.begun(act)
            done.append(act.key)
            door.done(CoResult(act.key, "done"))

    for step in steps:
        if step == "ask":
            act = CoAct(f"key-{len(every)}", "aside", "s-1")
            every[act.key] = server.asked[act.key] = act
        elif step == "work":
            work()
        elif step == "restart":  # what pages have no answer to, they ask again
            server, told = _Server(), server.results
            server.asked = {key: act for key, act in every.items() if key not in told}
            server.results = told
            door.lost()
        else:
            exchange(is_lost=step == "answer lost")
    for _ in range(2):
        exchange()
        work()
    exchange()
    assert sorted(done) == sorted(every)
    assert server.results.keys() == every.keys()
    assert server.listed == CoList("one")
    assert door.news().listed is None  # the server has it


def test_nothing_is_told_while_nobody_is_let_in() -> None:
    """Rule: no list, and what is asked for is not done; the code is renewed when somebody is sent away."""
    door = CoDoor(lambda: None, lambda _address, _code: ((True,),))
    mail = CoMail("http://room/f", "ABCD", 1, "", (CoAct("key", "aside", "s-1"),))
    door.show(CoList("one"))
    door.hear(door.news(), mail)
    assert (door.news(), door.asked) == (CoNews(), ())
    door.let_in()
    door.show(CoList("two"))
    door.hear(door.news(), mail)
    assert (door.standing.squares, door.standing.pages) == (((True,),), 1)
    assert [act.key for act in door.asked] == ["key"]
    assert door.news().listed == CoList("two")
    door.forget()
    assert door.news().listed is None
    door.send_away()
    assert (door.news(), door.asked) == (CoNews(renews_code=True), ())
    door.hear(door.news(), None)
    assert door.standing.address == ""
    assert door.news().renews_code  # nobody has heard it
