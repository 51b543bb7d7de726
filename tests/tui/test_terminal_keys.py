"""The keys of the kitty protocol act as the same keys do on every other keyboard."""

from __future__ import annotations

from itertools import product
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.binding import Binding
from textual.widgets import Input, TextArea

from breakout_tui.tui.terminal_keys import BREAK_LINE, KeyPress, key_of, keys_of
from breakout_tui.tui.textual_internals.prompted_input import PromptedInput
from breakout_tui.tui.widgets.capture_line import CaptureLine
from breakout_tui.tui.widgets.field import Field

SHIFT, ALT, CTRL, SUPER, CAPS_LOCK, NUM_LOCK = 1, 2, 4, 8, 64, 128
LOCKS = [0, CAPS_LOCK, NUM_LOCK, CAPS_LOCK | NUM_LOCK]

PLAIN = {
    **{"27u": "escape", "13u": "enter", "9u": "tab", "127u": "backspace", "2~": "insert", "3~": "delete"},
    **{"1D": "left", "1C": "right", "1A": "up", "1B": "down", "5~": "pageup", "6~": "pagedown"},
    **{"1H": "home", "7~": "home", "1F": "end", "8~": "end"},
    **{"1P": "f1", "11~": "f1", "1Q": "f2", "12~": "f2", "1R": "f3", "13~": "f3", "1S": "f4", "14~": "f4"},
    **{
        "15~": "f5",
        "17~": "f6",
        "18~": "f7",
        "19~": "f8",
        "20~": "f9",
        "21~": "f10",
        "23~": "f11",
        "24~": "f12",
    },
    **{f"{57363 + number}u": f"f{number}" for number in range(1, 36)},
    **{"57414u": "enter", "57417u": "left", "57418u": "right", "57419u": "up", "57420u": "down"},
    **{"57421u": "pageup", "57422u": "pagedown", "57423u": "home", "57424u": "end", "57425u": "insert"},
    **{"57426u": "delete", "57361u": "print_screen", "57362u": "pause", "57363u": "menu"},
    **{"57345u": "enter", "57347u": "backspace", "57352u": "up", "57357u": "end"},
}
"""The functional keys that have no text, by number and last letter, as the protocol lists them."""
KEYPAD = dict(zip((*range(57399, 57414), 57415, 57416), "0123456789./*-+=,", strict=True))
BARE = {"tab", "enter", "escape", "backspace"}


def sequence(key: str, bits: int = 0, text: str = "") -> str:
    """A key such as ``13u`` with modifiers and a text, as a terminal sends it."""
    written = ":".join(str(ord(character)) for character in text)
    return f"\x1b[{key[:-1]};{bits + 1}{';' if written else ''}{written}{key[-1]}"


def names(text: str) -> list[str]:
    """The names of the keys."""
    return [press.name for press in keys_of(text) or ()]


@pytest.mark.parametrize("locks", LOCKS)
def test_a_functional_key_has_one_name(locks: int) -> None:
    """Rule: with every lock, with and without an event type, in its short form; its release is no key."""
    for key, name in PLAIN.items():
        assert names(sequence(key, locks)) == [name]
        assert names(f"\x1b[{key[:-1]};{locks + 1}:1{key[-1]}") == [name]
        assert names(f"\x1b[{key[:-1]};{locks + 1}:2{key[-1]}") == [name]
        assert names(f"\x1b[{key[:-1]};{locks + 1}:3{key[-1]}") == [], key
        if not locks:
            assert names(f"\x1b[{key}") == [name]
        if key[0] == "1" and key[-1].isupper():
            assert names(f"\x1b[{key[-1]}") == [name]


@pytest.mark.parametrize("locks", LOCKS)
@pytest.mark.parametrize(
    ("bits", "before"), [(SHIFT, "shift+"), (ALT, "alt+"), (CTRL, "ctrl+"), (CTRL | SHIFT, "ctrl+shift+")]
)
def test_arrows_and_function_keys_keep_their_modifiers(bits: int, before: str, locks: int) -> None:
    """Rule: other terminals send these too, so they keep their own names."""
    for key, name in PLAIN.items():
        if name not in BARE | {"delete"}:
            assert names(sequence(key, bits | locks)) == [before + name]


@pytest.mark.parametrize("locks", LOCKS)
@pytest.mark.parametrize("bits", [SHIFT, ALT, CTRL, CTRL | SHIFT, ALT | SHIFT, CTRL | ALT])
@pytest.mark.parametrize(
    ("code", "name"), [(13, "enter"), (27, "escape"), (127, "backspace"), (57414, "enter")]
)
def test_enter_escape_and_backspace_have_no_modifiers(code: int, name: str, bits: int, locks: int) -> None:
    """Rule: other terminals send the bare key; only what does something here of its own keeps its name."""
    (press,) = keys_of(sequence(f"{code}u", bits | locks)) or ()
    if name == "enter" and bits == SHIFT:
        assert press == BREAK_LINE
    elif name == "backspace" and bits in (ALT, CTRL):
        assert press.name == ("alt+backspace" if bits == ALT else "ctrl+backspace")
    else:
        assert press.name == name


