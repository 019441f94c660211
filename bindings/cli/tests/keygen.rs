//! `keygen`

use std::fs;
use std::process::Command;

use serde_json::json;

use crate::employer::{Employer, openssl};
use crate::support::{code, text};

const SUBJECT: &str = "CN=Weka Limited,O=Māori Weavers\\, Ltd,C=NZ";

#[test]
fn keys_and_certificates_that_openssl_takes_and_tokens_need() {
    let employer = Employer::new(&[]);
    for (alg, curve, hash) in [
        ("ES256", "prime256v1", "SHA256"),
        ("ES384", "secp384r1", "SHA384"),
        ("ES512", "secp521r1", "SHA512"),
    ] {
        let (key, certificate) = (format!("{alg}.key"), format!("{alg}.crt"));
        let make = [
            "keygen",
            "--alg",
            alg,
            "--subject",
            SUBJECT,
            "--days",
            "1461",
            "--key",
            &key,
            "--cert",
            &certificate,
        ];
        let ran = employer.gws(&[&make[..], &["--json"]].concat()).run();
        assert_eq!(ran.status, 0, "{ran:?}");
        let made = ran.json();
        assert_eq!(text(&made, "thumbprint"), employer.fingerprint(alg, "sha256"));
        assert_eq!((text(&made, "key"), text(&made, "certificate")), (key.as_str(), certificate.as_str()));
        let seen = openssl(
            employer.path(),
            &format!("x509 -in {certificate} -noout -text -nameopt utf8,sep_comma_plus"),
        );
        for part in [
            "Version: 3 (0x2)",
            &format!("ASN1 OID: {curve}"),
            &format!("ecdsa-with-{hash}"),
            "Subject: C=NZ,O=Māori Weavers, Ltd,CN=Weka Limited",
            "Issuer: C=NZ,O=Māori Weavers, Ltd,CN=Weka Limited",
            "Subject Key Identifier",
            "CA:FALSE",
            "Digital Signature",
        ] {
            assert!(seen.contains(part), "{part}: {seen}");
        }
        openssl(employer.path(), &format!("verify -check_ss_sig -CAfile {certificate} {certificate}"));
        let checked = openssl(employer.path(), &format!("pkey -in {key} -check -noout"));
        assert!(checked.contains("valid"), "{checked}");
        let serial = openssl(employer.path(), &format!("x509 -in {certificate} -noout -serial"));
        assert_eq!(serial.trim().len(), "serial=".len() + 40, "{serial}");
        let pem = String::from_utf8(employer.read(&key)).expect("PEM");
        assert!(pem.starts_with("-----BEGIN PRIVATE KEY-----\n"), "PKCS#8");
        for line in pem.lines().filter(|line| !line.starts_with('-')) {
            assert!(!ran.stdout.contains(line) && !ran.stderr.contains(line));
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(employer.path().join(&key)).expect("a file").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        let token = employer.token(alg, &[]);
        assert_eq!(employer.verify(alg, &[], token).json()["alg"], alg);

        // Nothing is overwritten, whichever file is there.
        let (before, again) = (employer.read(&key), [&make[..], &["--json"]].concat());
        assert_eq!(code(&employer.gws(&again).json(2)), "file_exists");
        fs::remove_file(employer.path().join(&certificate)).expect("removed");
        assert_eq!(code(&employer.gws(&again).json(2)), "file_exists");
        assert_eq!(employer.read(&key), before);
        assert!(!employer.path().join(&certificate).exists());
        fs::remove_file(employer.path().join(&key)).expect("removed");
        employer.write(&certificate, "");
        assert_eq!(code(&employer.gws(&again).json(2)), "file_exists");
        assert!(!employer.path().join(&key).exists(), "both are checked before anything is written");
    }
}

#[test]
fn every_key_is_another_one() {
    let employer = Employer::new(&[]);
    for number in ["1", "2"] {
        let (key, certificate) = (format!("{number}.key"), format!("{number}.crt"));
        let make = ["keygen", "--alg", "ES256", "--subject", "CN=x", "--days", "1", "--now", "2524607999"];
        let made =
            employer.gws(&[&make[..], &["--key", &key, "--cert", &certificate, "--json"]].concat()).json(0);
        assert_eq!(
            (&made["not_before"], &made["not_after"]),
            (&json!(2_524_607_999_i64), &json!(2_524_694_399_i64))
        );
    }
    assert_ne!(employer.read("1.key"), employer.read("2.key"));
    // UTCTime up to 2049, GeneralizedTime from 2050 on.
    let dates = openssl(employer.path(), "asn1parse -in 1.crt");
    assert!(dates.contains("UTCTIME") && dates.contains("GENERALIZEDTIME"), "{dates}");
    let human = employer.gws(&["keygen", "--alg", "ES256", "--subject", "CN=x", "--days", "1"]).run();
    assert!(
        human.stdout.starts_with("thumbprint: ") && human.stderr.contains("send the thumbprint"),
        "{human:?}"
    );
    assert!(employer.path().join("m2m.key").exists() && employer.path().join("m2m.crt").exists());
}

#[test]
fn certificate_requests() {
    let employer = Employer::new(&[]);
    for alg in ["ES256", "ES384", "ES512"] {
        let (key, csr) = (format!("{alg}.key"), format!("{alg}.csr"));
        let make = ["keygen", "--alg", alg, "--subject", SUBJECT, "--key", &key, "--csr", &csr, "--json"];
        let made = employer.gws(&make).json(0);
        assert_eq!((text(&made, "key"), text(&made, "csr")), (key.as_str(), csr.as_str()));
        let seen = openssl(
            employer.path(),
            &format!("req -in {csr} -verify -noout -text -nameopt utf8,sep_comma_plus"),
        );
        assert!(
            seen.contains("verify OK") && seen.contains("C=NZ,O=Māori Weavers, Ltd,CN=Weka Limited"),
            "{seen}"
        );
        assert_eq!(code(&employer.gws(&make).json(2)), "file_exists");
        // What a CA makes of it belongs to the key.
        openssl(employer.path(), &format!("x509 -req -in {csr} -signkey {key} -days 30 -out plain.crt"));
        assert_eq!(code(&employer.gws(&["thumbprint", &csr, "--json"]).json(1)), "file_certificate_request");
    }
}

#[test]
fn rsa_is_left_to_openssl() {
    let employer = Employer::new(&[]);
    let make =
        ["keygen", "--alg", "RS384", "--subject", "CN=Bell's/Bird,C=NZ", "--days", "30", "--key", "a b.key"];
    let ran = employer.gws(&[&make[..], &["--json"]].concat()).run();
    assert_eq!(ran.status, 0, "{ran:?}");
    let commands = ran.json();
    let commands: Vec<&str> =
        commands["openssl"].as_array().expect("a list").iter().filter_map(|line| line.as_str()).collect();
    assert_eq!(commands.len(), 3);
    assert!(commands[0].contains("rsa_keygen_bits:3072 -out 'a b.key'"), "{commands:?}");
    assert!(commands[1].contains(r"-subj '/C=NZ/CN=Bell'\''s\/Bird' -days 30"), "{commands:?}");
    assert_eq!(fs::read_dir(employer.path()).expect("a folder").count(), 0, "nothing was written");
    #[cfg(unix)]
    {
        for command in &commands[..2] {
            let shell =
                std::process::Command::new("sh").args(["-c", command]).current_dir(employer.path()).output();
            assert!(shell.expect("a shell").status.success(), "{command}");
        }
        assert_eq!(text(&employer.gws(&["thumbprint", "m2m.crt", "--json"]).json(0), "key"), "RSA 3072");
    }
}

#[test]
fn arguments_that_are_not_right() {
    let employer = Employer::new(&[]);
    let run = |arguments: &[&str]| employer.gws(&[&["keygen", "--json"], arguments].concat()).run();
    for (alg, days, status, expected) in [
        ("ES256", "1462", 1, "certificate_four_years"),
        ("RS256", "1462", 1, "certificate_four_years"),
        ("ES256", "4294967295", 1, "certificate_four_years"),
        ("ES256", "0", 2, "usage"),
        ("ES256", "-1", 2, "usage"),
        ("ES256K", "1", 2, "usage"),
    ] {
        let ran = run(&["--alg", alg, "--subject", "CN=x", "--days", days]);
        assert_eq!((ran.status, code(&ran.json())), (status, expected), "{alg} {days}");
    }
    let long = format!("CN={}", "x".repeat(65));
    for subject in ["", "Weka", "CN=", "XX=1", "CN=a,", "C=New Zealand,CN=x", "CN=a\nb", "CN=\\ff", &long] {
        let ran = run(&["--alg", "ES256", "--subject", subject, "--days", "1"]);
        assert_eq!((ran.status, code(&ran.json())), (2, "subject_invalid"), "{subject}");
    }
    let subject = ["--alg", "ES256", "--subject", "CN=x"];
    assert_eq!(code(&run(&subject).json()), "usage", "--days is missing");
    for (more, expected) in [
        (&["--days", "1", "--cert", "m2m.key"][..], "same_file"),
        (&["--days", "1", "--cert", "a", "--csr", "b"], "usage"),
        (&["--days", "1", "--cert", "no/such/folder.crt"], "file_unwritable"),
    ] {
        let ran = run(&[&subject[..], more].concat());
        assert_eq!((ran.status, code(&ran.json())), (2, expected));
    }
    assert_eq!(code(&run(&[&subject[..], &["--days", "1", "--now", "-1"]].concat()).json()), "time_invalid");
    assert_eq!(fs::read_dir(employer.path()).expect("a folder").count(), 0, "nothing was left behind");
}

#[test]
fn a_request_for_mutual_tls_is_what_a_ca_and_the_check_take() {
    let employer = Employer::new(&[]);
    let name = "0123456789abcdef0123456789ABCDEF.irdgws.test.example.co.nz";
    for (alg, key, csr) in [(None, "mtls.key", "mtls.csr"), (Some("ES384"), "own.key", "own.csr")] {
        let mut make = vec!["keygen", "--mtls", name, "--json"];
        if let Some(alg) = alg {
            make.extend(["--alg", alg, "--key", key, "--csr", csr]);
        }
        let made = employer.gws(&make).json(0);
        assert_eq!((text(&made, "key"), text(&made, "csr")), (key, csr));
        let seen = openssl(employer.path(), &format!("req -in {csr} -verify -noout -text"));
        for part in ["verify OK", name, "TLS Web Client Authentication", "Digital Signature"] {
            assert!(seen.contains(part), "{part}: {seen}");
        }
        assert_eq!(code(&employer.gws(&make).json(2)), "file_exists");
        // A CA issues from it; the certificate passes the check.
        openssl(employer.path(), "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out ca.key");
        openssl(
            employer.path(),
            "req -x509 -new -key ca.key -subj /O=Sectigo_Limited/CN=CA -days 60 -out ca.crt",
        );
        openssl(
            employer.path(),
            &format!(
                "x509 -req -in {csr} -CA ca.crt -CAkey ca.key -CAcreateserial -copy_extensions copy -days 60 -out leaf.crt"
            ),
        );
        employer.write("chain.pem", [employer.read("leaf.crt"), employer.read("ca.crt")].concat());
        let check = ["check", "mtls", "--env", "test", "--cert", "chain.pem", "--key", key, "--json"];
        let found = employer.gws(&check).json(0);
        assert!(
            found["findings"].as_array().is_some_and(|all| all.iter().all(|one| one["verdict"] == "pass")),
            "{found}"
        );
    }
    for wrong in ["www.example.co.nz", "0123.irdgws.test.example.co.nz", ""] {
        assert_eq!(code(&employer.gws(&["keygen", "--mtls", wrong, "--json"]).json(2)), "common_name_form");
    }
    let both = ["keygen", "--mtls", name, "--subject", "CN=x", "--json"];
    assert_eq!(code(&employer.gws(&both).json(2)), "usage");
    let printed =
        employer.gws(&["keygen", "--mtls", name, "--alg", "RS256", "--key", "rsa.key", "--json"]).json(0);
    let commands = printed["openssl"].to_string();
    assert!(commands.contains("-addext extendedKeyUsage=clientAuth -out mtls.csr"), "{commands}");
}

#[test]
fn a_key_for_sftp_is_what_ssh_keygen_takes() {
    let employer = Employer::new(&[]);
    let ssh_keygen = |arguments: &[&str]| {
        let ran = Command::new("ssh-keygen").args(arguments).current_dir(employer.path()).output();
        let ran = ran.expect("ssh-keygen is there");
        assert!(ran.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
        String::from_utf8(ran.stdout).expect("text")
    };
    for (alg, kind, key) in [
        (None, "ecdsa-sha2-nistp256", "id_ecdsa"),
        (Some("ES384"), "ecdsa-sha2-nistp384", "b"),
        (Some("ES512"), "ecdsa-sha2-nistp521", "c"),
    ] {
        let mut make = vec!["keygen", "--ssh", "--json"];
        if let Some(alg) = alg {
            make.extend(["--alg", alg, "--key", key]);
        }
        let made = employer.gws(&make).json(0);
        let public = format!("{key}.pub");
        assert_eq!((text(&made, "key"), text(&made, "public_key")), (key, public.as_str()));
        let shown = ssh_keygen(&["-l", "-f", &public]);
        assert_eq!(shown.split(' ').nth(1), Some(text(&made, "fingerprint")));
        // The private key is that of the line, and signs.
        let line = String::from_utf8(employer.read(&public)).expect("text");
        assert!(line.starts_with(kind));
        let again = ssh_keygen(&["-y", "-f", key]);
        assert_eq!(again.split(' ').nth(1).map(str::trim), line.split(' ').nth(1));
        employer.write("text", "hello");
        let _ = fs::remove_file(employer.path().join("text.sig"));
        ssh_keygen(&["-Y", "sign", "-q", "-n", "file", "-f", key, "text"]);
        employer.write("signers", format!("me {line}"));
        let verify = Command::new("ssh-keygen")
            .args(["-Y", "verify", "-n", "file", "-f", "signers", "-I", "me", "-s", "text.sig"])
            .stdin(fs::File::open(employer.path().join("text")).expect("a file"))
            .current_dir(employer.path())
            .output()
            .expect("ssh-keygen is there");
        assert!(verify.status.success(), "{verify:?}");
        assert_eq!(employer.gws(&["check", "ssh", "--key", &public]).run().status, 0);
        assert_eq!(code(&employer.gws(&make).json(2)), "file_exists");
    }
    let rsa = ["keygen", "--ssh", "--alg", "RS256", "--key", "d", "--json"];
    assert_eq!(code(&employer.gws(&rsa).json(2)), "ssh_algorithm");
    assert_eq!(code(&employer.gws(&["keygen", "--ssh", "--days", "3", "--json"]).json(2)), "usage");
    assert!(!employer.path().join("d").exists());
}
