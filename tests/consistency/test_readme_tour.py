"""The five-minute tour of the READMEs runs as it is printed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from luoshi.cli.entry import ENTRIES
from luoshi.cli.exit_codes import ExitCode
from tools.corpus import ROOT
from tools.forms import as_docx, as_ofd, as_pdf
from tools.fuzz import documents

READMES = ("README.md", "README.zh-CN.md")
# These end with 1 where they found something, which is no failure.
FINDERS = {"lint", "diff", "facts", "settle", "simulate"}


def tour(readme: str) -> list[str]:
    return [re.split(r"\s+#", line)[0] for line in (ROOT / readme).read_text("utf-8").splitlines() if re.match(r"luoshi [a-z]+ .*#", line)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the tour speaks of: made from the bundled example, or written by the one line that later lines read from."""
    folder, lines = tmp_path_factory.mktemp("tour"), list(documents()[0])
    (folder / "方案.pdf").write_bytes(as_pdf(lines))
    (folder / "方案.ofd").write_bytes(as_ofd(lines))
    for name in ("方案", "旧方案"):
        (folder / f"{name}.docx").write_bytes(as_docx(lines))
    (folder / "新方案.docx").write_bytes(as_docx([line.replace("30家", "32家") for line in lines]))
    (folder / "草稿").mkdir()
    (synth,) = (line for line in tour(READMES[0]) if line.split()[1] == "synth")
    assert run(synth, folder).returncode == ExitCode.FINE
    return folder


def run(line: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(line, shell=True, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False)


def test_both_readmes_give_the_same_tour_and_leave_no_command_out() -> None:
    english, chinese = map(tour, READMES)

    assert english == chinese
    assert {line.split()[1] for line in english} == set(ENTRIES)


@pytest.mark.parametrize("line", tour(READMES[0]))
def test_a_line_of_the_tour_runs(folder: Path, line: str) -> None:
    done = run(line, folder)

    fine = {ExitCode.FINE, ExitCode.FINDINGS} if line.split()[1] in FINDERS else {ExitCode.FINE}
    assert done.returncode in fine, done.stderr
    written = re.findall(r"(?:-o|--html|--yaml) (\S+)", line)
    assert all((folder / name).exists() for name in written)
    assert done.stdout or written
