//! The retired service.

use super::records::{put_refusal, put_reply, put_request};
use super::{body, client};
use gws_auth_conformance::Case;
use gws_auth_core::xiams::Attributes;
use gws_auth_core::{Policy, Result, calls};

pub(super) fn authorize_url(case: &mut Case<'_>) -> Result<()> {
    let (environment, client_id) = (case.text("environment"), case.text("client_id"));
    let (redirect_uri, state) = (case.text("redirect_uri"), case.text("state"));
    let logout = case.optional_flag("logout");
    let url = calls::xiams_authorize_url(environment, client_id, redirect_uri, state, logout)?;
    case.granted();
    case.put_text("url", &url);
    Ok(())
}

pub(super) fn exchange(case: &mut Case<'_>) -> Result<()> {
    let (client, code, redirect_uri) = (client(case), case.text("code"), case.text("redirect_uri"));
    let policy = Policy::default();
    put_request(case, &calls::xiams_exchange_request(&client.client()?, code, redirect_uri, &policy)?);
    Ok(())
}

pub(super) fn refresh(case: &mut Case<'_>) -> Result<()> {
    let (client, token) = (client(case), case.text("refresh_token"));
    put_request(case, &calls::xiams_refresh_request(&client.client()?, token, &Policy::default())?);
    Ok(())
}

pub(super) fn validate(case: &mut Case<'_>) -> Result<()> {
    let (client, token, attributes) = (client(case), case.text("token"), case.text("attributes"));
    let all = [Attributes::Prn, Attributes::StartLogon];
    let attributes = all.into_iter().find(|known| known.as_str() == attributes).expect("attributes");
    let policy = Policy::default();
    put_request(case, &calls::xiams_validate_request(&client.client()?, token, attributes, &policy)?);
    Ok(())
}

pub(super) fn revoke(case: &mut Case<'_>) -> Result<()> {
    let (client, token) = (client(case), case.text("token"));
    put_request(case, &calls::xiams_revoke_request(&client.client()?, token, &Policy::default())?);
    Ok(())
}

pub(super) fn parse_token(case: &mut Case<'_>) -> Result<()> {
    let (kind, status, sent_at) = (case.request_kind(), case.status(), case.optional_integer("sent_at"));
    put_reply(case, &calls::xiams_parse_token(kind, status, &body(case), sent_at, &case.policy())?);
    Ok(())
}

pub(super) fn parse_validation(case: &mut Case<'_>) -> Result<()> {
    put_reply(case, &calls::xiams_parse_validation(case.status(), &body(case), &case.policy())?);
    Ok(())
}

pub(super) fn parse_revocation(case: &mut Case<'_>) -> Result<()> {
    put_reply(case, &calls::xiams_parse_revocation(case.status(), &body(case), &case.policy())?);
    Ok(())
}

pub(super) fn explain(case: &mut Case<'_>) -> Result<()> {
    let (request, status, policy) = (case.request_kind(), case.status(), case.policy());
    let (error, description) = (case.text("error"), case.optional_text("error_description"));
    put_refusal(case, &calls::xiams_explain(request, status, error, description, &policy)?);
    Ok(())
}
