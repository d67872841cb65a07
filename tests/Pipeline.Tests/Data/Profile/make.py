"""Makes reference.json: what pandas 1.5.3 and scipy 1.10.1 (Debian's packages) say of the samples. Run from the repository's root."""
import json

import pandas
import scipy.stats

TARGETS = {"credit-risk": "Status", "penguins": "species", "concrete": "compressive_strength"}
SAMPLES = {"credit-risk": "credit_data.csv", "penguins": "penguins.csv", "concrete": "concrete.csv"}
QUANTILES = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)


def describe(column):
    facts = {"count": int(column.count()), "missing": int(column.isna().sum()), "distinct": int(column.nunique())}
    if pandas.api.types.is_numeric_dtype(column):
        facts.update(min=float(column.min()), max=float(column.max()), mean=float(column.mean()), std=float(column.std()))
        facts["quantiles"] = [float(column.quantile(at)) for at in QUANTILES]
    else:
        facts["top"] = int(column.value_counts().iloc[0])
    return facts


def associate(column, target):
    both = column.notna() & target.notna()
    column, target = column[both], target[both]
    if pandas.api.types.is_numeric_dtype(column) and pandas.api.types.is_numeric_dtype(target):
        return float(scipy.stats.pearsonr(column, target)[0])
    if pandas.api.types.is_numeric_dtype(column):
        groups = [column[target == value] for value in target.unique()]
        f, k, n = float(scipy.stats.f_oneway(*groups).statistic), len(groups), len(column)
        return (k - 1) * f / ((k - 1) * f + n - k)
    return float(scipy.stats.contingency.association(pandas.crosstab(column, target).to_numpy(), method="cramer"))


reference = {}
for sample, file in SAMPLES.items():
    table = pandas.read_csv(f"samples/{sample}/{file}", na_values=["NA", "?"])
    reference[sample] = {"rows": len(table), "columns": {name: describe(table[name]) for name in table.columns}}
    for name in table.columns:
        if name != TARGETS[sample]:
            reference[sample]["columns"][name]["association"] = associate(table[name], table[TARGETS[sample]])
with open("tests/Pipeline.Tests/Data/Profile/reference.json", "w") as target:
    json.dump(reference, target, indent=1)
