"""Minutes as meetings: who met, when, which items were minuted; and the language that minutes are written in."""
