"""The engine's times beside a plain SciPy transcription of the same days, in one run on one machine.

    python3 benches/compare_scipy.py

The village: what a day of the paper's program does, in NumPy and SciPy: x by scipy.optimize.root, the scale by brentq.
1000 nonlinear goods: the balance by its power series over a scipy.sparse table and all curves at once in NumPy, the scale
by brentq. Both find what the engine finds; that is checked.
"""

import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
from scipy.optimize import brentq, root
from scipy.sparse import csr_matrix

FOLDER = Path(__file__).resolve().parent.parent


def village_days(days):
    """382 days of Table 1 at an investment of 0.51; egalitarianism of every day."""
    q = np.arange(0.0, 2000.0)
    capped = [np.minimum(q, 500), np.clip(q - 500, 0, 500), np.maximum(q - 1000, 0)]
    milk = 0.002 * capped[0] + 0.01 * np.sqrt(capped[1]) + capped[2] ** 2 / 1e6
    churns = 0.003 * capped[0] + 0.005 * capped[1] + 0.001 * capped[2]
    demand = np.array([800 * 3.0 + 500 * 2.0, 0.0, 800 * 0.1 + 500 * 0.2])

    def used(x):
        return np.array([0.001 * x[0] + np.interp(x[1], q, milk) + 2.0 * x[2], np.interp(x[2], q, churns), 0.0])

    def solve(s):
        return root(lambda x: x - used(x) - s * demand, s * demand, tol=1e-13).x

    stocks, hours, shares = np.array([2.0, 5.0, 1e5]), np.array([1e5, 7e5, 7e5]), []
    labour = np.array([0.001, 0.012, 0.001])
    for _ in range(days):

        def room(s):
            x = solve(s)
            return min(np.min(stocks - x), np.min(hours - labour * x))

        s = 1.0 if room(1.0) >= 0 else brentq(room, 0.0, 1.0, xtol=1e-13)
        x = solve(s)
        surplus = x - used(x)
        first = [(surplus[0] - s * 1000) / 2400, (surplus[2] - s * 100) / 80]
        second = [(surplus[0] - s * 2400) / 1000, (surplus[2] - s * 80) / 100]
        shares.append(min(first + second))
        stocks = stocks + np.array([(2 * 0.51 - 1) * x[0], x[1], 0.0])
    return shares


