"""Sessions in PostgreSQL: for any number of machines. It needs psycopg: `pip install "gws-auth[postgres]"`.

    store = PostgresStore(lambda: psycopg.connect("service=payroll"))
    store.create_table()

Any store that speaks PostgreSQL's protocol and is linearizable for each row will do. Give it the primary, never a replica: a
failover to an asynchronous one breaks assumption A1 of `core/SESSION.md`.
"""

from collections.abc import Callable
from threading import Lock
from typing import Any, Optional, TypeVar

import psycopg

from ._generated_records import SessionSwap

__all__ = ["PostgresStore"]

TABLE = (
    "CREATE TABLE IF NOT EXISTS gws_session (name text PRIMARY KEY, version bigint NOT NULL, record text NOT NULL)"
)
LOAD = "SELECT record FROM gws_session WHERE name = %s"
FIRST = "INSERT INTO gws_session (name, version, record) VALUES (%(name)s, %(version)s, %(record)s) ON CONFLICT DO NOTHING"
SWAP = "UPDATE gws_session SET version = %(version)s, record = %(record)s WHERE name = %(name)s AND version = %(expected)s"
NOW = "SELECT floor(extract(epoch FROM clock_timestamp()))::bigint"

T = TypeVar("T")


class PostgresStore:
    """Records as rows of the table `gws_session`, over one connection, which is made again after it broke.

    Threads may share it: they take turns. What protects the tokens is who may read the table. Each swap waits for the
    server's disk, whatever the server's setting.
    """

    def __init__(self, connect: Callable[[], "psycopg.Connection[Any]"]) -> None:
        """
        Args:
            connect: Makes a connection that nothing else uses.
        """
        self._connect = connect
        self._connection: Optional[psycopg.Connection[Any]] = None
        self._lock = Lock()

    def create_table(self) -> None:
        """Makes the table if it is not there."""
        self._run(lambda connection: connection.execute(TABLE))

    def now(self) -> float:
        """The server's clock, in seconds since 1970: one clock for all workers (assumption A2)."""
        row = self._run(lambda connection: connection.execute(NOW).fetchone())
        assert row is not None
        return float(row[0])

    def load(self, name: str) -> Optional[str]:
        """The record under this name."""
        row = self._run(lambda connection: connection.execute(LOAD, (name,)).fetchone())
        return None if row is None else str(row[0])

    def swap(self, name: str, swap: SessionSwap) -> bool:
        """Stores the record if the version under this name is the expected one, and tells whether it did."""
        values = {
            "name": name,
            "version": swap.version,
            "record": swap.record,
            "expected": swap.expected_version,
        }
        query = FIRST if swap.expected_version == 0 else SWAP
        return self._run(lambda connection: connection.execute(query, values).rowcount) == 1

    def close(self) -> None:
        """Closes the connection; the next call makes one again."""
        with self._lock:
            self._drop()

    def _run(self, act: "Callable[[psycopg.Connection[Any]], T]") -> T:
        """Calls `act` with a connection, and lets go of it where that fails."""
        with self._lock:
            if self._connection is None or self._connection.closed:
                self._connection = self._connect()
                # Without a transaction around it each statement is stored when it returns.
                self._connection.autocommit = True
                self._connection.execute("SET synchronous_commit = on")
            try:
                return act(self._connection)
            except BaseException:
                self._drop()
                raise

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
