"""Sessions: the calls, and walks through the steps of one worker."""

from dataclasses import fields
from typing import Any, Callable

import gws_auth
from gws_auth import HttpRequest, SessionRules, SessionSwap, TokenSet, _generated_session
from gws_auth._generated_session import Event, Step
from gws_auth._turn import Turn
from vector_case import Case, Failure, present

Fields = dict[str, Any]


def swap_fields(swap: SessionSwap | None) -> Fields:
    if swap is None:
        return {}
    return {"record": swap.record, "expected_version": swap.expected_version, "version": swap.version}


def login(case: Case) -> Fields:
    tokens = TokenSet(
        access_token=case.text("access_token"),
        authorization=f"Bearer {case.text('access_token')}",
        refresh_token=case.optional("refresh_token", str),
        expires_in=case.optional("expires_in", int),
        scope=None,
        sent_at=case.optional("sent_at", int),
        expires_at=None,
        refresh_at=None,
        warnings=(),
    )
    before, now = case.optional("before", str), case.integer("now")
    return swap_fields(gws_auth.session_login(case.client(), tokens, before, now, case.policy()))


def logout(request_fields: Callable[[HttpRequest], Fields]) -> Callable[[Case], Fields]:
    """A log-out; the fields of its request are those of every request."""

    def run(case: Case) -> Fields:
        out = gws_auth.session_logout(case.client(), case.text("record"), case.integer("now"), case.policy())
        return {**swap_fields(out.swap), **(request_fields(out.request) if out.request else {})}

    return run


def reject(case: Case) -> Fields:
    client, record = case.client(), case.text("record")
    return swap_fields(gws_auth.session_reject(client, record, case.integer("generation"), case.integer("now")))


def facts(case: Case) -> Fields:
    found = gws_auth.session_facts(case.long_text("record").decode())
    return {field.name: getattr(found, field.name) for field in fields(found)}


def walk(case: Case) -> Fields:
    """Each event, and the step that it gives; one that is refused changes nothing."""
    kinds = {"login_if_in_doubt": bool, "introspect_first": bool}
    rules = SessionRules(**{it.name: case.optional(it.name, kinds.get(it.name, int)) for it in fields(SessionRules)})
    attempt, jitter = case.octets("attempt"), case.optional("jitter", int) or 0
    events: list[str] = []
    while case.has(f"event_{len(events) + 1}"):
        events.append(case.text(f"event_{len(events) + 1}"))
    turn = Turn(case.client(), attempt, jitter, case.policy(), rules)
    steps: Fields = {}
    for number, text in enumerate(events, 1):
        now, event = text.split(" ", 1)
        try:
            steps[f"step_{number}"] = said(turn.next(happened(event), int(now)))
        except gws_auth.GwsAuthError as error:
            steps[f"step_{number}"] = f"error {error.code}"
    return present({**steps, "problem": turn.problem()})


def happened(text: str) -> bytes:
    """An event as the vectors write it."""
    name, _, rest = text.partition(" ")
    if name == "loaded":
        return Event.loaded(rest or None)
    if name == "reply":
        status, _, body = rest.partition(" ")
        return Event.reply(int(status), body.encode())
    if rest or name not in ("stored", "not_stored", "not_sent", "no_reply", "waited"):
        raise Failure(f"no event: {text}")
    simple: Callable[[], bytes] = getattr(Event, name)
    return simple()


def said(todo: Step) -> str:
    """A step as the vectors write it."""
    step = _generated_session
    if isinstance(todo, step.StepLoad):
        return "load"
    if isinstance(todo, step.StepSwap):
        return f"swap {todo.swap.expected_version} {todo.swap.version} {todo.swap.record}"
    if isinstance(todo, step.StepSend):
        return f"send {todo.send_before} {todo.request.url} {todo.request.body}"
    if isinstance(todo, step.StepAsk):
        return f"ask {todo.request.url} {todo.request.body}"
    if isinstance(todo, step.StepDiscard):
        return f"discard {todo.request.url} {todo.request.body}"
    if isinstance(todo, step.StepWait):
        return f"wait {todo.seconds}"
    if isinstance(todo, step.StepUse):
        return f"use {todo.generation} {todo.refresh_from} {todo.token}"
    return f"login_required {todo.reason}"
