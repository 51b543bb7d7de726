"""Random records of the list of speakers, of votes on phones, and of repeats."""

from __future__ import annotations

from datetime import datetime

from hypothesis import strategies as st

from breakout_tui.domain.phone_votes import PhoneVote, VotePart, VoteSort
from breakout_tui.domain.records import HeardAgain
from breakout_tui.domain.speaker_records import (
    Speaker,
    SpeakersList,
    SpeakerSort,
    SpeakerSource,
    SpeakerState,
    SpeakingOrder,
    SpeakingTime,
)


def speakers(
    session_id: str, instants: st.SearchStrategy[datetime], words: st.SearchStrategy[str]
) -> st.SearchStrategy[Speaker]:
    """Any request to speak."""
    times = st.builds(SpeakingTime, instants, st.none() | instants)
    return st.builds(
        Speaker, st.just("speaker"), st.just(session_id), st.sampled_from(["morning", "afternoon"]), instants, words,
        st.sampled_from(SpeakerSort), st.sampled_from(SpeakerSource), st.sampled_from(SpeakerState),
        st.lists(times, max_size=3).map(tuple), st.integers(0, 3600), st.booleans(),
    )  # fmt: skip


def speakers_lists(session_id: str, words: st.SearchStrategy[str]) -> st.SearchStrategy[SpeakersList]:
    """Any list of the morning."""
    seconds = st.none() | st.integers(0, 3600)
    return st.builds(
        SpeakersList, st.just("speakers"), st.just(session_id), st.just("morning"), st.sampled_from(SpeakingOrder), words,
        st.lists(words, max_size=3).map(tuple), st.booleans(), seconds, seconds, st.booleans(),
    )  # fmt: skip


def phone_votes(
    session_id: str, instants: st.SearchStrategy[datetime], words: st.SearchStrategy[str]
) -> st.SearchStrategy[PhoneVote]:
    """Any vote on the phones."""
    counts, perhaps = st.integers(0, 99), st.none() | instants
    parts = st.lists(st.builds(VotePart, words, counts, st.booleans(), st.booleans()), max_size=3).map(tuple)
    return st.builds(
        PhoneVote, st.just("vote"), st.just(session_id), st.sampled_from(VoteSort), st.lists(words, max_size=3).map(tuple), instants,
        words, counts, counts, perhaps, counts, counts, st.booleans(),
        st.lists(st.lists(counts, max_size=6).map(tuple), max_size=3).map(tuple), parts, perhaps, words, words, st.booleans(),
    )  # fmt: skip


def heard_again(session_id: str, words: st.SearchStrategy[str]) -> st.SearchStrategy[HeardAgain]:
    """Any heard-again record."""
    counts = st.integers(0, 99)
    return st.builds(
        HeardAgain, st.just("echo"), st.just(session_id), words, words, counts, st.booleans(), words
    )
