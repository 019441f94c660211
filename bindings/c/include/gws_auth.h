/*
 * gws-auth: OAuth and M2M tokens for Inland Revenue's (New Zealand) gateway services. Independent software, not Inland Revenue's.
 *
 *     static uint8_t memory[GWS_ENOUGH];
 *     gws_output out;
 *     gws_client client;
 *     gws_http_request request;
 *     GWS_INIT(out);     out.bytes = memory;    out.capacity = sizeof memory;
 *     GWS_INIT(client);  client.environment = "test";  client.client_id = "...";  client.client_secret = "...";
 *     GWS_INIT(request);
 *     if (gws_refresh_request(&client, refresh_token, NULL, &out, &request) == GWS_STATUS_OK) {
 *       send(gws_text(&out, request.url), gws_text(&out, request.body));
 *     }
 *
 * - The library opens no socket, reads no clock and has no randomness: the host sends, and passes time and random bytes in.
 * - A function returns a status. A status other than GWS_STATUS_OK is a slip of the caller's: nothing was written but
 *   `status`, `used`, `position` and `argument` of `out`. gws_output_sentence says what to do. What a server answered is data:
 *   `outcome` of a gws_reply.
 * - Structures begin with their size. GWS_INIT every one before its first use, those for results too: so headers and libraries of
 *   different versions go together. A structure of another size gives GWS_STATUS_STRUCT_SIZE, and so does one that a newer
 *   header filled with something that the library does not know. Members called `reserved` are 0.
 * - 0 is absent, in and out: a NULL pointer, a number that is 0 (GWS_NONE), a span at the offset 0 (GWS_ABSENT).
 * - `out`: the caller's memory for the texts and bytes of results; spans are offset and length into it. One serves all
 *   calls, one after the other: what the last call left is gone. If it is too small, the status is GWS_STATUS_BUFFER_TOO_SMALL
 *   and `position` the bytes needed. What goes in may lie in `out`, as a token of the last result does: it is read before
 *   anything is written. The structures themselves must not lie there, nor overlap each other.
 * - A list is a number and a span: records one behind the other, each with its size at its beginning. gws_finding_at and
 *   gws_service_at copy one out.
 * - The caller owns all memory; there is nothing to free, and nothing is kept after a call, but for a gws_session, which
 *   gws_session_end wipes and frees. Any thread may call at any time, with a session one thread at a time.
 * - Texts are UTF-8 and end with a NUL. A pointer may be NULL only where its description says so; anything else gives
 *   GWS_STATUS_ARGUMENT_MISSING. So does a number that is not of its enumeration.
 * - Structures have no gaps between their members and may be packed; pointers need not be aligned.
 * - `out` holds secrets: gws_wipe it after use.
 * - A fault of the library itself gives GWS_STATUS_PANICKED and prints nothing. Only memory that runs out ends the process.
 */

#ifndef GWS_AUTH_H
#define GWS_AUTH_H

/* Generated from ffi/c. Do not edit. */

#include <stddef.h>
#include <stdint.h>

/** The version of the library that this header belongs to: compare it with `gws_version()`. */
#define GWS_VERSION "0.1.0"

/** The offset of a span that is absent: an empty text stands there. */
#define GWS_ABSENT 0

/**
 * A capacity, in bytes, that suffices for every call as long as the texts and bytes that go into it are no longer than
 * 65,536 bytes together, which is the limit of a reply's body too, and lists no longer than 64. Most results take 4,096.
 */
#define GWS_ENOUGH 262144

/** A capacity, in bytes, that suffices for `gws_output_sentence` and `gws_status_sentence`. */
#define GWS_SENTENCE 512

