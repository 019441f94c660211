"""Every call, in the order of the flow. Written by `cargo xtask generate`."""

from collections.abc import Sequence
from typing import Optional

from . import _boundary, _generated_library, _support
from ._generated_records import (
    AccessTokenFacts,
    Advice,
    CertificateFacts,
    ClaimsToSign,
    ClientSettings,
    EnvironmentUrls,
    ExchangeOutcome,
    ExpectedClaims,
    Finding,
    GatewayService,
    HttpRequest,
    IntrospectionReply,
    IrdNumber,
    Login,
    LoginOptions,
    PolicyChanges,
    Refusal,
    RelayRules,
    RequestKind,
    RevocationReply,
    ServiceAnswer,
    SessionFacts,
    SessionLogout,
    SessionSwap,
    SignatureForm,
    SignedToken,
    TokenClaims,
    TokenReply,
    TokenSet,
    TokenTypeHint,
    UnsignedToken,
    UnverifiedToken,
    _read_exchange_outcome,
    _read_introspection_reply,
    _read_revocation_reply,
    _read_token_reply,
)

__all__ = [
    "authorize",
    "certificate_facts",
    "check_client",
    "check_mtls",
    "check_redirect_uris",
    "check_signing",
    "check_ssh",
    "environment_urls",
    "exchange_request",
    "explain",
    "inspect_access_token",
    "introspect_request",
    "ird_number",
    "m2m_attach",
    "m2m_sign",
    "m2m_unsigned",
    "m2m_verify",
    "m2m_verify_begin",
    "m2m_verify_finish",
    "no_reply",
    "parse_introspection",
    "parse_revocation",
    "parse_token",
    "refresh_request",
    "relay_request",
    "revoke_request",
    "service_access",
    "services",
    "session_facts",
    "session_login",
    "session_logout",
    "session_reject",
    "version",
]


def version() -> str:
    """The version of this library, `MAJOR.MINOR.PATCH`."""
    return _support.call(_generated_library.version, _boundary.whole)


def authorize(
    environment: str,
    client_id: str,
    redirect_uri: str,
    entropy: bytes,
    now: int,
    options: Optional[LoginOptions] = None,
) -> Login:
    """Starts a login. Next: open `url` in the system's browser, keep `pending` in that user's own session; when
    the browser comes back, `exchange_request`.

    Args:
        environment: `mock`, `test`, `production` or a URL.
        client_id: the client id, as Inland Revenue registered it.
        redirect_uri: where the browser comes back to, exactly as registered.
        entropy: 64 fresh random bytes from the system's generator.
        now: seconds since 1970.
        options: what this login does otherwise than usual.

    Raises:
        GwsAuthError: The caller's: of the environment, the client id, the redirect URI, the entropy and the
            options. Rules AUTHZ-1 to AUTHZ-9.
        TypeError: an argument is of another type; the text names it.
    """
    raw_environment = _support.text("authorize", "environment", environment)
    raw_client_id = _support.text("authorize", "client_id", client_id)
    raw_redirect_uri = _support.text("authorize", "redirect_uri", redirect_uri)
    _support.octets("authorize", "entropy", entropy)
    _support.integer("authorize", "now", now, bits=64)
    _support.instance("authorize", "options", options, LoginOptions, none=True)
    return _support.call(
        _generated_library.authorize,
        Login._read,
        raw_environment,
        raw_client_id,
        raw_redirect_uri,
        _boundary.packed_octets(entropy),
        now,
        _boundary.ABSENT if options is None else _boundary.PRESENT + options._packed(),
    )


def environment_urls(environment: str) -> EnvironmentUrls:
    """Where the endpoints and services of an environment are.

    Args:
        environment: `mock`, `test`, `production` or a URL.

    Raises:
        GwsAuthError: The caller's: of the environment. Rules ENV-1 to ENV-5.
        TypeError: an argument is of another type; the text names it.
    """
    raw_environment = _support.text("environment_urls", "environment", environment)
    return _support.call(_generated_library.environment_urls, EnvironmentUrls._read, raw_environment)


