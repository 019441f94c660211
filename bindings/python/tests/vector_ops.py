"""What each operation of the vectors is in Python; M2M's are in `vector_m2m`, those of sessions in `vector_session`."""

from dataclasses import fields
from typing import Any, Callable
from urllib.parse import parse_qs

import gws_auth
import vector_session
from gws_auth import (
    ClientSettings,
    ExchangeOutcome,
    Granted,
    HttpRequest,
    IntrospectionReply,
    LoginOptions,
    RelayRules,
    RevocationReply,
    TokenReply,
    TokenTypeHint,
    Unreadable,
)
from vector_case import Case, Failure, NotReadable, Refused, codes, outcome_fields, present
from vector_m2m import M2M, Fields


def plain(record: Any) -> Fields:
    """A record as the vectors write it."""
    found = {field.name: getattr(record, field.name) for field in fields(record)}
    if "warnings" in found:
        found["warnings"] = codes(found["warnings"])
    return present(found)


def authorize(case: Case) -> Fields:
    options = LoginOptions(
        state=case.optional("state", str),
        wide_state=case.optional("wide_state", bool),
        plain_http=case.optional("plain_http", bool),
        code_verifier=case.optional("code_verifier", str),
        pkce=case.optional("pkce", bool),
    )
    return plain(
        gws_auth.authorize(
            environment=case.text("environment"),
            client_id=case.text("client_id"),
            redirect_uri=case.text("redirect_uri"),
            entropy=case.octets("entropy"),
            now=case.integer("now"),
            options=options,
        )
    )


def environment_urls(case: Case) -> Fields:
    return plain(gws_auth.environment_urls(case.text("environment")))


def granted(outcome: ExchangeOutcome | TokenReply | IntrospectionReply | RevocationReply) -> Any:
    """What was granted."""
    match outcome:
        case Granted(value):
            return value
        case gws_auth.Refused(refusal):
            raise Refused(refusal)
        case Unreadable() as unreadable:
            raise NotReadable(unreadable)


def landing(case: Case) -> Fields:
    pending = case.text("pending")
    last = pending.rsplit(" ", 1)[-1]
    usable = last.isascii() and last.isprintable() and last and ":" not in last
    client = ClientSettings(environment="test", client_id=last if usable else "client", client_secret="secret")
    outcome = gws_auth.exchange_request(pending, case.text("landing"), client, case.integer("now"), case.policy())
    form = parse_qs(granted(outcome).body, keep_blank_values=True, strict_parsing=True)
    return {"code": "".join(form["code"])}


def request_fields(request: HttpRequest) -> Fields:
    names = {"Authorization": "authorization", "Content-Type": "content_type", "Content-Length": "content_length"}
    found: Fields = {"method": request.method, "url": request.url, "body": request.body}
    for header in request.headers:
        found[names[header.name]] = header.value
    transport = request.transport
    if transport.follow_redirects or transport.retry or not transport.fresh_connection or transport.timeout != 30:
        raise Failure("the transport is another one")
    return found


def exchange_request(case: Case) -> Fields:
    outcome = gws_auth.exchange_request(
        case.text("pending"), case.text("landing"), case.client(), case.integer("now"), case.policy()
    )
    return request_fields(granted(outcome))


def refresh_request(case: Case) -> Fields:
    return request_fields(gws_auth.refresh_request(case.client(), case.text("refresh_token"), case.policy()))


def about_a_token(function: Callable[..., HttpRequest]) -> Callable[[Case], Fields]:
    """An introspection or a revocation."""

    def run(case: Case) -> Fields:
        hint = case.optional("token_type_hint", str)
        hint = TokenTypeHint(hint) if hint else None
        return request_fields(function(case.client(), case.text("token"), hint, case.policy()))

    return run


def relay_request(case: Case) -> Fields:
    rules = RelayRules(
        redirect_uris=case.words("redirect_uris"),
        refresh=case.optional("refresh", bool),
        without_pkce=case.optional("without_pkce", bool),
        introspection=case.optional("introspection", bool),
        revocation=case.optional("revocation", bool),
    )
    return request_fields(gws_auth.relay_request(case.text("endpoint"), case.long_text("body"), rules, case.client()))


def parse_token(case: Case) -> Fields:
    reply = gws_auth.parse_token(
        kind=case.request_kind(),
        status=case.integer("status"),
        body=case.long_text("body"),
        sent_at=case.optional("sent_at", int),
        policy=case.policy(),
    )
    return plain(granted(reply))


def parse_introspection(case: Case) -> Fields:
    reply = gws_auth.parse_introspection(case.integer("status"), case.long_text("body"), case.policy())
    return plain(granted(reply))


def parse_revocation(case: Case) -> Fields:
    reply = gws_auth.parse_revocation(case.integer("status"), case.long_text("body"), case.policy())
    return plain(granted(reply))


def parse_refusal(case: Case) -> Fields:
    """As the reply to the request that was refused."""
    kind = case.request_kind()
    if kind is gws_auth.RequestKind.INTROSPECT:
        return parse_introspection(case)
    if kind is gws_auth.RequestKind.REVOKE:
        return parse_revocation(case)
    return parse_token(case)


def explain(case: Case) -> Fields:
    raise Refused(
        gws_auth.explain(
            request=case.request_kind(),
            error=case.text("error"),
            error_description=case.optional("error_description", str),
            status=case.integer("status"),
            policy=case.policy(),
        )
    )


def no_reply(case: Case) -> Fields:
    return outcome_fields(gws_auth.no_reply(case.request_kind(), bool(case.value("sent", bool)), case.policy()))


def ird_number(case: Case) -> Fields:
    return plain(gws_auth.ird_number(case.text("number")))


def certificate_facts(case: Case) -> Fields:
    found = gws_auth.certificate_facts(case.long_text("file"))
    return {**plain(found), "algorithms": " ".join(found.algorithms)}


def token_set_needs_renewal(case: Case) -> Fields:
    tokens = gws_auth.TokenSet(
        access_token="AT",
        authorization="Bearer AT",
        refresh_token=None,
        expires_in=None,
        scope=None,
        sent_at=case.optional("begin", int),
        expires_at=None,
        refresh_at=case.optional("renew_at", int),
        warnings=(),
    )
    return {"needs_renewal": tokens.needs_renewal(case.integer("now"))}


def inspect_access_token(case: Case) -> Fields:
    return plain(gws_auth.inspect_access_token(case.text("token")))


OPS: dict[str, tuple[Callable[[Case], Fields], ...]] = {
    "authorize": (authorize,),
    "environment_urls": (environment_urls,),
    "landing": (landing,),
    "exchange_request": (exchange_request,),
    "refresh_request": (refresh_request,),
    "introspect_request": (about_a_token(gws_auth.introspect_request),),
    "revoke_request": (about_a_token(gws_auth.revoke_request),),
    "relay_request": (relay_request,),
    "parse_token": (parse_token,),
    "parse_introspection": (parse_introspection,),
    "parse_revocation": (parse_revocation,),
    "parse_refusal": (parse_refusal,),
    "explain": (explain,),
    "no_reply": (no_reply,),
    "inspect_access_token": (inspect_access_token,),
    "certificate_facts": (certificate_facts,),
    "needs_renewal": (token_set_needs_renewal,),
    "ird_number": (ird_number,),
    "session_login": (vector_session.login,),
    "session_logout": (vector_session.logout(request_fields),),
    "session_reject": (vector_session.reject,),
    "session_facts": (vector_session.facts,),
    "session_walk": (vector_session.walk,),
    **M2M,
}
"""Each in every way that there is; all must give what the vector expects."""
