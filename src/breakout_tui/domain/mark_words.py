"""Words around a mark that decide what it means: words that need the next word, and words that continue a mark.

The lists hold function words only (conjunctions, prepositions, articles, auxiliary verbs), mostly English, with those of
other languages that are no English words. A word that is missing here costs little: the mark is then taken out.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Left out are prepositions that often end a sentence, such as "through", and words of other languages that are English too.
_NEEDS = _words("""
    and or but nor & + vs versus plus then than like unlike as
    of from with without to into onto in at on by for about against between among amongst via per towards toward within
    despite except including beyond
    the a an our their its my your every is are was were be
    et ou de du des avec chez dans pour entre sans con para por desde und oder von mit aus bei zwischen nach
    mellan med och från og fra til
""")
_POINTS = _words("""
    as see cf answers answer answering addresses supports support contradicts contradict confirms repeats extends follows
    following after out per like unlike
""")
_CONTINUES = _words("""
    and or & + is are was were isn't aren't has have had hasn't haven't does did doesn't didn't will won't would can can't
    cannot could should must may might said says asked asks told thinks wants needs agrees agreed
    et und och og ist sind hat haben est sont
""")
_PRONOUNS = _words("i we you they he she it there")
"""Behind an auxiliary verb these make a question, which has its own subject."""
_STARTS = _words("""
    The A An This That These Those It Its We Our They Their He She His Her You Your I There Here No Not Nobody None All Any
    Every Each Some Many Most Few More Less In On At By For From With Without To Of As And Or But If When While Who What
    Which Why How Where Is Are Was Were Do Does Did Can Could Should Must May Will Would
""")
_PARTICLES = _words("""
    de del della di da das dos do du la le les el al bin bint ibn ben van von der den ter ten zu y e af av of
""")
_TITLES = _words("Dr Mr Mrs Ms Prof St Hon Amb Rev Sr Jr")

_CLAUSE = re.compile(
    r"\b(?:who|what|where|how|which|when|why)\s+(?:I|you|we|they|he|she|it|this|that|these|those|there)\s+"
    r"(?:is|are|was|were|be)\s*\Z",
    re.IGNORECASE,
)
"""A question within a sentence, which ends in its verb."""
_LAST_WORD = re.compile(r"([^\s\"“”„«»()\[\]{},;:]+)[\s\"“„«]*\Z")
_FIRST_WORDS = re.compile(r"[ \t]+([^\s\"“”„«»()\[\]{},;:.!?…]+)(?:[ \t]+(\w+))?")
_MOST_NAMES = 4
"""Words of an unknown name, without particles: more are a sentence."""


def needs_next(before: str) -> bool:
    """Whether a text ends in a word that needs the word behind it, such as *and* or *from*, but not in *who you are*."""
    return _last_word(before) in _NEEDS and _CLAUSE.search(before[-40:]) is None


def points(before: str) -> bool:
    """Whether a text ends in a word that points to a reference, such as *see*."""
    return _last_word(before) in _POINTS


def continues(after: str) -> bool:
    """Whether a text goes on with a word that needs the mark before it, such as *and* or *has*.

    A capital letter begins a sentence of its own: *Could the minutes be published?*
    """
    found = _FIRST_WORDS.match(after)
    if found is None or (found[2] or "").casefold() in _PRONOUNS:
        return False
    begins_sentence = found[1][0].isupper() and not found[1].isupper()
    return not begins_sentence and found[1].replace("’", "'").casefold() in _CONTINUES


def name_goes_on(line: str, end: int, word: re.Pattern[str]) -> int:
    """The end of the name of several words whose first word ends here, such as *Ana Lopez* or *Ana de la Cruz*.

    The words of a name begin with a capital letter; particles may stand between them; function words end it. ``word``
    matches one word. Returns ``end`` if the name has one word.
    """
    reached, count = end, 1
    while count < _MOST_NAMES and (following := _next_name_word(line, reached, word)) is not None:
        reached, count = following, count + 1
    return reached


def _next_name_word(line: str, end: int, word: re.Pattern[str]) -> int | None:
    """The end of the next word of a name, and of the particles before it; None if the name is over."""
    position = end
    if line[position : position + 1] == ".":
        if not _is_short(line[:position]):
            return None
        position += 1
    while line[position : position + 1] == " " and line[position + 1 : position + 2] != " ":
        found = word.match(line, position + 1)
        if found is None or line[found.end() : found.end() + 1] in ("@", "#"):
            return None
        text = found.group().rstrip(".'’-&")
        if any(character.isdigit() for character in text):  # a reference
            return None
        if text[0].isupper():
            return None if text in _STARTS else found.start() + len(text)
        if found.group() not in _PARTICLES:
            return None
        position = found.end()
    return None


def _is_short(before: str) -> bool:
    """Whether a full stop behind this text belongs to a title or an initial."""
    found = re.search(r"(\w+)\Z", before)
    return found is not None and (len(found[1]) == 1 or found[1] in _TITLES)


def _last_word(before: str) -> str:
    found = _LAST_WORD.search(before[-40:])
    return found[1].casefold() if found is not None else ""
