"""The choices, the records and the outcomes. Written by `cargo xtask generate`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Generic, Optional, TypeVar, Union

from . import _boundary, _generated_library, _support
from ._support import HIDDEN, Record

__all__ = [
    "AccessTokenFacts",
    "Advice",
    "CertificateFacts",
    "CertificateReference",
    "ClaimsToSign",
    "ClientSettings",
    "EnvironmentUrls",
    "ExchangeOutcome",
    "ExpectedCertificate",
    "ExpectedClaims",
    "Finding",
    "GatewayService",
    "Granted",
    "Header",
    "HttpRequest",
    "Introspection",
    "IntrospectionReply",
    "IrdNumber",
    "Login",
    "LoginOptions",
    "NextStep",
    "NoStartLogon",
    "PolicyChanges",
    "Refusal",
    "Refused",
    "RelayRules",
    "RequestKind",
    "Revocation",
    "RevocationReply",
    "ServiceAnswer",
    "SessionFacts",
    "SessionLogout",
    "SessionRules",
    "SessionSwap",
    "SignatureForm",
    "SignedToken",
    "TokenClaims",
    "TokenReply",
    "TokenSet",
    "TokenTypeHint",
    "Transport",
    "Unreadable",
    "UnsignedToken",
    "UnverifiedToken",
    "Verdict",
    "Warning",
    "WhoMustAct",
]


class TokenTypeHint(str, Enum):
    """What kind of token is asked about, or ended. A wrong hint does no harm.

    Each is the text of its stable code.
    """

    ACCESS_TOKEN = "access_token"
    """An access token."""

    REFRESH_TOKEN = "refresh_token"
    """A refresh token."""

    def __str__(self) -> str:
        return str(self.value)

    def _packed(self) -> bytes:
        return _TOKEN_TYPE_HINT_PACKED[self._value_]

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["TokenTypeHint", int]:
        return _TOKEN_TYPE_HINT_READ[data[_at : _at + 4]], _at + 4


_TOKEN_TYPE_HINT_READ = {number.to_bytes(4, "big"): word for number, word in enumerate(TokenTypeHint, 1)}
_TOKEN_TYPE_HINT_PACKED = {word.value: number for number, word in _TOKEN_TYPE_HINT_READ.items()}


class NextStep(str, Enum):
    """What a program does next after a refusal, a reply that could not be read, or none (ERR-2).

    Each is the text of its stable code.
    """

    RESTART_LOGIN = "restart_login"
    """Let the customer log in again, once. If that ends the same way, the configuration is wrong. The code is not
    sent again (REDIR-7).
    """

    FIX_CONFIGURATION = "fix_configuration"
    """Nothing to repeat: a person has to change the configuration or the credentials first."""

    INTROSPECT = "introspect"
    """Introspect the refresh token now. Active: it was not used, so back off and refresh again. Inactive: the
    customer must log in. Refused: the credentials are wrong.
    """

    WAIT_THEN_INTROSPECT = "wait_then_introspect"
    """The refresh token may have been used. Do not send it again: wait `wait_seconds`, then introspect it, and go
    on as after an introspection (REFRESH-3).
    """

    TRY_LATER = "try_later"
    """Send the same request again after `wait_seconds`: nothing was used up. Double the wait each time."""

    def __str__(self) -> str:
        return str(self.value)

    def _packed(self) -> bytes:
        return _NEXT_STEP_PACKED[self._value_]

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["NextStep", int]:
        return _NEXT_STEP_READ[data[_at : _at + 4]], _at + 4


_NEXT_STEP_READ = {number.to_bytes(4, "big"): word for number, word in enumerate(NextStep, 1)}
_NEXT_STEP_PACKED = {word.value: number for number, word in _NEXT_STEP_READ.items()}


class RequestKind(str, Enum):
    """Which request is meant.

    Each is the text of its stable code.
    """

    AUTHORIZE = "authorize"
    """The authorize page in the browser."""

    CODE = "code"
    """A code exchange at the token endpoint."""

    REFRESH = "refresh"
    """A refresh at the token endpoint."""

    INTROSPECT = "introspect"
    """An introspection."""

    REVOKE = "revoke"
    """A revocation."""

    def __str__(self) -> str:
        return str(self.value)

    def _packed(self) -> bytes:
        return _REQUEST_KIND_PACKED[self._value_]

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["RequestKind", int]:
        return _REQUEST_KIND_READ[data[_at : _at + 4]], _at + 4


_REQUEST_KIND_READ = {number.to_bytes(4, "big"): word for number, word in enumerate(RequestKind, 1)}
_REQUEST_KIND_PACKED = {word.value: number for number, word in _REQUEST_KIND_READ.items()}


class WhoMustAct(str, Enum):
    """Who can do something about an outcome.

    Each is the text of its stable code.
    """

    DEVELOPER = "developer"
    """Whoever wrote or configured the software."""

    OPERATOR = "operator"
    """Whoever runs it and holds its credentials."""

    CUSTOMER = "customer"
    """The customer in front of it."""

    INLAND_REVENUE = "inland_revenue"
    """Inland Revenue: its on-boarding or gateway-services support."""

    PROGRAM = "program"
    """Nobody yet: the program takes the next step by itself."""

    def __str__(self) -> str:
        return str(self.value)

    def _packed(self) -> bytes:
        return _WHO_MUST_ACT_PACKED[self._value_]

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["WhoMustAct", int]:
        return _WHO_MUST_ACT_READ[data[_at : _at + 4]], _at + 4


_WHO_MUST_ACT_READ = {number.to_bytes(4, "big"): word for number, word in enumerate(WhoMustAct, 1)}
_WHO_MUST_ACT_PACKED = {word.value: number for number, word in _WHO_MUST_ACT_READ.items()}


class NoStartLogon(str, Enum):
    """How a token says that it names no myIR user.

    Each is the text of its stable code.
    """

    NULL = "null"
    """`null`"""

    EMPTY = "empty"
    """`""`"""

    ABSENT = "absent"
    """The member is left out."""

    def __str__(self) -> str:
        return str(self.value)

    def _packed(self) -> bytes:
        return _NO_START_LOGON_PACKED[self._value_]

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["NoStartLogon", int]:
        return _NO_START_LOGON_READ[data[_at : _at + 4]], _at + 4


_NO_START_LOGON_READ = {number.to_bytes(4, "big"): word for number, word in enumerate(NoStartLogon, 1)}
_NO_START_LOGON_PACKED = {word.value: number for number, word in _NO_START_LOGON_READ.items()}


class SignatureForm(str, Enum):
    """In which form a signature comes.

    Each is the text of its stable code.
    """

    RAW = "raw"
    """r and s at full width for ECDSA, and always for RSA."""

    DER = "der"
    """ECDSA in DER, as Java, Android, Python and OpenSSL write it."""

    def __str__(self) -> str:
        return str(self.value)

    def _packed(self) -> bytes:
        return _SIGNATURE_FORM_PACKED[self._value_]

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["SignatureForm", int]:
        return _SIGNATURE_FORM_READ[data[_at : _at + 4]], _at + 4


_SIGNATURE_FORM_READ = {number.to_bytes(4, "big"): word for number, word in enumerate(SignatureForm, 1)}
_SIGNATURE_FORM_PACKED = {word.value: number for number, word in _SIGNATURE_FORM_READ.items()}


class Verdict(str, Enum):
    """How a thing that was looked at stands.

    Each is the text of its stable code.
    """

    PASS = "pass"
    """As it must be."""

    WARN = "warn"
    """It works, but should be looked at; or it could not be told."""

    FAIL = "fail"
    """Inland Revenue will not take it."""

    def __str__(self) -> str:
        return str(self.value)

    def _packed(self) -> bytes:
        return _VERDICT_PACKED[self._value_]

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["Verdict", int]:
        return _VERDICT_READ[data[_at : _at + 4]], _at + 4


_VERDICT_READ = {number.to_bytes(4, "big"): word for number, word in enumerate(Verdict, 1)}
_VERDICT_PACKED = {word.value: number for number, word in _VERDICT_READ.items()}


@dataclass(frozen=True, repr=False)
class ClientSettings(Record):
    """A client as configuration has it.

    Attributes:
        environment: `mock`, `test`, `production` or a URL.
        client_id: The client id.
        client_secret: The client secret; absent with a relay. It is hidden when the record is printed.
        relay_url: The vendor's own back end, for applications that must not hold the secret (NATIVE-3): a base
            to which `/token`, `/introspect` or `/revoke` is added. Absent with a secret.
    """

    environment: str
    """`mock`, `test`, `production` or a URL."""

    client_id: str
    """The client id."""

    client_secret: Optional[str] = field(default=None, metadata=HIDDEN)
    """The client secret; absent with a relay."""

    relay_url: Optional[str] = None
    """The vendor's own back end, for applications that must not hold the secret (NATIVE-3): a base to which
    `/token`, `/introspect` or `/revoke` is added. Absent with a secret.
    """

    def __post_init__(self) -> None:
        _support.text("ClientSettings", "environment", self.environment)
        _support.text("ClientSettings", "client_id", self.client_id)
        _support.text("ClientSettings", "client_secret", self.client_secret, none=True)
        _support.text("ClientSettings", "relay_url", self.relay_url, none=True)

    def _packed(self) -> bytes:
        return b"".join(
            (
                _boundary.packed_text(self.environment),
                _boundary.packed_text(self.client_id),
                (_boundary.ABSENT if self.client_secret is None else _boundary.PRESENT + _boundary.packed_text(self.client_secret)),
                (_boundary.ABSENT if self.relay_url is None else _boundary.PRESENT + _boundary.packed_text(self.relay_url)),
            )
        )


@dataclass(frozen=True, repr=False)
class LoginOptions(Record):
    """What a login may do otherwise than usual; what is absent is as IR recommends.

    Attributes:
        state: A state of the caller's own, which nobody can guess; absent: 32 bytes of the entropy, as
            hexadecimal digits. It is hidden when the record is printed.
        wide_state: True: that state may have `_` and `'` too, which only IR's samples page allows (AUTHZ-2).
        code_verifier: A code_verifier of the caller's own; absent: 32 bytes of the entropy. It is hidden when
            the record is printed.
        pkce: False leaves PKCE out, for a client that IR registered without it.
        plain_http: True: the redirect_uri may be plain `http` on any host, as IR registered it long ago; comes
            with a warning.
    """

    state: Optional[str] = field(default=None, metadata=HIDDEN)
    """A state of the caller's own, which nobody can guess; absent: 32 bytes of the entropy, as hexadecimal digits."""

    wide_state: Optional[bool] = None
    """True: that state may have `_` and `'` too, which only IR's samples page allows (AUTHZ-2)."""

    code_verifier: Optional[str] = field(default=None, metadata=HIDDEN)
    """A code_verifier of the caller's own; absent: 32 bytes of the entropy."""

    pkce: Optional[bool] = None
    """False leaves PKCE out, for a client that IR registered without it."""

    plain_http: Optional[bool] = None
    """True: the redirect_uri may be plain `http` on any host, as IR registered it long ago; comes with a warning."""

    def __post_init__(self) -> None:
        _support.text("LoginOptions", "state", self.state, none=True)
        _support.flag("LoginOptions", "wide_state", self.wide_state, none=True)
        _support.text("LoginOptions", "code_verifier", self.code_verifier, none=True)
        _support.flag("LoginOptions", "pkce", self.pkce, none=True)
        _support.flag("LoginOptions", "plain_http", self.plain_http, none=True)

    def _packed(self) -> bytes:
        return b"".join(
            (
                (_boundary.ABSENT if self.state is None else _boundary.PRESENT + _boundary.packed_text(self.state)),
                (_boundary.ABSENT if self.wide_state is None else _boundary.PRESENT + _boundary.packed_flag(self.wide_state)),
                (_boundary.ABSENT if self.code_verifier is None else _boundary.PRESENT + _boundary.packed_text(self.code_verifier)),
                (_boundary.ABSENT if self.pkce is None else _boundary.PRESENT + _boundary.packed_flag(self.pkce)),
                (_boundary.ABSENT if self.plain_http is None else _boundary.PRESENT + _boundary.packed_flag(self.plain_http)),
            )
        )


