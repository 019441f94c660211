//! A store in PostgreSQL: any number of machines.

use crate::token_store::TokenStore;
use gws_auth_core::calls::{SecretString, SessionSwap};
use postgres::tls::{MakeTlsConnect, TlsConnect};
use postgres::{Client, Config, Socket};
use std::io;
use std::sync::{Mutex, PoisonError};

/// The table. Any store that speaks PostgreSQL's protocol and is linearizable for each row will do.
const TABLE: &str = "CREATE TABLE IF NOT EXISTS gws_session \
     (name text PRIMARY KEY, version bigint NOT NULL, record text NOT NULL)";
const LOAD: &str = "SELECT record FROM gws_session WHERE name = $1";
const FIRST: &str = "INSERT INTO gws_session VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
const SWAP: &str = "UPDATE gws_session SET version = $2, record = $3 WHERE name = $1 AND version = $4";
const NOW: &str = "SELECT floor(extract(epoch FROM clock_timestamp()))::bigint";

/// Records as rows of the table `gws_session`, over one connection, which is made again after it broke.
///
/// Give it the primary, never a replica: a failover to an asynchronous one breaks assumption A1. What protects the tokens is
/// who may read the table. The connection waits for the disk at each swap, whatever the server's setting.
pub struct PostgresStore<T> {
    config: Config,
    tls: T,
    client: Mutex<Option<Client>>,
}

impl<T> PostgresStore<T>
where
    T: MakeTlsConnect<Socket> + Clone + 'static + Send,
    T::TlsConnect: Send,
    T::Stream: Send,
    <T::TlsConnect as TlsConnect<Socket>>::Future: Send,
{
    /// A store at the server of `config`, which is not connected to yet. For TLS give a connector of one of the crates
    /// for it, else `postgres::NoTls`.
    #[must_use]
    pub const fn new(config: Config, tls: T) -> Self {
        Self { config, tls, client: Mutex::new(None) }
    }

    /// Makes the table if it is not there.
    ///
    /// # Errors
    /// No connection, or no permission.
    pub fn create_table(&self) -> io::Result<()> {
        self.with(|client| client.batch_execute(TABLE))
    }

    /// The server's clock, in seconds since 1970: one clock for all workers (assumption A2).
    ///
    /// # Errors
    /// No connection.
    pub fn now(&self) -> io::Result<i64> {
        self.with(|client| Ok(client.query_one(NOW, &[])?.get(0)))
    }

    /// Calls `act` with a connection, and lets go of it where that fails.
    fn with<R>(&self, act: impl FnOnce(&mut Client) -> Result<R, postgres::Error>) -> io::Result<R> {
        let mut held = self.client.lock().unwrap_or_else(PoisonError::into_inner);
        let mut client = match held.take() {
            Some(client) if !client.is_closed() => client,
            _ => self.connect()?,
        };
        let done = act(&mut client).map_err(io::Error::other)?;
        *held = Some(client);
        Ok(done)
    }

    fn connect(&self) -> io::Result<Client> {
        let mut client = self.config.connect(self.tls.clone()).map_err(io::Error::other)?;
        client.batch_execute("SET synchronous_commit = on").map_err(io::Error::other)?;
        Ok(client)
    }
}

impl<T> TokenStore for PostgresStore<T>
where
    T: MakeTlsConnect<Socket> + Clone + 'static + Send,
    T::TlsConnect: Send,
    T::Stream: Send,
    <T::TlsConnect as TlsConnect<Socket>>::Future: Send,
{
    fn load(&self, name: &str) -> io::Result<Option<SecretString>> {
        let row = self.with(|client| client.query_opt(LOAD, &[&name]))?;
        Ok(row.map(|row| SecretString::new(row.get(0))))
    }

    fn swap(&self, name: &str, swap: &SessionSwap) -> io::Result<bool> {
        let (record, version, expected) = (swap.record.expose(), swap.version, swap.expected_version);
        let rows = self.with(|client| match expected {
            0 => client.execute(FIRST, &[&name, &version, &record]),
            _ => client.execute(SWAP, &[&name, &version, &record, &expected]),
        })?;
        Ok(rows == 1)
    }
}
