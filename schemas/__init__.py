"""What a table is: every field declared once, tables made of fields, and every other form of the schema derived from
them.
"""