@dataclass(frozen=True, repr=False)
class PolicyChanges(Record):
    """A policy in which only some settings are named; the others, and a number that is 0, keep IR's figures
    (ENV-8).

    Attributes:
        pending_lifetime: How long a pending login may take, in seconds; 1,800 by default.
        clock_skew: How far clocks may differ, in seconds; 60 by default.
        request_timeout: The time-out that the host sets on its transport, in seconds; 30 by default.
        send_pause: How long a request may wait between being stored as sent and its first byte, in seconds; 30
            by default.
        server_residence: How long IR may still work on a request after the transport has given up, in seconds;
            90 by default.
        refresh_ahead: How long before the end of an access token to renew it, in seconds; 900 by default.
        unknown_lifetime: What counts as the life of an access token when IR does not say it, in seconds; 300 by
            default.
        max_reply_bytes: The largest reply body that is read, in bytes; 65,536 by default.
        tolerate_trailing_comma: True accepts one trailing comma in a JSON object or array; false by default.
    """

    pending_lifetime: Optional[int] = None
    """How long a pending login may take, in seconds; 1,800 by default."""

    clock_skew: Optional[int] = None
    """How far clocks may differ, in seconds; 60 by default."""

    request_timeout: Optional[int] = None
    """The time-out that the host sets on its transport, in seconds; 30 by default."""

    send_pause: Optional[int] = None
    """How long a request may wait between being stored as sent and its first byte, in seconds; 30 by default."""

    server_residence: Optional[int] = None
    """How long IR may still work on a request after the transport has given up, in seconds; 90 by default."""

    refresh_ahead: Optional[int] = None
    """How long before the end of an access token to renew it, in seconds; 900 by default."""

    unknown_lifetime: Optional[int] = None
    """What counts as the life of an access token when IR does not say it, in seconds; 300 by default."""

    max_reply_bytes: Optional[int] = None
    """The largest reply body that is read, in bytes; 65,536 by default."""

    tolerate_trailing_comma: Optional[bool] = None
    """True accepts one trailing comma in a JSON object or array; false by default."""

    def __post_init__(self) -> None:
        _support.integer("PolicyChanges", "pending_lifetime", self.pending_lifetime, bits=64, none=True)
        _support.integer("PolicyChanges", "clock_skew", self.clock_skew, bits=64, none=True)
        _support.integer("PolicyChanges", "request_timeout", self.request_timeout, bits=64, none=True)
        _support.integer("PolicyChanges", "send_pause", self.send_pause, bits=64, none=True)
        _support.integer("PolicyChanges", "server_residence", self.server_residence, bits=64, none=True)
        _support.integer("PolicyChanges", "refresh_ahead", self.refresh_ahead, bits=64, none=True)
        _support.integer("PolicyChanges", "unknown_lifetime", self.unknown_lifetime, bits=64, none=True)
        _support.integer("PolicyChanges", "max_reply_bytes", self.max_reply_bytes, bits=64, none=True)
        _support.flag("PolicyChanges", "tolerate_trailing_comma", self.tolerate_trailing_comma, none=True)

    def _packed(self) -> bytes:
        return b"".join(
            (
                (_boundary.ABSENT if self.pending_lifetime is None else _boundary.PRESENT + _boundary.packed_int64(self.pending_lifetime)),
                (_boundary.ABSENT if self.clock_skew is None else _boundary.PRESENT + _boundary.packed_int64(self.clock_skew)),
                (_boundary.ABSENT if self.request_timeout is None else _boundary.PRESENT + _boundary.packed_int64(self.request_timeout)),
                (_boundary.ABSENT if self.send_pause is None else _boundary.PRESENT + _boundary.packed_int64(self.send_pause)),
                (_boundary.ABSENT if self.server_residence is None else _boundary.PRESENT + _boundary.packed_int64(self.server_residence)),
                (_boundary.ABSENT if self.refresh_ahead is None else _boundary.PRESENT + _boundary.packed_int64(self.refresh_ahead)),
                (_boundary.ABSENT if self.unknown_lifetime is None else _boundary.PRESENT + _boundary.packed_int64(self.unknown_lifetime)),
                (_boundary.ABSENT if self.max_reply_bytes is None else _boundary.PRESENT + _boundary.packed_int64(self.max_reply_bytes)),
                (_boundary.ABSENT if self.tolerate_trailing_comma is None else _boundary.PRESENT + _boundary.packed_flag(self.tolerate_trailing_comma)),
            )
        )


@dataclass(frozen=True, repr=False)
class EnvironmentUrls(Record):
    """Where an environment's endpoints and services are.

    Attributes:
        name: `mock`, `test`, `production` or `custom`.
        origin: Scheme, host and port, without a slash at the end.
        authorize: The page that the browser opens.
        token: Where codes and refresh tokens are exchanged.
        introspect: Where tokens are introspected.
        revoke: Where tokens are revoked.
        cloud_services: The root of the services for cloud software: port 4046, mutual TLS (ENV-4).
        desktop_services: The root of the services for desktop software: port 443, the server's TLS only
            (ENV-4).
    """

    name: str
    """`mock`, `test`, `production` or `custom`."""

    origin: str
    """Scheme, host and port, without a slash at the end."""

    authorize: str
    """The page that the browser opens."""

    token: str
    """Where codes and refresh tokens are exchanged."""

    introspect: str
    """Where tokens are introspected."""

    revoke: str
    """Where tokens are revoked."""

    cloud_services: str
    """The root of the services for cloud software: port 4046, mutual TLS (ENV-4)."""

    desktop_services: str
    """The root of the services for desktop software: port 443, the server's TLS only (ENV-4)."""

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["EnvironmentUrls", int]:
        name, _at = _boundary.text(data, _at)
        origin, _at = _boundary.text(data, _at)
        authorize, _at = _boundary.text(data, _at)
        token, _at = _boundary.text(data, _at)
        introspect, _at = _boundary.text(data, _at)
        revoke, _at = _boundary.text(data, _at)
        cloud_services, _at = _boundary.text(data, _at)
        desktop_services, _at = _boundary.text(data, _at)
        return _boundary.made(
            EnvironmentUrls,
            {
                "name": name,
                "origin": origin,
                "authorize": authorize,
                "token": token,
                "introspect": introspect,
                "revoke": revoke,
                "cloud_services": cloud_services,
                "desktop_services": desktop_services,
            },
        ), _at


