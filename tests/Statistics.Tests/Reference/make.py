"""Makes the reference values of these tests with scikit-learn, scipy and numpy, from the samples of this repository.

Run from this folder with Debian's python3-sklearn and python3-scipy: python3 make.py
It writes real predictions (credit.csv, penguins.csv, concrete.csv: out of fold, rounded, so that ties occur) and reference.json,
whose values are computed from those files alone.
"""
import csv
import json
import pathlib

import numpy as np
import scipy.optimize
import scipy.spatial
import scipy.stats
import sklearn
from sklearn import metrics
from sklearn.calibration import calibration_curve
from sklearn.compose import make_column_transformer
from sklearn.feature_selection import SelectKBest
from sklearn.impute import SimpleImputer
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

SAMPLES = pathlib.Path("../../../samples")


def table(path):
    with open(SAMPLES / path, newline="") as file:
        return list(csv.DictReader(file))


def number(cell):
    return float(cell) if cell not in ("", "NA") else np.nan


def write(name, header, rows):
    with open(name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def predictions():
    rows = [row for row in table("credit-risk/credit_data.csv")][::4]
    numeric = ["Seniority", "Time", "Age", "Expenses", "Income", "Assets", "Debt", "Amount", "Price"]
    text = ["Home", "Marital", "Records", "Job"]
    features = np.array([[number(row[c]) for c in numeric] + [row[c] for c in text] for row in rows], dtype=object)
    label = np.array([row["Status"] == "bad" for row in rows])
    model = make_pipeline(
        make_column_transformer(
            (make_pipeline(SimpleImputer(), StandardScaler()), list(range(9))),
            (OneHotEncoder(handle_unknown="ignore"), list(range(9, 13)))),
        LogisticRegression(max_iter=1000))
    score = np.round(cross_val_predict(model, features, label, method="predict_proba", cv=4)[:, 1], 3)
    other = np.round(cross_val_predict(
        make_pipeline(SimpleImputer(), StandardScaler(), LogisticRegression()),
        features[:, :3].astype(float), label, method="predict_proba", cv=4)[:, 1], 3)
    groups = [row["Marital"] for row in rows]
    write("credit.csv", ["bad", "score", "other", "marital"],
          [[int(y), s, o, g] for y, s, o, g in zip(label, score, other, groups)])

    rows = [row for row in table("penguins/penguins.csv") if row["bill_length_mm"] not in ("", "NA")]
    species = np.array([row["species"] for row in rows])
    bills = np.array([[number(row["bill_length_mm"]), number(row["flipper_length_mm"])] for row in rows])
    probability = cross_val_predict(LogisticRegression(max_iter=5000, C=0.01), bills, species, method="predict_proba", cv=4)
    names = sorted(set(species))
    write("penguins.csv", names + ["actual"],
          [[f"{p:.4f}" for p in row] + [names.index(s)] for row, s in zip(probability, species)])

    rows = table("concrete/concrete.csv")
    columns = [c for c in rows[0] if c != "compressive_strength"]
    features = np.array([[number(row[c]) for c in columns] for row in rows])
    strength = np.array([number(row["compressive_strength"]) for row in rows])
    predicted = cross_val_predict(make_pipeline(SelectKBest(k=8), LinearRegression()), features, strength, cv=4)
    write("concrete.csv", ["actual", "predicted"], [[a, f"{p:.2f}"] for a, p in zip(strength, predicted)])


def load(name):
    with open(name, newline="") as file:
        return list(csv.DictReader(file))


def calibration_error(hit, p, bins=10):
    """Rows in ten bins of equal width, each closed above, as calibration_curve's."""
    place = np.searchsorted(np.linspace(0, 1, bins + 1)[1:-1], p)
    return float(sum(abs(p[place == b].sum() - hit[place == b].sum()) for b in range(bins)) / len(p))


def top(y, s, share):
    """Lift and gain; the rows of a score that only partly belongs to the top count in part."""
    k = int(np.ceil(share * len(y)))
    cut = np.sort(s)[::-1][k - 1]
    above, tied = s > cut, s == cut
    found = y[above].sum() + y[tied].mean() * (k - above.sum())
    return {"lift": found / k / y.mean(), "gain": found / y.sum()}


def differences(rates):
    """fairlearn's MetricFrame.difference and .ratio, between_groups."""
    return max(rates) - min(rates), min(rates) / max(rates)


def binary(out):
    rows = load("credit.csv")
    y = np.array([int(row["bad"]) for row in rows])
    s = np.array([float(row["score"]) for row in rows])
    o = np.array([float(row["other"]) for row in rows])
    d = (s >= 0.5).astype(int)
    out["credit"] = {
        "auc": metrics.roc_auc_score(y, s),
        "pr_auc": metrics.average_precision_score(y, s),
        "log_loss": metrics.log_loss(y, s),
        "brier": metrics.brier_score_loss(y, s),
        "accuracy": metrics.accuracy_score(y, d),
        "precision": metrics.precision_score(y, d),
        "recall": metrics.recall_score(y, d),
        "f1": metrics.f1_score(y, d),
        "mcc": metrics.matthews_corrcoef(y, d),
        "balanced_accuracy": metrics.balanced_accuracy_score(y, d),
        "specificity": metrics.recall_score(y, d, pos_label=0),
        "ece": calibration_error(y, s),
        **top(y, s, 0.1),
    }
    false_positive, true_positive, _ = metrics.roc_curve(y, s, drop_intermediate=False)
    out["credit"]["youden"] = float(np.max(true_positive - false_positive))
    certain = np.where(np.arange(len(s)) % 7 == 0, 1.0, np.where(np.arange(len(s)) % 11 == 0, 0.0, s))
    out["credit"]["log_loss_of_certain"] = metrics.log_loss(y, certain)

    # DeLong by its definition: every pair of a positive and a negative, without ranks.
    def placements(score):
        wins = (score[y == 1][:, None] > score[y == 0][None, :]) + 0.5 * (score[y == 1][:, None] == score[y == 0][None, :])
        return wins.mean(axis=1), wins.mean(axis=0)

    (p1, n1), (p2, n2) = placements(s), placements(o)
    covariance = np.cov(p1, p2) / len(p1) + np.cov(n1, n2) / len(n1)
    difference = p1.mean() - p2.mean()
    z = difference / np.sqrt(covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1])
    out["delong"] = {"variance": covariance[0, 0], "difference": difference, "z": z, "p": 2 * scipy.stats.norm.sf(abs(z))}

    marital = np.array([row["marital"] for row in rows])
    groups = [g for g in sorted(set(marital)) if (marital == g).sum() >= 20
              and ((marital == g) & (y == 1)).sum() >= 10 and ((marital == g) & (y == 0)).sum() >= 10]
    by = {g: marital == g for g in groups}
    selection = differences([d[rows].mean() for rows in by.values()])
    found = differences([metrics.recall_score(y[rows], d[rows]) for rows in by.values()])
    wrong = differences([1 - metrics.recall_score(y[rows], d[rows], pos_label=0) for rows in by.values()])
    selected = [rows for rows in by.values() if d[rows].sum() >= 10]
    out["disparities"] = {
        "groups": groups,
        "demographic_parity_difference": selection[0],
        "demographic_parity_ratio": selection[1],
        "equalized_odds_difference": max(found[0], wrong[0]),
        "equalized_odds_ratio": min(found[1], wrong[1]),
        "equal_opportunity_difference": found[0],
        "equal_opportunity_ratio": found[1],
        "predictive_parity_difference": differences([metrics.precision_score(y[rows], d[rows]) for rows in selected])[0],
        "accuracy_difference": differences([metrics.accuracy_score(y[rows], d[rows]) for rows in by.values()])[0],
        "calibration_difference": differences([calibration_error(y[rows], s[rows]) for rows in by.values()])[0],
    }