def exchange_request(
    pending: str,
    landing: str,
    client: ClientSettings,
    now: int,
    policy: Optional[PolicyChanges] = None,
) -> ExchangeOutcome:
    """From the pending login and the landing URL to the request that exchanges the code, in one step: the code
    never stands alone. Remove the pending login from the session before the request is sent (AUTHZ-9). Next:
    send the request once, then `parse_token` with its `kind`; if no reply comes, `no_reply`.

    Args:
        pending: what `authorize` gave, out of this user's own session.
        landing: the whole URL that the browser came back to.
        client: the client.
        now: seconds since 1970.
        policy: settings that differ from the usual ones.

    Raises:
        GwsAuthError: Of the pending text, of the landing URL (`state_mismatch`, …) and of the client: there
            is nobody logged in. Rules REDIR-1 to REDIR-7.
        TypeError: an argument is of another type; the text names it.
    """
    raw_pending = _support.text("exchange_request", "pending", pending)
    raw_landing = _support.text("exchange_request", "landing", landing)
    _support.instance("exchange_request", "client", client, ClientSettings)
    _support.integer("exchange_request", "now", now, bits=64)
    _support.instance("exchange_request", "policy", policy, PolicyChanges, none=True)
    return _support.call(
        _generated_library.exchange_request,
        _read_exchange_outcome,
        raw_pending,
        raw_landing,
        client._packed(),
        now,
        _boundary.ABSENT if policy is None else _boundary.PRESENT + policy._packed(),
    )


def inspect_access_token(token: str) -> AccessTokenFacts:
    """What an access token says of itself. Nobody checked its signature: for people who look for a fault, never
    for decisions (TOKEN-6).

    Args:
        token: the access token.

    Raises:
        GwsAuthError: `token_opaque` for a token that is no JWT and as good as any (TOKEN-8); of the token's
            form.
        TypeError: an argument is of another type; the text names it.
    """
    raw_token = _support.text("inspect_access_token", "token", token)
    return _support.call(_generated_library.inspect_access_token, AccessTokenFacts._read, raw_token)


def no_reply(kind: RequestKind, sent: bool, policy: Optional[PolicyChanges] = None) -> Advice:
    """What follows a request that got no reply. A reply that came says it itself. Rules ERR-2 and REFRESH-3.

    Args:
        kind: that of the request.
        sent: false only where the request certainly did not leave this machine: no address found, connection
            refused, TLS failed. Time-outs and lost connections are true, and so is every doubt.
        policy: settings that differ from the usual ones.

    Raises:
        GwsAuthError: The caller's: of the policy.
        TypeError: an argument is of another type; the text names it.
    """
    _support.instance("no_reply", "kind", kind, RequestKind)
    _support.flag("no_reply", "sent", sent)
    _support.instance("no_reply", "policy", policy, PolicyChanges, none=True)
    return _support.call(
        _generated_library.no_reply,
        Advice._read,
        kind._packed(),
        sent,
        _boundary.ABSENT if policy is None else _boundary.PRESENT + policy._packed(),
    )


def parse_token(
    kind: RequestKind,
    status: int,
    body: bytes,
    sent_at: Optional[int] = None,
    policy: Optional[PolicyChanges] = None,
) -> TokenReply:
    """Reads the reply to a code exchange or a refresh. Whatever the server answered is data: granted, refused or
    unreadable. Next: store the tokens before they are used; otherwise do what `next_step` says.

    Args:
        kind: that of the request: a code exchange or a refresh.
        status: the HTTP status.
        body: the body as it came.
        sent_at: when the request was sent, in seconds since 1970; with it the tokens say when they end and when
            to renew them.
        policy: settings that differ from the usual ones.

    Raises:
        GwsAuthError: The caller's: `request_kind_invalid` for another kind of request, `status_invalid`,
            `time_invalid`. Rules TOKEN-4, TOKEN-8, ERR-1 to ERR-4.
        TypeError: an argument is of another type; the text names it.
    """
    _support.instance("parse_token", "kind", kind, RequestKind)
    _support.integer("parse_token", "status", status, bits=32)
    _support.octets("parse_token", "body", body)
    _support.integer("parse_token", "sent_at", sent_at, bits=64, none=True)
    _support.instance("parse_token", "policy", policy, PolicyChanges, none=True)
    return _support.call(
        _generated_library.parse_token,
        _read_token_reply,
        kind._packed(),
        status,
        _boundary.packed_octets(body),
        _boundary.ABSENT if sent_at is None else _boundary.PRESENT + _boundary.packed_int64(sent_at),
        _boundary.ABSENT if policy is None else _boundary.PRESENT + policy._packed(),
    )


