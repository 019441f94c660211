"""Runs the vectors that every language runs. Alone: `python tests/vectors.py`; `GWS_VECTORS` names another folder of them."""

import json
import sys
from collections import Counter
from typing import Any

import gws_auth
from vector_case import Case, Failure, HostRefusal, Refused, error_fields, folder, refusal_fields, same
from vector_ops import OPS

# Calls that the bindings do not offer yet.
NOT_OFFERED = {
    "environment",
    "redirect_uri",
    "registered_redirect_uri",
    "loopback_redirect_uris",
    "pending",
    "introspect_request",
    "revoke_request",
    "relay_check",
    "transport",
    "parse_introspection",
    "parse_revocation",
    "inspect",
    "jws_split",
    "jws_verify",
    "jws_key",
}

# As many as there are today; a run with fewer has lost some.
AT_LEAST = 946

Vector = dict[str, Any]


def load() -> list[Vector]:
    """All of them."""
    files = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder().glob("*.json"))]
    return [vector for vectors in files if isinstance(vectors, list) for vector in vectors]


def left_out(vector: Vector) -> str | None:
    """The reason, if a vector is not for this language."""
    if vector["op"] in NOT_OFFERED:
        return "not offered yet"
    if "out_capacity" in vector["in"]:
        return "the caller owns no buffer"
    if vector["op"] == "parse_refusal" and vector["in"]["request"] not in ("token", "refresh"):
        return "refusals of requests that are not offered yet"
    return None


def result(vector: Vector) -> dict[str, Any]:
    """What the call comes to, as the vectors write it."""
    case = Case(vector["in"])
    if vector["op"] not in OPS:
        raise Failure(f"the operation {vector['op']} is not known")
    try:
        return {"out": OPS[vector["op"]](case)}
    except gws_auth.GwsAuthError as error:
        return {"error": error_fields(error)}
    except HostRefusal as refusal:
        return {"error": {"code": refusal.codes[0]}}
    except Refused as refused:
        return {"refused": refusal_fields(refused.refusal)}
    finally:
        case.all_read()


def expectation(vector: Vector) -> dict[str, Any]:
    """What the vector expects."""
    expected: dict[str, Any] = {name: vector[name] for name in ("out", "refused", "error") if name in vector}
    if len(expected) != 1:
        raise Failure("a vector expects exactly one thing")
    if vector["op"] == "m2m_sign" and "out" in expected:
        # The platform's nonces are random (vector_ops).
        out = expected["out"]
        return {"out": {name: out[name] if name == "exp" else out[name].rpartition(".")[0] for name in out}}
    return expected


def judge(vector: Vector) -> str | None:
    """The reason why a vector does not hold, if it does not."""
    try:
        expected, got = expectation(vector), result(vector)
    except Failure as failure:
        return f"{vector['id']}: {failure}"
    if vector["op"] == "m2m_sign" and "out" in got and "out" in expected:
        lost = vector["out"].keys() - {"token", "authorization", "exp"}
        if lost or not all("." in vector["out"].get(name, "") for name in ("token", "authorization")):
            return f"{vector['id']}: an expectation of another shape"
    return None if same(expected, got) else f"{vector['id']}: expected {expected}, got {got}"


def run(vectors: list[Vector]) -> tuple[int, Counter[str], list[str]]:
    """How many hold, how many are left out for which reason, and what fails."""
    passed, reasons, failures = 0, Counter[str](), list[str]()
    for vector in vectors:
        reason = left_out(vector)
        if reason is not None:
            reasons[reason] += 1
            continue
        failure = judge(vector)
        if failure is None:
            passed += 1
        else:
            failures.append(failure)
    return passed, reasons, failures


def summary(passed: int, reasons: Counter[str]) -> str:
    """One line."""
    parts = ", ".join(f"{reason}: {count}" for reason, count in sorted(reasons.items()))
    return f"vectors Python: {passed} passed, {reasons.total()} left out ({parts})"


def main() -> int:
    """0 if every vector holds."""
    passed, reasons, failures = run(load())
    print("\n".join(failures), file=sys.stderr, end="\n" if failures else "")
    print(summary(passed, reasons))
    return 1 if failures or passed < AT_LEAST else 0


if __name__ == "__main__":
    sys.exit(main())
