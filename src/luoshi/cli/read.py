"""`luoshi read`: read documents, show what they promise, and write it as objects, as a draft programme or as a page."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from luoshi.cli.command import Command, columns_wide
from luoshi.cli.destinations import Destination, DestinationName, free_path, refuse_overwriting, targets
from luoshi.cli.exit_codes import ExitCode
from luoshi.cli.inputs import FILE, name_of, refusal, source_of, stem_of
from luoshi.cli.internal_error import sentence_of_internal_error
from luoshi.cli.kept_drafts import sentence_of_work_in
from luoshi.cli.paint import Ink, Paint, written
from luoshi.cli.streams import say, tell, write_file, write_stdout
from luoshi.cli.width import wrap
from luoshi.cli.words import KindNames

if TYPE_CHECKING:
    from luoshi.cli.reading_summary import Overview
    from luoshi.commitments.nodes import Kind, Reading
    from luoshi.programme.nodes import Programme

EXAMPLES = (
    ("luoshi read 方案.docx", "在终端里看"),
    ("luoshi read 方案.docx --html 方案.html", "写成一页，左原文右清单，可打印"),
    ("luoshi read *.docx --yaml 草稿/", "每份文件一份草稿"),
    ("luoshi read 方案.pdf --kind 目标,奖补 --jsonl -", "只要目标和奖补，给别的程序用"),
)
WHY_FEWER = {"target": "同一指标在几处写明的合为一条", "reward": "同一数量的各档合为一条"}
HOW_TO_CORRECT = "怎样核对、改正，见 docs/programme-guide.zh-CN.md；改过的请另存。"


class Rendered(NamedTuple):
    """A reading in one form; a draft programme stands beside its words."""

    content: str
    draft: Programme | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """One form in which the readings are written: its option, where each goes (`-` for standard output), how it is made."""

    option: str
    paths: tuple[Path, ...]
    render: Callable[[Reading], Rendered] = field(repr=False)
    is_stdout: bool = False
    into_folder: bool = False


@dataclass(slots=True)
class Outcome:
    """What became of one file: its reading, its line in the overview and what was written of it; or why there is none."""

    file: Path
    reading: Reading | None = None
    overview: Overview | None = None
    error: str = ""
    code: ExitCode = ExitCode.FINE
    written: dict[str, Path] = field(default_factory=dict)
    fewer: Counter[Kind] = field(default_factory=Counter)
    to_check_count: int = 0


def _html(reading: Reading) -> Rendered:
    from luoshi.papers.reading_page import reading_page

    return Rendered(reading_page(reading))


def _jsonl(reading: Reading) -> Rendered:
    from luoshi.commitments.to_jsonl import to_jsonl

    return Rendered(to_jsonl(reading))


def _yaml(reading: Reading) -> Rendered:
    from luoshi.programme.from_reading import draft_programme
    from luoshi.programme.to_yaml import to_yaml

    draft = draft_programme(reading)
    return Rendered(to_yaml(draft), draft)


FORMATS: dict[str, tuple[str, Callable[[Reading], Rendered]]] = {
    "--html": (".html", _html),
    "--jsonl": (".jsonl", _jsonl),
    "--yaml": (".yaml", _yaml),
}


@click.command(
    "read",
    cls=Command,
    examples=EXAMPLES,
    help="读出政策文件里的承诺：目标、责任、奖补、叠加、名录、程序、期限，每条都带条款和原文，读不准的逐处列明。\n\n"
    "可读文本、网页、Word、WPS、PDF、OFD。文件名写“-”从标准输入读。多个文件时，每份一行，一份读不成不影响其余。",
)
@click.argument("files", metavar="文件…", nargs=-1, required=True, type=FILE)
@click.option("--html", metavar="路径", type=DestinationName(), help="写成网页，一份文件一页，不联网可看")
@click.option("--jsonl", metavar="路径", type=DestinationName(), help="每条承诺写成一行 JSON；“-”写到标准输出，不写别的")
@click.option("--yaml", metavar="路径", type=DestinationName(), help="写成待确认的草稿（YAML），供逐条核对")
@click.option("--kind", "kinds", metavar="类别", type=KindNames(), multiple=True, help="只要这几类，如 目标,奖补")
@click.option("--full", is_flag=True, help="逐条列出承诺，需核对的逐处全部列出，带代码")
@click.option("-q", "--quiet", is_flag=True, help="不显示摘要，只报错")
def command(files: tuple[Path, ...], kinds: tuple[tuple[str, ...], ...], full: bool, quiet: bool, **outs: Destination | None) -> int:
    """Read the files and write what was asked for."""
    outputs = _outputs(files, outs)
    asked = tuple(name for names in kinds for name in names)
    done: list[Outcome] = []
    taken = {file.resolve() for file in files}
    with _progress(len(files)) as tick:
        for index, file in enumerate(files):
            done.append(_read(file, asked))
            _write(done[-1], outputs, index, taken)
            # Of many large documents only the line in the overview is worth its memory; one alone is shown whole.
            done[-1].reading = done[-1].reading if len(files) == 1 else None
            tick()
    for outcome in done:
        if outcome.error:
            tell(f"错误：{name_of(outcome.file)}：{outcome.error}")
    if not quiet and not any(output.is_stdout for output in outputs):
        _show(done, full=full, tables=full or bool(asked))
        _show_written(done, outputs)
    return max(outcome.code for outcome in done)


def _outputs(files: Sequence[Path], outs: dict[str, Destination | None]) -> list[Output]:
    stems = [stem_of(file) for file in files]
    outputs = []
    for option, (suffix, render) in FORMATS.items():
        out = outs[option.removeprefix("--")]
        if out is not None:
            paths = [out.path] * len(files) if out.is_stdout else targets(out, stems, suffix, option=option)
            into_folder = out.is_folder or len(paths) > 1
            outputs.append(Output(option, tuple(paths), render, is_stdout=out.is_stdout, into_folder=into_folder))
    to_stdout = [output.option for output in outputs if output.is_stdout]
    if len(to_stdout) > 1:
        raise click.UsageError(f"{'和'.join(to_stdout)}不能同时写到标准输出。")
    refuse_overwriting([path for output in outputs if not output.is_stdout for path in output.paths], files)
    return outputs


def _read(file: Path, kinds: Sequence[str]) -> Outcome:
    """Read one document; one that cannot be read does not stop the others."""
    from luoshi.cli.reading_summary import overview_of
    from luoshi.commitments.nodes import Kind
    from luoshi.source import SourceRefused
    from luoshi.usecases.read_document import read_document

    try:
        reading = read_document(source=source_of(file), kinds=[Kind(name) for name in kinds])
    except SourceRefused as refused:
        return Outcome(file, error=refusal(file, refused), code=ExitCode.NOT_READ)
    except Exception as error:
        return Outcome(file, error=sentence_of_internal_error(error), code=ExitCode.INTERNAL)
    return Outcome(file, reading, overview_of(reading))


def _write(outcome: Outcome, outputs: Sequence[Output], index: int, taken: set[Path]) -> None:
    if outcome.reading is None:
        return
    for output in outputs:
        rendered = output.render(outcome.reading)
        if output.is_stdout:
            write_stdout(rendered.content)
        else:
            path = output.paths[index]
            path = free_path(path, outcome.reading.policy, taken) if output.into_folder else path
            if rendered.draft is not None and (worked := sentence_of_work_in(path, rendered.draft)):
                outcome.error, outcome.code = worked, ExitCode.WRONG_USAGE
                continue
            write_file(path, rendered.content)
            outcome.fewer += _fewer(outcome.reading, rendered.draft)
            outcome.to_check_count += _beyond_the_reading(rendered.draft)
            taken.add(path.resolve())
            outcome.written[output.option] = path


def _fewer(reading: Reading, draft: Programme | None) -> Counter[Kind]:
    from luoshi.programme.from_reading import fewer_rows

    return fewer_rows(reading, draft) if draft is not None else Counter()


def _beyond_the_reading(draft: Programme | None) -> int:
    """Count what the draft itself lists to check; the rest stands in the summary."""
    return sum(str(check.get("code")).startswith("programme.") for check in draft.to_check) if draft is not None else 0


def _progress(count: int) -> AbstractContextManager[Callable[[], Any]]:
    """A bar on standard error for several files, where a person watches; the callable moves it on by one."""
    if count < 2 or not sys.stderr.isatty():
        return nullcontext(lambda: None)
    return _bar(count)


@contextmanager
def _bar(count: int) -> Iterator[Callable[[], Any]]:
    with click.progressbar(length=count, label="正在读", file=sys.stderr, show_eta=False, show_pos=True) as bar:
        yield lambda: bar.update(1)


def _show(done: Sequence[Outcome], *, full: bool, tables: bool) -> None:
    from luoshi.cli.reading_summary import overview_lines, summary_lines

    paint, wide = Paint.for_stream(sys.stdout), columns_wide()
    if len(done) > 1:
        names = _short_names([outcome.file for outcome in done])
        lines = overview_lines(
            [(name, outcome.overview) for name, outcome in zip(names, done, strict=True)], columns_wide=wide, paint=paint
        )
    else:
        reading = done[0].reading
        lines = summary_lines(reading, columns_wide=wide, paint=paint, full=full, tables=tables) if reading else iter(())
    for line in lines:
        say(line)


def _show_written(done: Sequence[Outcome], outputs: Sequence[Output]) -> None:
    """List what was written; a result that could not be named after its original says whose it is."""
    paint = Paint.for_stream(sys.stdout)
    for output in outputs:
        for outcome in done:
            if path := outcome.written.get(output.option):
                renamed = output.into_folder and path.stem != stem_of(outcome.file)
                say(written(path, paint, f"（原件 {name_of(outcome.file)}）" if renamed else ""))
        if output.option == "--yaml" and any("--yaml" in outcome.written for outcome in done):
            for words in _of_drafts(done):
                for line in wrap(words, columns_wide()):
                    say(paint(line, Ink.FAINT))


def _of_drafts(done: Sequence[Outcome]) -> Iterator[str]:
    """Say why the drafts hold fewer rows and more to check than the summary tells, and where it is written how to correct them."""
    fewer: Counter[Kind] = sum((outcome.fewer for outcome in done), Counter())
    if fewer:
        yield f"比上面的条数，草稿里{'，'.join(f'{kind.label}少{count}条（{WHY_FEWER[kind]}）' for kind, count in fewer.items())}。"
    count = sum(outcome.to_check_count for outcome in done)
    if count:
        yield f"草稿末尾的 to_check 另列{count}处：规则没有用到的数，没有写进规则的话，照原文补上的限额。"
    yield HOW_TO_CORRECT


def _short_names(files: Sequence[Path]) -> list[str]:
    """Name files without their folders, as long as that tells them apart."""
    short = [file.name or name_of(file) for file in files]
    return short if len(set(short)) == len(short) else [name_of(file) for file in files]
