"""What click finds wrong with a command line, as one Chinese sentence: what is wrong, and what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches

import click

from luoshi.cli.words import Choice

# Faults for which click has no exception class of their own, only an English sentence.
SENTENCES = (
    (re.compile(r"Got unexpected extra arguments? \((?P<words>.*)\)"), "多写了“{words}”。"),
    (re.compile(r"Missing command\.?"), "没有写命令。"),
    (re.compile(r"Option '(?P<words>[^']*)' requires (?:an argument|\d+ arguments)\.?"), "选项“{words}”后面要写一个值。"),
    (re.compile(r"Option '(?P<words>[^']*)' does not take a value\.?"), "选项“{words}”后面不写值。"),
    (re.compile(r"Argument '(?P<words>[^']*)' takes \d+ values\.?"), "“{words}”的个数不对。"),
)


def sentence_of(error: click.ClickException) -> str:
    """Return the Chinese sentence for any error that click raises on a command line."""
    for kind, say in _BY_CLASS:
        if isinstance(error, kind):
            return say(error)
    for pattern, sentence in SENTENCES:
        if found := pattern.fullmatch(error.format_message()):
            return sentence.format(**found.groupdict())
    return error.format_message()


def _unknown_option(error: click.NoSuchOption) -> str:
    known = [name for parameter in error.ctx.command.get_params(error.ctx) for name in parameter.opts] if error.ctx else []
    return f"没有“{error.option_name}”这个选项。{_meant(error.option_name, known, error.possibilities or ())}"


def unknown_command(name: str, known: Sequence[str], for_files: str) -> str:
    """Say that there is no such command, and which one was meant; a file in its place is the commonest slip."""
    if "." in name or "/" in name:
        return f"没有“{name}”这个命令。要读这个文件，请写：{for_files} {name}"
    available = f"可用的命令：{'、'.join(known)}。"
    return f"没有“{name}”这个命令。{_meant(name, known, ()) or available}"


def _meant(word: str, known: Sequence[str], possible: Sequence[str]) -> str:
    near = list(dict.fromkeys([*possible, *get_close_matches(word, known, n=3)]))
    return f"是不是“{'”或“'.join(near)}”？" if near else ""


def _missing(error: click.MissingParameter) -> str:
    name = _name_of(error)
    if isinstance(error.param, click.Argument):
        return f"没有写{name}。"
    choice = f"可写：{'、'.join(error.param.type.words)}。" if error.param and isinstance(error.param.type, Choice) else ""
    return f"没有写选项“{name}”。{choice}"


def _bad_value(error: click.BadParameter) -> str:
    return f"{_name_of(error)}：{error.message}" if error.param else error.message


def _name_of(error: click.BadParameter) -> str:
    if isinstance(error.param, click.Argument):
        return (error.param.metavar or error.param.human_readable_name).rstrip(".…")
    return error.param.opts[-1] if error.param else ""


def _unopened(error: click.FileError) -> str:
    return f"打不开“{error.ui_filename}”：{error.message}。"


_BY_CLASS: tuple[tuple[type[click.ClickException], Callable[..., str]], ...] = (
    (click.NoSuchOption, _unknown_option),
    (click.MissingParameter, _missing),
    (click.BadParameter, _bad_value),
    (click.FileError, _unopened),
)
