"""Mistakes that a programme file may hold: the example with one thing changed, and the line that tells it."""

from __future__ import annotations

from pathlib import Path

EXAMPLE = (Path(__file__).parent / "example.toml").read_text(encoding="utf-8")


def changed(old: str, new: str) -> str:
    """The example with the one place ``old`` replaced by ``new``."""
    assert EXAMPLE.count(old) == 1, old
    return EXAMPLE.replace(old, new)


CASES = {
    "an unknown key, with the nearest one": (
        'heading = "Themes of the day"',
        'heading = "T"\nhaeding = "x"',
        'haeding: unknown key; did you mean "heading"?',
    ),
    "an unknown key that is near nothing": (
        "explore = 1",
        "explore = 1\nzzz = 1",
        "tracks[0].zzz: unknown key; known here are title, themes, explore",
    ),
    "an unknown key that a terminal would act on": (
        "explore = 1",
        'explore = 1\n"\\u001b[31m" = 1',
        'tracks[0]."\\u001b[31m": unknown key; known here are title, themes, explore',
    ),
    "a missing text": (
        'event = "Harbour Towns Meeting"\n',
        "",
        "event: missing; expected a text of at most 300 characters",
    ),
    "a missing number": (
        "explore = 1\n",
        "",
        "tracks[0].explore: missing; expected a whole number of themes from 1 to 1440",
    ),
    "a missing word": (
        'notes = "challenge", ',
        "",
        'morning.steps[1].notes: missing; expected one of "challenge", "principle", "approach", "recommendation"',
    ),
    "a number for a text": (
        'title = "Both themes"',
        "title = 7",
        "tracks[0].title: expected a text of at most 300 characters, found 7",
    ),
    "an array for a text": (
        'title = "Both themes"',
        "title = [1, 2]",
        "tracks[0].title: expected a text of at most 300 characters, found an array of 2",
    ),
    "a number among questions": (
        '["What floods first?"]',
        '["What floods first?", 1979-05-27]',
        "themes[1].questions[1]: expected a text, found 1979-05-27",
    ),
    "a text for an array": (
        '["What floods first?"]',
        '"What floods first?"',
        'themes[1].questions: expected an array of questions, found "What floods first?"',
    ),
    "true for minutes": (
        "minutes = 15",
        "minutes = true",
        "morning.steps[2].minutes: expected a whole number of minutes from 1 to 1440, found true",
    ),
    "a fraction for minutes": (
        "minutes = 15",
        "minutes = 15.0",
        "morning.steps[2].minutes: expected a whole number of minutes from 1 to 1440, found 15.0",
    ),
    "a date for minutes": (
        "minutes = 15",
        "minutes = 2026-11-24T10:00:00Z",
        "morning.steps[2].minutes: expected a whole number of minutes from 1 to 1440, "
        "found 2026-11-24 10:00:00+00:00",
    ),
    "no minutes": (
        "minutes = 15",
        "minutes = 0",
        "morning.steps[2].minutes: expected a whole number of minutes from 1 to 1440, found 0",
    ),
    "fewer than no minutes": (
        "minutes = 15",
        "minutes = -5",
        "morning.steps[2].minutes: expected a whole number of minutes from 1 to 1440, found -5",
    ),
    "more minutes than a day has": (
        "minutes = 15",
        "minutes = 1441",
        "morning.steps[2].minutes: expected a whole number of minutes from 1 to 1440, found 1441",
    ),
    "a huge number": (
        "minutes = 15",
        "minutes = 0x" + "f" * 5000,
        "morning.steps[2].minutes: expected a whole number of minutes from 1 to 1440, "
        "found a number of more than 20 digits",
    ),
    "a minimum above the plan": (
        "minimum = 15",
        "minimum = 21",
        "morning.steps[3].minimum: expected at most the step's 20 minutes, found 21",
    ),
    "no minimum": (
        "minimum = 15",
        "minimum = 0",
        "morning.steps[3].minimum: expected a whole number of minutes from 1 to 1440, found 0",
    ),
    "a minimum of a fixed step": (
        "minimum = 15",
        "minimum = 15, fixed = true",
        "morning.steps[3].minimum: a fixed step does not shrink; leave it out, found 15",
    ),
    "a word for a flag": (
        "minutes = 15, fixed = true",
        'minutes = 15, fixed = "yes"',
        'morning.steps[2].fixed: expected true or false, found "yes"',
    ),
    "an unknown kind of step": (
        'kind = "rank"',
        'kind = "vote"',
        'morning.steps[3].kind: expected one of "opening", "discuss", "break", "rank", "agree", "readback", '
        'found "vote"',
    ),
    "a kind that is no text": (
        'kind = "agree"',
        "kind = []",
        'afternoon.steps[2].kind: expected one of "opening", "discuss", "break", "rank", "agree", "readback", '
        "found an empty array",
    ),
    "the parking lot as a step's kind of note": (
        'notes = "challenge"',
        'notes = "parking lot"',
        'morning.steps[1].notes: expected one of "challenge", "principle", "approach", "recommendation", '
        'found "parking lot"',
    ),
    "an unknown rule": (
        'attribution = "country"',
        'attribution = "Country"',
        'attribution: expected one of "named", "country", "none", found "Country"',
    ),
    "an agenda outside a discuss step": (
        "minutes = 20, minimum = 15",
        'minutes = 20, agenda = "room"',
        'morning.steps[3].agenda: belongs to a step of kind "discuss", found in one of kind "rank"',
    ),
    "an empty id": (
        'id = "quays"',
        'id = ""',
        'themes[0].id: expected a short name of at most 60 letters, digits, - and _, found ""',
    ),
    "a theme's id given twice": (
        'id = "tides"',
        'id = "quays"',
        'themes[1].id: "quays" is already the id of themes[0]',
    ),
    "a step's id given twice, in two phases": (
        'id = "how"',
        'id = "talk"',
        'afternoon.steps[0].id: "talk" is already the id of morning.steps[1]',
    ),
    "no questions": (
        '["What floods first?"]',
        "[]",
        "themes[1].questions: expected at least one question, found an empty array",
    ),
    "questions left out": (
        'questions = ["What floods first?"]\n',
        "",
        "themes[1].questions: missing; expected an array of questions",
    ),
    "an empty question": (
        '["What floods first?"]',
        '[" "]',
        "themes[1].questions[0]: expected a text, found an empty one",
    ),
    "a question of nothing but a no-break space": (
        '["What floods first?"]',
        '["\\u00a0"]',
        "themes[1].questions[0]: expected a text, found an empty one",
    ),
    "a noncharacter": (
        '"What floods first?"',
        '"\\uffff"',
        "themes[1].questions[0]: character 1 is U+FFFF (no character), which no text here may hold",
    ),
    "more questions than seconds": (
        'minutes = 60, notes = "challenge"',
        'minutes = 1, minimum = 1, notes = "challenge"',
        'themes[1].questions: 61 boxes do not fit into step "talk" (morning), which may shrink to 60 seconds',
    ),
    "the morning over priorities": (
        'agenda = "questions"',
        'agenda = "priorities"',
        'morning.steps[1].agenda: "priorities" are not yet known when the morning begins; '
        "give every theme its priorities",
    ),
    "priorities that nobody ranked": (
        'kind = "rank"',
        'kind = "readback"',
        'afternoon.steps[0].agenda: "priorities" are not yet known when the afternoon begins; '
        "give the morning a rank step, or give every theme its priorities",
    ),
    "an end that cannot be met": (
        'ends = "12:30"',
        'ends = "00:45"',
        "morning.ends: the steps need at least 65 minutes, found 45 minutes from midnight to 00:45",
    ),
    "an afternoon that ends too soon after the morning": (
        'title = "Afternoon"',
        'title = "Afternoon"\nends = "13:00"',
        "afternoon.ends: the steps need at least 70 minutes, "
        "found 30 minutes from the end of the morning to 13:00",
    ),
    "an end that is no time of day": (
        'ends = "12:30"',
        'ends = "25:00"',
        'morning.ends: expected a time of day such as "12:30", in quotes, found "25:00"',
    ),
    "an end without quotes": (
        'ends = "12:30"',
        "ends = 12:30:00",
        'morning.ends: expected a time of day such as "12:30", in quotes, found 12:30:00',
    ),
    "a day of more than a day": (
        "minutes = 40",
        "minutes = 1400",
        "afternoon.steps: expected a day of at most 1440 minutes, found 1595 planned up to here",
    ),
    "a track of an unknown theme": (
        'themes = ["quays", "tides"]',
        'themes = ["quays", "tide"]',
        'tracks[0].themes[1]: expected the id of a theme (quays, tides), found "tide"',
    ),
    "a track of one theme twice": (
        'themes = ["quays", "tides"]',
        'themes = ["quays", "quays"]',
        'tracks[0].themes[1]: "quays" stands already at tracks[0].themes[0]',
    ),
    "a track without themes": (
        'themes = ["quays", "tides"]',
        "themes = []",
        "tracks[0].themes: expected at least one theme, found an empty array",
    ),
    "more to explore than there is": (
        "explore = 1",
        "explore = 3",
        "tracks[0].explore: expected at most the track's 2 themes, found 3",
    ),
    "a country group twice": (
        '"River ports"]',
        '"Small ports"]',
        'groups[1]: "Small ports" stands already at groups[0]',
    ),
    "a control character": (
        '"Living with higher tides"',
        '"Living\\u001b[2J"',
        "themes[1].title: character 7 is U+001B (a control character), which no text here may hold",
    ),
    "a C1 control character": (
        '"Living with higher tides"',
        '"\\u009b2J"',
        "themes[1].title: character 1 is U+009B (a control character), which no text here may hold",
    ),
    "a line break in a title": (
        '"Living with higher tides"',
        '"Living\\nwith"',
        "themes[1].title: character 7 is U+000A (a control character), which no text here may hold",
    ),
    "a bidi override": (
        '"What floods first?"',
        '"What \\u202e floods"',
        "themes[1].questions[0]: character 6 is U+202E (right-to-left override), which no text here may hold",
    ),
    "a lone surrogate": (
        '"What floods first?"',
        '"\ud800"',
        "themes[1].questions[0]: character 1 is U+D800 (half of a surrogate pair), which no text here may hold",
    ),
    "a control character in an introduction": (
        "Water comes more often.\n",
        "Water comes\\r more often.\n",
        "themes[1].introduction: character 12 is U+000D (a control character), which no text here may hold",
    ),
    "a title too long": (
        '"Living with higher tides"',
        f'"{"x" * 301}"',
        "themes[1].title: expected at most 300 characters, found 301",
    ),
    "a question too long": (
        '"What floods first?"',
        f'"{"x" * 501}"',
        "themes[1].questions[0]: expected at most 500 characters, found 501",
    ),
    "an introduction too long": (
        "Water comes more often.\n",
        "x" * 4000 + "\n",
        "themes[1].introduction: expected at most 4000 characters, found 4054",
    ),
    "a long text where none belongs, cut": (
        "minutes = 15",
        f'minutes = "{"x" * 5000}"',
        f'morning.steps[2].minutes: expected a whole number of minutes from 1 to 1440, found "{"x" * 57}…"',
    ),
    "a phase that is no table": (
        '[morning]\ntitle = "Morning"\nends = "12:30"\nsteps =',
        "morning =",
        "morning: expected a table [morning], found an array of 4",
    ),
    "a step that is no table": (
        '{ id = "agree", kind = "agree", title = "Agree", minutes = 20 }',
        '"agree"',
        'afternoon.steps[2]: expected a table headed [[afternoon.steps]], found "agree"',
    ),
}
