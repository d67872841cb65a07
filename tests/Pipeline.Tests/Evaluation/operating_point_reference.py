"""Thresholds on the credit predictions by exhaustive search with numpy: the values in OperatingPointTests.cs.

    python3 tests/Pipeline.Tests/Evaluation/operating_point_reference.py
"""
import pathlib

import numpy

rows = numpy.genfromtxt(
    pathlib.Path(__file__).parents[2] / "Statistics.Tests/Reference/credit.csv", delimiter=",", skip_header=1, usecols=(0, 1))
actual, score = rows[:, 0] == 1, rows[:, 1]
cuts = numpy.append(numpy.unique(score), 2)
selected = score[None, :] >= cuts[:, None]
found, wrong = (selected & actual).sum(1), (selected & ~actual).sum(1)
for false_positive, false_negative in [(5, 1), (1, 5)]:
    print("costs", false_positive, false_negative, (false_positive * wrong + false_negative * (actual.sum() - found)).min())
kept = found >= 0.8 * actual.sum()
best = min(zip(wrong[kept], -found[kept]))
print("recall >= 0.8: found", -best[1], "wrong", best[0])
