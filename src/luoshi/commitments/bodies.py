"""Public bodies as official documents print them: what a name looks like, and how a printed list falls into names.

It knows the general suffixes of Chinese offices and no single office; a name it cannot recognise is still a name where a label
(牵头单位：) says so.
"""

from __future__ import annotations

import re

# A body's name ends in one of these. Longer forms are only listed where their last character alone would say too little.
SUFFIXES = (
    *("局", "委", "办", "厅", "署", "部", "院", "处", "科", "室", "所", "站", "队", "台", "馆", "校", "社", "关", "联"),
    *("委员会", "管委会", "管理会", "工委", "党委", "团委", "团市委", "团县委", "团区委", "团旗委", "团省委", "监委", "党组", "党校"),
    *("办公室", "管理办", "服务中心", "中心", "领导小组", "工作组", "专项组", "专班", "指挥部", "联席会议", "协调机构"),
    *("人民政府", "政府", "行政公署", "公署", "街道", "街道办", "乡", "镇", "乡镇", "苏木", "苏木镇", "苏木乡镇", "村", "社区"),
    *("园区", "产业园", "科技园", "开发区", "高新区", "经开区", "自贸区", "新区", "示范区", "管理区", "功能区", "集聚区", "保税区"),
    *(
        "工商联",
        "妇联",
        "科协",
        "文联",
        "残联",
        "侨联",
        "社科联",
        "记协",
        "贸促会",
        "工会",
        "红十字会",
        "协会",
        "学会",
        "商会",
        "联合会",
        "促进会",
    ),
    *(
        "银行",
        "支行",
        "分行",
        "分局",
        "支局",
        "支队",
        "总队",
        "大队",
        "税务总局",
        "银保监分局",
        "监管分局",
        "海关",
        "法院",
        "检察院",
        "中院",
    ),
    *("部门", "单位", "机构", "监会", "理事会", "军分区", "武装部"),
    *("公司", "集团", "企业", "大学", "学院", "学校", "职校", "医院", "研究院", "研究所", "实验室", "基金会", "电视台", "融媒体中心"),
)
# Bodies meant together, by their kind: 各县（市、区）, 有关部门, 各成员单位.
COLLECTIVE = re.compile(
    r"(?:其他|其它)?(?:各|有关|相关|市直|县直|区直|旗直|州直|盟直|省直|市级|县级|区级|省级|属地|驻)"
    r"[一-鿿（）()、/]{0,18}"
    r"(?:部门|单位|委办局|科局|县|市|区|旗|州|盟|乡|镇|街道|苏木|地区|园区|功能区|开发区|企业|院校|高校|机构|院所|学校|村|政府|管委会|办事处|公署|平台|组|局|办|委)"
    r"[）)]?"
)
# Kinds of organisations that sentences name without meaning one of them: 企业牵头、高校院所参与.
_GENERIC = re.compile(
    r".*(?:企业|高校|院校|院所|机构|公司|单位|部门|协会|商会|学会|中心|平台|研究院|研究所|实验室|大学|学院|学校|园区|基地|社会组织|团队|专家|个人)\Z"
)
_SUFFIX = re.compile("(?:" + "|".join(sorted(set(SUFFIXES), key=len, reverse=True)) + r")(?:[（(][^（）()]{1,20}[）)])?\Z")
_NAME = re.compile(r"[一-鿿A-Za-z0-9·“”（）()、—\-]{2,36}\Z")
# Words that begin a statement and no name; 对外, 对口 and 对台 do begin names.
_STATEMENT = re.compile(
    r"(?:[（(）)]|[一二三四五六七八九十]{1,2}是|本|形成|构建|打造|实现|促进|培育|坚持|发挥|依托|围绕|聚焦|提升|健全|优化|深化|采取|通过|确保|对(?![外口台])|将|应|要|须|给予|支持|鼓励|引导|推动|推进|加强|强化|加快|完善|建立|落实|做好|开展|组织(?!部)|以下|详见|见附|包括|含|不|可|按|根据)|"
    r".*(?:以下简称|的|给予|进行|万元|不得|(?<!自)由)"
)
# 等, 等部门, 等市直有关部门 behind a list: others are meant, and nobody can be held to it.
_TAIL = re.compile(
    r"等(?:[市县区旗省州盟]直|各|有关|相关|其他|多个|\d{1,2}个|职能|责任|成员|主管|行业)*(?:部门|单位|部委|机构|委办局|地区|企业|院校)?(?:和(?:单位|部门))?\Z"
)
_HEAD = re.compile(r"(?:(?:此项|该项|本项|以上|上述)?(?:工作|任务|措施|政策)?由|以及|及其|[及和与并]|会同|联合|其中)(?=.{2})")
# Remarks about the list that stand in it: 列第一位的为牵头单位，下同.
_REMARK = re.compile(
    r"(?:[排列]|按).{0,6}(?:第一|首位|前).*|.{0,6}下同|第一.{0,4}为牵头.*|.*为牵头(?:单位|部门)|各负其责|按.{0,4}职责.{0,8}|等|无"
)
_JOINT = re.compile(r"以及|[及和与]")
_SEPARATOR = re.compile(r"[、，,；;／/|]|[ 　]+")
_LEVELS = tuple("省市县区旗州盟镇乡")  # 市、县有关部门 is one name
_OPEN, _CLOSE = "（(〔[【", "）)〕]】"
# Names printed side by side without any mark, as line breaks and lost spaces leave them: 市科技局市财政局.
_GLUED = re.compile(r"(?<=[局厅办室署])(?=[省市县区旗州盟](?!场|政|容|域))|(?<=[^省市县区旗州盟]委)(?=[省市县区旗州盟](?!场|政|容|域))")


