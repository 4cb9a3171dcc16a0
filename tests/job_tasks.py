"""What the children of tests/test_jobs.py do; light, since each fresh child imports it."""

import ctypes
import os
import sys
import time
from collections.abc import Generator
from pathlib import Path

from reviewer.errors import PasswordNeeded, QueryError
from reviewer.jobs import Pool, Progress

STATE: dict[str, str] = {}


def same(value):
    return value


def after_setup(_):
    return STATE["setup"]


def priority(_):
    import psutil

    return int(psutil.Process().nice())


def set_up():
    STATE["setup"] = "done"


def bad_set_up():
    raise PasswordNeeded("No key", "it is lost", "Ask for it")


def large(number):
    return bytes([number]) * 1_000_000


def misbehave(how):  # one branch a way to go wrong
    if how == "exit":
        os._exit(3)
    if how == "abort":
        os.abort()
    if how == "hang":
        time.sleep(600)
    if how == "hang in C":
        ctypes.PyDLL(None).sleep(600)  # holds the interpreter's lock, as a library that loops does
    if how == "hog":
        return hog_slowly()
    if how == "huge":
        return len(bytearray(1 << 36))
    if how == "raise":
        raise ValueError("the secret words of a document")
    if how == "refuse":
        raise QueryError("Not a query", "a bracket is open", "Close it", position=7)
    if how == "unpicklable":
        return lambda: None
    if how == "quit":
        sys.exit(4)
    return how


def hog_slowly():
    hoard = []
    while True:
        hoard.append(b"x" * (1 << 20))
        time.sleep(0.001)


def be_noisy(text):
    print(text, flush=True)
    print(text, file=sys.stderr, flush=True)
    os.write(1, text.encode())
    return text


def sleep(seconds):
    time.sleep(seconds)
    return seconds


def spin(seconds):
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass
    return seconds


def count(to: int) -> Generator[Progress, None, int]:
    for number in range(to):
        yield Progress(number, to, f"number {number}")
        time.sleep(0.01)
    yield Progress(to, to)
    return to * 2


def leave_a_file(path: str) -> Generator[Progress, None, None]:
    Path(path).write_text("half")
    try:
        while True:
            yield Progress(1, 2)
            time.sleep(0.01)
    finally:
        Path(path).unlink()


def stop_reporting(how: str) -> Generator[Progress, None, None]:
    yield Progress(0, 1)
    misbehave(how)


def process_number(_):
    return os.getpid()


def in_children(values):
    """The values, handed on by children of the child that this runs in."""
    back = []
    with Pool(same, workers=2) as pool:
        for value in values:
            pool.submit(value, value)
        while pool.pending:
            back += [outcome.value for outcome in pool.results(1)]
    return sorted(back)


def with_hanging_children(end):
    """Has children of its own that hang, in Python and in C; yields when they do, and then ends itself in some way."""
    with Pool(process_number, workers=2) as idle, Pool(misbehave, workers=2, time_limit=1) as busy:
        idle.submit(0, None)
        idle.results(30)
        busy.submit(1, "hang")
        busy.submit(2, "hang in C")
        time.sleep(0.7)
        yield Progress(1, 2)
        misbehave(end)


def parent_of_hanging_children(report):
    """A program of its own: starts children that hang in Python and in C, writes their numbers, and waits."""
    with Pool(process_number, workers=2) as idle, Pool(misbehave, workers=2, time_limit=1) as busy:
        for number in range(20):
            idle.submit(number, None)
        while idle.pending:
            idle.results(1)
        busy.submit(1, "hang")
        busy.submit(2, "hang in C")
        time.sleep(0.7)
        Path(report).write_text("started")
        time.sleep(600)


def noisy_parent():
    with Pool(be_noisy, workers=1) as pool:
        pool.submit(1, "noise")
        while pool.pending:
            pool.results(1)
    print("{}")


def careless_parent():
    """Ends in the midst of work, without closing its pool."""
    pool = Pool(sleep, workers=2)
    for number in range(50):
        pool.submit(number, 0.1)
    pool.results(5)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
