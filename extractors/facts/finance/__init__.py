"""How a finance table is read: its columns, its rows, its sums, and what is said around it."""
