//! Codes: the relay's check of what it is to send. A row is explained in `define`.

macro_rules! relay {
    ($($before:tt)*) => { codes! { $($before)*
    "Relay" {
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
        RelayEndpoint 226 "relay_endpoint" Input Nowhere
            "the relay has no endpoint of this name" "answer HTTP 404; the relay has token, introspect and revoke";
    }
    } };
}
