"""Permutation importance and partial dependence by scikit-learn, accumulated local effects by their definition in numpy.

The model is known in closed form: f = 1 + 2 a - 0.5 b + 0.8 a b, its probability 1 / (1 + exp(2 - f)). ExplanationReferenceTests builds the same
model (a * b as a derived feature) and expects the values of reference.json. Run: python3 make.py
"""
import json

import numpy as np
import sklearn
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from sklearn.inspection import partial_dependence, permutation_importance

i = np.arange(60)
a = np.round(((i * 37) % 60) / 10.0, 6)
b = np.round(3 * np.sin(i) + 0.3 * a, 6)
x = np.column_stack([a, b])


def f(x):
    return 1 + 2 * x[:, 0] - 0.5 * x[:, 1] + 0.8 * x[:, 0] * x[:, 1]


def p(x):
    return 1 / (1 + np.exp(2 - f(x)))


class Value(RegressorMixin, BaseEstimator):
    def fit(self, x, y):
        self.fitted_ = True
        return self

    def predict(self, x):
        return f(x)


class Chance(ClassifierMixin, BaseEstimator):
    def fit(self, x, y):
        self.classes_ = np.array([0, 1])
        return self

    def predict_proba(self, x):
        return np.column_stack([1 - p(x), p(x)])


def edges(values, k):
    ordered = np.sort(values)
    return np.unique([ordered[max(0, int(np.ceil(len(values) * j / k)) - 1)] for j in range(k + 1)])


def ale(response, column):
    z = edges(x[:, column], 20)
    k = np.clip(np.searchsorted(z, x[:, column], side="left") - 1, 0, len(z) - 2)
    low, high = x.copy(), x.copy()
    low[:, column], high[:, column] = z[k], z[k + 1]
    steps = response(high) - response(low)
    g = np.concatenate([[0], np.cumsum([steps[k == j].mean() for j in range(len(z) - 1)])])
    return (g - np.mean((g[k] + g[k + 1]) / 2)).tolist()


def pd(model, column, method):
    z = edges(x[:, column], 20)
    # With fewer distinct values than the resolution, the grid is those values; the edges are among them.
    found = partial_dependence(
        model, x, [column], method="brute", response_method=method, percentiles=(0, 1), grid_resolution=100, kind="average")
    return z.tolist(), np.ravel(found["average"])[np.searchsorted(found["values"][0], z)].tolist()


y = np.round(f(x) + 2 * np.cos(3 * i), 6)
value, chance = Value().fit(x, y), Chance().fit(x, y)
importance = permutation_importance(value, x, y, scoring="r2", n_repeats=20_000, random_state=1)
result = {
    "made_with": f"scikit-learn {sklearn.__version__}, numpy {np.__version__}",
    "a": a.tolist(), "b": b.tolist(), "y": y.tolist(),
    "importance": importance.importances_mean.tolist(),
    "importance_deviation": importance.importances_std.tolist(),
    "edges": [], "value_partial": [], "chance_partial": [], "value_accumulated": [], "chance_accumulated": [],
}
for column in (0, 1):
    z, partial = pd(value, column, "auto")
    result["edges"].append(z)
    result["value_partial"].append(partial)
    result["chance_partial"].append(pd(chance, column, "predict_proba")[1])
    result["value_accumulated"].append(ale(f, column))
    result["chance_accumulated"].append(ale(p, column))
with open("reference.json", "w", encoding="utf-8") as file:
    json.dump(result, file, indent=0)
    file.write("\n")
