"""A pack cut into its papers: agenda, minutes, reports, appendices, presentations."""
