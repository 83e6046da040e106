"""What a person should know of a settlement besides its lines: payments that count for nothing, more paid than owed, matters left over.

Each is one sentence with what to do. Those of payments change what is owed, so a command ends with a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb

from luoshi.commitments.show import clause_words
from luoshi.facts.asked import ids_words, nearest, nearly_named
from luoshi.facts.faults import shortened
from luoshi.facts.load import drop_relation
from luoshi.rewards.book import Rule, RuleBook
from luoshi.rewards.explain.words import SCOPES, choice_words, day_words
from luoshi.rewards.nodes import Staged
from luoshi.rewards.overpaid import overpaid
from luoshi.rewards.plan.needs import found
from luoshi.rewards.unclear import may_fit
from luoshi.rewards.uncounted import Uncounted, payers_counted, uncounted
from luoshi.values.wording import plain_money

SHOWN = 5
COMPARED = 500  # ways of writing payments that are held against what is known


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to know: which table and column it is about, the sentence, what to do; `is_finding`: amounts may be wrong by it."""

    place: str
    words: str
    hint: str
    is_finding: bool = True


def name_payments(connection: duckdb.DuckDBPyConnection, book: RuleBook) -> None:
    """Let payments name a reward by its label or clause and a programme by its title, wherever that is one alone."""
    programmes: dict[str, set[str]] = {}
    for programme, title in book.names.items():
        programmes.setdefault(title, set()).add(programme)
    _rename(connection, "programme", programmes, known=set(book.names))
    _rename(connection, "reward", _reward_names(book), known={rule.reward for rule in book.rules})


def _reward_names(book: RuleBook) -> dict[str, set[str]]:
    """Return by what a payment may name rewards besides their ids, with the ids of those that a name fits."""
    rewards: dict[str, set[str]] = {}
    for rule in book.rules:
        for name in (rule.label, rule.clause, clause_words(rule.clause)):
            rewards.setdefault(name, set()).add(rule.reward)
    return rewards


def _rename(connection: duckdb.DuckDBPyConnection, column: str, names: dict[str, set[str]], *, known: set[str]) -> None:
    """Parquet may stand behind a view, so the table is made anew."""
    rows = connection.execute(f"SELECT DISTINCT {column} FROM payments WHERE {column} IS NOT NULL").fetchall()
    meant = {written: names.get(written.strip(), set()) for (written,) in rows if written not in known}
    found = {written: next(iter(one)) for written, one in meant.items() if len(one) == 1}
    if not found:
        return
    connection.execute("CREATE OR REPLACE TEMP TABLE meant (written TEXT, name TEXT)")
    connection.executemany("INSERT INTO meant VALUES (?, ?)", list(found.items()))
    query = f"SELECT p.* REPLACE (coalesce(m.name, p.{column}) AS {column}) FROM payments p LEFT JOIN meant m ON m.written = p.{column}"
    connection.execute(f"CREATE OR REPLACE TABLE payments_named AS {query}")
    drop_relation(connection, "payments")
    connection.execute("ALTER TABLE payments_named RENAME TO payments")


def remarks(connection: duckdb.DuckDBPyConnection, book: RuleBook, as_of: int) -> tuple[Remark, ...]:
    """Return all remarks on a settlement whose lines stand in the connection."""
    others = uncounted(connection, book, as_of)
    findings = [
        *_nameless(connection, book, as_of),
        *_of_no_matter(connection, book, as_of),
        *_misnamed(others, book),
        *_beyond_caps(connection, book, as_of),
        *_beyond_lines(connection, book, as_of),
        *_unknown_stages(connection, book),
    ]
    of_the_day = (*_too_early(book, as_of), *_ended(book, as_of))
    return (
        *findings,
        *_for_everybody(book),
        *of_the_day,
        *_not_taken_off(others),
        *_later(connection, as_of),
        *_left_over(connection, book, as_of),
    )


