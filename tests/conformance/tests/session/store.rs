//! A store in memory, and what every test starts from.

use gws_auth_core::Policy;
use gws_auth_core::calls::{
    ClientSettings, OwnedClient, Session, SessionSwap, TokenSet, parse_token, session_login,
};
use gws_auth_core::session::Rules;
use gws_auth_core::{RequestKind, calls};

pub(crate) const NOW: i64 = 1_790_000_000;

#[derive(Default)]
pub(crate) struct Store(pub(crate) Option<(String, i64)>);

impl Store {
    pub(crate) fn swap(&mut self, swap: &SessionSwap) -> bool {
        let stored = self.0.as_ref().map_or(0, |(_, version)| *version);
        let fits = stored == swap.expected_version;
        if fits {
            self.0 = Some((swap.record.expose().into(), swap.version));
        }
        fits
    }

    pub(crate) fn text(&self) -> Option<&str> {
        self.0.as_ref().map(|(text, _)| text.as_str())
    }
}

pub(crate) fn client() -> OwnedClient {
    client_in("test")
}

pub(crate) fn client_in(environment: &str) -> OwnedClient {
    OwnedClient::new(ClientSettings {
        environment: environment.into(),
        client_id: "SmartCloud_Payroll".into(),
        client_secret: Some(calls::SecretString::new("hush-secret".into())),
        relay_url: None,
    })
    .expect("a client")
}

pub(crate) fn reply(n: u32) -> String {
    format!(
        r#"{{"access_token":"access-{n}","token_type":"Bearer","expires_in":3600,"refresh_token":"refresh-{n}"}}"#
    )
}

pub(crate) fn tokens(n: u32) -> TokenSet {
    parse_token(RequestKind::Code, 200, reply(n).as_bytes(), Some(NOW), &Policy::default())
        .expect("a status")
        .granted()
        .expect("tokens")
}

/// A store after a login.
pub(crate) fn logged_in() -> Store {
    let (client, mut store) = (client(), Store::default());
    let login = session_login(&client.get().expect("checked"), &tokens(0), None, NOW, &Policy::default());
    assert!(store.swap(&login.expect("a record")));
    store
}

pub(crate) fn worker(attempt: u8) -> Session {
    Session::new(client(), [attempt; 16], 0, Policy::default(), Rules::default())
}
