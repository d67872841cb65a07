"""Two scores of the credit predictions beside each other, with numpy and scipy: the values in PairedMeasuresTests.cs.

    python3 tests/Pipeline.Tests/Evaluation/contest_reference.py
"""
import pathlib

import numpy
import scipy.stats
import sklearn.metrics

folder = pathlib.Path(__file__).parents[2] / "Statistics.Tests/Reference"
rows = numpy.genfromtxt(folder / "credit.csv", delimiter=",", skip_header=1, usecols=(0, 1, 2))
bad, first, second = rows[:, 0] == 1, rows[:, 1], rows[:, 2]


def placements(score):
    """DeLong's structural components by definition: every pair of a positive and a negative, ties half."""
    pairs = numpy.sign(score[bad][:, None] - score[~bad][None, :]) / 2 + 0.5
    return pairs.mean(1), pairs.mean(0)


(p1, n1), (p2, n2) = placements(first), placements(second)
error = numpy.sqrt((p1 - p2).var(ddof=1) / bad.sum() + (n1 - n2).var(ddof=1) / (~bad).sum())
difference = p1.mean() - p2.mean()
print("auc", difference, "p", 2 * scipy.stats.norm.sf(abs(difference / error)))
for level in (0.80, 0.90, 0.95, 0.99):
    half = scipy.stats.norm.ppf((1 + level) / 2) * error
    print("  ", level, difference - half, difference + half)
for name, loss in (("log_loss", sklearn.metrics.log_loss), ("brier", sklearn.metrics.brier_score_loss)):
    print(name, loss(bad, first), loss(bad, second), loss(bad, first) - loss(bad, second))
right = [(score >= 0.5) == bad for score in (first, second)]
only = [(right[0] & ~right[1]).sum(), (~right[0] & right[1]).sum()]
print("accuracy", right[0].mean(), right[1].mean(), "discordant", only, "p", scipy.stats.binomtest(int(only[0]), int(sum(only))).pvalue)
