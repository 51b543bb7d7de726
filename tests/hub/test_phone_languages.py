"""The languages of the phones' pages: which one a browser gets, and that no text is left out of any."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from breakout_tui.domain.display_face import Moment
from breakout_tui.domain.floor_exchange import FloorNews, FloorResult
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.phone_face import KindChoice, PhoneFace
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.hub import phone_texts
from breakout_tui.hub.phone_asking_texts import asking_script_words
from breakout_tui.hub.phone_countries import countries, english_name
from breakout_tui.hub.phone_languages import NAMES, PSEUDO, SOURCE, language, negotiated, pseudo
from breakout_tui.hub.phone_refusal import PhoneRefusal
from tests.hub.phones import PhoneServer, phone_server, room_of
from tests.hub.write_messages import extracted, path_of, read, updated

_FIELDS = re.compile(r"\{\w+\}")
_RECEIPT = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")
_PLAIN = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhoneServer]:
    """A server with an open floor."""
    with phone_server(tmp_path_factory.mktemp("phones"), room_of(silence=120)) as made:
        yield made


def test_the_dearest_language_that_there_is() -> None:
    """Rule: as it is, else without country and script, by weight; English where there is none."""
    offered = ("en", "fr", "ar", "pt", "zh-Hant")
    for header, wanted in {
        "": "en",
        "fr": "fr",
        "FR-ca, en;q=0.9": "fr",
        "ar-EG;q=0.7, de": "ar",
        "de, fr;q=0.2, ar;q=0.8": "ar",
        "zh-TW, pt;q=0.5": "zh-Hant",
        "zh-HK": "zh-Hant",
        "zh-Hant-MO": "zh-Hant",
        "zh-CN, pt;q=0.5": "pt",
        "fr;q=0, pt": "pt",
        "xx; q=nonsense, *, -, ar": "ar",
        "fr;q=nan": "en",
        ",;=" * 500: "en",
    }.items():
        assert negotiated(header, offered) == wanted, header


def test_every_text_is_in_every_catalog() -> None:
    """Rule: what `make messages` writes is there, nothing is empty, and what is filled in is the same."""
    for code in NAMES:
        if code == SOURCE:
            continue
        assert path_of(code).read_bytes() == updated(code)
        texts = {str(message.id): str(message.string) for message in read(code) if message.id}
        assert texts.keys() == {message.id for message in extracted() if message.id}
        for text, said in texts.items():
            assert said, f"{code}: {text}"
            assert sorted(_FIELDS.findall(said)) == sorted(_FIELDS.findall(text))
            assert language(code).say(text) == said


def test_no_text_of_the_script_or_of_a_moment_is_left_out() -> None:
    """Rule: in the pseudo-language nothing that the pages say is in plain letters, at any moment and for any refusal."""
    say = pseudo
    faces = [
        PhoneFace(moment, "·", number=1, last=4, noun=noun, ends="12:30", back_at="13:30")
        for moment in Moment
        for noun in ("Question", "Topic", "Talk", "Priority issue", "Country group", "")
    ]
    kinds = [KindChoice(kind, "") for kind in Kind]
    said = [phone_texts.face_words(face._replace(kinds=tuple(kinds)), None, say) for face in faces]
    said += [phone_texts.face_words(None, refusal, say) for refusal in PhoneRefusal]
    texts = [
        value for each in said for name, value in each.items() if name not in ("rule", "session", "kinds")
    ]
    texts += [word for each in said for _, word, _ in each["kinds"]]
    texts += [phone_texts.refusal_words(refusal, say, 90.0) for refusal in PhoneRefusal]
    texts += [phone_texts.rule_words(rule, say) for rule in AttributionRule]
    texts += asking_script_words(say).values()
    words = phone_texts.script_words(say)
    texts += [text for text in (*words.values(), *words["outcomes"].values()) if isinstance(text, str)]
    assert len(texts) > 100
    assert [text for text in texts if isinstance(text, str) and _PLAIN.search(_FIELDS.sub("", text))] == []


def test_no_text_of_a_page_is_left_out(room: PhoneServer) -> None:
    """Rule: on each page, attributes included, only content and the names of languages and countries are in plain letters."""
    phone, lang = room.phone(), f"?lang={PSEUDO}"
    first = phone.get(f"/p{lang}").text
    receipt = phone.sends("1234")
    room.window.says(FloorNews(True, (receipt,), (FloorResult(receipt, "aside"),)))
    form = {**phone.form(""), "lang": PSEUDO}
    pages = [
        first,
        room.server.ask("GET", f"/p/join{lang}").text,
        room.server.post("/p/join", {"code": "WRONG", "lang": PSEUDO}).text,
        phone.get(f"/p/results{lang}").text,
        room.server.post("/p/send", form, phone.cookie).text,
        room.server.post("/p/send", {**form, "text": "5678", "key": "k" * 20}, phone.cookie).text,
        room.server.post("/p/withdraw", {**form, "receipt": "x"}, phone.cookie).text,
    ]
    content = ("What is the role of the CIO?", "Room 2", "Challenges", *NAMES.values())
    for page in pages:
        for text in _texts(page):
            if text not in content and not _RECEIPT.fullmatch(text):
                assert not _PLAIN.search(text), text
    assert sum(len(_texts(page)) for page in pages) > 60


def _texts(page: str) -> list[str]:
    """What a page says to people: texts, labels and descriptions; without the countries, and what only a script reads."""
    shown = re.sub(r"<option value=\"..\">.*?</option>", "", page)
    labels = re.findall(r"(?:aria-label|placeholder|title|alt)=\"([^\"]*)\"", shown)
    texts = re.sub(r"<[^>]*>", "\n", shown.partition("<title>")[2]).split("\n")
    return [text.strip() for text in (*labels, *texts) if text.strip()]


def test_a_page_is_in_the_language_of_the_browser_or_the_chosen_one(room: PhoneServer) -> None:
    """Rule: with its direction; what people wrote stays, with a direction of its own; an unknown choice is none."""
    phone = room.phone()
    for path, header, code, direction in (
        ("/p", "ar-LB, en;q=0.5", "ar", "rtl"),
        ("/p", "zh-TW", "en", "ltr"),
        ("/p?lang=fr", "ar", "fr", "ltr"),
        ("/p?lang=<i>", "ar", "ar", "rtl"),
    ):
        page = phone.get(path, header).text
        assert f'<html lang="{code}" dir="{direction}">' in page
        assert 'dir="auto">What is the role of the CIO?</h1>' in page


def test_countries_are_in_the_language_of_the_page_and_go_to_the_room_in_english() -> None:
    """Rule: in the order of its alphabet; every code that a page offers is one that the room knows."""
    french, arabic = countries("fr"), countries("ar")
    assert french.index(("EG", "Égypte")) < french.index(("FR", "France"))
    assert dict(arabic)["JO"] == "الأردن"
    assert {code for code, _ in french} == {code for code, _ in arabic}
    assert all(english_name(code) for code, _ in french)
    assert (english_name("ZZ"), english_name("")) == ("", "")
