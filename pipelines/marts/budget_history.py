"""The mart `budget_history`: each line of a budget followed from pack to pack.

An amount is set beside the one that the pack before printed for the same line, measure and period of the same body, but
only where each pack prints one amount for it: what is ambiguous is left null.
"""

from __future__ import annotations

import duckdb

from pipelines.marts.rows import Row, ask

_SQL = r"""
WITH printed AS (
    SELECT b.*, p.body, p.meeting_date,
        concat_ws('|', p.body, b.organisation, b.scope, b.financial_year, b.period, b.line_code,
            lower(regexp_replace(trim(b.line), '\s+', ' ', 'g')), lower(b.parent_line), lower(b.measure),
            CASE WHEN b.is_total THEN lower(b.table_title) END) AS followed
    FROM budgets AS b JOIN packs AS p USING (pack_id)
    WHERE b.amount_gbp IS NOT NULL
), once AS (
    SELECT *, count(*) OVER same AS times_seen, row_number() OVER (same ORDER BY page, "row", col) AS place
    FROM printed WINDOW same AS (PARTITION BY pack_id, followed, amount_gbp)
), of_pack AS (
    SELECT followed, pack_id, meeting_date,
        CASE WHEN count(DISTINCT amount_gbp) = 1 THEN any_value(amount_gbp) END AS amount
    FROM printed
    WHERE line IS NOT NULL AND measure IS NOT NULL AND meeting_date IS NOT NULL
    GROUP BY followed, pack_id, meeting_date
), compared AS (
    SELECT followed, pack_id, amount, lag(amount) OVER (PARTITION BY followed ORDER BY meeting_date, pack_id) AS
    amount_before
    FROM of_pack
)
SELECT o.body, o.organisation, o.scope, o.line_code, o.line, o.parent_line, o.is_total, o.measure, o.financial_year,
o.period,
    o.table_title, o.meeting_date, o.amount_gbp, c.amount_before AS previous_amount_gbp,
    o.amount_gbp - c.amount_before AS change_gbp, o.raw_text, o.unit, o.times_seen, o.pack_id, o.document_id,
    o.table_id,
    o."row", o.col, o.page, o.x0, o.top, o.x1, o.bottom, o.corrected_by, o.correction
FROM once AS o
LEFT JOIN compared AS c ON c.followed = o.followed AND c.pack_id = o.pack_id AND c.amount = o.amount_gbp
WHERE o.place = 1
ORDER BY o.followed, o.meeting_date, o.pack_id, o.page, o."row", o.col
"""


def read_budget_history(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """One row for every amount that a pack prints for a line, measure and period."""
    return ask(connection, _SQL)