@dataclass(frozen=True, repr=False)
class Header(Record):
    """One header of a request.

    Attributes:
        name: The name, in its usual spelling.
        value: The value; hidden when printed, because Authorization is among them. It is hidden when the record
            is printed.
    """

    name: str
    """The name, in its usual spelling."""

    value: str = field(metadata=HIDDEN)
    """The value; hidden when printed, because Authorization is among them."""

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["Header", int]:
        name, _at = _boundary.text(data, _at)
        value, _at = _boundary.text(data, _at)
        return _boundary.made(
            Header,
            {
                "name": name,
                "value": value,
            },
        ), _at


@dataclass(frozen=True, repr=False)
class Transport(Record):
    """What the host's HTTP client must do with a request, whatever its defaults are: a POST that is sent twice
    kills the token set (REFRESH-3).

    Attributes:
        follow_redirects: Do not follow redirects: false.
        retry: Never send again by itself: false.
        fresh_connection: Open a new connection, as a pooled one may be dead and tempt the client to retry:
            true.
        timeout: The time-out for the whole exchange, in seconds.
    """

    follow_redirects: bool
    """Do not follow redirects: false."""

    retry: bool
    """Never send again by itself: false."""

    fresh_connection: bool
    """Open a new connection, as a pooled one may be dead and tempt the client to retry: true."""

    timeout: int
    """The time-out for the whole exchange, in seconds."""

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["Transport", int]:
        follow_redirects, _at = _boundary.flag(data, _at)
        retry, _at = _boundary.flag(data, _at)
        fresh_connection, _at = _boundary.flag(data, _at)
        timeout, _at = _boundary.int64(data, _at)
        return _boundary.made(
            Transport,
            {
                "follow_redirects": follow_redirects,
                "retry": retry,
                "fresh_connection": fresh_connection,
                "timeout": timeout,
            },
        ), _at


@dataclass(frozen=True, repr=False)
class Advice(Record):
    """What follows a request that got no reply.

    Attributes:
        request: The request.
        who_must_act: Who must act before the next step.
        next_step: What a program does next.
        attempts: How often a program may take that step for one cause; 0: never by itself.
        afterwards: What follows when the step was taken so often and ended the same way; absent where it is the
            end.
        wait_seconds: How long to wait before the step, in seconds; 0: not at all.
        advice: The step in English, for people, and what follows it.
    """

    request: RequestKind
    """The request."""

    who_must_act: WhoMustAct
    """Who must act before the next step."""

    next_step: NextStep
    """What a program does next."""

    attempts: int
    """How often a program may take that step for one cause; 0: never by itself."""

    afterwards: Optional[NextStep]
    """What follows when the step was taken so often and ended the same way; absent where it is the end."""

    wait_seconds: int
    """How long to wait before the step, in seconds; 0: not at all."""

    advice: str
    """The step in English, for people, and what follows it."""

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["Advice", int]:
        request, _at = RequestKind._read(data, _at)
        who_must_act, _at = WhoMustAct._read(data, _at)
        next_step, _at = NextStep._read(data, _at)
        attempts, _at = _boundary.int64(data, _at)
        afterwards, _at = _boundary.optional(NextStep._read, data, _at)
        wait_seconds, _at = _boundary.int64(data, _at)
        advice, _at = _boundary.text(data, _at)
        return _boundary.made(
            Advice,
            {
                "request": request,
                "who_must_act": who_must_act,
                "next_step": next_step,
                "attempts": attempts,
                "afterwards": afterwards,
                "wait_seconds": wait_seconds,
                "advice": advice,
            },
        ), _at


@dataclass(frozen=True, repr=False)
class Unreadable(Record):
    """A reply that is neither a grant nor a refusal of IR's. Keep its body where only an operator can read it: it
    may hold the only copy of a token.

    Attributes:
        request: The request that was answered.
        status: The HTTP status.
        code: Why it cannot be understood: a stable code, such as `reply_html`.
        message: The same in English, with what to do about it.
        words: The server's own words, if any can be found: one line without control characters, tokens hidden.
        who_must_act: Who must act before the next step.
        next_step: What a program does next. Whoever answered, it was not IR: the status counts for nothing
            (ERR-2).
        attempts: How often a program may take that step for one cause; 0: never by itself.
        afterwards: What follows when the step was taken so often and ended the same way; absent where it is the
            end.
        wait_seconds: How long to wait before the step, in seconds; 0: not at all.
        advice: The step in English, for people, and what follows it.
    """

    request: RequestKind
    """The request that was answered."""

    status: int
    """The HTTP status."""

    code: str
    """Why it cannot be understood: a stable code, such as `reply_html`."""

    message: str
    """The same in English, with what to do about it."""

    words: Optional[str]
    """The server's own words, if any can be found: one line without control characters, tokens hidden."""

    who_must_act: WhoMustAct
    """Who must act before the next step."""

    next_step: NextStep
    """What a program does next. Whoever answered, it was not IR: the status counts for nothing (ERR-2)."""

    attempts: int
    """How often a program may take that step for one cause; 0: never by itself."""

    afterwards: Optional[NextStep]
    """What follows when the step was taken so often and ended the same way; absent where it is the end."""

    wait_seconds: int
    """How long to wait before the step, in seconds; 0: not at all."""

    advice: str
    """The step in English, for people, and what follows it."""

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["Unreadable", int]:
        request, _at = RequestKind._read(data, _at)
        status, _at = _boundary.int32(data, _at)
        code, _at = _boundary.text(data, _at)
        message, _at = _boundary.text(data, _at)
        words, _at = _boundary.optional_text(data, _at)
        who_must_act, _at = WhoMustAct._read(data, _at)
        next_step, _at = NextStep._read(data, _at)
        attempts, _at = _boundary.int64(data, _at)
        afterwards, _at = _boundary.optional(NextStep._read, data, _at)
        wait_seconds, _at = _boundary.int64(data, _at)
        advice, _at = _boundary.text(data, _at)
        return _boundary.made(
            Unreadable,
            {
                "request": request,
                "status": status,
                "code": code,
                "message": message,
                "words": words,
                "who_must_act": who_must_act,
                "next_step": next_step,
                "attempts": attempts,
                "afterwards": afterwards,
                "wait_seconds": wait_seconds,
                "advice": advice,
            },
        ), _at


@dataclass(frozen=True, repr=False)
class Warning(Record):
    """Something to look at in a result that is good all the same.

    Attributes:
        code: Its stable code, such as `certificate_sha1`.
        message: What it is and what to do, in English.
    """

    code: str
    """Its stable code, such as `certificate_sha1`."""

    message: str
    """What it is and what to do, in English."""

    def _packed(self) -> bytes:
        return b"".join(
            (
                _boundary.packed_text(self.code),
                _boundary.packed_text(self.message),
            )
        )

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["Warning", int]:
        code, _at = _boundary.text(data, _at)
        message, _at = _boundary.text(data, _at)
        return _boundary.made(
            Warning,
            {
                "code": code,
                "message": message,
            },
        ), _at


@dataclass(frozen=True, repr=False)
class AccessTokenFacts(Record):
    """What an access token says of itself. Nobody checked its signature: for people who look for a fault, never
    for decisions (TOKEN-6).

    Attributes:
        header: The header, as JSON text.
        claims: The claims, as JSON text. They identify people (TOKEN-7). It is hidden when the record is
            printed.
        issued_at: When it was issued, in seconds since 1970, if it says so.
        expires_at: When it ends, in seconds since 1970, if it says so.
    """

    header: str
    """The header, as JSON text."""

    claims: str = field(metadata=HIDDEN)
    """The claims, as JSON text. They identify people (TOKEN-7)."""

    issued_at: Optional[int]
    """When it was issued, in seconds since 1970, if it says so."""

    expires_at: Optional[int]
    """When it ends, in seconds since 1970, if it says so."""

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["AccessTokenFacts", int]:
        header, _at = _boundary.text(data, _at)
        claims, _at = _boundary.text(data, _at)
        issued_at, _at = _boundary.optional_int64(data, _at)
        expires_at, _at = _boundary.optional_int64(data, _at)
        return _boundary.made(
            AccessTokenFacts,
            {
                "header": header,
                "claims": claims,
                "issued_at": issued_at,
                "expires_at": expires_at,
            },
        ), _at


@dataclass(frozen=True, repr=False)
class SessionFacts(Record):
    """What a record says, without its tokens.

    Attributes:
        environment: The origin of the environment.
        client_id: The client that logged in.
        version: Grows by one with each stored change.
        epoch: Grows by one with each login.
        generation: Grows by one with each refresh.
        phase: `idle`, `in_flight`, `lost` or `ended`.
        access_expires_at: When the access token ends, in seconds since 1970.
        refresh_at: From when on to renew it, in seconds since 1970.
        stored_at: When the record was stored, in seconds since 1970.
    """

    environment: str
    """The origin of the environment."""

    client_id: str
    """The client that logged in."""

    version: int
    """Grows by one with each stored change."""

    epoch: int
    """Grows by one with each login."""

    generation: int
    """Grows by one with each refresh."""

    phase: str
    """`idle`, `in_flight`, `lost` or `ended`."""

    access_expires_at: int
    """When the access token ends, in seconds since 1970."""

    refresh_at: int
    """From when on to renew it, in seconds since 1970."""

    stored_at: int
    """When the record was stored, in seconds since 1970."""

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["SessionFacts", int]:
        environment, _at = _boundary.text(data, _at)
        client_id, _at = _boundary.text(data, _at)
        version, _at = _boundary.int64(data, _at)
        epoch, _at = _boundary.int64(data, _at)
        generation, _at = _boundary.int64(data, _at)
        phase, _at = _boundary.text(data, _at)
        access_expires_at, _at = _boundary.int64(data, _at)
        refresh_at, _at = _boundary.int64(data, _at)
        stored_at, _at = _boundary.int64(data, _at)
        return _boundary.made(
            SessionFacts,
            {
                "environment": environment,
                "client_id": client_id,
                "version": version,
                "epoch": epoch,
                "generation": generation,
                "phase": phase,
                "access_expires_at": access_expires_at,
                "refresh_at": refresh_at,
                "stored_at": stored_at,
            },
        ), _at


