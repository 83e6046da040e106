"""The note beside the tables: that they are synthetic, how they were made, and how every row can be known."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from luoshi import __version__
from luoshi.facts.faults import TABLE_LABELS
from luoshi.facts.vocabulary import Entity
from luoshi.programme.nodes import Programme
from luoshi.synth.codes import FIRM
from luoshi.synth.nodes import Heads, Output, Synthesis, Wanted
from luoshi.synth.profile import Profile

COUNTIES_SHOWN = 12


def note_of(
    synthesis: Synthesis,
    wanted: Wanted,
    *,
    profile: Profile,
    programmes: Sequence[Programme],
    is_general: bool,
    region_name: str,
    files: Mapping[Entity, str],
    output: Output,
    heads: Heads,
) -> str:
    """Return the note; it holds no time and no path, so that the same arguments give the same note."""
    window = synthesis.window
    lines = [
        "模拟数据说明",
        "",
        "这个文件夹里的三张表是程序随机生成的，供试算政策用。表里没有一个真实的企业、机构或者个人，",
        "金额和次数也不是任何地方的统计数，不能用来推断任何地方的情况。请不要去掉文件名里的“模拟”二字。",
        "",
        f"程序：落实 {__version__}（luoshi synth）",
        f"区划：{wanted.region}{region_name}　企业：{wanted.enterprises}　种子：{wanted.seed}　"
        f"年份：{window.first_year}—{window.last_year}　格式：{output}　表头：{'中文' if heads is Heads.LABELS else '英文名'}",
        f"总体设定：{profile.name}（{profile.label}）　{_digest(profile.model_dump_json())}",
        *_programme_lines(programmes, is_general=is_general),
        "同样的参数、同样的方案和设定，生成的内容相同。",
        "",
        "怎样认出模拟的主体和事项",
        f"  企业代码以 {FIRM} 开头，机构 1U、社会组织 5U：第二位的 U 不在统一社会信用代码的编码规则之内，校验位是对的。",
        "  其他主体、项目、平台、团队的编号以 MN 开头，名称以“示例”开头，证书和文号以“模拟”开头。",
        "",
        *_table_lines(synthesis, files),
        "",
        *_region_lines(synthesis.regions),
        "怎样生成、有什么局限，见 docs/synthetic-population.md。",
    ]
    return "\n".join(lines) + "\n"


def _programme_lines(programmes: Sequence[Programme], *, is_general: bool) -> Iterator[str]:
    if is_general:
        yield "方案：没有指定，事项按自带的通用阶梯生成，兑付都是别的机关付的"
        return
    for programme in programmes:
        digest = _digest(programme.model_dump_json())
        yield f"方案：{programme.programme or '（没有代码）'} 第{programme.version}版《{programme.policy.title}》　{digest}"


def _digest(text: str) -> str:
    return f"SHA-256 {hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _table_lines(synthesis: Synthesis, files: Mapping[Entity, str]) -> Iterator[str]:
    for entity, file in files.items():
        fields = synthesis.fields[entity]
        yield f"{TABLE_LABELS[entity]}：{file}，{len(fields)}列"
        yield f"  {'、'.join(field.label for field in fields)}"


def _region_lines(regions: Mapping[str, int]) -> Iterator[str]:
    if len(regions) > 1:
        shown = list(regions.items())[:COUNTIES_SHOWN]
        more = f"……共{len(regions)}个" if len(regions) > len(shown) else ""
        yield f"各旗县的企业数：{'、'.join(f'{code} {count}' for code, count in shown)}{more}"
        yield ""
