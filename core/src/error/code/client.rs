//! Codes: the environment and the client. A row is explained in `define`.

macro_rules! client {
    ($($before:tt)*) => { codes! { $($before)*
    "Environment and client" {
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
        ClientAuthChoice 126 "client_auth_choice" Caller Nowhere
            "a client has either a secret or a relay" "give the client secret, or the relay's URL where the secret must not be held (NATIVE-3), and not both";
    }
    } };
}
