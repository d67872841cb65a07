"""Writes folds and what scikit-learn reaches on them: run once, with Debian's python3-sklearn, and commit the result.

    /usr/bin/python3 tests/Learning.Tests/Accuracy/make.py samples tests/Learning.Tests/Accuracy/reference.json
    /usr/bin/python3 tests/Learning.Tests/Accuracy/make.py --more FOLDER     # tables of sklearn.datasets, with their reference.json

Three times five folds, stratified by class, or by decile of a regression's target. The references see all rows outside the fold:
HistGradientBoosting as it comes (categories and missing values natively); logistic regression, or for values ridge regression with
the strength chosen by inner cross-validation, on standardised numbers (median and an indicator for missing ones) and one-hot categories.
"""
import json
import os
import sys

import numpy as np
import pandas as pd
import sklearn
from sklearn import datasets
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, RidgeCV
from sklearn.metrics import accuracy_score, mean_squared_error, roc_auc_score
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

REPEATS, FOLDS = 3, 5


def folds_of(y, task):
    strata = y if task != "regression" else pd.qcut(y, 10, labels=False, duplicates="drop")
    for repeat in range(REPEATS):
        fold = np.empty(len(y), int)
        splits = StratifiedKFold(FOLDS, shuffle=True, random_state=repeat).split(np.zeros(len(y)), strata)
        for index, (_, test) in enumerate(splits):
            fold[test] = index
        yield "".join(map(str, fold))


def references(X, task):
    texts = make_column_selector(dtype_include=object)
    numbers = make_column_selector(dtype_exclude=object)
    codes = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=np.nan, encoded_missing_value=np.nan)
    native = make_column_transformer((codes, texts), remainder="passthrough")
    categories = list(range(X.select_dtypes(object).shape[1]))
    spread = make_column_transformer(
        (make_pipeline(SimpleImputer(strategy="median", add_indicator=True), StandardScaler()), numbers),
        (make_pipeline(SimpleImputer(strategy="constant", fill_value="missing"), OneHotEncoder(handle_unknown="ignore")), texts))
    if task == "regression":
        boosted = HistGradientBoostingRegressor(categorical_features=categories, random_state=0)
        linear = RidgeCV(np.logspace(-3, 3, 13))
    else:
        boosted = HistGradientBoostingClassifier(categorical_features=categories, random_state=0)
        linear = LogisticRegression(max_iter=5000)
    return {"hist_gradient_boosting": make_pipeline(native, boosted), "linear": make_pipeline(spread, linear)}


def score(model, X, y, task):
    if task == "binary":
        return roc_auc_score(y, model.predict_proba(X)[:, 1])
    if task == "multiclass":
        return accuracy_score(y, model.predict(X))
    return mean_squared_error(y, model.predict(X)) ** 0.5


def measure(table, target, task, positive=None):
    X, y = table.drop(columns=target), table[target]
    y = (y == positive).astype(int) if task == "binary" else y
    folds = list(folds_of(y, task))
    scores = {}
    for name, model in references(X, task).items():
        scores[name] = []
        for repeat in folds:
            fold = np.array(list(map(int, repeat)))
            for index in range(FOLDS):
                train, test = fold != index, fold == index
                model.fit(X[train], y[train])
                scores[name].append(round(float(score(model, X[test], y[test], task)), 6))
        mean, error = np.mean(scores[name]), np.std(scores[name], ddof=1) / len(scores[name]) ** 0.5
        print(f"{target} {name}: {mean:.4f} ± {error:.4f}")
    return {"task": task, "target": target, "positive": positive, "folds": folds, "scores": scores}


def samples(folder):
    def read(path):
        return pd.read_csv(os.path.join(folder, path))

    return {
        "credit-risk/credit_data.csv": measure(read("credit-risk/credit_data.csv"), "Status", "binary", "bad"),
        "penguins/penguins.csv": measure(read("penguins/penguins.csv"), "species", "multiclass"),
        "concrete/concrete.csv": measure(read("concrete/concrete.csv"), "compressive_strength", "regression"),
    }


def more(folder):
    os.makedirs(folder, exist_ok=True)
    result = {}
    for name, task in [("breast_cancer", "binary"), ("wine", "multiclass"), ("digits", "multiclass"), ("diabetes", "regression")]:
        bunch = getattr(datasets, f"load_{name}")(as_frame=True)
        table = bunch.data.copy()
        table.columns = [column.replace(" ", "_").replace("/", "_") for column in table.columns]
        table["target"] = bunch.target if task == "regression" else "c" + bunch.target.astype(str)
        table.to_csv(os.path.join(folder, f"{name}.csv"), index=False)
        result[f"{name}.csv"] = measure(table, "target", task, "c1" if task == "binary" else None)
    return result


if __name__ == "__main__":
    if sys.argv[1] == "--more":
        out, tables = os.path.join(sys.argv[2], "reference.json"), more(sys.argv[2])
    else:
        out, tables = sys.argv[2], samples(sys.argv[1])
    with open(out, "w", encoding="utf-8") as file:
        json.dump({"made_with": f"scikit-learn {sklearn.__version__}", "tables": tables}, file, indent=1)
        file.write("\n")
