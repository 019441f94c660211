//! The storm from outside: the server, the simulator, the processes, the faults, and what came of it.

use crate::fleet::{self, PROCESSES, SESSIONS, THREADS};
use crate::network::Network;
use crate::server::{self, Server};
use crate::{naive, worker};
use gws_auth_simulator::{BlockingSimulator, Config, Counters, Endpoint, Fault, FaultBody, Lifetimes, Side};
use gws_auth_store::PostgresStore;
use postgres::{Client, NoTls};
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What was stored, ever: the epoch and the generation of each record.
const AUDIT: &str = "
CREATE TABLE audit (name text, epoch bigint, generation bigint, PRIMARY KEY (name, epoch, generation));
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO audit VALUES (NEW.name, split_part(NEW.record, ' ', 4)::bigint, split_part(NEW.record, ' ', 5)::bigint)
    ON CONFLICT DO NOTHING;
  RETURN NEW;
END $$;
CREATE TRIGGER note AFTER INSERT OR UPDATE ON gws_session FOR EACH ROW EXECUTE FUNCTION note();";

/// It is over by then, whatever happens.
const LIMIT: Duration = Duration::from_secs(300);
/// How long the naive clients have.
const NAIVE: Duration = Duration::from_secs(15);
/// After the last fault: until each doubt is resolved.
const DRAIN: Duration = Duration::from_secs(15);
/// At least so many replies are lost on each side of the consumption.
const LOST: u32 = 100;

#[derive(Default)]
struct Done {
    seconds: u64,
    lost_before: u32,
    lost_after: u32,
    others: u32,
    kills: u32,
    truth: Counters,
}

