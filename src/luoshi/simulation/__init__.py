"""政策沙盘: what a whole population would cost under a programme, who gains and loses against another, and how a short budget is shared.

All is computed in SQL on the relation `lines` of a settlement (applicant, matter, rule, day, status, gross_fen, owed_fen) and the tables of
facts beside it in one DuckDB connection; amounts in fen. Nothing here settles: `rewards/settlement` makes the lines.
"""
