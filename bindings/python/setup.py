"""Builds the Rust library with cargo, and puts it beside `_boundary.py`, which loads it."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from setuptools import Distribution, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_py import build_py

WORKSPACE = Path(__file__).resolve().parents[2]
CARGO = "build --release --locked --lib --package gws-auth-uniffi --message-format json-render-diagnostics"


def library() -> Path:
    """The path of the built library, as cargo reports it; GWS_AUTH_FEATURES names features of it, such as aws-lc."""
    features = [f"--features={names}"] if (names := os.environ.get("GWS_AUTH_FEATURES")) else []
    done = subprocess.run(["cargo", *CARGO.split(), *features], cwd=WORKSPACE, stdout=subprocess.PIPE, check=True)
    for line in done.stdout.splitlines():
        message = json.loads(line)
        if message.get("target", {}).get("name") == "gws_auth_uniffi":
            for name in message.get("filenames", []):
                if name.endswith((".so", ".dylib", ".dll")):
                    return Path(name)
    raise RuntimeError("cargo built no library")


class Build(build_py):
    """The Python files, and the library."""

    def run(self) -> None:
        super().run()
        built = library()
        shutil.copyfile(built, Path(self.build_lib) / "gws_auth" / built.name)


class Wheel(bdist_wheel):
    """Any Python 3, this platform: the library is loaded by ctypes."""

    def get_tag(self) -> tuple[str, str, str]:
        return "py3", "none", super().get_tag()[2]


class Native(Distribution):
    """Not only Python."""

    def has_ext_modules(self) -> bool:
        return True


# Nothing is left in the source tree, and nothing of an earlier build gets into a wheel.
scratch = tempfile.TemporaryDirectory(prefix="gws-auth-")

setup(
    distclass=Native,
    cmdclass={"build_py": Build, "bdist_wheel": Wheel},
    options={"build": {"build_base": scratch.name}, "egg_info": {"egg_base": scratch.name}},
)
