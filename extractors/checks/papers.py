"""What a report relies on: the appendices that it names, and the sections that it sends its reader to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from extractors.checks.check import Outcome, box_of, page_of
from extractors.checks.material import Material
from extractors.checks.said import Sentence, word_list, words_of
from extractors.records import Record

_NAMED = re.compile(
    r"\b(?:appendix|appendices|annex|annexes)\s+(?P<list>(?:[A-Z]|\d{1,2})\b(?:\s?(?:,|and|&|to|-|–)\s?(?:[A-Z]|\d{1,2})\b)*)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^\W*(?:appendix|annex)\s+([A-Z]|\d{1,2})\b", re.IGNORECASE)
_SECTION = re.compile(r"^(?P<number>\d{1,2}[a-z]?)\s*(?:[|.)]|\s)\s*(?P<title>[A-Z].{3,90})$")
_REFERS = re.compile(
    r"\b(?:refer to|see|set out in|detailed in|shown in)\s+sections?\s+(?P<number>\d{1,2}[a-z]?)\b(?!\s*[,.]?\s*\d)",
    re.IGNORECASE,
)


def check_appendices(pack: Material) -> Iterator[Outcome]:
    """The appendices that a report names, against those printed with it."""
    alone = not any(packed.get("kind") == "agenda_pack" for packed in pack["packs"])
    labels = _labels(pack)
    for paper in pack["documents"]:
        if paper.get("kind") != "report" or _is_cut_short(pack, paper):
            continue
        papers = frozenset(pack.documents) if alone else pack.item_of(paper["document_id"])
        named: dict[str, Sentence] = {}
        for sentence in pack.sentences:
            if sentence.document_id == paper["document_id"] and sentence.kind != "cell":
                for label in _names(sentence):
                    named.setdefault(label, sentence)
        if not named:
            continue
        there = {label for name in papers for label in labels.get(name, ())}
        missing = sorted(label for label in named if label not in there)
        if alone and not there - named.keys():
            continue  # its appendices may be filed beside it, unless one is here that it names by another label
        unlabelled = sum(
            1
            for name in papers
            if pack.documents.get(name, {}).get("kind") in ("appendix", "presentation") and not labels.get(name)
        )
        absent = bool(missing) and len(missing) > unlabelled
        listed = ", ".join(sorted(named))
        first = named[missing[0]] if missing else next(iter(named.values()))
        title = str(paper.get("title") or "the report")
        several = "Appendices" if len(missing) > 1 else "Appendix"
        yield Outcome(
            not absent,
            f"{title}: the report relies on {several} {_joined(missing)}; "
            + ("not in the pack" if len(missing) < 2 else "none is in the pack")
            if absent
            else f"{title}: appendices {listed}",
            f"{title} relies on {several} {_joined(missing)}, which the pack does not hold"
            if absent
            else f"{title}: the appendices that it names are in the pack",
            expected=f"{several} {_joined(missing)} present" if absent else listed,
            actual="absent" if absent else listed,
            page=first.page,
            box=box_of(first.record),
        )


def _is_cut_short(pack: Material, paper: Record) -> bool:
    """Whether the item's pages run on behind the end of the file."""
    stamped = [int(str(page["label"])) for page in pack["pages"] if str(page.get("label") or "").isdigit()]
    until = (item.get("last_label") for item in pack["agenda_items"] if item.get("item_no") == paper.get("agenda_item"))
    return any(str(label or "").isdigit() and int(str(label)) > max(stamped, default=0) for label in until)


def _joined(labels: list[str]) -> str:
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}" if labels else ""


def _names(sentence: Sentence) -> list[str]:
    """The appendices that a sentence relies on; none where it says that they are elsewhere, or of another paper."""
    if word_list("not_printed").search(sentence.text) or _LABEL.match(sentence.text):
        return []
    found: list[str] = []
    for match in _NAMED.finditer(sentence.text):
        parts = re.findall(r"[A-Z]\b|\d{1,2}", match["list"].upper())
        found.extend(parts)
        if re.search(r"[-–]|\bto\b", match["list"]) and len(parts) == 2 and parts[0].isalpha() and parts[1].isalpha():
            found.extend(chr(code) for code in range(ord(parts[0]) + 1, ord(parts[1])))
    return found


