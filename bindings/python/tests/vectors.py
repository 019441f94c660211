"""Runs the vectors that every language runs. Alone: `python tests/vectors.py`; `GWS_VECTORS` names another folder of them."""

import json
import sys
from collections import Counter
from typing import Any, Callable

import gws_auth
from vector_case import Case, Failure, HostRefusal, NotReadable, Refused, error_fields, folder, outcome_fields, same
from vector_m2m import without_signature
from vector_ops import OPS

Vector = dict[str, Any]
RESULTS = ("out", "refused", "unreadable", "error")


def load() -> list[Vector]:
    """All of them."""
    files = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder().glob("*.json"))]
    return [vector for vectors in files if isinstance(vectors, list) for vector in vectors]


class Offers:
    """`offers.json`: which calls there are, and what a vector is run through."""

    def __init__(self) -> None:
        offers = json.loads((folder() / "offers.json").read_text(encoding="utf-8"))
        self.calls: dict[str, list[str]] = offers["calls"]
        self.ops: dict[str, list[str]] = offers["ops"]
        self.without_vectors: list[str] = offers["without_vectors"]

    def run_through(self, vector: Vector) -> list[str]:
        """The calls that a vector is run through."""
        op, request = vector["op"], vector["in"].get("request")
        for name in (f"{op} {request}", op):
            if name in self.ops:
                return self.ops[name]
        if op not in self.calls:
            raise Failure(f"the operation {op} is not known")
        return [op]

    def left_out(self, vector: Vector) -> str | None:
        """The reason, if a vector is not for this language."""
        calls = self.run_through(vector)
        if not calls or not all("python" in self.calls[call] for call in calls):
            return "not offered"
        return "the caller owns no buffer" if "out_capacity" in vector["in"] else None

    def untried(self, vectors: list[Vector]) -> set[str]:
        """The calls that are offered, and that none of these vectors has tried."""
        tried = {call for vector in vectors for call in (vector["op"], *self.run_through(vector))}
        offered = {call for call, languages in self.calls.items() if "python" in languages}
        return offered - tried - set(self.without_vectors)


def result(vector: Vector, run: Callable[[Case], dict[str, Any]]) -> dict[str, Any]:
    """What the call comes to, as the vectors write it."""
    case = Case(vector["in"])
    try:
        return {"out": run(case)}
    except gws_auth.GwsAuthError as error:
        return {"error": error_fields(error)}
    except HostRefusal as refusal:
        return {"error": {"code": refusal.code}}
    except Refused as refused:
        return {"refused": outcome_fields(refused.refusal)}
    except NotReadable as reply:
        return {"unreadable": outcome_fields(reply.unreadable)}
    finally:
        case.all_read()


def expectation(vector: Vector) -> dict[str, Any]:
    """What the vector expects."""
    expected: dict[str, Any] = {name: dict(vector[name]) for name in RESULTS if name in vector}
    if len(expected) != 1:
        raise Failure("a vector expects exactly one thing")
    if "unreadable" in expected:
        # Only Rust's calls without allocation have it.
        expected["unreadable"].pop("at", None)
    if vector["op"] == "m2m_sign" and "out" in expected:
        out = expected["out"]
        if not all("." in out.get(name, "") for name in ("token", "authorization")):
            raise Failure("an expectation of another shape")
        expected["out"] = without_signature(out)
    return expected


def judge(vector: Vector) -> str | None:
    """The reason why a vector does not hold, if it does not."""
    try:
        expected = expectation(vector)
        if vector["op"] not in OPS:
            raise Failure(f"the operation {vector['op']} is not known")
        for run in OPS[vector["op"]]:
            got = result(vector, run)
            if not same(expected, got):
                return f"{vector['id']}: expected {expected}, got {got}"
    except Failure as failure:
        return f"{vector['id']}: {failure}"
    return None


def run(vectors: list[Vector]) -> tuple[int, Counter[str], list[str]]:
    """How many hold, how many are left out for which reason, and what fails."""
    offers, tried = Offers(), list[Vector]()
    reasons, failures = Counter[str](), list[str]()
    for vector in vectors:
        try:
            reason = offers.left_out(vector)
        except Failure as failure:
            failures.append(f"{vector['id']}: {failure}")
            continue
        if reason is not None:
            reasons[reason] += 1
            continue
        tried.append(vector)
        wrong = judge(vector)
        if wrong is not None:
            failures.append(wrong)
    failures += [f"no vector has tried {call}" for call in sorted(offers.untried(tried))]
    return len(tried) - len(failures), reasons, failures


def summary(passed: int, reasons: Counter[str]) -> str:
    """One line."""
    parts = ", ".join(f"{reason}: {count}" for reason, count in sorted(reasons.items()))
    return f"vectors Python: {passed} passed, {reasons.total()} left out ({parts})"


def main() -> int:
    """0 if every vector holds."""
    passed, reasons, failures = run(load())
    print("\n".join(failures), file=sys.stderr, end="\n" if failures else "")
    print(summary(passed, reasons))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
