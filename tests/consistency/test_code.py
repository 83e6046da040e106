"""The house rules that a machine can hold: sizes, docstrings, names, nothing of this machine in the tree."""

import ast
import re
from statistics import median, quantiles

from tests.consistency.tree import functions_of, modules, name_of, package_modules, parsed, text_files

# Folders of one machine; `/usr/bin` and the like stand on every one.
MACHINE_PATH = re.compile(r"(?<![\w.~}$/-])/(?:home|root|Users|work|tmp|opt(?!/libreoffice))/[\w.]")
ADDRESS = re.compile(r"https?://([\w.-]+)")
# Names that something is called by, never a place that is opened: XML name spaces, the licence, this machine, and examples.
NAMED_HOSTS = re.compile(
    r"^(?:www\.w3\.org|docs\.oasis-open\.org|schemas\.(?:openxmlformats\.org|microsoft\.com)|www\.ofdspec\.org|www\.apache\.org"
    r"|purl\.oclc\.org|purl\.org|(?:[\w-]+\.)*example(?:\.(?:com|org|net|cn|gov\.cn))?"
    r"|openoffice\.org|localhost|127\.0\.0\.1)$"
)
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "common", "misc", "base"}


def length_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_modules_say_what_they_are_for() -> None:
    assert [name_of(path) for path in modules() if parsed(path).body and not ast.get_docstring(parsed(path))] == []


def test_modules_stay_within_five_hundred_lines() -> None:
    assert [name_of(path) for path in modules() if path.read_text("utf-8").count("\n") > 500] == []


def test_functions_are_short() -> None:
    lengths = [length_of(function) for path in package_modules() for function in functions_of(path)]

    assert median(lengths) < 10
    assert quantiles(lengths, n=10)[8] < 25


def test_no_function_passes_fifty_lines() -> None:
    long = [f"{name_of(path)}: {f.name}" for path in package_modules() for f in functions_of(path) if length_of(f) > 50]

    assert long == []


def test_no_module_is_named_after_nothing() -> None:
    assert [name_of(path) for path in modules() if path.stem in EMPTY_NAMES] == []


def test_the_tree_holds_no_path_of_a_machine() -> None:
    found = [f"{name_of(path)}: {hit.group()}" for path, text in text_files() for hit in MACHINE_PATH.finditer(text)]

    assert found == []


def test_the_tree_names_no_host_that_could_be_called() -> None:
    found = {f"{name_of(path)}: {host}" for path, text in text_files() for host in ADDRESS.findall(text) if not NAMED_HOSTS.match(host)}

    assert sorted(found) == []


def test_requirements_hold_no_address_and_a_hash_each() -> None:
    for path, text in text_files():
        if path.parent.name == "requirements" and path.suffix == ".txt":
            pins = [block for block in re.split(r"^(?=\w)", text, flags=re.MULTILINE) if "==" in block]
            assert len(pins) > 5, path.name
            assert [pin.split("==")[0] for pin in pins if "--hash=sha256:" not in pin] == []
            assert re.findall(r"://|^-", text, re.MULTILINE) == []


def test_the_package_opens_no_connection() -> None:
    network = {"socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "requests", "httpx", "urllib3", "aiohttp"}
    imports = {
        f"{name_of(path)}: {name}"
        for path in package_modules()
        for node in ast.walk(parsed(path))
        for name in imported(node)
        if name in network or name.split(".")[0] in network - {"urllib.request"}
    }

    assert sorted(imports) == []


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
