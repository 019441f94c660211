"""A login, an exchange, a refresh and an M2M token, against the simulator: `python flow.py http://127.0.0.1:8400`.

The parts in which a person logs in, and in which certificates are made and registered, are the simulator's; the rest is
what an application does.
"""

import json
import secrets
import socket
import ssl
import sys
import tempfile
import time
import urllib.error
import urllib.request
from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.parse import urljoin

import gws_auth
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

CLIENT_ID = "SmartCloud_Payroll"
REDIRECT_URI = "https://client.example.com/return"
ISSUER = "www.payroll.example"


class NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect is a reply like any other."""

    def redirect_request(self, *_: Any) -> None:
        return None


def call(request: urllib.request.Request, timeout: int, tls: ssl.SSLContext | None = None) -> tuple[int, str, bytes]:
    """Sends once: urllib opens a connection for each request and never sends again. Status, Location and body."""
    opener = urllib.request.build_opener(NoRedirects, urllib.request.HTTPSHandler(context=tls))
    try:
        with opener.open(request, timeout=timeout) as reply:
            return reply.status, "", reply.read()
    except urllib.error.HTTPError as reply:
        with reply:
            return reply.code, reply.headers.get("Location", ""), reply.read()


def send(request: gws_auth.HttpRequest) -> tuple[int, bytes]:
    """Sends a request of the library as it stands."""
    headers = {header.name: header.value for header in request.headers}
    built = urllib.request.Request(request.url, request.body.encode(), headers, method=request.method)
    status, _, body = call(built, request.transport.timeout)
    return status, body


class NotGranted(Exception):
    """No tokens. `what` says what a program does next, how often, after how long, and who must act: whichever it is."""

    def __init__(self, what: gws_auth.Refusal | gws_auth.Unreadable | gws_auth.Advice) -> None:
        super().__init__(f"{what.request}: {what.advice}")
        self.what = what


def was_sent(error: OSError) -> bool:
    """False only where the request certainly did not leave this machine."""
    reason = getattr(error, "reason", error)
    return not isinstance(reason, (ConnectionRefusedError, socket.gaierror, ssl.SSLError))


def granted(request: gws_auth.HttpRequest) -> gws_auth.TokenSet:
    """The tokens that a request is answered with. Here an application stores them, before anything else."""
    sent_at = int(time.time())
    try:
        status, body = send(request)
    except OSError as error:
        raise NotGranted(gws_auth.no_reply(request.kind, was_sent(error))) from error
    match gws_auth.parse_token(request.kind, status, body, sent_at):
        case gws_auth.Granted(tokens):
            return tokens
        case gws_auth.Refused(refusal):
            raise NotGranted(refusal)
        case gws_auth.Unreadable() as unreadable:
            raise NotGranted(unreadable)


def log_in(environment: str, client_secret: str) -> tuple[gws_auth.TokenSet, gws_auth.TokenSet]:
    """The tokens of a login, and those of the refresh after it."""
    login = gws_auth.authorize(
        environment=environment,
        client_id=CLIENT_ID,
        redirect_uri=REDIRECT_URI,
        entropy=secrets.token_bytes(64),
        now=int(time.time()),
    )
    landing = person(environment, login.url)

    client = gws_auth.ClientSettings(environment=environment, client_id=CLIENT_ID, client_secret=client_secret)
    outcome = gws_auth.exchange_request(pending=login.pending, landing=landing, client=client, now=int(time.time()))
    match outcome:
        case gws_auth.Refused(refusal):
            raise NotGranted(refusal)
        case gws_auth.Granted(request):
            first = granted(request)

    assert first.refresh_token is not None
    # Here an application stores that the refresh token is being used: it works once.
    second = granted(gws_auth.refresh_request(client=client, refresh_token=first.refresh_token))
    return first, second


def person(environment: str, url: str) -> str:
    """What a person does in a browser: logs in, consents, and is sent back to the redirect URI. The simulator does it."""
    landing: str = control(environment, "/simulator/login", {"url": url, "user": "jsmith"})["landing"]
    return landing


def call_as_machine(environment: str) -> tuple[int, dict[str, Any]]:
    """Signs an M2M token with a new key and sends it. The status and the service's reply."""
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = registered(environment, key)

    claims = gws_auth.ClaimsToSign("ES256", gws_auth.CertificateReference(der=certificate), ISSUER)
    token = gws_auth.m2m_unsigned(claims, now=int(time.time()))
    signature = key.sign(token.signing_input.encode(), ec.ECDSA(hashes.SHA256()))
    signed = gws_auth.m2m_attach(token.signing_input, signature, gws_auth.SignatureForm.DER)

    service = control(environment, "/simulator/m2m")
    request = urllib.request.Request(
        urljoin(service["url"], "/gateway/customer/"), headers={"Authorization": signed.authorization}
    )
    status, _, body = call(request, timeout=30, tls=mutual_tls(environment, service["ca_pem"]))
    return status, json.loads(body)


def registered(environment: str, key: ec.EllipticCurvePrivateKey) -> bytes:
    """A certificate for the key, in DER, made known to the simulator."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Weka Limited")])
    now = datetime.now(timezone.utc)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(days=730))
    certificate = builder.sign(key, hashes.SHA256())
    pem = certificate.public_bytes(serialization.Encoding.PEM).decode()
    control(environment, "/simulator/m2m/owners", {"certificate": pem, "issuer": ISSUER, "customer": "Weka Limited"})
    return certificate.public_bytes(serialization.Encoding.DER)


def mutual_tls(environment: str, authority: str) -> ssl.SSLContext:
    """TLS that trusts the simulator's authority and shows a certificate of it."""
    issued = control(environment, "/simulator/m2m/client-certificates", {})
    tls = ssl.create_default_context(cadata=authority)
    # Python's ssl reads a key from a file only.
    with tempfile.NamedTemporaryFile("w", suffix=".pem") as file:
        file.write(issued["certificate_pem"] + issued["private_key_pem"])
        file.flush()
        tls.load_cert_chain(file.name)
    return tls


def control(environment: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """Asks the simulator's control interface."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(environment + path, data, {"Content-Type": "application/json"})
    status, _, reply = call(request, timeout=30)
    assert status == 200, f"{path}: status {status}"
    answer: dict[str, Any] = json.loads(reply)
    return answer


def main() -> None:
    """Both flows."""
    environment = sys.argv[1]
    first, second = log_in(environment, client_secret="simulator-Cloud-Secret-1")
    print(f"logged in: {first}, {first.expires_in} s; refreshed: {first.access_token != second.access_token}")
    status, reply = call_as_machine(environment)
    print(f"M2M: status {status}, authenticated as {reply['authenticated_as']}")


if __name__ == "__main__":
    main()
