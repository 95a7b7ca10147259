"""Headings against what stands under them: another year's, or the other part's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from extractors.checks.check import Outcome, box_of, page_of
from extractors.checks.material import Material
from extractors.checks.said import shorten
from extractors.checks.spans import financial_year_in, find_spans, written_like
from extractors.facts.dates import find_financial_years

_APPENDICES = re.compile(r"\b[Aa]ppendi(?:x|ces)\s+((?:[A-Z]|\d{1,2})\b(?:\s?(?:,|and|&)\s?(?:[A-Z]|\d{1,2})\b)*)")


def check_heading_years(pack: Material) -> Iterator[Outcome]:
    """A heading that names the paper's subject with another year than the paper's title and every sentence in it."""
    for paper in pack["documents"]:
        year = financial_year_in(str(paper.get("title") or ""))
        if year is None or paper.get("kind") != "report":
            continue
        own = [sentence for sentence in pack.sentences if sentence.document_id == paper["document_id"]]
        for passage in pack["passages"]:
            if passage.get("kind") != "heading" or passage.get("document_id") != paper["document_id"]:
                continue
            text = " ".join(str(passage["text"]).split())
            said = financial_year_in(text)
            phrase = re.match(r"^((?:[A-Z][a-z]+ ){2,4})(?:for )?20\d\d", text)
            if said is None or phrase is None:
                continue
            words = phrase[1].casefold().strip()
            years = Counter(
                found
                for sentence in own
                if sentence.kind != "heading" and words in sentence.text.casefold()
                for found in find_financial_years(sentence.text)
            )
            wrong = (
                said != year and years[year] > 1 and years[said] < years[year] and int(said[:4]) == int(year[:4]) - 1
            )
            if wrong or said == year:
                yield Outcome(
                    not wrong,
                    f"Heading '{text}'" + (f" over the {year} {words}" if wrong else ""),
                    f"the heading '{text}' stands in a paper that speaks of the {words} of {year}: {paper['title']}",
                    expected=written_like(find_spans(text)[0].raw, year) if find_spans(text) else year,
                    actual=find_spans(text)[0].raw if find_spans(text) else said,
                    page=page_of(passage),
                    box=box_of(passage),
                )


def check_heading_scope(pack: Material) -> Iterator[Outcome]:
    """A heading of one part ("Breakdown – Shared") over a text that sends its reader to appendices of the other, each
    titled "non-Shared".
    """
    titles: dict[str, str] = {}
    for paper in pack["documents"]:
        if found := re.match(r"appendix\s+([A-Z]|\d{1,2})\b", str(paper.get("title") or ""), re.IGNORECASE):
            titles[found[1].upper()] = str(paper["title"])
    for sentence in pack.sentences:
        heading = sentence.heading.rpartition(" > ")[2]
        named = [label for group in _APPENDICES.findall(sentence.text) for label in re.findall(r"\b[A-Z]\b|\d+", group)]
        if sentence.kind == "cell" or not named or any(label not in titles for label in named):
            continue
        for word in re.findall(r"[A-Za-z]{4,}", heading):
            other = re.compile(rf"\b(?:non|not)[\s-]+{word}\b", re.IGNORECASE)
            if other.search(heading) or not all(
                re.search(rf"\b{word}\b", titles[label], re.IGNORECASE) for label in named
            ):
                continue
            wrong = all(other.search(titles[label]) for label in named)
            above = pack.said_at(heading, sentence.page) or sentence.record
            yield Outcome(
                not wrong,
                f"Heading '{heading}' introduces Appendices {', '.join(named)}"
                + (f", which are the non-{word.casefold()} ones" if wrong else ""),
                f"‘{shorten(sentence.text, 120)}’ stands under the heading '{heading}'; the appendices are titled "
                + ", ".join(f"‘{shorten(titles[label], 80)}’" for label in named),
                expected=f"non {word}" if wrong else word,
                actual=word,
                page=page_of(above),
                box=box_of(above),
            )
