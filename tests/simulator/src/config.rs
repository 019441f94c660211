//! What a simulator is started with.

pub mod client;
pub mod lifetimes;
pub mod user;
pub mod variants;

use client::Client;
use lifetimes::Lifetimes;
use user::User;
use variants::Variants;

/// Which of IR's environments is played.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Environment {
    /// The test environment: the consent page is shown (AUTHZ-10).
    #[default]
    Test,
    /// The mock environment: consent is skipped (AUTHZ-10).
    Mock,
}

/// Everything a simulator is started with. [`Config::default`] has two clients and three users.
#[derive(Clone, Debug)]
pub struct Config {
    /// The port on 127.0.0.1; 0, the default, takes a free one.
    pub port: u16,
    /// The port of the M2M services on 127.0.0.1, behind mutual TLS; 0, the default, takes a free one.
    pub m2m_port: u16,
    /// Which environment is played.
    pub environment: Environment,
    /// The registered clients.
    pub clients: Vec<Client>,
    /// The myIR users.
    pub users: Vec<User>,
    /// How long things live, in seconds.
    pub lifetimes: Lifetimes,
    /// Which of IR's contradicting answers are given.
    pub variants: Variants,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            port: 0,
            m2m_port: 0,
            environment: Environment::Test,
            clients: vec![Client::payroll(), Client::smart_pay()],
            users: vec![User::plain(), User::two_step(), User::without_delegation()],
            lifetimes: Lifetimes::default(),
            variants: Variants::default(),
        }
    }
}

impl Config {
    /// Listens on `port` of 127.0.0.1; 0 takes a free one.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Puts the M2M services on `port` of 127.0.0.1; 0 takes a free one.
    #[must_use]
    pub fn m2m_port(mut self, port: u16) -> Self {
        self.m2m_port = port;
        self
    }

    /// Plays `environment`.
    #[must_use]
    pub fn environment(mut self, environment: Environment) -> Self {
        self.environment = environment;
        self
    }

    /// Registers `client`; it replaces one of the same id.
    #[must_use]
    pub fn client(mut self, client: Client) -> Self {
        self.clients.retain(|other| other.id != client.id);
        self.clients.push(client);
        self
    }

    /// Adds `user`; it replaces one of the same id.
    #[must_use]
    pub fn user(mut self, user: User) -> Self {
        self.users.retain(|other| other.id != user.id);
        self.users.push(user);
        self
    }

    /// Takes these lifetimes.
    #[must_use]
    pub fn lifetimes(mut self, lifetimes: Lifetimes) -> Self {
        self.lifetimes = lifetimes;
        self
    }

    /// Answers in these variants.
    #[must_use]
    pub fn variants(mut self, variants: Variants) -> Self {
        self.variants = variants;
        self
    }
}
