"""Makes reference.json: what pandas (Debian's python3-pandas 1.5.3) says of the samples. Run from the repository's root."""
import json

import pandas

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


reference = {}
for sample, file in SAMPLES.items():
    table = pandas.read_csv(f"samples/{sample}/{file}", na_values=["NA", "?"])
    reference[sample] = {"rows": len(table), "columns": {name: describe(table[name]) for name in table.columns}}
with open("tests/Pipeline.Tests/Data/Profile/reference.json", "w") as target:
    json.dump(reference, target, indent=1)
