"""Temperatures by scipy's scalar minimisers, on margins of the penguins and on drawn ones: the values in TemperatureScalingTests.cs.

    python3 tests/Statistics.Tests/Calibration/temperature_reference.py
"""
import pathlib

import numpy
from scipy.optimize import minimize_scalar
from scipy.special import logsumexp


def temperature(margins, actual):
    def loss(inverse):
        return numpy.mean(logsumexp(inverse * margins, axis=1) - inverse * margins[numpy.arange(len(actual)), actual])

    near = minimize_scalar(loss, bounds=(1e-3, 1e3), method="bounded").x
    return 1 / minimize_scalar(loss, bracket=(near * 0.99, near * 1.01), tol=1e-14).x


rows = numpy.genfromtxt(pathlib.Path(__file__).parents[1] / "Reference/penguins.csv", delimiter=",", skip_header=1, usecols=(0, 1, 2, 3))
print("penguins", repr(temperature(numpy.log(numpy.maximum(rows[:, :3], 1e-12)), rows[:, 3].astype(int))))

i = numpy.arange(300)
drawn = numpy.stack([3 * numpy.sin(i + k * 2.0) for k in range(4)], axis=1)
print("drawn, below 0: no temperature helps", repr(temperature(drawn, (i * 7 + i // 3) % 4)))
sure = 5 * drawn
print("sure", repr(temperature(sure, numpy.where(i % 3 == 0, (i * 7) % 4, drawn.argmax(1)))))
print("example", repr(temperature(numpy.array([[2.0, 0, 0], [0, 2, 0], [0, 0, 2], [2, 0, 0]]), numpy.array([0, 1, 2, 1]))))
