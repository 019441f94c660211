//! What a session costs where a token is good: no peer has one.

use gws_auth_core::calls::{
    self, ClientSettings, OwnedClient, Reply, Session, SessionEvent, SessionStep, session_facts,
    session_login,
};
use gws_auth_core::session::Rules;
use gws_auth_core::{Policy, RequestKind, Secret};
use gws_auth_counts::honest::{self, CLIENT_ID, CLIENT_SECRET, NOW};

use crate::runner::Row;

pub(crate) fn rows() -> Vec<Row> {
    let policy = Policy::default();
    let client = settings();
    let reply = honest::reply(2_200);
    let found = calls::parse_token(RequestKind::Code, 200, reply.as_bytes(), Some(NOW), &policy);
    let Ok(Reply::Granted(tokens)) = found else { panic!("the reply grants tokens") };
    let login = move || session_login(&client.client()?, &tokens, None, NOW, &Policy::default());
    let record = login().expect("a record").record.expose().to_owned();
    let (read, decide) = (record.clone(), record);
    vec![
        Row::new("a session's record of 2.3 kB written (`session_login`)").ours("calls", None, login),
        Row::new("a session's record of 2.3 kB read (`session_facts`)")
            .ours("calls", None, move || session_facts(&read)),
        Row::new("a session's decision: the token is good").ours("calls", None, move || {
            let client = OwnedClient::new(settings()).expect("a client");
            let mut session = Session::new(client, [7; 16], 0, Policy::default(), Rules::default());
            let step = session.next(SessionEvent::Loaded(Some(&decide)), NOW + 1);
            assert!(matches!(step, Ok(SessionStep::Use { .. })), "it is good");
        }),
    ]
}

fn settings() -> ClientSettings {
    ClientSettings {
        environment: "test".into(),
        client_id: CLIENT_ID.into(),
        client_secret: Some(Secret::new(CLIENT_SECRET).into()),
        relay_url: None,
    }
}
