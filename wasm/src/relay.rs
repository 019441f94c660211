//! The vendor's back end between an application without a secret and IR (NATIVE-3).

use gws_auth_core::{Endpoint, Error, ErrorKind, RegisteredRedirectUris, RelayRules, Result, relay_check};

use crate::outcome::{client, request};
use crate::slots::{Answer, Input, MISSING};

/// As many redirect URIs as a relay can have here.
const MOST: usize = 64;

pub(crate) fn relay_request<'a>(
    input: &mut Input<'a>,
    out: &'a mut [u8],
    answer: &mut Answer<'a>,
) -> Result<u32> {
    let name = input.text()?;
    let endpoint = Endpoint::RELAYED.into_iter().find(|known| known.name() == name);
    let endpoint = endpoint.ok_or(Error::of(ErrorKind::RelayEndpoint))?;
    let body: &[u8] = input.bytes()?;
    // Separated by spaces, which no URI has.
    let (mut room, mut count) = ([""; MOST], 0);
    for uri in input.text()?.split(' ').filter(|uri| !uri.is_empty()) {
        *room.get_mut(count).ok_or(MISSING)? = uri;
        count += 1;
    }
    let mut rules = RelayRules::new(RegisteredRedirectUris::new(room.get(..count).ok_or(MISSING)?));
    for turn_on in [
        RelayRules::with_refresh,
        RelayRules::without_pkce,
        RelayRules::with_introspection,
        RelayRules::with_revocation,
    ] {
        if input.flag() == Some(true) {
            rules = turn_on(rules);
        }
    }
    let (client, policy) = (client(input)?, input.policy());
    let form = relay_check(endpoint, body, &rules)?;
    Ok(request(form.kind(), &form.encode(&client, out)?, &policy, answer))
}
