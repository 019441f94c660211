"""The vectors hold, and one that is spoiled does not."""

import copy
from typing import Any

import pytest
import vectors
from vector_case import folder
from vector_ops import OPS
from vectors import Vector


def test_every_vector_holds(capsys: pytest.CaptureFixture[str]) -> None:
    passed, reasons, failures = vectors.run(vectors.load())
    with capsys.disabled():
        print("\n" + vectors.summary(passed, reasons))
    assert passed and not failures, "\n".join(failures)


def spoiled(vector: Vector) -> list[Vector]:
    """The vector with each field of its expectation changed, with one dropped, and with one too many."""
    [kind] = [name for name in vectors.RESULTS if name in vector]
    copies = []

    def change(edit: Any) -> None:
        other = copy.deepcopy(vector)
        edit(other[kind])
        copies.append(other)

    # What only Rust's calls without allocation have is not compared.
    compared = {name: value for name, value in vector[kind].items() if (kind, name) != ("unreadable", "at")}
    for name, value in compared.items():
        other = not value if isinstance(value, bool) else value + 1 if isinstance(value, int) else f"x{value}"
        change(lambda fields, name=name, other=other: fields.update({name: other}))
    for name in compared:
        change(lambda fields, name=name: fields.pop(name))
    change(lambda fields: fields.update(another="field"))
    swapped = copy.deepcopy(vector)
    swapped["error"] = {"code": "panicked"}
    if kind != "error":
        del swapped[kind]
    copies.append(swapped)
    return copies


def test_a_spoiled_vector_fails() -> None:
    seen: dict[tuple[str, str], int] = {}
    offers = vectors.Offers()
    for vector in vectors.load():
        if offers.left_out(vector) is not None:
            continue
        kind = next(name for name in vectors.RESULTS if name in vector)
        count = seen.get((vector["op"], kind), 0)
        if count == 4:
            continue
        seen[vector["op"], kind] = count + 1
        for spoilt in spoiled(vector):
            assert vectors.judge(spoilt) is not None, spoilt
    assert {op for op, _ in seen} == set(OPS)


def test_what_the_runner_does_not_know_fails() -> None:
    vector = next(vector for vector in vectors.load() if vector["op"] == "authorize")
    assert vectors.judge({**vector, "op": "authorise"}) is not None
    assert vectors.judge({**vector, "in": {**vector["in"], "another": 1}}) is not None
    assert vectors.judge({**vector, "in": {**vector["in"], "now": "1790000000"}}) is not None


def test_too_few_vectors_fail(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "offers.json").write_bytes((folder() / "offers.json").read_bytes())
    monkeypatch.setenv("GWS_VECTORS", str(tmp_path))
    assert vectors.main() == 1
