"""Typical mistakes in a programme file: one change to the example, and the error line that it must cause."""

from __future__ import annotations

from pathlib import Path

from tests.inputs.box_mistakes import BOX_CASES
from tests.inputs.phase_mistakes import PHASE_CASES
from tests.inputs.room_mistakes import ROOM_CASES

EXAMPLE = (Path(__file__).parent / "example.toml").read_text(encoding="utf-8")


def changed(old: str, new: str) -> str:
    """The example with ``old``, which occurs exactly once, replaced by ``new``."""
    assert EXAMPLE.count(old) == 1, old
    return EXAMPLE.replace(old, new)


def in_first_form(text: str) -> str:
    """The example, changed or not, with its two phases as tables of their own names, as in the first form of the file."""
    for phase in FIRST_FORM:
        text = text.replace(f'[[phases]]\nid = "{phase}"\n', f"[{phase}]\n")
    return text.replace('pause = "Lunch"\n', "")


def line_of_first_form(line: str) -> str:
    """An error line about the example, as it is for the first form."""
    for index, phase in enumerate(FIRST_FORM):
        line = line.replace(f"phases[{index}]", phase)
    return line.replace("[[phases.steps]]", "[[afternoon.steps]]")


FIRST_FORM = ("morning", "afternoon")
ONLY_IN_TODAYS_FORM = (
    "two phases with the same id",
    "a day that is not a number",
    "a phase on a day before that of the phase before it",
    "a start before the end of the phase before it",
    "an end that is too early after the start",
    "a phase in the first form beside the others",
)
"""Mistakes with keys that the first form doesn't have."""