def refresh_request(
    client: ClientSettings,
    refresh_token: str,
    policy: Optional[PolicyChanges] = None,
) -> HttpRequest:
    """The request for the next set of tokens. Store that it was sent before sending it: the refresh token works
    once (REFRESH-1, REFRESH-3). Next: send it once, then `parse_token` with its `kind`; if no reply comes,
    `no_reply`.

    Args:
        client: the client.
        refresh_token: the newest refresh token.
        policy: settings that differ from the usual ones.

    Raises:
        GwsAuthError: The caller's: of the client and of the refresh token.
        TypeError: an argument is of another type; the text names it.
    """
    _support.instance("refresh_request", "client", client, ClientSettings)
    raw_refresh_token = _support.text("refresh_request", "refresh_token", refresh_token)
    _support.instance("refresh_request", "policy", policy, PolicyChanges, none=True)
    return _support.call(
        _generated_library.refresh_request,
        HttpRequest._read,
        client._packed(),
        raw_refresh_token,
        _boundary.ABSENT if policy is None else _boundary.PRESENT + policy._packed(),
    )


def introspect_request(
    client: ClientSettings,
    token: str,
    hint: Optional[TokenTypeHint] = None,
    policy: Optional[PolicyChanges] = None,
) -> HttpRequest:
    """The question whether a token is alive. Next: send it, then `parse_introspection`.

    Args:
        client: the client.
        token: the token.
        hint: what kind of token it is.
        policy: settings that differ from the usual ones.

    Raises:
        GwsAuthError: The caller's: of the client and of the token. Rule INTRO-1.
        TypeError: an argument is of another type; the text names it.
    """
    _support.instance("introspect_request", "client", client, ClientSettings)
    raw_token = _support.text("introspect_request", "token", token)
    _support.instance("introspect_request", "hint", hint, TokenTypeHint, none=True)
    _support.instance("introspect_request", "policy", policy, PolicyChanges, none=True)
    return _support.call(
        _generated_library.introspect_request,
        HttpRequest._read,
        client._packed(),
        raw_token,
        _boundary.ABSENT if hint is None else _boundary.PRESENT + hint._packed(),
        _boundary.ABSENT if policy is None else _boundary.PRESENT + policy._packed(),
    )


def parse_introspection(
    status: int,
    body: bytes,
    policy: Optional[PolicyChanges] = None,
) -> IntrospectionReply:
    """Reads the reply to an introspection. Whatever the server answered is data.

    Args:
        status: the HTTP status.
        body: the body as it came.
        policy: settings that differ from the usual ones.

    Raises:
        GwsAuthError: The caller's: `status_invalid`. Rule INTRO-2.
        TypeError: an argument is of another type; the text names it.
    """
    _support.integer("parse_introspection", "status", status, bits=32)
    _support.octets("parse_introspection", "body", body)
    _support.instance("parse_introspection", "policy", policy, PolicyChanges, none=True)
    return _support.call(
        _generated_library.parse_introspection,
        _read_introspection_reply,
        status,
        _boundary.packed_octets(body),
        _boundary.ABSENT if policy is None else _boundary.PRESENT + policy._packed(),
    )


def parse_revocation(status: int, body: bytes, policy: Optional[PolicyChanges] = None) -> RevocationReply:
    """Reads the reply to a revocation: any 2xx is success, whatever the body. Whatever the server answered is
    data.

    Args:
        status: the HTTP status.
        body: the body as it came.
        policy: settings that differ from the usual ones.

    Raises:
        GwsAuthError: The caller's: `status_invalid`. Rule REVOKE-1.
        TypeError: an argument is of another type; the text names it.
    """
    _support.integer("parse_revocation", "status", status, bits=32)
    _support.octets("parse_revocation", "body", body)
    _support.instance("parse_revocation", "policy", policy, PolicyChanges, none=True)
    return _support.call(
        _generated_library.parse_revocation,
        _read_revocation_reply,
        status,
        _boundary.packed_octets(body),
        _boundary.ABSENT if policy is None else _boundary.PRESENT + policy._packed(),
    )


