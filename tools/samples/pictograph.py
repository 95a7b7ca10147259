"""A symbol font of the Wingdings kind: arrows under private codes, so that only the glyph says where they point."""

from __future__ import annotations

import functools
import io

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

# The codes at which Wingdings holds its arrows, in the private use area where symbol fonts put them.
LEFT, RIGHT, UP, DOWN = "\uf0e7", "\uf0e8", "\uf0e9", "\uf0ea"
_EM = 1000
_ARROW = ((500, 800), (850, 450), (600, 450), (600, 0), (400, 0), (400, 450), (150, 450))  # pointing up


@functools.cache
def pictograph_font() -> bytes:
    """A TrueType file with four arrows, named as the fonts are whose codes it shares."""
    turns = {
        UP: lambda x, y: (x, y),
        DOWN: lambda x, y: (x, 800 - y),
        RIGHT: lambda x, y: (y + 100, 900 - x),
        LEFT: lambda x, y: (900 - y, 900 - x),
    }
    names = {code: f"arrow{n}" for n, code in enumerate(turns)}
    builder = FontBuilder(_EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap({ord(code): name for code, name in names.items()})
    glyphs = {".notdef": TTGlyphPen(None).glyph()}
    for code, turn in turns.items():
        pen = TTGlyphPen(None)
        points = [turn(x, y) for x, y in _ARROW]
        pen.moveTo(points[0])
        for point in points[1:]:
            pen.lineTo(point)
        pen.closePath()
        glyphs[names[code]] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (_EM, 0)))
    builder.setupHorizontalHeader(ascent=850, descent=-150)
    builder.setupNameTable({"familyName": "Wingdings Sample", "styleName": "Regular", "psName": "Wingdings-Sample"})
    builder.setupOS2(sTypoAscender=850, sTypoDescender=-150, usWinAscent=850, usWinDescent=150)
    builder.setupPost()
    builder.updateHead(created=3_600_000_000, modified=3_600_000_000)
    builder.font.recalcTimestamp = False
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()
