//! A part of the storm: its simulator, its processes, the faults and kills, and what came of them.

use crate::fleet::{self, PROCESSES};
use crate::network::{Network, TIMES};
use crate::report::Done;
use crate::{naive, server, worker};
use gws_auth_simulator::{BlockingSimulator, Config, Endpoint, Fault, FaultBody, Lifetimes, Side};
use postgres::Client;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What was stored, ever: the epoch and the generation of each record, and who stored it first.
const AUDIT: &str = "
CREATE TABLE audit (name text, epoch bigint, generation bigint, worker text DEFAULT current_setting('application_name'),
  PRIMARY KEY (name, epoch, generation));
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO audit VALUES (NEW.name, split_part(NEW.record, ' ', 4)::bigint, split_part(NEW.record, ' ', 5)::bigint)
    ON CONFLICT DO NOTHING;
  RETURN NEW;
END $$;
CREATE TRIGGER note AFTER INSERT OR UPDATE ON gws_session FOR EACH ROW EXECUTE FUNCTION note();";

/// After the last fault: until each doubt is resolved, in the sessions' seconds.
const DRAIN: u64 = 160;

/// A kind of workers: its name, and its program with the first arguments.
pub(crate) type Kind = (String, Vec<String>);

/// A part of the storm.
#[derive(Clone, Copy)]
pub(crate) struct Part {
    /// How the workers in Rust work: `ours`, `naive` or `blind`.
    pub(crate) way: &'static str,
    /// How many token sets all of them share.
    pub(crate) sessions: u32,
    /// How long a second of the sessions is, in milliseconds.
    pub(crate) second: u64,
    /// How many of these an access token lives.
    pub(crate) lifetime: i64,
    /// One fault for so many refreshes.
    pub(crate) calm: u64,
    /// After so long a process is killed, and again.
    pub(crate) kill: Duration,
    /// It is over when so many refresh tokens were consumed,
    pub(crate) refreshes: u64,
    /// and so many replies lost on each side of the consumption,
    pub(crate) lost: u32,
    /// and each kind of workers has stored so many refreshes and was killed,
    pub(crate) each: u64,
    /// or else by then.
    pub(crate) limit: Duration,
}

impl Part {
    /// With workers in Rust, and of these kinds as well.
    pub(crate) fn blow(&self, database: &str, others: &[Kind]) -> Done {
        let lifetimes = Lifetimes { access_token: self.lifetime, ..Lifetimes::default() };
        let simulator = BlockingSimulator::start(Config::default().lifetimes(lifetimes));
        let simulator = simulator.expect("the simulator starts");
        let network = Network::begin(simulator.base_url(), self.second, self.sessions);
        let mut client = server::connect(database);
        if self.way == "naive" {
            naive::set_up(&mut client, &network);
        } else {
            let store = worker::store(database);
            store.create_table().expect("a table");
            client.batch_execute(AUDIT).expect("an audit");
            for nth in 0..self.sessions {
                worker::begin(&store, &network, &fleet::name(nth), None);
            }
        }
        let own = std::env::current_exe().expect("this program").display().to_string();
        let own = ("rust".to_owned(), vec![own, "worker".to_owned(), self.way.to_owned()]);
        let kinds: Vec<&Kind> = std::iter::once(&own).chain(others).collect();
        let mut done = Done { way: self.way, sessions: self.sessions, ..Done::default() };
        done.kinds = kinds.iter().map(|(name, _)| (name.clone(), 0, 0)).collect();
        let start = |nth: usize| start(kinds[nth % kinds.len()], database, &network);
        let mut processes: Vec<Child> = (0..PROCESSES).map(start).collect();
        self.strike(&mut done, &mut processes, start, &simulator, &mut client);
        if self.way == "ours" {
            thread::sleep(Duration::from_millis(DRAIN * self.second));
        }
        self.end(processes);
        done.truth = simulator.counters();
        self.count(&mut client, &mut done);
        done
    }

