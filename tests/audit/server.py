"""An installation as in production: gunicorn, collected files, a database of its own with the demo data."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

BASE_DIR = Path(__file__).resolve().parents[2]
SECRET_KEY = "for one audit on this machine alone, thrown away with its database"
PRODUCTION = {"DEBUG": "false", "ALLOWED_HOSTS": "localhost", "SECURE_SSL_REDIRECT": "false"}


@contextmanager
def production(folder: Path) -> Iterator[tuple[str, str, int]]:
    """Serves until the block ends; gives the address, the session of a planner, the computed campaign."""
    environment = {
        **os.environ,
        "SECRET_KEY": SECRET_KEY,
        "DATABASE_URL": f"sqlite:///{folder / 'audit.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
    }
    session, campaign = python("-m", "tests.audit.prepare", env=environment).split()
    environment |= PRODUCTION
    python("manage.py", "collectstatic", "--noinput", "--verbosity", "0", env=environment)
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "config.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--threads",
        "4",
    ]
    with subprocess.Popen(command, cwd=BASE_DIR, env=environment, stderr=subprocess.DEVNULL) as server:
        try:
            base = f"http://localhost:{port}"
            wait_for(f"{base}/healthz")
            yield base, session, int(campaign)
        finally:
            server.terminate()


def python(*arguments: str, env: dict[str, str]) -> str:
    """What the program printed."""
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=BASE_DIR, env=env, check=True, text=True, stdout=subprocess.PIPE
    ).stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url: str, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            urlopen(url).close()  # noqa: S310
            return
        except URLError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
