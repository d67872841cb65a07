"""Makes the reference values of rare and degenerate inputs with scikit-learn, and of disparities against all rows with numpy.

Run from this folder with Debian's python3-sklearn: python3 edge_cases.py
It writes edge_cases.json; null stands where scikit-learn raises an error or gives nan. Disparities are fairlearn's MetricFrame.difference and
.ratio with method="to_overall": the largest |group - overall|, and the smallest of group / overall or its inverse.
"""
import csv
import json
import pathlib
import warnings

import numpy as np
import sklearn
from sklearn import metrics

warnings.simplefilter("ignore")

BINARY = {
    "ties": ([0, 1, 1, 0, 1, 0], [0.5, 0.5, 0.7, 0.7, 0.2, 0.2]),
    "all scores equal and selected": ([0, 1, 1, 0, 1], [0.5] * 5),
    "all scores equal and none selected": ([0, 1, 1, 0, 1], [0.3] * 5),
    "only positives": ([1, 1, 1], [0.9, 0.2, 0.6]),
    "only negatives": ([0, 0, 0], [0.9, 0.2, 0.6]),
    "only negatives, none selected": ([0, 0], [0.1, 0.2]),
    "one positive row": ([1], [0.9]),
    "one negative row": ([0], [0.9]),
    "perfect": ([0, 0, 1, 1], [0.1, 0.2, 0.8, 0.9]),
    "perfect and certain": ([0, 0, 1, 1], [0.0, 0.0, 1.0, 1.0]),
    "all wrong": ([1, 1, 0, 0], [0.1, 0.2, 0.8, 0.9]),
    "certain and all wrong": ([1, 1, 0, 0], [0.0, 0.0, 1.0, 1.0]),
    "certain and once wrong": ([1, 0, 1, 0], [1.0, 0.0, 0.0, 0.4]),
    "beside the clip": ([1, 0, 1, 0, 1], [1e-300, 1 - 2.0**-53, 2.0**-52, 2.0**-60, 5e-324]),
    "one positive of many, last of a tie": ([0] * 9 + [1], [0.1, 0.2, 0.3, 0.4, 0.4, 0.4, 0.8, 0.8, 0.9, 0.4]),
}
MULTICLASS = {
    "a label that is never predicted": ([0, 0, 1, 2], [[.6, .3, .1], [.5, .4, .1], [.7, .2, .1], [.1, .2, .7]]),
    "a prediction that is never a label": ([0, 0, 1, 1], [[.6, .3, .1], [.1, .2, .7], [.2, .7, .1], [.1, .8, .1]]),
    "a class that is neither": ([0, 0, 1, 1], [[.6, .3, .1], [.3, .6, .1], [.2, .7, .1], [.1, .8, .1]]),
    "all of one class": ([1, 1, 1], [[.1, .8, .1], [.2, .7, .1], [.3, .6, .1]]),
    "all predicted to be one class": ([0, 1, 2], [[.1, .8, .1], [.2, .7, .1], [.3, .6, .1]]),
    "labels of one class, all wrong": ([0, 0], [[.1, .8, .1], [.2, .1, .7]]),
    "equal probabilities": ([0, 1, 2, 0], [[.4, .4, .2], [.4, .4, .2], [.2, .4, .4], [.25, .5, .25]]),
    "one row": ([2], [[.1, .2, .7]]),
    "perfect and certain": ([0, 1, 2], [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
    "certain and all wrong": ([0, 1, 2], [[0, 1, 0], [0, 0, 1], [1, 0, 0]]),
}
REGRESSION = {
    "every label the same": ([2, 2, 2], [1, 2, 4]),
    "every label the same, and met": ([2, 2, 2], [2, 2, 2]),
    "one row": ([3], [1]),
    "perfect": ([1, 2, 4], [1, 2, 4]),
    "every prediction the same": ([1, 2, 4, 9], [4, 4, 4, 4]),
    "far from zero": ([1e9 + 1, 1e9 + 2, 1e9 + 4], [1e9 + 1.5, 1e9 + 2, 1e9 + 3]),
    "tiny": ([1e-9, 2e-9, -3e-9], [1e-9, 3e-9, -1e-9]),
}


def value(compute):
    try:
        number = float(compute())
    except ValueError:
        return None
    return number if np.isfinite(number) else None


def case(given, measures):
    return {**given, "values": {name: value(compute) for name, compute in measures.items()}}


def binary(labels, scores):
    y, s = np.array(labels), np.array(scores)
    d = (s >= 0.5).astype(int)
    return case({"labels": labels, "scores": scores}, {
        "auc": lambda: metrics.roc_auc_score(y, s),
        "pr_auc": lambda: metrics.average_precision_score(y, s),
        "log_loss": lambda: metrics.log_loss(y, s, labels=[0, 1]),
        "brier": lambda: metrics.brier_score_loss(y, s, pos_label=1),
        "accuracy": lambda: metrics.accuracy_score(y, d),
        "balanced_accuracy": lambda: metrics.balanced_accuracy_score(y, d),
        "precision": lambda: metrics.precision_score(y, d),
        "recall": lambda: metrics.recall_score(y, d),
        "specificity": lambda: metrics.recall_score(y, d, pos_label=0),
        "f1": lambda: metrics.f1_score(y, d),
        "mcc": lambda: metrics.matthews_corrcoef(y, d),
    })


def multiclass(labels, probabilities):
    y, p = np.array(labels), np.array(probabilities, dtype=float)
    d = p.argmax(axis=1)
    return case({"labels": labels, "probabilities": p.tolist()}, {
        "accuracy": lambda: metrics.accuracy_score(y, d),
        "balanced_accuracy": lambda: metrics.balanced_accuracy_score(y, d),
        "macro_f1": lambda: metrics.f1_score(y, d, average="macro"),
        "macro_precision": lambda: metrics.precision_score(y, d, average="macro"),
        "macro_recall": lambda: metrics.recall_score(y, d, average="macro"),
        "weighted_f1": lambda: metrics.f1_score(y, d, average="weighted"),
        "weighted_precision": lambda: metrics.precision_score(y, d, average="weighted"),
        "weighted_recall": lambda: metrics.recall_score(y, d, average="weighted"),
        "mcc": lambda: metrics.matthews_corrcoef(y, d),
        "kappa": lambda: metrics.cohen_kappa_score(y, d),
        "log_loss": lambda: metrics.log_loss(y, p, labels=[0, 1, 2]),
        "macro_auc": lambda: metrics.roc_auc_score(y, p, multi_class="ovr", average="macro", labels=[0, 1, 2]),
    })


def regression(labels, predicted):
    y, p = np.array(labels, dtype=float), np.array(predicted, dtype=float)
    return case({"labels": y.tolist(), "predicted": p.tolist()}, {
        "rmse": lambda: metrics.mean_squared_error(y, p, squared=False),
        "mae": lambda: metrics.mean_absolute_error(y, p),
        "median_absolute_error": lambda: metrics.median_absolute_error(y, p),
        "r2": lambda: metrics.r2_score(y, p),
        "pinball_0.1": lambda: metrics.mean_pinball_loss(y, p, alpha=0.1),
        "pinball_0.9": lambda: metrics.mean_pinball_loss(y, p, alpha=0.9),
    })


def to_overall():
    with open("credit.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    y = np.array([int(row["bad"]) for row in rows])
    d = np.array([float(row["score"]) >= 0.5 for row in rows])
    marital = np.array([row["marital"] for row in rows])
    groups = [g for g in sorted(set(marital)) if (marital == g).sum() >= 20]

    def frame(share):
        overall = share(np.ones(len(y), dtype=bool))
        by = np.array([share(marital == g) for g in groups])
        return float(np.abs(by - overall).max()), float(np.minimum(by / overall, overall / by).min())

    selected = frame(lambda rows: d[rows].mean())
    found = frame(lambda rows: d[rows & (y == 1)].mean())
    wrong = frame(lambda rows: d[rows & (y == 0)].mean())
    return {
        "groups": groups,
        "demographic_parity_difference": selected[0],
        "demographic_parity_ratio": selected[1],
        "equal_opportunity_difference": found[0],
        "equal_opportunity_ratio": found[1],
        "equalized_odds_difference": max(found[0], wrong[0]),
        "equalized_odds_ratio": min(found[1], wrong[1]),
        "predictive_parity_difference": frame(lambda rows: y[rows & d].mean())[0],
        "accuracy_difference": frame(lambda rows: (y == d)[rows].mean())[0],
    }


def errors_to_overall():
    with open("concrete.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    y = np.array([float(row["actual"]) for row in rows])
    p = np.array([float(row["predicted"]) for row in rows])
    weak, strong, everything = y <= 35, y > 35, np.ones(len(y), dtype=bool)

    def frame(error):
        by, overall = np.array([error(weak), error(strong)]), error(everything)
        return float(np.abs(by - overall).max()), float(np.minimum(by / overall, overall / by).min())

    mae = frame(lambda rows: np.abs(p - y)[rows].mean())
    rmse = frame(lambda rows: np.sqrt(((p - y)[rows] ** 2).mean()))
    return {
        "mean_error_difference": frame(lambda rows: (p - y)[rows].mean())[0],
        "mae_difference": mae[0], "mae_ratio": mae[1], "rmse_difference": rmse[0], "rmse_ratio": rmse[1],
    }


def lines(cases):
    """One case a line."""
    return "{\n" + ",\n".join(f"  {json.dumps(name)}: {json.dumps(made)}" for name, made in cases.items()) + "\n }"


sections = {
    "binary": {name: binary(*given) for name, given in BINARY.items()},
    "multiclass": {name: multiclass(*given) for name, given in MULTICLASS.items()},
    "regression": {name: regression(*given) for name, given in REGRESSION.items()},
    "to_overall": to_overall(),
    "errors_to_overall": errors_to_overall(),
}
made_with = json.dumps(f"scikit-learn {sklearn.__version__}, numpy {np.__version__}")
pathlib.Path("edge_cases.json").write_text(
    f'{{\n "made_with": {made_with},\n' + ",\n".join(f' "{name}": {lines(cases)}' for name, cases in sections.items()) + "\n}\n")