def revoke_request(
    client: ClientSettings,
    token: str,
    hint: Optional[TokenTypeHint] = None,
    policy: Optional[PolicyChanges] = None,
) -> HttpRequest:
    """The request that ends a token. Next: send it, then `parse_revocation`.

    Args:
        client: the client.
        token: the token.
        hint: what kind of token it is.
        policy: settings that differ from the usual ones.

    Raises:
        GwsAuthError: The caller's: of the client and of the token. Rule REVOKE-1.
        TypeError: an argument is of another type; the text names it.
    """
    _support.instance("revoke_request", "client", client, ClientSettings)
    raw_token = _support.text("revoke_request", "token", token)
    _support.instance("revoke_request", "hint", hint, TokenTypeHint, none=True)
    _support.instance("revoke_request", "policy", policy, PolicyChanges, none=True)
    return _support.call(
        _generated_library.revoke_request,
        HttpRequest._read,
        client._packed(),
        raw_token,
        _boundary.ABSENT if hint is None else _boundary.PRESENT + hint._packed(),
        _boundary.ABSENT if policy is None else _boundary.PRESENT + policy._packed(),
    )


def session_facts(record: str) -> SessionFacts:
    """What a stored record says, without its tokens.

    Args:
        record: the record.

    Raises:
        GwsAuthError: `session_too_long`, `session_version`, `session_malformed`, `session_altered`.
        TypeError: an argument is of another type; the text names it.
    """
    raw_record = _support.text("session_facts", "record", record)
    return _support.call(_generated_library.session_facts, SessionFacts._read, raw_record)


def session_login(
    client: ClientSettings,
    tokens: TokenSet,
    before: Optional[str],
    now: int,
    policy: Optional[PolicyChanges] = None,
) -> SessionSwap:
    """The record of a login. Next: store it with its expected version; when that fails, load and call this again.
    From then on the session gives access tokens.

    Args:
        client: the client.
        tokens: what `parse_token` granted.
        before: the record that is stored now, if there is one.
        now: seconds since 1970.
        policy: settings that differ from the usual ones.

    Raises:
        GwsAuthError: `session_other_client`; of the stored record and of the tokens.
        TypeError: an argument is of another type; the text names it.
    """
    _support.instance("session_login", "client", client, ClientSettings)
    _support.instance("session_login", "tokens", tokens, TokenSet)
    _support.text("session_login", "before", before, none=True)
    _support.integer("session_login", "now", now, bits=64)
    _support.instance("session_login", "policy", policy, PolicyChanges, none=True)
    return _support.call(
        _generated_library.session_login,
        SessionSwap._read,
        client._packed(),
        tokens._packed(),
        _boundary.ABSENT if before is None else _boundary.PRESENT + _boundary.packed_text(before),
        now,
        _boundary.ABSENT if policy is None else _boundary.PRESENT + policy._packed(),
    )


def session_logout(
    client: ClientSettings,
    record: str,
    now: int,
    policy: Optional[PolicyChanges] = None,
) -> SessionLogout:
    """The tombstone of a log-out, and the request that revokes the tokens. Next: store the one first, then send
    the other.

    Args:
        client: the client.
        record: the record that is stored now.
        now: seconds since 1970.
        policy: settings that differ from the usual ones.

    Raises:
        GwsAuthError: `session_ended` if it is one already; `session_other_client`; of the stored record. Rule
            REVOKE-1.
        TypeError: an argument is of another type; the text names it.
    """
    _support.instance("session_logout", "client", client, ClientSettings)
    raw_record = _support.text("session_logout", "record", record)
    _support.integer("session_logout", "now", now, bits=64)
    _support.instance("session_logout", "policy", policy, PolicyChanges, none=True)
    return _support.call(
        _generated_library.session_logout,
        SessionLogout._read,
        client._packed(),
        raw_record,
        now,
        _boundary.ABSENT if policy is None else _boundary.PRESENT + policy._packed(),
    )


def session_reject(client: ClientSettings, record: str, generation: int, now: int) -> Optional[SessionSwap]:
    """What to store after a service answered 401 to the access token of a generation; nothing where another token
    is current already, or where a renewed one was refused as well: then it is about permissions (ENV-10).

    Args:
        client: the client.
        record: the record that is stored now.
        generation: that of the access token that was refused.
        now: seconds since 1970.

    Raises:
        GwsAuthError: `session_other_client`; of the stored record.
        TypeError: an argument is of another type; the text names it.
    """
    _support.instance("session_reject", "client", client, ClientSettings)
    raw_record = _support.text("session_reject", "record", record)
    _support.integer("session_reject", "generation", generation, bits=64)
    _support.integer("session_reject", "now", now, bits=64)
    return _support.call(
        _generated_library.session_reject,
        lambda data,
        _at: _boundary.optional(SessionSwap._read,
        data,
        _at),
        client._packed(),
        raw_record,
        generation,
        now,
    )