def _nameless(connection: duckdb.DuckDBPyConnection, book: RuleBook, as_of: int) -> Iterator[Remark]:
    """Payments of this programme that name no reward of it: nothing is taken off for them."""
    own = """(p.programme IN (SELECT unnest($names)) OR (p.programme IS NULL AND p.payer IS NULL)) AND p."on" <= $as_of"""
    ids = sorted({rule.reward for rule in book.rules})
    values = {"names": list(book.names), "rewards": ids, "as_of": as_of}
    query = f"""
        SELECT coalesce(p.reward, ''), count(*), sum(p.amount) FROM payments p
        WHERE {own} AND (p.reward IS NULL OR p.reward NOT IN (SELECT unnest($rewards))) GROUP BY 1 ORDER BY 2 DESC, 1"""
    rows = connection.execute(query, values).fetchall()
    names = _reward_names(book)
    for reward, count, amount in rows[:SHOWN]:
        what = _no_reward_words(reward, names)
        hint = "请写方案里的编号，或者写奖补名称、条款，要能对上一条。"
        near = nearest(reward, _single(names, ids)) if reward and reward not in names else []
        yield Remark("兑付表", f"{what}，这{count:,}笔已兑付的{plain_money(amount)}没有从任何一条里扣减", _is_it(near) + hint)
    if len(rows) > SHOWN:
        yield Remark("兑付表", f"另有{len(rows) - SHOWN:,}种“奖补编号”对不上", "请核对“奖补编号”。")


def _of_no_matter(connection: duckdb.DuckDBPyConnection, book: RuleBook, as_of: int) -> Iterator[Remark]:
    """Payments without a number of a matter, under rewards that look at matters and have no limit that would count them."""
    groups = [[limit.codes for limit in limits] for limits in (book.highest, (*book.caps, *book.programme_caps), book.quotas)]
    limited = {code for group in groups for codes in group for code in codes}
    free = [rule for rule in book.rules if rule.pattern and rule.times is None and rule.years is None and rule.code not in limited]
    by_code = {rule.code: rule for rule in free}
    query = """
        SELECT programme, reward, count(*), sum(amount) FROM payments WHERE matter IS NULL AND "on" <= $as_of
        AND reward IN (SELECT unnest($rewards)) GROUP BY ALL ORDER BY ALL"""
    for programme, reward, count, fen in connection.execute(query, {"as_of": as_of, "rewards": [code[1] for code in by_code]}).fetchall():
        rules = [rule for code, rule in by_code.items() if code[1] == reward and programme in (None, code[0])]
        if rules:
            words = f"按“{rules[0].label}”已兑付的{count:,}笔共{plain_money(fen)}没有写“事项编号”，没有从任何一笔里扣减"
            yield Remark("兑付表", words, "请写“事项编号”。")


def _no_reward_words(reward: str, names: dict[str, set[str]]) -> str:
    if not reward:
        return "没有写“奖补编号”"
    several = f"对上不止一条：{ids_words(sorted(names[reward]))}" if reward in names else "没有"
    return f"“奖补编号”写的“{shortened(reward)}”在所给方案里{several}"


def _single(names: dict[str, set[str]], ids: Sequence[str]) -> list[str]:
    """What a payment may be told to name: that stands for one reward."""
    return [*(name for name, those in names.items() if len(those) == 1), *ids]


def _is_it(near: Sequence[str]) -> str:
    return f"是不是“{'”或“'.join(near)}”？" if near else ""


def _misnamed(others: Sequence[Uncounted], book: RuleBook) -> Iterator[Remark]:
    """Payments of others that may be meant to count: a title, payer or reward that is nearly a known one, or no matter at all."""
    found = [remark for one in others[:COMPARED] if (remark := _misnaming(one, book))]
    yield from found[: SHOWN * 2]
    if len(found) > SHOWN * 2:
        yield Remark(
            "兑付表", f"另有{len(found) - SHOWN * 2:,}种“政策”“兑付机关”的写法没有扣减", "逐行核对请用 luoshi facts check --programme。"
        )


def _misnaming(one: Uncounted, book: RuleBook) -> Remark | None:
    words = f"{_whose(one)}{_paid_words(one)}没有扣减"
    if titles := nearly_named(one.programme, book.names.values()):
        return Remark("兑付表", words, f"“政策”{_is_it(titles)}是的，请写方案的标题，并写“奖补编号”。")
    if one.is_of_payer:
        return Remark("兑付表", f"{words}，没有写“事项编号”或“证书或文号”，对不上事项", "请填写。")
    known = payers_counted(book)
    if one.payer not in known and (payers := nearly_named(one.payer, known)):
        return Remark("兑付表", words, f"“兑付机关”{_is_it(payers)}是的，请照方案里的写法填写。")
    if one.programme:
        hint = "属于本政策的，请写方案的名字或标题。"
        return None if one.payer else Remark("兑付表", f"{words}，这个“政策”不在所给方案里", hint)
    if rewards := nearest(one.reward, _single(_reward_names(book), [rule.reward for rule in book.rules])) if one.reward else []:
        return Remark("兑付表", words, f"“奖补编号”{_is_it(rewards)}是的，请照方案里的写法填写。")
    return None