/** What the functions return. Numbers never change their meaning. */
enum {
  /** All went well. */
  GWS_STATUS_OK = 0,
  /** `buffer_too_small`: The output buffer is too small. */
  GWS_STATUS_BUFFER_TOO_SMALL = 100,
  /** `time_invalid`: The time given is not plausible as seconds since 1970. */
  GWS_STATUS_TIME_INVALID = 101,
  /** `clock_behind`: The clock stands before the time at which the record was made. */
  GWS_STATUS_CLOCK_BEHIND = 102,
  /** `argument_missing`: An argument is missing, or is not of the type that the function takes. */
  GWS_STATUS_ARGUMENT_MISSING = 103,
  /** `text_not_utf8`: A text is not UTF-8. */
  GWS_STATUS_TEXT_NOT_UTF8 = 104,
  /** `panicked`: The library gws-auth met a fault of its own and stopped the call. */
  GWS_STATUS_PANICKED = 105,
  /** `not_initialized`: The library is not loaded yet. */
  GWS_STATUS_NOT_INITIALIZED = 106,
  /** `argument_unknown`: An argument has a name that this call does not know. */
  GWS_STATUS_ARGUMENT_UNKNOWN = 107,
  /** `struct_size`: The size at the beginning of a structure is none that this library knows, or the structure asks for something that it does not know. */
  GWS_STATUS_STRUCT_SIZE = 108,
  /** `environment_unknown`: The environment is neither mock, test, production nor a URL. */
  GWS_STATUS_ENVIRONMENT_UNKNOWN = 110,
  /** `environment_not_https`: A custom environment must use https. */
  GWS_STATUS_ENVIRONMENT_NOT_HTTPS = 111,
  /** `environment_not_origin`: A custom environment is scheme, host and port only. */
  GWS_STATUS_ENVIRONMENT_NOT_ORIGIN = 112,
  /** `client_id_empty`: The client id is empty. */
  GWS_STATUS_CLIENT_ID_EMPTY = 120,
  /** `client_id_colon`: The client id holds a colon. */
  GWS_STATUS_CLIENT_ID_COLON = 121,
  /** `client_id_character`: The client id holds a control or non-ASCII character. */
  GWS_STATUS_CLIENT_ID_CHARACTER = 122,
  /** `client_secret_empty`: The client secret is empty. */
  GWS_STATUS_CLIENT_SECRET_EMPTY = 123,
  /** `client_secret_character`: The client secret holds a control or non-ASCII character. */
  GWS_STATUS_CLIENT_SECRET_CHARACTER = 124,
  /** `relay_url_invalid`: The relay's URL is not one that a request can be sent to. */
  GWS_STATUS_RELAY_URL_INVALID = 125,
  /** `client_auth_choice`: A client has either a secret or a relay. */
  GWS_STATUS_CLIENT_AUTH_CHOICE = 126,
  /** `client_id_quoted`: The client id has a quote at one of its ends. */
  GWS_STATUS_CLIENT_ID_QUOTED = 127,
  /** `client_id_parameter`: The client id is a whole parameter of a form. */
  GWS_STATUS_CLIENT_ID_PARAMETER = 128,
  /** `redirect_uri_invalid`: The redirect_uri is not a URI. */
  GWS_STATUS_REDIRECT_URI_INVALID = 130,
  /** `redirect_uri_fragment`: The redirect_uri holds a fragment. */
  GWS_STATUS_REDIRECT_URI_FRAGMENT = 131,
  /** `redirect_uri_not_loopback`: An http redirect_uri must be a loopback address. */
  GWS_STATUS_REDIRECT_URI_NOT_LOOPBACK = 132,
  /** `redirect_uri_scheme`: The redirect_uri's scheme is neither https nor a private-use scheme with a period. */
  GWS_STATUS_REDIRECT_URI_SCHEME = 133,
  /** `redirect_uri_port`: The redirect_uri's port is not usable. */
  GWS_STATUS_REDIRECT_URI_PORT = 134,
  /** `redirect_uri_reserved`: The redirect_uri's own query uses a name that the reply uses. */
  GWS_STATUS_REDIRECT_URI_RESERVED = 135,
  /** `redirect_uri_not_registered`: The redirect_uri is not among the registered ones. */
  GWS_STATUS_REDIRECT_URI_NOT_REGISTERED = 136,
  /** `state_empty`: The state is empty. */
  GWS_STATUS_STATE_EMPTY = 140,
  /** `state_too_long`: The state is too long. */
  GWS_STATUS_STATE_TOO_LONG = 141,
  /** `state_space`: The state holds a space. */
  GWS_STATUS_STATE_SPACE = 142,
  /** `state_character`: The state holds a character outside IR's set. */
  GWS_STATUS_STATE_CHARACTER = 143,
  /** `verifier_length`: The code_verifier is not 43 to 128 characters long. */
  GWS_STATUS_VERIFIER_LENGTH = 144,
  /** `verifier_character`: The code_verifier holds a character outside the set. */
  GWS_STATUS_VERIFIER_CHARACTER = 145,
  /** `entropy_length`: The entropy has the wrong length. */
  GWS_STATUS_ENTROPY_LENGTH = 146,
  /** `entropy_zero`: The entropy is all zeros in one half. */
  GWS_STATUS_ENTROPY_ZERO = 147,
  /** `entropy_repeated`: The two halves of the entropy are equal. */
  GWS_STATUS_ENTROPY_REPEATED = 148,
  /** `verifier_without_pkce`: A code_verifier was given and PKCE turned off. */
  GWS_STATUS_VERIFIER_WITHOUT_PKCE = 149,
  /** `token_empty`: The token is empty. */
  GWS_STATUS_TOKEN_EMPTY = 150,
  /** `token_character`: The token holds a space, control or non-ASCII character. */
  GWS_STATUS_TOKEN_CHARACTER = 151,
  /** `token_opaque`: The access token is not a JWT. */
  GWS_STATUS_TOKEN_OPAQUE = 152,
  /** `token_quoted`: The token has a quote at one of its ends. */
  GWS_STATUS_TOKEN_QUOTED = 153,
  /** `token_json`: The token is a JSON text. */
  GWS_STATUS_TOKEN_JSON = 154,
  /** `token_url`: The token is a URL. */
  GWS_STATUS_TOKEN_URL = 155,
  /** `token_parameter`: The token is a whole parameter of a form. */
  GWS_STATUS_TOKEN_PARAMETER = 156,
  /** `token_placeholder`: The token is what stands where there is none: null, a variable's name, a blank to fill in. */
  GWS_STATUS_TOKEN_PLACEHOLDER = 157,
  /** `token_ending`: The token ends with a comma, a semicolon or an escaped line break. */
  GWS_STATUS_TOKEN_ENDING = 158,
  /** `pending_version`: The text is not a pending login of this version. */
  GWS_STATUS_PENDING_VERSION = 200,
  /** `pending_malformed`: The pending login is cut or damaged. */
  GWS_STATUS_PENDING_MALFORMED = 201,
  /** `pending_altered`: The pending login was altered after it was made. */
  GWS_STATUS_PENDING_ALTERED = 202,
  /** `pending_expired`: The login took longer than the pending login lives. */
  GWS_STATUS_PENDING_EXPIRED = 203,
  /** `pending_other_client`: The pending login belongs to another client id. */
  GWS_STATUS_PENDING_OTHER_CLIENT = 204,
  /** `pending_other_environment`: The pending login belongs to another environment. */
  GWS_STATUS_PENDING_OTHER_ENVIRONMENT = 205,
  /** `landing_elsewhere`: The landing URL is not at the redirect_uri of this login. */
  GWS_STATUS_LANDING_ELSEWHERE = 210,
  /** `landing_encoding`: The landing URL holds broken percent-encoding or text that is not UTF-8. */
  GWS_STATUS_LANDING_ENCODING = 211,
  /** `landing_repeated`: A parameter of the landing URL is repeated. */
  GWS_STATUS_LANDING_REPEATED = 212,
  /** `landing_semicolon`: The landing URL separates its parameters with semicolons. */
  GWS_STATUS_LANDING_SEMICOLON = 213,
  /** `landing_both`: The landing URL holds both a code and an error. */
  GWS_STATUS_LANDING_BOTH = 214,
  /** `landing_neither`: The landing URL holds neither a code nor an error. */
  GWS_STATUS_LANDING_NEITHER = 215,
  /** `state_missing`: The landing URL holds no state. */
  GWS_STATUS_STATE_MISSING = 216,
  /** `state_mismatch`: The state is not the one that was sent. */
  GWS_STATUS_STATE_MISMATCH = 217,
  /** `code_invalid`: The code is empty or holds a space, control or non-ASCII character. */
  GWS_STATUS_CODE_INVALID = 218,
  /** `landing_space`: The landing URL is broken by white space or a line break. */
  GWS_STATUS_LANDING_SPACE = 219,
  /** `relay_form`: The relayed body is not a form. */
  GWS_STATUS_RELAY_FORM = 220,
  /** `relay_repeated`: A parameter of the relayed form is repeated. */
  GWS_STATUS_RELAY_REPEATED = 221,
  /** `relay_parameter`: The relayed form holds a parameter that this request does not have. */
  GWS_STATUS_RELAY_PARAMETER = 222,
  /** `relay_missing`: The relayed form lacks a required parameter. */
  GWS_STATUS_RELAY_MISSING = 223,
  /** `relay_grant`: The relayed grant is not allowed. */
  GWS_STATUS_RELAY_GRANT = 224,
  /** `relay_redirect_uri`: The relayed redirect_uri is not a registered one. */
  GWS_STATUS_RELAY_REDIRECT_URI = 225,
  /** `relay_endpoint`: The relay has no endpoint of this name, or it is not turned on. */
  GWS_STATUS_RELAY_ENDPOINT = 226,
  /** `relay_client_id`: The relayed form names another client than the relay's. */
  GWS_STATUS_RELAY_CLIENT_ID = 227,
  /** `relay_client`: The relay's client has no client secret, but a relay of its own. */
  GWS_STATUS_RELAY_CLIENT = 228,
  /** `landing_question_mark`: The landing URL has a second question mark where & should stand. */
  GWS_STATUS_LANDING_QUESTION_MARK = 230,
  /** `landing_fragment`: The landing URL has its parameters behind # and not behind ?. */
  GWS_STATUS_LANDING_FRAGMENT = 231,
  /** `landing_encoded_twice`: The landing URL is encoded once too often: its separators are written as %26, %3D or &#38;. */
  GWS_STATUS_LANDING_ENCODED_TWICE = 232,
  /** `landing_backslash`: The landing URL has backslashes before its separators. */
  GWS_STATUS_LANDING_BACKSLASH = 233,
  /** `landing_bare`: This is no URL and no query. */
  GWS_STATUS_LANDING_BARE = 234,
  /** `landing_not_back`: This is a page of Inland Revenue's: the browser has not come back yet. */
  GWS_STATUS_LANDING_NOT_BACK = 235,
  /** `landing_character`: The landing URL holds a character that no URL holds: an invisible one, say, or a wide &. */
  GWS_STATUS_LANDING_CHARACTER = 236,
  /** `state_inexact`: The state begins as the one that was sent does, and is longer or shorter. */
  GWS_STATUS_STATE_INEXACT = 237,
  /** `reply_too_large`: The reply is larger than the policy allows. */
  GWS_STATUS_REPLY_TOO_LARGE = 300,
  /** `reply_empty`: The reply has no body. */
  GWS_STATUS_REPLY_EMPTY = 301,
  /** `reply_html`: The reply is an HTML page, not JSON. */
  GWS_STATUS_REPLY_HTML = 302,
  /** `reply_not_json`: The reply is not JSON. */
  GWS_STATUS_REPLY_NOT_JSON = 303,
  /** `reply_status`: The HTTP status is not one that this request gets. */
  GWS_STATUS_REPLY_STATUS = 304,
  /** `reply_without_error`: The reply refuses, and not in the form in which IR does. */
  GWS_STATUS_REPLY_WITHOUT_ERROR = 305,
  /** `reply_xml`: The reply is XML, not JSON. */
  GWS_STATUS_REPLY_XML = 306,
  /** `reply_compressed`: The reply is not text: it seems to be compressed still, by gzip, deflate, brotli or zstd. */
  GWS_STATUS_REPLY_COMPRESSED = 307,
  /** `reply_not_found`: Nothing answers such a request at the URL that it was sent to. */
  GWS_STATUS_REPLY_NOT_FOUND = 308,
  /** `reply_unexpected`: The status says that all went well, and the body holds an error. */
  GWS_STATUS_REPLY_UNEXPECTED = 309,
  /** `request_kind_invalid`: The reply to this request holds no tokens. */
  GWS_STATUS_REQUEST_KIND_INVALID = 310,
  /** `status_invalid`: The HTTP status is not a number from 100 to 599. */
  GWS_STATUS_STATUS_INVALID = 311,
  /** `json_syntax`: The JSON is not well-formed. */
  GWS_STATUS_JSON_SYNTAX = 320,
  /** `json_cut`: The JSON ends too early. */
  GWS_STATUS_JSON_CUT = 321,
  /** `json_trailing`: Something follows the JSON. */
  GWS_STATUS_JSON_TRAILING = 322,
  /** `json_trailing_comma`: The JSON holds a trailing comma. */
  GWS_STATUS_JSON_TRAILING_COMMA = 323,
  /** `json_deep`: The JSON is nested too deeply. */
  GWS_STATUS_JSON_DEEP = 324,
  /** `json_wide`: A JSON object has too many members. */
  GWS_STATUS_JSON_WIDE = 325,
  /** `json_duplicate`: A JSON object names a member twice. */
  GWS_STATUS_JSON_DUPLICATE = 326,
  /** `json_escape`: The JSON holds an escape that does not exist. */
  GWS_STATUS_JSON_ESCAPE = 327,
  /** `json_surrogate`: The JSON holds half a surrogate pair. */
  GWS_STATUS_JSON_SURROGATE = 328,
  /** `json_control`: The JSON holds a raw control character in a string. */
  GWS_STATUS_JSON_CONTROL = 329,
  /** `json_number`: The JSON holds a number that is not well-formed. */
  GWS_STATUS_JSON_NUMBER = 330,
  /** `json_not_object`: The JSON is not an object. */
  GWS_STATUS_JSON_NOT_OBJECT = 331,
  /** `json_not_utf8`: The JSON is not UTF-8. */
  GWS_STATUS_JSON_NOT_UTF8 = 332,
  /** `json_utf16`: The JSON is UTF-16. */
  GWS_STATUS_JSON_UTF16 = 333,
  /** `json_byte_order_mark`: The JSON begins with a byte order mark. */
  GWS_STATUS_JSON_BYTE_ORDER_MARK = 334,
  /** `access_token_missing`: The reply has no access_token. */
  GWS_STATUS_ACCESS_TOKEN_MISSING = 340,
  /** `access_token_invalid`: The access_token is no text, empty, or holds a space, control or non-ASCII character. */
  GWS_STATUS_ACCESS_TOKEN_INVALID = 341,
  /** `refresh_token_invalid`: The refresh_token is no text, empty, or holds a space, control or non-ASCII character. */
  GWS_STATUS_REFRESH_TOKEN_INVALID = 346,
  /** `active_missing`: The introspection reply has no member called active. */
  GWS_STATUS_ACTIVE_MISSING = 348,
  /** `introspection_invalid`: A member of the introspection reply has the wrong type. */
  GWS_STATUS_INTROSPECTION_INVALID = 349,
  /** `refusal_invalid`: The reply refuses, and its error is not a text. */
  GWS_STATUS_REFUSAL_INVALID = 350,
  /** `jws_segments`: A compact JWS has three segments. */
  GWS_STATUS_JWS_SEGMENTS = 400,
  /** `base64url_invalid`: A segment is not canonical base64url without padding. */
  GWS_STATUS_BASE64URL_INVALID = 401,
  /** `jws_too_long`: The token is longer than any genuine one. */
  GWS_STATUS_JWS_TOO_LONG = 402,
  /** `jws_json`: The token is in JSON serialization. */
  GWS_STATUS_JWS_JSON = 403,
  /** `jws_space`: The token holds white space. */
  GWS_STATUS_JWS_SPACE = 404,
  /** `jws_padding`: The token holds the padding character =. */
  GWS_STATUS_JWS_PADDING = 405,
  /** `base64_standard`: A segment holds + or /: standard base64, not base64url. */
  GWS_STATUS_BASE64_STANDARD = 406,
  /** `base64url_spare_bits`: A segment's last character has spare bits set. */
  GWS_STATUS_BASE64URL_SPARE_BITS = 407,
  /** `header_critical`: The header holds crit, which demands extensions. */
  GWS_STATUS_HEADER_CRITICAL = 410,
  /** `header_b64`: The header holds b64. */
  GWS_STATUS_HEADER_B64 = 411,
  /** `header_zip`: The header holds zip. */
  GWS_STATUS_HEADER_ZIP = 412,
  /** `header_encryption`: The header holds enc. */
  GWS_STATUS_HEADER_ENCRYPTION = 413,
  /** `header_key`: The header brings or names a key. */
  GWS_STATUS_HEADER_KEY = 414,
  /** `header_member`: The typ or kid is not text. */
  GWS_STATUS_HEADER_MEMBER = 415,
  /** `algorithm_missing`: The header has no alg, or it is no text. */
  GWS_STATUS_ALGORITHM_MISSING = 420,
  /** `algorithm_none`: The token is not signed: alg is none. */
  GWS_STATUS_ALGORITHM_NONE = 421,
  /** `algorithm_symmetric`: The token is signed with a shared secret (HS...). */
  GWS_STATUS_ALGORITHM_SYMMETRIC = 422,
  /** `algorithm_unknown`: The header's alg is not one of the six. */
  GWS_STATUS_ALGORITHM_UNKNOWN = 423,
  /** `algorithm_key`: The algorithm does not fit the key. */
  GWS_STATUS_ALGORITHM_KEY = 424,
  /** `algorithm_name`: The algorithm to sign with is not one of the six. */
  GWS_STATUS_ALGORITHM_NAME = 425,
  /** `algorithm_not_allowed`: The token's algorithm is not among the allowed ones. */
  GWS_STATUS_ALGORITHM_NOT_ALLOWED = 426,
  /** `signature_length`: The signature has the wrong length for its algorithm. */
  GWS_STATUS_SIGNATURE_LENGTH = 430,
  /** `signature_der`: The signature is in DER where r and s side by side belong. */
  GWS_STATUS_SIGNATURE_DER = 431,
  /** `signature_der_malformed`: The DER signature is not a strict SEQUENCE of two positive INTEGERs that fit the curve. */
  GWS_STATUS_SIGNATURE_DER_MALFORMED = 432,
  /** `signature_range`: One of r and s is zero or not below the curve's order. */
  GWS_STATUS_SIGNATURE_RANGE = 433,
  /** `signature_invalid`: The signature does not verify. */
  GWS_STATUS_SIGNATURE_INVALID = 434,
  /** `signing_failed`: The key could not sign. */
  GWS_STATUS_SIGNING_FAILED = 435,
  /** `key_point`: The public key is not a point of its curve. */
  GWS_STATUS_KEY_POINT = 436,
  /** `key_too_short`: The RSA key is too short. */
  GWS_STATUS_KEY_TOO_SHORT = 437,
  /** `key_too_long`: The RSA key is longer than 8,192 bits. */
  GWS_STATUS_KEY_TOO_LONG = 438,
  /** `key_modulus`: The RSA modulus is even. */
  GWS_STATUS_KEY_MODULUS = 439,
  /** `thumbprint_format`: The thumbprint is not one of this kind. */
  GWS_STATUS_THUMBPRINT_FORMAT = 440,
  /** `issuer_invalid`: The issuer is empty or holds a control character. */
  GWS_STATUS_ISSUER_INVALID = 441,
  /** `start_logon_invalid`: The myIR user id is empty or holds a control character. */
  GWS_STATUS_START_LOGON_INVALID = 442,
  /** `lifetime_invalid`: The lifetime is not from 1 second to 8 hours. */
  GWS_STATUS_LIFETIME_INVALID = 443,
  /** `certificate_choice`: A certificate is named in one way. */
  GWS_STATUS_CERTIFICATE_CHOICE = 444,
  /** `owner_choice`: It is not said whose token is expected, or in more than one way. */
  GWS_STATUS_OWNER_CHOICE = 445,
  /** `leeway_too_long`: The leeway is longer than clocks may differ. */
  GWS_STATUS_LEEWAY_TOO_LONG = 446,
  /** `validity_invalid`: The certificate ends before it begins. */
  GWS_STATUS_VALIDITY_INVALID = 447,
  /** `claim_milliseconds`: A time in the token is in milliseconds. */
  GWS_STATUS_CLAIM_MILLISECONDS = 448,
  /** `signing_input_foreign`: The signing input holds something that is never written here: another member, a sub that is no thumbprint or a control character. */
  GWS_STATUS_SIGNING_INPUT_FOREIGN = 449,
  /** `typ_invalid`: The typ is not JWT. */
  GWS_STATUS_TYP_INVALID = 450,
  /** `kid_invalid`: The kid is not M2M. */
  GWS_STATUS_KID_INVALID = 451,
  /** `iat_missing`: The token has no iat. */
  GWS_STATUS_IAT_MISSING = 452,
  /** `iat_invalid`: The iat is not a whole number of seconds since 1970. */
  GWS_STATUS_IAT_INVALID = 453,
  /** `exp_missing`: The token has no exp. */
  GWS_STATUS_EXP_MISSING = 454,
  /** `exp_invalid`: The exp is not a whole number of seconds since 1970. */
  GWS_STATUS_EXP_INVALID = 455,
  /** `nbf_invalid`: The nbf is not a whole number of seconds since 1970. */
  GWS_STATUS_NBF_INVALID = 456,
  /** `sub_missing`: The token has no sub. */
  GWS_STATUS_SUB_MISSING = 457,
  /** `sub_invalid`: The sub is no text, or empty. */
  GWS_STATUS_SUB_INVALID = 458,
  /** `iss_missing`: The token has no iss. */
  GWS_STATUS_ISS_MISSING = 459,
  /** `iss_invalid`: The iss is no text, or empty. */
  GWS_STATUS_ISS_INVALID = 460,
  /** `start_logon_claim`: The startLogon is neither text nor null. */
  GWS_STATUS_START_LOGON_CLAIM = 461,
  /** `exp_before_iat`: The token ends before it begins. */
  GWS_STATUS_EXP_BEFORE_IAT = 462,
  /** `lifetime_too_long`: The token lives for more than 8 hours. */
  GWS_STATUS_LIFETIME_TOO_LONG = 463,
  /** `token_expired`: The token has expired. */
  GWS_STATUS_TOKEN_EXPIRED = 464,
  /** `token_not_yet_valid`: The token is not valid yet. */
  GWS_STATUS_TOKEN_NOT_YET_VALID = 465,
  /** `iss_mismatch`: The iss is not the expected issuer. */
  GWS_STATUS_ISS_MISMATCH = 466,
  /** `sub_mismatch`: The sub is not the expected one. */
  GWS_STATUS_SUB_MISMATCH = 467,
  /** `sub_thumbprint`: The sub is not the thumbprint of this certificate. */
  GWS_STATUS_SUB_THUMBPRINT = 468,
  /** `token_before_certificate`: The token was issued before its certificate was valid. */
  GWS_STATUS_TOKEN_BEFORE_CERTIFICATE = 469,
  /** `token_after_certificate`: The token outlives its certificate. */
  GWS_STATUS_TOKEN_AFTER_CERTIFICATE = 470,
  /** `certificate_expired`: The certificate has expired. */
  GWS_STATUS_CERTIFICATE_EXPIRED = 471,
  /** `certificate_not_yet_valid`: The certificate is not valid yet. */
  GWS_STATUS_CERTIFICATE_NOT_YET_VALID = 472,
  /** `certificate_four_years`: The certificate is valid for more than four years. */
  GWS_STATUS_CERTIFICATE_FOUR_YEARS = 473,
  /** `certificate_version`: The certificate is not X.509 version 3. */
  GWS_STATUS_CERTIFICATE_VERSION = 474,
  /** `certificate_key`: The certificate does not belong to this key. */
  GWS_STATUS_CERTIFICATE_KEY = 475,
  /** `certificate_der`: This is not one whole certificate, in DER or PEM. */
  GWS_STATUS_CERTIFICATE_DER = 476,
  /** `certificate_several`: The file holds several certificates. */
  GWS_STATUS_CERTIFICATE_SEVERAL = 477,
  /** `key_exponent`: The RSA exponent is even, 1 or too long. */
  GWS_STATUS_KEY_EXPONENT = 480,
  /** `key_scalar`: The private key is zero or not below the curve's order. */
  GWS_STATUS_KEY_SCALAR = 481,
  /** `key_rsa_private`: The numbers of the RSA private key do not belong together. */
  GWS_STATUS_KEY_RSA_PRIVATE = 482,
  /** `key_family`: The key is neither RSA nor on an elliptic curve of ECDSA. */
  GWS_STATUS_KEY_FAMILY = 483,
  /** `key_curve`: The key's curve is not P-256, P-384 or P-521. */
  GWS_STATUS_KEY_CURVE = 484,
  /** `file_unknown`: The file is neither PEM nor DER of a kind that is known. */
  GWS_STATUS_FILE_UNKNOWN = 485,
  /** `file_malformed`: The file's content does not fit its kind. */
  GWS_STATUS_FILE_MALFORMED = 486,
  /** `file_certificate`: This is a certificate. */
  GWS_STATUS_FILE_CERTIFICATE = 487,
  /** `file_certificate_request`: This is a certificate request (CSR). */
  GWS_STATUS_FILE_CERTIFICATE_REQUEST = 488,
  /** `file_public_key`: This is a public key. */
  GWS_STATUS_FILE_PUBLIC_KEY = 489,
  /** `file_private_key`: This is a private key. */
  GWS_STATUS_FILE_PRIVATE_KEY = 490,
  /** `file_pkcs12`: This is a PKCS#12 file (.pfx, .p12). */
  GWS_STATUS_FILE_PKCS12 = 491,
  /** `file_open_ssh`: This is an OpenSSH private key. */
  GWS_STATUS_FILE_OPEN_SSH = 492,
  /** `file_legacy_encryption`: The key is encrypted in the way used before PKCS#8. */
  GWS_STATUS_FILE_LEGACY_ENCRYPTION = 493,
  /** `passphrase_missing`: The private key is encrypted. */
  GWS_STATUS_PASSPHRASE_MISSING = 494,
  /** `passphrase_wrong`: The passphrase does not open the private key. */
  GWS_STATUS_PASSPHRASE_WRONG = 495,
  /** `jwk_member`: The JWK lacks a member, or one is no text. */
  GWS_STATUS_JWK_MEMBER = 496,
  /** `encryption_unknown`: The private key is encrypted in a way that is not known here. */
  GWS_STATUS_ENCRYPTION_UNKNOWN = 497,
  /** `key_use`: The key's own alg, use or key_ops does not let it verify this. */
  GWS_STATUS_KEY_USE = 498,
  /** `ird_number_character`: The IRD number holds something other than digits, spaces and hyphens. */
  GWS_STATUS_IRD_NUMBER_CHARACTER = 500,
  /** `ird_number_short`: The IRD number has fewer than eight digits. */
  GWS_STATUS_IRD_NUMBER_SHORT = 501,
  /** `ird_number_long`: The IRD number has more than nine digits. */
  GWS_STATUS_IRD_NUMBER_LONG = 502,
  /** `ird_number_range`: The IRD number is not between 10,000,000 and 150,000,000. */
  GWS_STATUS_IRD_NUMBER_RANGE = 503,
  /** `ird_number_check_digit`: The check digit of the IRD number is wrong. */
  GWS_STATUS_IRD_NUMBER_CHECK_DIGIT = 504,
  /** `file_empty`: The file is empty. */
  GWS_STATUS_FILE_EMPTY = 600,
  /** `file_pkcs7`: This is a PKCS#7 file (.p7b, .p7c), which holds certificates and no key. */
  GWS_STATUS_FILE_PKCS7 = 601,
  /** `file_java_key_store`: This is a Java key store (JKS or JCEKS). */
  GWS_STATUS_FILE_JAVA_KEY_STORE = 602,
  /** `file_bks`: This is a key store of Bouncy Castle (BKS). */
  GWS_STATUS_FILE_BKS = 603,
  /** `file_putty`: This is a PuTTY key (.ppk). */
  GWS_STATUS_FILE_PUTTY = 604,
  /** `file_pgp`: This is a file of OpenPGP (PGP, GnuPG). */
  GWS_STATUS_FILE_PGP = 605,
  /** `file_ssh_public`: This is a public key as SSH writes it. */
  GWS_STATUS_FILE_SSH_PUBLIC = 606,
  /** `file_html`: This is a web page, not what was to be downloaded. */
  GWS_STATUS_FILE_HTML = 607,
  /** `file_xml`: This is XML, such as .NET writes keys in (RSAKeyValue). */
  GWS_STATUS_FILE_XML = 608,
  /** `file_revocation_list`: This is a list of revoked certificates (CRL). */
  GWS_STATUS_FILE_REVOCATION_LIST = 609,
  /** `file_parameters`: The file holds parameters (of a curve or of Diffie-Hellman) and no key. */
  GWS_STATUS_FILE_PARAMETERS = 610,
  /** `file_encrypted`: The file as a whole is encrypted (openssl enc, Ansible Vault, age, S/MIME). */
  GWS_STATUS_FILE_ENCRYPTED = 611,
  /** `file_archive`: This is an archive or a compressed file (zip, gzip and so on). */
  GWS_STATUS_FILE_ARCHIVE = 612,
  /** `file_microsoft_blob`: This is a key blob of Microsoft's (PVK or PRIVATEKEYBLOB). */
  GWS_STATUS_FILE_MICROSOFT_BLOB = 613,
  /** `file_hexadecimal`: The file is written in hexadecimal digits. */
  GWS_STATUS_FILE_HEXADECIMAL = 614,
  /** `jwk_set`: This is a set of JWKs where one JWK is wanted. */
  GWS_STATUS_JWK_SET = 615,
  /** `file_several_keys`: The file holds several private keys, and none was said to be the one. */
  GWS_STATUS_FILE_SEVERAL_KEYS = 616,
  /** `pem_begin`: The line with BEGIN is damaged. */
  GWS_STATUS_PEM_BEGIN = 620,
  /** `pem_end`: The END line is missing, damaged or another block's. */
  GWS_STATUS_PEM_END = 621,
  /** `pem_character`: Between the BEGIN and the END line stands something that is not base64. */
  GWS_STATUS_PEM_CHARACTER = 622,
  /** `pem_escaped`: The text is escaped for a URL or for XML (%0A, &#10; and the like). */
  GWS_STATUS_PEM_ESCAPED = 623,
  /** `file_cut`: The file ends in the middle of its content. */
  GWS_STATUS_FILE_CUT = 624,
  /** `file_trailing`: Something follows the key or the certificate in the file. */
  GWS_STATUS_FILE_TRAILING = 625,
  /** `file_ber`: The file is in BER and not in DER: a length is not written in the one way that DER allows. */
  GWS_STATUS_FILE_BER = 626,
  /** `key_rsa_primes`: The RSA private key has more than two primes. */
  GWS_STATUS_KEY_RSA_PRIMES = 640,
  /** `key_rsa_bits`: The RSA key's length is one that is not signed with here. */
  GWS_STATUS_KEY_RSA_BITS = 641,
  /** `key_exponent_unusual`: The RSA private key has an unusual public exponent, such as 3. */
  GWS_STATUS_KEY_EXPONENT_UNUSUAL = 642,
  /** `key_explicit_curve`: The key spells out its curve's numbers in place of naming the curve. */
  GWS_STATUS_KEY_EXPLICIT_CURVE = 643,
  /** `jwk_length`: X, y or d of the JWK is not as long as its curve is wide. */
  GWS_STATUS_JWK_LENGTH = 644,
  /** `jwk_base64url`: A number of the JWK is not in base64url without padding. */
  GWS_STATUS_JWK_BASE64URL = 645,
  /** `session_version`: This is not a session record, or one of another version. */
  GWS_STATUS_SESSION_VERSION = 700,
  /** `session_malformed`: The session record is cut or damaged. */
  GWS_STATUS_SESSION_MALFORMED = 701,
  /** `session_altered`: The session record was altered after it was made. */
  GWS_STATUS_SESSION_ALTERED = 702,
  /** `session_too_long`: The session record is longer than any that this program writes. */
  GWS_STATUS_SESSION_TOO_LONG = 703,
  /** `session_other_client`: The session record belongs to another client or environment. */
  GWS_STATUS_SESSION_OTHER_CLIENT = 704,
  /** `session_event`: This event does not answer the step that the session gave. */
  GWS_STATUS_SESSION_EVENT = 705,
  /** `session_ended`: The session was ended. */
  GWS_STATUS_SESSION_ENDED = 706
};

