//! Points of curves in the forms that are not `04`, x, y: compressed and hybrid (SEC 1 2.3.3).
//!
//! Public numbers only, so nothing here has to take the same time whatever they are.

use crate::jws::Curve;
use alloc::vec::Vec;

/// `04`, x and y of a point in any of its forms; `None` if it is none, or not on the curve.
pub(super) fn uncompressed(curve: Curve, point: &[u8]) -> Option<Vec<u8>> {
    let (form, numbers) = point.split_first()?;
    let width = curve.width();
    let mut full = alloc::vec![4u8];
    match form {
        4 | 6 | 7 if numbers.len() == width.saturating_mul(2) => full.extend_from_slice(numbers),
        2 | 3 if numbers.len() == width => {
            let odd = *form == 3;
            full.extend_from_slice(numbers);
            full.extend_from_slice(&root(curve, numbers, odd)?);
        }
        _ => return None,
    }
    Some(full)
}

/// y of the point with this x: the odd or the even one of the two.
fn root(curve: Curve, x: &[u8], odd: bool) -> Option<Vec<u8>> {
    let (p, b) = numbers(curve)?;
    let field = Field { p };
    let x = limbs(x);
    if !is_less(&x, &field.p) || x.len() != field.p.len() {
        return None;
    }
    // y² = x³ - 3x + b
    let cube = field.times(&field.times(&x, &x), &x);
    let three = field.plus(&field.plus(&x, &x), &x);
    let square = field.plus(&field.minus(&cube, &three), &b);
    // p is 3 modulo 4 on all three curves, so a root is the power of (p + 1) / 4.
    let mut one = alloc::vec![0; field.p.len()];
    *one.first_mut()? = 1;
    let mut exponent = field.p.clone();
    add(&mut exponent, &one);
    halve(&mut exponent);
    halve(&mut exponent);
    let mut y = one;
    for bit in bits(&exponent) {
        y = field.times(&y, &y);
        if bit {
            y = field.times(&y, &square);
        }
    }
    if field.times(&y, &y) != square {
        return None;
    }
    let is_odd = y.first().is_some_and(|low| low & 1 == 1);
    if is_odd != odd {
        y = field.minus(&alloc::vec![0; field.p.len()], &y);
    }
    let bytes: Vec<u8> = y.iter().rev().flat_map(|limb| limb.to_be_bytes()).collect();
    bytes.get(bytes.len().checked_sub(curve.width())?..).map(<[u8]>::to_vec)
}

/// The prime and the constant b of a curve (FIPS 186-4 D.1.2).
fn numbers(curve: Curve) -> Option<(Vec<u32>, Vec<u32>)> {
    let (p, b) = match curve {
        Curve::P256 => (
            "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
            "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
        ),
        Curve::P384 => (
            "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
            "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef",
        ),
        Curve::P521 => (
            "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00",
        ),
    };
    Some((limbs(&bytes(p)?), limbs(&bytes(b)?)))
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    hex.as_bytes()
        .chunks(2)
        .map(|pair| core::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok()))
        .collect()
}

/// Numbers have their lowest limb first, and one limb more than they need: sums never run over.
fn limbs(big_endian: &[u8]) -> Vec<u32> {
    let limb = |bytes: &[u8]| bytes.iter().fold(0u32, |sum, byte| sum.wrapping_shl(8) | u32::from(*byte));
    big_endian.rchunks(4).map(limb).chain([0]).collect()
}

struct Field {
    p: Vec<u32>,
}

impl Field {
    fn plus(&self, a: &[u32], b: &[u32]) -> Vec<u32> {
        let mut sum = a.to_vec();
        add(&mut sum, b);
        self.reduced(sum)
    }

    fn minus(&self, a: &[u32], b: &[u32]) -> Vec<u32> {
        let mut sum = a.to_vec();
        add(&mut sum, &self.p);
        subtract(&mut sum, b);
        self.reduced(sum)
    }

    fn times(&self, a: &[u32], b: &[u32]) -> Vec<u32> {
        let mut product = alloc::vec![0; a.len()];
        for bit in bits(b) {
            let twice = product.clone();
            add(&mut product, &twice);
            product = self.reduced(product);
            if bit {
                add(&mut product, a);
                product = self.reduced(product);
            }
        }
        product
    }

    fn reduced(&self, mut number: Vec<u32>) -> Vec<u32> {
        if !is_less(&number, &self.p) {
            subtract(&mut number, &self.p);
        }
        number
    }
}

/// From the highest to the lowest.
fn bits(number: &[u32]) -> impl Iterator<Item = bool> + '_ {
    number.iter().rev().flat_map(|limb| (0..32u32).rev().map(move |at| limb.wrapping_shr(at) & 1 == 1))
}

fn is_less(a: &[u32], b: &[u32]) -> bool {
    a.iter().rev().lt(b.iter().rev())
}

fn add(a: &mut [u32], b: &[u32]) {
    let mut carry = false;
    for (a, b) in a.iter_mut().zip(b) {
        let (sum, over) = a.overflowing_add(*b);
        let (sum, again) = sum.overflowing_add(u32::from(carry));
        (*a, carry) = (sum, over || again);
    }
}

fn subtract(a: &mut [u32], b: &[u32]) {
    let mut borrow = false;
    for (a, b) in a.iter_mut().zip(b) {
        let (rest, under) = a.overflowing_sub(*b);
        let (rest, again) = rest.overflowing_sub(u32::from(borrow));
        (*a, borrow) = (rest, under || again);
    }
}

fn halve(number: &mut [u32]) {
    let mut carry = 0;
    for limb in number.iter_mut().rev() {
        let low = limb.wrapping_shl(31);
        *limb = limb.wrapping_shr(1) | carry;
        carry = low;
    }
}
