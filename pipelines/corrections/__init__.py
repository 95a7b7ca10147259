"""Corrections: what a reviewer says of a pack that was read wrongly, or of a finding that needs no more asking.

docs/corrections.md tells reviewers how they are written.
"""
