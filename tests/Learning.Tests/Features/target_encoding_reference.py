"""Smoothed target means by group, made with pandas: the values that TargetEncodingTests expects.

(sum + m * prior) / (count + m), as scikit-learn's TargetEncoder(smooth=m) defines it, m = 10, over 40 rows made by formula.
Run: python3 target_encoding_reference.py
"""
import numpy as np
import pandas as pd

i = np.arange(40)
group = np.where(i % 7 == 0, "missing", np.where(i % 5 == 0, "a", np.where(i % 3 == 0, "b", "c")))
frame = pd.DataFrame({"group": group, "y": (np.sin(3 * i) > 0.2).astype(float)})
smoothing, prior = 10, frame.y.mean()
by_group = frame.groupby("group").y.agg(["sum", "count"])
print("prior", repr(prior))
print(((by_group["sum"] + smoothing * prior) / (by_group["count"] + smoothing)).map(repr).to_string())
