//! The one table of codes. Every binding's list is checked against [`ErrorKind::ALL`].

/// Who has to change something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Blame {
    /// The program that called: an argument cannot be right.
    Caller,
    /// A text that came from elsewhere: a landing URL, a stored record, a token.
    Input,
    /// What answered the request: IR, or something on the way.
    Server,
    /// Nobody: a rule of the policy ended it.
    Policy,
}

impl Blame {
    /// The stable lower-case word: `caller`, `input`, `server` or `policy`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Caller => "caller",
            Self::Input => "input",
            Self::Server => "server",
            Self::Policy => "policy",
        }
    }
}

/// What an error's `at` means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Position {
    /// Nothing: `at` is 0.
    None,
    /// An offset into the input, in bytes.
    Offset(usize),
    /// The bytes that are needed.
    Needed(usize),
    /// The limit that was passed, in bytes.
    Limit(usize),
    /// The HTTP status of the reply.
    Status(usize),
}

#[derive(Clone, Copy)]
pub(super) enum Place {
    Nowhere,
    Offset,
    Needed,
    Limit,
    Status,
}

macro_rules! codes {
    ($($kind:ident $number:literal $code:literal $blame:ident $place:ident $message:literal $remedy:literal;)*) => {
        /// Every failure that this crate reports. Numbers and codes never change their meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        #[repr(u16)]
        pub enum ErrorKind {
            $(#[doc = concat!("`", $code, "`: ", $message, ".")] $kind = $number,)*
        }

        impl ErrorKind {
            /// All kinds, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// The stable text code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$kind => $code,)* }
            }

            /// Who is to blame.
            #[must_use]
            pub const fn blame(self) -> Blame {
                match self { $(Self::$kind => Blame::$blame,)* }
            }

            /// What is wrong, in English, without the input.
            #[must_use]
            pub const fn message(self) -> &'static str {
                match self { $(Self::$kind => $message,)* }
            }

            /// What to do about it, in English.
            #[must_use]
            pub const fn remedy(self) -> &'static str {
                match self { $(Self::$kind => $remedy,)* }
            }

            pub(super) const fn place(self) -> Place {
                match self { $(Self::$kind => Place::$place,)* }
            }
        }
    };
}

impl ErrorKind {
    /// The stable number.
    #[must_use]
    pub const fn number(self) -> u16 {
        self as u16
    }
}

