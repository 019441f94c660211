//! Codes: the relay's check of what it is to send. A row is explained in `define`.

macro_rules! relay {
    ($($before:tt)*) => { codes! { $($before)*
    "Relay" {
        RelayForm 220 "relay_form" Input Offset
            "The relayed body is not a form." "Refuse the request with HTTP 400.";
        RelayRepeated 221 "relay_repeated" Input Offset
            "A parameter of the relayed form is repeated." "Refuse the request with HTTP 400.";
        RelayParameter 222 "relay_parameter" Input Offset
            "The relayed form holds a parameter that this request does not have." "Refuse the request with HTTP 400.";
        RelayMissing 223 "relay_missing" Input Nowhere
            "The relayed form lacks a required parameter." "Refuse the request with HTTP 400.";
        RelayGrant 224 "relay_grant" Policy Offset
            "The relayed grant is not allowed." "Refuse the request with HTTP 403.";
        RelayRedirectUri 225 "relay_redirect_uri" Policy Offset
            "The relayed redirect_uri is not a registered one." "Refuse the request with HTTP 403.";
        RelayEndpoint 226 "relay_endpoint" Input Nowhere
            "The relay has no endpoint of this name, or it is not turned on." "Answer HTTP 404. A relay has token, and introspect and revoke where they are turned on.";
        RelayClientId 227 "relay_client_id" Policy Offset
            "The relayed form names another client than the relay's." "Refuse the request with HTTP 403: the client_id may be left out, or must be the relay's own.";
        RelayClient 228 "relay_client" Caller Nowhere
            "The relay's client has no client secret, but a relay of its own." "Give the relay the client with its secret: it would send requests to itself otherwise.";
    }
    } };
}