@dataclass(frozen=True, repr=False)
class SessionRules(Record):
    """How a session differs from the usual one; what is not named is as usual.

    Attributes:
        settle: Between the two introspections of a recovery, in seconds; 30 by default (A6).
        back_off: After a refusal, in seconds; 60 by default.
        poll: The longest wait before looking again whether another worker is done, in seconds; 5 by default.
        login_if_in_doubt: True asks for a login where the fate of a refresh token is unknown, instead of
            introspecting it.
        introspect_first: True introspects before each refresh: for stores that may be rolled back (A1).
    """

    settle: Optional[int] = None
    """Between the two introspections of a recovery, in seconds; 30 by default (A6)."""

    back_off: Optional[int] = None
    """After a refusal, in seconds; 60 by default."""

    poll: Optional[int] = None
    """The longest wait before looking again whether another worker is done, in seconds; 5 by default."""

    login_if_in_doubt: Optional[bool] = None
    """True asks for a login where the fate of a refresh token is unknown, instead of introspecting it."""

    introspect_first: Optional[bool] = None
    """True introspects before each refresh: for stores that may be rolled back (A1)."""

    def __post_init__(self) -> None:
        _support.integer("SessionRules", "settle", self.settle, bits=64, none=True)
        _support.integer("SessionRules", "back_off", self.back_off, bits=64, none=True)
        _support.integer("SessionRules", "poll", self.poll, bits=64, none=True)
        _support.flag("SessionRules", "login_if_in_doubt", self.login_if_in_doubt, none=True)
        _support.flag("SessionRules", "introspect_first", self.introspect_first, none=True)

    def _packed(self) -> bytes:
        return b"".join(
            (
                (_boundary.ABSENT if self.settle is None else _boundary.PRESENT + _boundary.packed_int64(self.settle)),
                (_boundary.ABSENT if self.back_off is None else _boundary.PRESENT + _boundary.packed_int64(self.back_off)),
                (_boundary.ABSENT if self.poll is None else _boundary.PRESENT + _boundary.packed_int64(self.poll)),
                (_boundary.ABSENT if self.login_if_in_doubt is None else _boundary.PRESENT + _boundary.packed_flag(self.login_if_in_doubt)),
                (_boundary.ABSENT if self.introspect_first is None else _boundary.PRESENT + _boundary.packed_flag(self.introspect_first)),
            )
        )


@dataclass(frozen=True, repr=False)
class SessionSwap(Record):
    """A record to store, if the stored version is the expected one.

    Attributes:
        record: The text to store. It is hidden when the record is printed.
        expected_version: The version that must be stored now; 0: no record.
        version: The version of the text.
    """

    record: str = field(metadata=HIDDEN)
    """The text to store."""

    expected_version: int
    """The version that must be stored now; 0: no record."""

    version: int
    """The version of the text."""

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["SessionSwap", int]:
        record, _at = _boundary.text(data, _at)
        expected_version, _at = _boundary.int64(data, _at)
        version, _at = _boundary.int64(data, _at)
        return _boundary.made(
            SessionSwap,
            {
                "record": record,
                "expected_version": expected_version,
                "version": version,
            },
        ), _at


@dataclass(frozen=True, repr=False)
class RelayRules(Record):
    """What a relay lets through: code exchanges with PKCE for registered redirect URIs, and what is turned on
    besides.

    Attributes:
        redirect_uris: The redirect URIs as they are registered with IR.
        refresh: True admits refreshes as well. IR gives native clients no refresh tokens (REFRESH-1).
        without_pkce: True admits code exchanges without a code_verifier: then whoever steals a code can use the
            relay with it.
        introspection: True admits introspection: whoever reaches the relay can then ask about any token that he
            found.
        revocation: True admits revocation: whoever reaches the relay can then end any token that he found.
    """

    redirect_uris: Sequence[str]
    """The redirect URIs as they are registered with IR."""

    refresh: Optional[bool] = None
    """True admits refreshes as well. IR gives native clients no refresh tokens (REFRESH-1)."""

    without_pkce: Optional[bool] = None
    """True admits code exchanges without a code_verifier: then whoever steals a code can use the relay with it."""

    introspection: Optional[bool] = None
    """True admits introspection: whoever reaches the relay can then ask about any token that he found."""

    revocation: Optional[bool] = None
    """True admits revocation: whoever reaches the relay can then end any token that he found."""

    def __post_init__(self) -> None:
        _support.texts("RelayRules", "redirect_uris", self.redirect_uris)
        _support.flag("RelayRules", "refresh", self.refresh, none=True)
        _support.flag("RelayRules", "without_pkce", self.without_pkce, none=True)
        _support.flag("RelayRules", "introspection", self.introspection, none=True)
        _support.flag("RelayRules", "revocation", self.revocation, none=True)

    def _packed(self) -> bytes:
        return b"".join(
            (
                _boundary.packed_list([_boundary.packed_text(each) for each in self.redirect_uris]),
                (_boundary.ABSENT if self.refresh is None else _boundary.PRESENT + _boundary.packed_flag(self.refresh)),
                (_boundary.ABSENT if self.without_pkce is None else _boundary.PRESENT + _boundary.packed_flag(self.without_pkce)),
                (_boundary.ABSENT if self.introspection is None else _boundary.PRESENT + _boundary.packed_flag(self.introspection)),
                (_boundary.ABSENT if self.revocation is None else _boundary.PRESENT + _boundary.packed_flag(self.revocation)),
            )
        )


@dataclass(frozen=True, repr=False)
class CertificateReference(Record):
    """The signing certificate, named in exactly one way.

    Attributes:
        thumbprint: Its SHA-256 thumbprint: 64 hexadecimal digits, with or without colons.
        thumbprint_sha1: Its SHA-1 thumbprint, only where IR registered one long ago.
        der: The certificate itself, in DER or PEM; its SHA-256 thumbprint is used.
    """

    thumbprint: Optional[str] = None
    """Its SHA-256 thumbprint: 64 hexadecimal digits, with or without colons."""

    thumbprint_sha1: Optional[str] = None
    """Its SHA-1 thumbprint, only where IR registered one long ago."""

    der: Optional[bytes] = None
    """The certificate itself, in DER or PEM; its SHA-256 thumbprint is used."""

    def __post_init__(self) -> None:
        _support.text("CertificateReference", "thumbprint", self.thumbprint, none=True)
        _support.text("CertificateReference", "thumbprint_sha1", self.thumbprint_sha1, none=True)
        _support.octets("CertificateReference", "der", self.der, none=True)

    def _packed(self) -> bytes:
        return b"".join(
            (
                (_boundary.ABSENT if self.thumbprint is None else _boundary.PRESENT + _boundary.packed_text(self.thumbprint)),
                (_boundary.ABSENT if self.thumbprint_sha1 is None else _boundary.PRESENT + _boundary.packed_text(self.thumbprint_sha1)),
                (_boundary.ABSENT if self.der is None else _boundary.PRESENT + _boundary.packed_octets(self.der)),
            )
        )


@dataclass(frozen=True, repr=False)
class TokenClaims(Record):
    """The claims of a verified token.

    Attributes:
        algorithm: The algorithm.
        sub: The thumbprint of the signer's certificate.
        iss: The issuer.
        start_logon: The myIR user id; null, an empty text and absence are all absent (M2M-5). It is hidden when
            the record is printed.
        iat: Issued at, in seconds since 1970.
        exp: Ends at, in seconds since 1970.
    """

    algorithm: str
    """The algorithm."""

    sub: str
    """The thumbprint of the signer's certificate."""

    iss: str
    """The issuer."""

    start_logon: Optional[str] = field(metadata=HIDDEN)
    """The myIR user id; null, an empty text and absence are all absent (M2M-5)."""

    iat: int
    """Issued at, in seconds since 1970."""

    exp: int
    """Ends at, in seconds since 1970."""

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["TokenClaims", int]:
        algorithm, _at = _boundary.text(data, _at)
        sub, _at = _boundary.text(data, _at)
        iss, _at = _boundary.text(data, _at)
        start_logon, _at = _boundary.optional_text(data, _at)
        iat, _at = _boundary.int64(data, _at)
        exp, _at = _boundary.int64(data, _at)
        return _boundary.made(
            TokenClaims,
            {
                "algorithm": algorithm,
                "sub": sub,
                "iss": iss,
                "start_logon": start_logon,
                "iat": iat,
                "exp": exp,
            },
        ), _at


