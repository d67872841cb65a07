"""Reference weights, row by row with numpy, from the definitions and not from the formulae by cell.

Reweighing: Kamiran and Calders (2012). Constraint: the Lagrangian of Agarwal et al. (2018) differentiated numerically for each row's decision:
cost of h(x) = 1 less cost of h(x) = 0, of n * error + n * sum(lambda * (rate of the cell - rate of its event)), with the lambdas of
one direction. Prints group by group the weights of a negative and of a positive row.
"""
import numpy as np


def table(counts):
    rows = [(g, y) for g, (n, p) in enumerate(counts) for y, k in ((0, n), (1, p)) for _ in range(k)]
    return np.array(rows).T


def reweighed(counts):
    a, y = table(counts)
    return [[np.mean(a == g) * np.mean(y == c) / np.mean((a == g) & (y == c)) for c in (0, 1)] for g in range(len(counts))]


def constrained(counts, measure, s):
    a, y = table(counts)
    n, groups = len(y), range(len(counts))
    events = {"dp": [np.ones(n, bool)], "eo": [y == 0, y == 1], "eopp": [y == 1]}[measure]
    share = np.array([y[a == g].mean() for g in groups])
    away = [[share[g] - share[a[e]].mean() for g in groups] for e in events]
    largest = np.abs(away).max()
    # The multiplier of a cell: away from the event's mean, by the cell's share of all rows, so that rows of a cell share it evenly.
    lam = [[s * d / largest * np.mean(e & (a == g)) for g, d in enumerate(ds)] for e, ds in zip(events, away)]

    def lagrangian(h):
        value = np.mean(h != y)
        for e, ls in zip(events, lam):
            value += sum(l * (h[e & (a == g)].mean() - h[e].mean()) for g, l in enumerate(ls))
        return n * value

    out = []
    for g in groups:
        pair = []
        for c in (0, 1):
            i = np.flatnonzero((a == g) & (y == c))[0]
            one, zero = np.zeros(n), np.zeros(n)
            one[i] = 1
            pair.append(abs(lagrangian(one) - lagrangian(zero)))
        out.append(pair)
    return out


EXAMPLE = [(60, 40), (80, 20)]
THREE = [(310, 45), (95, 60), (27, 13)]
for name, counts in (("example", EXAMPLE), ("three", THREE)):
    print(name, "reweighed", np.round(reweighed(counts), 12).tolist())
    for measure in ("dp", "eo", "eopp"):
        print(name, measure, np.round(constrained(counts, measure, 0.5), 12).tolist())
