"""A process of the storm in Python: eight threads over `gws_auth.sessions` and `gws_auth.postgres`, until its standard input ends."""

import contextlib
import json
import os
import random
import secrets
import sys
import threading
import time
import traceback
import urllib.request
from http.client import HTTPConnection
from urllib.parse import urlsplit

import gws_auth
import psycopg
from gws_auth.postgres import PostgresStore
from gws_auth.sessions import LoginRequired, access_token

database, environment = sys.argv[1:3]
since, second, count = map(int, sys.argv[3:6])
skew, timeout, pause, residence, settle, back_off, poll = map(int, sys.argv[6].split(","))
client = gws_auth.ClientSettings(environment, "SmartCloud_Payroll", "simulator-Cloud-Secret-1")
policy = gws_auth.PolicyChanges(
    clock_skew=skew, request_timeout=timeout, send_pause=pause, server_residence=residence
)
rules = gws_auth.SessionRules(settle=settle, back_off=back_off, poll=poll)
ending = threading.Event()


def now() -> float:
    return (time.time() * 1000 - since) / second


def sleep(seconds: float) -> None:
    time.sleep(seconds * second / 1000)


def send(request: gws_auth.HttpRequest) -> tuple[int, bytes]:
    url = urlsplit(request.url)
    connection = HTTPConnection(url.netloc, timeout=request.transport.timeout * second / 1000)
    try:
        headers = {header.name: header.value for header in request.headers}
        connection.request(request.method, url.path, request.body.encode(), headers)
        reply = connection.getresponse()
        return reply.status, reply.read()
    finally:
        connection.close()


def log_in(name: str, store: PostgresStore) -> None:
    """Unless another worker did meanwhile: then the swap stores nothing."""
    before = store.load(name)
    assert before is not None
    if gws_auth.session_facts(before).phase != "lost":
        return
    redirect_uri = "https://client.example.com/return"
    login = gws_auth.authorize(environment, client.client_id, redirect_uri, secrets.token_bytes(64), int(now()))
    headers = {"Content-Type": "application/json"}
    person = urllib.request.Request(f"{environment}/simulator/login", json.dumps({"url": login.url}).encode(), headers)
    with urllib.request.urlopen(person) as reply:
        landing = json.load(reply)["landing"]
    exchange = gws_auth.exchange_request(login.pending, landing, client, int(now()), policy)
    assert isinstance(exchange, gws_auth.Granted)
    sent_at = int(now())
    tokens = gws_auth.parse_token(exchange.request.kind, *send(exchange.request), sent_at, policy)
    assert isinstance(tokens, gws_auth.Granted)
    store.swap(name, gws_auth.session_login(client, tokens.value, before, int(now()), policy))


def work() -> None:
    store = PostgresStore(lambda: psycopg.connect(database))
    while not ending.is_set():
        name = f"employer-{random.randrange(count)}"
        access = access_token(name, store, client, send, policy=policy, rules=rules, now=now, sleep=sleep)
        if isinstance(access, LoginRequired):
            assert access.reason == "lost", f"{name}: {access.reason}"
            # Whoever comes next tries again.
            with contextlib.suppress(OSError):
                log_in(name, store)
        time.sleep(0.04)


def work_or_fail() -> None:
    try:
        work()
    except BaseException:
        traceback.print_exc()
        os._exit(1)


threads = [threading.Thread(target=work_or_fail) for _ in range(8)]
for thread in threads:
    thread.start()
sys.stdin.read()
ending.set()
for thread in threads:
    thread.join()
