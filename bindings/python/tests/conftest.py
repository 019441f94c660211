"""The simulator, as a fixture."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

TARGET = Path(__file__).resolve().parents[3] / "target" / "debug" / "gws-auth-simulator"


@pytest.fixture(scope="session")
def simulator() -> Iterator[str]:
    """The base URL of a simulator on free ports. `GWS_SIMULATOR_BIN` names another program."""
    program = os.environ.get("GWS_SIMULATOR_BIN", str(TARGET))
    with subprocess.Popen([program, "--port", "0"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = None
        for line in process.stdout:
            words = line.split()
            if words[:2] == ["base", "URL"]:
                url = words[2]
            if line.startswith("Ctrl-C"):
                break
        assert url, "the simulator did not start"
        yield url
        process.send_signal(signal.SIGINT)
        process.wait(timeout=10)
