"""The example, as a test."""

import re
import time
from pathlib import Path
from typing import Any

import flow
import gws_auth
from pytest import MonkeyPatch


def test_login_exchange_refresh_and_an_m2m_token(simulator: str) -> None:
    first, second = flow.log_in(simulator, "simulator-Cloud-Secret-1")
    assert first.access_token and second.access_token and first.access_token != second.access_token
    assert second.refresh_token is not None and first.refresh_token != second.refresh_token
    assert first.expires_at is not None and first.expires_in > 0
    status, reply = flow.call_as_machine(simulator)
    assert (status, reply["authenticated_as"], reply["customer"]) == (200, "customer", "Weka Limited")
    counters = flow.control(simulator, "/simulator/counters")
    assert counters["m2m_accepted"] == 1


def test_a_wrong_secret_is_a_refusal(simulator: str, monkeypatch: MonkeyPatch) -> None:
    refusals = []

    def granted(request: gws_auth.HttpRequest) -> gws_auth.TokenSet:
        status, body = flow.send(request)
        outcome = gws_auth.parse_token(request.kind, status, body)
        assert isinstance(outcome, gws_auth.TokenOutcome.REFUSED)
        refusals.append(outcome.refusal)
        raise SystemExit

    monkeypatch.setattr(flow, "granted", granted)
    try:
        flow.log_in(simulator, "another-Secret-1")
    except SystemExit:
        pass
    [refusal] = refusals
    assert (refusal.error, refusal.status) == ("invalid_client", 400)
    assert refusal.who_must_act is gws_auth.WhoMustAct.OPERATOR and refusal.meaning and refusal.advice


def test_the_readme(simulator: str) -> None:
    text = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")
    [block] = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    example: dict[str, Any] = {}
    exec(compile(block, "README.md", "exec"), example)
    login = example["begin"](simulator)
    landing = flow.person(login.url)
    tokens = example["finish"](simulator, "simulator-Cloud-Secret-1", login.pending, landing)
    assert tokens.access_token and tokens.expires_at > time.time()
