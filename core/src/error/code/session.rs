//! Codes: sessions. A row is explained in `define`.

macro_rules! session {
    ($($before:tt)*) => { codes! { $($before)*
    "Session" {
        SessionVersion 700 "session_version" Input Nowhere
            "this is not a session record, or one of another version" "pass the stored text; if a newer program wrote it, use that version; nothing was changed";
        SessionMalformed 701 "session_malformed" Input Nowhere
            "the session record is cut or damaged" "pass it as it was stored, from a backup if need be; nothing was changed";
        SessionAltered 702 "session_altered" Input Nowhere
            "the session record was altered after it was made" "pass it as it was stored; nothing was changed";
        SessionTooLong 703 "session_too_long" Input Limit
            "the session record is longer than any that this program writes" "check what the store returned; nothing was changed";
        SessionOtherClient 704 "session_other_client" Caller Nowhere
            "the session record belongs to another client or environment" "use the client that logged in, or another name for this session";
        SessionEvent 705 "session_event" Caller Nowhere
            "this event does not answer the step that the session gave" "carry out the last step and report its outcome";
        SessionEnded 706 "session_ended" Policy Nowhere
            "the session was ended" "log in again under the same name";
    }
    } };
}