pub(crate) fn run(refreshes: u64) -> ExitCode {
    let server = match Server::start() {
        Ok(Some(server)) => server,
        Ok(None) => {
            eprintln!("PostgreSQL's programs are not on this machine");
            return ExitCode::from(2);
        }
        Err(error) => {
            eprintln!("PostgreSQL: {error}");
            return ExitCode::FAILURE;
        }
    };
    let socket = server.socket();
    let mut client = server::connect(&socket).expect("a connection");

    let simulator = simulator();
    let network = Network::begin(simulator.base_url());
    let store = PostgresStore::new(server::config(&socket), NoTls);
    store.create_table().expect("a table");
    client.batch_execute(AUDIT).expect("an audit");
    for nth in 0..SESSIONS {
        worker::begin(&store, &network, &fleet::name(nth), None);
    }
    let enough = |done: &Done| {
        done.truth.refresh_tokens_consumed >= refreshes && done.lost_before >= LOST && done.lost_after >= LOST
    };
    let ours = blow("ours", &socket, &network, &simulator, &enough);
    let count = |client: &mut Client, which: &str| -> u64 {
        let row = client.query_one(&format!("SELECT count(*) FROM audit WHERE generation {which} 0"), &[]);
        row.expect("a count").get::<_, i64>(0).unsigned_abs()
    };
    let (stored, logins) = (count(&mut client, ">"), count(&mut client, "="));

    let simulator = self::simulator();
    let network = Network::begin(simulator.base_url());
    naive::set_up(&mut client, &network);
    let theirs = blow("naive", &socket, &network, &simulator, &|done: &Done| done.seconds >= NAIVE.as_secs());

    report(&ours, &theirs);
    let lost = ours.truth.refresh_tokens_consumed - stored;
    let forced = logins - u64::from(SESSIONS);
    println!("stored refreshes {stored}, consumed and never stored {lost}, logins forced {forced}");
    let right = [
        ("no consumed refresh token was sent again", ours.truth.refresh_tokens_reused == 0),
        ("no token set was killed", ours.truth.token_sets_killed == 0),
        ("each loss cost one login, and nothing else did", forced == lost),
        ("there was enough of everything", enough(&ours) && ours.kills > 0),
        ("clients that do not coordinate kill token sets", theirs.truth.token_sets_killed > 0),
    ];
    for (what, holds) in right {
        println!("{} {what}", if holds { "yes" } else { "NO " });
    }
    if right.iter().all(|(_, holds)| *holds) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn simulator() -> BlockingSimulator {
    let lifetimes = Lifetimes { access_token: 20, ..Lifetimes::default() };
    BlockingSimulator::start(Config::default().lifetimes(lifetimes)).expect("the simulator starts")
}

/// Lets the processes work until it is enough, with faults and kills, and then until nothing is in doubt.
fn blow(
    way: &str,
    socket: &str,
    network: &Network,
    simulator: &BlockingSimulator,
    enough: &dyn Fn(&Done) -> bool,
) -> Done {
    let spawn = || -> Child {
        let program = std::env::current_exe().expect("this program");
        let mut command = Command::new(program);
        command.args(["worker", way, socket, &network.origin, &network.since.to_string()]);
        command.stdin(Stdio::piped()).spawn().expect("a process")
    };
    let mut processes: Vec<Child> = (0..PROCESSES).map(|_| spawn()).collect();
    let (mut done, began, mut last_kill) = (Done::default(), Instant::now(), Instant::now());
    let faults = simulator.faults();
    while !enough(&done) && began.elapsed() < LIMIT {
        thread::sleep(Duration::from_millis(100));
        // One for six refreshes, so that most of the time is not spent in doubt.
        while u64::from(done.lost_before + done.lost_after + done.others)
            <= done.truth.refresh_tokens_consumed / 6
        {
            let chance = fleet::random::<1>()[0];
            faults.push(Endpoint::Refresh, fault(chance, &mut done));
        }
        if last_kill.elapsed() > Duration::from_secs(3) {
            last_kill = Instant::now();
            let nth = usize::from(fleet::random::<1>()[0]) % PROCESSES;
            // SIGKILL.
            processes[nth].kill().expect("it runs");
            processes[nth].wait().expect("it ends");
            processes[nth] = spawn();
            done.kills += 1;
        }
        done.seconds = began.elapsed().as_secs();
        done.truth = simulator.counters();
    }
    faults.clear();
    thread::sleep(DRAIN);
    for process in &mut processes {
        drop(process.stdin.take());
    }
    for process in &mut processes {
        assert!(process.wait().expect("it ends").success(), "a process of the storm failed");
    }
    done.truth = simulator.counters();
    done
}

fn fault(chance: u8, done: &mut Done) -> Fault {
    match chance % 10 {
        0..4 => {
            done.lost_before += 1;
            Fault::LostBefore
        }
        4..8 => {
            done.lost_after += 1;
            Fault::LostAfter
        }
        8 => {
            done.others += 1;
            // Longer than the time-out: the reply comes to nobody.
            Fault::Delay { side: if chance % 20 < 10 { Side::Before } else { Side::After }, millis: 1_300 }
        }
        _ => {
            done.others += 1;
            Fault::Status { side: Side::Before, code: 503, body: FaultBody::Empty }
        }
    }
}

fn report(ours: &Done, naive: &Done) {
    println!("{PROCESSES} processes with {THREADS} threads on {SESSIONS} token sets in PostgreSQL");
    println!("{:40} {:>10} {:>10}", "", "gws-auth", "naive");
    let line =
        |what: &str, of: &dyn Fn(&Done) -> u64| println!("{what:40} {:>10} {:>10}", of(ours), of(naive));
    line("seconds", &|done| done.seconds);
    line("refresh tokens consumed", &|done| done.truth.refresh_tokens_consumed);
    line("replies lost before the consumption", &|done| done.lost_before.into());
    line("replies lost after it", &|done| done.lost_after.into());
    line("late replies and 503", &|done| done.others.into());
    line("processes killed (SIGKILL)", &|done| done.kills.into());
    line("introspections", &|done| done.truth.introspections);
    line("consumed refresh tokens sent again", &|done| done.truth.refresh_tokens_reused);
    line("token sets killed", &|done| done.truth.token_sets_killed);
    line("logins", &|done| done.truth.token_sets_started);
}