def is_collective(name: str) -> bool:
    """Say whether a name means several bodies by their kind, such as 各县（市、区）."""
    return COLLECTIVE.fullmatch(name) is not None


def is_body(name: str) -> bool:
    """Say whether words look like the name of a public body, by their ending: 市科技局, 各县（市、区）, 人行某市中心支行."""
    if not _NAME.match(name) or _STATEMENT.match(name) or not _is_balanced(name):
        return False
    return is_collective(name) or _SUFFIX.search(name) is not None


def is_office(name: str) -> bool:
    """Say whether words name one office of the state or the party, and no mere kind of organisation: 市科技局, not 企业."""
    return is_body(name) and not is_collective(name) and (_GENERIC.match(name) is None or re.match(r"[省市县区旗州盟国]", name) is not None)


def _is_balanced(name: str) -> bool:
    """Say whether every bracket of a name is closed; a name torn apart by a line break has one that is not."""
    return sum(name.count(mark) for mark in _OPEN) == sum(name.count(mark) for mark in _CLOSE)


def split_units(words: str) -> tuple[str, ...]:
    """Split a printed list of bodies into names.

    Tails (等有关部门) are dropped, elided prefixes are not restored (市公安局、司法局), brackets inside a name stay (各县（市、区）).
    和, 及 and 与 part two names only where names stand on both sides: 区发展和改革委员会 stays one.
    """
    names = (name for piece in _pieces(words) for name in _names(piece))
    return tuple(dict.fromkeys(name for name in names if name))


def split_people(words: str) -> tuple[str, ...]:
    """Split a printed list of leaders into names without inner spaces: `张 三、李四` is 张三 and 李四."""
    people: list[str] = []
    for piece in re.split(r"[、，,；;／/]", words):
        people.extend(_people(re.sub(r"[（(][^）)]*[）)]?", " ", piece).strip(" 　。.")))
    return tuple(dict.fromkeys(people))


def _pieces(words: str) -> list[str]:
    """Cut at the separators that stand outside brackets."""
    pieces: list[str] = []
    depth, begin = 0, 0
    for found in re.finditer(rf"[{re.escape(_OPEN)}]|[{re.escape(_CLOSE)}]|{_SEPARATOR.pattern}", words):
        mark = found[0]
        if mark in _OPEN:
            depth += 1
        elif mark in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and words[begin : found.start()].strip(" 　") not in _LEVELS:
            pieces.append(words[begin : found.start()])
            begin = found.end()
    return [*pieces, words[begin:]]


def _names(piece: str) -> list[str]:
    """Read the names of one piece; nearly always it is one."""
    bare = piece.strip(" 　。.:：\n")
    head = _HEAD.match(bare)
    bare = _TAIL.sub("", bare[head.end() :] if head else bare)
    if _REMARK.fullmatch(bare):
        return []
    parts = [part for whole in _GLUED.split(bare) for part in _joint(whole)]
    return [part for part in parts if part]


def _joint(name: str) -> list[str]:
    """Part 甲和乙 where both are bodies; a collective behind 及 (史志馆及各相关部门) stays with the single name before it."""
    for found in _JOINT.finditer(name):
        left, right = name[: found.start()], name[found.end() :]
        if is_body(left) and is_body(right) and (is_collective(left) or not is_collective(right)):
            return [left, *_joint(right)]
    return [name]


def _people(piece: str) -> list[str]:
    """Read the names of one piece: single characters belong together (杜　娟), longer words stand for themselves."""
    people: list[str] = []
    pending = ""
    for word in piece.split():
        if len(word) == 1:
            pending += word
            continue
        if pending:
            people.append(pending)
            pending = ""
        people.append(word)
    return [*people, pending] if pending else people
