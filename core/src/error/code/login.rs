//! Codes: the way to a code: state, PKCE, the pending login, the landing. A row is explained in `define`.

macro_rules! login {
    ($($before:tt)*) => { codes! { $($before)*
    "State, PKCE and entropy" {
        StateEmpty 140 "state_empty" Caller Nowhere
            "The state is empty." "Leave it out to have one made, or give a value nobody can guess.";
        StateTooLong 141 "state_too_long" Caller Limit
            "The state is too long." "IR takes fewer than 200 characters.";
        StateSpace 142 "state_space" Caller Offset
            "The state holds a space." "IR forbids spaces in state, encoded or not.";
        StateCharacter 143 "state_character" Caller Offset
            "The state holds a character outside IR's set." "Use a-z A-Z 0-9 - . ? , : / \\ + = $ #.";
        VerifierLength 144 "verifier_length" Caller Limit
            "The code_verifier is not 43 to 128 characters long." "Leave it out to have one made of 43 characters.";
        VerifierCharacter 145 "verifier_character" Caller Offset
            "The code_verifier holds a character outside the set." "Use A-Z a-z 0-9 - . _ ~.";
        EntropyLength 146 "entropy_length" Caller Needed
            "The entropy has the wrong length." "Pass exactly 64 bytes from the system's cryptographic random source.";
        EntropyZero 147 "entropy_zero" Caller Nowhere
            "The entropy is all zeros in one half." "The random source was not read: fill all 64 bytes from the system's cryptographic random source.";
        EntropyRepeated 148 "entropy_repeated" Caller Nowhere
            "The two halves of the entropy are equal." "Draw 64 fresh bytes; do not repeat 32 of them, as the public state would give away the verifier.";
        VerifierWithoutPkce 149 "verifier_without_pkce" Caller Nowhere
            "A code_verifier was given and PKCE turned off." "Leave PKCE on, or the code_verifier out.";
    }
    "Pending login" {
        PendingVersion 200 "pending_version" Input Nowhere
            "The text is not a pending login of this version." "Start the login again with this version of gws-auth.";
        PendingMalformed 201 "pending_malformed" Input Nowhere
            "The pending login is cut or damaged." "Restore it whole as it was stored, or start the login again.";
        PendingAltered 202 "pending_altered" Input Nowhere
            "The pending login was altered after it was made." "Restore it as it was stored, or start the login again.";
        PendingExpired 203 "pending_expired" Policy Nowhere
            "The login took longer than the pending login lives." "Start the login again.";
        PendingOtherClient 204 "pending_other_client" Caller Nowhere
            "The pending login belongs to another client id." "Use the client that started this login.";
        PendingOtherEnvironment 205 "pending_other_environment" Caller Nowhere
            "The pending login belongs to another environment." "Send the code to the environment that the login was started in.";
    }
    "Landing" {
        LandingElsewhere 210 "landing_elsewhere" Input Offset
            "The landing URL is not at the redirect_uri of this login." "Compare the two: scheme, host, port, capital letters and a slash at the end all count. Behind a proxy that changes the host, pass the query alone.";
        LandingEncoding 211 "landing_encoding" Input Offset
            "The landing URL holds broken percent-encoding or text that is not UTF-8." "Pass the URL as received, neither decoded nor cut.";
        LandingRepeated 212 "landing_repeated" Input Offset
            "A parameter of the landing URL is repeated." "Do not continue: a genuine reply holds code, state and error once each.";
        LandingSemicolon 213 "landing_semicolon" Input Offset
            "The landing URL separates its parameters with semicolons." "Pass the URL as received; parameters are separated by &.";
        LandingBoth 214 "landing_both" Input Offset
            "The landing URL holds both a code and an error." "Do not continue: a genuine reply has one of them.";
        LandingNeither 215 "landing_neither" Input Nowhere
            "The landing URL holds neither a code nor an error." "Pass the whole URL that the browser came back to, with everything behind the question mark.";
        StateMissing 216 "state_missing" Input Nowhere
            "The landing URL holds no state." "Pass the URL whole: shells cut it at & where it does not stand in quotes. If it is whole, it is not IR's reply to this login.";
        StateMismatch 217 "state_mismatch" Input Offset
            "The state is not the one that was sent." "Do not continue: the landing belongs to another login, was not copied whole, or is forged. The pending login stays usable.";
        CodeInvalid 218 "code_invalid" Input Offset
            "The code is empty or holds a space, control or non-ASCII character." "Pass the URL in one piece, as the browser shows it; if it is as IR sent it, start the login again.";
        LandingSpace 219 "landing_space" Input Offset
            "The landing URL is broken by white space or a line break." "Pass it in one piece, as the browser shows it: long lines of terminals and mail break.";
        LandingQuestionMark 230 "landing_question_mark" Input Offset
            "The landing URL has a second question mark where & should stand." "Pass it as the browser shows it; if it looks like that there, look for what puts parameters behind it without seeing those that it has.";
        LandingFragment 231 "landing_fragment" Input Offset
            "The landing URL has its parameters behind # and not behind ?." "IR sends them behind ?: look for what rewrote the URL on its way.";
        LandingEncodedTwice 232 "landing_encoded_twice" Input Nowhere
            "The landing URL is encoded once too often: its separators are written as %26, %3D or &#38;." "Pass it as the browser shows it, before anything else encodes it.";
        LandingBackslash 233 "landing_backslash" Input Offset
            "The landing URL has backslashes before its separators." "Leave them out: shells write them where a URL does not stand in quotes.";
        LandingBare 234 "landing_bare" Input Nowhere
            "This is no URL and no query." "Pass the whole URL that the browser came back to, not the code alone: the state in it proves that the code is this login's.";
        LandingNotBack 235 "landing_not_back" Input Nowhere
            "This is a page of Inland Revenue's: the browser has not come back yet." "Finish the login in the browser, and pass the URL that it ends at.";
        LandingCharacter 236 "landing_character" Input Offset
            "The state in the landing URL holds a character that no URL holds." "Copy the URL again out of the browser's address bar: programs that format text change or add characters.";
        StateInexact 237 "state_inexact" Input Offset
            "The state begins as the one that was sent does, and is longer or shorter." "Pass the whole URL and nothing behind it: it was not copied exactly.";
    }
    } };
}