def relay_request(
    endpoint: str,
    body: bytes,
    rules: RelayRules,
    client: ClientSettings,
    policy: Optional[PolicyChanges] = None,
) -> HttpRequest:
    """Checks a form that an application sent to the relay, and makes the request for Inland Revenue out of it. The
    relay still has to know its callers: this does not. Pass Inland Revenue's status and body back as they are.

    Args:
        endpoint: the last part of the path that the form was sent to: `token`, `introspect` or `revoke`.
        body: the form as it came.
        rules: what the relay lets through.
        client: the client, with its secret.
        policy: settings that differ from the usual ones.

    Raises:
        GwsAuthError: `relay_form`, `relay_repeated`, `relay_parameter`, `relay_missing`: answer 400.
            `relay_grant`, `relay_redirect_uri`, `relay_client_id`: answer 403. `relay_endpoint`, also for one that
            is not turned on: answer 404. `relay_client`: the relay's own mistake, as its client has no secret. Rule
            NATIVE-3.
        TypeError: an argument is of another type; the text names it.
    """
    raw_endpoint = _support.text("relay_request", "endpoint", endpoint)
    _support.octets("relay_request", "body", body)
    _support.instance("relay_request", "rules", rules, RelayRules)
    _support.instance("relay_request", "client", client, ClientSettings)
    _support.instance("relay_request", "policy", policy, PolicyChanges, none=True)
    return _support.call(
        _generated_library.relay_request,
        HttpRequest._read,
        raw_endpoint,
        _boundary.packed_octets(body),
        rules._packed(),
        client._packed(),
        _boundary.ABSENT if policy is None else _boundary.PRESENT + policy._packed(),
    )


def explain(
    request: RequestKind,
    error: str,
    error_description: Optional[str] = None,
    status: Optional[int] = None,
    policy: Optional[PolicyChanges] = None,
) -> Refusal:
    """Explains a refusal whose texts are at hand, as its reader would.

    Args:
        request: the request that was refused.
        error: the error, verbatim.
        error_description: the error description, verbatim, if there is one.
        status: the HTTP status; if it is not known, 302 for the authorize page and 400 otherwise.
        policy: settings that differ from the usual ones.

    Raises:
        GwsAuthError: The caller's: `status_invalid`. Rules ERR-2 and ERR-3.
        TypeError: an argument is of another type; the text names it.
    """
    _support.instance("explain", "request", request, RequestKind)
    raw_error = _support.text("explain", "error", error)
    _support.text("explain", "error_description", error_description, none=True)
    _support.integer("explain", "status", status, bits=32, none=True)
    _support.instance("explain", "policy", policy, PolicyChanges, none=True)
    return _support.call(
        _generated_library.explain,
        Refusal._read,
        request._packed(),
        raw_error,
        _boundary.ABSENT if error_description is None else _boundary.PRESENT + _boundary.packed_text(error_description),
        _boundary.ABSENT if status is None else _boundary.PRESENT + _boundary.packed_int32(status),
        _boundary.ABSENT if policy is None else _boundary.PRESENT + policy._packed(),
    )


def m2m_attach(signing_input: str, signature: bytes, form: SignatureForm) -> SignedToken:
    """Joins a signing input and its signature. Nothing is verified but the signature's form. Next: send
    `authorization` as the header's value until `renew_at`.

    Args:
        signing_input: that of `m2m_unsigned`.
        signature: the key's signature over it.
        form: in which form the signature comes.

    Raises:
        GwsAuthError: Of the signing input, where it is not one of `m2m_unsigned`, and of the signature's form.
        TypeError: an argument is of another type; the text names it.
    """
    raw_signing_input = _support.text("m2m_attach", "signing_input", signing_input)
    _support.octets("m2m_attach", "signature", signature)
    _support.instance("m2m_attach", "form", form, SignatureForm)
    return _support.call(
        _generated_library.m2m_attach,
        SignedToken._read,
        raw_signing_input,
        _boundary.packed_octets(signature),
        form._packed(),
    )