/** Bits of `warnings`: something to look at in a result that is good all the same. */
enum {
  /** `redirect_uri_localhost`: The name localhost may resolve to another address or be caught by a firewall: register 127.0.0.1 and listen there (NATIVE-2). */
  GWS_WARNING_REDIRECT_URI_LOCALHOST = 1,
  /** `token_type_missing`: The reply names no token_type: the token is taken as Bearer, the only kind that IR gives. */
  GWS_WARNING_TOKEN_TYPE_MISSING = 2,
  /** `token_type_unusual`: The token_type is not spelt Bearer: the token is taken as Bearer, the only kind that IR gives. */
  GWS_WARNING_TOKEN_TYPE_UNUSUAL = 4,
  /** `expires_in_missing`: The reply does not say how long the access token lives: it is treated as short-lived. */
  GWS_WARNING_EXPIRES_IN_MISSING = 8,
  /** `expires_in_unusual`: The expires_in is not a plausible number of whole seconds: the token is treated as short-lived. */
  GWS_WARNING_EXPIRES_IN_UNUSUAL = 16,
  /** `scope_unusual`: The scope is not a text and was left out. */
  GWS_WARNING_SCOPE_UNUSUAL = 32,
  /** `refresh_token_missing`: The reply to a refresh brought no refresh token: when the access token ends the customer has to log in again. */
  GWS_WARNING_REFRESH_TOKEN_MISSING = 64,
  /** `error_empty`: The reply has an error member without content: it counts as none. */
  GWS_WARNING_ERROR_EMPTY = 128,
  /** `description_unusual`: The error_description is not a text and was left out. */
  GWS_WARNING_DESCRIPTION_UNUSUAL = 256,
  /** `byte_order_mark`: The reply began with a byte order mark, which was skipped: something on the way rewrote it. */
  GWS_WARNING_BYTE_ORDER_MARK = 512,
  /** `times_unusual`: A time in the reply is not plausible as seconds since 1970, as milliseconds are not, and was left out. */
  GWS_WARNING_TIMES_UNUSUAL = 1024,
  /** `member_unusual`: A side member of the reply is not of its usual type and was left out. */
  GWS_WARNING_MEMBER_UNUSUAL = 2048,
  /** `body_ignored`: The reply to the revocation had a body; its status alone counts (RFC 7009 2.2). */
  GWS_WARNING_BODY_IGNORED = 4096,
  /** `certificate_sha1`: The certificate is named by its SHA-1 thumbprint: register its SHA-256 thumbprint with IR (M2M-4). */
  GWS_WARNING_CERTIFICATE_SHA1 = 8192,
  /** `certificate_ends_soon`: The signing certificate ends within 30 days: register its successor with IR now (CERT-1). */
  GWS_WARNING_CERTIFICATE_ENDS_SOON = 16384,
  /** `status_unusual`: The HTTP status is 201, 202 or 203 where IR sends 200: the reply was read all the same; look for what answers in IR's place. */
  GWS_WARNING_STATUS_UNUSUAL = 32768,
  /** `redirect_uri_plain_http`: The redirect URI is plain http: whoever is on the way can read the code; register one with https (NATIVE-1). */
  GWS_WARNING_REDIRECT_URI_PLAIN_HTTP = 65536
};

/** A time or a lifetime that is not known, in and out: 0, as `GWS_INIT` leaves it. */
#define GWS_NONE 0

/** The headers that a request has room for. */
#define GWS_MAX_HEADERS 8

