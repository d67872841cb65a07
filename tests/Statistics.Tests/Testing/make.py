"""Makes testing_reference.json: Student's and Welch's tests by scipy, Benjamini and Hochberg's adjustment by its definition.

Run with Debian's python3-scipy (1.10): python3 make.py
"""
import json
import pathlib

import numpy as np
from scipy import optimize, stats



def quantile(p, v):
    """stats.t.isf of scipy 1.10 is good to 1e-9 only, and its sf to 1e-15: so sf is turned round."""
    return optimize.brentq(lambda t: stats.t.sf(t, v) - p, -1e3, 1e3, xtol=1e-15, rtol=1e-15)


random = np.random.default_rng(20240501)
tails = [
    {"t": t, "degrees": v, "tail": stats.t.sf(t, v)}
    for v in (0.7, 1, 2, 3.5, 10, 29, 60.25, 400, 50000, 2e6)
    for t in (-3.0, 0.0, 0.01, 0.5, 1.0, 2.0, 4.0, 9.0, 30.0)
]
quantiles = [{"p": p, "degrees": v, "t": quantile(p, v)} for v in (1, 3.5, 29, 400, 50000) for p in (0.4, 0.1, 0.025, 0.005, 0.9)]
welch = []
for n, m in ((5, 400), (30, 30), (2, 3), (1000, 60)):
    one, two = random.exponential(1.0, n), random.normal(0.8, 0.3, m)
    test = stats.ttest_ind(one, two, equal_var=False, alternative="greater")
    a, b = one.var(ddof=1) / n, two.var(ddof=1) / m
    v = (a + b) ** 2 / (a**2 / (n - 1) + b**2 / (m - 1))
    half = quantile(0.05, v) * (a + b) ** 0.5
    welch.append({
        "one": one.tolist(), "two": two.tolist(), "t": test.statistic, "p": test.pvalue, "degrees": v,
        "lower90": one.mean() - two.mean() - half, "upper90": one.mean() - two.mean() + half,
        "effect": (one.mean() - two.mean()) / ((one.var(ddof=1) + two.var(ddof=1)) / 2) ** 0.5,
    })
p = np.concatenate([random.uniform(size=40), random.uniform(0, 0.002, size=8), [0.03, 0.03]])
adjusted = [min(1.0, min(len(p) * q / np.sum(p <= q) for q in p if q >= one)) for one in p]
pathlib.Path(__file__).with_name("testing_reference.json").write_text(
    json.dumps({"tails": tails, "quantiles": quantiles, "welch": welch, "fdr": {"p": p.tolist(), "adjusted": adjusted}}) + "\n")