def multiclass(out):
    rows = load("penguins.csv")
    y = np.array([int(row["actual"]) for row in rows])
    p = np.array([[float(v) for k, v in row.items() if k != "actual"] for row in rows])
    d = p.argmax(axis=1)
    sums = p / p.sum(axis=1, keepdims=True)  # roc_auc_score refuses rounded rows that do not sum to 1
    out["penguins"] = {
        "accuracy": metrics.accuracy_score(y, d),
        "macro_f1": metrics.f1_score(y, d, average="macro"),
        "macro_precision": metrics.precision_score(y, d, average="macro"),
        "macro_recall": metrics.recall_score(y, d, average="macro"),
        "macro_auc": float(np.mean([metrics.roc_auc_score(y == k, p[:, k]) for k in range(3)])),
        "macro_auc_of_normalised": metrics.roc_auc_score(y, sums, multi_class="ovr", average="macro"),
        "log_loss": metrics.log_loss(y, p),
        "mcc": metrics.matthews_corrcoef(y, d),
        "balanced_accuracy": metrics.balanced_accuracy_score(y, d),
        "weighted_f1": metrics.f1_score(y, d, average="weighted"),
        "weighted_precision": metrics.precision_score(y, d, average="weighted"),
        "weighted_recall": metrics.recall_score(y, d, average="weighted"),
        "kappa": metrics.cohen_kappa_score(y, d),
        "ece": calibration_error(d == y, p.max(axis=1)),
    }
    turn = np.arange(len(y)) % 2
    halves = [turn == 0, turn == 1]
    out["penguins_disparities"] = {
        "accuracy_difference": differences([metrics.accuracy_score(y[rows], d[rows]) for rows in halves])[0],
        "demographic_parity_difference": max(differences([(d[rows] == k).mean() for rows in halves])[0] for k in range(3)),
        "equal_opportunity_difference": max(
            differences([(d[rows & (y == k)] == k).mean() for rows in halves])[0] for k in range(3)),
        "calibration_difference": differences([calibration_error((d == y)[rows], p.max(axis=1)[rows]) for rows in halves])[0],
    }


