//! `demo --serve`: a simulator for a person with a browser.

use std::io::{self, Write as _};
use std::thread;

use gws_auth_simulator::{BlockingSimulator, Config};
use serde_json::Value;

use crate::exit::{Failure, Status};
use crate::report::Report;
use crate::text::json_line;

/// Runs until the process is ended.
pub(super) fn run(port: u16, json: bool) -> Result<Report, Failure> {
    let config = Config::default().port(port);
    let simulator = BlockingSimulator::start(config.clone()).map_err(|error| {
        Failure::new(
            Status::TryLater,
            "simulator",
            format!("port {port} on 127.0.0.1: {error}; try --port 0"),
        )
    })?;
    let announced = if json { announce_json(&simulator) } else { announce(&config, &simulator) };
    announced
        .map_err(|error| Failure::new(Status::Refused, "output", format!("standard output: {error}")))?;
    loop {
        thread::park();
    }
}

fn announce_json(simulator: &BlockingSimulator) -> io::Result<()> {
    let report = Report::new().with("base_url", simulator.base_url());
    let mut out = io::stdout().lock();
    out.write_all(json_line(&Value::Object(report.fields)).as_bytes())?;
    out.flush()
}

fn announce(config: &Config, simulator: &BlockingSimulator) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let origin = simulator.base_url();
    writeln!(out, "A simulator of Inland Revenue's OAuth service: a test double, not Inland Revenue.\n")?;
    writeln!(out, "  overview  {origin}/simulator/")?;
    writeln!(out, "\nUsers, all made up:")?;
    for user in &config.users {
        let code = user.security_code.as_ref().map(|code| format!("  security code {}", code.expose()));
        writeln!(out, "  {:14} {}{}", user.id, user.password.expose(), code.unwrap_or_default())?;
    }
    if let Some(client) = config.clients.first()
        && let Some(uri) = client.redirect_uris.iter().find(|uri| uri.starts_with("http://127.0.0.1"))
    {
        writeln!(out, "\nLog in with your own browser, from another terminal:")?;
        writeln!(out, "  GWS_CLIENT_SECRET={} gws-auth login --env {origin} \\", client.secret.expose())?;
        writeln!(out, "      --client-id {} --redirect-uri {uri}", client.id)?;
    }
    writeln!(out, "\nCtrl-C stops it.")?;
    out.flush()
}
