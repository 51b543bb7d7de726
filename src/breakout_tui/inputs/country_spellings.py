"""Makes one of the spellings of a country or an organisation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from breakout_tui.domain.ports import Countries
from breakout_tui.domain.text import clip, fold, plural
from breakout_tui.inputs.delegate_draft import Draft, Remarks
from breakout_tui.inputs.problems import MOST_SHOWN, shown

_MOST_COUNTRIES = 12
"""The most countries with several spellings that are listed."""
_MOST_SPELLINGS = 8


def unify_countries(drafts: Sequence[Draft], countries: Countries, remarks: Remarks) -> None:
    """Write each country in the chosen language, and its key; what is no country is an organisation that sends delegates."""
    codes = {text: _code(text, countries) for text in {draft.country for draft in drafts} if text}
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    for text, code in codes.items():
        if code:
            spellings[code].add(text)
    several = {code: texts for code, texts in spellings.items() if len(texts) > 1}
    if several:
        listed = "; ".join(
            f"{clip(countries.name_of(code), MOST_SHOWN)} ({', '.join(map(shown, sorted(several[code])[:_MOST_SPELLINGS]))})"
            for code in sorted(several, key=lambda code: (-len(several[code]), code))[:_MOST_COUNTRIES]
        )
        more = len(several) - _MOST_COUNTRIES
        remarks.say(
            f"{plural(len(several), 'country has', 'countries have')} several spellings and became one: "
            f"{listed}{f'; and {more} more' if more > 0 else ''}."
        )
    for draft in drafts:
        if code := codes.get(draft.country, ""):
            draft.country, draft.country_key = countries.name_of(code), code
    others = [draft for draft in drafts if draft.country and not draft.country_key]
    _remark_near(others, countries, remarks)
    one = _joined([draft.country for draft in others], remarks)
    for draft in others:
        draft.country = one[draft.country]
        draft.country_key = fold(draft.country)


def unify_organisations(drafts: Sequence[Draft], remarks: Remarks) -> None:
    """Write each organisation in one spelling: capitals and accents make no other one."""
    one = _joined([draft.organisation for draft in drafts if draft.organisation], remarks)
    for draft in drafts:
        draft.organisation = one.get(draft.organisation, "")


def _code(text: str, countries: Countries) -> str:
    """The code of a country; in a column of countries two letters are a code, whatever else they mean."""
    if code := countries.code_of(text):
        return code
    if len(text) == 2 and text.isascii() and text.isalpha():
        try:
            countries.name_of(text.upper())
        except KeyError:
            return ""
        return text.upper()
    return ""


def _joined(texts: Sequence[str], remarks: Remarks) -> Mapping[str, str]:
    """The spelling that is used for each one: the most frequent of those that differ in case and accents only."""
    alike: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        alike[" ".join(fold(text).split())][text] += 1
    one: dict[str, str] = {}
    for spellings in alike.values():
        best = min(spellings, key=lambda text: (-spellings[text], text))
        one |= dict.fromkeys(spellings, best)
        if len(spellings) > 1:
            others = ", ".join(shown(text) for text in sorted(spellings) if text != best)
            remarks.say(f"{shown(best)} also stands for {others}.")
    return one


def _remark_near(drafts: Sequence[Draft], countries: Countries, remarks: Remarks) -> None:
    import difflib  # rarely needed, and slow to import

    names = {fold(name): name for name in countries.names}
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for draft in drafts:
        rows[draft.country].append(draft.row)
    for text in sorted(rows)[:200]:
        near = difflib.get_close_matches(fold(text)[:MOST_SHOWN], names, n=1, cutoff=0.8)
        if near and len(text) > 3:
            for row in rows[text]:
                remarks.add(f"{shown(text)} is no country, and stays as it is; {names[near[0]]} is near", row)
