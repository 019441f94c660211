//! The simulator as a program: a test double of START IAM, not Inland Revenue.

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser};
use gws_auth_simulator::{Client, Config, Endpoint, Environment, Simulator, control_lines};

/// A test double of Inland Revenue's OAuth service START IAM, on 127.0.0.1. It is not Inland Revenue.
#[derive(Parser)]
#[command(name = "gws-auth-simulator", version, after_help = after_help())]
struct Arguments {
    /// The port on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 8400)]
    port: u16,
    /// The port of the M2M services on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    m2m_port: u16,
    /// Play the mock environment, which skips the consent page
    #[arg(long)]
    mock: bool,
    /// A client of your own besides the two that are there (of the same id: in place of it); again with the same id and secret: one
    /// more redirect URI. The URI may hold colons, id and secret may not
    // Text, because clap shows a value that it cannot parse, and the secret is in it.
    #[arg(long, value_name = "ID:SECRET:URI")]
    client: Vec<String>,
}

fn after_help() -> String {
    format!("Control, while it runs:\n{}", control_lines("http://127.0.0.1:8400"))
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let environment = if arguments.mock { Environment::Mock } else { Environment::Test };
    let config = Config::default().port(arguments.port).m2m_port(arguments.m2m_port).environment(environment);
    let config = match with_clients(config, arguments.client) {
        Ok(config) => config,
        Err(problem) => Arguments::command().error(ErrorKind::ValueValidation, problem).exit(),
    };
    match run(config) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let ports = format!("port {}, M2M port {}", arguments.port, arguments.m2m_port);
            eprintln!("gws-auth-simulator: {ports} on 127.0.0.1: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Adds the clients of the command line, or says what is wrong with one, without its secret.
fn with_clients(mut config: Config, clients: Vec<String>) -> Result<Config, String> {
    let mut own: Vec<Client> = Vec::new();
    for client in clients {
        let client: Client = client.parse().map_err(|error| format!("--client: {error}"))?;
        match own.iter_mut().find(|other| other.id == client.id) {
            Some(other) if other.secret.expose() == client.secret.expose() => {
                let known = &mut other.redirect_uris;
                known.extend(
                    client.redirect_uris.into_iter().filter(|uri| !known.contains(uri)).collect::<Vec<_>>(),
                );
            }
            Some(_) => return Err(format!("--client: {} is given with two secrets", client.id)),
            None => own.push(client),
        }
    }
    for client in own {
        config = config.client(client);
    }
    Ok(config)
}

fn run(config: Config) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let simulator = Simulator::start(config.clone()).await?;
        announce(&config, &simulator)?;
        tokio::signal::ctrl_c().await?;
        simulator.shutdown().await;
        Ok(())
    })
}

fn announce(config: &Config, simulator: &Simulator) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "START IAM simulator: a test double, not Inland Revenue")?;
    writeln!(out, "\n  base URL  {}", simulator.base_url())?;
    writeln!(out, "  overview  {}/simulator/", simulator.base_url())?;
    writeln!(out, "\nusers (test data)")?;
    for user in &config.users {
        let code = user.security_code.as_ref().map(|code| format!("  security code {}", code.expose()));
        let delegation = if user.delegation { "" } else { "  no delegation" };
        writeln!(out, "  {:14} {}{}{delegation}", user.id, user.password.expose(), code.unwrap_or_default())?;
    }
    writeln!(out, "\nclients (test data)")?;
    for client in &config.clients {
        writeln!(out, "  {:24} {}", client.id, client.secret.expose())?;
        for uri in &client.redirect_uris {
            writeln!(out, "    {uri}")?;
        }
    }
    if let Some(url) = simulator.example_authorize_url() {
        writeln!(out, "\nopen this to log in\n  {url}")?;
    }
    let login = r#"{"url": "<authorize URL>", "user": "jsmith"}"#;
    let post = "curl -H 'Content-Type: application/json' -d";
    writeln!(out, "\nor log in without a browser, for the landing URL")?;
    writeln!(out, "  {post} '{login}' {}/simulator/login", simulator.base_url())?;
    announce_m2m(&mut out, simulator)?;
    writeln!(out, "\nCtrl-C stops it.")
}

fn announce_m2m(out: &mut impl io::Write, simulator: &Simulator) -> io::Result<()> {
    let base = simulator.base_url();
    let control = format!("{base}/simulator/m2m");
    let post = "curl -H 'Content-Type: application/json' -d";
    writeln!(out, "\nM2M services, behind mutual TLS")?;
    writeln!(out, "  {}", simulator.url(Endpoint::Customer))?;
    writeln!(out, "  {}  (requires startLogon)", simulator.url(Endpoint::Document))?;
    writeln!(out, "  the test CA, to trust     curl {control}")?;
    writeln!(out, "  a client certificate      {post} '{{}}' {control}/client-certificates")?;
    writeln!(out, "  register an employer      {post} @employer.json {base}/simulator/employers")?;
    let owner = r#"{"certificate": "-----BEGIN CERTIFICATE-----...", "issuer": "...", "customer": "..."}"#;
    writeln!(out, "  where employer.json holds {owner}")
}