def m2m_sign(key: bytes, claims: ClaimsToSign, now: int, passphrase: Optional[str] = None) -> SignedToken:
    """Signs a token with a key in memory, and verifies it before it is given out. A key in a store or on a card
    signs through `m2m_unsigned` and `m2m_attach`. With the certificate itself in `claims` (`der`), its dates
    bind the token and its key must be this one. Next: send `authorization` as the header's value until
    `renew_at`.

    Args:
        key: the private key file (PKCS#8, PKCS#1 or SEC1, in PEM or DER).
        claims: what the token is to say.
        now: when it is issued, in seconds since 1970.
        passphrase: of an encrypted key file.

    Raises:
        GwsAuthError: Of the key file, the certificate and the claims: `algorithm_key`, `certificate_key`,
            `certificate_expired`, …. Rules M2M-1 to M2M-6.
        TypeError: an argument is of another type; the text names it.
    """
    _support.octets("m2m_sign", "key", key)
    _support.instance("m2m_sign", "claims", claims, ClaimsToSign)
    _support.integer("m2m_sign", "now", now, bits=64)
    _support.text("m2m_sign", "passphrase", passphrase, none=True)
    return _support.call(
        _generated_library.m2m_sign,
        SignedToken._read,
        _boundary.packed_octets(key),
        claims._packed(),
        now,
        _boundary.ABSENT if passphrase is None else _boundary.PRESENT + _boundary.packed_text(passphrase),
    )


def m2m_unsigned(claims: ClaimsToSign, now: int) -> UnsignedToken:
    """What to sign for an M2M token. Next: sign `signing_input` or `digest` with the key, then `m2m_attach`.

    Args:
        claims: what the token is to say.
        now: when it is issued, in seconds since 1970.

    Raises:
        GwsAuthError: The caller's: `algorithm_name`, `certificate_choice`, and of the claims. Rules M2M-1 to
            M2M-6.
        TypeError: an argument is of another type; the text names it.
    """
    _support.instance("m2m_unsigned", "claims", claims, ClaimsToSign)
    _support.integer("m2m_unsigned", "now", now, bits=64)
    return _support.call(_generated_library.m2m_unsigned, UnsignedToken._read, claims._packed(), now)


def m2m_verify(token: str, key: bytes, expected: ExpectedClaims, now: int) -> TokenClaims:
    """Verifies a token with a public key file, and gives its claims. With a certificate as the key the token must
    be its owner's, unless `expected` says otherwise.

    Args:
        token: the token.
        key: the public key file (SPKI, PKCS#1, a JWK, or the signer's certificate).
        expected: whose token it must be, and what else is expected.
        now: seconds since 1970.

    Raises:
        GwsAuthError: `owner_choice` unless it is said whose token it is; `algorithm_key`, `signature_invalid`;
            of the key file, of the token and its claims. Rules M2M-6, M2M-9 and ENV-8.
        TypeError: an argument is of another type; the text names it.
    """
    raw_token = _support.text("m2m_verify", "token", token)
    _support.octets("m2m_verify", "key", key)
    _support.instance("m2m_verify", "expected", expected, ExpectedClaims)
    _support.integer("m2m_verify", "now", now, bits=64)
    return _support.call(
        _generated_library.m2m_verify,
        TokenClaims._read,
        raw_token,
        _boundary.packed_octets(key),
        expected._packed(),
        now,
    )


def m2m_verify_begin(token: str) -> UnverifiedToken:
    """Reads a token for a host that verifies by itself. Nothing in it may be believed yet, and no claim is given
    out. Next: verify `signature` or `signature_der` over `signing_input` with the signer's public key, then
    `m2m_verify_finish`.

    Args:
        token: the token.

    Raises:
        GwsAuthError: Of the token's form. Rule M2M-9.
        TypeError: an argument is of another type; the text names it.
    """
    raw_token = _support.text("m2m_verify_begin", "token", token)
    return _support.call(_generated_library.m2m_verify_begin, UnverifiedToken._read, raw_token)


