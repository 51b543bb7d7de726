"""Typical mistakes in what becomes a box: questions, talks, and steps with keys of their own.

One change to the example, and the error line that it must cause.
"""

from __future__ import annotations

BOX_CASES = {
    "kinds of note for a step that has none": (
        "minutes = 15, ",
        'minutes = 15, over = ["challenge"], ',
        'phases[0].steps[2].over: only steps of the kinds "rank", "agree", "readback" have this key, not one of kind "break"; remove it',
    ),
    "an empty list of kinds": (
        "minimum = 15",
        "minimum = 15, over = []",
        "phases[0].steps[3].over: expected a list in square brackets, each one of "
        '"challenge", "principle", "approach", "recommendation", "decision", found an empty list',
    ),
    "an unknown kind in a list of kinds": (
        "minimum = 15",
        'minimum = 15, over = ["idea"]',
        "phases[0].steps[3].over[0]: expected one of "
        '"challenge", "principle", "approach", "recommendation", "decision", found "idea"',
    ),
    "a kind twice in a list of kinds": (
        "minimum = 15",
        'minimum = 15, over = ["challenge", "challenge"]',
        'phases[0].steps[3].over[1]: "challenge" is in the list already; remove it',
    ),
    "a question without a text": (
        '["What floods first?"]',
        "[{ minutes = 10 }]",
        "themes[1].questions[0].text: missing; add text of at most 500 characters in quotes",
    ),
    "an unknown key of a question": (
        '["What floods first?"]',
        '[{ text = "What?", leads = "Ana" }]',
        'themes[1].questions[0].leads: unknown key; did you mean "lead"?',
    ),
    "an unknown kind of note of a question": (
        '["What floods first?"]',
        '[{ text = "What?", notes = "parking lot" }]',
        'themes[1].questions[0].notes: expected one of "challenge", "principle", "approach", "recommendation", "decision", found "parking lot"',
    ),
    "minutes of a question in quotes": (
        '["What floods first?"]',
        '[{ text = "What?", minutes = "10" }]',
        'themes[1].questions[0].minutes: expected a whole number of minutes from 1 to 1440, found "10"',
    ),
    "a number for the lead of a question": (
        '["What floods first?"]',
        '[{ text = "What?", lead = 7 }]',
        "themes[1].questions[0].lead: expected text of at most 300 characters in quotes, found 7",
    ),
    "questions that need more minutes than the step has": (
        '["What floods first?"]',
        '[{ text = "What?", minutes = 45 }, { text = "And then?", minutes = 25 }]',
        'themes[1].questions: their minutes add up to 70, but step "talk" of "Morning" has 60; shorten them or give the step more time',
    ),
    "questions that leave no minutes for another one": (
        '["What floods first?"]',
        '[{ text = "What?", minutes = 60 }, "And then?"]',
        'themes[1].questions: their minutes add up to 60 and leave none for the others, but step "talk" of "Morning" has 60; shorten them or give the step more time',
    ),
    "questions that need fewer minutes than the step has": (
        '["What floods first?"]',
        '[{ text = "What?", minutes = 45 }]',
        'themes[1].questions: their minutes add up to 45, but step "talk" of "Morning" has 60; leave out the minutes of one of them, which then gets the rest',
    ),
    "talks in a step of another kind": (
        'kind = "opening", title = "Opening", minutes = 10',
        'kind = "opening", title = "Opening", minutes = 10, talks = [{ title = "Tides" }]',
        'phases[0].steps[0].talks: only a step of kind "talk" has this key, not one of kind "opening"; remove it',
    ),
    "a speaker in a step of another kind": (
        'kind = "opening", title = "Opening", minutes = 10',
        'kind = "opening", title = "Opening", minutes = 10, speaker = "Ana Lopez"',
        'phases[0].steps[0].speaker: only a step of kind "talk" has this key, not one of kind "opening"; remove it',
    ),
    "an agenda of a talk": (
        'kind = "opening", title = "Opening", minutes = 10',
        'kind = "talk", title = "Opening", minutes = 10, agenda = "room"',
        'phases[0].steps[0].agenda: only a step of kind "discuss" has this key, not one of kind "talk"; remove it',
    ),
    "a speaker beside talks": (
        'kind = "opening", title = "Opening", minutes = 10',
        'kind = "talk", title = "Talks", minutes = 10, speaker = "Ana", talks = [{ title = "Tides" }]',
        "phases[0].steps[0].speaker: the step has talks, each with a speaker of its own; remove this key",
    ),
    "no talk in a list of talks": (
        'kind = "opening", title = "Opening", minutes = 10',
        'kind = "talk", title = "Talks", minutes = 10, talks = []',
        'phases[0].steps[0].talks: expected tables in a list such as [{ title = "…", speaker = "…", minutes = 20 }], found an empty list',
    ),
    "a text for a talk": (
        'kind = "opening", title = "Opening", minutes = 10',
        'kind = "talk", title = "Talks", minutes = 10, talks = ["Tides"]',
        'phases[0].steps[0].talks[0]: expected a table in a list such as [{ title = "…", speaker = "…", minutes = 20 }], found "Tides"',
    ),
    "a talk without a title": (
        'kind = "opening", title = "Opening", minutes = 10',
        'kind = "talk", title = "Talks", minutes = 10, talks = [{ speaker = "Ana" }]',
        "phases[0].steps[0].talks[0].title: missing; add text of at most 300 characters in quotes",
    ),
    "talks that need more minutes than the step has": (
        'kind = "opening", title = "Opening", minutes = 10',
        'kind = "talk", title = "Talks", minutes = 10, talks = [{ title = "Tides", minutes = 15 }]',
        'phases[0].steps[0].talks: their minutes add up to 15, but step "opening" of "Morning" has 10; shorten them or give the step more time',
    ),
    "a silence that is longer than the step": (
        'kind = "opening", title = "Opening", minutes = 10',
        'kind = "opening", title = "Opening", minutes = 10, silent = 11',
        "phases[0].steps[0].silent: expected at most the 10 minutes of the step, found 11",
    ),
    "a silence that is longer than the first box": (
        'minutes = 60, notes = "challenge"',
        'minutes = 60, silent = 31, notes = "challenge"',
        "phases[0].steps[1].silent: expected at most the 30 minutes of the first box, found 31",
    ),
    "a silence in words": (
        'kind = "opening", title = "Opening", minutes = 10',
        'kind = "opening", title = "Opening", minutes = 10, silent = "yes"',
        'phases[0].steps[0].silent: expected a whole number of minutes from 1 to 1440, found "yes"',
    ),
    "a list for the materials": (
        'kind = "opening", title = "Opening", minutes = 10',
        'kind = "opening", title = "Opening", minutes = 10, materials = ["Pens"]',
        "phases[0].steps[0].materials: expected text of at most 500 characters in quotes, found a list of 1",
    ),
    "an empty owner": (
        'kind = "opening", title = "Opening", minutes = 10',
        'kind = "opening", title = "Opening", minutes = 10, owner = ""',
        "phases[0].steps[0].owner: the text is empty; fill it in",
    ),
}