def _whose(one: Uncounted) -> str:
    return f"主体{one.applicant}{f'的事项{one.matter}' if one.matter else ''}" + (f"等{one.count:,}笔" if one.count > 1 else "")


def _paid_words(one: Uncounted) -> str:
    by = "".join(f"{word}“{shortened(name)}”" for word, name in (("由", one.payer), ("按", one.programme)) if name)
    return f"{by}{f'“{shortened(one.reward)}”' if one.reward else ''}兑付的{plain_money(one.fen)}"


def _not_taken_off(others: Sequence[Uncounted]) -> Iterator[Remark]:
    """Say once how much others have paid for matters that are owed something: perhaps rightly so, but a person should have seen it."""
    rest = [one for one in others if one.count_owed]
    if rest:
        payers = dict.fromkeys(one.payer or one.programme for one in rest)
        shown = "、".join(f"“{shortened(payer)}”" for payer in list(payers)[:SHOWN]) + (
            f"等{len(payers):,}种" if len(payers) > SHOWN else ""
        )
        count, fen = sum(one.count_owed for one in rest), sum(one.fen_owed for one in rest)
        words = f"有应兑付的事项，另有{count:,}笔、共{plain_money(fen)}的其他兑付没有扣减：{shown}"
        yield Remark("兑付表", words, "依政策不该扣减的不必处理；该扣减的，请核对“政策”“兑付机关”“奖补编号”。", is_finding=False)


def _beyond_caps(connection: duckdb.DuckDBPyConnection, book: RuleBook, as_of: int) -> Iterator[Remark]:
    found = list(overpaid(connection, book, as_of))
    for item in found[: SHOWN * 2]:
        who = f"主体{item.applicant}" if item.applicant else "全部主体"
        when = f"{item.year}年" if item.year else ""
        limit = f"{SCOPES[item.cap.per]}{'每年' if item.cap.yearly else ''}最高{plain_money(item.cap.amount.value)}"
        paid = f"按{clause_words(item.cap.clause)}已兑付{plain_money(item.paid_fen)}"
        yield Remark("兑付表", f"{who}{when}{paid}，超过限额（{limit}），不再计算应兑付", "请核对“金额”。")
    if len(found) > SHOWN * 2:
        yield Remark("兑付表", f"另有{len(found) - SHOWN * 2:,}处已兑付超过限额", "请核对“金额”。")


def _beyond_lines(connection: duckdb.DuckDBPyConnection, book: RuleBook, as_of: int) -> Iterator[Remark]:
    """More paid for one matter than it comes to by itself."""
    if not book.rules:
        return
    labels = {rule.position: rule for rule in book.rules}
    connection.execute("CREATE OR REPLACE TEMP TABLE rule_codes (rule INTEGER, programme TEXT, reward TEXT)")
    connection.executemany("INSERT INTO rule_codes VALUES (?, ?, ?)", [(rule.position, *rule.code) for rule in book.rules])
    query = """
        SELECT l.applicant, l.matter, l.rule, l.gross_fen, sum(p.amount) AS paid
        FROM lines l JOIN rule_codes c ON c.rule = l.rule
        JOIN payments p ON p.applicant = l.applicant AND p.matter = l.matter AND p.reward = c.reward
            AND (p.programme IS NULL OR p.programme = c.programme) AND p."on" <= $as_of
        WHERE l.status IN ('owed', 'nothing') GROUP BY ALL HAVING sum(p.amount) > l.gross_fen ORDER BY ALL"""
    rows = connection.execute(query, {"as_of": as_of}).fetchall()
    for applicant, matter, position, gross, paid in rows[:SHOWN]:
        rule = labels[position]
        words = f"主体{applicant}的事项{matter}按“{rule.label}”已兑付{plain_money(paid)}，多于算得的{plain_money(gross)}"
        yield Remark("兑付表", words, "请核对“金额”和事项的材料；多付的按规定追回。")
    if len(rows) > SHOWN:
        yield Remark("兑付表", f"另有{len(rows) - SHOWN:,}个事项已兑付多于算得的金额", "请核对“金额”。")


def _for_everybody(book: RuleBook) -> Iterator[Remark]:
    """Rules that look at no matter pay every applicant that meets their conditions; in a draft that is most often a gap."""
    for rule in book.rules:
        if rule.pattern is None and not rule.is_confirmed:
            words = f"“{rule.label}”（{clause_words(rule.clause)}）还没有写针对什么事项，凡符合条件的主体都算了一笔"
            yield Remark("方案", words, "针对某个事项的，请在方案里写 when。")


