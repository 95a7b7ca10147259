"""Sample packs of our own making: typeset, with the truth of what stands in them."""