def regression(out):
    rows = load("concrete.csv")
    y = np.array([float(row["actual"]) for row in rows])
    p = np.array([float(row["predicted"]) for row in rows])
    out["concrete"] = {
        "rmse": metrics.mean_squared_error(y, p, squared=False),
        "mae": metrics.mean_absolute_error(y, p),
        "r2": metrics.r2_score(y, p),
        "mean_error": float(np.mean(p - y)),
        "pinball_0.1": metrics.mean_pinball_loss(y, p, alpha=0.1),
        "pinball_0.5": metrics.mean_pinball_loss(y, p, alpha=0.5),
        "pinball_0.9": metrics.mean_pinball_loss(y, p, alpha=0.9),
        "median_absolute_error": metrics.median_absolute_error(y, p),
        "max_error": metrics.max_error(y, p),
    }
    halves = [y > 35, y <= 35]
    mae = differences([metrics.mean_absolute_error(y[rows], p[rows]) for rows in halves])
    rmse = differences([metrics.mean_squared_error(y[rows], p[rows], squared=False) for rows in halves])
    out["concrete_disparities"] = {
        "mean_error_difference": differences([np.mean(p[rows] - y[rows]) for rows in halves])[0],
        "mae_difference": mae[0], "mae_ratio": mae[1], "rmse_difference": rmse[0], "rmse_ratio": rmse[1],
    }


def intervals(out):
    ages = [number(row["age"]) for row in table("concrete/concrete.csv")[::25]]
    sample = np.array(ages)

    def statistic(x, axis=-1):
        return np.std(x, axis=axis)

    made = {}
    for method in ("percentile", "BCa"):
        made[method] = scipy.stats.bootstrap((sample,), statistic, n_resamples=499, method=method, random_state=7)
    replicates = made["BCa"].bootstrap_distribution
    assert (replicates == made["percentile"].bootstrap_distribution).all()
    out["bootstrap"] = {
        "point": statistic(sample),
        "replicates": list(replicates),
        "jackknife": [statistic(np.delete(sample, i)) for i in range(len(sample))],
        "percentile": list(made["percentile"].confidence_interval),
        "bca": list(made["BCa"].confidence_interval),
    }
    out["wilson"] = [
        [k, n, *scipy.stats.binomtest(k, n).proportion_ci(method="wilson")]
        for k, n in ((0, 10), (1, 29), (8, 10), (20, 20), (81, 263), (15, 148))]
    out["normal"] = [[z, scipy.stats.norm.cdf(z)] for z in (-37, -8.25, -3.01, -2.99, -1.96, -0.1, 0, 0.5, 2.999, 3.001, 5, 7.5)]
    out["quantile"] = [[p, scipy.stats.norm.ppf(p)] for p in (1e-300, 1e-12, 0.001, 0.025, 0.4, 0.5, 0.6, 0.975, 0.999999)]