@pytest.mark.parametrize("locks", LOCKS)
def test_tab_delete_and_space(locks: int) -> None:
    """Rule: Shift+Tab is a key of its own, Shift+Delete deletes, and a space is typed with any of Shift and the locks."""
    assert (
        names(sequence("9u", SHIFT | locks)) == names(sequence("9u", SHIFT | CTRL | locks)) == ["shift+tab"]
    )
    assert names(sequence("9u", CTRL | locks)) == ["tab"]
    assert names(sequence("3~", SHIFT | locks)) == ["delete"]
    for bits, text in product((0, SHIFT), ("", " ")):
        assert keys_of(sequence("32u", bits | locks, text)) == (KeyPress("space", " "),)


@given(
    st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"]),
    st.sampled_from([0, SHIFT, ALT, CTRL | ALT]),
    st.sampled_from(LOCKS),
)
def test_text_is_typed_with_every_modifier_that_a_layout_needs(text: str, bits: int, locks: int) -> None:
    """Rule: the text that comes with a key is typed; AltGr is reported as Alt, or as Ctrl and Alt."""
    assert keys_of(sequence("97u", bits | locks, text)) == (key_of(text),)


@pytest.mark.parametrize("num_lock", [0, NUM_LOCK])
def test_letters_without_their_text_are_typed(num_lock: int) -> None:
    """Rule: some terminals leave the text out; Shift and Caps Lock then make capitals, or the character that is named."""
    for letter in "azéß":
        upper = letter.upper() if len(letter.upper()) == 1 else letter
        code = f"{ord(letter)}u"
        assert keys_of(sequence(code, num_lock)) == (KeyPress(letter, letter),)
        assert keys_of(sequence(code, SHIFT | num_lock)) == (KeyPress(upper, upper),)
        assert keys_of(sequence(code, CAPS_LOCK | num_lock)) == (KeyPress(upper, upper),)
        assert keys_of(sequence(code, SHIFT | CAPS_LOCK | num_lock)) == (KeyPress(letter, letter),)
    assert keys_of(f"\x1b[49:33;{1 + SHIFT + num_lock}u") == (KeyPress("exclamation_mark", "!"),)
    assert keys_of(sequence("49u", CAPS_LOCK | num_lock)) == (KeyPress("1", "1"),)


@pytest.mark.parametrize("locks", LOCKS)
def test_the_keypad_types_its_characters(locks: int) -> None:
    """Rule: digits and signs have the names of the same characters elsewhere."""
    for code, character in KEYPAD.items():
        assert (
            keys_of(sequence(f"{code}u", locks))
            == keys_of(sequence(f"{code}u", locks, character))
            == (key_of(character),)
        )


@pytest.mark.parametrize("locks", LOCKS)
def test_ctrl_and_a_character_are_what_other_terminals_send(locks: int) -> None:
    """Rule: a letter with Ctrl, also with Shift; Ctrl+I, M, H and [ are Tab, Enter, Backspace and Escape."""
    same = {
        "i": "tab",
        "m": "enter",
        "h": "backspace",
        "[": "escape",
        " ": "ctrl+@",
        "/": "ctrl+underscore",
        "1": "1",
    }
    for letter in "abcdefghijklmnopqrstuvwxyz[ /1":
        name = same.get(letter, f"ctrl+{letter}")
        assert names(sequence(f"{ord(letter)}u", CTRL | locks)) == [name]
        if letter not in "ak1":
            assert names(sequence(f"{ord(letter)}u", CTRL | SHIFT | locks)) == [name]
        assert names(f"\x1b[27;{1 + CTRL};{ord(letter)}~") == [name]


@pytest.mark.parametrize("bits", [0, SHIFT, CTRL, CAPS_LOCK])
def test_locks_and_modifiers_alone_are_no_keys(bits: int) -> None:
    """Rule: pressing them does nothing."""
    for code in (57358, 57359, 57360, *range(57441, 57455)):
        assert keys_of(sequence(f"{code}u", bits)) == ()


def test_ctrl_and_alt_without_a_text_run_no_command() -> None:
    """Rule: they are AltGr in some terminals, and AltGr+Q must not quit."""
    assert names(sequence("113u", CTRL | ALT)) == ["alt+ctrl+q"]
    assert keys_of(sequence("113u", SUPER, "q")) == (KeyPress("super+q"),)


def test_every_modified_key_that_does_something_is_understood() -> None:
    """Rule: a key that a line or a box binds keeps its name."""
    codes = {"backspace": "127u", "tab": "9u", **{name: key for key, name in reversed(PLAIN.items())}}
    bits = {"shift": SHIFT, "alt": ALT, "ctrl": CTRL, "super": SUPER}
    for owner in (Input, TextArea, PromptedInput, Field, CaptureLine):
        for binding in Binding.make_bindings(owner.BINDINGS):
            *held, base = binding.key.split("+")
            key = codes.get(base, f"{ord(base[0])}u")
            assert names(sequence(key, sum(bits[name] for name in held))) == [binding.key]


@given(st.text(st.sampled_from("0123456789:;"), max_size=20), st.sampled_from("u~ABCDEFHPQRS"))
def test_any_numbers_are_read(numbers: str, final: str) -> None:
    """Rule: no sequence raises an error, and none types a control character."""
    for press in keys_of(f"\x1b[{numbers}{final}") or ():
        assert press.name in BARE or category(press.character or " ") not in {"Cc", "Cs"}
