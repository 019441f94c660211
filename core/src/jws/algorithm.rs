//! The six algorithms (M2M-2, RFC 7518 3.1).

use sha2::{Digest as _, Sha256, Sha384, Sha512};

/// A signature algorithm: a closed set that a setting may narrow, never widen (ENV-8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// ECDSA on P-256 with SHA-256: preferred.
    Es256,
    /// ECDSA on P-384 with SHA-384.
    Es384,
    /// ECDSA on P-521 with SHA-512.
    Es512,
    /// RSASSA-PKCS1-v1_5 with SHA-256: recommended, but RSA is being discouraged.
    Rs256,
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    Rs384,
    /// RSASSA-PKCS1-v1_5 with SHA-512.
    Rs512,
}

impl Algorithm {
    /// All six.
    pub const ALL: [Self; 6] = [Self::Es256, Self::Es384, Self::Es512, Self::Rs256, Self::Rs384, Self::Rs512];

    /// The name in the header: `ES256` and so on.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Es256 => "ES256",
            Self::Es384 => "ES384",
            Self::Es512 => "ES512",
            Self::Rs256 => "RS256",
            Self::Rs384 => "RS384",
            Self::Rs512 => "RS512",
        }
    }

    const fn bit(self) -> u8 {
        1u8.wrapping_shl(self as u32)
    }

    /// The algorithm with this exact name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.name() == name)
    }

    /// The hash that is signed.
    #[must_use]
    pub const fn hash(self) -> Hash {
        match self {
            Self::Es256 | Self::Rs256 => Hash::Sha256,
            Self::Es384 | Self::Rs384 => Hash::Sha384,
            Self::Es512 | Self::Rs512 => Hash::Sha512,
        }
    }

    /// The curve, or `None` for RSA.
    #[must_use]
    pub const fn curve(self) -> Option<Curve> {
        match self {
            Self::Es256 => Some(Curve::P256),
            Self::Es384 => Some(Curve::P384),
            Self::Es512 => Some(Curve::P521),
            _ => None,
        }
    }
}

/// A set of algorithms: what a setting allows (ENV-8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Algorithms(u8);

impl Algorithms {
    /// All six.
    pub const ALL: Self = Self(0b11_1111);

    /// None yet.
    pub const NONE: Self = Self(0);

    /// These and `algorithm`.
    #[must_use]
    pub const fn with(self, algorithm: Algorithm) -> Self {
        Self(self.0 | algorithm.bit())
    }

    /// Whether `algorithm` is among them.
    #[must_use]
    pub const fn contains(self, algorithm: Algorithm) -> bool {
        self.0 & algorithm.bit() != 0
    }
}

/// A hash of the SHA-2 family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hash {
    /// 32 bytes.
    Sha256,
    /// 48 bytes.
    Sha384,
    /// 64 bytes.
    Sha512,
}

impl Hash {
    /// SHA-256 of bytes that come one by one.
    pub(crate) fn sha256() -> Sha256Stream {
        Sha256Stream { hash: Sha256::new(), room: [0; 64], held: 0 }
    }

    /// The hash of `bytes`.
    #[must_use]
    pub fn of(self, bytes: &[u8]) -> Digest {
        match self {
            Self::Sha256 => Digest::new(&Sha256::digest(bytes)),
            Self::Sha384 => Digest::new(&Sha384::digest(bytes)),
            Self::Sha512 => Digest::new(&Sha512::digest(bytes)),
        }
    }
}

/// SHA-256 of bytes that come one by one, hashed block by block.
pub(crate) struct Sha256Stream {
    hash: Sha256,
    room: [u8; 64],
    held: usize,
}

impl Sha256Stream {
    /// Takes the next byte.
    pub(crate) fn byte(&mut self, byte: u8) {
        if let Some(slot) = self.room.get_mut(self.held) {
            *slot = byte;
        }
        self.held = self.held.saturating_add(1);
        if self.held >= self.room.len() {
            self.hash.update(self.room);
            self.held = 0;
        }
    }

    /// The hash of all of them.
    pub(crate) fn finish(mut self) -> Digest {
        self.hash.update(self.room.get(..self.held).unwrap_or_default());
        Digest::new(&self.hash.finalize())
    }
}

/// 32, 48 or 64 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest {
    bytes: [u8; 64],
    length: usize,
}

impl Digest {
    fn new(bytes: &[u8]) -> Self {
        let mut digest = Self { bytes: [0; 64], length: bytes.len() };
        for (slot, byte) in digest.bytes.iter_mut().zip(bytes) {
            *slot = *byte;
        }
        digest
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

/// A curve of the ECDSA algorithms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Curve {
    /// secp256r1
    P256,
    /// secp384r1
    P384,
    /// secp521r1
    P521,
}

impl Curve {
    /// Its name in a JWK: `P-256`, `P-384` or `P-521`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::P256 => "P-256",
            Self::P384 => "P-384",
            Self::P521 => "P-521",
        }
    }

    /// The bytes of r, of s and of a coordinate.
    #[must_use]
    pub const fn width(self) -> usize {
        match self {
            Self::P256 => 32,
            Self::P384 => 48,
            Self::P521 => 66,
        }
    }

    /// The order n, big-endian (FIPS 186-5, SP 800-186 3.2.1): r and s are from 1 to n - 1.
    pub(super) const fn order(self) -> &'static [u8] {
        match self {
            Self::P256 => &N256,
            Self::P384 => &N384,
            Self::P521 => &N521,
        }
    }
}

#[rustfmt::skip]
const N256: [u8; 32] = [
    0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
];
#[rustfmt::skip]
const N384: [u8; 48] = [
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xC7, 0x63, 0x4D, 0x81, 0xF4, 0x37, 0x2D, 0xDF,
    0x58, 0x1A, 0x0D, 0xB2, 0x48, 0xB0, 0xA7, 0x7A, 0xEC, 0xEC, 0x19, 0x6A, 0xCC, 0xC5, 0x29, 0x73,
];
#[rustfmt::skip]
const N521: [u8; 66] = [
    0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xFF, 0xFA, 0x51, 0x86, 0x87, 0x83, 0xBF, 0x2F, 0x96, 0x6B, 0x7F, 0xCC, 0x01, 0x48, 0xF7, 0x09,
    0xA5, 0xD0, 0x3B, 0xB5, 0xC9, 0xB8, 0x89, 0x9C, 0x47, 0xAE, 0xBB, 0x6F, 0xB7, 0x1E, 0x91, 0x38,
    0x64, 0x09,
];
