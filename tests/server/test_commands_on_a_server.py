"""The commands on a database on a server, beside the same commands on a file."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from breakout_tui.cli.demo_conference import fill_conference
from breakout_tui.domain.server_address import ServerAddress
from tests.cli.command_line import CommandResult
from tests.cli.commands_here import run_here
from tests.server.running_server import RunningServer
from tests.store.file_replicas import as_json, rows

Run = Callable[..., CommandResult]


@pytest.fixture(scope="module")
def conference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A conference file with all rooms of the demo, and its paper; not to be changed."""
    folder = tmp_path_factory.mktemp("conference")
    fill_conference(folder / "conference.db", folder / "rooms.db")
    return folder / "conference.db"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command with a home of its own; a document gets no time of today."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1792051200")
    return lambda *arguments: run_here(tmp_path, *arguments)


@pytest.fixture
def filled(hub: ServerAddress, conference: Path, run: Run) -> ServerAddress:
    """A database on a server, into which the conference was gathered."""
    done = run("gather", "--into", str(hub), conference)
    assert (done.status, done.err) == (0, "")
    assert "9 sessions new" in done.out
    return hub


def test_what_a_file_says_a_server_says_in_the_same_bytes(
    filled: ServerAddress, conference: Path, run: Run, tmp_path: Path
) -> None:
    """Rule: the sessions, a report, a report-back, all data, the paper in its forms, and a page for each room."""
    commands: tuple[tuple[str, ...], ...] = (
        ("sessions",),
        ("export", "2", "-o", "-"),
        ("report-back", "2"),
        ("paper", "-o", "-"),
        ("paper", "--key-conclusions", "-o", "-"),
        ("paper", "--plenary", "-o", "-"),
    )
    for command in commands:
        of_file = run("--database", conference, *command)
        assert of_file.status == 0, command
        assert run("--database", str(filled), *command) == of_file, command
    assert as_json(filled) == as_json(conference)
    for name, database in (("file", conference), ("server", str(filled))):
        done = run("paper", "--for-rooms", tmp_path / name, "--database", database)
        assert done.status == 0, done
    pages = {page.name: page.read_bytes() for page in (tmp_path / "file").iterdir()}
    assert pages == {page.name: page.read_bytes() for page in (tmp_path / "server").iterdir()}
    assert pages


def test_a_server_is_gathered_into_a_file_and_back_without_a_difference(
    filled: ServerAddress,
    conference: Path,
    run: Run,
    tmp_path: Path,
    new_database: Callable[[], ServerAddress],
) -> None:
    """Rule: file, server, file: equal rows and byte-equal JSON; again brings nothing, and itself is refused."""
    copy = tmp_path / "copy.db"
    assert run("gather", str(filled), "--into", copy).status == 0
    assert rows(copy) == rows(conference) == rows(filled)
    assert as_json(copy) == as_json(conference)
    assert "9 sessions unchanged" in run("gather", copy, "--into", str(filled)).out
    other, third, data = new_database(), new_database(), tmp_path / "all.json"
    assert run("gather", str(filled), "--database", str(other)).status == 0
    assert as_json(other) == as_json(conference)
    assert run("export", "-o", data, "--database", str(filled)).status == 0
    assert run("gather", data, "--into", str(third)).status == 0
    assert as_json(third) == as_json(conference)
    also = str(filled).replace("/conference_", "/conference_", 1) + "&connect_timeout=5"
    for name in (str(filled), also):
        itself = run("gather", name, "--into", str(filled))
        assert (itself.status, "that you gather into" in itself.err) == (1, True)


def test_a_dry_run_changes_nothing_on_the_server(
    filled: ServerAddress, conference: Path, run: Run, new_database: Callable[[], ServerAddress]
) -> None:
    """Rule: it says what would come in; an empty database stays empty."""
    told = run("gather", "--dry-run", conference, "--into", str(filled)).out
    assert "9 sessions unchanged" in told
    assert told.endswith(f"Nothing was changed in {filled}: this was a dry run.\n")
    empty = new_database()
    assert "9 sessions new" in run("gather", "--dry-run", conference, "--into", str(empty)).out
    assert "no sessions yet" in run("sessions", "--database", str(empty)).err
    assert run("paper", "-o", "-", "--database", str(empty)).status == 1
    assert "holds nothing yet" in run("gather", str(empty), "--into", str(filled)).err


