//! Codes: the environment and the client. A row is explained in `define`.

macro_rules! client {
    ($($before:tt)*) => { codes! { $($before)*
    "Environment and client" {
        EnvironmentUnknown 110 "environment_unknown" Caller Nowhere
            "The environment is neither mock, test, production nor a URL." "Use one of the three names, or https:// and the host IR gave you.";
        EnvironmentNotHttps 111 "environment_not_https" Caller Nowhere
            "A custom environment must use https." "Use https; http is allowed on a loopback address only (a simulator).";
        EnvironmentNotOrigin 112 "environment_not_origin" Caller Offset
            "A custom environment is scheme, host and port only." "Leave out the path, the query, the fragment and any user name.";
        ClientIdEmpty 120 "client_id_empty" Caller Nowhere
            "The client id is empty." "Use the client id agreed with IR.";
        ClientIdColon 121 "client_id_colon" Caller Offset
            "The client id holds a colon." "A colon would end the id inside the Basic header: check which value was given.";
        ClientIdCharacter 122 "client_id_character" Caller Offset
            "The client id holds a control or non-ASCII character." "Check for a line break or a byte order mark copied along with it.";
        ClientSecretEmpty 123 "client_secret_empty" Caller Nowhere
            "The client secret is empty." "Check the file or variable that it was read from.";
        ClientSecretCharacter 124 "client_secret_character" Caller Offset
            "The client secret holds a control or non-ASCII character." "Check for a line break or a byte order mark at its ends.";
        RelayUrlInvalid 125 "relay_url_invalid" Caller Nowhere
            "The relay's URL is not one that a request can be sent to." "Use https:// with host and path, without query and fragment; http only on a loopback address.";
        ClientAuthChoice 126 "client_auth_choice" Caller Nowhere
            "A client has either a secret or a relay." "Give the client secret, or the relay's URL where the secret must not be held (NATIVE-3), and not both.";
        ClientIdQuoted 127 "client_id_quoted" Caller Nowhere
            "The client id has a quote at one of its ends." "Leave the quotes out.";
        ClientIdParameter 128 "client_id_parameter" Caller Nowhere
            "The client id is a whole parameter of a form." "Leave out client_id and the equals sign.";
    }
    } };
}
