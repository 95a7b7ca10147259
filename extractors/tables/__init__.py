"""Tables: grids from rulings, fills or alignment; header rows and spans; a table over several pages made one."""
