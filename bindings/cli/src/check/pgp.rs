//! `check pgp`: an OpenPGP public key for files over SFTP (PGP-1), read by the user's own GnuPG.
//!
//! GnuPG and no crate, as whoever exchanges such files has it already, it checks the key's own signatures in the way
//! that the files will be made with, and a second OpenPGP in this command would be a hundred crates more to trust.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use gws_auth_core::UnixSeconds;
use gws_auth_core::calls::{Finding, Verdict};

use crate::exit::{Failure, Status};
use crate::text::date;

const RULE: &str = "PGP-1";

/// A key that ends sooner should be replaced now, in days.
const SOON: UnixSeconds = 30;

/// Ciphers and hashes by their numbers (RFC 9580 9.3 and 9.5), as GnuPG lists preferences.
const AES_256: &str = "S9";
const SHA_256: &str = "H8";

/// The findings about the key in `bytes`.
pub(crate) fn check(bytes: &[u8], now: UnixSeconds) -> Result<Vec<Finding>, Failure> {
    let mut found = Vec::new();
    if is_private(bytes) {
        let remedy = "pass the public key alone: gpg --armor --export NAME > public.asc";
        found.push(fail("pgp_private", "this is a private key, which stays where it is", remedy));
        return Ok(found);
    }
    let home = Home::new()?;
    home.run(&["--import"], bytes)?;
    let listing = home.run(&["--with-colons", "--list-keys"], b"")?;
    let keys = Key::all(&listing);
    let [key] = keys.as_slice() else {
        let (seen, remedy) = match keys.len() {
            0 => (
                "no OpenPGP public key is in this file",
                "export it again: gpg --armor --export NAME > public.asc",
            ),
            _ => (
                "several keys are in this file",
                "export one alone: gpg --armor --export FINGERPRINT > public.asc",
            ),
        };
        found.push(fail("pgp_key", seen, remedy));
        return Ok(found);
    };
    let seen = format!("{} bits, fingerprint {}", key.bits, key.fingerprint);
    found.push(pass("pgp_key", seen));
    found.push(lifetime(key, now));
    found.push(if key.encrypts {
        pass("pgp_encryption", "it can be encrypted to".into())
    } else {
        let remedy = "add a subkey that encrypts: gpg --quick-add-key FINGERPRINT default encr";
        fail("pgp_encryption", "it has no key that can be encrypted to", remedy)
    });
    let menu = home.run(&["--with-colons", "--edit-key", &key.fingerprint, "quit"], b"")?;
    preferences(&mut found, &menu);
    Ok(found)
}

fn lifetime(key: &Key, now: UnixSeconds) -> Finding {
    match (key.validity, key.expires) {
        ('r', _) => fail("pgp_revoked", "the key is revoked", "make a new one, and give it to IR"),
        ('i', _) => fail(
            "pgp_signature",
            "the key's signature over itself does not hold",
            "export it again, and have the file sent unchanged",
        ),
        (_, Some(end)) if end <= now => fail(
            "pgp_expired",
            &format!("it ended at {}", date(end).unwrap_or_default()),
            "give it a later end and export it again: gpg --quick-set-expire FINGERPRINT 2y",
        ),
        (_, Some(end)) if end - now < SOON * 86_400 => Finding {
            verdict: Verdict::Warn,
            ..fail(
                "pgp_expired",
                &format!("it ends at {}", date(end).unwrap_or_default()),
                "give it a later end now, as IR has to take it up: gpg --quick-set-expire FINGERPRINT 2y",
            )
        },
        (_, Some(end)) => pass("pgp_expired", format!("it ends at {}", date(end).unwrap_or_default())),
        (_, None) => pass("pgp_expired", "it does not expire".into()),
    }
}

/// Those of each user id: a sender may go by any of them.
fn preferences(found: &mut Vec<Finding>, menu: &str) {
    let lists: Vec<&str> = lines(menu)
        .filter(|fields| fields[0] == "uid")
        .filter_map(|fields| fields.get(12).copied())
        .collect();
    let all_have = |wanted: &str| {
        !lists.is_empty()
            && lists
                .iter()
                .all(|list| list.split(',').next().unwrap_or_default().split(' ').any(|one| one == wanted))
    };
    for (code, number, name) in [("pgp_cipher", AES_256, "AES-256"), ("pgp_hash", SHA_256, "SHA-256")] {
        found.push(if all_have(number) {
            pass(code, format!("{name} is among its preferences"))
        } else {
            let remedy = "set them and export the key again: gpg --edit-key FINGERPRINT, then setpref AES256 AES SHA512 SHA256 ZLIB ZIP, then save";
            fail(code, &format!("{name} is not among the preferences of each of its user ids"), remedy)
        });
    }
}

