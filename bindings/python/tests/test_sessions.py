"""Sessions against the simulator, which counts what really happened."""

import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Optional

import flow
import gws_auth
import pytest
from gws_auth.sessions import AccessToken, LoginRequired, MemoryStore, OperatorRequired, Store, access_token, keep

SECRET = "simulator-Cloud-Secret-1"
LIFE = 28_800
RULES = gws_auth.SessionRules(settle=1, poll=1)


class Fleet:
    """A session of a login just made, on a clock that tests move."""

    def __init__(self, simulator: str, log_in: bool = True) -> None:
        self.simulator = simulator
        self.ahead = 0
        self.store: Store = MemoryStore()
        self.client = gws_auth.ClientSettings(simulator, flow.CLIENT_ID, SECRET)
        if log_in:
            self.log_in()
        self.before = self.counters()

    def log_in(self) -> None:
        login = gws_auth.authorize(
            self.simulator, flow.CLIENT_ID, flow.REDIRECT_URI, secrets.token_bytes(64), int(time.time())
        )
        landing = flow.person(self.simulator, login.url)
        exchange = gws_auth.exchange_request(login.pending, landing, self.client, int(time.time()))
        assert isinstance(exchange, gws_auth.Granted)
        tokens = flow.granted(exchange.request)
        keep("weka", self.store, self.client, tokens, now=self.now)

    def now(self) -> float:
        return time.time() + self.ahead

    def ask(self, client: Optional[gws_auth.ClientSettings] = None) -> Any:
        client = client or self.client
        return access_token("weka", self.store, client, flow.send, rules=RULES, now=self.now)

    def counters(self) -> dict[str, Any]:
        return flow.control(self.simulator, "/simulator/counters")

    def counted(self, name: str) -> int:
        after: int = self.counters()[name]
        before: int = self.before[name]
        return after - before

    def strike(self, kind: str) -> None:
        flow.control(self.simulator, "/simulator/faults", {"endpoint": "refresh", "fault": {"kind": kind}})


def test_threads_are_one_fleet(simulator: str) -> None:
    fleet = Fleet(simulator)
    first = fleet.ask()
    assert isinstance(first, AccessToken) and first.generation == 0
    assert first.token not in repr(first)
    for generation in range(1, 6):
        fleet.ahead += LIFE + 1
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: fleet.ask(), range(8)))
        assert len({answer.token for answer in answers}) == 1 and answers[0].generation == generation
    assert (fleet.counted("refresh_tokens_consumed"), fleet.counted("refresh_tokens_reused")) == (5, 0)


def test_a_request_that_was_lost_on_its_way_costs_nothing(simulator: str) -> None:
    fleet = Fleet(simulator)
    old = fleet.ask()
    fleet.ahead = LIFE - 600
    fleet.strike("lost_before")
    assert fleet.ask().token == old.token
    fleet.ahead += 300
    assert fleet.ask().token != old.token
    assert (fleet.counted("refresh_tokens_consumed"), fleet.counted("refresh_tokens_reused")) == (1, 0)


def test_a_lost_reply_costs_a_login_and_no_more(simulator: str) -> None:
    fleet = Fleet(simulator)
    old = fleet.ask()
    fleet.ahead = LIFE - 600
    fleet.strike("lost_after")
    assert fleet.ask().token == old.token
    fleet.ahead += 900
    assert fleet.ask() == LoginRequired("lost")
    fleet.log_in()
    assert isinstance(fleet.ask(), AccessToken)
    assert fleet.counted("refresh_tokens_reused") == 0


def test_what_only_people_can_mend(simulator: str) -> None:
    assert Fleet(simulator, log_in=False).ask() == LoginRequired("no_session")
    fleet = Fleet(simulator)
    fleet.ahead = LIFE + 1
    with pytest.raises(OperatorRequired, match="fix_credentials"):
        fleet.ask(gws_auth.ClientSettings(simulator, flow.CLIENT_ID, "another-Secret"))
    with pytest.raises(gws_auth.GwsAuthError) as caught:
        fleet.ask(gws_auth.ClientSettings(simulator, "SmartSoftware_SmartPay", SECRET))
    assert caught.value.code == "session_other_client"
    fleet.ahead += 61
    assert isinstance(fleet.ask(), AccessToken)
    assert fleet.counted("refresh_tokens_reused") == 0


def test_a_log_out_ends_it_for_all(simulator: str) -> None:
    fleet = Fleet(simulator)
    stored = fleet.store.load("weka")
    assert stored is not None and gws_auth.session_facts(stored).phase == "idle"
    reject = gws_auth.session_reject(fleet.client, stored, 0, int(fleet.now()))
    assert reject is not None and fleet.store.swap("weka", reject)
    assert fleet.ask().generation == 1
    stored = fleet.store.load("weka")
    assert stored is not None
    ended = gws_auth.session_logout(fleet.client, stored, int(fleet.now()))
    assert fleet.store.swap("weka", ended.swap) and not fleet.store.swap("weka", ended.swap)
    assert ended.request is not None and flow.send(ended.request)[0] == 200
    assert fleet.ask() == LoginRequired("ended")
