"""What happens for words that need to ask something first: each asks, then hands a whole command line on.

Nothing here opens by itself: every question answers a key that was pressed.
"""

from __future__ import annotations

from textual.app import App

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement, Note
from breakout_tui.tui.arguments import note
from breakout_tui.tui.colours import GLYPHS
from breakout_tui.tui.interpret import target
from breakout_tui.tui.price import price_of
from breakout_tui.tui.refusal_words import ArgumentRefused
from breakout_tui.tui.screens.ask import AskScreen, ChooseScreen
from breakout_tui.tui.screens.live import LiveScreen
from breakout_tui.tui.wording import shortened

ASKING = (
    "extend",
    "kind",
    "cluster",
    "merge",
    "link",
    "agree",
    "minority",
    "dissent",
    "read",
    "vote",
    "rank",
    "unlock",
)
"""The words that ask when their argument is missing."""


async def argument_for(
    app: App[None], live: LiveScreen, word: str, given: str, chosen: int | None
) -> str | None:
    """The whole argument for a word, asked for; None when she thought better of it. Raises ArgumentRefused."""
    if word == "extend":
        return await app.push_screen_wait(_extension(live))
    if word == "rank":
        sorts = {"1": "challenges", "2": "principles", "3": "clusters"}
        chosen_key = await app.push_screen_wait(ChooseScreen("What is ranked?", tuple(sorts.items())))
        return sorts.get(chosen_key or "")
    if word == "vote":
        return await app.push_screen_wait(AskScreen("Which, and how many votes?", value="C1 "))
    if word == "unlock":
        question = "Why is the agreed list opened again? The report says so."
        return await app.push_screen_wait(AskScreen(question))
    about = target(given, live.session, chosen)
    answer = await _about(app, live, word, about)
    return None if answer is None else f"{about.reference} {answer}"


async def _about(app: App[None], live: LiveScreen, word: str, about: Note) -> str | None:
    title = f"{about.reference}  {shortened(about.text, 60)}"
    match word:
        case "kind":
            kinds = tuple((kind.letter.lower(), f"{GLYPHS[kind]} {kind.value}") for kind in Kind)
            return await app.push_screen_wait(ChooseScreen(f"{title}\nbecomes a …", kinds))
        case "agree":
            levels = tuple((str(number), level.value) for number, level in enumerate(Agreement, 1))
            return await app.push_screen_wait(
                ChooseScreen(f"{title}\nLevel of agreement", (*levels, ("0", "none yet")))
            )
        case "read":
            results = (("a", "agreed"), ("s", "skipped"))
            return await app.push_screen_wait(ChooseScreen(f"{title}\nread back", results))
        case "cluster":
            known = "  ".join(f"#{name}" for name in list(live.session.book.cluster_counts)[:8])
            return await app.push_screen_wait(
                AskScreen(
                    f"{title}\nCluster",
                    value=about.cluster,
                    preview=lambda _: known or "a new word makes a cluster",
                )
            )
        case "merge" | "link":
            verb = "is the same as" if word == "merge" else "answers, or points to"
            return await app.push_screen_wait(
                AskScreen(f"{title}\n{verb} which note?", preview=lambda text: _found(live, text))
            )
        case "minority":
            return await app.push_screen_wait(
                AskScreen(f"{title}\nMinority view, in its own words", value=about.minority)
            )
        case _:
            return await app.push_screen_wait(AskScreen(f"{title}\nWho dissents?", value=about.dissent))


def _extension(live: LiveScreen) -> AskScreen:
    def preview(text: str) -> str:
        return price_of(text, live.session, live.pace_now(), live.controller.reading())

    return AskScreen("Extend by how many minutes?", value="5", preview=preview, is_replaced=True)


def _found(live: LiveScreen, text: str) -> str:
    try:
        other = note(text, live.session)
    except ArgumentRefused:
        return "its reference, such as C3" if not text.strip() else "no such note"
    return f"{GLYPHS[other.kind]} {other.reference}  {shortened(other.text, 60)}"
