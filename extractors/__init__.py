"""PDF bytes in, records and issues out. Pure: no Dagster, no warehouse paths, no clock, no network."""
