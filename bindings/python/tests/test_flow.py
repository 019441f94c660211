"""The example, as a test."""

import re
import time
from pathlib import Path
from typing import Any

import flow
import gws_auth
import pytest


def test_login_exchange_refresh_and_an_m2m_token(simulator: str) -> None:
    first, second = flow.log_in(simulator, "simulator-Cloud-Secret-1")
    assert first.access_token and second.access_token and first.access_token != second.access_token
    assert second.refresh_token is not None and first.refresh_token != second.refresh_token
    assert first.expires_at is not None and not first.needs_renewal(int(time.time()))
    status, reply = flow.call_as_machine(simulator)
    assert (status, reply["authenticated_as"], reply["customer"]) == (200, "customer", "Weka Limited")
    counters = flow.control(simulator, "/simulator/counters")
    assert counters["m2m_accepted"] == 1


def test_a_wrong_secret_is_a_refusal(simulator: str) -> None:
    with pytest.raises(flow.NotGranted) as caught:
        flow.log_in(simulator, "another-Secret-1")
    refusal = caught.value.what
    assert isinstance(refusal, gws_auth.Refusal)
    assert (refusal.error, refusal.status) == ("invalid_client", 400)
    # Once; then the configuration is wrong.
    assert (refusal.next_step, refusal.attempts) == (gws_auth.NextStep.RESTART_LOGIN, 1)
    assert refusal.afterwards is gws_auth.NextStep.FIX_CONFIGURATION and refusal.meaning and refusal.advice


def test_a_server_that_is_not_there_is_advice() -> None:
    client = gws_auth.ClientSettings("http://127.0.0.1:9", flow.CLIENT_ID, "secret")
    with pytest.raises(flow.NotGranted) as caught:
        flow.granted(gws_auth.refresh_request(client, "refresh-token"))
    advice = caught.value.what
    assert isinstance(advice, gws_auth.Advice)
    assert (advice.next_step, advice.who_must_act) == (gws_auth.NextStep.TRY_LATER, gws_auth.WhoMustAct.PROGRAM)


def test_the_readme(simulator: str) -> None:
    text = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")
    [block] = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    example: dict[str, Any] = {}
    exec(compile(block, "README.md", "exec"), example)
    login = example["begin"](simulator)
    landing = flow.person(simulator, login.url)
    tokens = example["finish"](simulator, "simulator-Cloud-Secret-1", login.pending, landing)
    assert tokens.access_token and tokens.expires_at > time.time()
