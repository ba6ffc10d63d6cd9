"""Answers computed by NumPy and SciPy for tests/it/recorded.rs.

    python3 tests/independent/reference.py > tests/data/independent/answers.csv

Every economy is written down here a second time, by hand, from its description beside the test. Nothing is shared with
the engine. Each line is case,key,value.
"""

import numpy as np
from scipy.interpolate import CubicHermiteSpline, PchipInterpolator
from scipy.optimize import brentq, root


def out(case, key, value):
    print(f"{case},{key},{float(value)!r}")


def straight(answers):
    """r(q): through the origin and the answers, straight on past the last."""
    q = np.array([0.0] + [a[0] for a in answers])
    r = np.array([0.0] + [a[1] for a in answers])
    last = (r[-1] - r[-2]) / (q[-1] - q[-2])
    return lambda x: r[-1] + last * (x - q[-1]) if x >= q[-1] else np.interp(x, q, r)


def stack(units):
    """Units (capacity, r) filled one after the other; the last takes what is left."""

    def need(x):
        total = 0.0
        for place, (capacity, r) in enumerate(units):
            share = x if place == len(units) - 1 else min(x, capacity)
            total += r(share)
            x -= share
        return total

    return need


# SciPy's PCHIP has the same slopes at inner knots (Fritsch and Butland), so the pieces between two inner knots agree.
knots_q = np.array([0.0, 10.0, 25.0, 30.0, 60.0, 100.0])
knots_r = np.array([0.0, 2.0, 9.0, 9.5, 30.0, 31.0])
pchip = PchipInterpolator(knots_q, knots_r)
for q in [10.0, 12.5, 17.0, 24.0, 26.0, 29.9, 31.0, 45.0, 59.0]:
    out("pchip", q, pchip(q))
for q in [12.5, 17.0, 26.0, 45.0]:
    out("pchip slope", q, pchip.derivative()(q))
# At the two ends the slope is the chord, which SciPy chooses differently: its Hermite spline with our choice.
slopes = pchip.derivative()(knots_q)
slopes[0], slopes[-1] = 2.0 / 10.0, 1.0 / 40.0
hermite = CubicHermiteSpline(knots_q, knots_r, slopes)
for q in [1.0, 5.0, 9.0, 61.0, 80.0, 99.0]:
    out("hermite", q, hermite(q))
out("hermite", 140.0, 31.0 + 40.0 / 40.0)

# Two goods that need each other, by straight curves: one unknown, bracketed.
bread_for_iron = straight([(5, 2), (10, 6), (20, 16)])
iron_for_bread = straight([(10, 3), (30, 5), (80, 6)])
bread = brentq(lambda x: x - 20 - bread_for_iron(4 + iron_for_bread(x)), 20, 200, xtol=1e-13, rtol=1e-15)
out("two straight", "bread", bread)
out("two straight", "iron", 4 + iron_for_bread(bread))

# Three goods, two of them made by stacked units, entangled; by hybrid Powell steps.
mill = stack([(40.0, straight([(40, 8)])), (30.0, straight([(10, 3), (30, 12)])), (None, straight([(50, 30)]))])
forge = stack([(5.0, straight([(5, 1)])), (None, straight([(5, 2), (10, 6)]))])


def balance(x, s=1.0):
    grain, flour, tools = x
    return [
        grain - 0.05 * grain - 1.2 * flour - s * 30.0,
        flour - 0.1 * tools - s * 60.0,
        tools - mill(flour) * 0.5 - forge(tools) - 0.01 * grain - s * 3.0,
    ]


def solve(s):
    found = root(balance, [100 * s, 60 * s, 20 * s], args=(s,), tol=1e-14)
    assert max(map(abs, balance(found.x, s))) < 1e-10, found
    return found.x


for name, value in zip(["grain", "flour", "tools"], solve(1.0)):
    out("three stacked", name, value)
# The scale at which the tools are 12, the bound on them.
scale = brentq(lambda s: solve(s)[2] - 12.0, 0.05, 1.0, xtol=1e-14)
out("three stacked", "scale", scale)
# Footprints there: hours 0.2 per grain and 1 per tool; smoke 0.3 per flour, taken away 0.1 per grain.
x = solve(scale)
a = np.array([
    [0.05, 1.2, 0.0],
    [0.0, 0.0, 0.1],
    [0.01, 0.5 * mill(x[1]) / x[1], forge(x[2]) / x[2]],
])
for name, row in [("hours", [0.2, 0.0, 1.0]), ("smoke", [-0.1, 0.3, 0.0])]:
    for good, value in zip(["grain", "flour", "tools"], np.linalg.solve((np.eye(3) - a).T, row)):
        out("footprint " + name, good, value)

# Six entangled goods, two of them imported in part.
a6 = np.array([[((3 * i + 5 * j + 1) % 7) / 40 for j in range(6)] for i in range(6)])
d6 = np.array([10.0, -2.0, 5.0, 0.0, -1.0, 8.0])
for i, value in enumerate(np.linalg.solve(np.eye(6) - a6, d6)):
    out("imports", i, value)
out("imports", "radius", max(abs(np.linalg.eigvals(a6))))

# The largest factor at which the six are still productive is 1/radius; just above it good 0 uses up more than itself.
above = a6 * 1.01 / max(abs(np.linalg.eigvals(a6)))
for good in range(6):
    rest = [i for i in range(6) if i != good]
    through = np.linalg.solve(np.eye(5) - above[np.ix_(rest, rest)], above[rest, good])
    out("own use", good, above[good, good] + above[good, rest] @ through)

# Two goods with squares: x = 1.5 s + y²/20, y = s + x²/10. There is a solution up to the s at which the curves touch.
def touch(v):
    x, y, s = v
    return [x - 1.5 * s - y * y / 20, y - s - x * x / 10, 1 - (y / 10) * (x / 5)]


touching = root(touch, [5.0, 5.0, 2.0], tol=1e-14)
assert max(map(abs, touch(touching.x))) < 1e-12
out("touching squares", "scale", touching.x[2])
low = root(lambda v: touch([v[0], v[1], 1.0])[:2], [1.5, 1.0], tol=1e-15)
out("touching squares", "x at 1", low.x[0])
out("touching squares", "y at 1", low.x[1])

# The generator, from its publication (O'Neill 2014: MCG of 128 bits, output XSL-RR) and the seeding of rand_core (a PCG32
# that fills the seed four bytes at a time), in whole numbers.
MASK64, MASK128 = (1 << 64) - 1, (1 << 128) - 1


def losses(seed, probability, days):
    state, words = seed, []
    for _ in range(4):
        state = (state * 6364136223846793005 + 11634580027462260723) & MASK64
        shifted = (((state >> 18) ^ state) >> 27) & 0xFFFFFFFF
        turn = state >> 59
        words.append(((shifted >> turn) | (shifted << (-turn & 31))) & 0xFFFFFFFF)
    state = sum(word << (32 * place) for place, word in enumerate(words)) | 1
    for day in range(days):
        state = state * 0x2360ED051FC65DA44385DF649FCCF645 & MASK128
        turn, folded = state >> 122, ((state >> 64) ^ state) & MASK64
        drawn = ((folded >> turn) | (folded << (-turn & 63))) & MASK64
        if (drawn >> 11) * 2.0**-53 < probability:
            yield day


for seed in [0, 1, 20210909]:
    for place, day in enumerate(losses(seed, 0.1, 200)):
        out(f"losses of {seed}", place, day)