@dataclass(frozen=True, repr=False)
class UnverifiedToken(Record):
    """A token whose signature nobody has verified: what a host needs to verify it with its own library.

    Attributes:
        algorithm: The algorithm that the header names. The key decides whether it may: an EC key of the right
            curve for ES…, an RSA key for RS….
        signing_input: What was signed. It is hidden when the record is printed.
        digest: Its hash. It is hidden when the record is printed.
        signature: The signature as JWS has it: r‖s for ECDSA (WebCrypto, CNG, PKCS#11). It is hidden when the
            record is printed.
        signature_der: The signature as most verifiers take it: DER for ECDSA (OpenSSL, Java, key stores,
            Python). It is hidden when the record is printed.
    """

    algorithm: str
    """The algorithm that the header names. The key decides whether it may: an EC key of the right curve for ES…,
    an RSA key for RS….
    """

    signing_input: str = field(metadata=HIDDEN)
    """What was signed."""

    digest: bytes = field(metadata=HIDDEN)
    """Its hash."""

    signature: bytes = field(metadata=HIDDEN)
    """The signature as JWS has it: r‖s for ECDSA (WebCrypto, CNG, PKCS#11)."""

    signature_der: bytes = field(metadata=HIDDEN)
    """The signature as most verifiers take it: DER for ECDSA (OpenSSL, Java, key stores, Python)."""

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["UnverifiedToken", int]:
        algorithm, _at = _boundary.text(data, _at)
        signing_input, _at = _boundary.text(data, _at)
        digest, _at = _boundary.octets(data, _at)
        signature, _at = _boundary.octets(data, _at)
        signature_der, _at = _boundary.octets(data, _at)
        return _boundary.made(
            UnverifiedToken,
            {
                "algorithm": algorithm,
                "signing_input": signing_input,
                "digest": digest,
                "signature": signature,
                "signature_der": signature_der,
            },
        ), _at


@dataclass(frozen=True, repr=False)
class CertificateFacts(Record):
    """What a certificate file says of its certificate; of several that of the leaf.

    Attributes:
        thumbprint: Its SHA-256 thumbprint, as IR registers it: 64 upper-case hexadecimal digits (M2M-4).
        thumbprint_sha1: Its SHA-1 thumbprint: 40 upper-case hexadecimal digits.
        not_before: Its first second, since 1970.
        not_after: Its last second, since 1970.
        key_type: `EC` or `RSA`.
        key_bits: The key's length in bits.
        curve: The curve, such as `P-256`; absent for RSA.
        algorithms: The algorithms that its key can sign with, such as `ES256`.
        subject: Whom it is for (RFC 4514).
        issuer: Who issued it (RFC 4514).
        serial: Its serial number, in hexadecimal digits.
        self_signed: Whether subject and issuer are the same.
        count: How many certificates the file holds.
    """

    thumbprint: str
    """Its SHA-256 thumbprint, as IR registers it: 64 upper-case hexadecimal digits (M2M-4)."""

    thumbprint_sha1: str
    """Its SHA-1 thumbprint: 40 upper-case hexadecimal digits."""

    not_before: int
    """Its first second, since 1970."""

    not_after: int
    """Its last second, since 1970."""

    key_type: str
    """`EC` or `RSA`."""

    key_bits: int
    """The key's length in bits."""

    curve: Optional[str]
    """The curve, such as `P-256`; absent for RSA."""

    algorithms: tuple[str, ...]
    """The algorithms that its key can sign with, such as `ES256`."""

    subject: str
    """Whom it is for (RFC 4514)."""

    issuer: str
    """Who issued it (RFC 4514)."""

    serial: str
    """Its serial number, in hexadecimal digits."""

    self_signed: bool
    """Whether subject and issuer are the same."""

    count: int
    """How many certificates the file holds."""

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["CertificateFacts", int]:
        thumbprint, _at = _boundary.text(data, _at)
        thumbprint_sha1, _at = _boundary.text(data, _at)
        not_before, _at = _boundary.int64(data, _at)
        not_after, _at = _boundary.int64(data, _at)
        key_type, _at = _boundary.text(data, _at)
        key_bits, _at = _boundary.int64(data, _at)
        curve, _at = _boundary.optional_text(data, _at)
        algorithms, _at = _boundary.several(_boundary.text, data, _at)
        subject, _at = _boundary.text(data, _at)
        issuer, _at = _boundary.text(data, _at)
        serial, _at = _boundary.text(data, _at)
        self_signed, _at = _boundary.flag(data, _at)
        count, _at = _boundary.int64(data, _at)
        return _boundary.made(
            CertificateFacts,
            {
                "thumbprint": thumbprint,
                "thumbprint_sha1": thumbprint_sha1,
                "not_before": not_before,
                "not_after": not_after,
                "key_type": key_type,
                "key_bits": key_bits,
                "curve": curve,
                "algorithms": algorithms,
                "subject": subject,
                "issuer": issuer,
                "serial": serial,
                "self_signed": self_signed,
                "count": count,
            },
        ), _at


@dataclass(frozen=True, repr=False)
class Finding(Record):
    """What was found about one thing.

    Attributes:
        code: The stable name of what was looked at, such as `certificate_expired`.
        rule: The rule, such as `CERT-1`.
        verdict: Whether IR will take it.
        seen: What was seen, in English. Never a secret.
        remedy: What to do, in English; absent where it passes.
    """

    code: str
    """The stable name of what was looked at, such as `certificate_expired`."""

    rule: str
    """The rule, such as `CERT-1`."""

    verdict: Verdict
    """Whether IR will take it."""

    seen: str
    """What was seen, in English. Never a secret."""

    remedy: Optional[str]
    """What to do, in English; absent where it passes."""

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["Finding", int]:
        code, _at = _boundary.text(data, _at)
        rule, _at = _boundary.text(data, _at)
        verdict, _at = Verdict._read(data, _at)
        seen, _at = _boundary.text(data, _at)
        remedy, _at = _boundary.optional_text(data, _at)
        return _boundary.made(
            Finding,
            {
                "code": code,
                "rule": rule,
                "verdict": verdict,
                "seen": seen,
                "remedy": remedy,
            },
        ), _at


@dataclass(frozen=True, repr=False)
class IrdNumber(Record):
    """An IRD number whose check digit is right.

    Attributes:
        number: Its eight or nine digits, without separators and without a 0 before them. It is hidden when the
            record is printed.
    """

    number: str = field(metadata=HIDDEN)
    """Its eight or nine digits, without separators and without a 0 before them."""

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["IrdNumber", int]:
        number, _at = _boundary.text(data, _at)
        return _boundary.made(
            IrdNumber,
            {
                "number": number,
            },
        ), _at


@dataclass(frozen=True, repr=False)
class GatewayService(Record):
    """One of Inland Revenue's gateway services.

    Attributes:
        code: Its stable code, such as `gst`.
        name: Its name in IR's list.
        oauth: Whether it takes the access token of a customer who logged in.
        m2m: Whether it takes a token that the data's owner signed.
        mutual_tls: Whether it takes the client certificate alone.
        ssh: Whether it goes by files over SFTP.
        cloud: Its path for cloud clients.
        desktop: Its path for desktop clients.
    """

    code: str
    """Its stable code, such as `gst`."""

    name: str
    """Its name in IR's list."""

    oauth: bool
    """Whether it takes the access token of a customer who logged in."""

    m2m: bool
    """Whether it takes a token that the data's owner signed."""

    mutual_tls: bool
    """Whether it takes the client certificate alone."""

    ssh: bool
    """Whether it goes by files over SFTP."""

    cloud: Optional[str]
    """Its path for cloud clients."""

    desktop: Optional[str]
    """Its path for desktop clients."""

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["GatewayService", int]:
        code, _at = _boundary.text(data, _at)
        name, _at = _boundary.text(data, _at)
        oauth, _at = _boundary.flag(data, _at)
        m2m, _at = _boundary.flag(data, _at)
        mutual_tls, _at = _boundary.flag(data, _at)
        ssh, _at = _boundary.flag(data, _at)
        cloud, _at = _boundary.optional_text(data, _at)
        desktop, _at = _boundary.optional_text(data, _at)
        return _boundary.made(
            GatewayService,
            {
                "code": code,
                "name": name,
                "oauth": oauth,
                "m2m": m2m,
                "mutual_tls": mutual_tls,
                "ssh": ssh,
                "cloud": cloud,
                "desktop": desktop,
            },
        ), _at


@dataclass(frozen=True, repr=False)
class ServiceAnswer(Record):
    """Whether a client may call a service with a mechanism, and where.

    Attributes:
        allowed: Whether it may.
        url: The URL; absent where it may not call, and for files.
        documented: Whether IR prints this address; else it is made in the same way, to be confirmed by the
            on-boarding.
        obstacle: Why not: `mechanism` or `desktop`; absent where it may.
        advice: What to do, in English; absent where a URL says it.
    """

    allowed: bool
    """Whether it may."""

    url: Optional[str]
    """The URL; absent where it may not call, and for files."""

    documented: bool
    """Whether IR prints this address; else it is made in the same way, to be confirmed by the on-boarding."""

    obstacle: Optional[str]
    """Why not: `mechanism` or `desktop`; absent where it may."""

    advice: Optional[str]
    """What to do, in English; absent where a URL says it."""

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["ServiceAnswer", int]:
        allowed, _at = _boundary.flag(data, _at)
        url, _at = _boundary.optional_text(data, _at)
        documented, _at = _boundary.flag(data, _at)
        obstacle, _at = _boundary.optional_text(data, _at)
        advice, _at = _boundary.optional_text(data, _at)
        return _boundary.made(
            ServiceAnswer,
            {
                "allowed": allowed,
                "url": url,
                "documented": documented,
                "obstacle": obstacle,
                "advice": advice,
            },
        ), _at