/// A primary key as GnuPG lists it.
struct Key {
    validity: char,
    bits: String,
    expires: Option<UnixSeconds>,
    encrypts: bool,
    fingerprint: String,
}

impl Key {
    fn all(listing: &str) -> Vec<Self> {
        let mut keys: Vec<Self> = Vec::new();
        for fields in lines(listing) {
            let field = |index: usize| fields.get(index).copied().unwrap_or_default();
            match field(0) {
                "pub" => keys.push(Self {
                    validity: field(1).chars().next().unwrap_or('-'),
                    bits: field(2).into(),
                    expires: field(6).parse().ok(),
                    // In capitals: what the whole key can do, its usable subkeys included. An expired one can nothing.
                    encrypts: field(11).contains('E') || field(1) == "e",
                    fingerprint: String::new(),
                }),
                "fpr" => {
                    if let Some(key) = keys.last_mut().filter(|key| key.fingerprint.is_empty()) {
                        key.fingerprint = field(9).into();
                    }
                }
                _ => {}
            }
        }
        keys
    }
}

fn lines(listing: &str) -> impl Iterator<Item = Vec<&str>> {
    listing.lines().map(|line| line.split(':').collect())
}

/// In armour or not: packets 5 and 7 are private keys (RFC 9580 5).
fn is_private(bytes: &[u8]) -> bool {
    let armoured = b"BEGIN PGP PRIVATE KEY";
    let packet = match bytes.first() {
        Some(tag) if tag & 0xC0 == 0xC0 => tag & 0x3F,
        Some(tag) if tag & 0x80 != 0 => (tag & 0x3C) >> 2,
        _ => 0,
    };
    matches!(packet, 5 | 7) || bytes.windows(armoured.len()).any(|part| part == armoured)
}

/// An empty home of GnuPG: the user's own keys are neither read nor changed.
struct Home(std::path::PathBuf);

impl Home {
    fn new() -> Result<Self, Failure> {
        let mut name = [0; 8];
        getrandom::fill(&mut name).map_err(|error| unusable(&error.to_string()))?;
        let name: String = name.iter().map(|byte| format!("{byte:02x}")).collect();
        let folder = std::env::temp_dir().join(format!("gws-auth-{name}"));
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&folder).map_err(|error| unusable(&error.to_string()))?;
        Ok(Self(folder))
    }

    /// What GnuPG prints. Its exit status says less than the listing: an unusable key is imported with an error.
    fn run(&self, arguments: &[&str], input: &[u8]) -> Result<String, Failure> {
        let file = self.0.join("key");
        std::fs::write(&file, input).map_err(|error| unusable(&error.to_string()))?;
        let mut command = Command::new("gpg");
        command
            .args(["--batch", "--no-tty", "--no-options", "--no-autostart", "--quiet", "--homedir"])
            .arg(&self.0);
        command.args(arguments).env("LC_ALL", "C").stdin(Stdio::null()).stderr(Stdio::null());
        if arguments == ["--import"] {
            command.arg(Path::new(&file));
        }
        let ran = command.output().map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Failure::new(
                Status::Usage,
                "gpg_missing",
                "OpenPGP keys are read by GnuPG, and there is no program gpg here: install GnuPG.",
            ),
            _ => unusable(&error.to_string()),
        })?;
        Ok(String::from_utf8_lossy(&ran.stdout).into_owned())
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn unusable(why: &str) -> Failure {
    Failure::new(Status::Usage, "gpg_failed", format!("GnuPG could not be run: {why}."))
}

fn pass(code: &str, seen: String) -> Finding {
    Finding { code: code.into(), rule: RULE.into(), verdict: Verdict::Pass, seen, remedy: None }
}

fn fail(code: &str, seen: &str, remedy: &str) -> Finding {
    let (code, rule) = (code.into(), RULE.into());
    Finding { code, rule, verdict: Verdict::Fail, seen: seen.into(), remedy: Some(remedy.into()) }
}