    /// Lets the processes work until it is enough, with faults and kills.
    fn strike(
        &self,
        done: &mut Done,
        processes: &mut [Child],
        start: impl Fn(usize) -> Child,
        simulator: &BlockingSimulator,
        client: &mut Client,
    ) {
        let (began, mut last_kill, mut last_count) = (Instant::now(), Instant::now(), Instant::now());
        let faults = simulator.faults();
        while !self.is_enough(done) && began.elapsed() < self.limit {
            thread::sleep(Duration::from_millis(2 * self.second));
            // Not too many, so that most of the time is not spent in doubt.
            while self.calm > 0 && done.faults() <= done.truth.refresh_tokens_consumed / self.calm {
                let chance = fleet::random::<1>()[0];
                faults.push(Endpoint::Refresh, self.fault(chance, done));
            }
            if last_kill.elapsed() > self.kill {
                last_kill = Instant::now();
                // One kind after the other, and of these any.
                let (kinds, chance) = (done.kinds.len(), usize::from(fleet::random::<1>()[0]));
                let kind = usize::try_from(done.kills()).expect("a few") % kinds;
                let nth = chance % (PROCESSES / kinds) * kinds + kind;
                // SIGKILL.
                processes[nth].kill().expect("it runs");
                processes[nth].wait().expect("it ends");
                processes[nth] = start(nth);
                done.kinds[kind].2 += 1;
            }
            if last_count.elapsed() > Duration::from_secs(1) {
                last_count = Instant::now();
                self.count(client, done);
            }
            done.milliseconds = began.elapsed().as_millis();
            done.truth = simulator.counters();
        }
        done.enough = self.is_enough(done);
        faults.clear();
    }

    fn is_enough(&self, done: &Done) -> bool {
        if self.way == "blind" {
            return done.truth.refresh_tokens_reused > 0;
        }
        let all = done.kinds.len() == 1
            || done.kinds.iter().all(|(_, stored, kills)| *stored >= self.each && *kills > 0);
        all && done.truth.refresh_tokens_consumed >= self.refreshes
            && done.lost_before >= self.lost
            && done.lost_after >= self.lost
    }

    /// What the audit says.
    fn count(&self, client: &mut Client, done: &mut Done) {
        if self.way == "naive" {
            return;
        }
        let rows =
            client.query("SELECT worker, count(*) FROM audit WHERE generation > 0 GROUP BY worker", &[]);
        for row in rows.expect("counts") {
            let (name, count): (String, i64) = (row.get(0), row.get(1));
            let kind = done.kinds.iter_mut().find(|(kind, ..)| *kind == name);
            kind.expect("a kind of workers").1 = count.unsigned_abs();
        }
        let row = client.query_one("SELECT count(*) FROM audit WHERE generation = 0", &[]);
        done.forced = row.expect("a count").get::<_, i64>(0).unsigned_abs() - u64::from(self.sessions);
    }

    /// Lets the processes end by themselves; those that break the rules need not.
    fn end(&self, mut processes: Vec<Child>) {
        for process in &mut processes {
            drop(process.stdin.take());
            if self.way == "blind" {
                process.kill().expect("it can be killed");
            }
        }
        for mut process in processes {
            let status = process.wait().expect("it ends");
            assert!(self.way == "blind" || status.success(), "a process of the storm failed");
        }
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

/// A process of this kind; its connections have the kind's name.
fn start((name, program): &Kind, database: &str, network: &Network) -> Child {
    let (program, first) = program.split_first().expect("a program");
    let times = TIMES.map(|time| time.to_string()).join(",");
    let mut command = Command::new(program);
    command.args(first).arg(format!("{database}&application_name={name}")).args(network.arguments());
    if name != "rust" {
        command.arg(times);
    }
    if first.last().is_some_and(|way| way == "blind") {
        command.stderr(Stdio::null());
    }
    command.stdin(Stdio::piped()).spawn().expect("a process")
}