@dataclass(frozen=True, repr=False)
class Login(Record):
    """A login that was started: open the URL in the system's browser, keep the pending text in that user's own
    session.

    Attributes:
        url: The URL to open. It holds the state, which proves the login: keep it out of logs. It is hidden when
            the record is printed.
        state: The state that was sent: within one user's session it tells several tabs' pending texts apart. It
            is hidden when the record is printed.
        code_challenge: The challenge that was sent; absent without PKCE.
        pending: The pending login as one line of text. It holds the code_verifier. The user's session finds it,
            never a landing's state alone; remove it, atomically, before the code is sent. It is hidden when the
            record is printed.
        warnings: What to mend, such as `redirect_uri_localhost`.
    """

    url: str = field(metadata=HIDDEN)
    """The URL to open. It holds the state, which proves the login: keep it out of logs."""

    state: str = field(metadata=HIDDEN)
    """The state that was sent: within one user's session it tells several tabs' pending texts apart."""

    code_challenge: Optional[str]
    """The challenge that was sent; absent without PKCE."""

    pending: str = field(metadata=HIDDEN)
    """The pending login as one line of text. It holds the code_verifier. The user's session finds it, never a
    landing's state alone; remove it, atomically, before the code is sent.
    """

    warnings: tuple[Warning, ...]
    """What to mend, such as `redirect_uri_localhost`."""

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["Login", int]:
        url, _at = _boundary.text(data, _at)
        state, _at = _boundary.text(data, _at)
        code_challenge, _at = _boundary.optional_text(data, _at)
        pending, _at = _boundary.text(data, _at)
        warnings, _at = _boundary.several(Warning._read, data, _at)
        return _boundary.made(
            Login,
            {
                "url": url,
                "state": state,
                "code_challenge": code_challenge,
                "pending": pending,
                "warnings": warnings,
            },
        ), _at


@dataclass(frozen=True, repr=False)
class HttpRequest(Record):
    """A request to send exactly once, as it is.

    Attributes:
        kind: What is asked: for reading the reply, and for what follows if none comes.
        method: Always POST.
        url: The URL, without secrets.
        headers: All headers; a browser sets Content-Length itself and forbids scripts to.
        body: The form: ASCII, so characters are bytes. It is hidden when the record is printed.
        transport: How to send it.
    """

    kind: RequestKind
    """What is asked: for reading the reply, and for what follows if none comes."""

    method: str
    """Always POST."""

    url: str
    """The URL, without secrets."""

    headers: tuple[Header, ...]
    """All headers; a browser sets Content-Length itself and forbids scripts to."""

    body: str = field(metadata=HIDDEN)
    """The form: ASCII, so characters are bytes."""

    transport: Transport
    """How to send it."""

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["HttpRequest", int]:
        kind, _at = RequestKind._read(data, _at)
        method, _at = _boundary.text(data, _at)
        url, _at = _boundary.text(data, _at)
        headers, _at = _boundary.several(Header._read, data, _at)
        body, _at = _boundary.text(data, _at)
        transport, _at = Transport._read(data, _at)
        return _boundary.made(
            HttpRequest,
            {
                "kind": kind,
                "method": method,
                "url": url,
                "headers": headers,
                "body": body,
                "transport": transport,
            },
        ), _at


@dataclass(frozen=True, repr=False)
class Refusal(Record):
    """A refusal as it came, explained. The server's texts may hold anything: escape them before showing them.

    Attributes:
        request: The request that was refused.
        status: The HTTP status; 302 for a refusal that came by redirect.
        error: The error, verbatim.
        error_description: The error description, verbatim, if there is one.
        meaning: What happened, in English, for people.
        who_must_act: Who must act before the next step.
        check: What to check, in English.
        documented: Whether IR documents this pair of error and description for this request (ERR-3).
        next_step: What a program does next: decided by the request and the status, never by the texts (ERR-2).
        attempts: How often a program may take that step for one cause; 0: never by itself.
        afterwards: What follows when the step was taken so often and ended the same way; absent where it is the
            end.
        wait_seconds: How long to wait before the step, in seconds; 0: not at all.
        advice: The step in English, for people, and what follows it.
        warnings: What is odd about the reply.
    """

    request: RequestKind
    """The request that was refused."""

    status: int
    """The HTTP status; 302 for a refusal that came by redirect."""

    error: str
    """The error, verbatim."""

    error_description: Optional[str]
    """The error description, verbatim, if there is one."""

    meaning: str
    """What happened, in English, for people."""

    who_must_act: WhoMustAct
    """Who must act before the next step."""

    check: str
    """What to check, in English."""

    documented: bool
    """Whether IR documents this pair of error and description for this request (ERR-3)."""

    next_step: NextStep
    """What a program does next: decided by the request and the status, never by the texts (ERR-2)."""

    attempts: int
    """How often a program may take that step for one cause; 0: never by itself."""

    afterwards: Optional[NextStep]
    """What follows when the step was taken so often and ended the same way; absent where it is the end."""

    wait_seconds: int
    """How long to wait before the step, in seconds; 0: not at all."""

    advice: str
    """The step in English, for people, and what follows it."""

    warnings: tuple[Warning, ...]
    """What is odd about the reply."""

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["Refusal", int]:
        request, _at = RequestKind._read(data, _at)
        status, _at = _boundary.int32(data, _at)
        error, _at = _boundary.text(data, _at)
        error_description, _at = _boundary.optional_text(data, _at)
        meaning, _at = _boundary.text(data, _at)
        who_must_act, _at = WhoMustAct._read(data, _at)
        check, _at = _boundary.text(data, _at)
        documented, _at = _boundary.flag(data, _at)
        next_step, _at = NextStep._read(data, _at)
        attempts, _at = _boundary.int64(data, _at)
        afterwards, _at = _boundary.optional(NextStep._read, data, _at)
        wait_seconds, _at = _boundary.int64(data, _at)
        advice, _at = _boundary.text(data, _at)
        warnings, _at = _boundary.several(Warning._read, data, _at)
        return _boundary.made(
            Refusal,
            {
                "request": request,
                "status": status,
                "error": error,
                "error_description": error_description,
                "meaning": meaning,
                "who_must_act": who_must_act,
                "check": check,
                "documented": documented,
                "next_step": next_step,
                "attempts": attempts,
                "afterwards": afterwards,
                "wait_seconds": wait_seconds,
                "advice": advice,
                "warnings": warnings,
            },
        ), _at


@dataclass(frozen=True, repr=False)
class TokenSet(Record):
    """A new set of tokens. Store it before anything else: its refresh token exists nowhere else (REFRESH-2).

    Attributes:
        access_token: The access token. It is hidden when the record is printed.
        authorization: The value of the Authorization header for IR's services: `Bearer` and the access token
            (TOKEN-5). It is hidden when the record is printed.
        refresh_token: The next refresh token, if the client is registered for refresh tokens. It is hidden when
            the record is printed.
        expires_in: The access token's lifetime in seconds from the time of sending; absent where IR did not say
            it plausibly.
        scope: The scope, if IR names it.
        sent_at: When the request was sent, in seconds since 1970, if that was given.
        expires_at: When the access token ends, in seconds since 1970, if the time of sending was given and IR
            said how long.
        refresh_at: From when on to renew it, in seconds since 1970, if the time of sending was given.
        warnings: What is odd about the reply.
    """

    access_token: str = field(metadata=HIDDEN)
    """The access token."""

    authorization: str = field(metadata=HIDDEN)
    """The value of the Authorization header for IR's services: `Bearer` and the access token (TOKEN-5)."""

    refresh_token: Optional[str] = field(metadata=HIDDEN)
    """The next refresh token, if the client is registered for refresh tokens."""

    expires_in: Optional[int]
    """The access token's lifetime in seconds from the time of sending; absent where IR did not say it plausibly."""

    scope: Optional[str]
    """The scope, if IR names it."""

    sent_at: Optional[int]
    """When the request was sent, in seconds since 1970, if that was given."""

    expires_at: Optional[int]
    """When the access token ends, in seconds since 1970, if the time of sending was given and IR said how long."""

    refresh_at: Optional[int]
    """From when on to renew it, in seconds since 1970, if the time of sending was given."""

    warnings: tuple[Warning, ...]
    """What is odd about the reply."""

    def needs_renewal(self, now: int) -> bool:
        """Whether the access token is to be renewed: from `refresh_at` on, and also when the clock stands before the
        time of sending, or that time is not known.

        Args:
            now: seconds since 1970.
        """
        _support.integer("TokenSet.needs_renewal", "now", now, bits=64)
        return _support.number(_generated_library.token_set_needs_renewal, self._packed(), now) != 0

    def _packed(self) -> bytes:
        return b"".join(
            (
                _boundary.packed_text(self.access_token),
                _boundary.packed_text(self.authorization),
                (_boundary.ABSENT if self.refresh_token is None else _boundary.PRESENT + _boundary.packed_text(self.refresh_token)),
                (_boundary.ABSENT if self.expires_in is None else _boundary.PRESENT + _boundary.packed_int64(self.expires_in)),
                (_boundary.ABSENT if self.scope is None else _boundary.PRESENT + _boundary.packed_text(self.scope)),
                (_boundary.ABSENT if self.sent_at is None else _boundary.PRESENT + _boundary.packed_int64(self.sent_at)),
                (_boundary.ABSENT if self.expires_at is None else _boundary.PRESENT + _boundary.packed_int64(self.expires_at)),
                (_boundary.ABSENT if self.refresh_at is None else _boundary.PRESENT + _boundary.packed_int64(self.refresh_at)),
                _boundary.packed_list([each._packed() for each in self.warnings]),
            )
        )

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["TokenSet", int]:
        access_token, _at = _boundary.text(data, _at)
        authorization, _at = _boundary.text(data, _at)
        refresh_token, _at = _boundary.optional_text(data, _at)
        expires_in, _at = _boundary.optional_int64(data, _at)
        scope, _at = _boundary.optional_text(data, _at)
        sent_at, _at = _boundary.optional_int64(data, _at)
        expires_at, _at = _boundary.optional_int64(data, _at)
        refresh_at, _at = _boundary.optional_int64(data, _at)
        warnings, _at = _boundary.several(Warning._read, data, _at)
        return _boundary.made(
            TokenSet,
            {
                "access_token": access_token,
                "authorization": authorization,
                "refresh_token": refresh_token,
                "expires_in": expires_in,
                "scope": scope,
                "sent_at": sent_at,
                "expires_at": expires_at,
                "refresh_at": refresh_at,
                "warnings": warnings,
            },
        ), _at


