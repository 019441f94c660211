"""What the on-boarding asks for: findings are data, and the services are a table."""

from pathlib import Path

import gws_auth
import pytest
from gws_auth import Verdict

FILES = Path(__file__).parents[3] / "tests" / "m2m" / "files"
NOW = 1_795_761_887
PLAIN_RSA = b"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAQDO me"


def failed(found: tuple[gws_auth.Finding, ...]) -> list[str]:
    assert all(one.seen and (one.verdict is Verdict.PASS) == (one.remedy is None) for one in found)
    return [one.code for one in found if one.verdict is Verdict.FAIL]


def test_client_and_redirect() -> None:
    assert failed(gws_auth.check_client("SmartSoftware_SmartPay")) == []
    assert failed(gws_auth.check_client("Smart:Pay")) == ["client_id_colon"]
    found = gws_auth.check_redirect_uris(["https://client.example.com/return", "http://localhost:5001/"])
    assert failed(found) == []
    assert "redirect_uri_localhost" in [one.code for one in found if one.verdict is Verdict.WARN]
    assert failed(gws_auth.check_redirect_uris(["https://client.example.com/#x"])) == ["redirect_uri_fragment"]


def test_keys_and_certificates() -> None:
    certificate, key = (FILES / "ec.crt").read_bytes(), (FILES / "k_literal_n.pem").read_bytes()
    assert failed(gws_auth.check_signing(certificate, NOW, key)) == []
    assert failed(gws_auth.check_signing(certificate, NOW, key, other=certificate)) == ["key_shared"]
    assert failed(gws_auth.check_signing(certificate, 4_000_000_000)) == ["certificate_expired"]
    chain = failed(gws_auth.check_mtls("test", [certificate], NOW, signing=certificate))
    assert {"common_name_form", "mtls_self_signed", "mtls_key_signs"} <= set(chain)
    assert failed(gws_auth.check_ssh(PLAIN_RSA)) == ["ssh_algorithm"]


def test_services() -> None:
    services = gws_auth.services()
    assert len({one.code for one in services}) == len(services) > 10
    for one in services:
        answer = gws_auth.service_access(one.code, "cloud", "m2m", "test")
        assert answer.allowed == one.m2m
        assert (answer.url or "").startswith("https://test5.services.ird.govt.nz:4046/") == one.m2m
    with pytest.raises(gws_auth.GwsAuthError) as caught:
        gws_auth.service_access("no_such", "cloud", "m2m", "test")
    assert caught.value.code == "argument_unknown"
