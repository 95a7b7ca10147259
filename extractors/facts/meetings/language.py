"""The language of minutes: sentences, and the forms in which decisions are recorded (spaCy, a blank pipeline)."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from extractors.reference import load

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.tokens import Doc, Span

_ENDS = frozenset({".", "!", "?", "..", "...", "…"})
_CLOSERS = frozenset("\"')]”’")
_MAY_END = frozenset({"a.m.", "p.m.", "am.", "pm.", "etc.", "ltd.", "plc.", "m.", "k.", "bn."})


@lru_cache(maxsize=4096)
def parse(text: str) -> Doc:
    """A paragraph as a spaCy document with sentence boundaries and with names of bodies as entities (`BODY`)."""
    return _pipeline()(text)


def sentences(text: str) -> list[Span]:
    """The sentences of a paragraph."""
    return list(parse(text).sents)


def forms_in(sentence: Span) -> list[tuple[str, int, int]]:
    """The forms of decision found in a sentence: the form's name, and its first and last token in the document.

    The last token is the operative word. Longest first where several begin at one token.
    """
    matcher = _matcher()
    found = [(sentence.doc.vocab.strings[key], start, end - 1) for key, start, end in matcher(sentence.as_doc())]
    return sorted(
        ((name, sentence.start + start, sentence.start + end) for name, start, end in found),
        key=lambda form: (form[1], -form[2]),
    )


@cache
def operative_words() -> dict[str, str]:
    """Kind of decision by operative word, in small letters."""
    return {word: kind for kind, words in load("decisions")["kinds"].items() for word in words}


@cache
def _pipeline() -> Language:
    import spacy
    from spacy.language import Language

    if not Language.has_factory("minute_sentences"):
        Language.component("minute_sentences", func=_mark_sentences)
    nlp = spacy.blank("en")
    for short in load("language")["abbreviations"]:  # not in capitals: "ST." closes a sentence as somebody's initials
        for spelling in {short, short.capitalize()}:
            nlp.tokenizer.add_special_case(spelling, [{"ORTH": spelling}])
    for whole in load("language")["hyphenated"]:
        for spelling in {whole, whole.capitalize(), whole.title(), whole.upper()}:
            nlp.tokenizer.add_special_case(spelling, [{"ORTH": spelling}])
    suffixes = spacy.util.compile_suffix_regex([*(nlp.Defaults.suffixes or ()), ":[-–—]"])
    nlp.tokenizer.suffix_search = suffixes.search  # "resolved:-"
    nlp.add_pipe("minute_sentences")
    ruler: Any = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns(_body_patterns())
    return nlp


def _body_patterns() -> list[dict[str, Any]]:
    """`the Joint Committee`, `Cabinet`, `the Audit and Governance Committee`: up to the noun that says what it is."""
    words = [*load("bodies")["words"], *load("bodies")["words_in_minutes"]]
    nouns = [word.casefold() for word in words if " " not in word]
    noun = {"LOWER": {"IN": [*nouns]}}
    name = {"IS_TITLE": True, "OP": "*"}
    link = {"LOWER": {"IN": ["and", "&", "of", "for"]}, "OP": "?"}
    return [
        {"label": "BODY", "pattern": [{"LOWER": "the", "OP": "?"}, name, noun]},
        {"label": "BODY", "pattern": [{"LOWER": "the", "OP": "?"}, {"IS_TITLE": True}, link, name, noun]},
    ]


def _mark_sentences(doc: Doc) -> Doc:
    """A sentence ends at a stop, exclamation or question mark before a capital, a figure, a quote or a bracket.

    Abbreviations are tokens of their own with their point, so they end none; a single initial ends none either.
    """
    for token in doc[1:]:
        before = token.i - 1
        while before > 0 and doc[before].text in _CLOSERS:
            before -= 1
        last = doc[before]
        opens = token.text[:1].isupper() or token.text[:1].isdigit() or token.text[:1] in "\"'“‘([£•"
        ends = last.text in _ENDS or (last.text in _MAY_END and token.is_title)
        initial = last.text == "." and before > 0 and len(doc[before - 1].text) == 1 and doc[before - 1].is_upper
        closing = token.text in _CLOSERS and token.text != "'" and not doc[token.i - 1].whitespace_
        token.is_sent_start = bool(ends and opens and not initial and not closing and (doc[token.i - 1].whitespace_))
    return doc


@cache
def _matcher() -> Matcher:
    from spacy.matcher import Matcher

    matcher = Matcher(_pipeline().vocab)
    for name, forms in load("decisions")["forms"].items():
        matcher.add(name, [_compile(form) for form in forms])
    return matcher


def _compile(form: str) -> list[dict[str, Any]]:
    """One form of the reference data as a pattern of spaCy's Matcher."""
    return [_token(part) for part in form.split()]


def _token(part: str) -> dict[str, Any]:
    if not part.startswith("{"):
        return {"LOWER": part}
    name, _, repeat = part[1:].partition("}")
    token: dict[str, Any]
    if name == "BODY":
        token, repeat = {"ENT_TYPE": "BODY"}, "+"
    elif name == "any":
        token = {"TEXT": {"NOT_IN": [".", ",", ";", ":"]}}
    elif name == "operative":
        token = {"LOWER": {"IN": sorted(operative_words())}}
    else:
        token = {"LOWER": {"IN": load("decisions")[name]}}
    return {**token, "OP": repeat} if repeat else token