@dataclass(frozen=True, repr=False)
class Introspection(Record):
    """What IR says about a token. An inactive one comes without the other fields.

    Attributes:
        active: Whether the token works.
        client_id: The client it was given to.
        username: The customer's myIR user id. It is hidden when the record is printed.
        scope: The scope.
        sub: The customer, as a UUID. It is hidden when the record is printed.
        exp: When it ends, in seconds since 1970.
        iat: When it was issued, in seconds since 1970.
        warnings: What is odd about the reply.
    """

    active: bool
    """Whether the token works."""

    client_id: Optional[str]
    """The client it was given to."""

    username: Optional[str] = field(metadata=HIDDEN)
    """The customer's myIR user id."""

    scope: Optional[str]
    """The scope."""

    sub: Optional[str] = field(metadata=HIDDEN)
    """The customer, as a UUID."""

    exp: Optional[int]
    """When it ends, in seconds since 1970."""

    iat: Optional[int]
    """When it was issued, in seconds since 1970."""

    warnings: tuple[Warning, ...]
    """What is odd about the reply."""

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["Introspection", int]:
        active, _at = _boundary.flag(data, _at)
        client_id, _at = _boundary.optional_text(data, _at)
        username, _at = _boundary.optional_text(data, _at)
        scope, _at = _boundary.optional_text(data, _at)
        sub, _at = _boundary.optional_text(data, _at)
        exp, _at = _boundary.optional_int64(data, _at)
        iat, _at = _boundary.optional_int64(data, _at)
        warnings, _at = _boundary.several(Warning._read, data, _at)
        return _boundary.made(
            Introspection,
            {
                "active": active,
                "client_id": client_id,
                "username": username,
                "scope": scope,
                "sub": sub,
                "exp": exp,
                "iat": iat,
                "warnings": warnings,
            },
        ), _at


@dataclass(frozen=True, repr=False)
class Revocation(Record):
    """The token is revoked.

    Attributes:
        warnings: What is odd about the reply.
    """

    warnings: tuple[Warning, ...]
    """What is odd about the reply."""

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["Revocation", int]:
        warnings, _at = _boundary.several(Warning._read, data, _at)
        return _boundary.made(
            Revocation,
            {
                "warnings": warnings,
            },
        ), _at


@dataclass(frozen=True, repr=False)
class ClaimsToSign(Record):
    """What a token is to say.

    Attributes:
        algorithm: `ES256`, `ES384`, `ES512`, `RS256`, `RS384` or `RS512`: what the key signs with.
        certificate: The certificate that belongs to the key: `sub` (M2M-4).
        iss: The issuer agreed with IR.
        start_logon: The myIR user whose delegations are used (M2M-5); absent names nobody. It is hidden when
            the record is printed.
        no_start_logon: How nobody is named; counts only without a user; `null` unless given.
        lifetime: How long the token lives, in seconds; absent: an hour.
        not_before: The certificate's first second, since 1970: the token must not begin before (M2M-6).
        not_after: The certificate's last second, since 1970: the token must not end after (M2M-6).
    """

    algorithm: str
    """`ES256`, `ES384`, `ES512`, `RS256`, `RS384` or `RS512`: what the key signs with."""

    certificate: CertificateReference
    """The certificate that belongs to the key: `sub` (M2M-4)."""

    iss: str
    """The issuer agreed with IR."""

    start_logon: Optional[str] = field(default=None, metadata=HIDDEN)
    """The myIR user whose delegations are used (M2M-5); absent names nobody."""

    no_start_logon: Optional[NoStartLogon] = None
    """How nobody is named; counts only without a user; `null` unless given."""

    lifetime: Optional[int] = None
    """How long the token lives, in seconds; absent: an hour."""

    not_before: Optional[int] = None
    """The certificate's first second, since 1970: the token must not begin before (M2M-6)."""

    not_after: Optional[int] = None
    """The certificate's last second, since 1970: the token must not end after (M2M-6)."""

    def __post_init__(self) -> None:
        _support.text("ClaimsToSign", "algorithm", self.algorithm)
        _support.instance("ClaimsToSign", "certificate", self.certificate, CertificateReference)
        _support.text("ClaimsToSign", "iss", self.iss)
        _support.text("ClaimsToSign", "start_logon", self.start_logon, none=True)
        _support.instance("ClaimsToSign", "no_start_logon", self.no_start_logon, NoStartLogon, none=True)
        _support.integer("ClaimsToSign", "lifetime", self.lifetime, bits=64, none=True)
        _support.integer("ClaimsToSign", "not_before", self.not_before, bits=64, none=True)
        _support.integer("ClaimsToSign", "not_after", self.not_after, bits=64, none=True)

    def _packed(self) -> bytes:
        return b"".join(
            (
                _boundary.packed_text(self.algorithm),
                self.certificate._packed(),
                _boundary.packed_text(self.iss),
                (_boundary.ABSENT if self.start_logon is None else _boundary.PRESENT + _boundary.packed_text(self.start_logon)),
                (_boundary.ABSENT if self.no_start_logon is None else _boundary.PRESENT + self.no_start_logon._packed()),
                (_boundary.ABSENT if self.lifetime is None else _boundary.PRESENT + _boundary.packed_int64(self.lifetime)),
                (_boundary.ABSENT if self.not_before is None else _boundary.PRESENT + _boundary.packed_int64(self.not_before)),
                (_boundary.ABSENT if self.not_after is None else _boundary.PRESENT + _boundary.packed_int64(self.not_after)),
            )
        )


@dataclass(frozen=True, repr=False)
class ExpectedCertificate(Record):
    """The certificate of the key that verified a signature.

    Attributes:
        certificate: Which one: `sub` must be its thumbprint (M2M-4).
        not_before: Its first second, since 1970.
        not_after: Its last second, since 1970.
    """

    certificate: CertificateReference
    """Which one: `sub` must be its thumbprint (M2M-4)."""

    not_before: int
    """Its first second, since 1970."""

    not_after: int
    """Its last second, since 1970."""

    def __post_init__(self) -> None:
        _support.instance("ExpectedCertificate", "certificate", self.certificate, CertificateReference)
        _support.integer("ExpectedCertificate", "not_before", self.not_before, bits=64)
        _support.integer("ExpectedCertificate", "not_after", self.not_after, bits=64)

    def _packed(self) -> bytes:
        return b"".join(
            (
                self.certificate._packed(),
                _boundary.packed_int64(self.not_before),
                _boundary.packed_int64(self.not_after),
            )
        )


@dataclass(frozen=True, repr=False)
class SignedToken(Record):
    """A signed token.

    Attributes:
        token: The compact form. It is hidden when the record is printed.
        authorization: The value of the Authorization header: no `Bearer` (M2M-7). It is hidden when the record
            is printed.
        issued_at: When it was issued, in seconds since 1970. A clock before it needs a new token too.
        renew_at: From when on to sign a new one: the last tenth of its life.
        expires_at: When it ends, in seconds since 1970.
        warnings: What to mend, such as `certificate_sha1`.
    """

    token: str = field(metadata=HIDDEN)
    """The compact form."""

    authorization: str = field(metadata=HIDDEN)
    """The value of the Authorization header: no `Bearer` (M2M-7)."""

    issued_at: int
    """When it was issued, in seconds since 1970. A clock before it needs a new token too."""

    renew_at: int
    """From when on to sign a new one: the last tenth of its life."""

    expires_at: int
    """When it ends, in seconds since 1970."""

    warnings: tuple[Warning, ...]
    """What to mend, such as `certificate_sha1`."""

    def needs_renewal(self, now: int) -> bool:
        """Whether to sign a new token: from `renew_at` on, or with a clock before the token's beginning.

        Args:
            now: seconds since 1970.
        """
        _support.integer("SignedToken.needs_renewal", "now", now, bits=64)
        return _support.number(_generated_library.signed_token_needs_renewal, self._packed(), now) != 0

    def _packed(self) -> bytes:
        return b"".join(
            (
                _boundary.packed_text(self.token),
                _boundary.packed_text(self.authorization),
                _boundary.packed_int64(self.issued_at),
                _boundary.packed_int64(self.renew_at),
                _boundary.packed_int64(self.expires_at),
                _boundary.packed_list([each._packed() for each in self.warnings]),
            )
        )

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["SignedToken", int]:
        token, _at = _boundary.text(data, _at)
        authorization, _at = _boundary.text(data, _at)
        issued_at, _at = _boundary.int64(data, _at)
        renew_at, _at = _boundary.int64(data, _at)
        expires_at, _at = _boundary.int64(data, _at)
        warnings, _at = _boundary.several(Warning._read, data, _at)
        return _boundary.made(
            SignedToken,
            {
                "token": token,
                "authorization": authorization,
                "issued_at": issued_at,
                "renew_at": renew_at,
                "expires_at": expires_at,
                "warnings": warnings,
            },
        ), _at


