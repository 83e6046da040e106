"""Make a synthetic population that exercises some programmes, or the general ladder, and write it to a folder."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import duckdb

from luoshi.programme.from_yaml import programme_from_yaml
from luoshi.programme.nodes import Programme
from luoshi.programme.yaml_tree import FileFault
from luoshi.rewards.lowering import region_prefix
from luoshi.synth import Heads, Output, Synthesis, Wanted, Written, synthesise
from luoshi.synth.note import note_of
from luoshi.synth.profile import PopulationRefused, Profile, profile_from_yaml
from luoshi.synth.regions import Province, name_of, province_from_yaml
from luoshi.synth.to_files import file_names, write_files
from luoshi.usecases.settle import refuse_contradictions

PACKS = Path(str(files("luoshi"))) / "packs"
GENERAL = "general"
LADDER = "ladder.yaml"
MEMORY, MEMORY_A_FIRM = 512 * 2**20, 250


def synthesise_population(
    *,
    wanted: Wanted,
    folder: Path,
    programmes: Sequence[Programme] = (),
    population: Profile | None = None,
    output: Output = Output.CSV,
    heads: Heads = Heads.LABELS,
    threads: int | None = None,
) -> Written:
    """Draw a population and write it.

    Args:
        wanted: Region, how many firms, seed, years.
        folder: Where the tables and their note go; made where it is missing.
        programmes: What the matters are about; without any, the general ladder.
        population: The population file; without it, the bundled one.
        output: Of the tables.
        heads: Of the columns.
        threads: How many the engine may use; the result does not depend on it.

    Raises:
        SynthesisRefused: Years or rows that cannot be.
        ProgrammeRefused: A programme contradicts itself, or two are the same version of one.
        PlanRefused: With these programmes an amount could leave 64 bits.
        OSError: The folder or a file cannot be written.
    """
    profile = population or load_population(GENERAL)
    refuse_contradictions(programmes)
    provinces = bundled_regions()
    followed, is_general = list(programmes) or [general_ladder()], not programmes
    with tempfile.TemporaryDirectory(prefix="luoshi-") as spill, duckdb.connect(config=_config(wanted, spill, threads)) as connection:
        synthesis = synthesise(connection, wanted, profile=profile, provinces=provinces, programmes=followed, is_general=is_general)
        note = note_of(
            synthesis,
            wanted,
            profile=profile,
            programmes=followed,
            is_general=is_general,
            region_name=name_of(wanted.region, provinces),
            files=file_names(output),
            output=output,
            heads=heads,
        )
        made = write_files(synthesis, folder, output=output, heads=heads, note=note)
    return replace(made, remarks=tuple(_remarks(programmes, wanted, synthesis)))


def _remarks(programmes: Sequence[Programme], wanted: Wanted, synthesis: Synthesis) -> Iterator[str]:
    """A programme of another place judges nobody here, and one of other years nothing of these."""
    window = synthesis.window
    for programme in programmes:
        title, place = programme.policy.title, region_prefix(programme.region or "")
        if place and not any(code.startswith(place) for code in synthesis.regions):
            yield f"《{title}》的区划是{programme.region}，不含{wanted.region}，这些主体不会按它得到奖补"
        first, last = programme.in_force.from_, programme.in_force.to
        if (first and first > window.last_day) or (last and last < window.first_day):
            yield f"《{title}》的有效期不含{window.first_year}年至{window.last_year}年，这些事项不会按它得到奖补"


def _config(wanted: Wanted, spill: str, threads: int | None) -> dict[str, str | bool | int | float | list[str]]:
    """What lies before the engine is bounded: the firms have to fit, rows on their way to a file need not."""
    bytes_needed = MEMORY + MEMORY_A_FIRM * wanted.enterprises
    return {"temp_directory": spill, "memory_limit": f"{bytes_needed // 2**20}MiB", **({"threads": threads} if threads else {})}


def load_population(name_or_path: str | Path) -> Profile:
    """Return a population file by its path, or a bundled one by its name.

    Raises:
        PopulationRefused: There is none, or it is none.
    """
    path = Path(name_or_path)
    if not path.is_file() and not path.suffix and len(path.parts) == 1:
        path = PACKS / "population" / f"{name_or_path}.yaml"
    try:
        return profile_from_yaml(path.read_bytes())
    except FileNotFoundError:
        raise PopulationRefused([FileFault(f"找不到总体设定“{name_or_path}”；自带的是 {GENERAL}")]) from None
    except OSError as error:
        raise PopulationRefused([FileFault(f"“{name_or_path}”打不开（{error.strerror or error.errno}）")]) from None


def general_ladder() -> Programme:
    """Return the rewards that a county commonly has, for populations that follow no programme."""
    return programme_from_yaml((PACKS / "population" / LADDER).read_bytes())


def bundled_regions() -> list[Province]:
    """Return the provinces whose counties are known."""
    return [province_from_yaml(path.read_text("utf-8")) for path in sorted((PACKS / "regions").glob("*.yaml"))]
