//! Codes: replies, and their members. A row is explained in `define`.

macro_rules! reply {
    ($($before:tt)*) => { codes! { $($before)*
    "Replies" {
        ReplyTooLarge 300 "reply_too_large" Server Limit
            "The reply is larger than the policy allows." "Keep the body for support; raise policy.max_reply_bytes only if IR's replies really grew.";
        ReplyEmpty 301 "reply_empty" Server Status
            "The reply has no body." "Something between you and IR answered, or the reply was cut: try again later, a refresh only after introspection.";
        ReplyHtml 302 "reply_html" Server Status
            "The reply is an HTML page, not JSON." "A proxy or IR's splash page (IP allow-listing) answered: look at the page and at the network path.";
        ReplyNotJson 303 "reply_not_json" Server Status
            "The reply is not JSON." "Something between you and IR answered: look at the body and at the network path.";
        ReplyStatus 304 "reply_status" Server Status
            "The HTTP status is not one that this request gets." "A 3xx is a redirect, which is not to be followed: a proxy or a login page of your network answered. Look at the URL and at the network path.";
        ReplyWithoutError 305 "reply_without_error" Server Status
            "The reply refuses, and not in the form in which IR does." "Keep the body for IR's support.";
        ReplyUnexpected 309 "reply_unexpected" Server Status
            "The status says that all went well, and the body holds an error." "Go by neither alone: something between you and IR changed the status, or another program answered. Keep the body for IR's support.";
        RequestKindInvalid 310 "request_kind_invalid" Caller Nowhere
            "The reply to this request holds no tokens." "Pass the kind that the request had: code or refresh.";
        ReplyXml 306 "reply_xml" Server Status
            "The reply is XML, not JSON." "Another service or a gateway answered: check the URL that it was sent to, and look at the body.";
        ReplyCompressed 307 "reply_compressed" Server Status
            "The reply is not text: it seems to be compressed still (gzip, deflate, brotli or zstd)." "Let the HTTP client decompress it, or send no Accept-Encoding; something between you and IR may have compressed it unasked.";
        ReplyNotFound 308 "reply_not_found" Server Status
            "Nothing answers such a request at the URL that it was sent to." "Look at the URL. A relay's is a base to which /token, /introspect or /revoke is added; IR's are those of the environment.";
        StatusInvalid 311 "status_invalid" Caller Limit
            "The HTTP status is not a number from 100 to 599." "Pass the status of the reply; without a reply use no_reply instead, which says what follows.";
    }
    "Members of replies" {
        AccessTokenMissing 340 "access_token_missing" Server Nowhere
            "The reply has no access_token." "Keep the body: it may hold the only copy of a refresh token.";
        AccessTokenInvalid 341 "access_token_invalid" Server Offset
            "The access_token is no text, empty, or holds a space, control or non-ASCII character." "Keep the body: it may hold the only copy of a refresh token.";
        RefreshTokenInvalid 346 "refresh_token_invalid" Server Offset
            "The refresh_token is no text, empty, or holds a space, control or non-ASCII character." "Keep the body: it may hold the only copy of an access token.";
        ActiveMissing 348 "active_missing" Server Nowhere
            "The introspection reply has no member called active." "Nothing was learnt about the token: try again later.";
        IntrospectionInvalid 349 "introspection_invalid" Server Offset
            "A member of the introspection reply has the wrong type." "Nothing was learnt about the token: keep the body for IR's support.";
        RefusalInvalid 350 "refusal_invalid" Server Offset
            "The reply refuses, and its error is not a text." "Another program than IR's may have answered: look at the URL and the network path, and keep the body for IR's support.";
    }
    } };
}
