//! Both examples against the simulator, as programs.

use std::error::Error;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Command, Output, Stdio};

use gws_auth_simulator::{BlockingSimulator, Config};

const CLIENT: (&str, &str, &str) = ("Sending", "s3cret", "https://sending.example/return");

fn simulator() -> BlockingSimulator {
    let mut config = Config::default();
    config.clients.push(gws_auth_simulator::Client::cloud(CLIENT.0, CLIENT.1).redirect_uri(CLIENT.2));
    BlockingSimulator::start(config).expect("a free port")
}

/// A program that cargo built beside this test.
fn example(name: &str, environment: &str) -> Command {
    let test = std::env::current_exe().expect("the test's own path");
    let folder = test.parent().and_then(|deps| deps.parent()).map(|target| target.join("examples"));
    let mut command = Command::new(folder.unwrap_or_default().join(name));
    command.args([environment, CLIENT.0]).env("CLIENT_SECRET", CLIENT.1);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// The landing of a login, through the simulator's pages.
fn landing(simulator: &BlockingSimulator, url: &str) -> Result<String, Box<dyn Error>> {
    let wanted = serde_json::json!({ "url": url }).to_string();
    let mut reply = ureq::post(format!("{}/simulator/login", simulator.base_url()))
        .header("Content-Type", "application/json")
        .send(wanted)?;
    let reply: serde_json::Value = serde_json::from_str(&reply.body_mut().read_to_string()?)?;
    Ok(reply["landing"].as_str().ok_or("no landing")?.to_owned())
}

fn logged_in(simulator: &BlockingSimulator) -> Result<Vec<String>, Box<dyn Error>> {
    let mut program = example("login_reqwest", simulator.base_url()).arg(CLIENT.2).spawn()?;
    let mut output = BufReader::new(program.stdout.take().ok_or("no output")?);
    let mut url = String::new();
    output.read_line(&mut url)?;
    let landing = landing(simulator, url.trim_end())?;
    writeln!(program.stdin.take().ok_or("no input")?, "{landing}")?;
    let mut printed = String::new();
    output.read_to_string(&mut printed)?;
    assert!(program.wait()?.success());
    Ok(printed.lines().map(str::to_owned).collect())
}

fn refreshed(environment: &str, token: &str) -> Result<Output, Box<dyn Error>> {
    let mut program = example("refresh_ureq", environment).spawn()?;
    writeln!(program.stdin.take().ok_or("no input")?, "{token}")?;
    Ok(program.wait_with_output()?)
}

#[test]
fn tokens_are_got_and_renewed() -> Result<(), Box<dyn Error>> {
    let simulator = simulator();
    let tokens = logged_in(&simulator)?;
    let [authorization, refresh_token] = tokens.as_slice() else {
        return Err(format!("{} lines", tokens.len()).into());
    };
    assert!(authorization.starts_with("Bearer "));
    let output = refreshed(simulator.base_url(), refresh_token)?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout)?;
    assert!(printed.starts_with("Bearer ") && !printed.contains(refresh_token.as_str()));

    // The old refresh token is used up: the refusal is explained.
    let output = refreshed(simulator.base_url(), refresh_token)?;
    assert!(!output.status.success());
    assert!(String::from_utf8(output.stderr)?.contains("invalid_grant"));
    Ok(())
}

#[test]
fn what_was_never_sent_may_be_sent_again() -> Result<(), Box<dyn Error>> {
    let stopped = simulator();
    let url = stopped.base_url().to_string();
    stopped.shutdown();
    let output = refreshed(&url, "unused")?;
    let told = String::from_utf8(output.stderr)?;
    assert!(!output.status.success() && told.contains("no reply"));
    let never = gws_auth_core::calls::no_reply(
        gws_auth_core::RequestKind::Refresh,
        false,
        &gws_auth_core::Policy::default(),
    );
    assert!(told.contains(&never.advice), "{told}");
    Ok(())
}
