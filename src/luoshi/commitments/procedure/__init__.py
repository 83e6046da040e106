"""Grammar of procedures: every process, 机制 or 制度 that is ordered, with its steps in order and who acts.

`mechanisms` finds what is named (机制, 制度, 办法, 联席会议, 绿色通道); `chains` 申报 → 审核 → 公示 → 兑现;
`appraisals` 考核 and 摸排; `manners` 一事一议, 揭榜挂帅, rhythms and filings. `steps` cuts steps
and actors out of the words; `read` puts it together, each procedure once.
"""

from luoshi.commitments.procedure.read import read_procedures

__all__ = ["read_procedures"]
