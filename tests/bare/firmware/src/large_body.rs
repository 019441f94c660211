//! A reply body of 1 MiB: refused by the policy's limit, and read where the policy allows it.

use cortex_m_semihosting::hprintln;
use gws_auth_core::response::Grant;
use gws_auth_core::{ErrorKind, Policy, Reply, TokenSet};

const LENGTH: usize = 1 << 20;

const REPLY: &[u8] = br#"{"access_token":"a\u0062c","token_type":"Bearer","expires_in":"28800"}"#;

/// Runs the cases in `room`; gives back how many failed.
pub(crate) fn run(room: &mut [u8]) -> usize {
    let Some(body) = room.get_mut(..LENGTH) else { return 1 };
    let refused = refused_by_default(body);
    let read = read_when_allowed(body);
    hprintln!("a body of {} bytes: refused by default {}, read when allowed {}", LENGTH, refused, read);
    usize::from(!refused) + usize::from(!read)
}

fn refused_by_default(body: &mut [u8]) -> bool {
    fill(body);
    let reply = TokenSet::parse(Grant::Code, 200, body, &Policy::default());
    reply.unreadable().is_some_and(|unreadable| unreadable.error.kind == ErrorKind::ReplyTooLarge)
}

fn read_when_allowed(body: &mut [u8]) -> bool {
    fill(body);
    let mut policy = Policy::default();
    policy.max_reply_bytes = LENGTH;
    match TokenSet::parse(Grant::Code, 200, body, &policy) {
        Reply::Granted(token) => token.access_token.expose() == "abc" && token.expires_in == Some(28_800),
        _ => false,
    }
}

/// A token reply at the end of a megabyte of spaces.
fn fill(body: &mut [u8]) {
    body.fill(b' ');
    if let Some((_, end)) = body.split_last_chunk_mut::<{ REPLY.len() }>() {
        end.copy_from_slice(REPLY);
    }
}
