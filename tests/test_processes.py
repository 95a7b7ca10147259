"""Work in processes of its own: whatever one does, the others go on and none stays behind."""

from __future__ import annotations

import os
import signal
import threading
from multiprocessing import active_children
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from pipelines import version
from pipelines.outcome import Outcome
from pipelines.processes import Bounds, Listener, run_each
from pipelines.raw_packs import RawPack
from pipelines.version import READERS, software_version

GENEROUS = Bounds(start=60.0)


def act(raw: RawPack, warehouse: Path, messages: Connection) -> None:
    """Do what the file's name says."""
    if raw.name == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if raw.name == "leaves":
        raise SystemExit(3)
    if raw.name == "hangs":
        messages.send((2, 9))
        threading.Event().wait()
    if raw.name == "tells its version":
        messages.send(software_version())
    messages.send("reading")
    messages.send((1, 4))
    messages.send(Outcome(raw.name, "loaded"))


class Heard(Listener):
    """Notes what it hears."""

    def __init__(self) -> None:
        self.notes: list[object] = []

    def began(self, place: int, raw: RawPack) -> None:
        self.notes.append(("began", place))

    def pages(self, place: int, read: int, of: int) -> None:
        self.notes.append((read, of))

    def step(self, place: int, name: str) -> None:
        self.notes.append(name)


def run(*names: str, jobs: int = 2, bounds: Bounds = GENEROUS, listener: Listener | None = None) -> dict[str, Outcome]:
    files = [(place, RawPack(Path(name), name)) for place, name in enumerate(names)]
    outcomes = run_each(files, act, Path(), listener or Listener(), jobs=jobs, bounds=bounds)
    return {names[place]: outcome for place, outcome in outcomes}


def test_one_that_dies_takes_no_other_with_it() -> None:
    outcomes = run("dies", "does well", "leaves")

    assert outcomes["does well"].state == "loaded"
    assert outcomes["dies"].state == "failed"
    assert "SIGKILL" in str(outcomes["dies"].reason)
    assert outcomes["leaves"].reason == "its process ended with code 3 before it was done"


def test_one_that_overruns_is_ended() -> None:
    outcomes = run("hangs", bounds=Bounds(start=60.0, per_page=0.0, most=0.0))

    assert outcomes["hangs"].reason == "not done after 0 seconds, 2 pages read"
    assert active_children() == []


def test_more_pages_give_more_time_up_to_a_limit() -> None:
    bounds = Bounds(start=100.0, per_page=10.0, most=500.0)

    assert bounds.seconds(3) == 130.0
    assert bounds.seconds(3_000) == 500.0


def test_the_listener_hears_steps_and_pages() -> None:
    heard = Heard()

    run("does well", listener=heard)

    assert heard.notes == [("began", 0), "reading", (1, 4)]


def test_no_process_is_left_when_the_caller_gives_up() -> None:
    files = [(place, RawPack(Path(name), name)) for place, name in enumerate(("does well", "hangs"))]
    outcomes = run_each(files, act, Path(), Listener(), jobs=2, bounds=GENEROUS)

    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]

    assert active_children() == []


def test_a_process_goes_by_the_version_of_its_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(version._taken, READERS, "0123456789")
    heard = Heard()

    run("tells its version", listener=heard)

    assert heard.notes[1] == software_version()
    assert str(heard.notes[1]).endswith("+0123456789")
