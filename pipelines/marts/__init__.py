"""The marts: tables over all packs, each made by one module from the published tables."""