def test_checks_find_nothing_in_it_and_what_is_wrong(
    filled: ServerAddress, run: Run, server: RunningServer
) -> None:
    """Rule: a note that is missing, and a structure that another program changed, which nothing reads or writes any more."""
    assert run("check", str(filled)) == run("check", "--database", str(filled))
    assert run("check", str(filled)).out == f"{filled}: no problems\n"
    name = database_of(filled)
    server.run("UPDATE note SET number = 1 WHERE kind = 'challenge'", database=name)
    found = run("check", str(filled))
    assert (found.status, "was given to" in found.err) == (3, True)
    for change, told in (
        ("ALTER TABLE note ADD COLUMN mood text", "the column mood of the table note was added"),
        ("CREATE TABLE other (id int)", "the table other was added"),
        (
            "CREATE RULE hide AS ON INSERT TO note DO INSTEAD NOTHING",
            "the rule hide on the table note was added",
        ),
        ("ALTER TABLE note ENABLE ROW LEVEL SECURITY", "the row security of the table note was added"),
        ("ALTER TABLE span DROP CONSTRAINT span_box_id_fkey", "a reference of the table span was removed"),
        ("ALTER TABLE gathered DROP CONSTRAINT gathered_pkey", "the key of the table gathered was changed"),
    ):
        server.run(change, database=name)
        assert told in run("check", str(filled)).err
    for command in (("sessions",), ("paper", "-o", "-"), ("gather", str(filled))):
        refused = run("--database", str(filled), *command)
        assert (refused.status, len(refused.err.splitlines())) in ((3, 1), (1, 1)), refused


def test_backups_are_the_servers_and_are_said_how(filled: ServerAddress, run: Run) -> None:
    """Rule: one line with both commands; restoring is refused."""
    told = run("backups", "--database", str(filled))
    assert (told.status, len(told.out.splitlines())) == (0, 1)
    assert f"pg_dump -Fc -f conference.dump -d '{filled}'" in told.out
    assert f"gather '{filled}' --into conference.db" in told.out
    assert run("backups", "restore", "1", "--database", str(filled)).status == 2
    assert run("check", str(filled), "--explain").status == 2


@pytest.mark.parametrize(
    "command",
    [
        "",
        "start",
        "resume",
        "display",
        "rescue",
        "status",
        "note said",
        "demo",
        "allocate x.toml",
        "config",
    ],
)
def test_commands_of_a_room_refuse_a_server_in_one_line(command: str, run: Run) -> None:
    """Rule: before anything is opened, there is no such server."""
    refused = run("--database", "postgresql://nobody@localhost:1/none", *command.split())
    if command == "config":  # which has no database
        return
    assert (refused.status, refused.out, len(refused.err.splitlines())) == (2, "", 1), refused


@pytest.mark.parametrize("command", ["serve", "rooms", "rooms revoke Room"])
def test_commands_of_a_hub_say_in_one_line_that_its_server_is_not_there(command: str, run: Run) -> None:
    """Rule: a hub may be on a server; one that can't be reached is told as to every other command."""
    expected = run("--database", "postgresql://nobody@localhost:1/none", "sessions")
    said = run("--database", "postgresql://nobody@localhost:1/none", *command.split())
    assert (said.status, said.out, said.err) == (expected.status, "", expected.err)
    assert said.status != 0
    assert len(said.err.splitlines()) == 1


