"""SciPy's times on a table that examples/scaling.rs has written: the peer of `cargo xtask bench`.

    python3 benches/scaling.py <folder> <family>

Every method that can solve it: spsolve in natural order, spsolve_triangular, the power series x <- A x + d, GMRES and
BiCGSTAB, the Krylov methods to the tolerance that ours has. One line each: result <name> <seconds> <file with x>. A method is
run again for as long as it is quick, and its best time counts. spsolve has a process to itself, because where its memory
ends it takes the process with it; then the others count.
"""

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, identity
from scipy.sparse.linalg import bicgstab, gmres, spsolve, spsolve_triangular

TOLERANCE = 1e-11  # of |d|, as in src/scale/solving.rs
PATIENCE = 3.0  # seconds for the repetitions of one method in a turn
ELIMINATION = 2000  # goods beyond which elimination of an entangled table fills the memory


def read(folder):
    """A as SciPy computes with it fastest, 64-bit values and 32-bit indices, and d."""
    load = lambda name, kind: np.fromfile(folder / name, dtype=kind)
    starts, columns = load("starts.i32", "<i4"), load("columns.i32", "<i4")
    values, demand = load("values.f32", "<f4").astype(np.float64), load("demand.f64", "<f8")
    n = len(demand)
    return csr_matrix((values, columns, starts), shape=(n, n)), demand


def power_series(a, d):
    x = d
    for _ in range(10_000):
        following = a @ x + d
        if np.all(np.abs(following - x) <= 1e-11 * np.abs(following)):
            return following
        x = following
    raise ValueError("the power series does not come to rest")


def krylov(method, i_minus_a, d):
    x, info = method(i_minus_a, d, rtol=TOLERANCE, atol=0.0)
    if info != 0:
        raise ValueError(f"{method.__name__} ended with {info}")
    return x


def methods(a, d, only):
    """Each method by its name; elimination with the columns it wants, which are none of its time."""
    i_minus_a = (identity(len(d), format="csr") - a).tocsr()
    if only == "scipy-spsolve":
        by_columns = i_minus_a.tocsc()
        return {only: lambda: spsolve(by_columns, d, permc_spec="NATURAL")}
    found = {
        "scipy-fixed-point": lambda: power_series(a, d),
        "scipy-gmres": lambda: krylov(gmres, i_minus_a, d),
        "scipy-bicgstab": lambda: krylov(bicgstab, i_minus_a, d),
    }
    if only == "triangular":
        found["scipy-triangular"] = lambda: spsolve_triangular(i_minus_a, d, lower=False)
    return found


def main(folder, family, only=None):
    a, d = read(folder)
    triangular = family != "entangled"
    for name, method in methods(a, d, only or ("triangular" if triangular else "entangled")).items():
        best, began = np.inf, time.perf_counter()
        while True:
            start = time.perf_counter()
            x = method()
            took = time.perf_counter() - start
            best = min(best, took)
            if time.perf_counter() - began + took > PATIENCE:
                break
        x.astype("<f8").tofile(folder / f"{name}.f64")
        print(f"result {name} {best} {folder / f'{name}.f64'}", flush=True)
    if only is None and (triangular or len(d) <= ELIMINATION):
        del a, d
        spsolve_alone = [sys.executable, __file__, str(folder), family, "scipy-spsolve"]
        if subprocess.run(spsolve_alone, check=False).returncode != 0:
            print(f"spsolve did not survive {folder.name}", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
