//! The simulator as a program: a test double of START IAM, not Inland Revenue.

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Parser;
use gws_auth_simulator::{Config, Endpoint, Environment, Simulator};

/// A test double of Inland Revenue's OAuth service START IAM, on 127.0.0.1. It is not Inland Revenue.
#[derive(Parser)]
#[command(name = "gws-auth-simulator", version)]
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
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let environment = if arguments.mock { Environment::Mock } else { Environment::Test };
    let config = Config::default().port(arguments.port).m2m_port(arguments.m2m_port).environment(environment);
    match run(config) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let ports = format!("port {}, M2M port {}", arguments.port, arguments.m2m_port);
            eprintln!("gws-auth-simulator: {ports} on 127.0.0.1: {error}");
            ExitCode::FAILURE
        }
    }
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
    announce_m2m(&mut out, simulator)?;
    writeln!(out, "\nCtrl-C stops it.")
}

fn announce_m2m(out: &mut impl io::Write, simulator: &Simulator) -> io::Result<()> {
    let control = format!("{}/simulator/m2m", simulator.base_url());
    let post = "curl -H 'Content-Type: application/json' -d";
    writeln!(out, "\nM2M services, behind mutual TLS")?;
    writeln!(out, "  {}", simulator.url(Endpoint::Customer))?;
    writeln!(out, "  {}  (requires startLogon)", simulator.url(Endpoint::Document))?;
    writeln!(out, "  the test CA, to trust     curl {control}")?;
    writeln!(out, "  a client certificate      {post} '{{}}' {control}/client-certificates")?;
    writeln!(out, "  register a resource owner {post} @owner.json {control}/owners")?;
    let owner = r#"{"certificate": "-----BEGIN CERTIFICATE-----...", "issuer": "...", "customer": "..."}"#;
    writeln!(out, "  where owner.json holds    {owner}")
}
