"""What the documents say and what the program does are the same: codes, commands, exit codes, folders, words, links."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator

import pytest

from luoshi.cli.exit_codes import ExitCode
from luoshi.commitments.nodes import Kind
from tests.consistency.tree import PACKAGE, name_of, package_modules, parsed, tracked_files
from tools.corpus import ROOT

STAGES = "|".join(["commitment", *(path.name for path in PACKAGE.iterdir() if path.is_dir()), *(kind.value for kind in Kind)])
# Not a code: a file inside an archive, a media type.
CODE = re.compile(rf"(?:{STAGES})\.[a-z]+(?:-[a-z]+)*(?<!\.xml)(?<!\.txt)")
# What a package is imported as, where it is not its own name.
MODULES_OF = {"pyyaml": "yaml", "pdfminer.six": "pdfminer"}
# Imported beside the distribution that brings it.
PARTS_OF_OTHERS = {"pydantic_core"}
# What a site installs where its data live in a cluster or in PostgreSQL.
EXTRAS = ("scale", "postgres")
PAGES_OF_CODES = ("docs/diagnostics.md", "docs/programme-checks.md", "docs/facts-checks.md")
BEARERS = {"Diagnostic", "SourceRefused"}


def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def constants(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def used_codes() -> set[str]:
    return {text for path in package_modules() for text in constants(parsed(path)) if CODE.fullmatch(text)}


def documented_codes() -> list[str]:
    return [code for name in PAGES_OF_CODES for code in re.findall(r"^\| `([^`]+)` \|", page(name), re.MULTILINE)]


def test_every_diagnostic_that_can_appear_is_documented() -> None:
    assert sorted(used_codes() - set(documented_codes())) == []


def test_every_documented_diagnostic_can_appear() -> None:
    assert sorted(set(documented_codes()) - used_codes()) == []


def test_no_diagnostic_is_documented_twice() -> None:
    codes = documented_codes()

    assert sorted({code for code in codes if codes.count(code) > 1}) == []


def test_codes_have_the_form_that_these_tests_look_for() -> None:
    odd = [
        f"{name_of(path)}: {call.args[0].value}"
        for path in package_modules()
        for call in ast.walk(parsed(path))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in BEARERS
        if call.args and isinstance(call.args[0], ast.Constant) and not CODE.fullmatch(str(call.args[0].value))
    ]

    assert odd == []


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_exit_code_stands_in_the_readme(readme: str) -> None:
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", page(readme), re.MULTILINE)}

    assert documented == {int(code) for code in ExitCode}


def test_both_readmes_carry_the_same_score_table() -> None:
    english, chinese = (re.findall(r"^\| ([a-z.]+ \|.*)$", page(name), re.MULTILINE) for name in ("README.md", "README.zh-CN.md"))

    assert english == chinese
    assert len(english) > 0


def test_the_architecture_tells_of_every_folder_of_the_package_and_no_other() -> None:
    folders = {path.parent.relative_to(PACKAGE).parts[0] for path in tracked_files() if PACKAGE in path.parent.parents}
    told = set(re.findall(r"^- \*\*`(\w+)/`\*\*", page("ARCHITECTURE.md"), re.MULTILINE))

    assert told == folders


def test_every_name_of_the_glossary_is_used_in_code() -> None:
    code = "\n".join(path.read_text("utf-8") for path in package_modules())
    names = re.findall(r"^\| [^|]+ \| `([^`]+)` \|", page("docs/glossary.md"), re.MULTILINE)

    assert len(names) > 20
    assert [name for name in names if not re.search(rf"\b{re.escape(name)}\b", code)] == []


def test_links_between_the_documents_lead_somewhere() -> None:
    broken = [
        f"{name_of(path)}: {target}"
        for path in tracked_files()
        if path.suffix == ".md"
        for target in re.findall(r"\]\(([^)#\s]+)", path.read_text("utf-8"))
        if "://" not in target and not (path.parent / target).exists()
    ]

    assert broken == []


def test_every_word_of_the_makefile_that_the_readmes_use_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+(?: [a-z-]+)*):", page("Makefile"), re.MULTILINE))
    known = {word for group in targets for word in group.split()}
    used = {word for path in tracked_files() if path.suffix == ".md" for word in re.findall(r"`make ([a-z-]+)", path.read_text("utf-8"))}

    assert sorted(used - known) == []


def test_decision_records_are_numbered_without_gaps() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))

    assert numbers == list(range(1, len(numbers) + 1))


def test_the_builder_is_pinned_to_the_range_that_the_package_asks_for() -> None:
    asked = re.search(r'requires = \["(flit_core[^"]+)"\]', page("pyproject.toml"))

    assert asked is not None
    assert asked.group(1) in page("requirements/build.in").splitlines()


def test_the_package_declares_what_it_imports_and_nothing_else() -> None:
    imported = {name.split(".")[0] for path in package_modules() for node in ast.walk(parsed(path)) for name in imports_of(node)}

    assert modules_of(declared("core", *EXTRAS)) == imported - set(sys.stdlib_module_names) - {"luoshi", *PARTS_OF_OTHERS}


def test_the_package_starts_without_its_extras() -> None:
    optional = modules_of(declared(*EXTRAS))
    early = [
        f"{name_of(path)}: {name}"
        for path in package_modules()
        for node in parsed(path).body
        for name in imports_of(node)
        if name.split(".")[0] in optional
    ]

    assert early == []


def test_what_builds_spark_is_pinned_and_no_yardstick_is_in_the_environment_of_the_product() -> None:
    pins = {
        name: set(re.findall(r"^([\w.-]+)==", page(f"requirements/{name}.txt"), re.MULTILINE)) for name in ("core", "dev", "scale", "bench")
    }

    assert "setuptools" in pins["dev"]
    assert "pyspark" in pins["scale"]
    assert {"openfisca-core", "polars", "numpy", "pyarrow"} <= pins["bench"] - pins["core"] - pins["dev"] - pins["scale"]


def declared(*groups: str) -> set[str]:
    """Name the distributions that pyproject.toml asks for: `core` what always runs, else an extra."""
    project = tomllib.loads(page("pyproject.toml"))["project"]
    wanted = {"core": project["dependencies"], **project["optional-dependencies"]}
    return {re.split(r"[\[<>=]", requirement)[0].casefold() for group in groups for requirement in wanted[group]}


def modules_of(distributions: set[str]) -> set[str]:
    return {MODULES_OF.get(name, name).replace("-", "_") for name in distributions}


def imports_of(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
