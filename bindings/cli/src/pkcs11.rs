//! Keys in hardware: signing by a PKCS#11 module. The key stays there; what leaves is the signature.

mod uri;

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};
use cryptoki::mechanism::Mechanism;
use cryptoki::object::{Attribute, KeyType, ObjectClass, ObjectHandle};
use cryptoki::session::{Session, UserType};
use cryptoki::slot::{Slot, TokenInfo};
use cryptoki::types::AuthPin;
use gws_auth_core::calls::{SecretString, UnsignedToken};
use gws_auth_core::jws::Algorithm;

use crate::exit::{Failure, Status};

pub(crate) use uri::Uri;

/// The signature of the key that `uri` names: r beside s for ECDSA, PKCS#1 v1.5 for RSA. The PIN is tried once.
pub(crate) fn sign(
    uri: &Uri,
    pin: Option<&SecretString>,
    algorithm: Algorithm,
    unsigned: &UnsignedToken,
) -> Result<Vec<u8>, Failure> {
    let module = Pkcs11::new(&uri.module).map_err(|error| {
        let message = format!("The PKCS#11 module {} cannot be used: {error}.", uri.module.display());
        Failure::usage("pkcs11_module", message)
    })?;
    module.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)).map_err(failed("begin"))?;
    let slot = token(&module, uri)?;
    let session = module.open_ro_session(slot).map_err(failed("open a session"))?;
    if let Some(pin) = pin {
        let pin = AuthPin::new(pin.expose().into());
        session.login(UserType::User, Some(&pin)).map_err(refused_pin)?;
    }
    let key = key(&session, uri, algorithm, pin.is_some())?;
    let (mechanism, data) = match algorithm {
        // The digest: not every token hashes.
        Algorithm::Es256 | Algorithm::Es384 | Algorithm::Es512 => {
            (Mechanism::Ecdsa, unsigned.digest.as_slice())
        }
        Algorithm::Rs256 => (Mechanism::Sha256RsaPkcs, unsigned.signing_input.as_bytes()),
        Algorithm::Rs384 => (Mechanism::Sha384RsaPkcs, unsigned.signing_input.as_bytes()),
        Algorithm::Rs512 => (Mechanism::Sha512RsaPkcs, unsigned.signing_input.as_bytes()),
    };
    session.sign(&mechanism, key, data).map_err(failed("sign"))
}

/// The one token that the URI fits.
fn token(module: &Pkcs11, uri: &Uri) -> Result<Slot, Failure> {
    let mut fitting = Vec::new();
    for slot in module.get_slots_with_token().map_err(failed("list its tokens"))? {
        let info = module.get_token_info(slot).map_err(failed("tell of a token"))?;
        if fits(uri, slot, &info) {
            fitting.push(slot);
        }
    }
    match fitting.as_slice() {
        [slot] => Ok(*slot),
        [] => Err(Failure::usage("pkcs11_token", "No token of this module is the one that the URI names.")),
        _ => {
            Err(Failure::usage("pkcs11_token", "The URI fits several tokens: name one by token= or serial=."))
        }
    }
}

fn fits(uri: &Uri, slot: Slot, info: &TokenInfo) -> bool {
    let same =
        |wanted: &Option<String>, seen: &str| wanted.as_ref().is_none_or(|wanted| wanted == seen.trim_end());
    info.token_initialized()
        && same(&uri.token, info.label())
        && same(&uri.manufacturer, info.manufacturer_id())
        && same(&uri.model, info.model())
        && same(&uri.serial, info.serial_number())
        && uri.slot_id.is_none_or(|id| id == slot.id())
}

/// The one private key that the URI fits, of the algorithm's family.
fn key(session: &Session, uri: &Uri, algorithm: Algorithm, logged_in: bool) -> Result<ObjectHandle, Failure> {
    let family = if algorithm.curve().is_some() { KeyType::EC } else { KeyType::RSA };
    let mut wanted = vec![Attribute::Class(ObjectClass::PRIVATE_KEY), Attribute::KeyType(family)];
    wanted.extend(uri.object.as_ref().map(|label| Attribute::Label(label.clone().into_bytes())));
    wanted.extend(uri.id.clone().map(Attribute::Id));
    let keys = session.find_objects(&wanted).map_err(failed("look for the key"))?;
    match keys.as_slice() {
        [key] => Ok(*key),
        [] if !logged_in => Err(Failure::usage(
            "pkcs11_pin",
            "No such private key is seen without a PIN: give it in GWS_KEY_PASSPHRASE or with --passphrase-file.",
        )),
        [] => Err(Failure::usage(
            "pkcs11_key",
            "The token has no private key with this object= and id= of the kind that the certificate has.",
        )),
        _ => Err(Failure::usage(
            "pkcs11_key",
            "The URI fits several private keys: name one by object= and id=.",
        )),
    }
}

fn refused_pin(error: Error) -> Failure {
    match error {
        Error::Pkcs11(RvError::PinIncorrect | RvError::PinInvalid | RvError::PinLenRange, _) => Failure::new(
            Status::Refused,
            "pkcs11_pin",
            "The token refuses the PIN. It was tried once: tokens lock themselves after a few wrong ones.",
        ),
        Error::Pkcs11(RvError::PinLocked, _) => Failure::new(
            Status::Refused,
            "pkcs11_pin",
            "The token's PIN is locked: its administrator unlocks it.",
        ),
        other => failed("log in")(other),
    }
}

/// A module's own word for what went wrong. None of them holds a PIN or a key.
fn failed(what: &'static str) -> impl Fn(Error) -> Failure {
    move |error| {
        let message = format!("The PKCS#11 module could not {what}: {error}.");
        Failure::new(Status::Refused, "pkcs11_failed", message)
    }
}