/** For `leeway`: none at all, as 0 is the usual one. */
#define GWS_NO_LEEWAY (-1)

/** What `position` of a `gws_output` is beside a status. */
enum gws_position
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif
 {
  /** Nothing: 0. */
  GWS_POSITION_NONE = 0,
  /** An offset into an input, in bytes. */
  GWS_POSITION_OFFSET = 1,
  /** The bytes that are needed. */
  GWS_POSITION_NEEDED = 2,
  /** The limit that was passed, in the unit that the message speaks of. */
  GWS_POSITION_LIMIT = 3,
  /** The HTTP status of the reply. */
  GWS_POSITION_STATUS = 4
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum gws_position gws_position;
#else
typedef int32_t gws_position;
#endif
#endif

/** What a request came to. Whatever a server does is data: the status is `GWS_STATUS_OK`. */
enum gws_outcome
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif
 {
  /** None: nothing was written here yet. */
  GWS_NO_OUTCOME = 0,
  /** IR did what was asked. */
  GWS_GRANTED = 1,
  /** IR, or the customer, refused. */
  GWS_REFUSED = 2,
  /** No reply of IR's that can be understood: a proxy's page, a cut body, a status that means nothing here. */
  GWS_UNREADABLE = 3,
  /** No reply came: what `gws_no_reply` says of it. */
  GWS_UNANSWERED = 4
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum gws_outcome gws_outcome;
#else
typedef int32_t gws_outcome;
#endif
#endif

/** The request that a reply answers. */
enum gws_request_kind
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif
 {
  /** None: the member that this stands in is not filled. */
  GWS_REQUEST_KIND_NONE = 0,
  /** The authorize page in the browser. */
  GWS_REQUEST_KIND_AUTHORIZE = 1,
  /** A code exchange at the token endpoint. */
  GWS_REQUEST_KIND_CODE = 2,
  /** A refresh at the token endpoint. */
  GWS_REQUEST_KIND_REFRESH = 3,
  /** An introspection. */
  GWS_REQUEST_KIND_INTROSPECT = 4,
  /** A revocation. */
  GWS_REQUEST_KIND_REVOKE = 5
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum gws_request_kind gws_request_kind;
#else
typedef int32_t gws_request_kind;
#endif
#endif

/** What a program does next, as often as `attempts` says; then what `afterwards` says (ERR-2). */
enum gws_next_step
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif
 {
  /** None: there is nothing to do, or this is the end. */
  GWS_NEXT_STEP_NONE = 0,
  /** Let the customer log in again. The code is not sent a second time (REDIR-7). */
  GWS_NEXT_STEP_RESTART_LOGIN = 1,
  /** Nothing to repeat: a person has to change the configuration or the credentials first. */
  GWS_NEXT_STEP_FIX_CONFIGURATION = 2,
  /**
   * Introspect the refresh token now. Active: it was not used, so wait and refresh again. Inactive: the customer logs in
   * again. Refused: the client id or the secret is wrong.
   */
  GWS_NEXT_STEP_INTROSPECT = 3,
  /**
   * Do not send the refresh token again: it may have been used up. Wait `wait_seconds`, then introspect it and go on as
   * above (REFRESH-3).
   */
  GWS_NEXT_STEP_WAIT_THEN_INTROSPECT = 4,
  /** Send the same request again after `wait_seconds`: nothing was used up. Double the wait each time. */
  GWS_NEXT_STEP_TRY_LATER = 5
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum gws_next_step gws_next_step;
#else
typedef int32_t gws_next_step;
#endif
#endif

/** Who must act before the next step. */
enum gws_who_must_act
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif
 {
  /** None: the member that this stands in is not filled. */
  GWS_WHO_MUST_ACT_NONE = 0,
  /** Whoever wrote or configured the software. */
  GWS_WHO_MUST_ACT_DEVELOPER = 1,
  /** Whoever runs it and holds its credentials. */
  GWS_WHO_MUST_ACT_OPERATOR = 2,
  /** The customer in front of it. */
  GWS_WHO_MUST_ACT_CUSTOMER = 3,
  /** Inland Revenue: its on-boarding or gateway-services support. */
  GWS_WHO_MUST_ACT_INLAND_REVENUE = 4,
  /** Nobody yet: the program takes the next step by itself. */
  GWS_WHO_MUST_ACT_PROGRAM = 5
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum gws_who_must_act gws_who_must_act;
#else
typedef int32_t gws_who_must_act;
#endif
#endif

/** What a host does next for a session. */
enum gws_session_step
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif
 {
  /** None: the member that this stands in is not filled. */
  GWS_SESSION_STEP_NONE = 0,
  /** Read the record, and report `GWS_SESSION_EVENT_LOADED`. */
  GWS_SESSION_STEP_LOAD = 1,
  /**
   * Store `record` if the stored version is `expected_version`, and report `GWS_SESSION_EVENT_STORED`, or
   * `GWS_SESSION_EVENT_NOT_STORED`, also when nobody knows.
   */
  GWS_SESSION_STEP_SWAP = 2,
  /**
   * Send the request once, over a fresh connection. Just before the first byte look at a clock that nobody sets: if
   * `send_before` has passed, report `GWS_SESSION_EVENT_NOT_SENT`. A reply is `GWS_SESSION_EVENT_REPLY`, anything else
   * `GWS_SESSION_EVENT_NO_REPLY`.
   */
  GWS_SESSION_STEP_SEND = 3,
  /** Send the request, an introspection, and report what came in the same way. */
  GWS_SESSION_STEP_ASK = 4,
  /**
   * Send the request, a revocation of tokens that belong to no session any more, and report `GWS_SESSION_EVENT_WAITED` whatever
   * comes.
   */
  GWS_SESSION_STEP_DISCARD = 5,
  /** Wait so many `seconds`, and report `GWS_SESSION_EVENT_WAITED`. */
  GWS_SESSION_STEP_WAIT = 6,
  /** The end: `token` is good now. */
  GWS_SESSION_STEP_USE = 7,
  /** The end: only a login helps, and `reason` says why. */
  GWS_SESSION_STEP_LOGIN_REQUIRED = 8
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum gws_session_step gws_session_step;
#else
typedef int32_t gws_session_step;
#endif
#endif

/** How a thing that was looked at stands. The worst is the greatest. */
enum gws_verdict
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif
 {
  /** None: nothing was looked at. */
  GWS_VERDICT_NONE = 0,
  /** As it must be. */
  GWS_VERDICT_PASS = 1,
  /** It works, but should be looked at; or it could not be told. */
  GWS_VERDICT_WARN = 2,
  /** Inland Revenue will not take it. */
  GWS_VERDICT_FAIL = 3
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum gws_verdict gws_verdict;
#else
typedef int32_t gws_verdict;
#endif
#endif

/** What kind a token is that is asked about or revoked. A wrong hint does no harm. */
enum gws_token_hint
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif
 {
  /** No hint. */
  GWS_TOKEN_HINT_NONE = 0,
  /** An access token. */
  GWS_TOKEN_HINT_ACCESS_TOKEN = 1,
  /** A refresh token. */
  GWS_TOKEN_HINT_REFRESH_TOKEN = 2
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum gws_token_hint gws_token_hint;
#else
typedef int32_t gws_token_hint;
#endif
#endif

/** In which form a signature comes. */
enum gws_signature_form
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif
 {
  /** r and s side by side for ECDSA (CNG, PKCS#11), and always for RSA. */
  GWS_SIGNATURE_FORM_RAW = 1,
  /** ECDSA in DER (OpenSSL, most key stores). */
  GWS_SIGNATURE_FORM_DER = 2
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum gws_signature_form gws_signature_form;
#else
typedef int32_t gws_signature_form;
#endif
#endif

/** How a token says that it names no myIR user. */
enum gws_no_start_logon
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif
 {
  /** `null`: the usual way. */
  GWS_NO_START_LOGON_NULL = 0,
  /** `""` */
  GWS_NO_START_LOGON_EMPTY = 1,
  /** The member is left out. */
  GWS_NO_START_LOGON_ABSENT = 2
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum gws_no_start_logon gws_no_start_logon;
#else
typedef int32_t gws_no_start_logon;
#endif
#endif

/** What came of a session's step. */
enum gws_session_event
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif
 {
  /** The record as it is stored, or that there is none. */
  GWS_SESSION_EVENT_LOADED = 1,
  /** The swap was stored. */
  GWS_SESSION_EVENT_STORED = 2,
  /** The swap was not stored, or nobody knows. */
  GWS_SESSION_EVENT_NOT_STORED = 3,
  /** The request certainly did not leave this machine: no address, connection refused, TLS failed, too late. */
  GWS_SESSION_EVENT_NOT_SENT = 4,
  /** No reply came, or a part of one. */
  GWS_SESSION_EVENT_NO_REPLY = 5,
  /** A reply came. */
  GWS_SESSION_EVENT_REPLY = 6,
  /** The wait is over. */
  GWS_SESSION_EVENT_WAITED = 7
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum gws_session_event gws_session_event;
#else
typedef int32_t gws_session_event;
#endif
#endif

/**
 * One worker's way to an access token of a session that many share: `gws_session_begin` makes it, `gws_session_end` wipes and
 * frees it. One thread at a time may use it. Each access token takes a session of its own, which lasts for seconds.
 */
typedef struct gws_session gws_session;

/** What a function returns: `GWS_STATUS_OK`, which is 0, or what went wrong. Numbers never change their meaning. */
typedef int32_t gws_status;

/**
 * The memory for the texts and bytes of a call's results, and what became of the call. One may serve all calls, one after
 * the other: spans hold until the next call that it is given to. It holds secrets: `gws_wipe` it after use.
 */
typedef struct gws_output {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** What the last call returned. */
  gws_status status;
  /** The memory: set it. NULL with a capacity of 0 asks for the size. */
  uint8_t *bytes;
  /** How many bytes there are: set it. `GWS_ENOUGH` suffices for every call. */
  size_t capacity;
  /** How many bytes the last call wrote; 0 after an error, which writes nothing. */
  size_t used;
  /**
   * Where the last call's error is: what `gws_status_position` says, such as an offset or the bytes needed; 0 after
   * success.
   */
  size_t position;
  /** Which argument, or field of one, the last call's error is about, such as `entropy`; NULL where it is about none. Static. */
  const char *argument;
} gws_output;

/**
 * A text or bytes of a result: a part of the memory that the call was given. A NUL follows it, which `length` does not
 * count: `gws_text` is it as a C string. What a server sent may hold a NUL itself: then only `length` tells where it ends.
 */
typedef struct gws_span {
  /** Where it begins, in bytes from the beginning; `GWS_ABSENT`, which is 0, if there is none: an empty text stands there. */
  size_t offset;
  /** Its length in bytes. */
  size_t length;
} gws_span;

/** Where an environment's endpoints and services are. */
typedef struct gws_environment {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** 0. */
  uint32_t reserved;
  /** `mock`, `test`, `production` or `custom`. */
  struct gws_span name;
  /** Scheme, host and port, without a slash at the end. */
  struct gws_span origin;
  /** The page that the browser opens. */
  struct gws_span authorize;
  /** Where codes and refresh tokens are exchanged. */
  struct gws_span token;
  /** Where tokens are introspected. */
  struct gws_span introspect;
  /** Where tokens are revoked. */
  struct gws_span revoke;
  /** The root of the services for cloud software: port 4046, mutual TLS (ENV-4). */
  struct gws_span cloud_services;
  /** The root of the services for desktop software: port 443, the server's TLS only (ENV-4). */
  struct gws_span desktop_services;
} gws_environment;

/** What a login needs, and what it may do otherwise than IR recommends. */
typedef struct gws_login_arguments {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** The length of `entropy`: 64. */
  uint32_t entropy_length;
  /** 1: `state` may have the wider set of characters of IR's samples. */
  int32_t wide_state;
  /** 1: without PKCE, for a client that IR registered without it. */
  int32_t without_pkce;
  /** The time, in seconds since 1970. */
  int64_t now;
  /** `mock`, `test`, `production`, or the URL of another host. */
  const char *environment;
  /** The client id agreed with IR. */
  const char *client_id;
  /** The redirect URI, exactly as registered. */
  const char *redirect_uri;
  /** 64 fresh bytes of the system's cryptographic random source: the first 32 give the state, the last 32 the code_verifier. */
  const uint8_t *entropy;
  /** A state of the caller's own; NULL: made from the entropy. */
  const char *state;
  /** A code_verifier of the caller's own, 43 to 128 characters; NULL: made from the entropy. */
  const char *code_verifier;
  /** 1: the redirect URI may be plain `http` on any host, as IR registered it long ago; comes with a warning. */
  int32_t plain_http;
  /** 0. */
  uint32_t reserved;
} gws_login_arguments;

/** A login that was started. */
typedef struct gws_login {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** What to mend: bits, each a `GWS_WARNING_...`. */
  uint32_t warnings;
  /** The URL to open in the system's browser. It holds the state: keep it out of logs. */
  struct gws_span url;
  /** The state that was sent. */
  struct gws_span state;
  /** The challenge that was sent; absent without PKCE. */
  struct gws_span code_challenge;
  /** The text to keep for `gws_exchange_request` in the customer's own session; secret. */
  struct gws_span pending;
} gws_login;

/** A client: the software as IR knows it. It has either a secret or a relay. */
typedef struct gws_client {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** 0. */
  uint32_t reserved;
  /** `mock`, `test`, `production`, or the URL of another host. */
  const char *environment;
  /** The client id agreed with IR. */
  const char *client_id;
  /** The client secret; NULL with a relay. */
  const char *client_secret;
  /** The URL of the vendor's own back end, for applications that must not hold the secret (NATIVE-3); NULL with a secret. */
  const char *relay_url;
} gws_client;

/**
 * Settings: IR's figures, and ours where IR is silent (ENV-8). A number that is 0, and NULL instead of a policy, is the
 * default.
 */
typedef struct gws_policy {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** How long a pending login may take, in seconds; 1,800 by default (AUTHZ-11). */
  uint32_t pending_lifetime;
  /** How far clocks may differ, in seconds; 60 by default. */
  uint32_t clock_skew;
  /** The time-out to set on the transport, in seconds; 30 by default (ENV-6). */
  uint32_t request_timeout;
  /** The largest reply body that is read, in bytes; 65,536 by default. */
  uint32_t max_reply_bytes;
  /** 1: one trailing comma in a JSON object or array is accepted (TOKEN-8). */
  int32_t tolerate_trailing_comma;
  /** How long a request may wait between being stored as sent and its first byte, in seconds; 30 by default. */
  uint32_t send_pause;
  /** How long IR may still work on a request after the transport has given up, in seconds; 90 by default. */
  uint32_t server_residence;
  /** How long before the end of an access token to renew it, in seconds; 900 by default. */
  uint32_t refresh_ahead;
  /** What counts as the life of an access token when IR does not say it, in seconds; 300 by default. */
  uint32_t unknown_lifetime;
} gws_policy;

/**
 * What became of a request, and what follows. `outcome` says which members are filled; the others are 0 and absent.
 *
 * - `GWS_GRANTED`: `request`, `status` and `warnings`. What was granted stands in a structure of its own.
 * - `GWS_REFUSED`: the members of what follows, and the refusal's. `error` and `error_description` are the server's and may hold
 *   anything, NULs and control characters included: escape them before showing them.
 * - `GWS_UNREADABLE`: the members of what follows, and `reason`, `code`, `message` and `words`. Keep the body where only
 *   an operator can read it: it may hold the only copy of a token.
 * - `GWS_UNANSWERED`: the members of what follows.
 */
typedef struct gws_reply {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** What came. */
  gws_outcome outcome;
  /** The request that was answered. */
  gws_request_kind request;
  /** The HTTP status; 302 for a refusal that came by redirect (REDIR-3). */
  int32_t status;
  /** What follows: what the program does next. Never decided by the server's texts (ERR-2). */
  gws_next_step next_step;
  /** What follows: how often a program may take that step for one cause; 0: never by itself. */
  uint32_t attempts;
  /** What follows: the step after these, if they ended the same way; `GWS_NEXT_STEP_NONE` where it is the end. */
  gws_next_step afterwards;
  /** What follows: how long to wait before the step, in seconds. */
  uint32_t wait_seconds;
  /** What follows: who must act before the step. */
  gws_who_must_act who_must_act;
  /** Refusal: 1 if IR documents this pair of error and description for this request (ERR-3). */
  int32_t documented;
  /** What is odd about the reply: bits, each a `GWS_WARNING_...`. */
  uint32_t warnings;
  /** Unreadable: why, as a status such as `GWS_STATUS_REPLY_HTML`. */
  gws_status reason;
  /** What follows: the step in English, for people, and what follows it. */
  struct gws_span advice;
  /** Refusal: `error`, verbatim. */
  struct gws_span error;
  /** Refusal: `error_description`, verbatim; may be absent. */
  struct gws_span error_description;
  /** Refusal: what happened, in English, for people. */
  struct gws_span meaning;
  /** Refusal: what to check, in English. */
  struct gws_span check;
  /** Unreadable: the code of `reason`, such as `reply_html`. */
  struct gws_span code;
  /** Unreadable: the same in English, with what to do about it. */
  struct gws_span message;
  /** Unreadable: the server's own words, if any can be found: one line without control characters, tokens hidden. */
  struct gws_span words;
} gws_reply;

/** One header, in both usual forms. */
typedef struct gws_header {
  /** `Name: value`, as libcurl and WinHTTP take it. */
  struct gws_span line;
  /** The name, in its usual spelling. */
  struct gws_span name;
  /** The value; secret for `Authorization`. It lies within `line`. */
  struct gws_span value;
} gws_header;

/**
 * A request to send exactly once, as it is. The HTTP client must do what is said here, whatever its defaults are: a POST
 * that it sends twice by itself kills the tokens (REFRESH-3).
 */
typedef struct gws_http_request {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** What is asked: pass it on with the reply, or to `gws_no_reply`. */
  gws_request_kind kind;
  /** The time-out for the whole exchange, in seconds. */
  uint32_t timeout;
  /** 0: do not follow redirects. */
  int32_t follow_redirects;
  /** 0: never send again by itself. */
  int32_t retry;
  /** 1: open a new connection. */
  int32_t fresh_connection;
  /** How many headers there are. */
  uint32_t header_count;
  /** 0. */
  uint32_t reserved;
  /** `POST`. */
  struct gws_span method;
  /** The URL, without secrets (TOKEN-1). */
  struct gws_span url;
  /** The form, secret: ASCII (TOKEN-2). */
  struct gws_span body;
  /** `Content-Type`, `Content-Length` and, unless a relay adds it, `Authorization` (TOKEN-2); then absent ones. */
  struct gws_header headers[GWS_MAX_HEADERS];
} gws_http_request;

/**
 * A new set of tokens. Store it before anything else: its refresh token exists nowhere else, and the one that was sent is
 * used up (REFRESH-1, REFRESH-2).
 */
typedef struct gws_token_set {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** The lifetime of the access token, in seconds from the time of sending; `GWS_NONE` where IR did not say it plausibly. */
  uint32_t expires_in;
  /** When the access token ends, in seconds since 1970; `GWS_NONE` without `sent_at` or `expires_in`. */
  int64_t expires_at;
  /** The access token, secret. It lies within `authorization`. */
  struct gws_span access_token;
  /** The next refresh token, secret; absent if the client is not registered for refresh tokens. */
  struct gws_span refresh_token;
  /** The scope; absent if IR does not name it. */
  struct gws_span scope;
  /** The value of the `Authorization` header for IR's services, secret: `Bearer` and the access token (TOKEN-5). */
  struct gws_span authorization;
  /** When the request was sent, as it was passed in. */
  int64_t sent_at;
  /** From when on to renew the access token, in seconds since 1970: `gws_needs_renewal`. `GWS_NONE` without `sent_at`. */
  int64_t refresh_at;
} gws_token_set;

/** What IR says about a token. An inactive one comes without the other members. */
typedef struct gws_introspection {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** 1 if the token works, else 0. */
  int32_t active;
  /** When it ends, in seconds since 1970; `GWS_NONE` if IR does not say it plausibly. */
  int64_t exp;
  /** When it was issued, in seconds since 1970; `GWS_NONE` if IR does not say it plausibly. */
  int64_t iat;
  /** The client it was given to. */
  struct gws_span client_id;
  /** The customer's myIR user id. */
  struct gws_span username;
  /** The scope. */
  struct gws_span scope;
  /** The customer, as a UUID. */
  struct gws_span sub;
} gws_introspection;

/** A record to store, if the stored version is the expected one. */
typedef struct gws_session_swap {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** 0. */
  uint32_t reserved;
  /** The version that must be stored now; 0: no record. */
  int64_t expected_version;
  /** The version of the record. */
  int64_t version;
  /** The text to store, secret: one line of at most 66,560 bytes. Absent: there is nothing to store. */
  struct gws_span record;
} gws_session_swap;

/** What a record says, without its tokens. */
typedef struct gws_session_record {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** 0. */
  uint32_t reserved;
  /** Grows by one with each stored change. */
  int64_t version;
  /** Grows by one with each login. */
  int64_t epoch;
  /** Grows by one with each refresh. */
  int64_t generation;
  /** When the access token ends, in seconds since 1970. */
  int64_t access_expires_at;
  /** From when on to renew it, in seconds since 1970. */
  int64_t refresh_at;
  /** When the record was stored, in seconds since 1970. */
  int64_t stored_at;
  /** The origin of the environment. */
  struct gws_span environment;
  /** The client that logged in. */
  struct gws_span client_id;
  /** `idle`, `in_flight`, `lost` or `ended`. */
  struct gws_span phase;
} gws_session_record;

/** How a session differs from the usual one. A number that is 0, and NULL instead of the rules, is the default. */
typedef struct gws_session_rules {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** Between the two introspections of a recovery, in seconds; 30 by default (A6). */
  uint32_t settle;
  /** After a refusal, in seconds; 60 by default. */
  uint32_t back_off;
  /** The longest wait before looking again whether another worker is done, in seconds; 5 by default. */
  uint32_t poll;
  /** 1 asks for a login where the fate of a refresh token is unknown, instead of introspecting it. */
  int32_t login_if_in_doubt;
  /** 1 introspects before each refresh: for stores that may be rolled back (A1). */
  int32_t introspect_first;
} gws_session_rules;

/** What to do next: `step` says it, and which of the other members are filled. */
typedef struct gws_session_task {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** What to do. */
  gws_session_step step;
  /** For `GWS_SESSION_STEP_WAIT`: how long, in seconds. */
  uint32_t seconds;
  /** 0. */
  uint32_t reserved;
  /** For `GWS_SESSION_STEP_SEND`: the last second for the first byte, since 1970. */
  int64_t send_before;
  /** For `GWS_SESSION_STEP_USE`: which access token it is, for `gws_session_reject` when a service answers 401. */
  int64_t generation;
  /** For `GWS_SESSION_STEP_USE`: from when on to begin a session again, in seconds since 1970. */
  int64_t refresh_from;
  /** For `GWS_SESSION_STEP_SWAP`: the version that must be stored now; 0: no record. */
  int64_t expected_version;
  /** For `GWS_SESSION_STEP_SWAP`: the version of the record. */
  int64_t version;
  /** For `GWS_SESSION_STEP_SWAP`: the text to store, secret. */
  struct gws_span record;
  /** For `GWS_SESSION_STEP_USE`: the access token, secret. A service takes it as `Authorization: Bearer` (TOKEN-5). */
  struct gws_span token;
  /** For `GWS_SESSION_STEP_LOGIN_REQUIRED`: `no_session`, `ended`, `lost`, `no_refresh_token` or `in_doubt`. */
  struct gws_span reason;
  /**
   * With any step, what an operator should know: `fix_configuration`, `fix_credentials` or `reply_unclear`; absent: nothing. After
   * the last one keep the reply's body where only an operator can read it. The first two end a wait: no access token is left
   * then, and none comes.
   */
  struct gws_span problem;
} gws_session_task;

/** What a relay lets through: code exchanges with PKCE for registered redirect URIs, and what is turned on besides. */
typedef struct gws_relay_rules {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** 1: refreshes as well. IR gives native clients no refresh tokens (REFRESH-1). */
  int32_t refresh;
  /** 1: code exchanges without a code_verifier: then whoever steals a code can use the relay with it. */
  int32_t without_pkce;
  /** How many redirect URIs there are. */
  uint32_t redirect_uri_count;
  /** The redirect URIs as they are registered with IR. */
  const char *const *redirect_uris;
  /** 1: introspection: whoever reaches the relay can then ask about any token that he found. */
  int32_t introspection;
  /** 1: revocation: whoever reaches the relay can then end any token that he found. */
  int32_t revocation;
} gws_relay_rules;

/**
 * What an access token says of itself. Nobody checked its signature: for people who look for a fault, never for decisions
 * (TOKEN-6).
 */
typedef struct gws_access_token_facts {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** 0. */
  uint32_t reserved;
  /** When it was issued, in seconds since 1970; `GWS_NONE` if it does not say so. */
  int64_t issued_at;
  /** When it ends, in seconds since 1970; `GWS_NONE` if it does not say so. */
  int64_t expires_at;
  /** The header, as JSON text. */
  struct gws_span header;
  /** The claims, as JSON text. They identify people (TOKEN-7). */
  struct gws_span claims;
} gws_access_token_facts;

/** The signing certificate, named in exactly one way; the other members are NULL (M2M-4). */
typedef struct gws_certificate_reference {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** The length of `der` in bytes; 0 without it. */
  uint32_t der_length;
  /** Its SHA-256 thumbprint: 64 hexadecimal digits, with or without colons. */
  const char *thumbprint;
  /** Its SHA-1 thumbprint, only where IR registered one long ago: 40 digits. */
  const char *thumbprint_sha1;
  /** The certificate itself, in DER or PEM; its SHA-256 thumbprint is used. */
  const uint8_t *der;
} gws_certificate_reference;

/** What a token is to say. */
typedef struct gws_claims_to_sign {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** How long the token lives, in seconds; 0: one hour. */
  uint32_t lifetime;
  /** A `gws_no_start_logon`: how nobody is named; 0 is the usual way. Counts only without `start_logon`. */
  int32_t no_start_logon;
  /** 0. */
  uint32_t reserved;
  /** `ES256`, `ES384`, `ES512`, `RS256`, `RS384` or `RS512`: what the key signs with. */
  const char *algorithm;
  /** The certificate that belongs to the key: `sub` (M2M-4). */
  const struct gws_certificate_reference *certificate;
  /** The issuer agreed with IR. */
  const char *iss;
  /** The myIR user whose delegations are used (M2M-5); NULL names nobody. */
  const char *start_logon;
  /** The certificate's first second, since 1970: the token must not begin before (M2M-6); `GWS_NONE` if it is not known. */
  int64_t not_before;
  /** The certificate's last second, since 1970: the token must not end after (M2M-6); `GWS_NONE` if it is not known. */
  int64_t not_after;
} gws_claims_to_sign;

/** A token that lacks its signature. */
typedef struct gws_unsigned_token {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** What to mend: bits, each a `GWS_WARNING_...`. */
  uint32_t warnings;
  /** When the token was issued, in seconds since 1970. */
  int64_t issued_at;
  /** When it ends, in seconds since 1970. */
  int64_t expires_at;
  /** The name of the algorithm to sign with. */
  struct gws_span algorithm;
  /** The text to sign, for what hashes by itself; also for `gws_m2m_attach`. */
  struct gws_span signing_input;
  /** Its hash, bytes, for what signs a hash. */
  struct gws_span digest;
} gws_unsigned_token;

/** A token that is signed. */
typedef struct gws_signed_token {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** What to mend: bits, each a `GWS_WARNING_...`. */
  uint32_t warnings;
  /** When it was issued, in seconds since 1970. A clock before it needs a new token too: `gws_needs_renewal`. */
  int64_t issued_at;
  /** From when on to sign a new one: the last tenth of its life. */
  int64_t renew_at;
  /** When it ends, in seconds since 1970. */
  int64_t expires_at;
  /** The compact form, secret. */
  struct gws_span token;
  /** The value of the `Authorization` header, secret: no `Bearer` (M2M-7). */
  struct gws_span authorization;
} gws_signed_token;

/** A token that nobody has verified. */
typedef struct gws_unverified_token {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** 0. */
  uint32_t reserved;
  /**
   * The algorithm that the header names. The key decides whether it may: an EC key of the right curve for ES..., an RSA key
   * for RS....
   */
  struct gws_span algorithm;
  /** What was signed. */
  struct gws_span signing_input;
  /** Its hash, bytes. */
  struct gws_span digest;
  /** The signature, bytes: r and s side by side for ECDSA (CNG, PKCS#11). */
  struct gws_span signature;
  /** The signature, bytes: DER for ECDSA (OpenSSL, most key stores). */
  struct gws_span signature_der;
} gws_unverified_token;

/**
 * What is expected of a token besides its signature. It must be said whose token it is, in exactly one way: `certificate`,
 * `sub` or `any_owner`.
 */
typedef struct gws_expected_claims {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** 1: whose token it is was decided otherwise, or does not matter. */
  int32_t any_owner;
  /** How far the signer's clock may be off, in seconds: 600 at most; 0: one minute; `GWS_NO_LEEWAY`: not at all. */
  int32_t leeway;
  /** How many algorithms there are in `algorithms`. */
  uint32_t algorithm_count;
  /** The first second of `certificate`, since 1970. */
  int64_t not_before;
  /** The last second of `certificate`, since 1970. */
  int64_t not_after;
  /** The certificate of the key that verified the signature: `sub` must be its thumbprint (M2M-4). */
  const struct gws_certificate_reference *certificate;
  /** The expected `sub`. */
  const char *sub;
  /** The issuer agreed with IR; NULL: any. */
  const char *iss;
  /** The algorithms that are allowed, such as `ES256` (ENV-8); NULL: all six. */
  const char *const *algorithms;
} gws_expected_claims;

/** What a token says. */
typedef struct gws_token_claims {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** 0. */
  uint32_t reserved;
  /** Issued at, in seconds since 1970. */
  int64_t iat;
  /** Ends at, in seconds since 1970. */
  int64_t exp;
  /** The algorithm. */
  struct gws_span algorithm;
  /** The thumbprint. */
  struct gws_span sub;
  /** The issuer. */
  struct gws_span iss;
  /** The myIR user id; absent for `null`, `""` and nothing (M2M-5). */
  struct gws_span start_logon;
} gws_token_claims;

/** What a certificate file says of its first certificate. */
typedef struct gws_certificate {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** How many certificates the file holds. */
  uint32_t count;
  /** The key's length in bits. */
  uint32_t key_bits;
  /** 1 if subject and issuer are the same. */
  int32_t self_signed;
  /** Its first second, since 1970. */
  int64_t not_before;
  /** Its last second, since 1970. */
  int64_t not_after;
  /** Its SHA-256 thumbprint, as IR registers it (M2M-4). */
  struct gws_span thumbprint;
  /** Its SHA-1 thumbprint. */
  struct gws_span thumbprint_sha1;
  /** `EC` or `RSA`. */
  struct gws_span key_type;
  /** The curve, such as `P-256`; absent for RSA. */
  struct gws_span curve;
  /** The algorithms that its key can sign with, separated by spaces. */
  struct gws_span algorithms;
  /** Whom it is for (RFC 4514). */
  struct gws_span subject;
  /** Who issued it (RFC 4514). */
  struct gws_span issuer;
  /** Its serial number, in hexadecimal digits. */
  struct gws_span serial;
} gws_certificate;

/** An IRD number whose check digit is right. */
typedef struct gws_ird_digits {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** 0. */
  uint32_t reserved;
  /** Its eight or nine digits, without separators and without a 0 before them. */
  struct gws_span number;
} gws_ird_digits;

/** What a check found, in order. `gws_finding_at` gives one after the other. */
typedef struct gws_findings {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** How many there are. */
  uint32_t count;
  /** The worst verdict among them; `GWS_VERDICT_NONE` if there are none. */
  gws_verdict verdict;
  /** 0. */
  uint32_t reserved;
  /** The `gws_finding`s, one behind the other without gaps, each with its size at its beginning. */
  struct gws_span records;
} gws_findings;

/** A signing certificate, and what it is checked against. */
typedef struct gws_signing_files {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** The length of `certificate` in bytes. */
  uint32_t certificate_length;
  /** The length of `key` in bytes; 0 without it. */
  uint32_t key_length;
  /** The length of `other` in bytes; 0 without it. */
  uint32_t other_length;
  /** The certificate, in PEM or DER. */
  const uint8_t *certificate;
  /** Its private key file; NULL: not checked. */
  const uint8_t *key;
  /** NULL unless the key is encrypted. */
  const char *passphrase;
  /** The certificate of the other environment, which must have another key; NULL: not checked. */
  const uint8_t *other;
} gws_signing_files;

/** A client certificate for mutual TLS, and what it is checked against. */
typedef struct gws_mtls_files {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** How many certificates `chain` has. */
  uint32_t chain_count;
  /** The length of `key` in bytes; 0 without it. */
  uint32_t key_length;
  /** The length of `signing` in bytes; 0 without it. */
  uint32_t signing_length;
  /** The certificate and behind it those of its issuers, each in PEM or DER: a pointer each. */
  const uint8_t *const *chain;
  /** The length of each of them in bytes. */
  const uint32_t *chain_lengths;
  /** The certificate's private key file; NULL: not checked. */
  const uint8_t *key;
  /** NULL unless the key is encrypted. */
  const char *passphrase;
  /** The certificate that signs M2M tokens, which must have another key; NULL: not checked. */
  const uint8_t *signing;
} gws_mtls_files;

/** The gateway services. `gws_service_at` gives one after the other. */
typedef struct gws_service_list {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** How many there are. */
  uint32_t count;
  /** The `gws_service`s, one behind the other without gaps, each with its size at its beginning. */
  struct gws_span records;
} gws_service_list;

/** Whether a client may call a service with a mechanism, and where. */
typedef struct gws_service_answer {
  /** Its size: `GWS_INIT` sets it. */
  uint32_t size;
  /** 1 if it may. */
  int32_t allowed;
  /** 1 if IR prints this address; else it is made in the same way, to be confirmed by the on-boarding. */
  int32_t documented;
  /** 0. */
  uint32_t reserved;
  /** The URL; absent where it may not call, and for files. */
  struct gws_span url;
  /** Why not: `mechanism` or `desktop`; absent where it may. */
  struct gws_span obstacle;
  /** What to do, in English; absent where a URL says it. */
  struct gws_span advice;
} gws_service_answer;

/** What was found about one thing. */
typedef struct gws_finding {
  /** Its size. */
  uint32_t size;
  /** Whether IR will take it. */
  gws_verdict verdict;
  /** The stable name of what was looked at, such as `certificate_expired`. */
  struct gws_span code;
  /** The rule, such as `CERT-1`. */
  struct gws_span rule;
  /** What was seen, in English. Never a secret. */
  struct gws_span seen;
  /** What to do, in English; absent where it passes. */
  struct gws_span remedy;
} gws_finding;

/** One of Inland Revenue's gateway services. */
typedef struct gws_service {
  /** Its size. */
  uint32_t size;
  /** 1 if it takes the access token of a customer who logged in. */
  int32_t oauth;
  /** 1 if it takes a token that the data's owner signed. */
  int32_t m2m;
  /** 1 if it takes the client certificate alone. */
  int32_t mutual_tls;
  /** 1 if it goes by files over SFTP. */
  int32_t ssh;
  /** 0. */
  uint32_t reserved;
  /** Its stable code, such as `gst`. */
  struct gws_span code;
  /** Its name in IR's list. */
  struct gws_span name;
  /** Its path for cloud clients; may be absent. */
  struct gws_span cloud;
  /** Its path for desktop clients; may be absent. */
  struct gws_span desktop;
} gws_service;

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Writes what became of the last call as one line for people and logs: as `gws_status_sentence`, with the argument that it is about.
 * Gives back the length of the whole line, without its NUL: what does not fit is cut off.
 *
 * `text`: NULL with a `capacity` of 0 asks for the length; `GWS_SENTENCE` suffices.
 *
 * `out` is NULL or whole, and no one writes to it meanwhile; `text` is NULL, or `capacity` bytes can be written there.
 */
size_t gws_output_sentence(const struct gws_output *out,
                           char *text,
                           size_t capacity);

/**
 * The stable text code of a status, such as `buffer_too_small`; `ok` for 0, `status_unknown` for what this library does
 * not know. Static, never NULL; fit for logs.
 */
const char *gws_status_code(gws_status status);

/** What is wrong, in English, for people. Static, never NULL; without anything that was passed in. */
const char *gws_status_message(gws_status status);

/** What to do about it, in English, for people. Static, never NULL. */
const char *gws_status_remedy(gws_status status);

/** Who has to change something: `caller`, `input`, `server`, `policy` or `library`; `nobody` for 0. Static, never NULL. */
const char *gws_status_blame(gws_status status);

/** What the `position` of a `gws_output` means beside this status. `GWS_POSITION_NONE`: nothing, it is 0. */
gws_position gws_status_position(gws_status status);

/**
 * Writes what a status is as one line for people and logs: code, message and remedy, both whole sentences. Nothing that was passed in is
 * in it. Gives back the length of the whole line, without its NUL: what does not fit is cut off.
 *
 * `position`: that of the `gws_output`. `text`: NULL with a `capacity` of 0 asks for the length. 512 bytes suffice for every
 * status (`GWS_SENTENCE`).
 *
 * `text` is NULL, or `capacity` bytes can be written there.
 */
size_t gws_status_sentence(gws_status status,
                           size_t position,
                           char *text,
                           size_t capacity);

/**
 * The stable code of one warning, such as `certificate_sha1`: `warning` is one bit, a `GWS_WARNING_...`. Empty for any other
 * number. Static, never NULL.
 */
const char *gws_warning_code(uint32_t warning);

/**
 * What one warning is and what to do, in English, for people: `warning` is one bit, a `GWS_WARNING_...`. Empty for any other
 * number. Static, never NULL.
 */
const char *gws_warning_text(uint32_t warning);

/**
 * The code of a `gws_request_kind`: `authorize`, `code`, `refresh`, `introspect` or `revoke`; empty for any other number.
 * Static, never NULL.
 */
const char *gws_request_kind_code(int32_t kind);

/**
 * The code of a `gws_who_must_act`: `developer`, `operator`, `customer`, `inland_revenue` or `program`; empty for any other number.
 * Static, never NULL.
 */
const char *gws_who_must_act_code(int32_t who);

/**
 * The code of a `gws_next_step`: `restart_login`, `fix_configuration`, `introspect`, `wait_then_introspect` or `try_later`;
 * empty for any other number. Static, never NULL.
 */
const char *gws_next_step_code(int32_t step);

/** The code of a `gws_verdict`: `pass`, `warn` or `fail`; empty for any other number. Static, never NULL. */
const char *gws_verdict_code(int32_t verdict);

/**
 * Where an environment's endpoints and services are.
 *
 * `environment`: `mock`, `test`, `production`, or the URL of another host.
 *
 * Errors: `GWS_STATUS_ENVIRONMENT_...`. Rules ENV-1 to ENV-5.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_environment_urls(const char *environment, struct gws_output *out, struct gws_environment *urls);

/**
 * Starts a login: the URL to open in the system's browser, and the text to keep until the customer comes back.
 *
 * Errors: `GWS_STATUS_ENVIRONMENT_...`, `CLIENT_ID_...`, `REDIRECT_URI_...`, `STATE_...`, `VERIFIER_...`, `ENTROPY_...`,
 * `TIME_INVALID`. Rules AUTHZ-1 to AUTHZ-11. Next: `gws_exchange_request`.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_authorize(const struct gws_login_arguments *arguments,
                         struct gws_output *out,
                         struct gws_login *login);

/**
 * From the pending login and the landing URL to the request that exchanges the code, in one step. Remove the pending login
 * from the session before the request is sent (AUTHZ-9).
 *
 * `pending`: the text that `gws_authorize` made. `landing`: the URL that the browser came back to, as received.
 * `client`: the one that started the login. `now`: seconds since 1970. `policy`: NULL for the defaults. `reply`: `GWS_GRANTED`,
 * and then `request` is filled, or `GWS_REFUSED`.
 *
 * Errors: `GWS_STATUS_PENDING_...`, `STATE_...` (mismatch: do not continue), `LANDING_...`, `CODE_INVALID`, `CLIENT_...`, `TIME_INVALID`,
 * `CLOCK_BEHIND`. Rules REDIR-1 to REDIR-7, TOKEN-1, TOKEN-2. Next: send it once, then `gws_parse_token`.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_exchange_request(const char *pending,
                                const char *landing,
                                const struct gws_client *client,
                                int64_t now,
                                const struct gws_policy *policy,
                                struct gws_output *out,
                                struct gws_reply *reply,
                                struct gws_http_request *request);

/**
 * Reads the reply to an exchange or a refresh.
 *
 * `kind`: that of the request, a `gws_request_kind`. `status`: the HTTP status. `body`: the reply's body, as received; NULL
 * if `body_length` is 0. `sent_at`: when the request was sent, in seconds since 1970; `GWS_NONE`: the tokens do not say when they
 * end. `policy`: NULL for the defaults. `reply`: `GWS_GRANTED`, and then `tokens` is filled, `GWS_REFUSED` or `GWS_UNREADABLE`:
 * then `next_step` says what follows. Never send the token of a refresh again by another rule (REFRESH-3).
 *
 * Errors: `GWS_STATUS_REQUEST_KIND_INVALID`, `STATUS_INVALID`, `TIME_INVALID`. Rules TOKEN-3 to TOKEN-8, ERR-1 to ERR-4.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_parse_token(int32_t kind,
                           int32_t status,
                           const uint8_t *body,
                           size_t body_length,
                           int64_t sent_at,
                           const struct gws_policy *policy,
                           struct gws_output *out,
                           struct gws_reply *reply,
                           struct gws_token_set *tokens);

/**
 * The request for the next set of tokens. Store that it was sent before sending it: a refresh token works once (REFRESH-1,
 * REFRESH-3).
 *
 * `client`: the one that the token was given to. `refresh_token`: the newest one. `policy`: NULL for the defaults.
 *
 * Errors: `GWS_STATUS_TOKEN_EMPTY`, `TOKEN_CHARACTER`, `CLIENT_...`, `ENVIRONMENT_...`, `RELAY_URL_INVALID`.
 * Next: send it once, then `gws_parse_token`; without a reply `gws_no_reply`.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_refresh_request(const struct gws_client *client,
                               const char *refresh_token,
                               const struct gws_policy *policy,
                               struct gws_output *out,
                               struct gws_http_request *request);

/**
 * Whether a token is to be renewed: 1, also if the clock stands before its beginning or nothing is known; else 0.
 *
 * `begin`: `sent_at` of a `gws_token_set`, or `issued_at` of a `gws_signed_token`. `renew_at`: `refresh_at`, or `renew_at`.
 * `now`: seconds since 1970.
 */
int32_t gws_needs_renewal(int64_t begin,
                          int64_t renew_at,
                          int64_t now);

/**
 * What follows a request to which no reply came: no address, a lost connection, a time-out.
 *
 * `kind`: that of the request, a `gws_request_kind`. `sent`: 0 only where it certainly did not leave this machine: no address
 * found, connection refused, TLS failed. Time-outs and lost connections are 1, and so is every doubt. `policy`: NULL for
 * the defaults. `reply`: `GWS_UNANSWERED`.
 *
 * Errors: `GWS_STATUS_ARGUMENT_MISSING`. Rules ERR-2, REFRESH-3.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_no_reply(int32_t kind,
                        int32_t sent,
                        const struct gws_policy *policy,
                        struct gws_output *out,
                        struct gws_reply *reply);

/**
 * The question whether a token is alive.
 *
 * `hint`: a `gws_token_hint`. `policy`: NULL for the defaults.
 *
 * Errors: `GWS_STATUS_TOKEN_EMPTY`, `TOKEN_CHARACTER`, `CLIENT_...`, `ENVIRONMENT_...`, `RELAY_URL_INVALID`. Rule INTRO-1.
 * Next: send it, then `gws_parse_introspection`.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_introspect_request(const struct gws_client *client,
                                  const char *token,
                                  int32_t hint,
                                  const struct gws_policy *policy,
                                  struct gws_output *out,
                                  struct gws_http_request *request);

/**
 * Reads the reply to an introspection.
 *
 * `status`: the HTTP status. `body`: the reply's body, as received; NULL if `body_length` is 0. `policy`: NULL for the
 * defaults. `reply`: `GWS_GRANTED`, and then `introspection` is filled, `GWS_REFUSED` or `GWS_UNREADABLE`.
 *
 * Errors: `GWS_STATUS_STATUS_INVALID`. Rule INTRO-2.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_parse_introspection(int32_t status,
                                   const uint8_t *body,
                                   size_t body_length,
                                   const struct gws_policy *policy,
                                   struct gws_output *out,
                                   struct gws_reply *reply,
                                   struct gws_introspection *introspection);

/**
 * The request that ends a token.
 *
 * `hint`: a `gws_token_hint`. `policy`: NULL for the defaults.
 *
 * Errors: `GWS_STATUS_TOKEN_EMPTY`, `TOKEN_CHARACTER`, `CLIENT_...`, `ENVIRONMENT_...`, `RELAY_URL_INVALID`. Rule REVOKE-1.
 * Next: send it, then `gws_parse_revocation`.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_revoke_request(const struct gws_client *client,
                              const char *token,
                              int32_t hint,
                              const struct gws_policy *policy,
                              struct gws_output *out,
                              struct gws_http_request *request);

/**
 * Reads the reply to a revocation: any 2xx is success, whatever the body.
 *
 * `status`: the HTTP status. `body`: the reply's body, as received; NULL if `body_length` is 0. `policy`: NULL for the
 * defaults. `reply`: `GWS_GRANTED`: the token is revoked; `GWS_REFUSED` or `GWS_UNREADABLE`.
 *
 * Errors: `GWS_STATUS_STATUS_INVALID`. Rule REVOKE-1.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_parse_revocation(int32_t status,
                                const uint8_t *body,
                                size_t body_length,
                                const struct gws_policy *policy,
                                struct gws_output *out,
                                struct gws_reply *reply);

/**
 * The record of a login. Store it with the swap; when that fails, load and call this again.
 *
 * `client`: the one that logged in. `access_token`, `refresh_token` (NULL: none), `expires_in` and `sent_at`: those of the
 * `gws_token_set`, as `gws_text` gives them. `before`: the record that is stored now; NULL: none. `now`: seconds since 1970. `policy`:
 * NULL for the defaults.
 *
 * Errors: `GWS_STATUS_SESSION_...` of the stored record; `SESSION_OTHER_CLIENT`, `TOKEN_EMPTY`, `TOKEN_CHARACTER`, `CLIENT_...`,
 * `ENVIRONMENT_...`, `TIME_INVALID`. Rule REFRESH-2. Next: store it; from then on `gws_session_begin`.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_session_login(const struct gws_client *client,
                             const char *access_token,
                             const char *refresh_token,
                             uint32_t expires_in,
                             int64_t sent_at,
                             const char *before,
                             int64_t now,
                             const struct gws_policy *policy,
                             struct gws_output *out,
                             struct gws_session_swap *swap);

/**
 * The tombstone of a log-out, and the request that revokes the tokens: store the one first, then send the other.
 *
 * `client`: the one that logged in. `record`: the record that is stored now. `now`: seconds since 1970. `policy`: NULL for the
 * defaults. `request`: absent, without a URL, where there are no tokens to revoke.
 *
 * Errors: `GWS_STATUS_SESSION_ENDED` if it is one already; `SESSION_OTHER_CLIENT`; `SESSION_...` of the record; `CLIENT_...`,
 * `ENVIRONMENT_...`, `TIME_INVALID`. Rule REVOKE-1.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_session_logout(const struct gws_client *client,
                              const char *record,
                              int64_t now,
                              const struct gws_policy *policy,
                              struct gws_output *out,
                              struct gws_session_swap *swap,
                              struct gws_http_request *request);

/**
 * What to store after a service answered 401 to an access token. Nothing, an absent `record`, where another token is current
 * already, or where a renewed one was refused as well: then it is about permissions (ENV-10).
 *
 * `client`: the one that logged in. `record`: the record that is stored now. `generation`: of the `gws_session_task` that gave the
 * access token. `now`: seconds since 1970.
 *
 * Errors: `GWS_STATUS_SESSION_OTHER_CLIENT`; `SESSION_...` of the record; `CLIENT_...`, `ENVIRONMENT_...`, `TIME_INVALID`.
 * Next: store it, if there is something; then `gws_session_begin` for another access token.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_session_reject(const struct gws_client *client,
                              const char *record,
                              int64_t generation,
                              int64_t now,
                              struct gws_output *out,
                              struct gws_session_swap *swap);

/**
 * What a stored record says, without its tokens: its version, too, for a store that keeps nothing but the text.
 *
 * `record`: the record.
 *
 * Errors: `GWS_STATUS_SESSION_TOO_LONG`, `SESSION_VERSION`, `SESSION_MALFORMED`, `SESSION_ALTERED`. Nothing is lost.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_session_facts(const char *record, struct gws_output *out, struct gws_session_record *facts);

/**
 * Begins a session, whose first step is to load the record; `gws_session_end` has to follow, whatever happens between.
 *
 * `client`: the one that logged in. `attempt`: 16 bytes of the system's random source, new for each session. `jitter`: seconds,
 * drawn by the caller from 0 to 120, that spread the renewals of many workers. `policy`, `rules`: NULL for the defaults.
 * `session`: where the session's address is put; nothing is put there unless this succeeds.
 *
 * Errors: `GWS_STATUS_ARGUMENT_MISSING`, `CLIENT_...`, `ENVIRONMENT_...`, `RELAY_URL_INVALID`. Rules REFRESH-1 to REFRESH-3.
 * Next: `gws_session_next`.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_session_begin(const struct gws_client *client,
                             const uint8_t *attempt,
                             uint32_t jitter,
                             const struct gws_policy *policy,
                             const struct gws_session_rules *rules,
                             struct gws_output *out,
                             struct gws_session **session);

/**
 * What to do now. It changes nothing: when `out` was too small, call it again.
 *
 * `task`: the step. `request`: for `GWS_SESSION_STEP_SEND`, `ASK` and `DISCARD` what to send, once; else absent.
 *
 * Errors: `GWS_STATUS_ARGUMENT_MISSING`. Next: do it, then `gws_session_report`, until `GWS_SESSION_STEP_USE` or
 * `GWS_SESSION_STEP_LOGIN_REQUIRED`.
 *
 * Pointers are NULL or as described; `session` is of `gws_session_begin`, and has not ended.
 */
gws_status gws_session_next(const struct gws_session *session,
                            struct gws_output *out,
                            struct gws_session_task *task,
                            struct gws_http_request *request);

/**
 * Tells what came of the step.
 *
 * `event`: a `gws_session_event`. `status`: with `GWS_SESSION_EVENT_REPLY` the HTTP status, else 0. `bytes`, `length`: with
 * `GWS_SESSION_EVENT_LOADED` the record as it is stored, NULL where there is none; with `GWS_SESSION_EVENT_REPLY` the reply's body,
 * as received; else NULL and 0. `now`: seconds since 1970, by the store's own clock if it has one. `out`: nothing but the status
 * is written there.
 *
 * Errors: `GWS_STATUS_SESSION_...` of the record; `SESSION_OTHER_CLIENT`; `SESSION_EVENT`: it does not answer the step;
 * `CLOCK_BEHIND`, `TIME_INVALID`, `STATUS_INVALID`, `TEXT_NOT_UTF8`. The session is as it was, and nothing is lost.
 * Next: `gws_session_next`.
 *
 * Pointers are NULL or as described; `session` is of `gws_session_begin`, and has not ended.
 */
gws_status gws_session_report(struct gws_session *session,
                              int32_t event,
                              int32_t status,
                              const uint8_t *bytes,
                              size_t length,
                              int64_t now,
                              struct gws_output *out);

/**
 * Wipes and frees a session. NULL is nothing.
 *
 * `session` is NULL, or of `gws_session_begin`, and has not ended.
 */
void gws_session_end(struct gws_session *session);

/**
 * Checks a form that an application sent to the relay, and makes the request for IR out of it. The relay still has to know
 * its callers: this does not. Pass IR's status and body back as they are.
 *
 * `endpoint`: the last part of the path that it was sent to: `token`, `introspect` or `revoke`. `body`: the form, as received.
 * `client`: the one with the secret. `policy`: NULL for the defaults.
 *
 * Errors: `GWS_STATUS_RELAY_FORM`, `RELAY_REPEATED`, `RELAY_PARAMETER`, `RELAY_MISSING`: answer 400. `RELAY_GRANT`,
 * `RELAY_REDIRECT_URI`, `RELAY_CLIENT_ID`: answer 403. `RELAY_ENDPOINT`, also for one that is not turned on: answer 404.
 * `RELAY_CLIENT`: the relay's own mistake, as its client has no secret. Rule NATIVE-3.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_relay_request(const char *endpoint,
                             const uint8_t *body,
                             size_t body_length,
                             const struct gws_relay_rules *rules,
                             const struct gws_client *client,
                             const struct gws_policy *policy,
                             struct gws_output *out,
                             struct gws_http_request *request);

/**
 * Explains a refusal, as its reader would.
 *
 * `kind`: the request that was refused, a `gws_request_kind`. `status`: the HTTP status; 0 if it is not known: then 302 for the
 * authorize page, and 400 otherwise. `error_description`: NULL if there is none. `policy`: NULL for the defaults.
 * `reply`: `GWS_REFUSED`.
 *
 * Errors: `GWS_STATUS_STATUS_INVALID`. Rules ERR-2 and ERR-3.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_explain(int32_t kind,
                       int32_t status,
                       const char *error,
                       const char *error_description,
                       const struct gws_policy *policy,
                       struct gws_output *out,
                       struct gws_reply *reply);

/**
 * What an access token says of itself, for people who look for a fault (TOKEN-6).
 *
 * Errors: `GWS_STATUS_TOKEN_OPAQUE` for a token that is no JWT and as good as any (TOKEN-8), `JWS_...`, `BASE64...`,
 * `JSON_...`.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_inspect_access_token(const char *token, struct gws_output *out, struct gws_access_token_facts *facts);

/**
 * What to sign for a token issued at `now`, in seconds since 1970. The key stays where it is.
 *
 * Errors: `GWS_STATUS_ALGORITHM_NAME`, `CERTIFICATE_...`, `THUMBPRINT_FORMAT`, `ISSUER_INVALID`, `START_LOGON_INVALID`,
 * `LIFETIME_INVALID`, `TIME_INVALID`. Rules M2M-1 to M2M-6. Next: sign `signing_input` or `digest`, then `gws_m2m_attach`.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_m2m_unsigned(const struct gws_claims_to_sign *claims,
                            int64_t now,
                            struct gws_output *out,
                            struct gws_unsigned_token *token);

/**
 * Joins a signing input and its signature. Nothing is verified but the signature's form.
 *
 * `signing_input`: as `gws_m2m_unsigned` made it. `signature`: NULL if `signature_length` is 0. `form`: a `gws_signature_form`.
 *
 * Errors: `GWS_STATUS_SIGNATURE_...`, `JWS_...`. Next: send `authorization` over mutual TLS.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_m2m_attach(const char *signing_input,
                          const uint8_t *signature,
                          size_t signature_length,
                          int32_t form,
                          struct gws_output *out,
                          struct gws_signed_token *token);

/**
 * Reads a token for a host that verifies by itself. Nothing in it may be believed yet, and no claim is given out.
 *
 * Errors: `GWS_STATUS_JWS_...`, `BASE64...`, `JSON_...`, `HEADER_...`, `ALGORITHM_...`, `SIGNATURE_...`. Rule M2M-9.
 * Next: verify the signature over `signing_input` with the signer's public key, then `gws_m2m_verify_finish`.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_m2m_verify_begin(const char *token, struct gws_output *out, struct gws_unverified_token *unverified);

/**
 * The claims of a token whose signature the host has verified.
 *
 * `token`: the same that `gws_m2m_verify_begin` read. `signature_valid`: 1, and only 1, says that the signature is good;
 * OpenSSL's verifiers return negative numbers for errors. `now`: seconds since 1970.
 *
 * Errors: `GWS_STATUS_SIGNATURE_INVALID` unless `signature_valid` is 1; what `gws_m2m_verify_begin` says; the claims' own:
 * `TYP_INVALID` to `TOKEN_AFTER_CERTIFICATE`; `CERTIFICATE_CHOICE`. Rules M2M-6 and M2M-9.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_m2m_verify_finish(const char *token,
                                 int32_t signature_valid,
                                 const struct gws_expected_claims *expected,
                                 int64_t now,
                                 struct gws_output *out,
                                 struct gws_token_claims *claims);

/**
 * What a certificate file says: both thumbprints, dates, key, subject, issuer. `file`: DER or PEM, `length` bytes.
 *
 * Errors: `GWS_STATUS_FILE_...`, `CERTIFICATE_VERSION`, `KEY_...`. Rules CERT-1, CERT-2 and M2M-4.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_certificate_facts(const uint8_t *file,
                                 size_t length,
                                 struct gws_output *out,
                                 struct gws_certificate *facts);

/**
 * Signs a token at `now`, in seconds since 1970, with a key in memory, and verifies it before it is given out. A key that
 * stays in a key store signs in two phases: `gws_m2m_unsigned`, `gws_m2m_attach`.
 *
 * `key`: PKCS#8, PKCS#1 or SEC1, PEM or DER, `key_length` bytes. `passphrase`: NULL unless the key is encrypted. With the
 * certificate itself in `claims`, its dates bind the token and its key must be this one.
 *
 * Errors: what `gws_m2m_unsigned` says; `GWS_STATUS_FILE_...`, `KEY_...`, `PASSPHRASE_...`, `ALGORITHM_KEY`,
 * `CERTIFICATE_...`, `SIGNING_FAILED`. Rules M2M-1 to M2M-6, CERT-1, CERT-2. Next: send `authorization` over mutual TLS.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_m2m_sign(const uint8_t *key,
                        size_t key_length,
                        const char *passphrase,
                        const struct gws_claims_to_sign *claims,
                        int64_t now,
                        struct gws_output *out,
                        struct gws_signed_token *token);

/**
 * Verifies a token with a public key in memory, and gives its claims.
 *
 * `key`: SPKI, PKCS#1, a JWK or the signer's certificate, `key_length` bytes. With a certificate the token must be its
 * owner's, unless `expected` says otherwise.
 *
 * Errors: what `gws_m2m_verify_finish` says; `GWS_STATUS_FILE_...`, `KEY_...`, `ALGORITHM_KEY`. Rules M2M-6 and M2M-9.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_m2m_verify(const char *token,
                          const uint8_t *key,
                          size_t key_length,
                          const struct gws_expected_claims *expected,
                          int64_t now,
                          struct gws_output *out,
                          struct gws_token_claims *claims);

/**
 * Checks an IRD number (modulus 11). That it passes does not say that it was given to anybody.
 *
 * `number`: eight or nine digits; spaces and hyphens may stand among them.
 *
 * Errors: `GWS_STATUS_IRD_NUMBER_...`. Rule IRD-1.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_ird_number(const char *number, struct gws_output *out, struct gws_ird_digits *digits);

/**
 * Checks the form of a client id: its characters, and vendor and product as in `SmartSoftware_SmartPay`. What is wrong is a
 * finding. Rules TOKEN-3 and NATIVE-3.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_check_client(const char *client_id,
                            struct gws_output *out,
                            struct gws_findings *findings);

/**
 * Checks the redirect URIs of one client: kind and form of each, loopback address and ports. What is wrong is a finding.
 *
 * `redirect_uris`: all that are registered, or are to be, `redirect_uri_count` of them.
 *
 * Rules NATIVE-1, NATIVE-2 and AUTHZ-7.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_check_redirect_uris(const char *const *redirect_uris,
                                   uint32_t redirect_uri_count,
                                   struct gws_output *out,
                                   struct gws_findings *findings);

/**
 * Checks an SSH public key: it must be ECDSA. The fingerprint is shown as OpenSSH does. What is wrong is a finding. Rule SSH-1.
 *
 * `file`: the line of the public key, or the key in PEM, `length` bytes.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_check_ssh(const uint8_t *file,
                         size_t length,
                         struct gws_output *out,
                         struct gws_findings *findings);

/**
 * Checks a signing certificate, and its private key with it: version, algorithm, size, dates, four years, both
 * thumbprints, and that they belong together. What is wrong is a finding.
 *
 * `now`: seconds since 1970.
 *
 * Rules CERT-1, CERT-2 and M2M-4.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_check_signing(const struct gws_signing_files *files,
                             int64_t now,
                             struct gws_output *out,
                             struct gws_findings *findings);

/**
 * Checks the client certificate of mutual TLS: its name and environment, its issuers and their order, its use and dates,
 * and that its key is not the one that signs. What is wrong is a finding.
 *
 * `environment`: `mock`, `test`, `production` or a URL. `now`: seconds since 1970.
 *
 * Rule MTLS-1.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_check_mtls(const char *environment,
                          const struct gws_mtls_files *files,
                          int64_t now,
                          struct gws_output *out,
                          struct gws_findings *findings);

/**
 * All gateway services, in the order of Inland Revenue's list.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_services(struct gws_output *out, struct gws_service_list *services);

/**
 * Whether a client may call a service, and at which URL.
 *
 * `service`: a code of `gws_services`. `client`: `cloud` or `desktop`. `mechanism`: `oauth`, `m2m`, `mutual_tls` or `ssh`.
 * `environment`: `mock`, `test`, `production` or a URL.
 *
 * Errors: `GWS_STATUS_ARGUMENT_UNKNOWN` for another word; `ENVIRONMENT_...`. Rules ENV-4, M2M-7 and SSH-1.
 *
 * Pointers are NULL or as described.
 */
gws_status gws_service_access(const char *service,
                              const char *client,
                              const char *mechanism,
                              const char *environment,
                              struct gws_output *out,
                              struct gws_service_answer *answer);

/**
 * Overwrites `length` bytes with zeros; the compiler does not leave it out. For what held secrets: the memory of a
 * `gws_output`, a pending text, entropy, tokens. NULL is nothing.
 *
 * `memory` is NULL, or `length` bytes can be written there.
 */
void gws_wipe(void *memory, size_t length);

/** The version of the library, `MAJOR.MINOR.PATCH`: that of the header it belongs to is `GWS_VERSION`. Static, never NULL. */
const char *gws_version(void);

#if defined(__cplusplus) || (defined(__STDC_VERSION__) && __STDC_VERSION__ >= 199901L)
#define GWS_INLINE static inline
#elif defined(__GNUC__) || defined(_MSC_VER)
#define GWS_INLINE static __inline
#else
#define GWS_INLINE static
#endif

/** `GWS_INIT` as a function: zeros, and the size at the beginning. */
GWS_INLINE void gws_init(void *structure, uint32_t size) {
  unsigned char *byte = (unsigned char *)structure;
  const unsigned char *from = (const unsigned char *)&size;
  uint32_t index;
  for (index = 0; index < size; index++) {
    byte[index] = index < sizeof size ? from[index] : 0;
  }
}

/**
 * Prepares a structure for its first use: everything in it is absent, and the library learns which version of it this
 * header has. `GWS_INIT(client); client.client_id = "...";`
 */
#define GWS_INIT(structure) gws_init(&(structure), (uint32_t)sizeof(structure))

/** Whether a text or bytes are there: 1 or 0. */
GWS_INLINE int gws_is_present(gws_span span) {
  return span.offset != GWS_ABSENT;
}

/** A text of the last call's result, as a C string within the memory of `out`; empty if it is absent. */
GWS_INLINE const char *gws_text(const gws_output *out, gws_span span) {
  return (const char *)(out->bytes + span.offset);
}

/** The bytes of the last call's result. How many there are says the span. */
GWS_INLINE const uint8_t *gws_bytes(const gws_output *out, gws_span span) {
  return out->bytes + span.offset;
}

/**
 * Copies a text of the last call's result, with a NUL behind it, into `capacity` bytes. 1 if it fits; otherwise 0, and `text` is
 * empty: half a token is none. An absent text is copied as the empty one.
 */
GWS_INLINE int gws_copy(const gws_output *out, gws_span span, char *text, size_t capacity) {
  size_t index;
  if (capacity == 0) {
    return 0;
  }
  text[0] = '\0';
  if (span.length >= capacity) {
    return 0;
  }
  for (index = 0; index < span.length; index++) {
    text[index] = (char)out->bytes[span.offset + index];
  }
  text[span.length] = '\0';
  return 1;
}

/**
 * Copies the record with this index out of a list of the last call's result into `size` bytes, and prepares them first: 1, or
 * 0 behind the last one. It serves `gws_finding_at` and its like.
 */
GWS_INLINE int gws_record_at(const gws_output *out, gws_span records, uint32_t count, uint32_t index, void *record,
                             uint32_t size) {
  unsigned char *to = (unsigned char *)record;
  const uint8_t *from;
  size_t each, at;
  gws_init(record, size);
  if (index >= count) {
    return 0;
  }
  each = records.length / count;
  from = out->bytes + records.offset + index * each;
  for (at = sizeof size; at < size && at < each; at++) {
    to[at] = from[at];
  }
  return 1;
}

/**
 * The finding with this index, from 0; GWS_INIT is not needed. 1, or 0 behind the last one:
 * `for (i = 0; gws_finding_at(&out, &findings, i, &finding); i++)`
 */
GWS_INLINE int gws_finding_at(const gws_output *out, const gws_findings *findings, uint32_t index, gws_finding *finding) {
  return gws_record_at(out, findings->records, findings->count, index, finding, (uint32_t)sizeof *finding);
}

/** The service with this index, as `gws_finding_at` does it. */
GWS_INLINE int gws_service_at(const gws_output *out, const gws_service_list *services, uint32_t index, gws_service *service) {
  return gws_record_at(out, services->records, services->count, index, service, (uint32_t)sizeof *service);
}

#ifdef __cplusplus
}
#endif

#endif  /* GWS_AUTH_H */
