//! The decision on a request: whose token it is, whether it is good, and for whom it acts.

use std::sync::Arc;

use axum::http::{HeaderMap, header};

use super::owner::Owner;
use super::refusal::M2mRefusal;
use super::token::{Claims, Token};
use crate::config::user::User;
use crate::store::Store;

/// M2M-6: "at most 28,800".
const LONGEST_LIFE: i64 = 28_800;
/// How far the client's clock may be ahead, in seconds: the simulator's choice.
const LEEWAY: i64 = 60;

/// A good token's resource owner, and the user that it named, who has delegation.
pub(super) struct Accepted<'a> {
    pub(super) owner: Arc<Owner>,
    pub(super) user: Option<&'a User>,
}

/// Judges the `Authorization` of a request to a service that takes a missing `startLogon` or does not.
pub(super) fn judge<'a>(
    headers: &HeaderMap,
    store: &Store,
    users: &'a [User],
    start_logon_required: bool,
    now: i64,
) -> Result<Accepted<'a>, M2mRefusal> {
    let token = Token::read(bare(headers)?)?;
    let claims = &token.claims;
    let owner = store.owner(&claims.sub).ok_or(M2mRefusal::UnknownThumbprint)?;
    owner.certificate.key.verify(token.algorithm, token.signing_input, &token.signature)?;
    if claims.iss != owner.issuer {
        return Err(M2mRefusal::Issuer);
    }
    check_times(claims, &owner, now)?;
    // M2M-10: startLogon first, else the customer mapped from the thumbprint.
    let Some(name) = claims.start_logon() else {
        if start_logon_required || owner.requires_start_logon {
            return Err(M2mRefusal::StartLogonRequired);
        }
        return Ok(Accepted { owner, user: None });
    };
    let user = users.iter().find(|user| user.id == name).ok_or(M2mRefusal::UnknownStartLogon)?;
    if !user.delegation {
        return Err(M2mRefusal::NoDelegation);
    }
    Ok(Accepted { owner, user: Some(user) })
}

/// The token of M2M-7.
fn bare(headers: &HeaderMap) -> Result<&str, M2mRefusal> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let value = values.next().filter(|value| !value.is_empty()).ok_or(M2mRefusal::NoAuthorization)?;
    if values.next().is_some() {
        return Err(M2mRefusal::RepeatedAuthorization);
    }
    let text = value.to_str().map_err(|_| M2mRefusal::Encoding)?;
    let scheme = text.split_ascii_whitespace().next().unwrap_or_default();
    if scheme.eq_ignore_ascii_case("Bearer") {
        return Err(M2mRefusal::Bearer);
    }
    Ok(text)
}

fn check_times(claims: &Claims, owner: &Owner, now: i64) -> Result<(), M2mRefusal> {
    let certificate = &owner.certificate;
    if now < certificate.not_before {
        return Err(M2mRefusal::CertificateNotYetValid);
    }
    // RFC 5280 4.1.2.5: valid through notAfter, inclusive.
    if now > certificate.not_after {
        return Err(M2mRefusal::CertificateExpired);
    }
    if claims.iat < certificate.not_before {
        return Err(M2mRefusal::IssuedBeforeCertificate);
    }
    if claims.iat > now.saturating_add(LEEWAY) {
        return Err(M2mRefusal::IssuedInFuture);
    }
    // Both are at least 0.
    if !(1..=LONGEST_LIFE).contains(&(claims.exp - claims.iat)) {
        return Err(M2mRefusal::Lifetime);
    }
    // RFC 7519 4.1.4: "on or after which".
    if now >= claims.exp {
        return Err(M2mRefusal::Expired);
    }
    Ok(())
}