def _labels(pack: Material) -> dict[str, set[str]]:
    """The appendices printed in each paper, by the label in a title, a heading or a table's title."""
    found: dict[str, set[str]] = defaultdict(set)
    for paper in pack["documents"]:
        if match := _LABEL.match(str(paper.get("title") or "")):
            found[str(paper["document_id"])].add(match[1].upper())
    records: tuple[tuple[object, Record], ...] = (
        *(
            (passage["text"], passage)
            for passage in pack["passages"]
            if passage.get("kind") in ("heading", "caption", "paragraph")
        ),
        *((table.get("title"), table) for table in pack["tables"]),
    )
    for text, record in records:
        if len(str(text or "")) < 120 and (match := _LABEL.match(str(text or ""))):
            found[str(record.get("document_id"))].add(match[1].upper())
    return found


def check_sections(pack: Material) -> Iterator[Outcome]:
    """The sections that a line of a report refers to, against the numbered headings: the one with most of its words."""
    sections: dict[str, dict[str, tuple[str, frozenset[str]]]] = defaultdict(dict)
    for passage in pack["passages"]:
        match = _SECTION.match(" ".join(str(passage["text"]).split())) if passage.get("kind") == "heading" else None
        if match:
            title = match["title"].strip(" .")
            sections[str(passage.get("document_id"))].setdefault(match["number"], (title, frozenset(words_of(title))))
    for text, said, paper, record in _references(pack):
        known = sections.get(paper, {})
        match = _REFERS.search(text)
        if match is None or match["number"] not in known or len(known) < 4:
            continue
        words = set(words_of(text[: match.start()]))
        title, own = known[match["number"]]
        scores = {number: len(words & other) for number, (_, other) in known.items()}
        best = max(scores, key=lambda number: (scores[number], number == match["number"]))
        theirs = known[best][1]
        told_apart = bool(theirs - own) and theirs - own <= words and not (own - theirs) & words
        alike = scores[best] >= 3 and theirs - {"budget"} <= words
        wrong = scores[best] > scores[match["number"]] and (alike or (told_apart and bool(own & theirs & words)))
        meant = known[best][0]
        subject = " ".join((said or text[: match.start()]).split()).strip(" .-–")
        yield Outcome(
            not wrong,
            f"{subject} refers to Section {match['number']}"
            + (f"; {meant} is Section {best}" if wrong else f", {title}"),
            f"‘{subject}’ refers to Section {match['number']} ({title})"
            + (f"; Section {best} is {meant}" if wrong else ""),
            expected=f"Section {best}" if wrong else f"Section {match['number']}",
            actual=f"Section {match['number']}",
            page=page_of(record),
            box=box_of(record),
        )


def _references(pack: Material) -> Iterator[tuple[str, str, str, Record]]:
    """The texts that may refer to a section, sentences and rows of a table read across, with what a row says before the
    cell that refers, their paper, and the passage or cell itself.
    """
    for sentence in pack.sentences:
        if sentence.kind != "cell" and "ection" in sentence.text:
            yield sentence.text, "", sentence.document_id, sentence.record
    papers = {str(table["table_id"]): str(table.get("document_id")) for table in pack["tables"]}
    rows: dict[tuple[str, int], list[Record]] = defaultdict(list)
    for cell in pack["cells"]:
        rows[(str(cell["table_id"]), int(str(cell["row"])))].append(cell)
    for (table_id, _), cells in rows.items():
        ordered = sorted(cells, key=lambda cell: int(str(cell["col"])))
        texts = [str(cell.get("text") or "") for cell in ordered]
        at = next((place for place, text in enumerate(texts) if _REFERS.search(text)), None)
        if at is not None:
            yield " ".join(texts), " ".join(texts[:at]), papers.get(table_id, ""), ordered[at]