def _too_early(book: RuleBook, as_of: int) -> Iterator[Remark]:
    if book.rules and all(as_of < rule.first_day for rule in book.rules):
        yield Remark("日期", "算到的日期在政策施行以前", "请核对 --as-of 和方案的 in_force。", is_finding=False)


def _ended(book: RuleBook, as_of: int) -> Iterator[Remark]:
    """Rules that look at no matter are judged on the day of the settlement: after their last day they give nothing, silently."""
    running = {rule.code for rule in book.rules if rule.first_day <= as_of <= rule.last_day}
    ended: dict[tuple[str, str], Rule] = {}
    for rule in book.rules:
        before = ended.get(rule.code)
        if rule.first_day <= rule.last_day < as_of and (before is None or before.last_day < rule.last_day):
            ended[rule.code] = rule
    for code, rule in ended.items():
        if rule.pattern is None and code not in running:
            day = rule.last_day
            words = f"“{rule.label}”（{clause_words(rule.clause)}）没有针对事项，按算到的那一天判断；它到{day_words(day)}为止，这次没有算"
            yield Remark("方案", words, f"要算这一条的，另用 --as-of {day // 10000}-{day // 100 % 100:02}-{day % 100:02} 算一次。")


def _unknown_stages(connection: duckdb.DuckDBPyConnection, book: RuleBook) -> Iterator[Remark]:
    """Lines whose matter is at a stage that the reward does not have: they come to nothing."""
    for rule in book.rules:
        stages = tuple(dict.fromkeys(word for node in found(Staged, rule.formula) for word, _ in node.stages))
        query = """
            SELECT m.stage, count(*), arg_min(m.applicant, (m.applicant, m.matter)), arg_min(m.matter, (m.applicant, m.matter))
            FROM lines l JOIN matters m ON m.applicant = l.applicant AND m.matter = l.matter
            WHERE l.rule = $rule AND l.status = 'nothing' AND l.gross_fen = 0
                AND m.stage IS NOT NULL AND m.stage NOT IN (SELECT unnest($stages)) GROUP BY 1 ORDER BY 2 DESC, 1"""
        rows = connection.execute(query, {"rule": rule.position, "stages": list(stages)}).fetchall() if stages else []
        for stage, count, applicant, matter in rows[:SHOWN]:
            whose = f"主体{applicant}的事项{matter}" + (f"等{count:,}笔" if count > 1 else "")
            words = f"{whose}：“{rule.label}”没有“{shortened(stage)}”这个阶段，按零计算"
            yield Remark("事项表", words, f"请核对“阶段”，方案里有：{'、'.join(stages)}。")
        if len(rows) > SHOWN:
            yield Remark("事项表", f"“{rule.label}”另有{len(rows) - SHOWN:,}种方案里没有的“阶段”", "请核对“阶段”。")


def _later(connection: duckdb.DuckDBPyConnection, as_of: int) -> Iterator[Remark]:
    ((count, last),) = connection.execute('SELECT count(*), max("on") FROM matters WHERE "on" > $as_of', {"as_of": as_of}).fetchall()
    if count:
        words = f"有{count:,}笔事项在算到的日期（{day_words(as_of)}）以后，最晚的是{day_words(last)}，没有算"
        yield Remark("事项表", words, "要算的，请把 --as-of 写到那一天或以后。", is_finding=False)


def _left_over(connection: duckdb.DuckDBPyConnection, book: RuleBook, as_of: int) -> Iterator[Remark]:
    """Matters that no reward looks at, by kind and subject: a name written otherwise than the policy does would be lost among them.

    Those that only an empty fact keeps from a reward are told one by one (rewards/unclear.py).
    """
    values: dict[str, object] = {"as_of": as_of}
    fits = [may_fit(rule, values) for rule in book.rules if rule.pattern is not None]
    query = f"""
        SELECT kind, subject, count(*) AS n FROM matters m WHERE "on" <= $as_of AND NOT coalesce({" OR ".join(fits) or "false"}, false)
        GROUP BY ALL ORDER BY n DESC, kind, subject"""
    rows = connection.execute(query, values).fetchall()
    if rows:
        shown = "，".join(f"{choice_words('kind', (kind,))}“{subject}”{count:,}笔" for kind, subject, count in rows[:SHOWN])
        more = f"等{len(rows)}种" if len(rows) > SHOWN else ""
        words = f"有{sum(row[2] for row in rows):,}笔事项没有对应的奖补：{shown}{more}"
        yield Remark(
            "事项表", words, "应有奖补的，请核对名称、级别、情形和日期；逐行核对写法请用 luoshi facts check --programme。", is_finding=False
        )
