"""How fast a tab reads a large Matrix Market file, beside SciPy's mmread in the same run.

    python3 benches/read_mtx.py [entries in millions]

Needs NumPy and SciPy (`cargo xtask bench` installs them in a folder of its own), the built site (`cargo xtask dist`) and
node_modules. A sorted table of 20 million entries is written to target/bench, read by mmread with two threads and by the tab,
one after the other, three times each; the least of each counts. The tab's memory is that of the worker's WebAssembly, which
never shrinks. A file whose rows do not come in order is read once and reported.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import scipy
from scipy.io import mmwrite
from scipy.sparse import coo_array, csr_array

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "target" / "bench"
GOODS = 50_000
ROUNDS = 3


def table(entries):
    """Each good needs as many others, anywhere; coefficients with six digits, a spectral radius of about a half."""
    each = entries // GOODS
    random = np.random.default_rng(7)
    columns = np.concatenate([np.sort(random.choice(GOODS, each, replace=False)) for _ in range(GOODS)])
    amounts = np.round(random.random(GOODS * each) / each, 6 + len(str(each)))
    starts = np.arange(GOODS + 1) * each
    return csr_array((np.maximum(amounts, 1e-9), columns.astype(np.int32), starts), shape=(GOODS, GOODS))


def write(path, matrix):
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        mmwrite(path, matrix, field="real", symmetry="general", precision=9)
    return path


def mmread(path):
    import scipy.io._fast_matrix_market as fast

    fast.PARALLELISM = 2
    began = time.perf_counter()
    matrix = scipy.io.mmread(path, spmatrix=False)
    return time.perf_counter() - began, matrix.nnz


def tab(path, demand):
    """Seconds and bytes of memory, as the tab says."""
    run = ["node", str(ROOT / "benches" / "read_mtx.js"), str(path), str(demand)]
    told = subprocess.run(run, check=True, capture_output=True, text=True, cwd=ROOT)
    return json.loads(told.stdout)


def main():
    entries = int(float(sys.argv[1] if len(sys.argv) > 1 else 20) * 1e6)
    matrix = table(entries)
    entries = matrix.nnz
    in_order = write(FOLDER / f"sorted-{entries}.mtx", matrix)
    demand = FOLDER / "demand.csv"
    demand.write_text("good,amount\n1,1\n")
    # Columns take 16 bits here, amounts 64, and there is a number for each row.
    final = 10 * entries + 4 * (GOODS + 1)
    print(f"{entries:,} entries, {in_order.stat().st_size / 1e6:.0f} MB, in order; final size {final / 1e6:.0f} MB")
    ours, theirs, most = [], [], 0
    for _ in range(ROUNDS):
        seconds, read = mmread(in_order)
        assert read == entries
        theirs.append(seconds)
        told = tab(in_order, demand)
        assert told["entries"] == entries
        ours.append(told["seconds"])
        most = max(most, told["memory"])
        print(f"  mmread {theirs[-1]:.2f} s, tab {ours[-1]:.2f} s, {told['memory'] / 1e6:.0f} MB", flush=True)
    print(f"  speed {min(theirs) / min(ours):.3f} of mmread, memory {most / final:.2f} of the final size")
    shuffled = FOLDER / f"shuffled-{entries}.mtx"
    if not shuffled.exists():
        order = np.random.default_rng(8).permutation(entries)
        coo = coo_array(matrix)
        write(shuffled, coo_array((coo.data[order], (coo.coords[0][order], coo.coords[1][order])), shape=coo.shape))
    told = tab(shuffled, demand)
    print(f"  not in order: tab {told['seconds']:.2f} s, {told['memory'] / final:.2f} of the final size")


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
