"""A standalone Spark cluster of this machine: a master and two workers, each a process of its own, on free ports of 127.0.0.1."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

import pytest

from tests.engines.spark import JVM_FLAGS, Driver

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

WORKERS = 2
MASTER_CLASS = "org.apache.spark.deploy.master.Master"
WORKER_CLASS = "org.apache.spark.deploy.worker.Worker"
START_SECONDS = 60
STOP_SECONDS = 15
# The daemons keep books only; an executor needs 450 MB at least.
DAEMON_MEMORY = "192m"
EXECUTOR_MEMORY = "512m"
APPLICATION = {
    "spark.cores.max": str(WORKERS),
    "spark.executor.cores": "1",
    "spark.executor.memory": EXECUTOR_MEMORY,
    "spark.executor.extraJavaOptions": JVM_FLAGS,
    "spark.scheduler.minRegisteredResourcesRatio": "1.0",
    "spark.scheduler.maxRegisteredResourcesWaitingTime": f"{START_SECONDS}s",
}


@dataclass(frozen=True)
class Daemons:
    """The processes of a cluster: where its master takes applications, and where it tells of itself."""

    processes: tuple[subprocess.Popen[bytes], ...]
    master: str
    page: str

    def state(self) -> dict[str, Any]:
        """Ask the master what it knows: `aliveworkers`, `workers`, `activeapps` and more."""
        with urlopen(f"{self.page}/json/", timeout=10) as answer:
            return dict(json.load(answer))


@dataclass(frozen=True)
class Cluster:
    """A cluster as a test sees it: a session whose work is done by the workers, and the daemons behind it."""

    session: SparkSession
    daemons: Daemons


@pytest.fixture(scope="session")
def spark_daemons(spark_driver: Driver, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Daemons]:
    """A master and two workers, started by the first test that asks for them."""
    with running_daemons(tmp_path_factory.mktemp("cluster")) as daemons:
        yield daemons
        # Executors are children of the workers: with the application they end in order.
        spark_driver.stop_application()


@pytest.fixture
def spark_cluster(spark_driver: Driver, spark_daemons: Daemons) -> Cluster:
    """A new session on the cluster; it begins work only when both executors are there, one core each."""
    return Cluster(spark_driver.session(APPLICATION | {"spark.master": spark_daemons.master}), spark_daemons)


@contextmanager
def running_daemons(folder: Path) -> Iterator[Daemons]:
    """Run a master and its workers until the block ends."""
    with ExitStack() as stack:
        log = folder / "master.log"
        started = [stack.enter_context(daemon(log, [MASTER_CLASS, "--host", "127.0.0.1", "--port", "0", "--webui-port", "0"]))]
        master = announced(log, r"Starting Spark master at (spark://\S+)", started[0])
        page = announced(log, r"MasterWebUI to \S+, and started at (http://\S+)", started[0]).rstrip("/")
        for number in range(WORKERS):
            work = folder / f"worker-{number}"
            arguments = ["--host", "127.0.0.1", "--port", "0", "--webui-port", "0", "--cores", "1", "--memory", EXECUTOR_MEMORY]
            started.append(
                stack.enter_context(daemon(work.with_suffix(".log"), [WORKER_CLASS, *arguments, "--work-dir", str(work), master]))
            )
        daemons = Daemons(tuple(started), master, page)
        wait_for_workers(daemons)
        yield daemons


@contextmanager
def daemon(log: Path, arguments: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run one daemon as Spark's own script does: the script becomes the JVM, so the handle is the JVM's."""
    import pyspark

    home = Path(pyspark.__file__).parent
    environment = os.environ | {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_DIRS": str(log.parent / "scratch"),
        "SPARK_DAEMON_MEMORY": DAEMON_MEMORY,
        "SPARK_DAEMON_JAVA_OPTS": f"{JVM_FLAGS} -Dluoshi.log=info",
    }
    with log.open("wb") as out:
        process = subprocess.Popen([home / "bin" / "spark-class", *arguments], stdout=out, stderr=out, env=environment)
    try:
        yield process
    finally:
        end(process)


def announced(log: Path, pattern: str, process: subprocess.Popen[bytes]) -> str:
    """Wait until a daemon has written its address, and return it."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        found = re.search(pattern, log.read_text("utf-8", "replace"))
        if found:
            return found.group(1)
        time.sleep(0.05)
    raise RuntimeError(f"the daemon did not start: {log.read_text('utf-8', 'replace')}")


def wait_for_workers(daemons: Daemons) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if daemons.state()["aliveworkers"] == WORKERS:
            return
        time.sleep(0.05)
    raise RuntimeError(f"the workers did not register: {daemons.state()}")


def end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(STOP_SECONDS)
