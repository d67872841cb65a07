"""Makes weak_slices.csv and weak_slices.json: every slice of one or two conditions by brute force, one row mask at a time.

Welch's test is scipy's; the adjustment, the score and the choice among overlapping slices follow docs/slices.md word by word.
Run with Debian's python3-scipy (1.10): python3 make.py
"""
import itertools
import json
import pathlib

import numpy as np
from scipy import stats

here = pathlib.Path(__file__).parent
random = np.random.default_rng(20240501)
rows, levels = 1500, [3, 5, 4, 2, 5]
codes = np.stack([random.integers(0, k, rows) for k in levels])
codes[4][random.uniform(size=rows) < 0.1] = -1
loss = random.exponential(0.4, rows).round(4)
loss[(codes[0] == 1) & (codes[1] == 2)] += 0.5
loss[codes[3] == 1] += 0.12
with open(here / "weak_slices.csv", "w") as file:
    file.write("a,b,c,d,e,loss\n")
    for row in range(rows):
        file.write(",".join(str(code[row]) for code in codes) + f",{loss[row]}\n")


def test(condition):
    inside = np.logical_and.reduce([codes[c] == k for c, k in condition])
    one, two = loss[inside], loss[~inside]
    if min(len(one), len(two)) < 30:
        return None
    return {
        "condition": condition, "inside": inside, "n": len(one), "mean": one.mean(),
        "effect": (one.mean() - two.mean()) / np.sqrt((one.var(ddof=1) + two.var(ddof=1)) / 2),
        "p": stats.ttest_ind(one, two, equal_var=False, alternative="greater").pvalue,
        "score": 0.95 * (one.mean() / loss.mean() - 1) - 0.05 * (rows / len(one) - 1),
    }


conditions = [((c, k),) for c in range(5) for k in range(levels[c])]
conditions += [(one[0], two[0]) for one, two in itertools.combinations(conditions, 2) if one[0][0] != two[0][0]]
slices = [found for found in map(test, conditions) if found is not None]
p = np.array([one["p"] for one in slices])
for one in slices:
    one["adjusted"] = min(1.0, min(len(p) * q / np.sum(p <= q) for q in p if q >= one["p"]))
alone = {one["condition"]: one["mean"] for one in slices if len(one["condition"]) == 1}
worse = [
    one for one in slices
    if one["adjusted"] <= 0.05 and one["effect"] >= 0.1
    and (len(one["condition"]) == 1 or all(one["mean"] > alone.get((part,), -np.inf) for part in one["condition"]))
]
named = []
for one in sorted(worse, key=lambda one: -one["score"]):
    if all((one["inside"] & other["inside"]).sum() <= 0.5 * (one["inside"] | other["inside"]).sum() for other in named):
        named.append(one)
(here / "weak_slices.json").write_text(json.dumps({
    "tests": len(slices),
    "found": [{key: one[key] for key in ("condition", "n", "mean", "effect", "p", "adjusted", "score")} for one in named],
}, default=int) + "\n")
