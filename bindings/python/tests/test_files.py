"""Key and certificate files as people have them: what core reads of them, and how it names what it does not."""

from pathlib import Path

import gws_auth
import pytest

FILES = Path(__file__).parents[3] / "tests" / "m2m" / "files"
NOW = 1_795_761_887


def sign(key: str, certificate: str, passphrase: str | None = None) -> gws_auth.SignedToken:
    der = (FILES / certificate).read_bytes()
    claims = gws_auth.ClaimsToSign(
        algorithm=gws_auth.certificate_facts(der).algorithms[0],
        certificate=gws_auth.CertificateReference(der=der),
        iss="www.example.com",
    )
    return gws_auth.m2m_sign((FILES / key).read_bytes(), claims, NOW, passphrase)


@pytest.mark.parametrize(
    ("key", "certificate"),
    [
        ("k_literal_n.pem", "ec.crt"),
        ("k_indented.pem", "ec.crt"),
        ("k_utf16le.pem", "ec.crt"),
        ("k_b64_of_pem.txt", "ec.crt"),
        ("k_latin1_attr.pem", "c_b64_bare.txt"),
        ("k_label_rsa_but_p8.pem", "rsa.crt"),
    ],
)
def test_keys_that_are_read(key: str, certificate: str) -> None:
    assert sign(key, certificate).expires_at == NOW + 3600


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("k_end_4dashes.pem", "pem_end"),
        ("k_p8_longlen.pem", "file_ber"),
        ("k.ppk", "file_putty"),
        ("a.jks", "file_java_key_store"),
        ("old.p12", "file_pkcs12"),
        ("rsa3p.pem", "key_rsa_primes"),
    ],
)
def test_keys_that_are_named(key: str, code: str) -> None:
    with pytest.raises(gws_auth.GwsAuthError) as caught:
        sign(key, "ec.crt")
    assert caught.value.code == code


def test_of_a_bundle_the_leaf_is_taken() -> None:
    for name in ("cat_leaf_ca.pem", "chain2_root_first.pem"):
        facts = gws_auth.certificate_facts((FILES / name).read_bytes())
        assert (facts.subject, facts.issuer, facts.count) == ("CN=Weka Payroll Limited", "CN=Test Issuing CA", 2)
