"""Typical mistakes in the phases of a programme file, as in ``mistakes``."""

from __future__ import annotations

PHASE_CASES = {
    "two phases with the same id": (
        'id = "afternoon"',
        'id = "morning"',
        'phases[1].id: "morning" is already the id of phases[0]; choose another id',
    ),
    "a day that is not a number": (
        'pause = "Lunch"',
        'day = "one"',
        'phases[0].day: expected a whole number of days from 1 to 99, found "one"',
    ),
    "a phase on a day before that of the phase before it": (
        'pause = "Lunch"',
        "day = 2",
        'phases[1].day: day 1 comes after day 2 of "Morning"; put the phases in the order of their days',
    ),
    "a start before the end of the phase before it": (
        'title = "Afternoon"',
        'title = "Afternoon"\nstarts = "12:00"',
        'phases[1].starts: 12:00 is before the end of "Morning", 12:30; '
        "set a later start or shorten the steps before it",
    ),
    "an end that is too early after the start": (
        'title = "Afternoon"',
        'title = "Afternoon"\nstarts = "14:00"\nends = "14:30"',
        "phases[1].ends: the steps need at least 70 minutes, but there are 30 minutes "
        'from the start of "Afternoon" to 14:30; set a later end or shorten the steps',
    ),
    "a phase in the first form beside the others": (
        '[[themes]]\nid = "quays"',
        '[morning]\n\n[[themes]]\nid = "quays"',
        "morning: the file has [[phases]] too; make [morning] one of them, or remove it",
    ),
    "a speaking time that is no number": (
        'heading = "Themes of the day"',
        'heading = "T"\nspeaking = "2 min"',
        'speaking: expected a whole number of minutes from 1 to 60, found "2 min"',
    ),
    "a speaking time of a phase that is too long": (
        'pause = "Lunch"',
        "speaking = 61",
        "phases[0].speaking: expected a whole number of minutes from 1 to 60, found 61",
    ),
    "a reply that is longer than a speech": (
        'title = "Challenges", ',
        'title = "Challenges", speaking = 2, reply = 3, ',
        "phases[0].steps[1].reply: expected at most the 2 minutes of a speaker, found 3",
    ),
    "a step that is not a table": (
        '{ id = "agree", kind = "agree", title = "Agree", minutes = 20 }',
        '"agree"',
        'phases[1].steps[2]: expected a table under the heading [[phases.steps]], found "agree"',
    ),
}
