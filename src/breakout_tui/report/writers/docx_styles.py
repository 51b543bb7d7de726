"""The styles and lists of the report in a Word template: those that the template has, and ours for those it lacks.

A style is looked for by its name, whatever its case: Word names the built-in ones ``heading 1`` in every language, but their ids
differ. A style of the template is used as it is, with its own numbering or none.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn

_HEADINGS = tuple(f"heading {level}" for level in range(1, 6))


class ReportStyles:
    """The ids of all styles that the report uses, by their names; those that were missing have been added."""

    def __init__(self, template: Any, ours: Any, lists: Any, numbering: Any) -> None:
        """``template``, ``ours``: elements ``w:styles``; ``lists``, ``numbering``: elements ``w:numbering``, ours and the template's."""
        self._styles = {style.get(qn("w:styleId")): style for style in template.findall(qn("w:style"))}
        there = {_key(style): id_ for id_, style in self._styles.items()}
        wanted = list(ours.findall(qn("w:style")))
        self.ids: dict[str, str] = {}
        self.added: set[str] = set()
        renamed: dict[str, str] = {"Normal": _default(template, "paragraph", "Normal")}
        renamed["DefaultParagraphFont"] = _default(template, "character", "DefaultParagraphFont")
        renamed["TableNormal"] = _default(template, "table", "TableNormal")
        for style in wanted:
            name, id_ = _name(style), style.get(qn("w:styleId"))
            if _key(style) not in there:
                self.added.add(name)
            renamed[id_] = self.ids[name] = there.get(_key(style)) or self._free(id_)
        self._unnumbered = set() if self.added.issuperset(_HEADINGS) else set(_HEADINGS)
        self.lists = _add_lists(lists, numbering, self._bound(wanted, renamed))
        for style in wanted:
            if _name(style) in self.added:
                template.append(self._copy(style, renamed))

    def list_of(self, name: str) -> str:
        """The id of the list that a style has, its own or of a style that it is based on; empty if it has none."""
        style = self._styles.get(self.ids[name])
        for _ in range(10):
            if style is None:
                return ""
            if (found := style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")) is not None:
                number = str(found.get(qn("w:val")))
                return "" if number == "0" else number
            parent = style.find(qn("w:basedOn"))
            style = None if parent is None else self._styles.get(parent.get(qn("w:val")))
        return ""

    def _free(self, id_: str) -> str:
        while id_ in self._styles:
            id_ += "Report"
        return id_

    def _bound(self, wanted: list[Any], renamed: dict[str, str]) -> dict[str, str]:
        """Which styles our lists may be bound to: our ids, and those in the template."""
        names = self.added - self._unnumbered
        return {
            id_: renamed[id_]
            for style in wanted
            if _name(style) in names and (id_ := style.get(qn("w:styleId")))
        }

    def _copy(self, style: Any, renamed: dict[str, str]) -> Any:
        copy = deepcopy(style)
        copy.set(qn("w:styleId"), renamed[copy.get(qn("w:styleId"))])
        for tag in ("w:basedOn", "w:next"):
            if (related := copy.find(qn(tag))) is not None:
                related.set(qn("w:val"), renamed[related.get(qn("w:val"))])
        for numbered in copy.findall(f"{qn('w:pPr')}/{qn('w:numPr')}"):
            if _name(copy) in self._unnumbered:
                numbered.getparent().remove(numbered)
            else:
                number = numbered.find(qn("w:numId"))
                number.set(qn("w:val"), self.lists[number.get(qn("w:val"))])
        self._styles[copy.get(qn("w:styleId"))] = copy
        return copy


def _add_lists(ours: Any, numbering: Any, bound: dict[str, str]) -> dict[str, str]:
    """Add our lists to the template's, bound to these styles; returns their new ids by our ids."""
    first_list = numbering.find(qn("w:num"))
    shapes = _last(numbering, "w:abstractNum", "w:abstractNumId")
    for shape in ours.findall(qn("w:abstractNum")):
        copy = deepcopy(shape)
        copy.set(qn("w:abstractNumId"), str(shapes + int(shape.get(qn("w:abstractNumId")))))
        for style in copy.findall(f"{qn('w:lvl')}/{qn('w:pStyle')}"):
            if (id_ := bound.get(style.get(qn("w:val")))) is None:
                style.getparent().remove(style)
            else:
                style.set(qn("w:val"), id_)
        if first_list is None:
            numbering.append(copy)
        else:
            first_list.addprevious(copy)
    lists = _last(numbering, "w:num", "w:numId")
    new: dict[str, str] = {}
    for each in ours.findall(qn("w:num")):
        copy = deepcopy(each)
        id_ = str(lists + int(each.get(qn("w:numId"))))
        copy.set(qn("w:numId"), id_)
        shape = copy.find(qn("w:abstractNumId"))
        shape.set(qn("w:val"), str(shapes + int(shape.get(qn("w:val")))))
        append_list(numbering, copy)
        new[each.get(qn("w:numId"))] = id_
    return new


def append_list(numbering: Any, element: Any) -> None:
    """Add a ``w:num`` behind the others, before what may follow them."""
    lists = numbering.findall(qn("w:num")) or numbering.findall(qn("w:abstractNum"))
    if lists:
        lists[-1].addnext(element)
    else:
        numbering.append(element)


def _last(element: Any, tag: str, attribute: str) -> int:
    """The greatest id, 0 without any."""
    return max((int(each.get(qn(attribute))) for each in element.findall(qn(tag))), default=0)


def _default(template: Any, kind: str, otherwise: str) -> str:
    """The id of the template's default style of a kind."""
    for style in template.findall(qn("w:style")):
        if style.get(qn("w:type")) == kind and style.get(qn("w:default")) in ("1", "true", "on"):
            return str(style.get(qn("w:styleId")))
    return otherwise


def _name(style: Any) -> str:
    found = style.find(qn("w:name"))
    return "" if found is None else str(found.get(qn("w:val")))


def _key(style: Any) -> tuple[str, str]:
    """What makes two styles the same: kind and name."""
    return str(style.get(qn("w:type"))), _name(style).casefold()
