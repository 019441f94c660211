//! The storm from outside: the server, the simulator, the processes, the faults, and what came of it.

use crate::fleet::{self, PROCESSES};
use crate::network::Network;
use crate::report::{self, Done};
use crate::server::{self, Server};
use crate::{naive, worker};
use gws_auth_simulator::{BlockingSimulator, Config, Endpoint, Fault, FaultBody, Lifetimes, Side};
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

/// A part of the storm.
#[derive(Clone, Copy)]
struct Part {
    /// How the workers work: `ours` or `naive`.
    way: &'static str,
    /// How many token sets all of them share.
    sessions: u32,
    /// How long a second of the sessions is, in milliseconds.
    second: u64,
    /// How many of these an access token lives.
    lifetime: i64,
    /// One fault for so many refreshes.
    calm: u64,
    /// It is over when so many refresh tokens were consumed,
    refreshes: u64,
    /// and so many replies lost on each side of the consumption,
    lost: u32,
    /// or else by then.
    limit: Duration,
}

/// All workers on one token set. Nobody works while its fate is in doubt, so that it does some six refreshes in a second and the
/// other part most of the count. Shorter seconds would do more, and a busy machine would break the times that A3 and A5 assume.
const ONE: Part = Part {
    way: "ours",
    sessions: 1,
    second: 50,
    lifetime: 2,
    calm: 8,
    refreshes: 60,
    lost: 3,
    limit: Duration::from_secs(150),
};
/// All workers on sets enough that they work while some are in doubt.
const MANY: Part = Part {
    sessions: 48,
    lifetime: 20,
    calm: 6,
    refreshes: 2_000,
    lost: 100,
    limit: Duration::from_secs(300),
    ..ONE
};
/// The same with clients that do not coordinate.
const NAIVE: Part =
    Part { way: "naive", refreshes: u64::MAX, lost: 0, limit: Duration::from_secs(15), ..MANY };
/// After the last fault: until each doubt is resolved, in the sessions' seconds.
const DRAIN: u64 = 300;

/// The whole count together, most of it on many sets; or `all_on_one`, which takes some ten minutes.
pub(crate) fn run(all_on_one: bool) -> ExitCode {
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
    let one = match all_on_one {
        true => Part { refreshes: MANY.refreshes, lost: MANY.lost, limit: Duration::from_secs(3_600), ..ONE }
            .ours(&socket),
        false => ONE.ours(&socket),
    };
    let rest = Part {
        refreshes: MANY.refreshes.saturating_sub(one.truth.refresh_tokens_consumed),
        lost: MANY.lost.saturating_sub(one.lost_before.min(one.lost_after)),
        ..MANY
    };
    report::write(&one, &rest.ours(&socket), &NAIVE.naive(&socket))
}

impl Part {
    fn simulator(&self) -> (BlockingSimulator, Network) {
        let lifetimes = Lifetimes { access_token: self.lifetime, ..Lifetimes::default() };
        let simulator = BlockingSimulator::start(Config::default().lifetimes(lifetimes));
        let simulator = simulator.expect("the simulator starts");
        let network = Network::begin(simulator.base_url(), self.second, self.sessions);
        (simulator, network)
    }

    fn ours(&self, socket: &str) -> Done {
        let (simulator, network) = self.simulator();
        let mut client = server::connect(socket).expect("a connection");
        let store = PostgresStore::new(server::config(socket), NoTls);
        store.create_table().expect("a table");
        client.batch_execute(AUDIT).expect("an audit");
        for nth in 0..self.sessions {
            worker::begin(&store, &network, &fleet::name(nth), None);
        }
        let mut done = self.blow(socket, &network, &simulator);
        let count = |client: &mut Client, which: &str| -> u64 {
            let row =
                client.query_one(&format!("SELECT count(*) FROM audit WHERE generation {which} 0"), &[]);
            row.expect("a count").get::<_, i64>(0).unsigned_abs()
        };
        done.stored = count(&mut client, ">");
        done.forced = count(&mut client, "=") - u64::from(self.sessions);
        client.batch_execute("DROP TABLE gws_session, audit; DROP FUNCTION note").expect("dropped");
        done
    }

    fn naive(&self, socket: &str) -> Done {
        let (simulator, network) = self.simulator();
        naive::set_up(&mut server::connect(socket).expect("a connection"), &network);
        self.blow(socket, &network, &simulator)
    }

    fn is_enough(&self, done: &Done) -> bool {
        done.truth.refresh_tokens_consumed >= self.refreshes
            && done.lost_before >= self.lost
            && done.lost_after >= self.lost
    }

    /// Lets the processes work until it is enough, with faults and kills, and then until nothing is in doubt.
    fn blow(&self, socket: &str, network: &Network, simulator: &BlockingSimulator) -> Done {
        let figures = [network.since, self.second, self.sessions.into()].map(|figure| figure.to_string());
        let spawn = || -> Child {
            let program = std::env::current_exe().expect("this program");
            let mut command = Command::new(program);
            command.args(["worker", self.way, socket, &network.origin]).args(&figures);
            command.stdin(Stdio::piped()).spawn().expect("a process")
        };
        let mut processes: Vec<Child> = (0..PROCESSES).map(|_| spawn()).collect();
        let mut done = Done { sessions: self.sessions, ..Done::default() };
        let (began, mut last_kill) = (Instant::now(), Instant::now());
        let faults = simulator.faults();
        while !self.is_enough(&done) && began.elapsed() < self.limit {
            thread::sleep(Duration::from_millis(2 * self.second));
            // Not too many, so that most of the time is not spent in doubt.
            while done.faults() <= done.truth.refresh_tokens_consumed / self.calm {
                let chance = fleet::random::<1>()[0];
                faults.push(Endpoint::Refresh, self.fault(chance, &mut done));
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
            done.milliseconds = began.elapsed().as_millis();
            done.truth = simulator.counters();
        }
        done.enough = self.is_enough(&done);
        faults.clear();
        if self.way == "ours" {
            thread::sleep(Duration::from_millis(DRAIN * self.second));
        }
        for process in &mut processes {
            drop(process.stdin.take());
        }
        for process in &mut processes {
            assert!(process.wait().expect("it ends").success(), "a process of the storm failed");
        }
        done.truth = simulator.counters();
        done
    }

    fn fault(&self, chance: u8, done: &mut Done) -> Fault {
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
                let side = if chance % 20 < 10 { Side::Before } else { Side::After };
                // Longer than the time-out: the reply comes to nobody.
                Fault::Delay { side, millis: 26 * self.second }
            }
            _ => {
                done.others += 1;
                Fault::Status { side: Side::Before, code: 503, body: FaultBody::Empty }
            }
        }
    }
}