CASES = {
    **BOX_CASES,
    "an unknown key that resembles a known one": (
        'heading = "Themes of the day"',
        'heading = "T"\nhaeding = "x"',
        'haeding: unknown key; did you mean "heading"?',
    ),
    "an unknown key that resembles no known one": (
        "explore = 1",
        "explore = 1\nzzz = 1",
        "tracks[0].zzz: unknown key; the keys allowed here are title, themes, explore",
    ),
    "an unknown key with an escape sequence": (
        "explore = 1",
        'explore = 1\n"\\u001b[31m" = 1',
        'tracks[0]."\\u001b[31m": unknown key; the keys allowed here are title, themes, explore',
    ),
    "a delegation with a comma": (
        'heading = "Themes of the day"',
        'heading = "T"\ndelegations = ["Korea, Republic of"]',
        'delegations: a comma separates names, found "Korea, Republic of"; write it without, as "Republic of Korea"',
    ),
    "a delegation with its sign": (
        'heading = "Themes of the day"',
        'heading = "T"\ndelegations = ["@OECD"]',
        'delegations: expected a name, found "@OECD"; write it without @',
    ),
    "a delegation twice": (
        'heading = "Themes of the day"',
        'heading = "T"\ndelegations = ["OECD", "Oecd"]',
        'delegations: "Oecd" and "OECD" are one name; remove one of them',
    ),
    "a language by its name": (
        'heading = "Themes of the day"',
        'heading = "T"\nlanguages = ["français"]',
        'languages[0]: expected the code of a language, such as "en" or "fr", found "français"',
    ),
    "a missing text": (
        'event = "Harbour Towns Meeting"\n',
        "",
        "event: missing; add text of at most 300 characters in quotes",
    ),
    "a missing number": (
        "explore = 1\n",
        "",
        "tracks[0].explore: missing; add a whole number of themes from 1 to 1440",
    ),
    "a missing choice": (
        'notes = "challenge", ',
        "",
        'phases[0].steps[1].notes: missing; add one of "challenge", "principle", "approach", "recommendation", "decision"',
    ),
    "a number for a text": (
        'title = "Both themes"',
        "title = 7",
        "tracks[0].title: expected text of at most 300 characters in quotes, found 7",
    ),
    "an array for a text": (
        'title = "Both themes"',
        "title = [1, 2]",
        "tracks[0].title: expected text of at most 300 characters in quotes, found a list of 2",
    ),
    "a number among questions": (
        '["What floods first?"]',
        '["What floods first?", 1979-05-27]',
        'themes[1].questions[1]: expected text in quotes, or a table such as { text = "…", minutes = 10 }, found 1979-05-27',
    ),
    "a text for an array": (
        '["What floods first?"]',
        '"What floods first?"',
        'themes[1].questions: expected a list of questions in square brackets, found "What floods first?"',
    ),
    "true for minutes": (
        "minutes = 15",
        "minutes = true",
        "phases[0].steps[2].minutes: expected a whole number of minutes from 1 to 1440, found true",
    ),
    "a fraction for minutes": (
        "minutes = 15",
        "minutes = 15.0",
        "phases[0].steps[2].minutes: expected a whole number of minutes from 1 to 1440, found 15.0",
    ),
    "a date for minutes": (
        "minutes = 15",
        "minutes = 2026-11-24T10:00:00Z",
        "phases[0].steps[2].minutes: expected a whole number of minutes from 1 to 1440, "
        "found 2026-11-24 10:00:00+00:00",
    ),
    "zero minutes": (
        "minutes = 15",
        "minutes = 0",
        "phases[0].steps[2].minutes: expected a whole number of minutes from 1 to 1440, found 0",
    ),
    "negative minutes": (
        "minutes = 15",
        "minutes = -5",
        "phases[0].steps[2].minutes: expected a whole number of minutes from 1 to 1440, found -5",
    ),
    "more minutes than a day": (
        "minutes = 15",
        "minutes = 1441",
        "phases[0].steps[2].minutes: expected a whole number of minutes from 1 to 1440, found 1441",
    ),
    "a huge number": (
        "minutes = 15",
        "minutes = 0x" + "f" * 5000,
        "phases[0].steps[2].minutes: expected a whole number of minutes from 1 to 1440, "
        "found a number of more than 20 digits",
    ),
    "a minimum above the plan": (
        "minimum = 15",
        "minimum = 21",
        "phases[0].steps[3].minimum: expected at most the 20 minutes of the step, found 21",
    ),
    "a minimum of zero": (
        "minimum = 15",
        "minimum = 0",
        "phases[0].steps[3].minimum: expected a whole number of minutes from 1 to 1440, found 0",
    ),
    "a minimum for a fixed step": (
        "minimum = 15",
        "minimum = 15, fixed = true",
        "phases[0].steps[3].minimum: a fixed step cannot shrink to 15 minutes; remove this key",
    ),
    "a text for a flag": (
        "minutes = 15, fixed = true",
        'minutes = 15, fixed = "yes"',
        'phases[0].steps[2].fixed: expected true or false, found "yes"',
    ),
    "an unknown kind of step": (
        'kind = "rank"',
        'kind = "vote"',
        'phases[0].steps[3].kind: expected one of "opening", "discuss", "talk", "break", "rank", "agree", "readback", '
        'found "vote"',
    ),
    "a kind that is not text": (
        'kind = "agree"',
        "kind = []",
        'phases[1].steps[2].kind: expected one of "opening", "discuss", "talk", "break", "rank", "agree", "readback", '
        "found an empty list",
    ),
    "the parking lot as a step's kind of note": (
        'notes = "challenge"',
        'notes = "parking lot"',
        'phases[0].steps[1].notes: expected one of "challenge", "principle", "approach", "recommendation", "decision", '
        'found "parking lot"',
    ),
    "an unknown rule": (
        'attribution = "country"',
        'attribution = "Country"',
        'attribution: expected one of "named", "country", "none", found "Country"',
    ),
    "an agenda for a step other than discuss": (
        "minutes = 20, minimum = 15",
        'minutes = 20, agenda = "room"',
        'phases[0].steps[3].agenda: only a step of kind "discuss" has this key, not one of kind "rank"; remove it',
    ),
    "an empty id": (
        'id = "quays"',
        'id = ""',
        'themes[0].id: expected a short name (1 to 60 letters, digits, - or _), found ""',
    ),
    "a duplicate theme id": (
        'id = "tides"',
        'id = "quays"',
        'themes[1].id: "quays" is already the id of themes[0]; choose another id',
    ),
    "a duplicate step id in another phase": (
        'id = "how"',
        'id = "talk"',
        'phases[1].steps[0].id: "talk" is already the id of phases[0].steps[1]; choose another id',
    ),
    "missing questions": (
        'questions = ["What floods first?"]\n',
        "",
        "themes[1].questions: missing; add a list of questions in square brackets, or [] if topics come on the day",
    ),
    "an empty question": (
        '["What floods first?"]',
        '[" "]',
        "themes[1].questions[0]: the text is empty; fill it in",
    ),
    "a question that is only a no-break space": (
        '["What floods first?"]',
        '["\\u00a0"]',
        "themes[1].questions[0]: the text is empty; fill it in",
    ),
    "a noncharacter": (
        '"What floods first?"',
        '"\\uffff"',
        "themes[1].questions[0]: character 1 is U+FFFF (an unassigned code point), which is not allowed; remove it",
    ),
    "more questions than seconds": (
        'minutes = 60, notes = "challenge"',
        'minutes = 1, minimum = 1, notes = "challenge"',
        'themes[1].questions: 61 boxes do not fit into step "talk" of "Morning", which may last only 60 seconds; '
        "give the step more time or shorten this list",
    ),
    "priorities in the morning": (
        'agenda = "questions"',
        'agenda = "priorities"',
        'phases[0].steps[1].agenda: there are no priorities yet when "Morning" starts; add priorities to every theme',
    ),
    "priorities without a rank step": (
        'kind = "rank"',
        'kind = "readback"',
        'phases[1].steps[0].agenda: there are no priorities yet when "Afternoon" starts; '
        'add a rank step to "Morning", or add priorities to every theme',
    ),
    "an end that is too early": (
        "minutes = 15",
        "minutes = 800",
        "phases[0].ends: the steps need at least 850 minutes, but there are 750 minutes from midnight to 12:30; "
        "set a later end or shorten the steps",
    ),
    "an end that is too early after the morning": (
        'title = "Afternoon"',
        'title = "Afternoon"\nends = "13:00"',
        "phases[1].ends: the steps need at least 70 minutes, but there are 30 minutes "
        'from the end of "Morning" to 13:00; set a later end or shorten the steps',
    ),
    "an end that is not a time of day": (
        'ends = "12:30"',
        'ends = "25:00"',
        'phases[0].ends: expected a time of day in quotes, such as "12:30", found "25:00"',
    ),
    "an end without quotes": (
        'ends = "12:30"',
        "ends = 12:30:00",
        'phases[0].ends: expected a time of day in quotes, such as "12:30", found 12:30:00',
    ),
    "a day of more than 24 hours": (
        "minutes = 40",
        "minutes = 1400",
        'phases[1].steps: 1595 minutes are planned up to the end of "Afternoon", but a day has only 1440; '
        "shorten the steps",
    ),
    "a track with an unknown theme": (
        'themes = ["quays", "tides"]',
        'themes = ["quays", "tide"]',
        'tracks[0].themes[1]: expected the id of a theme (quays, tides), found "tide"',
    ),
    "a track with a duplicate theme": (
        'themes = ["quays", "tides"]',
        'themes = ["quays", "quays"]',
        'tracks[0].themes[1]: "quays" is already at tracks[0].themes[0]; remove one of them',
    ),
    "a track without themes": (
        'themes = ["quays", "tides"]',
        "themes = []",
        "tracks[0].themes: expected at least one theme id, found an empty list",
    ),
    "more themes to explore than the track has": (
        "explore = 1",
        "explore = 3",
        "tracks[0].explore: expected at most the 2 themes of the track, found 3",
    ),
    "a duplicate country group": (
        '"River ports"]',
        '"Small ports"]',
        'groups[1]: "Small ports" is already at groups[0]; remove one of them',
    ),
    "a control character": (
        '"Living with higher tides"',
        '"Living\\u001b[2J"',
        "themes[1].title: character 7 is U+001B (a control character), which is not allowed; remove it",
    ),
    "a C1 control character": (
        '"Living with higher tides"',
        '"\\u009b2J"',
        "themes[1].title: character 1 is U+009B (a control character), which is not allowed; remove it",
    ),
    "a line break in a title": (
        '"Living with higher tides"',
        '"Living\\nwith"',
        "themes[1].title: character 7 is U+000A (a control character), which is not allowed; remove it",
    ),
    "a bidi override": (
        '"What floods first?"',
        '"What \\u202e floods"',
        "themes[1].questions[0]: character 6 is U+202E (right-to-left override), which is not allowed; remove it",
    ),
    "a lone surrogate": (
        '"What floods first?"',
        '"\ud800"',
        "themes[1].questions[0]: character 1 is U+D800 (half of a surrogate pair), which is not allowed; remove it",
    ),
    "a control character in an introduction": (
        "Water comes more often.\n",
        "Water comes\\r more often.\n",
        "themes[1].introduction: character 12 is U+000D (a control character), which is not allowed; remove it",
    ),
    "a title that is too long": (
        '"Living with higher tides"',
        f'"{"x" * 301}"',
        "themes[1].title: the text has 301 characters; shorten it to at most 300",
    ),
    "a question that is too long": (
        '"What floods first?"',
        f'"{"x" * 501}"',
        "themes[1].questions[0]: the text has 501 characters; shorten it to at most 500",
    ),
    "an introduction that is too long": (
        "Water comes more often.\n",
        "x" * 4000 + "\n",
        "themes[1].introduction: the text has 4054 characters; shorten it to at most 4000",
    ),
    "a long text in place of a number, cut in the message": (
        "minutes = 15",
        f'minutes = "{"x" * 5000}"',
        f'phases[0].steps[2].minutes: expected a whole number of minutes from 1 to 1440, found "{"x" * 57}…"',
    ),
    **PHASE_CASES,
    **ROOM_CASES,
}
