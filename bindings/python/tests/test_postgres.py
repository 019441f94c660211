"""The store in PostgreSQL, on a server of its own."""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import gws_auth
import psycopg
import pytest
from gws_auth.postgres import PostgresStore
from gws_auth.sessions import Store
from test_sessions import LIFE, Fleet

NOW = 1_800_000_000
THREADS = 8


def programs() -> Path:
    """The folder of its programs: Debian has them outside of the path."""
    folders = [Path(folder) for folder in os.environ["PATH"].split(os.pathsep)]
    folders += [version / "bin" for version in Path("/usr/lib/postgresql").glob("*")]
    found = [folder for folder in folders if (folder / "initdb").exists()]
    assert found, "PostgreSQL's programs are not on this machine"
    return (found[0] / "initdb").resolve().parent


@pytest.fixture(scope="module")
def socket() -> Iterator[str]:
    """The folder of a server's socket."""
    with tempfile.TemporaryDirectory() as folder:
        user = []
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            # It refuses root.
            subprocess.run(["chown", "postgres", folder], check=True)
            user = ["runuser", "-u", "postgres", "--"]

        def run(name: str, *arguments: str) -> None:
            command = [*user, str(programs() / name), "-D", f"{folder}/data", *arguments]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

        run("initdb", "-A", "trust", "-U", "storm")
        run("pg_ctl", "-w", "-o", f"-k {folder} -c listen_addresses=", "-l", f"{folder}/log", "start")
        try:
            yield folder
        finally:
            run("pg_ctl", "-m", "immediate", "stop")


@pytest.fixture
def store(socket: str) -> Iterator[PostgresStore]:
    store = connected(socket)
    store.create_table()
    store.create_table()
    yield store
    with psycopg.connect(host=socket, user="storm", dbname="postgres") as connection:
        connection.execute("DROP TABLE gws_session")
    store.close()


def connected(socket: str) -> PostgresStore:
    return PostgresStore(lambda: psycopg.connect(host=socket, user="storm", dbname="postgres"))


def login(store: Store) -> gws_auth.SessionSwap:
    """The next login's record."""
    client = gws_auth.ClientSettings("test", "SmartCloud_Payroll", "hush")
    body = b'{"access_token":"a","token_type":"Bearer","refresh_token":"r"}'
    reply = gws_auth.parse_token(gws_auth.RequestKind.CODE, 200, body, NOW)
    assert isinstance(reply, gws_auth.Granted)
    return gws_auth.session_login(client, reply.value, store.load("weka"), NOW)


def test_a_swap_is_stored_if_the_version_fits(socket: str, store: PostgresStore) -> None:
    assert store.load("weka") is None
    first = login(store)
    assert not store.swap("weka", replace(first, expected_version=1, version=2))
    assert store.swap("weka", first) and not store.swap("weka", first)
    second = login(store)
    assert (second.expected_version, second.version) == (1, 2)
    assert store.swap("weka", second) and not store.swap("weka", second)
    # Another connection sees it: it is stored when `swap` returns.
    other = connected(socket)
    assert other.load("weka") == second.record and other.load("rata") is None
    other.close()
    assert abs(other.now() - time.time()) < 60
    other.close()


def test_of_many_swaps_from_one_version_one_is_stored(socket: str, store: PostgresStore) -> None:
    stores = [connected(socket) for _ in range(THREADS)]
    for round in range(20):
        swap = login(store)
        with ThreadPoolExecutor(THREADS) as pool:
            stored = list(pool.map(lambda store: store.swap("weka", swap), stores))
        assert stored.count(True) == 1, round
    for each in stores:
        each.close()


def test_a_connection_that_broke_is_made_again(socket: str, store: PostgresStore) -> None:
    assert store.swap("weka", login(store))
    with psycopg.connect(host=socket, user="storm", dbname="postgres", autocommit=True) as connection:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'storm' AND pid <> pg_backend_pid()"
        connection.execute(others)
    with pytest.raises(psycopg.OperationalError):
        store.load("weka")
    assert store.load("weka") is not None


def test_threads_with_connections_of_their_own_are_one_fleet(simulator: str, socket: str, store: PostgresStore) -> None:
    fleets = [Fleet(simulator, log_in=False) for _ in range(THREADS)]
    for fleet in fleets:
        fleet.store = connected(socket)
    fleets[0].log_in()
    for generation in range(1, 6):
        for fleet in fleets:
            fleet.ahead += LIFE + 1
        with ThreadPoolExecutor(THREADS) as pool:
            answers = list(pool.map(lambda fleet: fleet.ask(), fleets))
        assert len({answer.token for answer in answers}) == 1 and answers[0].generation == generation
    counted = [fleets[0].counted(f"refresh_tokens_{what}") for what in ("consumed", "reused")]
    assert counted == [5, 0]
    for fleet in fleets:
        assert isinstance(fleet.store, PostgresStore)
        fleet.store.close()