@dataclass(frozen=True, repr=False)
class UnsignedToken(Record):
    """A token without its signature.

    Attributes:
        algorithm: The name of the algorithm to sign with.
        signing_input: The text to sign, for what hashes by itself: ASCII, so characters are bytes. It is hidden
            when the record is printed.
        digest: Its hash, for what signs a hash. It is hidden when the record is printed.
        issued_at: When the token was issued, in seconds since 1970.
        expires_at: When it ends, in seconds since 1970.
        warnings: What to mend, such as `certificate_sha1`.
    """

    algorithm: str
    """The name of the algorithm to sign with."""

    signing_input: str = field(metadata=HIDDEN)
    """The text to sign, for what hashes by itself: ASCII, so characters are bytes."""

    digest: bytes = field(metadata=HIDDEN)
    """Its hash, for what signs a hash."""

    issued_at: int
    """When the token was issued, in seconds since 1970."""

    expires_at: int
    """When it ends, in seconds since 1970."""

    warnings: tuple[Warning, ...]
    """What to mend, such as `certificate_sha1`."""

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["UnsignedToken", int]:
        algorithm, _at = _boundary.text(data, _at)
        signing_input, _at = _boundary.text(data, _at)
        digest, _at = _boundary.octets(data, _at)
        issued_at, _at = _boundary.int64(data, _at)
        expires_at, _at = _boundary.int64(data, _at)
        warnings, _at = _boundary.several(Warning._read, data, _at)
        return _boundary.made(
            UnsignedToken,
            {
                "algorithm": algorithm,
                "signing_input": signing_input,
                "digest": digest,
                "issued_at": issued_at,
                "expires_at": expires_at,
                "warnings": warnings,
            },
        ), _at


@dataclass(frozen=True, repr=False)
class SessionLogout(Record):
    """What `session_logout` gives, for languages without tuples.

    Attributes:
        swap: The tombstone: store it first.
        request: Then send this, if there are tokens to revoke.
    """

    swap: SessionSwap
    """The tombstone: store it first."""

    request: Optional[HttpRequest]
    """Then send this, if there are tokens to revoke."""

    @staticmethod
    def _read(data: bytes, _at: int) -> tuple["SessionLogout", int]:
        swap, _at = SessionSwap._read(data, _at)
        request, _at = _boundary.optional(HttpRequest._read, data, _at)
        return _boundary.made(
            SessionLogout,
            {
                "swap": swap,
                "request": request,
            },
        ), _at


@dataclass(frozen=True, repr=False)
class ExpectedClaims(Record):
    """What is expected of a token besides its signature. It must be said whose token it is, in exactly one way:
    `certificate`, `sub` or `any_owner`.

    Attributes:
        certificate: The certificate of the key that verified the signature: `sub` must be its thumbprint
            (M2M-4).
        sub: The expected `sub`.
        any_owner: True: whose token it is was decided otherwise, or does not matter.
        iss: The issuer agreed with IR.
        algorithms: The algorithms that are allowed (ENV-8); absent: all six.
        leeway: How far the signer's clock may be off, in seconds: 600 at most; absent: 60.
    """

    certificate: Optional[ExpectedCertificate] = None
    """The certificate of the key that verified the signature: `sub` must be its thumbprint (M2M-4)."""

    sub: Optional[str] = None
    """The expected `sub`."""

    any_owner: Optional[bool] = None
    """True: whose token it is was decided otherwise, or does not matter."""

    iss: Optional[str] = None
    """The issuer agreed with IR."""

    algorithms: Optional[Sequence[str]] = None
    """The algorithms that are allowed (ENV-8); absent: all six."""

    leeway: Optional[int] = None
    """How far the signer's clock may be off, in seconds: 600 at most; absent: 60."""

    def __post_init__(self) -> None:
        _support.instance("ExpectedClaims", "certificate", self.certificate, ExpectedCertificate, none=True)
        _support.text("ExpectedClaims", "sub", self.sub, none=True)
        _support.flag("ExpectedClaims", "any_owner", self.any_owner, none=True)
        _support.text("ExpectedClaims", "iss", self.iss, none=True)
        _support.texts("ExpectedClaims", "algorithms", self.algorithms, none=True)
        _support.integer("ExpectedClaims", "leeway", self.leeway, bits=64, none=True)

    def _packed(self) -> bytes:
        return b"".join(
            (
                (_boundary.ABSENT if self.certificate is None else _boundary.PRESENT + self.certificate._packed()),
                (_boundary.ABSENT if self.sub is None else _boundary.PRESENT + _boundary.packed_text(self.sub)),
                (_boundary.ABSENT if self.any_owner is None else _boundary.PRESENT + _boundary.packed_flag(self.any_owner)),
                (_boundary.ABSENT if self.iss is None else _boundary.PRESENT + _boundary.packed_text(self.iss)),
                (_boundary.ABSENT if self.algorithms is None else _boundary.PRESENT + _boundary.packed_list([_boundary.packed_text(each) for each in self.algorithms])),
                (_boundary.ABSENT if self.leeway is None else _boundary.PRESENT + _boundary.packed_int64(self.leeway)),
            )
        )


_Value = TypeVar("_Value", covariant=True)


@dataclass(frozen=True, repr=False)
class Granted(Record, Generic[_Value]):
    """What was asked for was given: `value`, which is also called by the name of what it is, `introspection`,
    `request`, `revocation`, `tokens`.

    Attributes:
        value: What was given.
    """

    value: _Value
    """What was given."""

    @property
    def introspection(self: "Granted[Introspection]") -> Introspection:
        """What Inland Revenue says about the token."""
        return _support.given("introspection", self.value, Introspection)

    @property
    def request(self: "Granted[HttpRequest]") -> HttpRequest:
        """The request that exchanges the code: send it once, as it is."""
        return _support.given("request", self.value, HttpRequest)

    @property
    def revocation(self: "Granted[Revocation]") -> Revocation:
        """The token is revoked."""
        return _support.given("revocation", self.value, Revocation)

    @property
    def tokens(self: "Granted[TokenSet]") -> TokenSet:
        """The tokens: store them before anything else."""
        return _support.given("tokens", self.value, TokenSet)


@dataclass(frozen=True, repr=False)
class Refused(Record):
    """Inland Revenue refused.

    Attributes:
        refusal: The refusal, explained.
    """

    refusal: Refusal
    """The refusal, explained."""


ExchangeOutcome = Union[Granted[HttpRequest], Refused]
"""What a landing URL came to."""


def _read_exchange_outcome(data: bytes, _at: int) -> tuple[ExchangeOutcome, int]:
    index, _at = _boundary.int32(data, _at)
    if index == 1:
        request, _at = HttpRequest._read(data, _at)
        return Granted(request), _at
    if index == 2:
        refusal, _at = Refusal._read(data, _at)
        return Refused(refusal), _at
    raise LookupError


TokenReply = Union[Granted[TokenSet], Refused, Unreadable]
"""What the token endpoint answered."""


def _read_token_reply(data: bytes, _at: int) -> tuple[TokenReply, int]:
    index, _at = _boundary.int32(data, _at)
    if index == 1:
        tokens, _at = TokenSet._read(data, _at)
        return Granted(tokens), _at
    if index == 2:
        refusal, _at = Refusal._read(data, _at)
        return Refused(refusal), _at
    if index == 3:
        unreadable, _at = Unreadable._read(data, _at)
        return unreadable, _at
    raise LookupError


IntrospectionReply = Union[Granted[Introspection], Refused, Unreadable]
"""What the introspection endpoint answered."""


def _read_introspection_reply(data: bytes, _at: int) -> tuple[IntrospectionReply, int]:
    index, _at = _boundary.int32(data, _at)
    if index == 1:
        introspection, _at = Introspection._read(data, _at)
        return Granted(introspection), _at
    if index == 2:
        refusal, _at = Refusal._read(data, _at)
        return Refused(refusal), _at
    if index == 3:
        unreadable, _at = Unreadable._read(data, _at)
        return unreadable, _at
    raise LookupError


RevocationReply = Union[Granted[Revocation], Refused, Unreadable]
"""What the revocation endpoint answered."""


def _read_revocation_reply(data: bytes, _at: int) -> tuple[RevocationReply, int]:
    index, _at = _boundary.int32(data, _at)
    if index == 1:
        revocation, _at = Revocation._read(data, _at)
        return Granted(revocation), _at
    if index == 2:
        refusal, _at = Refusal._read(data, _at)
        return Refused(refusal), _at
    if index == 3:
        unreadable, _at = Unreadable._read(data, _at)
        return unreadable, _at
    raise LookupError
