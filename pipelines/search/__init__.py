"""Full-text search over what was decided, minuted and written in all packs that are loaded."""
