//! Login, exchange and reply: ours and the `oauth2` crate, with `url` for the landing.

use std::hint::black_box;
use std::rc::Rc;

use gws_auth_counts::honest::{self, CLIENT_ID, CLIENT_SECRET, NOW, REDIRECT_URI};
use gws_auth_counts::paths::Setup;
use oauth2::basic::{BasicClient, BasicTokenResponse};
use oauth2::http::Response;
use oauth2::{
    AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointNotSet, EndpointSet, HttpRequest,
    HttpResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, TokenUrl,
};
use url::Url;

use crate::runner::Row;

type Peer = BasicClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointSet>;

/// 43 characters, as every verifier has.
const VERIFIER: &str = "dBjftJeZ4CVP-mBxs5pQ0vQ9X1wW8nZ3eYhK7uLr2aE";

pub(crate) fn rows(setup: &Rc<Setup>) -> Vec<Row> {
    vec![authorize(setup), pending(setup), landing(setup), request(setup), parse(setup), whole(setup)]
}

fn peer() -> Peer {
    let url = |path: &str| format!("https://test5.services.ird.govt.nz/gateway3/oauth/{path}");
    BasicClient::new(ClientId::new(CLIENT_ID.into()))
        .set_client_secret(ClientSecret::new(CLIENT_SECRET.into()))
        .set_auth_uri(AuthUrl::new(url("authorize")).expect("a URL"))
        .set_token_uri(TokenUrl::new(url("token")).expect("a URL"))
        .set_redirect_uri(RedirectUrl::new(REDIRECT_URI.into()).expect("a URL"))
}

fn authorize(setup: &Rc<Setup>) -> Row {
    let (first, calls, peer) = (setup.clone(), setup.clone(), peer());
    let state = gws_auth_counts::honest::token(64);
    let mut out = [0; 1024];
    Row::new("authorize URL and PKCE (ours with the pending text)")
        .peer("oauth2", move || {
            let verifier = PkceCodeVerifier::new(VERIFIER.into());
            let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
            let request = peer.authorize_url(|| CsrfToken::new(state.clone()));
            request.add_scope(Scope::new("MYIR.Services".into())).set_pkce_challenge(challenge).url()
        })
        .ours("first tier", Some(0.50), move || first.authorize(&mut out))
        .ours("calls", Some(1.0), move || calls.authorize_calls())
}

fn pending(setup: &Rc<Setup>) -> Row {
    let setup = setup.clone();
    Row::new("pending text read").ours("first tier", None, move || setup.pending().is_ok())
}

fn landing(setup: &Rc<Setup>) -> Row {
    let (ours, theirs) = (setup.clone(), setup.clone());
    let mut out = [0; 1024];
    let pending: &'static str = String::leak(setup.pending.clone());
    let pending = gws_auth_core::PendingLogin::parse(pending).expect("our own text");
    Row::new("landing")
        .peer("url", move || landed(&theirs.landing))
        .ours("first tier", None, move || ours.accept(&pending, &ours.landing, &mut out))
}

/// What a program with `url` does: the code, if the state is there.
fn landed(landing: &str) -> (String, String) {
    let url = Url::parse(landing).expect("a URL");
    let find = |name: &str| url.query_pairs().find(|(n, _)| n == name).map(|(_, value)| value.into_owned());
    (find("code").expect("a code"), find("state").expect("a state"))
}

fn request(setup: &Rc<Setup>) -> Row {
    let (ours, peer) = (setup.clone(), peer());
    let code = honest::token(88);
    let pending: &'static str = String::leak(setup.pending.clone());
    let pending = gws_auth_core::PendingLogin::parse(pending).expect("our own text");
    let landing: &'static str = String::leak(setup.landing.clone());
    let room: &'static mut [u8] = Box::leak(Box::new([0; 1024]));
    let policy = gws_auth_core::Policy::default();
    let accepted = pending.accept(landing, NOW, &policy, room).expect("our own landing");
    let gws_auth_core::Outcome::Granted(verified) = accepted else { panic!("a code") };
    let mut out = [0; 4096];
    Row::new("token request after accept")
        .peer("oauth2", move || {
            let request = peer.exchange_code(AuthorizationCode::new(code.clone()));
            let request = request.set_pkce_verifier(PkceCodeVerifier::new(VERIFIER.into()));
            let unsent = |request: HttpRequest| -> Result<HttpResponse, std::fmt::Error> {
                black_box(request);
                Err(std::fmt::Error)
            };
            request.request(&unsent).is_err()
        })
        .ours("first tier", Some(0.20), move || {
            let request = gws_auth_core::CodeRequest::new(&ours.client()?, &verified)?;
            request.encode(&mut out).map(|request| request.body().len())
        })
}

fn parse(setup: &Rc<Setup>) -> Row {
    let (first, calls) = (setup.clone(), setup.clone());
    let reply = setup.reply.clone();
    let mut body = reply.clone().into_bytes();
    Row::new("parse a reply of 2.2 kB")
        .peer("oauth2 (serde_json)", move || {
            serde_json::from_slice::<BasicTokenResponse>(reply.as_bytes()).expect("a reply")
        })
        .ours("first tier, with the copy", Some(0.50), move || {
            body.copy_from_slice(first.reply.as_bytes());
            first.parse(&mut body)
        })
        .ours("calls", None, move || calls.parse_calls())
}

fn whole(setup: &Rc<Setup>) -> Row {
    let (first, calls, theirs, peer) = (setup.clone(), setup.clone(), setup.clone(), peer());
    let mut out = [0; 4096];
    let mut body = setup.reply.clone().into_bytes();
    Row::new("landing, request and reply")
        .peer("url and oauth2", move || {
            let (code, state) = landed(&theirs.landing);
            black_box(state);
            let request = peer.exchange_code(AuthorizationCode::new(code));
            let request = request.set_pkce_verifier(PkceCodeVerifier::new(VERIFIER.into()));
            let sent = |request: HttpRequest| -> Result<HttpResponse, std::fmt::Error> {
                black_box(request);
                let reply = Response::builder().header("content-type", "application/json");
                Ok(reply.body(theirs.reply.clone().into_bytes()).expect("a reply"))
            };
            request.request(&sent).expect("tokens")
        })
        .ours("first tier", Some(0.45), move || {
            let request = first.request(&first.pending()?, &mut out)?;
            body.copy_from_slice(first.reply.as_bytes());
            Ok::<_, gws_auth_core::Error>(request + first.parse(&mut body))
        })
        .ours("calls", Some(0.8), move || (calls.request_calls(), calls.parse_calls()))
}