SECRET = "hunter2"


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://ana:{SECRET}@host/name",
        f"postgres://:{SECRET}@host/name",
        f"postgresql+psycopg://ana:{SECRET}/x@host/name",
        f"postgresql://ana@host/name?password={SECRET}",
        f"postgresql://host/name?user=ana&PassWord={SECRET}",
        f"postgresql://ana@host/name?%70assword={SECRET}",
        f"mysql://ana:{SECRET}@host/name",
    ],
)
@pytest.mark.parametrize(
    "place",
    [
        ("sessions", "--database"),
        ("gather", "x.db", "--into"),
        ("gather",),
        ("check",),
        ("status", "--database"),
    ],
)
def test_a_password_in_a_url_is_refused_and_repeated_nowhere(
    url: str, place: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    """Rule: in no message and in no file."""
    if place[0] == "status":
        place = ("--database",)
    refused = run(*place, url) if place != ("--database",) else run("--database", url, "status")
    assert refused.status == 2
    assert SECRET not in refused.out + refused.err
    assert not any(
        SECRET in file.read_text(errors="replace") for file in tmp_path.rglob("*") if file.is_file()
    )


def test_a_sqlite_url_is_a_file(conference: Path, run: Run) -> None:
    """Rule: three slashes and the path."""
    assert run("sessions", "--database", f"sqlite:///{conference}") == run(
        "sessions", "--database", conference
    )


def test_each_thing_that_goes_wrong_is_one_line_with_its_status(
    server: RunningServer,
    filled: ServerAddress,
    conference: Path,
    run: Run,
    new_database: Callable[[], ServerAddress],
) -> None:
    """Rule: what, where, and what to do; the exit status is that of the error tree."""
    name = database_of(filled)
    server.run(
        *(f"CREATE ROLE {role} LOGIN" for role in ("reader", "writer", "stranger")),
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO writer",
        database=name,
    )
    newer, foreign, latin = new_database(), new_database(), server.new_database("latin", "LATIN1")
    assert run("gather", conference, "--into", str(newer)).status == 0
    server.run("INSERT INTO migration VALUES (99, 'later', 'now')", database=database_of(newer))
    server.run("CREATE TABLE session (id int)", database=database_of(foreign))
    reader, writer, stranger = (str(server.address(name, role)) for role in ("reader", "writer", "stranger"))
    into = ("gather", str(conference), "--into")
    for arguments, status, told in (
        (("sessions", "--database", "postgresql://ana@127.0.0.1:9/none"), 7, "can't be reached"),
        (("sessions", "--database", "postgresql://ana@no-such-host.invalid/none"), 7, "can't be reached"),
        (("sessions", "--database", str(server.address("absent"))), 3, "no such database"),
        (("sessions", "--database", str(server.address(name, "nobody"))), 3, "refuses this user or password"),
        (("sessions", "--database", stranger), 3, "may not do that"),
        (("sessions", "--database", reader), 0, ""),
        ((*into, reader), 0, ""),
        ((*into, stranger), 3, "may not do that"),
        ((*into, str(server.address("postgres", "stranger"))), 3, "may not do that"),
        (("erase", "Ana", "--yes", "--database", reader), 1, "no match"),
        (("erase", "Room", "--yes", "--database", reader), 3, "may not do that"),
        (("erase", "Room", "--yes", "--database", writer), 3, "only the owner"),
        (("sessions", "--database", str(newer)), 4, "newer breakout-tui (form 99"),
        ((*into, str(newer)), 4, "newer breakout-tui"),
        (("gather", str(newer), "--into", str(filled)), 4, "newer breakout-tui"),
        ((*into, str(foreign)), 3, "not one of breakout-tui"),
        ((*into, str(latin)), 3, "its encoding is LATIN1"),
        (("sessions", "--database", "postgresql://ana@host:port/name"), 7, "can't be reached"),
    ):
        done = run(*arguments)
        lines = done.err.splitlines()
        assert (done.status, len(lines)) == (status, 1 if status else 0), (arguments, done)
        assert told in done.err, (arguments, done)


def test_a_wrong_password_and_a_right_one_from_the_password_file(
    server: RunningServer, filled: ServerAddress, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rule: the program never sees it; a wrong one is told with where it comes from."""
    server.run("CREATE ROLE secretary LOGIN SUPERUSER PASSWORD 'sesame'")
    with server.asking_for_passwords():
        address = str(server.address(database_of(filled), "secretary"))
        for given in (None, "wrong"):
            if given:
                monkeypatch.setenv("PGPASSWORD", given)
            refused = run("sessions", "--database", address)
            assert (refused.status, "~/.pgpass" in refused.err) == (3, True), refused
        monkeypatch.setenv("PGPASSWORD", "sesame")
        assert run("sessions", "--database", address).status == 0


def test_without_psycopg_it_says_what_to_install(tmp_path: Path) -> None:
    """Rule: one line, also for a source; a file needs none of it."""
    program = "import sys; sys.modules['psycopg'] = None; from breakout_tui.cli.main import run; run()"
    url = "postgresql://ana@localhost/name"
    for arguments in (("sessions", "--database", url), ("gather", url, "--database", str(tmp_path / "a.db"))):
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False
        )
        assert done.returncode == 3, done
        assert done.stderr.endswith("not installed; run pip install 'breakout-tui[organiser]'\n")
        assert len(done.stderr.splitlines()) == 1


def database_of(address: ServerAddress) -> str:
    """The name of a database."""
    found = re.search(r"@/(\w+)\?", str(address))
    assert found is not None
    return found[1]


def test_the_copied_file_is_a_conference_file(filled: ServerAddress, run: Run, tmp_path: Path) -> None:
    """Rule: what a secretariat gets in one file is checked like any other."""
    copy = tmp_path / "conference.db"
    assert run("gather", str(filled), "--into", copy).status == 0
    assert run("check", copy).status == 0
    shutil.rmtree(tmp_path / "home", ignore_errors=True)
