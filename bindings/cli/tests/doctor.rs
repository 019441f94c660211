//! `doctor`: a good set-up passes, and each way of spoiling it is found by name.

use crate::set_up::{ID, SetUp};
use crate::support::gws;

const PROFILE: &str = r#"environment = "test"
client_id = "SmartSoftware_SmartPay"
redirect_uris = ["https://client.example.com/return", "http://127.0.0.1:5001/"]

[signing]
certificate = "sign.crt"
key = "sign.key"
other_certificate = "ca.crt"

[mtls]
certificate = "chain.pem"
key = "mtls.key"

[ssh]
key = "id.pub"
"#;

/// What is changed in the profile, what with the files, and the one finding that must come of it.
type Spoiling = (&'static str, &'static str, fn(&SetUp), &'static str);

const SPOILINGS: &[Spoiling] = &[
    ("SmartSoftware_", "Smart:", |_| {}, "client_id_colon"),
    ("http://127.0.0.1:5001/", "http://client.example.com/", |_| {}, "redirect_uri_not_loopback"),
    (".com/return", ".com/return#top", |_| {}, "redirect_uri_fragment"),
    ("sign.key", "mtls.key", |_| {}, "certificate_key"),
    ("ca.crt", "sign.crt", |_| {}, "key_shared"),
    ("sign.crt", "gone.crt", |_| {}, "file_unreadable"),
    ("sign.crt", "spoilt.crt", |set_up| self_signed(set_up, "sign", 1500), "certificate_four_years"),
    ("sign.crt", "spoilt.crt", expired, "certificate_expired"),
    ("sign.crt\"\nkey = \"sign.key", "spoilt.crt", weak, "key_too_short"),
    ("\"test\"", "\"production\"", |_| {}, "common_name_environment"),
    ("chain.pem", "leaf.crt", |_| {}, "chain_incomplete"),
    ("chain.pem", "spoilt.pem", swapped, "chain_order"),
    (
        "chain.pem",
        "spoilt.pem",
        |set_up| set_up.leaf("spoilt.pem", "www.example.co.nz", "ca"),
        "common_name_form",
    ),
    ("chain.pem", "spoilt.pem", of_unknown_ca, "mtls_issuer"),
    ("chain.pem", "spoilt.crt", |set_up| self_signed(set_up, "mtls", 60), "mtls_self_signed"),
    (
        "certificate = \"sign.crt\"\nkey = \"sign.key\"",
        "certificate = \"leaf.crt\"",
        |_| {},
        "mtls_key_signs",
    ),
    ("key = \"mtls.key\"", "key = \"sign.key\"", |_| {}, "certificate_key"),
    ("id.pub", "rsa.pub", |set_up| set_up.ssh("rsa", &["-t", "rsa"]), "ssh_algorithm"),
    ("id.pub", "id", |_| {}, "ssh_private"),
];

/// `spoilt.crt` of a key, self-signed, with the name for mutual TLS in the test environment.
fn self_signed(set_up: &SetUp, key: &str, days: u32) {
    set_up.openssl(&format!(
        "req -new -key {key}.key -subj /CN={ID}.irdgws.test.example.co.nz -out spoilt.csr"
    ));
    set_up.openssl(&format!(
        "x509 -req -in spoilt.csr -signkey {key}.key -days {days} -extfile v3.ext -out spoilt.crt"
    ));
}

/// `openssl x509` takes no end in the past: this one ends in the second it is made in.
fn expired(set_up: &SetUp) {
    self_signed(set_up, "sign", 0);
    std::thread::sleep(std::time::Duration::from_secs(2));
}

fn weak(set_up: &SetUp) {
    set_up.openssl("genrsa -out weak.key 1024");
    self_signed(set_up, "weak", 60);
}

fn swapped(set_up: &SetUp) {
    let files = ["leaf.crt", "sign.crt", "ca.crt"].map(|name| set_up.read(name));
    set_up.write("spoilt.pem", &files.concat());
}

fn of_unknown_ca(set_up: &SetUp) {
    set_up.key("own").openssl("req -x509 -new -key own.key -subj /CN=Own -days 60 -out own.crt");
    set_up.leaf("spoilt.pem", &format!("{ID}.irdgws.test.example.co.nz"), "own");
}

#[test]
fn each_spoiled_set_up_is_diagnosed_by_name() {
    let set_up = SetUp::new();
    set_up.write("gws-auth.toml", PROFILE.as_bytes());
    let good = gws(&["doctor", "--json"]).dir(set_up.path()).json(0);
    let good = good["findings"].as_array().expect("findings");
    assert!(good.len() > 12 && good.iter().all(|one| one["verdict"] == "pass"), "{good:?}");
    for (from, to, spoil, code) in SPOILINGS {
        spoil(&set_up);
        assert!(PROFILE.contains(from), "{from}");
        set_up.write("spoilt.toml", PROFILE.replacen(from, to, 1).as_bytes());
        let found = gws(&["doctor", "--profile", "spoilt.toml", "--json"]).dir(set_up.path()).json(1);
        let found = found["findings"].as_array().expect("findings");
        let failed: Vec<_> = found.iter().filter(|one| one["verdict"] == "fail").collect();
        assert!(failed.len() == 1 && failed[0]["code"] == *code, "{code}: {failed:?}");
        assert!(failed[0]["do"].is_string() && failed[0]["seen"].is_string(), "{failed:?}");
    }
}

#[test]
fn the_page_needs_nothing_else() {
    let set_up = SetUp::new();
    set_up.write("gws-auth.toml", PROFILE.replace("SmartSoftware_SmartPay", "<b>_&:").as_bytes());
    let ran = gws(&["doctor", "--html", "page.html"]).dir(set_up.path()).run();
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert!(ran.stdout.contains("fail  TOKEN-3"), "{}", ran.stdout);
    let page = String::from_utf8(set_up.read("page.html")).expect("text");
    assert!(
        page.contains("1 fail") && page.contains("<tr class=\"fail\"><td>fail<td title=\"client_id_colon\">"),
        "{page}"
    );
    assert!(
        !page.contains("://client.example.com/return\"") && !page.contains("src=") && !page.contains("<b>"),
        "{page}"
    );
    // Nothing is overwritten.
    assert_eq!(gws(&["doctor", "--html", "page.html"]).dir(set_up.path()).run().status, 2);
}

#[test]
fn init_asks_and_writes_a_profile_that_is_read() {
    let set_up = SetUp::new();
    let answers = "test\nSmartSoftware_SmartPay\nhttps://a.example/r http://127.0.0.1:5001/\nsign.crt\nsign.key\n\nid.pub\n\n";
    let made = gws(&["doctor", "--init"]).dir(set_up.path()).stdin(answers).run();
    assert_eq!(made.status, 0, "{}", made.stderr);
    let profile = String::from_utf8(set_up.read("gws-auth.toml")).expect("text");
    assert!(
        profile.contains("[signing]") && profile.contains("[ssh]") && !profile.contains("[mtls]"),
        "{profile}"
    );
    assert_eq!(gws(&["doctor"]).dir(set_up.path()).run().status, 0);
    assert_eq!(gws(&["doctor", "--init"]).dir(set_up.path()).stdin(answers).run().status, 2);
}

#[test]
fn a_profile_with_a_slip_is_refused() {
    let set_up = SetUp::new();
    for slip in ["environment = 1\n", "", "environment = \"test\"\nclient_secret = \"x\"\n", "environment"] {
        set_up.write("gws-auth.toml", slip.as_bytes());
        let refused = gws(&["doctor", "--json"]).dir(set_up.path()).json(2);
        assert_eq!(refused["error"]["code"], "profile", "{slip}");
    }
}
