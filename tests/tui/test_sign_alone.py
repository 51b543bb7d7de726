"""A sign alone behind a sentence: whom or what Enter takes, and how to keep the sign itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.programme import AttributionRule
from breakout_tui.tui.widgets.capture_context import CaptureContext
from breakout_tui.tui.widgets.completions import fitting_marks
from tests.tui.live_app import live_app

PEOPLE, CLUSTERS = ("Norway", "Estonia"), ("budget", "open data", "budgets of towns")


def taken(line: str, context: CaptureContext) -> list[str]:
    """What Enter would take at the end of the line."""
    return [each.word for each in fitting_marks(line, len(line), context) if each.is_for_enter]


@given(
    speaker=st.sampled_from(["", *PEOPLE]),
    rule=st.sampled_from(AttributionRule),
    sentence=st.sampled_from(["", " ", "Data is closed ", "Budgets are late ", "Nobody decides "]),
)
def test_an_at_sign_alone_means_who_spoke_last(speaker: str, rule: AttributionRule, sentence: str) -> None:
    """Rule: if anybody spoke and names are recorded at all; else Enter takes nothing."""
    people = tuple(filter(None, dict.fromkeys([speaker, *PEOPLE])))
    context = CaptureContext(rule=rule, people=people, speaker=speaker)
    is_meant = bool(speaker) and rule is not AttributionRule.NONE
    assert taken(f"{sentence}@", context) == ([f"@{speaker}"] if is_meant else [])


def test_a_number_sign_alone_means_the_cluster_that_the_sentence_speaks_of_or_the_latest() -> None:
    """Rule: a word of the cluster is in the sentence, in any form; else it is the cluster used last."""
    context = CaptureContext(clusters=CLUSTERS)
    assert taken("Data is closed #", context) == ["#open data"]
    assert taken("Budgets are late #", context) == ["#budget"]
    assert taken("Nobody decides #", context) == ["#budget"]
    assert taken("Nobody decides #", CaptureContext()) == []


async def test_enter_takes_who_spoke_last_and_esc_keeps_the_sign() -> None:
    """Rule: one Enter takes it and saves; after Esc the sign stays as it was typed."""
    async with live_app() as app:
        await app.type("Doors leak @Norway", "enter")
        await app.type("Walls too @", "enter")
        await app.type("At 5 @", "escape", "enter")
        await app.type("@", "enter")
        assert (app.line.value, len(app.session.book)) == ("@Norway ", 3)
        notes = [(note.text, note.attribution) for note in app.session.book.notes]
    assert notes == [("Doors leak", "Norway"), ("Walls too", "Norway"), ("At 5 @", "")]
