"""The metrics of a binary model and their bootstrap with scikit-learn, on the rows of a CSV file (label, probability)."""
import sys
import time

import numpy as np
from sklearn import metrics

RESAMPLES = 20
rows = np.loadtxt(sys.argv[1], delimiter=",", usecols=(0, 1))
y, p = rows[:, 0].astype(int), rows[:, 1]


def measure(y, p):
    d = (p >= 0.3).astype(int)
    return [
        metrics.roc_auc_score(y, p), metrics.average_precision_score(y, p), metrics.log_loss(y, p), metrics.brier_score_loss(y, p),
        metrics.accuracy_score(y, d), metrics.balanced_accuracy_score(y, d), metrics.precision_score(y, d), metrics.recall_score(y, d),
        metrics.f1_score(y, d), metrics.matthews_corrcoef(y, d)]


random = np.random.default_rng(1)
start = time.perf_counter()
for _ in range(RESAMPLES):
    drawn = random.integers(0, len(y), len(y))
    measure(y[drawn], p[drawn])
each = (time.perf_counter() - start) / RESAMPLES
print(f"scikit-learn, ten metrics without groups or slices: {each:.3f} s a resample, so about {2000 * each:.0f} s for 2,000")
