//! From the authorize URL to the code.

use crate::case::Case;
use crate::failure::Failure;
use gws_auth_core::{
    AuthorizeRequest, Environment, Explanation, LoginEntropy, Outcome, PendingLogin, Pkce, Policy,
    RedirectUri, Refusal, Result, Secret, State,
};

pub(super) fn authorize(case: &mut Case<'_>, out: &mut [u8]) -> Result<()> {
    let (environment, client_id) = (case.text("environment"), case.text("client_id"));
    let (redirect_uri, now) = (case.text("redirect_uri"), case.integer("now"));
    let entropy = case.bytes("entropy");
    let (state, wide_state) = (case.optional_text("state"), case.flag("wide_state"));
    let plain_http = case.flag("plain_http");
    let (pkce, verifier) = (case.optional_flag("pkce"), case.optional_text("code_verifier"));
    let out = case.room(out);

    let environment = Environment::parse(environment)?;
    let redirect_uri = if plain_http {
        RedirectUri::parse_plain_http(redirect_uri)
    } else {
        RedirectUri::parse(redirect_uri)
    }?;
    let mut request = AuthorizeRequest::new(environment, client_id, redirect_uri)?;
    if let Some(state) = state {
        request = request.with_state(if wide_state { State::wide(state) } else { State::new(state) }?);
    }
    request = match (pkce, verifier) {
        (Some(false), _) => request.with_pkce(Pkce::Off)?,
        (_, Some(verifier)) => request.with_pkce(Pkce::Verifier(Secret::new(verifier)))?,
        _ => request,
    };
    let entropy = LoginEntropy::new(entropy)?;
    let login = request.encode(&entropy, now, out)?;
    if login.url.len() + login.pending.len() != request.encoded_len(&entropy, now) {
        case.fail(Failure::Length);
    }
    case.granted();
    case.put_text("url", login.url);
    case.put_text("state", login.state);
    case.put_optional_text("code_challenge", login.code_challenge);
    case.put_text("pending", login.pending.expose());
    case.put_warnings(login.warnings);
    Ok(())
}

pub(super) fn pending(case: &mut Case<'_>) -> Result<()> {
    let pending = PendingLogin::parse(case.text("pending"))?;
    case.granted();
    case.put_text("environment", pending.environment().name());
    case.put_text("origin", pending.environment().origin());
    case.put_text("client_id", pending.client_id());
    case.put_text("redirect_uri", pending.redirect_uri());
    case.put_text("state", pending.state());
    case.put_integer("created_at", pending.created_at());
    Ok(())
}

pub(super) fn landing(case: &mut Case<'_>, code: &mut [u8]) -> Result<()> {
    let (pending, landing) = (case.text("pending"), case.text("landing"));
    let (now, policy) = (case.integer("now"), case.policy());
    let out = case.room(code);

    match PendingLogin::parse(pending)?.accept(landing, now, &policy, out)? {
        Outcome::Granted(verified) => {
            case.granted();
            case.put_text("code", verified.code().expose());
        }
        Outcome::Refused(refusal) => put_refusal(case, &refusal, &policy),
    }
    Ok(())
}

pub(super) fn put_refusal(case: &mut Case<'_>, refusal: &Refusal<'_>, policy: &Policy) {
    put_explained(case, refusal, &refusal.explanation(), policy);
}

/// A refusal with what its texts mean to whoever sent them.
pub(super) fn put_explained(
    case: &mut Case<'_>,
    refusal: &Refusal<'_>,
    explanation: &Explanation,
    policy: &Policy,
) {
    case.refused();
    case.put_text("request", refusal.request.code());
    case.put_integer("status", i64::from(refusal.status));
    case.put_text("error", refusal.error);
    case.put_optional_text("error_description", refusal.error_description);
    case.put_flag("documented", explanation.documented);
    case.put_text("who_must_act", refusal.next_step().who_must_act(explanation.who_must_act).code());
    case.put_step(refusal.next_step(), policy);
    case.put_warnings(refusal.warnings);
    case.put_english(explanation.meaning);
    case.put_english(explanation.check);
}