#[rustfmt::skip] // a table: one row, two lines
codes! {
    // General
    BufferTooSmall 100 "buffer_too_small" Caller Needed
        "the output buffer is too small" "pass a buffer of at least the bytes named";
    TimeInvalid 101 "time_invalid" Caller Nowhere
        "the time given is not plausible as seconds since 1970" "pass whole seconds, not milliseconds, and not a negative number";
    ClockBehind 102 "clock_behind" Caller Nowhere
        "the clock stands before the time at which the record was made" "set the clock of this machine; the record itself is whole";
    // Environment and client
    EnvironmentUnknown 110 "environment_unknown" Caller Nowhere
        "the environment is neither mock, test, production nor a URL" "use one of the three names, or https:// and the host IR gave you";
    EnvironmentNotHttps 111 "environment_not_https" Caller Nowhere
        "a custom environment must use https" "use https; http is allowed on a loopback address only (a simulator)";
    EnvironmentNotOrigin 112 "environment_not_origin" Caller Offset
        "a custom environment is scheme, host and port only" "leave out the path, the query, the fragment and any user name";
    ClientIdEmpty 120 "client_id_empty" Caller Nowhere
        "the client id is empty" "use the client id agreed with IR";
    ClientIdColon 121 "client_id_colon" Caller Offset
        "the client id holds a colon" "a colon would end the id inside the Basic header: check which value was given";
    ClientIdCharacter 122 "client_id_character" Caller Offset
        "the client id holds a control or non-ASCII character" "check for a line break or a byte order mark copied along with it";
    ClientSecretEmpty 123 "client_secret_empty" Caller Nowhere
        "the client secret is empty" "check the file or variable that it was read from";
    ClientSecretCharacter 124 "client_secret_character" Caller Offset
        "the client secret holds a control or non-ASCII character" "check for a line break or a byte order mark at its ends";
    RelayUrlInvalid 125 "relay_url_invalid" Caller Nowhere
        "the relay's URL is not one that a request can be sent to" "use https:// with host and path, without query and fragment; http only on a loopback address";
    // Redirect URI
    RedirectUriInvalid 130 "redirect_uri_invalid" Caller Offset
        "the redirect_uri is not a URI" "use the exact text that is registered with IR, percent-encoded where needed";
    RedirectUriFragment 131 "redirect_uri_fragment" Caller Offset
        "the redirect_uri holds a fragment" "register and send it without the # part (RFC 6749 3.1.2)";
    RedirectUriNotLoopback 132 "redirect_uri_not_loopback" Caller Nowhere
        "an http redirect_uri must be a loopback address" "use https, or http on 127.0.0.1 or [::1] for a native application";
    RedirectUriScheme 133 "redirect_uri_scheme" Caller Nowhere
        "the redirect_uri's scheme is neither https nor a private-use scheme with a period" "use a scheme made from a domain you own in reverse, such as nz.example.app (RFC 8252 7.1)";
    RedirectUriPort 134 "redirect_uri_port" Caller Offset
        "the redirect_uri's port is not usable" "use one of the ports registered with IR, 1 to 65535 (IR accepts no ephemeral port)";
    RedirectUriReserved 135 "redirect_uri_reserved" Caller Offset
        "the redirect_uri's own query uses a name that the reply uses" "rename that parameter: code, state, error and error_description belong to the reply";
    RedirectUriNotRegistered 136 "redirect_uri_not_registered" Caller Nowhere
        "the redirect_uri is not among the registered ones" "use a registered one, character for character, or register it with IR";
    // State, PKCE, entropy
    StateEmpty 140 "state_empty" Caller Nowhere
        "the state is empty" "leave it out to have one made, or give a value nobody can guess";
    StateTooLong 141 "state_too_long" Caller Limit
        "the state is too long" "IR takes fewer than 200 characters";
    StateSpace 142 "state_space" Caller Offset
        "the state holds a space" "IR forbids spaces in state, encoded or not";
    StateCharacter 143 "state_character" Caller Offset
        "the state holds a character outside IR's set" "use a-z A-Z 0-9 - . ? , : / \\ + = $ #";
    VerifierLength 144 "verifier_length" Caller Limit
        "the code_verifier is not 43 to 128 characters long" "leave it out to have one made of 43 characters";
    VerifierCharacter 145 "verifier_character" Caller Offset
        "the code_verifier holds a character outside the set" "use A-Z a-z 0-9 - . _ ~";
    EntropyLength 146 "entropy_length" Caller Needed
        "the entropy has the wrong length" "pass exactly 64 bytes from the system's cryptographic random source";
    EntropyZero 147 "entropy_zero" Caller Nowhere
        "the entropy is all zeros in one half" "the random source was not read: fill all 64 bytes from the system's cryptographic random source";
    EntropyRepeated 148 "entropy_repeated" Caller Nowhere
        "the two halves of the entropy are equal" "draw 64 fresh bytes; do not repeat 32 of them, as the public state would give away the verifier";
    // Tokens handed in
    TokenEmpty 150 "token_empty" Caller Nowhere
        "the token is empty" "check where it was read from";
    TokenCharacter 151 "token_character" Caller Offset
        "the token holds a space, control or non-ASCII character" "check for a line break or the word Bearer read along with it";
    TokenOpaque 152 "token_opaque" Input Nowhere
        "the access token is not a JWT" "nothing is wrong with it: it can be used, but not looked into";
    // Pending login
    PendingVersion 200 "pending_version" Input Nowhere
        "the text is not a pending login of this version" "start the login again with this version of gws-auth";
    PendingMalformed 201 "pending_malformed" Input Nowhere
        "the pending login is cut or damaged" "restore it whole as it was stored, or start the login again";
    PendingAltered 202 "pending_altered" Input Nowhere
        "the pending login was altered after it was made" "restore it as it was stored, or start the login again";
    PendingExpired 203 "pending_expired" Policy Nowhere
        "the login took longer than the pending login lives" "start the login again";
    PendingOtherClient 204 "pending_other_client" Caller Nowhere
        "the pending login belongs to another client id" "use the client that started this login";
    PendingOtherEnvironment 205 "pending_other_environment" Caller Nowhere
        "the pending login belongs to another environment" "send the code to the environment that the login was started in";
    // Landing (the redirect back)
    LandingElsewhere 210 "landing_elsewhere" Input Offset
        "the landing URL is not the redirect_uri of this login" "pass the URL the browser came back to; behind a proxy that changes the host, pass the query alone";
    LandingEncoding 211 "landing_encoding" Input Offset
        "the landing URL holds broken percent-encoding or text that is not UTF-8" "pass the URL as received, neither decoded nor cut";
    LandingRepeated 212 "landing_repeated" Input Offset
        "a parameter of the landing URL is repeated" "do not continue: a genuine reply holds code, state and error once each";
    LandingSemicolon 213 "landing_semicolon" Input Offset
        "the landing URL separates its parameters with semicolons" "pass the URL as received; parameters are separated by &";
    LandingBoth 214 "landing_both" Input Offset
        "the landing URL holds both a code and an error" "do not continue: a genuine reply has one of them";
    LandingNeither 215 "landing_neither" Input Nowhere
        "the landing URL holds neither a code nor an error" "pass the URL the browser came back to, with its query";
    StateMissing 216 "state_missing" Input Nowhere
        "the landing URL holds no state" "do not continue: this reply does not belong to a login of this program";
    StateMismatch 217 "state_mismatch" Input Offset
        "the state is not the one that was sent" "do not continue: it belongs to another login, or is forged; the pending login stays usable";
    CodeInvalid 218 "code_invalid" Input Offset
        "the code is empty or holds a space, control or non-ASCII character" "start the login again";
    // Relay
    RelayForm 220 "relay_form" Input Offset
        "the relayed body is not a form" "refuse the request with HTTP 400";
    RelayRepeated 221 "relay_repeated" Input Offset
        "a parameter of the relayed form is repeated" "refuse the request with HTTP 400";
    RelayParameter 222 "relay_parameter" Input Offset
        "the relayed form holds a parameter that this request does not have" "refuse the request with HTTP 400";
    RelayMissing 223 "relay_missing" Input Nowhere
        "the relayed form lacks a required parameter" "refuse the request with HTTP 400";
    RelayGrant 224 "relay_grant" Policy Offset
        "the relayed grant is not allowed" "refuse the request with HTTP 403";
    RelayRedirectUri 225 "relay_redirect_uri" Policy Offset
        "the relayed redirect_uri is not a registered one" "refuse the request with HTTP 403";
    // Replies
    ReplyTooLarge 300 "reply_too_large" Server Limit
        "the reply is larger than the policy allows" "keep the body for support; raise policy.max_reply_bytes only if IR's replies really grew";
    ReplyEmpty 301 "reply_empty" Server Status
        "the reply has no body" "something between you and IR answered, or the reply was cut: try again later, a refresh only after introspection";
    ReplyHtml 302 "reply_html" Server Status
        "the reply is an HTML page, not JSON" "a proxy or IR's splash page (IP allow-listing) answered: look at the page and at the network path";
    ReplyNotJson 303 "reply_not_json" Server Status
        "the reply is not JSON" "something between you and IR answered: look at the body and at the network path";
    ReplyStatus 304 "reply_status" Server Status
        "the HTTP status is not one that this request gets" "do not follow redirects; look at the network path";
    ReplyWithoutError 305 "reply_without_error" Server Status
        "the reply refuses but does not say why" "keep the body for IR's support";
    ReplyNotUtf8 306 "reply_not_utf8" Server Offset
        "the reply is not UTF-8" "keep the body for IR's support";
    ReplyUtf16 307 "reply_utf16" Server Offset
        "the reply is UTF-16" "pass the body's bytes as received; JSON is UTF-8";
    ReplyByteOrderMark 308 "reply_byte_order_mark" Server Offset
        "the reply begins with a byte order mark" "pass the body's bytes as received; JSON has no byte order mark";
    ReplyUnexpected 309 "reply_unexpected" Server Status
        "the reply's body is not what this request gets" "keep the body for IR's support";
    // JSON
    JsonSyntax 320 "json_syntax" Input Offset
        "the JSON is not well-formed" "keep the body for IR's support";
    JsonCut 321 "json_cut" Input Offset
        "the JSON ends too early" "the reply was cut on its way: a refresh must be looked up by introspection, not sent again";
    JsonTrailing 322 "json_trailing" Input Offset
        "something follows the JSON" "keep the body for IR's support";
    JsonTrailingComma 323 "json_trailing_comma" Input Offset
        "the JSON holds a trailing comma" "set policy.tolerate_trailing_comma if IR really sends this";
    JsonDeep 324 "json_deep" Input Offset
        "the JSON is nested too deeply" "keep the body for IR's support";
    JsonWide 325 "json_wide" Input Offset
        "a JSON object has too many members" "keep the body for IR's support";
    JsonDuplicate 326 "json_duplicate" Input Offset
        "a JSON object names a member twice" "do not continue: two readers would disagree about the value";
    JsonEscape 327 "json_escape" Input Offset
        "the JSON holds an escape that does not exist" "keep the body for IR's support";
    JsonSurrogate 328 "json_surrogate" Input Offset
        "the JSON holds half a surrogate pair" "keep the body for IR's support";
    JsonControl 329 "json_control" Input Offset
        "the JSON holds a raw control character in a string" "keep the body for IR's support";
    JsonNumber 330 "json_number" Input Offset
        "the JSON holds a number that is not well-formed" "keep the body for IR's support";
    JsonNotObject 331 "json_not_object" Input Offset
        "the JSON is not an object" "keep the body for IR's support";
    // Members of replies
    AccessTokenMissing 340 "access_token_missing" Server Nowhere
        "the reply has no access_token" "keep the body: it may hold the only copy of a refresh token";
    AccessTokenInvalid 341 "access_token_invalid" Server Offset
        "the access_token is no text, empty, or holds a space, control or non-ASCII character" "keep the body: it may hold the only copy of a refresh token";
    TokenTypeMissing 342 "token_type_missing" Server Nowhere
        "the reply has no token_type" "keep the body: it may hold the only copy of a refresh token";
    TokenTypeInvalid 343 "token_type_invalid" Server Offset
        "the token_type is not Bearer" "keep the body: it may hold the only copy of a refresh token";
    ExpiresInMissing 344 "expires_in_missing" Server Nowhere
        "the reply has no expires_in" "keep the body: it may hold the only copy of a refresh token";
    ExpiresInInvalid 345 "expires_in_invalid" Server Offset
        "expires_in is not a whole number of seconds, as number or as text" "keep the body: it may hold the only copy of a refresh token";
    RefreshTokenInvalid 346 "refresh_token_invalid" Server Offset
        "the refresh_token is no text, empty, or holds a space, control or non-ASCII character" "keep the body: it may hold the only copy of an access token";
    ScopeInvalid 347 "scope_invalid" Server Offset
        "the scope is not text" "keep the body: it may hold the only copy of a refresh token";
    ActiveMissing 348 "active_missing" Server Nowhere
        "the introspection reply has no active" "nothing was learnt about the token: try again later";
    IntrospectionInvalid 349 "introspection_invalid" Server Offset
        "a member of the introspection reply has the wrong type" "nothing was learnt about the token: keep the body for IR's support";
    RefusalInvalid 350 "refusal_invalid" Server Offset
        "the error or error_description is not text" "keep the body for IR's support";
    // JWS compact form
    JwsSegments 400 "jws_segments" Input Offset
        "a compact JWS has three segments" "pass the token whole: header, payload and signature with two dots between";
    Base64urlInvalid 401 "base64url_invalid" Input Offset
        "a segment is not canonical base64url without padding" "pass the token unchanged: no padding, no white space, no + or /";
}