def m2m_verify_finish(token: str, signature_valid: bool, expected: ExpectedClaims, now: int) -> TokenClaims:
    """The claims of a token whose signature the host has verified.

    Args:
        token: the token.
        signature_valid: the answer of the host's verifier.
        expected: whose token it must be, and what else is expected.
        now: seconds since 1970.

    Raises:
        GwsAuthError: `owner_choice` unless it is said whose token it is; `signature_invalid` unless the answer
            is true; of the token and its claims. Rules M2M-6, M2M-9 and ENV-8.
        TypeError: an argument is of another type; the text names it.
    """
    raw_token = _support.text("m2m_verify_finish", "token", token)
    _support.flag("m2m_verify_finish", "signature_valid", signature_valid)
    _support.instance("m2m_verify_finish", "expected", expected, ExpectedClaims)
    _support.integer("m2m_verify_finish", "now", now, bits=64)
    return _support.call(
        _generated_library.m2m_verify_finish,
        TokenClaims._read,
        raw_token,
        signature_valid,
        expected._packed(),
        now,
    )


def certificate_facts(file: bytes) -> CertificateFacts:
    """What a certificate file says of its first certificate. For whoever registers it with Inland Revenue, and for
    programs that warn before it ends.

    Args:
        file: the certificate, in DER or PEM.

    Raises:
        GwsAuthError: Of the file: what it is instead of a certificate. Rules CERT-1, CERT-2 and M2M-4.
        TypeError: an argument is of another type; the text names it.
    """
    _support.octets("certificate_facts", "file", file)
    return _support.call(
        _generated_library.certificate_facts,
        CertificateFacts._read,
        _boundary.packed_octets(file),
    )


def check_client(client_id: str) -> tuple[Finding, ...]:
    """Checks the form of a client id: its characters, and vendor and product as in `SmartSoftware_SmartPay`.

    Args:
        client_id: the client id.

    Raises:
        GwsAuthError: None: what is wrong is a finding. Rules TOKEN-3 and NATIVE-3.
        TypeError: an argument is of another type; the text names it.
    """
    raw_client_id = _support.text("check_client", "client_id", client_id)
    return _support.call(
        _generated_library.check_client,
        lambda data,
        _at: _boundary.several(Finding._read,
        data,
        _at),
        raw_client_id,
    )


def check_mtls(
    environment: str,
    chain: Sequence[bytes],
    now: int,
    key: Optional[bytes] = None,
    passphrase: Optional[str] = None,
    signing: Optional[bytes] = None,
) -> tuple[Finding, ...]:
    """Checks the client certificate of mutual TLS: its name and environment, its issuers and their order, its use
    and dates, and that its key is not the one that signs.

    Args:
        environment: `mock`, `test`, `production` or a URL.
        chain: the certificate and behind it those of its issuers, each in PEM or DER.
        now: seconds since 1970.
        key: its private key file.
        passphrase: of an encrypted key file.
        signing: the certificate that signs M2M tokens.

    Raises:
        GwsAuthError: None: what is wrong is a finding. Rule MTLS-1.
        TypeError: an argument is of another type; the text names it.
    """
    raw_environment = _support.text("check_mtls", "environment", environment)
    _support.several_octets("check_mtls", "chain", chain)
    _support.integer("check_mtls", "now", now, bits=64)
    _support.octets("check_mtls", "key", key, none=True)
    _support.text("check_mtls", "passphrase", passphrase, none=True)
    _support.octets("check_mtls", "signing", signing, none=True)
    return _support.call(
        _generated_library.check_mtls,
        lambda data,
        _at: _boundary.several(Finding._read,
        data,
        _at),
        raw_environment,
        _boundary.packed_list([_boundary.packed_octets(each) for each in chain]),
        now,
        _boundary.ABSENT if key is None else _boundary.PRESENT + _boundary.packed_octets(key),
        _boundary.ABSENT if passphrase is None else _boundary.PRESENT + _boundary.packed_text(passphrase),
        _boundary.ABSENT if signing is None else _boundary.PRESENT + _boundary.packed_octets(signing),
    )


def check_redirect_uris(redirect_uris: Sequence[str]) -> tuple[Finding, ...]:
    """Checks the redirect URIs of one client: kind and form of each, loopback address and ports.

    Args:
        redirect_uris: all that are registered, or are to be.

    Raises:
        GwsAuthError: None: what is wrong is a finding. Rules NATIVE-1, NATIVE-2 and AUTHZ-7.
        TypeError: an argument is of another type; the text names it.
    """
    _support.texts("check_redirect_uris", "redirect_uris", redirect_uris)
    return _support.call(
        _generated_library.check_redirect_uris,
        lambda data,
        _at: _boundary.several(Finding._read,
        data,
        _at),
        _boundary.packed_list([_boundary.packed_text(each) for each in redirect_uris]),
    )


