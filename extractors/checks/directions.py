"""Direction of travel: each arrow against the figures that it goes from and to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.checks.check import Outcome, box_of, page_of
from extractors.checks.indicators import half_step, is_better_high, number, said_name, said_period
from extractors.checks.material import Material
from extractors.facts.indicators.periods import before
from extractors.records import Record

ARROWS = {"up": "↑", "down": "↓"}
_TURNED = {"up": "down", "down": "up"}
_FEW = 4  # arrows of a paper, from which on they tell what an arrow means there
_ODD = 0.25  # of them, the most that may mean another thing


@dataclass(frozen=True, slots=True)
class _Move:
    """An arrow with the figures of its own period and of the one before. `better` is None where that is not known."""

    now: Record
    was: Record
    more: bool
    better: bool | None

    @property
    def up(self) -> bool:
        return self.now["direction"] == "up"


def check_directions(pack: Material) -> Iterator[Outcome]:
    """Each arrow up or down against the figure of the period before in its table, as the paper's other arrows mean it:
    up for more, or up for better.
    """
    for moves in _moves(pack["kpis"]).values():
        odd = _odd_ones(moves)
        if odd is not None:
            yield from (_outcome(move, move not in odd) for move in moves)


def _moves(kpis: Sequence[Record]) -> dict[object, list[_Move]]:
    """The arrows that can be judged, by paper. What may be level for rounding cannot."""
    printed: dict[tuple[object, ...], Record] = {}
    named: dict[object, list[Record]] = defaultdict(list)
    for record in kpis:
        printed.setdefault((*_series(record), record.get("period")), record)
        named[record["indicator"]].append(record)
    moves: dict[object, list[_Move]] = defaultdict(list)
    for now in kpis:
        was = printed.get((*_series(now), before(str(now["period"])))) if now.get("period") else None
        if was is None or now.get("direction") not in ARROWS:
            continue
        to, start = number(now.get("actual")), number(was.get("actual"))
        if to is None or start is None:
            continue
        if abs(to - start) > half_step(now, "actual_text") + half_step(was, "actual_text"):
            high = is_better_high(now, named[now["indicator"]])
            better = None if high is None else high == (to > start)
            moves[now.get("document_id")].append(_Move(now, was, to > start, better))
    return moves


def _series(record: Record) -> tuple[object, ...]:
    return tuple(record.get(column) for column in ("table_id", "indicator", "organisation", "unit"))


def _odd_ones(moves: Sequence[_Move]) -> list[_Move] | None:
    """The arrows that do not mean what the others do; None where these do not tell."""
    if len(moves) < _FEW:
        return None
    against_more = [move for move in moves if move.up != move.more]
    against_better = [move for move in moves if move.up != move.better]
    odd = min(against_more, against_better, key=len)
    if len(odd) > _ODD * len(moves):
        return None
    if len(against_more) == len(against_better):
        return [move for move in against_more if move in against_better]
    return odd


def _outcome(move: _Move, right: bool) -> Outcome:
    name, direction = said_name(move.now), str(move.now["direction"])
    figures = f"{move.now['actual_text']} after {move.was['actual_text']} in {said_period(move.was)}"
    return Outcome(
        right,
        f"{name}, direction of travel to {said_period(move.now)}",
        f"{name}: the arrow is {ARROWS[direction]}, the figure is {figures}"
        + ("" if right else ", and the paper's other arrows point the other way for that"),
        expected=ARROWS[direction if right else _TURNED[direction]],
        actual=ARROWS[direction],
        page=page_of(move.now),
        box=box_of(move.now),
    )
