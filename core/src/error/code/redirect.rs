//! Codes: redirect URIs. A row is explained in `define`.

macro_rules! redirect {
    ($($before:tt)*) => { codes! { $($before)*
    "Redirect URI" {
        RedirectUriInvalid 130 "redirect_uri_invalid" Caller Offset
            "The redirect_uri is not a URI." "Use the exact text that is registered with IR, percent-encoded where needed.";
        RedirectUriFragment 131 "redirect_uri_fragment" Caller Offset
            "The redirect_uri holds a fragment." "Register and send it without the # part (RFC 6749 3.1.2).";
        RedirectUriNotLoopback 132 "redirect_uri_not_loopback" Caller Nowhere
            "An http redirect_uri must be a loopback address." "Use https, or http on 127.0.0.1 or [::1] for a native application; the option plain_http (--plain-http) is for one that IR registered long ago.";
        RedirectUriScheme 133 "redirect_uri_scheme" Caller Nowhere
            "The redirect_uri's scheme is neither https nor a private-use scheme with a period." "Use a scheme made from a domain you own in reverse, such as nz.example.app (RFC 8252 7.1).";
        RedirectUriPort 134 "redirect_uri_port" Caller Offset
            "The redirect_uri's port is not usable." "Use one of the ports registered with IR, 1 to 65535 (IR accepts no ephemeral port).";
        RedirectUriReserved 135 "redirect_uri_reserved" Caller Offset
            "The redirect_uri's own query uses a name that the reply uses." "Rename that parameter: code, state, error and error_description belong to the reply.";
        RedirectUriNotRegistered 136 "redirect_uri_not_registered" Caller Nowhere
            "The redirect_uri is not among the registered ones." "Use a registered one, character for character, or register it with IR.";
    }
    } };
}
