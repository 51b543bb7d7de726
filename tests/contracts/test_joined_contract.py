"""The contract of ``domain.ports.Store``: a session that two laptops continued is shown as its versions say."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from breakout_tui.domain.joined_session import shown
from breakout_tui.domain.records import Change
from breakout_tui.domain.timeline import PhaseRun, Span
from breakout_tui.domain.versions import Stamp, Version
from tests.contracts.places import PREVIEW_FROM, Place
from tests.contracts.records import ONE_OF_EACH, store_and_close
from tests.store.builders import NINE, SESSION, head, new, note, texts

LATER = NINE + timedelta(minutes=5)
REWORDED = Version(replace(note(0, "as the other laptop has it"), aliases=("P7",)), Stamp(0, "other"))


def test_a_joined_session_is_shown_as_documents_say_it(place: Place) -> None:
    """The words of both laptops, one clock, names from both; its preview says the same."""
    overlapping = Span("span-3", SESSION, "morning", "box-2", NINE, None)
    more = [note(serial) for serial in range(2, PREVIEW_FROM)]
    store_and_close(place, new(*ONE_OF_EACH, overlapping, *more))
    before = place.window().load(SESSION)
    others = (
        REWORDED,
        Version(head(known=("Peru",)), Stamp(0, "other")),
        Version(PhaseRun("run", SESSION, "morning", NINE, 7200, 60), Stamp(0, "other")),
    )
    place.join(*others)
    after = place.window().load(SESSION)
    expected = shown(before, others)
    assert after == expected._replace(notes=tuple(expected.notes))
    assert [wording.text for wording in after.notes[0].wordings] == ["as the other laptop has it"]
    assert after.info.known == ("Norway", "Peru")
    assert len([span for span in after.spans if span.ended_at is None]) == 1
    preview = place.window().preview(SESSION)
    assert preview is not None
    assert (preview.info, preview.runs, preview.spans) == (after.info, after.runs, after.spans)


def test_the_next_change_of_a_note_stores_the_words_of_both_laptops(place: Place) -> None:
    """Also a change of something else; then there is one version again, and nothing is told twice."""
    store_and_close(place, new(head(), note(0, "as this laptop has it"), note(1)))
    place.join(REWORDED)
    window = place.window()
    shown_note = window.load(SESSION).notes[0]
    assert shown_note.aliases == ("P7",)
    changed = replace(shown_note, cluster="budget")
    window.submit(SESSION, [Change(shown_note, changed)])
    assert window.close(20)
    after = place.window().load(SESSION)
    assert after.notes[0] == changed
    assert [wording.text for wording in after.notes[0].wordings] == ["as the other laptop has it"]
    assert texts(after) == ["as this laptop has it", "A statement"]
