"""The record of an allocation as JSON, with all names: it stays with the organiser."""

from __future__ import annotations

import json
from datetime import datetime

from breakout_tui.domain.allocation_record import Absent, Record, Version
from breakout_tui.domain.codec import as_text
from breakout_tui.domain.errors import JsonRefused
from breakout_tui.report.data.allocation_values import allocation_values, delegate_values
from breakout_tui.report.data.json_object import (
    JsonObject,
    a_list_of_texts,
    a_number_from_1,
    a_text,
)
from breakout_tui.report.data.replayed import allocation_from, delegate_from

_FORM = "breakout-tui allocation"
_FORM_VERSION = 1


def record_text(record: Record) -> str:
    """The record as JSON."""
    values = {
        "form": _FORM,
        "form_version": _FORM_VERSION,
        "programme": record.programme,
        "source": record.source,
        "last": record.last,
        "files": list(record.files),
        "versions": [
            {
                **allocation_values(version.allocation),
                "what": version.what,
                "at": version.at.isoformat(),
                "absent": [
                    {**delegate_values(each.delegate), "number": each.number} for each in version.absent
                ],
            }
            for version in record.versions
        ],
    }
    return as_text(values) + "\n"


def read_record(text: str, where: str) -> Record:
    """The record in a text, without comparisons (``with_comparison``). Raises JsonRefused and JsonNewer, whose one line names ``where``."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        raise JsonRefused("is damaged: no JSON", where=where) from None
    file = JsonObject(values, where)
    file.check_form(_FORM, _FORM_VERSION)
    versions = file.listed("versions", _version)
    if not versions:
        raise JsonRefused(f"{where} has no versions")
    return Record(
        file.of("programme", a_text),
        file.of("source", a_text),
        versions,
        file.of("last", a_number_from_1),
        file.of("files", a_list_of_texts),
    )


def _version(values: JsonObject) -> Version:
    absent = values.listed(
        "absent", lambda each: Absent(each.of("number", a_number_from_1), delegate_from(each, ""))
    )
    allocation = allocation_from(values)
    return Version(allocation, values.of("what", a_text), values.of("at", _moment), absent)


def _moment(value: object, where: str) -> datetime:
    try:
        return datetime.fromisoformat(a_text(value, where))
    except ValueError:
        raise JsonRefused(f"{where} is no moment") from None
