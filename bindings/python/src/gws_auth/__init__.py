"""OAuth 2.0 and M2M for Inland Revenue's (IR's) gateway services in New Zealand. Independent software, not IR's.

Nothing here opens a socket, reads a clock or makes random numbers: the library says what to send, and reads what came back.

    login = gws_auth.authorize(environment="test", client_id=…, redirect_uri=…, entropy=secrets.token_bytes(64), now=…)
    outcome = gws_auth.exchange_request(pending=login.pending, landing=…, client=gws_auth.ClientSettings(…), now=…)
    outcome = gws_auth.parse_token(kind=outcome.request.kind, status=…, body=…)

A failure is a `GwsAuthError` with `code`, `number`, `blame`, `at`, `position`; a refusal by IR or the customer is a result.
Python cannot wipe strings. Printed records show the names of their fields only.
"""

from typing import TYPE_CHECKING, Optional

from ._generated import (
    Advice,
    CertificateReference,
    ClientSettings,
    ExchangeOutcome,
    ExpectedCertificate,
    ExpectedClaims,
    Header,
    HttpRequest,
    InternalError,
    Login,
    NextStep,
    NoStartLogon,
    PolicyChanges,
    Refusal,
    RequestKind,
    SecretString,
    SignatureForm,
    SignedToken,
    TokenClaims,
    TokenOutcome,
    TokenSet,
    Transport,
    UnsignedToken,
    UnverifiedToken,
    WhoMustAct,
    authorize,
    exchange_request,
    m2m_attach,
    m2m_unsigned,
    m2m_verify_begin,
    m2m_verify_finish,
    next_step_after,
    parse_token,
    refresh_request,
    version,
)

if TYPE_CHECKING:

    class GwsAuthError(Exception):
        """One failure. `str(error)` says what is wrong and what to do, and never holds the input."""

        code: str
        """The stable text, such as `state_mismatch`."""
        number: int
        """The stable number."""
        blame: str
        """Who has to change something: `caller`, `input`, `server`, `policy` or `library`."""
        at: Optional[int]
        """Where, or how much: `position` says what it counts."""
        position: Optional[str]
        """What `at` is: `offset` or `needed` (bytes), `limit`, `status` (HTTP)."""
        detail: str
        """The text that `str` gives."""

else:
    from ._generated import GwsAuthError

__version__ = version()

__all__ = [
    "Advice",
    "CertificateReference",
    "ClientSettings",
    "ExchangeOutcome",
    "ExpectedCertificate",
    "ExpectedClaims",
    "GwsAuthError",
    "Header",
    "HttpRequest",
    "InternalError",
    "Login",
    "NextStep",
    "NoStartLogon",
    "PolicyChanges",
    "Refusal",
    "RequestKind",
    "SecretString",
    "SignatureForm",
    "SignedToken",
    "TokenClaims",
    "TokenOutcome",
    "TokenSet",
    "Transport",
    "UnsignedToken",
    "UnverifiedToken",
    "WhoMustAct",
    "authorize",
    "exchange_request",
    "m2m_attach",
    "m2m_unsigned",
    "m2m_verify_begin",
    "m2m_verify_finish",
    "next_step_after",
    "parse_token",
    "refresh_request",
    "version",
]


def _names_only(record: object) -> str:
    return f"{type(record).__name__}({', '.join(vars(record))})"


def _detail(error: GwsAuthError) -> str:
    return error.detail


# What is generated prints every field: tokens, the pending login, the user id.
for _record in (
    ClientSettings,
    ExpectedClaims,
    ExchangeOutcome.GRANTED,
    Header,
    HttpRequest,
    Login,
    SignedToken,
    TokenClaims,
    TokenOutcome.GRANTED,
    TokenSet,
    UnsignedToken,
    UnverifiedToken,
):
    setattr(_record, "__str__", _names_only)
    setattr(_record, "__repr__", _names_only)

# What is generated prints every field of an error too; the message alone is for people.
setattr(GwsAuthError, "__str__", _detail)