def drift(out):
    """The strength of young concrete against old, whole; and counts and shares of applicants' homes."""
    rows = table("concrete/concrete.csv")
    young = np.array([number(row["compressive_strength"]) for row in rows if number(row["age"]) <= 14])
    old = np.array([number(row["compressive_strength"]) for row in rows if number(row["age"]) >= 56])
    near = np.array([number(row["compressive_strength"]) for row in rows if number(row["age"]) == 28])
    d_old = scipy.stats.ks_2samp(young, old).statistic
    middle = near[::3], near[1::3]
    d_near = scipy.stats.ks_2samp(*middle).statistic
    root = [np.sqrt(len(a) * len(b) / (len(a) + len(b))) for a, b in ((young, old), middle)]
    credit = table("credit-risk/credit_data.csv")
    homes = sorted({row["Home"] for row in credit})
    counts = [[sum(row["Home"] == home for row in half) for home in homes] for half in (credit[:1500], credit[1500:])]
    chi = scipy.stats.chi2_contingency(np.array(counts), correction=False)
    out["drift"] = {
        "ks": [d_old, scipy.stats.kstwobign.sf(d_old * root[0]), d_near, scipy.stats.kstwobign.sf(d_near * root[1])],
        "wasserstein": [scipy.stats.wasserstein_distance(young, old), scipy.stats.wasserstein_distance(*middle)],
        "counts": counts,
        "chi_square": [chi.statistic, chi.dof, chi.pvalue],
        "jensen_shannon": scipy.spatial.distance.jensenshannon(*counts),
        "chi_square_tails": [[x, k, scipy.stats.chi2.sf(x, k)] for x, k in (
            (0.001, 1), (3.84, 1), (700, 1), (5.99, 2), (0.5, 3), (40, 7), (2500, 2400), (1999, 2001), (100, 31))],
        "young": list(young), "old": list(old), "near": list(near),
    }


def comparison(out):
    rows = load("credit.csv")
    y = np.array([int(row["bad"]) for row in rows])
    s = np.array([float(row["score"]) for row in rows])
    o = np.array([float(row["other"]) for row in rows])
    right, other = (s >= 0.5) == y, (o >= 0.5) == y
    first, second = int((right & ~other).sum()), int((other & ~right).sum())
    out["mcnemar"] = {"first": first, "second": second, "p": scipy.stats.binomtest(first, first + second).pvalue}
    share, mean = calibration_curve(y, s, n_bins=10)
    edges = np.linspace(0, 1, 11)
    rows_of = np.bincount(np.searchsorted(edges[1:-1], s), minlength=10)
    rows_of = rows_of[rows_of > 0]
    out["calibration"] = {
        "share": list(share), "mean": list(mean), "ece": float(np.sum(rows_of * np.abs(share - mean)) / len(s))}


def calibrators(out):
    rows = load("credit.csv")
    y = np.array([int(row["bad"]) for row in rows])
    s = np.array([float(row["score"]) for row in rows])
    n, p = int((y == 0).sum()), int((y == 1).sum())
    t = np.where(y == 1, (p + 1) / (p + 2), 1 / (n + 2))

    def loss(line):
        z = line[0] * s + line[1]
        return np.sum(np.logaddexp(0, z) - (1 - t) * z)

    # By Newton's method with scipy's own steps: scikit-learn's _sigmoid_calibration stops its BFGS at a gradient of 1e-5.
    def slope(line):
        q = 1 / (1 + np.exp(line[0] * s + line[1]))
        return np.array([np.sum(s * (t - q)), np.sum(t - q)])

    line = scipy.optimize.root(slope, scipy.optimize.minimize(loss, [0, 0]).x, tol=1e-14).x
    at = [0.0, 0.05, 0.111, 0.25, 0.4999, 0.7, 0.99, 1.0]
    curve = IsotonicRegression(out_of_bounds="clip").fit(s, y)
    out["calibrators"] = {"slope": line[0], "offset": line[1], "at": at, "isotonic": list(curve.predict(at))}
    error = np.sort(np.abs(y - s))
    out["calibrators"]["reach_90"] = float(np.quantile(error, np.ceil((len(y) + 1) * 0.9) / len(y), method="inverted_cdf"))


if __name__ == "__main__":
    predictions()
    values = {"made_with": f"scikit-learn {sklearn.__version__}, scipy {scipy.__version__}, numpy {np.__version__}"}
    binary(values)
    multiclass(values)
    regression(values)
    intervals(values)
    drift(values)
    comparison(values)
    calibrators(values)
    pathlib.Path("reference.json").write_text(json.dumps(values, indent=1) + "\n")
