"""The library's functions, as it exports them. Written by `cargo xtask generate`."""

from typing import Optional

from . import _boundary

_boundary.check(
    30,
    {
        "uniffi_gws_auth_uniffi_checksum_func_authorize": 25557,
        "uniffi_gws_auth_uniffi_checksum_func_certificate_facts": 56917,
        "uniffi_gws_auth_uniffi_checksum_func_check_client": 28105,
        "uniffi_gws_auth_uniffi_checksum_func_check_mtls": 20894,
        "uniffi_gws_auth_uniffi_checksum_func_check_redirect_uris": 49998,
        "uniffi_gws_auth_uniffi_checksum_func_check_signing": 54103,
        "uniffi_gws_auth_uniffi_checksum_func_check_ssh": 62443,
        "uniffi_gws_auth_uniffi_checksum_func_environment_urls": 5396,
        "uniffi_gws_auth_uniffi_checksum_func_exchange_request": 53087,
        "uniffi_gws_auth_uniffi_checksum_func_explain": 14458,
        "uniffi_gws_auth_uniffi_checksum_func_inspect_access_token": 7184,
        "uniffi_gws_auth_uniffi_checksum_func_introspect_request": 63131,
        "uniffi_gws_auth_uniffi_checksum_func_ird_number": 28248,
        "uniffi_gws_auth_uniffi_checksum_func_m2m_attach": 49105,
        "uniffi_gws_auth_uniffi_checksum_func_m2m_sign": 54671,
        "uniffi_gws_auth_uniffi_checksum_func_m2m_unsigned": 36589,
        "uniffi_gws_auth_uniffi_checksum_func_m2m_verify": 54909,
        "uniffi_gws_auth_uniffi_checksum_func_m2m_verify_begin": 45181,
        "uniffi_gws_auth_uniffi_checksum_func_m2m_verify_finish": 6050,
        "uniffi_gws_auth_uniffi_checksum_func_no_reply": 9732,
        "uniffi_gws_auth_uniffi_checksum_func_parse_introspection": 50095,
        "uniffi_gws_auth_uniffi_checksum_func_parse_revocation": 46360,
        "uniffi_gws_auth_uniffi_checksum_func_parse_token": 37170,
        "uniffi_gws_auth_uniffi_checksum_func_refresh_request": 57407,
        "uniffi_gws_auth_uniffi_checksum_func_relay_request": 9929,
        "uniffi_gws_auth_uniffi_checksum_func_revoke_request": 36791,
        "uniffi_gws_auth_uniffi_checksum_func_service_access": 6422,
        "uniffi_gws_auth_uniffi_checksum_func_services": 46830,
        "uniffi_gws_auth_uniffi_checksum_func_session_facts": 32990,
        "uniffi_gws_auth_uniffi_checksum_func_session_login": 27546,
        "uniffi_gws_auth_uniffi_checksum_func_session_logout": 64998,
        "uniffi_gws_auth_uniffi_checksum_constructor_session_new": 32388,
        "uniffi_gws_auth_uniffi_checksum_method_session_next": 48547,
        "uniffi_gws_auth_uniffi_checksum_method_session_problem": 37137,
        "uniffi_gws_auth_uniffi_checksum_func_session_reject": 35576,
        "uniffi_gws_auth_uniffi_checksum_method_signedtoken_needs_renewal": 21396,
        "uniffi_gws_auth_uniffi_checksum_method_tokenset_needs_renewal": 6582,
        "uniffi_gws_auth_uniffi_checksum_func_version": 42375,
    },
)

