"""Helpers for tests that need a separate process."""

import copy
import os
import pickle
import subprocess
import sys
from typing import Any


def run_python(code: str, *arguments: str) -> str:
    """The output of a fresh interpreter running *code*, with warnings as errors.

    Its coverage is not measured, since that loads modules of its own.
    """
    command = [sys.executable, "-W", "error", "-c", code, *arguments]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_PROCESS")}
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


_THROUGH = """
import pickle, sys
sys.stdout.write(pickle.dumps(pickle.loads(bytes.fromhex(sys.argv[1]))).hex())
"""


def through_another_process(dumped: bytes) -> bytes:
    """The value after another process has read and written its pickle."""
    return bytes.fromhex(run_python(_THROUGH, dumped.hex()))


def copies(value: Any) -> list[Any]:
    """Every kind of copy of *value*: copy, deepcopy, pickle, and a pickle that went through another process."""
    dumped = pickle.dumps(value)
    return [
        copy.copy(value),
        copy.deepcopy(value),
        pickle.loads(dumped),
        pickle.loads(through_another_process(dumped)),
    ]
