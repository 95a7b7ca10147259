"""Words to lines, lines to passages."""
