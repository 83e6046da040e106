"""Find and load programmes: a file that a person has, or a bundled pack by its name; every command resolves its `--programme` here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from luoshi.programme.from_yaml import FileFault, ProgrammeFile, ProgrammeRefused, programme_file
from luoshi.programme.nodes import Programme
from luoshi.programme.yaml_tree import MOST_BYTES

__all__ = ["Pack", "ProgrammeNotFound", "ProgrammeRefused", "bundled_packs", "load_programme", "load_programme_file", "read_programme"]

PACKS = Path(str(files("luoshi"))) / "packs" / "programmes"
SUFFIXES = (".yaml", ".yml")


class ProgrammeNotFound(ProgrammeRefused):
    """There is no file to read: not there, a folder, no right to it."""

    def __init__(self, sentence: str) -> None:
        super().__init__([FileFault(sentence, code="programme.not-found")])


@dataclass(frozen=True, slots=True)
class Pack:
    """A programme that comes with Luoshi: the name that commands take, and its file."""

    name: str
    path: Path


def bundled_packs() -> tuple[Pack, ...]:
    """Return the packs in the order of their names; `name@2` is an earlier version that is kept beside `name`."""
    return tuple(Pack(path.stem, path) for path in sorted(PACKS.glob("*.yaml"))) if PACKS.is_dir() else ()


def load_programme(name_or_path: str | Path) -> Programme:
    """Return a programme by the path of its file or the name of a bundled pack; a file of that name goes before a pack.

    Raises:
        ProgrammeRefused: There is no such file or pack, or it holds no programme; each fault is one Chinese sentence.
    """
    return load_programme_file(name_or_path).programme


def load_programme_file(name_or_path: str | Path) -> ProgrammeFile:
    """Return a programme as `load_programme` does, with the lines of its file.

    Raises:
        ProgrammeRefused: As for `load_programme`.
    """
    return read_programme(resolved(name_or_path))


def resolved(name_or_path: str | Path) -> Path:
    """Return the file that a name or path means.

    Raises:
        ProgrammeNotFound: No file is there and no pack has that name; says which packs there are.
    """
    path, packs = Path(name_or_path), {pack.name: pack.path for pack in bundled_packs()}
    if path.exists():
        return path
    if str(name_or_path) in packs:
        return packs[str(name_or_path)]
    if path.suffix in SUFFIXES or len(path.parts) > 1 or not packs:
        raise ProgrammeNotFound(f"找不到文件“{name_or_path}”。请检查路径和文件名")
    raise ProgrammeNotFound(f"没有叫“{name_or_path}”的文件，也没有这个自带的政策。自带的有：{'、'.join(packs)}")


def read_programme(path: Path) -> ProgrammeFile:
    """Return the programme that a file holds, with its lines.

    Raises:
        ProgrammeRefused: The file cannot be read or holds no programme.
    """
    return programme_file(_bytes_of(path))


def _bytes_of(path: Path) -> bytes:
    """Read no more than can be a programme: an endless device is no reason to fill the memory."""
    if path.is_dir():
        raise ProgrammeNotFound(f"“{path}”是文件夹，请写其中的一个文件")
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise ProgrammeNotFound(f"找不到文件“{path}”。请检查路径和文件名") from None
    except PermissionError:
        raise ProgrammeNotFound(f"“{path}”没有读取权限。请由文件的所有者或管理员放开") from None
    except OSError as error:
        raise ProgrammeNotFound(f"“{path}”打不开（{error.strerror or error.errno}）") from None


def all_programmes() -> Iterator[tuple[Pack, Programme]]:
    """Yield every bundled pack with its programme.

    Raises:
        ProgrammeRefused: A pack is broken; it names the fault.
    """
    for pack in bundled_packs():
        yield pack, read_programme(pack.path).programme
