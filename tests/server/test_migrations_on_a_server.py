"""A database on a server is made in the newest form, and brought to it from an earlier one, in one transaction."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from breakout_tui.domain.errors import DatabaseDamaged
from breakout_tui.domain.server_address import ServerAddress
from breakout_tui.store import schema
from breakout_tui.store.migrations import STEPS, VERSION
from breakout_tui.store.server_connection import ServerConnection
from breakout_tui.store.server_migrations import examine, migrate
from breakout_tui.store.sql_connection import SqlConnection
from tests.domain.paper_desk import rooms
from tests.server.running_server import RunningServer
from tests.server.test_commands_on_a_server import database_of
from tests.store.conference_file import written
from tests.store.file_replicas import as_json, gather, rows

NINE = "2026-11-24T09:00:00+01:00"


def made_earlier(server: RunningServer, address: ServerAddress, version: int) -> None:
    """As if a program of this form had made it: without what came later."""
    for table in reversed(schema.ALL_TABLES):
        if table.since > version:
            server.run(f"DROP TABLE {table.name}", database=database_of(address))
            continue
        for column in table.columns:
            if column.since > version:
                server.run(
                    f"ALTER TABLE {table.name} DROP COLUMN {column.name}", database=database_of(address)
                )
    server.run(f"DELETE FROM migration WHERE number > {version}", database=database_of(address))


@pytest.mark.parametrize("version", [4, 5, 6])
def test_a_database_of_an_earlier_form_is_migrated_when_it_is_opened(
    server: RunningServer, hub: ServerAddress, tmp_path: Path, version: int
) -> None:
    """Rule: its rows stay, what is new has its default, and then it is of the newest form like any other."""
    file = written(tmp_path / "rooms.db", rooms().sessions)
    gather(hub, file)
    made_earlier(server, hub, version)
    with closing(ServerConnection(hub)) as connection:
        assert examine(connection) == (version, [])
    assert as_json(hub) == as_json(file)
    with closing(ServerConnection(hub)) as connection:
        assert examine(connection) == (VERSION, [])
        numbers = connection.execute("SELECT number, name FROM migration ORDER BY number").fetchall()
        assert numbers == [(step.number, step.name) for step in STEPS]
    gather(hub, file)
    assert rows(hub) == rows(file)


def test_a_migration_that_fails_changes_nothing(server: RunningServer, hub: ServerAddress) -> None:
    """Rule: all of it is one transaction."""

    def fail(_: SqlConnection) -> None:
        raise ZeroDivisionError

    with closing(ServerConnection(hub)) as connection:
        migrate(connection, NINE)
        made_earlier(server, hub, 5)
        steps = (*STEPS[:-1], STEPS[-1]._replace(rewrite=fail))
        with pytest.raises(ZeroDivisionError):
            migrate(connection, NINE, steps)
        assert examine(connection) == (5, [])


def test_each_step_of_the_program_has_a_column_or_a_table_that_names_it() -> None:
    """Rule: a server's migration adds what the tables say came with its number, so a step must change nothing else there."""
    since = {table.since for table in schema.ALL_TABLES}
    since |= {column.since for table in schema.ALL_TABLES for column in table.columns}
    assert since == {step.number for step in STEPS}


def test_a_view_in_place_of_a_table_is_refused(server: RunningServer, hub: ServerAddress) -> None:
    """Rule: nothing is written into something that only has the name of a table."""
    with closing(ServerConnection(hub)) as connection:
        migrate(connection, NINE)
        server.run(
            "ALTER TABLE draft RENAME TO elsewhere",
            "CREATE VIEW draft AS SELECT * FROM elsewhere",
            database=database_of(hub),
        )
        with pytest.raises(DatabaseDamaged, match="another program changed its structure"):
            migrate(connection, NINE)


def test_what_an_extension_keeps_is_no_table_of_another_program(
    server: RunningServer, hub: ServerAddress
) -> None:
    """Rule: a server of a provider has such views in every database."""
    available = server.run("SELECT name FROM pg_available_extensions WHERE name = 'pg_stat_statements'")
    if not available:
        pytest.skip("the wheel has no extension with a view")
    server.run("CREATE EXTENSION pg_stat_statements", database=database_of(hub))
    with closing(ServerConnection(hub)) as connection:
        migrate(connection, NINE)
        assert examine(connection) == (VERSION, [])
