//! Codes: the way to a code: state, PKCE, the pending login, the landing. A row is explained in `define`.

macro_rules! login {
    ($($before:tt)*) => { codes! { $($before)*
    "State, PKCE and entropy" {
        StateEmpty 140 "state_empty" Caller Nowhere
            "the state is empty" "leave it out to have one made, or give a value nobody can guess";
        StateTooLong 141 "state_too_long" Caller Limit
            "the state is too long" "IR takes fewer than 200 characters";
        StateSpace 142 "state_space" Caller Offset
            "the state holds a space" "IR forbids spaces in state, encoded or not";
        StateCharacter 143 "state_character" Caller Offset
            "the state holds a character outside IR's set" "use a-z A-Z 0-9 - . ? , : / \\ + = $ #";
        VerifierLength 144 "verifier_length" Caller Limit
            "the code_verifier is not 43 to 128 characters long" "leave it out to have one made of 43 characters";
        VerifierCharacter 145 "verifier_character" Caller Offset
            "the code_verifier holds a character outside the set" "use A-Z a-z 0-9 - . _ ~";
        EntropyLength 146 "entropy_length" Caller Needed
            "the entropy has the wrong length" "pass exactly 64 bytes from the system's cryptographic random source";
        EntropyZero 147 "entropy_zero" Caller Nowhere
            "the entropy is all zeros in one half" "the random source was not read: fill all 64 bytes from the system's cryptographic random source";
        EntropyRepeated 148 "entropy_repeated" Caller Nowhere
            "the two halves of the entropy are equal" "draw 64 fresh bytes; do not repeat 32 of them, as the public state would give away the verifier";
        VerifierWithoutPkce 149 "verifier_without_pkce" Caller Nowhere
            "a code_verifier was given and PKCE turned off" "leave PKCE on, or the code_verifier out";
    }
    "Pending login" {
        PendingVersion 200 "pending_version" Input Nowhere
            "the text is not a pending login of this version" "start the login again with this version of gws-auth";
        PendingMalformed 201 "pending_malformed" Input Nowhere
            "the pending login is cut or damaged" "restore it whole as it was stored, or start the login again";
        PendingAltered 202 "pending_altered" Input Nowhere
            "the pending login was altered after it was made" "restore it as it was stored, or start the login again";
        PendingExpired 203 "pending_expired" Policy Nowhere
            "the login took longer than the pending login lives" "start the login again";
        PendingOtherClient 204 "pending_other_client" Caller Nowhere
            "the pending login belongs to another client id" "use the client that started this login";
        PendingOtherEnvironment 205 "pending_other_environment" Caller Nowhere
            "the pending login belongs to another environment" "send the code to the environment that the login was started in";
    }
    "Landing" {
        LandingElsewhere 210 "landing_elsewhere" Input Offset
            "the landing URL is not the redirect_uri of this login" "pass the URL the browser came back to; behind a proxy that changes the host, pass the query alone";
        LandingEncoding 211 "landing_encoding" Input Offset
            "the landing URL holds broken percent-encoding or text that is not UTF-8" "pass the URL as received, neither decoded nor cut";
        LandingRepeated 212 "landing_repeated" Input Offset
            "a parameter of the landing URL is repeated" "do not continue: a genuine reply holds code, state and error once each";
        LandingSemicolon 213 "landing_semicolon" Input Offset
            "the landing URL separates its parameters with semicolons" "pass the URL as received; parameters are separated by &";
        LandingBoth 214 "landing_both" Input Offset
            "the landing URL holds both a code and an error" "do not continue: a genuine reply has one of them";
        LandingNeither 215 "landing_neither" Input Nowhere
            "the landing URL holds neither a code nor an error" "pass the URL the browser came back to, with its query";
        StateMissing 216 "state_missing" Input Nowhere
            "the landing URL holds no state" "do not continue: this reply does not belong to a login of this program";
        StateMismatch 217 "state_mismatch" Input Offset
            "the state is not the one that was sent" "do not continue: it belongs to another login, or is forged; the pending login stays usable";
        CodeInvalid 218 "code_invalid" Input Offset
            "the code is empty or holds a space, control or non-ASCII character" "start the login again";
    }
    } };
}
