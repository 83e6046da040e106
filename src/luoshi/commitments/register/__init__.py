"""Grammar of registers: every 库, 清单, 名单, 台账, 图谱, information platform … that is ordered to be built, kept, published or joined.

`words` holds the heads and what spoils them; `read` the rules, and what a register holds and is for.
"""

from luoshi.commitments.register.read import read_registers

__all__ = ["read_registers"]
