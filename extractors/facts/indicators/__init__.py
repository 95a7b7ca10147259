"""Performance indicators: labels, figures and context of the tables that hold them, and the shapes they come in."""
