//! What PostgreSQL and a fleet do at most, without faults: the figures of "How many" in `core/SESSION.md`.

use crate::network::{Network, policy, rules};
use crate::server::{self, Server};
use crate::{fleet, worker};
use gws_auth_core::calls::{HttpRequest, SecretString, Session, SessionSwap};
use gws_auth_simulator::{BlockingSimulator, Config};
use gws_auth_store::{Access, Host, Sent, TokenStore, access};
use std::process::ExitCode;
use std::sync::atomic::{AtomicI64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How many token sets there are, and how long a record is.
const SETS: u32 = 20_000;
const RECORD_BYTES: usize = 2_000;
/// How long each figure is measured.
const TIME: Duration = Duration::from_secs(8);
/// How many connections, each with a worker of its own.
const CONNECTIONS: [u32; 3] = [1, 4, 16];
/// Longer than an access token lives.
const LATER: i64 = 28_801;

pub(crate) fn run() -> ExitCode {
    let server = match Server::start() {
        Ok(server) => server,
        Err(status) => return status,
    };
    let database = server.database("measured");
    let padding: String =
        fleet::random::<{ RECORD_BYTES / 2 }>().iter().map(|byte| format!("{byte:02x}")).collect();
    println!("rows: {} bytes each", fill(&database, &padding));
    for connections in CONNECTIONS {
        let times = each(connections, |nth| loads_and_swaps(&database, &padding, nth, connections));
        println!("{connections:2} connections: {} loads and swaps", figures(times));
    }
    let simulator = BlockingSimulator::start(Config::default()).expect("the simulator starts");
    let network = Network::begin(simulator.base_url(), 1_000, SETS);
    for connections in CONNECTIONS {
        let times =
            each(connections, |nth| refreshes(&database, &network, &format!("weka-{connections}-{nth}")));
        println!("{connections:2} workers: {} refreshes, the simulator's work among it", figures(times));
    }
    assert_eq!(simulator.counters().refresh_tokens_reused, 0);
    ExitCode::SUCCESS
}

/// The table with its rows; gives what each of them takes on the disk.
fn fill(database: &str, padding: &str) -> i64 {
    worker::store(database).create_table().expect("a table");
    let mut client = server::connect(database);
    let last = i64::from(SETS) - 1;
    let rows = "INSERT INTO gws_session SELECT 'employer-' || i, 1, '1 ' || $1 FROM generate_series(0, $2::bigint) i";
    client.execute(rows, &[&padding, &last]).expect("rows");
    let size = client.query_one("SELECT pg_total_relation_size('gws_session')", &[]).expect("a size");
    size.get::<_, i64>(0) / i64::from(SETS)
}

/// How long each thing took that so many workers did beside each other.
fn each(workers: u32, work: impl Fn(u32) -> Vec<Duration> + Sync) -> Vec<Duration> {
    let work = &work;
    thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|nth| scope.spawn(move || work(nth))).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("measured")).collect()
    })
}

/// One row after the other, of those that are this worker's.
fn loads_and_swaps(database: &str, padding: &str, nth: u32, workers: u32) -> Vec<Duration> {
    let (store, began, mut times) = (worker::store(database), Instant::now(), Vec::new());
    while began.elapsed() < TIME {
        let name = fleet::name((u32::from_be_bytes(fleet::random()) % (SETS / workers)) * workers + nth);
        let start = Instant::now();
        let loaded = store.load(&name).expect("readable").expect("a record");
        let version = loaded.expose().split(' ').next().and_then(|version| version.parse().ok());
        let expected_version: i64 = version.expect("a version");
        let version = expected_version + 1;
        let record = SecretString::new(format!("{version} {padding}"));
        assert!(store.swap(&name, &SessionSwap { record, expected_version, version }).expect("stored"));
        times.push(start.elapsed());
    }
    times
}

/// One refresh after the other of a token set of this worker's own.
fn refreshes(database: &str, network: &Network, name: &str) -> Vec<Duration> {
    let store = worker::store(database);
    worker::begin(&store, network, name, None);
    let host = Ahead { network, ahead: AtomicI64::new(0) };
    let (began, mut times) = (Instant::now(), Vec::new());
    while began.elapsed() < TIME {
        host.ahead.fetch_add(LATER, Ordering::SeqCst);
        let start = Instant::now();
        let policy = policy();
        let mut session = Session::new(network.client(), fleet::random(), 0, policy, rules().rules(&policy));
        let access = access(&mut session, name, &store, &host).expect("an answer");
        times.push(start.elapsed());
        let count = i64::try_from(times.len()).expect("not so many");
        assert!(matches!(access, Access::Token { generation, .. } if generation == count));
    }
    times
}

/// A clock that the worker moves on.
struct Ahead<'a> {
    network: &'a Network,
    ahead: AtomicI64,
}

impl Host for Ahead<'_> {
    fn now(&self) -> i64 {
        self.network.now() + self.ahead.load(Ordering::SeqCst)
    }

    fn send(&self, request: &HttpRequest, _: Option<i64>) -> Sent {
        self.network.send(request, None)
    }

    fn wait(&self, seconds: u32) {
        self.network.wait(seconds);
    }
}

/// How many in a second, and how long one of them takes.
fn figures(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at =
        |part: usize| times.get(times.len() * part / 100).map_or(0.0, |time| time.as_secs_f64() * 1_000.0);
    let rate = times.len() as u64 / TIME.as_secs();
    format!("{rate} in a second (median {:.1} ms, 99 % within {:.1} ms)", at(50), at(99))
}
