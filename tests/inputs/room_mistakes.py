"""Typical mistakes in the rooms of a programme file: rooms that are added to the example, and the error line that they must cause."""

from __future__ import annotations

GREEN = 'name = "Green Room"\ntheme = "quays"\ncapacity = 40'
BLUE = 'name = "Blue Room"\ntheme = "tides"\ncapacity = 25'


def with_rooms(*rooms: str, explore: int = 1) -> str:
    """The end of the example's track, and these rooms."""
    return "".join([f"explore = {explore}\n", *(f"\n[[rooms]]\n{room}\n" for room in rooms)])


_MISTAKES = {
    "a room without a name": (
        (GREEN.replace('name = "Green Room"\n', ""), BLUE),
        "rooms[0].name: missing; add text of at most 300 characters in quotes",
    ),
    "a room without a theme": (
        (GREEN, BLUE, 'name = "Hall"\ncapacity = 5'),
        "rooms[2].theme: missing; add text of at most 60 characters in quotes",
    ),
    "a room without a capacity": (
        (GREEN.replace("capacity = 40", ""), BLUE),
        "rooms[0].capacity: missing; add a whole number of people from 1 to 10000",
    ),
    "a capacity of nobody": (
        (GREEN.replace("40", "0"), BLUE),
        "rooms[0].capacity: expected a whole number of people from 1 to 10000, found 0",
    ),
    "a capacity beyond all halls": (
        (GREEN.replace("40", "10001"), BLUE),
        "rooms[0].capacity: expected a whole number of people from 1 to 10000, found 10001",
    ),
    "an unknown key of a room": (
        (GREEN + "\nseats = 3", BLUE),
        "rooms[0].seats: unknown key; the keys allowed here are name, theme, capacity, rounds, minimum",
    ),
    "a theme of a room that resembles one": (
        (GREEN, BLUE.replace("tides", "tide")),
        'rooms[1].theme: expected the id of a theme, found "tide"; did you mean "tides"?',
    ),
    "a theme of a room that resembles none": (
        (GREEN, BLUE.replace("tides", "zzz")),
        'rooms[1].theme: expected the id of a theme, found "zzz"; choose from quays, tides',
    ),
    "a minimum above the capacity": (
        (GREEN + "\nminimum = 41", BLUE),
        "rooms[0].minimum: expected at most the 40 people of the room, found 41",
    ),
    "a minimum that is no number": (
        (GREEN + '\nminimum = "8"', BLUE),
        'rooms[0].minimum: expected a whole number of people from 1 to 10000, found "8"',
    ),
    "no rounds": (
        (GREEN + "\nrounds = []", BLUE),
        "rooms[0].rounds: expected a list of rounds in square brackets, such as [1, 2], found an empty list",
    ),
    "one round without a list": (
        (GREEN + "\nrounds = 1", BLUE),
        "rooms[0].rounds: expected a list of rounds in square brackets, such as [1, 2], found 1",
    ),
    "a round that does not exist": (
        (GREEN + "\nrounds = [1, 0]", BLUE),
        "rooms[0].rounds[1]: expected the number of a round from 1 to 20, found 0",
    ),
    "a round of a very long day": (
        (GREEN + "\nrounds = [21]", BLUE),
        "rooms[0].rounds[0]: expected the number of a round from 1 to 20, found 21",
    ),
    "a round in words": (
        (GREEN + '\nrounds = ["first"]', BLUE),
        'rooms[0].rounds[0]: expected the number of a round from 1 to 20, found "first"',
    ),
    "true for a round": (
        (GREEN + "\nrounds = [true]", BLUE),
        "rooms[0].rounds[0]: expected the number of a round from 1 to 20, found true",
    ),
    "a round twice": (
        (GREEN + "\nrounds = [2, 2]", BLUE),
        "rooms[0].rounds[1]: round 2 is in the list already; remove it",
    ),
    "a room twice in each round": (
        (GREEN, BLUE.replace("Blue Room", "GREEN  room")),
        'rooms[1].name: "GREEN  room" is already used in each round at rooms[0]; '
        "give one of the two other rounds or another name",
    ),
    "a room twice in one round": (
        (GREEN + "\nrounds = [1, 2]", BLUE.replace("Blue", "Green") + "\nrounds = [3, 2]"),
        'rooms[1].name: "Green Room" is already used in round 2 at rooms[0]; '
        "give one of the two other rounds or another name",
    ),
    "a room in each round that is used in one": (
        (GREEN + "\nrounds = [2]", BLUE.replace("Blue", "Green")),
        'rooms[1].name: "Green Room" is already used in round 2 at rooms[0]; '
        "give one of the two other rounds or another name",
    ),
    "a room in one round that is used in each": (
        (GREEN, BLUE.replace("Blue", "Green") + "\nrounds = [3]"),
        'rooms[1].name: "Green Room" is already used in round 3 at rooms[0]; '
        "give one of the two other rounds or another name",
    ),
    "a theme without a room": (
        (GREEN,),
        'tracks[0].themes[1]: "tides" has no room, but other themes of the track have one; add a [[rooms]] table for it',
    ),
}

ROOM_CASES = {
    **{name: ("explore = 1", with_rooms(*rooms), line) for name, (rooms, line) in _MISTAKES.items()},
    "a table in place of the rooms": (
        "explore = 1",
        f"explore = 1\n[rooms]\n{GREEN}",
        "rooms: expected tables under the heading [[rooms]], found a table",
    ),
    "fewer rounds than a delegate explores": (
        "explore = 1",
        with_rooms(GREEN + "\nrounds = [1]", BLUE + "\nrounds = [1]", explore=2),
        "tracks[0].explore: a delegate explores 2 themes, but the rooms of the track are used in 1 round only; "
        "add rounds to the rooms or lower this number",
    ),
    "a room with a theme of no track": (
        'themes = ["quays", "tides"]\nexplore = 1',
        'themes = ["quays"]\n' + with_rooms(GREEN, BLUE),
        'rooms[1].theme: "tides" is in no track; add it to the themes of a [[tracks]] table, or remove the room',
    ),
    "rooms without tracks": (
        '[[tracks]]\ntitle = "Both themes"\nthemes = ["quays", "tides"]\nexplore = 1',
        with_rooms(GREEN, BLUE).removeprefix("explore = 1\n"),
        "rooms: rooms need a track; add a [[tracks]] table with title, themes and explore",
    ),
}
"""By name: what is replaced in the example, by what, and the error line."""
