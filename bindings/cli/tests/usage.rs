//! Help, wrong command lines, exit status 2.

use crate::support::{CLIENT, code, gws};

const COMMANDS: &[&[&str]] = &[
    &["authorize-url"],
    &["redirect"],
    &["request"],
    &["request", "code"],
    &["request", "refresh"],
    &["request", "introspect"],
    &["request", "revoke"],
    &["request", "relay"],
    &["parse"],
    &["parse", "token"],
    &["parse", "introspection"],
    &["parse", "revocation"],
    &["parse", "refusal"],
    &["explain"],
    &["inspect"],
    &["exchange"],
    &["refresh"],
    &["introspect"],
    &["revoke"],
    &["login"],
    &["token"],
    &["sessions"],
    &["logout"],
    &["urls"],
    &["m2m"],
    &["m2m", "sign"],
    &["m2m", "verify"],
    &["m2m", "inspect"],
    &["m2m", "unsigned"],
    &["m2m", "attach"],
    &["thumbprint"],
    &["keygen"],
    #[cfg(feature = "demo")]
    &["demo"],
];

#[test]
fn every_command_has_help_with_an_example() {
    let mut abouts = Vec::new();
    for command in COMMANDS {
        let ran = gws(&[command, &["--help"][..]].concat()).run();
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
        assert!(ran.stdout.contains("Example"), "{command:?}: {}", ran.stdout);
        let examples = ran.stdout.split_once("Example").map_or("", |(_, rest)| rest);
        assert!(examples.contains(&format!("gws-auth {}", command.join(" "))), "{command:?}: {examples}");
        // The clock is an argument of the offline half, and of tests elsewhere.
        let clock = matches!(command, ["m2m", "sign" | "verify"]);
        assert!(ran.stdout.contains("--json") && ran.stdout.contains("--now") == clock, "{command:?}");
        abouts.push(ran.stdout.lines().next().unwrap_or_default().to_owned());
    }
    abouts.sort();
    abouts.dedup();
    assert_eq!(abouts.len(), COMMANDS.len(), "each says what it does: {abouts:?}");
}

#[test]
fn the_main_help_tells_the_exit_statuses() {
    let ran = gws(&["--help"]).run();
    for line in ["0  done", "1  refused", "2  the command line", "3  no reply", "4  the customer"] {
        assert!(ran.stdout.contains(line), "{}", ran.stdout);
    }
    assert!(!ran.stdout.contains("open-browser"));
    let version = gws(&["--version"]).run();
    assert_eq!((version.status, version.stdout), (0, format!("gws-auth {}\n", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn a_secret_in_the_wrong_place_is_not_repeated() {
    let target = ["--env", "test", "--client-id", CLIENT];
    let secret = "eyJhbGciOi.hunter2";
    let wrong: Vec<Vec<&str>> = vec![
        [&["refresh"][..], &target, &[secret]].concat(),
        [&["introspect"][..], &target, &[secret]].concat(),
        [&["refresh"][..], &target, &["--client-secret", secret]].concat(),
        [&["refresh"][..], &target, &["--client-secret=eyJhbGciOi.hunter2"]].concat(),
        [&["introspect"][..], &target, &["--hint", secret]].concat(),
        vec!["parse", "token", "--status", secret],
        vec!["explain", "--request", secret, "--status", "400"],
        vec!["refresh", "--json", "--timeout", secret, "--env", "test", "--client-id", CLIENT],
        vec![secret],
        vec!["-eyJhbGciOi.hunter2"],
    ];
    for arguments in wrong {
        for more in [&[][..], &["--json"]] {
            let ran = gws(&[&arguments, more].concat()).run();
            assert_eq!(ran.status, 2, "{ran:?}");
            for output in [&ran.stdout, &ran.stderr] {
                assert!(!output.contains("hunter2") && !output.contains("eyJ"), "{ran:?}");
            }
            if arguments.contains(&"--json") || !more.is_empty() {
                assert_eq!(code(&ran.json()), "usage");
                assert_eq!(ran.stderr, "");
            } else {
                assert!(ran.stdout.is_empty() && ran.stderr.starts_with("gws-auth: "), "{ran:?}");
            }
        }
    }
}

#[test]
fn usage_errors_name_the_argument() {
    let message = |arguments: &[&str]| {
        let failed = gws(&[arguments, &["--json"]].concat()).json(2);
        failed["error"]["message"].as_str().unwrap_or_default().to_owned()
    };
    assert!(message(&["refresh", "--env", "test"]).contains("--client-id"));
    assert!(message(&["parse", "token"]).contains("--status"));
    assert!(message(&["parse", "token", "--status", "99"]).contains("--status"));
    assert!(message(&["explain", "--status", "400", "--request", "x"]).contains("introspect"));
    assert!(message(&["refersh"]).contains("refersh"));
    assert!(message(&["refresh", "--client-secret-fil", "x"]).contains("--client-secret-file"));
    assert!(message(&["refresh", "--env", "test", "--env", "test"]).contains("once"));
    assert!(message(&[]).contains("command"));
    let bare = gws::<&str>(&[]).run();
    assert!(bare.status == 2 && bare.stderr.contains("Usage"));
}
