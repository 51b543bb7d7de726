"""What ``breakout-tui allocate`` refuses: one line, with what to do, and nothing is changed."""

from __future__ import annotations

import pytest

from tests.cli.organiser import Office, office, programme, rows

__all__ = ["office"]


REFUSED: tuple[tuple[tuple[str, ...], int, str], ...] = (
    (("allocate", "{list}"), 2, "name a folder to write to; such as `breakout-tui allocate {list} -o places`"),
    (("allocate", "nowhere.csv", "-o", "{places}"), 1, "nowhere.csv: "),
    (("allocate", "{list}", "-o", "{list}"), 1, "{list}: a file of this name exists; name a folder"),
    (("allocate", "{list}", "-o", "{folder}"), 1, "{folder}: the folder has other files, such as "),
    (("allocate", "{list}", "-o", "{places}", "--spread", "Peru"), 2, "no delegate is of “Peru”; --spread takes "),
    (("allocate", "{list}", "-o", "{places}", "--seed", "other"), 2, "the draw of published places can't be made again; leave --seed out"),
    (("allocate", "{folder}", "publish"), 1, "{folder}: there is no allocation in this folder; make one with "),
    (("allocate", "{places}", "publish"), 2, "the allocation is published already"),
    (("allocate", "{places}", "freeze", "Ana"), 2, "freeze takes no names"),
    (("allocate", "{places}", "withdraw"), 2, "who? Name delegates: withdraw 'Ana Lopez' 17, or - to read names from stdin"),
    (("allocate", "{places}", "no-show", "3", "--round", "7"), 2, "there is no round 7; the rounds are 1, 2"),
    (("allocate", "{places}", "withdraw", "3", "--round", "1"), 2, "--round belongs to no-show"),
    (("allocate", "{places}", "no-show", "Zoe"), 1, "nothing was changed: there is no delegate “Zoe”; check the spelling in places.csv"),
    (("allocate", "{places}", "no-show", "99"), 1, "nothing was changed: there is no delegate “99”"),
    (("allocate", "{places}", "no-show", "Ana"), 1, "nothing was changed: “Ana” can be #"),
    (("allocate", "{places}", "add"), 2, "who? Name one delegate: add "),
    (("allocate", "{places}", "add", "Ana Lopez", "country=Norway"), 2, "Ana Lopez (Norway) is on the list already, with the number "),
    (("allocate", "{places}", "add", "Zoe", "Kim"), 2, "'Kim' is no detail of a delegate; write FIELD=TEXT with one of country, "),
    (("allocate", "{places}", "add", "Zoe", "wishes=Gardening"), 1, "add: "),
    (("forget-delegates", "{folder}"), 1, "{folder}: there is no allocation in this folder"),
)  # fmt: skip


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Published places that no test changes."""
    made = Office(tmp_path_factory.mktemp("published"))
    made.plan(programme(5))
    made.write(rows(24))
    assert made.give().status == 0
    made.change("publish")
    return made


@pytest.mark.parametrize(("words", "status", "said"), REFUSED)
def test_what_can_not_be_done_is_refused_in_one_line(
    published: Office, words: tuple[str, ...], status: int, said: str
) -> None:
    """Rule: with what to do; nothing is changed."""
    before = published.files()
    names = {"list": published.folder / "delegates.csv", "folder": published.folder, "places": published.places}  # fmt: skip
    result = published.run(*(word.format(**names) for word in words))
    assert (result.status, result.out) == (status, "")
    last = result.err.splitlines()[-1]
    assert last.startswith(f"breakout-tui: {said.format(**names)}")
    assert len([line for line in result.err.splitlines() if line.startswith("breakout-tui: ")]) == 1
    assert published.files() == before
