//! The steps, in order.

use super::narrator::{Caption, Held, Narrator};
use super::world::World;
use super::{endings, logging_in, m2m, tokens};

/// One step of the demo.
pub(super) struct Step {
    pub(super) caption: Caption,
    /// Does it, spoiled or not.
    pub(super) run: fn(&mut World, &mut Narrator, spoil: bool) -> Held,
}

pub(super) const STEPS: &[Step] = &[
    Step {
        caption: Caption {
            name: "authorize",
            title: "the program builds a URL, and the browser opens it",
            rules: "AUTHZ-1, AUTHZ-2, AUTHZ-3, AUTHZ-5",
            why: "state ties the reply to this login; the challenge ties the code to this program",
            spoiled_by: "the redirect_uri in the URL is not the registered one",
        },
        run: logging_in::authorize,
    },
    Step {
        caption: Caption {
            name: "log-in",
            title: "the customer logs in and consents, in the browser",
            rules: "AUTHZ-6, AUTHZ-10, REDIR-1",
            why: "password, security code and consent are between the customer and IR; the program sees none of it",
            spoiled_by: "the customer types a wrong password",
        },
        run: logging_in::log_in,
    },
    Step {
        caption: Caption {
            name: "redirect",
            title: "the browser comes back with a code, and the program looks at the state first",
            rules: "REDIR-5, REDIR-6",
            why: "anyone can send a browser here; only who knows the state is answering this login",
            spoiled_by: "one digit of the state is changed on the way back",
        },
        run: logging_in::redirect,
    },
    Step {
        caption: Caption {
            name: "exchange",
            title: "the code becomes tokens",
            rules: "TOKEN-1, TOKEN-2, TOKEN-4, REDIR-7",
            why: "with the client secret and the verifier, a stolen code alone is worth nothing; it works once",
            spoiled_by: "another code_verifier is sent than the one behind the challenge",
        },
        run: tokens::exchange,
    },
    Step {
        caption: Caption {
            name: "service",
            title: "the access token opens a gateway service",
            rules: "TOKEN-5, TOKEN-8",
            why: "the token is opaque: it is passed on as it came and never looked into for a decision",
            spoiled_by: "the last character of the access token is changed",
        },
        run: tokens::service,
    },
    Step {
        caption: Caption {
            name: "introspect",
            title: "is the refresh token alive?",
            rules: "INTRO-1, INTRO-2",
            why: "to ask is no use of the token: the safe question whenever something is in doubt",
            spoiled_by: "a proxy answers with an HTML page and status 200",
        },
        run: tokens::introspect,
    },
    Step {
        caption: Caption {
            name: "refresh",
            title: "the refresh token becomes a new pair, and is used up",
            rules: "REFRESH-1, REFRESH-2",
            why: "an access token lives 8 hours; the customer is not asked again for up to a year",
            spoiled_by: "the client secret is wrong",
        },
        run: tokens::refresh,
    },
    Step {
        caption: Caption {
            name: "reuse",
            title: "what happens when the used refresh token is sent again",
            rules: "REFRESH-3",
            why: "two users of one token look like a thief and an owner: IR ends the whole set, the good new pair too",
            spoiled_by: "the program sends the new token instead of the used one",
        },
        run: endings::reuse,
    },
    Step {
        caption: Caption {
            name: "log-in-again",
            title: "only the customer can mend that: a new login, a new token set",
            rules: "REFRESH-4, AUTHZ-10",
            why: "the consent is still there, so IR does not ask for it again",
            spoiled_by: "IR's login page answers with status 503",
        },
        run: logging_in::log_in_again,
    },
    Step {
        caption: Caption {
            name: "lost-reply",
            title: "the reply to a refresh gets lost: wait, ask, and never send it twice",
            rules: "REFRESH-3, ERR-2",
            why: "the token may have been used up although nothing came back; a retry would look like the thief",
            spoiled_by: "the program retries, as a careless HTTP client would",
        },
        run: endings::lost_reply,
    },
    Step {
        caption: Caption {
            name: "revoke",
            title: "the customer disconnects the software: the access token ends",
            rules: "REVOKE-1, INTRO-2",
            why: "what is no longer needed should not lie around working",
            spoiled_by: "the network fails before the request arrives",
        },
        run: endings::revoke,
    },
    Step {
        caption: Caption {
            name: "m2m-register",
            title: "machine to machine: two employers make keys, and IR registers their thumbprints",
            rules: "CERT-1, M2M-4, M2M-8",
            why: "IR knows an employer by its certificate; the payroll software never needs a person to log in",
            spoiled_by: "the last byte of the certificate gets lost on the way",
        },
        run: m2m::register,
    },
    Step {
        caption: Caption {
            name: "m2m-customer",
            title: "a key in memory signs a token, and a service takes it over mutual TLS",
            rules: "M2M-1, M2M-3, M2M-6, M2M-7, MTLS-1",
            why: "the signature says for whom, the TLS certificate says who sends it",
            spoiled_by: "one character of the signature is changed",
        },
        run: m2m::customer,
    },
    Step {
        caption: Caption {
            name: "m2m-bearer",
            title: "what happens when the word Bearer stands before the same token",
            rules: "M2M-7",
            why: "every HTTP library adds it, and IR's services take the token without",
            spoiled_by: "the word is left out, as it should be",
        },
        run: m2m::bearer,
    },
    Step {
        caption: Caption {
            name: "m2m-hsm",
            title: "a key that never leaves its HSM signs in two phases, for a myIR user",
            rules: "M2M-2, M2M-5, M2M-10",
            why: "the program gives a digest and takes a signature; what it sends was verified before",
            spoiled_by: "the HSM is given another digest",
        },
        run: m2m::hsm,
    },
];

/// The names, for the parser of `--break`.
pub(super) fn names() -> Vec<&'static str> {
    STEPS.iter().map(|step| step.caption.name).collect()
}
