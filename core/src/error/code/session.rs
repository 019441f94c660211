//! Codes: sessions. A row is explained in `define`.

macro_rules! session {
    ($($before:tt)*) => { codes! { $($before)*
    "Session" {
        SessionVersion 700 "session_version" Input Nowhere
            "This is not a session record, or one of another version."
            "Pass the stored text; if a newer program wrote it, use that version. Nothing was changed.";
        SessionMalformed 701 "session_malformed" Input Nowhere
            "The session record is cut or damaged."
            "Pass it as it was stored, from a backup if need be. Nothing was changed.";
        SessionAltered 702 "session_altered" Input Nowhere
            "The session record was altered after it was made."
            "Pass it as it was stored. Nothing was changed.";
        SessionTooLong 703 "session_too_long" Input Limit
            "The session record is longer than any that this program writes."
            "Check what the store returned. Nothing was changed.";
        SessionOtherClient 704 "session_other_client" Caller Nowhere
            "The session record belongs to another client or environment."
            "Use the client that logged in, or another name for this session.";
        SessionEvent 705 "session_event" Caller Nowhere
            "This event does not answer the step that the session gave."
            "Carry out the last step and report its outcome.";
        SessionEnded 706 "session_ended" Policy Nowhere
            "The session was ended."
            "Log in again under the same name.";
    }
    } };
}