def check_signing(
    certificate: bytes,
    now: int,
    key: Optional[bytes] = None,
    passphrase: Optional[str] = None,
    other: Optional[bytes] = None,
) -> tuple[Finding, ...]:
    """Checks a signing certificate, and its private key with it: version, algorithm, size, dates, four years, both
    thumbprints, and that they belong together.

    Args:
        certificate: the certificate, in PEM or DER.
        now: seconds since 1970.
        key: its private key file.
        passphrase: of an encrypted key file.
        other: the certificate of the other environment, which must have another key.

    Raises:
        GwsAuthError: None: what is wrong is a finding. Rules CERT-1, CERT-2 and M2M-4.
        TypeError: an argument is of another type; the text names it.
    """
    _support.octets("check_signing", "certificate", certificate)
    _support.integer("check_signing", "now", now, bits=64)
    _support.octets("check_signing", "key", key, none=True)
    _support.text("check_signing", "passphrase", passphrase, none=True)
    _support.octets("check_signing", "other", other, none=True)
    return _support.call(
        _generated_library.check_signing,
        lambda data,
        _at: _boundary.several(Finding._read,
        data,
        _at),
        _boundary.packed_octets(certificate),
        now,
        _boundary.ABSENT if key is None else _boundary.PRESENT + _boundary.packed_octets(key),
        _boundary.ABSENT if passphrase is None else _boundary.PRESENT + _boundary.packed_text(passphrase),
        _boundary.ABSENT if other is None else _boundary.PRESENT + _boundary.packed_octets(other),
    )


def check_ssh(file: bytes) -> tuple[Finding, ...]:
    """Checks an SSH public key: it must be ECDSA. The fingerprint is shown as OpenSSH does.

    Args:
        file: the line of the public key, or the key in PEM.

    Raises:
        GwsAuthError: None: what is wrong is a finding. Rule SSH-1.
        TypeError: an argument is of another type; the text names it.
    """
    _support.octets("check_ssh", "file", file)
    return _support.call(
        _generated_library.check_ssh,
        lambda data,
        _at: _boundary.several(Finding._read,
        data,
        _at),
        _boundary.packed_octets(file),
    )


def ird_number(number: str) -> IrdNumber:
    """Checks an IRD number (modulus 11). That it passes does not say that it was given to anybody.

    Args:
        number: eight or nine digits; spaces and hyphens may stand among them.

    Raises:
        GwsAuthError: Of the number: a character, too short, too long, out of range, the check digit. Rule
            IRD-1.
        TypeError: an argument is of another type; the text names it.
    """
    raw_number = _support.text("ird_number", "number", number)
    return _support.call(_generated_library.ird_number, IrdNumber._read, raw_number)


def service_access(service: str, client: str, mechanism: str, environment: str) -> ServiceAnswer:
    """Whether a client may call a service, and at which URL.

    Args:
        service: a code of `services`.
        client: `cloud` or `desktop`.
        mechanism: `oauth`, `m2m`, `mutual_tls` or `ssh`.
        environment: `mock`, `test`, `production` or a URL.

    Raises:
        GwsAuthError: `argument_unknown` for another word; of the environment. Rules ENV-4, M2M-7 and SSH-1.
        TypeError: an argument is of another type; the text names it.
    """
    raw_service = _support.text("service_access", "service", service)
    raw_client = _support.text("service_access", "client", client)
    raw_mechanism = _support.text("service_access", "mechanism", mechanism)
    raw_environment = _support.text("service_access", "environment", environment)
    return _support.call(
        _generated_library.service_access,
        ServiceAnswer._read,
        raw_service,
        raw_client,
        raw_mechanism,
        raw_environment,
    )


def services() -> tuple[GatewayService, ...]:
    """All gateway services, in the order of Inland Revenue's list.

    Raises:
        GwsAuthError: None.
    """
    return _support.call(
        _generated_library.services,
        lambda data,
        _at: _boundary.several(GatewayService._read,
        data,
        _at),
    )
