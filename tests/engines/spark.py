"""One small Spark a test process: a JVM of 1 GB, on two local threads or as the driver of a cluster, and a new session for each test.

A process holds one Spark application at a time, so the application is replaced when a test wants the other kind; the JVM stays.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.demands import missing

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

DEMANDED_BY = "LUOSHI_REQUIRE_SPARK"
JAVA_AT_LEAST = 17
LOCAL = {"spark.master": "local[2]"}
STOP_SECONDS = 30
LOGGING = Path(__file__).with_name("log4j2.properties")
# A test's tables are tiny and its JVM short-lived: measured, the second compiler and the parallel collector cost a third more time.
JVM_FLAGS = f"-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Duser.timezone=Asia/Shanghai -Dlog4j2.configurationFile={LOGGING.as_uri()}"
SETTINGS = {
    "spark.app.name": "luoshi-tests",
    "spark.driver.memory": "1g",
    "spark.driver.extraJavaOptions": JVM_FLAGS,
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.default.parallelism": "2",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "Asia/Shanghai",
}


class Driver:
    """The JVM of this process and the application that runs in it."""

    def __init__(self, folder: Path) -> None:
        from pyspark import SparkConf
        from pyspark.java_gateway import launch_gateway

        self.folder = folder
        self.application: SparkSession | None = None
        self.described: dict[str, str] = {}
        self.settings = SETTINGS | {"spark.sql.warehouse.dir": str(folder / "warehouse"), "spark.local.dir": str(folder / "scratch")}
        with (folder / "driver.log").open("wb") as log:
            conf = SparkConf(loadDefaults=False).setAll(list(self.settings.items()))
            self.gateway: Any = launch_gateway(conf, {"stdout": log, "stderr": log})

    def session(self, settings: Mapping[str, str] = LOCAL) -> SparkSession:
        """Open a new session of the application with these settings, which replaces one with others.

        Temporary views and settings are its own, so no test sees what another left.
        """
        wanted = {**self.settings, **settings}
        if self.application is None or wanted != self.described:
            self.stop_application()
            self.application, self.described = self.start_application(wanted), wanted
        return self.application.newSession()

    def start_application(self, settings: dict[str, str]) -> SparkSession:
        from pyspark import SparkConf, SparkContext
        from pyspark.sql import SparkSession

        gateway: Any = self.gateway
        context = SparkContext(conf=SparkConf(_jvm=gateway.jvm).setAll(list(settings.items())), gateway=gateway)
        return SparkSession(context)

    def stop_application(self) -> None:
        if self.application is not None:
            self.application.stop()
            self.application = None

    def end(self) -> None:
        """Stop the application, then the JVM, which ends when its standard input closes."""
        from pyspark import SparkContext

        self.stop_application()
        self.gateway.shutdown()
        self.gateway.proc.stdin.close()
        try:
            self.gateway.proc.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.gateway.proc.kill()
            self.gateway.proc.wait(STOP_SECONDS)
        SparkContext._gateway = SparkContext._jvm = None


@pytest.fixture(scope="session")
def spark_driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    """The Spark of this test process, started by the first test that asks for it."""
    if not find_spec("pyspark"):
        missing("pyspark is not installed: run `make setup`", DEMANDED_BY)
    if java_version() < JAVA_AT_LEAST:
        missing("Spark needs Java 17 or later: install the Debian package openjdk-17-jre-headless", DEMANDED_BY)
    with pytest.MonkeyPatch.context() as patch:
        # The JVM would look up the name of this machine; its Python must be the one that the tests run in.
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        driver = Driver(tmp_path_factory.mktemp("spark"))
        yield driver
        driver.end()


@pytest.fixture
def spark_session(spark_driver: Driver) -> SparkSession:
    """A new session on two local threads; ANSI mode, Asia/Shanghai, two shuffle partitions."""
    return spark_driver.session()


def java_program() -> str | None:
    """Find the Java that Spark's own scripts would take."""
    home = os.environ.get("JAVA_HOME")
    return str(Path(home, "bin", "java")) if home else shutil.which("java")


def java_version() -> int:
    """Tell the major version of the Java of this machine, 0 where there is none."""
    program = java_program()
    if program is None or not Path(program).exists():
        return 0
    said = subprocess.run([program, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found.group(1)) if found else 0


@pytest.hookimpl(tryfirst=True)  # xdist reads the groups in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give all Spark tests to one xdist worker, so that one JVM starts and not two, and those on a cluster last."""
    for item in items:
        if wants_spark(item):
            item.add_marker(pytest.mark.xdist_group("spark"))
    items.sort(key=lambda item: "spark_cluster" in fixtures_of(item))


def wants_spark(item: pytest.Item) -> bool:
    """Tell whether a test uses Spark: through a fixture, or as the engine named "spark" among its parameters."""
    parameters = getattr(getattr(item, "callspec", None), "params", {})
    return "spark_driver" in fixtures_of(item) or "spark" in [value for value in parameters.values() if isinstance(value, str)]


def fixtures_of(item: pytest.Item) -> list[str]:
    return getattr(item, "fixturenames", [])
