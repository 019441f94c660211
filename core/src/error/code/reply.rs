//! Codes: replies, and their members. A row is explained in `define`.

macro_rules! reply {
    ($($before:tt)*) => { codes! { $($before)*
    "Replies" {
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
        ReplyUnexpected 309 "reply_unexpected" Server Status
            "the reply's body is not what this request gets" "keep the body for IR's support";
        RequestKindInvalid 310 "request_kind_invalid" Caller Nowhere
            "the reply to this request holds no tokens" "pass the kind that the request had: code or refresh";
        ReplyXml 306 "reply_xml" Server Status
            "the reply is XML, not JSON" "another service or a gateway answered: check the URL that it was sent to, and look at the body";
        ReplyCompressed 307 "reply_compressed" Server Status
            "the reply is not text: it seems to be compressed still" "let the HTTP client decompress it, or send no Accept-Encoding";
        StatusInvalid 311 "status_invalid" Caller Limit
            "the HTTP status is not a number from 100 to 599" "pass the status of the reply; without a reply use no_reply instead, which says what follows";
    }
    "Members of replies" {
        AccessTokenMissing 340 "access_token_missing" Server Nowhere
            "the reply has no access_token" "keep the body: it may hold the only copy of a refresh token";
        AccessTokenInvalid 341 "access_token_invalid" Server Offset
            "the access_token is no text, empty, or holds a space, control or non-ASCII character" "keep the body: it may hold the only copy of a refresh token";
        RefreshTokenInvalid 346 "refresh_token_invalid" Server Offset
            "the refresh_token is no text, empty, or holds a space, control or non-ASCII character" "keep the body: it may hold the only copy of an access token";
        ActiveMissing 348 "active_missing" Server Nowhere
            "the introspection reply has no active" "nothing was learnt about the token: try again later";
        IntrospectionInvalid 349 "introspection_invalid" Server Offset
            "a member of the introspection reply has the wrong type" "nothing was learnt about the token: keep the body for IR's support";
        RefusalInvalid 350 "refusal_invalid" Server Offset
            "the error is not text" "keep the body for IR's support";
    }
    } };
}