class Thousand:
    """The exported economy, with all curves as rows of one array of cubic pieces."""

    def __init__(self, path):
        lines = [line.split() for line in path.read_text().splitlines()]
        kind = lambda name: [line[1:] for line in lines if line[0] == name]
        self.demand = np.array([float(line[1]) for line in kind("good")])
        self.x = np.array([float(line[2]) for line in kind("good")])
        n = len(self.demand)
        matrix = lambda name, rows: csr_matrix(
            (
                [float(line[2]) for line in kind(name)],
                ([int(line[0]) for line in kind(name)], [int(line[1]) for line in kind(name)]),
            ),
            shape=(rows, n),
        )
        self.table, self.labour = matrix("cell", n), matrix("labour", 2)
        units = kind("unit")
        self.unit_good = np.array([int(line[1]) for line in units])
        capacity = np.array([float(line[2]) for line in units])
        # Where a unit begins in the output of its good, and where it ends; the last of a good has no end.
        self.start, self.end = np.zeros(len(units)), np.full(len(units), np.inf)
        for unit in range(1, len(units)):
            if self.unit_good[unit] == self.unit_good[unit - 1]:
                self.end[unit - 1] = self.start[unit] = self.start[unit - 1] + capacity[unit - 1]
        # What stands behind a unit without limit makes nothing.
        self.room_of_unit = np.array([b - a if a < np.inf else 0.0 for a, b in zip(self.start, self.end)])
        needs = kind("need")
        self.need_unit = np.array([int(line[0]) for line in needs])
        rows = np.array([int(line[2]) + (n if line[1] == "labour" else 0) for line in needs])
        self.into = csr_matrix((np.ones(len(needs)), (rows, np.arange(len(needs)))), shape=(n + 2, len(needs)))
        self.knots = np.full((len(needs), 7), np.inf)
        self.pieces = np.zeros((len(needs), 7, 4))
        for place, line in enumerate(needs):
            self.fill(place, line[3] == "1", np.array([0.0, 0.0] + [float(v) for v in line[4:]]).reshape(-1, 2))
        bounds = kind("bound")
        self.goods_bound = [(int(line[1]), float(line[2])) for line in bounds if line[0] == "good"]
        self.hours_bound = [(int(line[1]), float(line[2])) for line in bounds if line[0] == "hours"]

    def fill(self, place, cubic, points):
        q, r = points.T
        h, chord = np.diff(q), np.diff(r) / np.diff(q)
        left = right = chord
        if cubic:
            slopes = np.concatenate([chord[:1], np.zeros(len(chord) - 1), chord[-1:]])
            for k in range(1, len(chord)):
                if chord[k - 1] * chord[k] > 0:
                    near, far = h[k - 1] + 2 * h[k], 2 * h[k - 1] + h[k]
                    slopes[k] = (near + far) / (near / chord[k - 1] + far / chord[k])
            left, right = slopes[:-1], slopes[1:]
        count = len(chord)
        self.knots[place, : count + 1] = q
        self.pieces[place, :count, 0] = r[:-1]
        self.pieces[place, :count, 1] = left
        self.pieces[place, :count, 2] = (3 * chord - 2 * left - right) / h
        self.pieces[place, :count, 3] = (left + right - 2 * chord) / h**2
        self.pieces[place, count, :2] = r[-1], chord[-1]

    def used(self, x):
        made = np.clip(x[self.unit_good] - self.start, 0.0, self.room_of_unit)
        q = made[self.need_unit]
        piece = (self.knots <= q[:, None]).sum(axis=1) - 1
        every = np.arange(len(q))
        t, c = q - self.knots[every, piece], self.pieces[every, piece]
        return self.into @ (c[:, 0] + t * (c[:, 1] + t * (c[:, 2] + t * c[:, 3])))

    def solve(self, s):
        x = s * self.demand
        for _ in range(10_000):
            after = self.table @ x + self.used(x)[: len(x)] + s * self.demand
            if np.all(np.abs(after - x) <= 1e-14 * after):
                return after
            x = after
        raise ArithmeticError("did not come to rest")

    def room(self, s):
        x = self.solve(s)
        hours = self.labour @ x + self.used(x)[len(x) :]
        goods = [1 - x[good] / limit for good, limit in self.goods_bound]
        return min(goods + [1 - hours[kind] / limit for kind, limit in self.hours_bound])

    def day(self):
        s = 1.0 if self.room(1.0) >= 0 else brentq(self.room, 0.0, 1.0, xtol=1e-13)
        return s, self.solve(s)


def timed(task, times):
    best = np.inf
    for _ in range(times):
        start = time.perf_counter()
        result = task()
        best = min(best, time.perf_counter() - start)
    return best, result


def main():
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "thousand.txt"
        command = ["cargo", "run", "--quiet", "--release", "--example", "timings", "--", str(data)]
        printed = subprocess.run(command, cwd=FOLDER, check=True, capture_output=True, text=True).stdout
        engine = {name: float(value) for name, value in map(str.split, printed.splitlines())}
        thousand = Thousand(data)
    seconds, shares = timed(lambda: village_days(382), 3)
    full = next(day for day, share in enumerate(shares) if share > 0.999) + 1
    assert full == 382 and abs(shares[0] - 0.000531382826) < 1e-12, (full, shares[0])
    report("village, 382 days", engine["village_382_days"], seconds)
    seconds, (scale, x) = timed(thousand.day, 3)
    assert abs(scale / engine["thousand_goods_scale"] - 1) < 1e-9, (scale, engine["thousand_goods_scale"])
    assert np.allclose(x, thousand.x, rtol=1e-8, atol=1e-9), np.abs(x - thousand.x).max()
    report("1000 nonlinear goods, a day", engine["thousand_goods_day"], seconds)


def report(name, engine, scipy):
    print(f"{name}: engine {engine * 1e3:.3f} ms, SciPy {scipy * 1e3:.1f} ms, {scipy / engine:.0f} times as long")


if __name__ == "__main__":
    main()