authorize = _boundary.function(
    "uniffi_gws_auth_uniffi_fn_func_authorize",
    ["buffer", "buffer", "buffer", "buffer", "int64", "buffer"],
    "buffer",
)
certificate_facts = _boundary.function("uniffi_gws_auth_uniffi_fn_func_certificate_facts", ["buffer"], "buffer")
check_client = _boundary.function("uniffi_gws_auth_uniffi_fn_func_check_client", ["buffer"], "buffer")
check_mtls = _boundary.function(
    "uniffi_gws_auth_uniffi_fn_func_check_mtls",
    ["buffer", "buffer", "int64", "buffer", "buffer", "buffer"],
    "buffer",
)
check_redirect_uris = _boundary.function("uniffi_gws_auth_uniffi_fn_func_check_redirect_uris", ["buffer"], "buffer")
check_signing = _boundary.function(
    "uniffi_gws_auth_uniffi_fn_func_check_signing",
    ["buffer", "int64", "buffer", "buffer", "buffer"],
    "buffer",
)
check_ssh = _boundary.function("uniffi_gws_auth_uniffi_fn_func_check_ssh", ["buffer"], "buffer")
clone_session = _boundary.function("uniffi_gws_auth_uniffi_fn_clone_session", ["handle"], "handle")
environment_urls = _boundary.function("uniffi_gws_auth_uniffi_fn_func_environment_urls", ["buffer"], "buffer")
exchange_request = _boundary.function(
    "uniffi_gws_auth_uniffi_fn_func_exchange_request",
    ["buffer", "buffer", "buffer", "int64", "buffer"],
    "buffer",
)
explain = _boundary.function(
    "uniffi_gws_auth_uniffi_fn_func_explain",
    ["buffer", "buffer", "buffer", "buffer", "buffer"],
    "buffer",
)
free_session = _boundary.function("uniffi_gws_auth_uniffi_fn_free_session", ["handle"], "nothing")
inspect_access_token = _boundary.function("uniffi_gws_auth_uniffi_fn_func_inspect_access_token", ["buffer"], "buffer")
introspect_request = _boundary.function(
    "uniffi_gws_auth_uniffi_fn_func_introspect_request",
    ["buffer", "buffer", "buffer", "buffer"],
    "buffer",
)
ird_number = _boundary.function("uniffi_gws_auth_uniffi_fn_func_ird_number", ["buffer"], "buffer")
m2m_attach = _boundary.function("uniffi_gws_auth_uniffi_fn_func_m2m_attach", ["buffer", "buffer", "buffer"], "buffer")
m2m_sign = _boundary.function(
    "uniffi_gws_auth_uniffi_fn_func_m2m_sign",
    ["buffer", "buffer", "int64", "buffer"],
    "buffer",
)
m2m_unsigned = _boundary.function("uniffi_gws_auth_uniffi_fn_func_m2m_unsigned", ["buffer", "int64"], "buffer")
m2m_verify = _boundary.function(
    "uniffi_gws_auth_uniffi_fn_func_m2m_verify",
    ["buffer", "buffer", "buffer", "int64"],
    "buffer",
)
m2m_verify_begin = _boundary.function("uniffi_gws_auth_uniffi_fn_func_m2m_verify_begin", ["buffer"], "buffer")
m2m_verify_finish = _boundary.function(
    "uniffi_gws_auth_uniffi_fn_func_m2m_verify_finish",
    ["buffer", "flag", "buffer", "int64"],
    "buffer",
)
no_reply = _boundary.function("uniffi_gws_auth_uniffi_fn_func_no_reply", ["buffer", "flag", "buffer"], "buffer")
parse_introspection = _boundary.function(
    "uniffi_gws_auth_uniffi_fn_func_parse_introspection",
    ["int32", "buffer", "buffer"],
    "buffer",
)
parse_revocation = _boundary.function(
    "uniffi_gws_auth_uniffi_fn_func_parse_revocation",
    ["int32", "buffer", "buffer"],
    "buffer",
)
parse_token = _boundary.function(
    "uniffi_gws_auth_uniffi_fn_func_parse_token",
    ["buffer", "int32", "buffer", "buffer", "buffer"],
    "buffer",
)
refresh_request = _boundary.function(
    "uniffi_gws_auth_uniffi_fn_func_refresh_request",
    ["buffer", "buffer", "buffer"],
    "buffer",
)
relay_request = _boundary.function(
    "uniffi_gws_auth_uniffi_fn_func_relay_request",
    ["buffer", "buffer", "buffer", "buffer", "buffer"],
    "buffer",
)
revoke_request = _boundary.function(
    "uniffi_gws_auth_uniffi_fn_func_revoke_request",
    ["buffer", "buffer", "buffer", "buffer"],
    "buffer",
)
service_access = _boundary.function(
    "uniffi_gws_auth_uniffi_fn_func_service_access",
    ["buffer", "buffer", "buffer", "buffer"],
    "buffer",
)
services = _boundary.function("uniffi_gws_auth_uniffi_fn_func_services", [], "buffer")
session_facts = _boundary.function("uniffi_gws_auth_uniffi_fn_func_session_facts", ["buffer"], "buffer")
session_login = _boundary.function(
    "uniffi_gws_auth_uniffi_fn_func_session_login",
    ["buffer", "buffer", "buffer", "int64", "buffer"],
    "buffer",
)
session_logout = _boundary.function(
    "uniffi_gws_auth_uniffi_fn_func_session_logout",
    ["buffer", "buffer", "int64", "buffer"],
    "buffer",
)
session_new = _boundary.function(
    "uniffi_gws_auth_uniffi_fn_constructor_session_new",
    ["buffer", "buffer", "int64", "buffer", "buffer"],
    "handle",
)
session_next = _boundary.function(
    "uniffi_gws_auth_uniffi_fn_method_session_next",
    ["handle", "buffer", "int64"],
    "buffer",
)
session_problem = _boundary.function("uniffi_gws_auth_uniffi_fn_method_session_problem", ["handle"], "buffer")
session_reject = _boundary.function(
    "uniffi_gws_auth_uniffi_fn_func_session_reject",
    ["buffer", "buffer", "int64", "int64"],
    "buffer",
)
signed_token_needs_renewal = _boundary.function(
    "uniffi_gws_auth_uniffi_fn_method_signedtoken_needs_renewal",
    ["buffer", "int64"],
    "flag",
)
token_set_needs_renewal = _boundary.function(
    "uniffi_gws_auth_uniffi_fn_method_tokenset_needs_renewal",
    ["buffer", "int64"],
    "flag",
)
version = _boundary.function("uniffi_gws_auth_uniffi_fn_func_version", [], "buffer")


def read_failure(data: bytes, _at: int) -> tuple[tuple[str, int, str, Optional[int], Optional[str], str], int]:
    """What an error says: code, number, blame, at, position, detail."""
    index, _at = _boundary.int32(data, _at)
    if index != 1:
        raise LookupError
    code, _at = _boundary.text(data, _at)
    number, _at = _boundary.int32(data, _at)
    blame, _at = _boundary.text(data, _at)
    at, _at = _boundary.optional_int64(data, _at)
    position, _at = _boundary.optional_text(data, _at)
    detail, _at = _boundary.text(data, _at)
    return (code, number, blame, at, position, detail), _at
