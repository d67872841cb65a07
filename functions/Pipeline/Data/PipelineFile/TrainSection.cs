using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training.Search;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads <c>train</c>: the candidates, what picks among them, and how much rows of each class count.</summary>
internal static class TrainSection
{
    public static TrainSpec Read(YamlSection root, ModelTask? task, YamlProblems problems)
    {
        if (root.Section("train") is not { } section)
        {
            return new TrainSpec();
        }

        var train = new TrainSpec
        {
            Metric = section.OneOf("metric", KnownNames.PickingMetrics(task)),
            ClassWeights = section.Has("classWeights") ? Weights(section, task, problems) : null,
            Search = SearchSection.Search(section, problems),
            CrossValidation = SearchSection.CrossValidation(section),
            Mitigation = MitigationSection.Read(section, task, problems),
        };
        if (section.Has("candidates"))
        {
            train = train with { Candidates = section.Texts("candidates") };
            foreach (var candidate in train.Candidates)
            {
                section.CheckKnown(candidate, KnownNames.Candidates, section.PlaceOfValue("candidates"), "train.candidates");
            }

            if (train.Candidates.Count == 0)
            {
                problems.Error(
                    YamlCodes.OutOfRange, section.PlaceOfValue("candidates"), "train.candidates",
                    "'train.candidates' is empty; expected at least one.", "none", string.Join(", ", KnownNames.Candidates));
            }
        }

        if (train.Search is not null && !train.Candidates.Any(TrialProposals.IsSearchable))
        {
            problems.Error(
                YamlCodes.Contradiction, section.PlaceOf("search"), "train.search",
                "'train.search' has nothing to search: none of the candidates has settings to try.", string.Join(", ", train.Candidates),
                "lightgbm or random_forest among the candidates");
        }

        section.Close();
        return train;
    }

    private static ClassWeights? Weights(YamlSection train, ModelTask? task, YamlProblems problems)
    {
        if (task == ModelTask.Regression)
        {
            problems.Error(
                YamlCodes.Contradiction, train.PlaceOf("classWeights"), "train.classWeights",
                "'train.classWeights' has no meaning for a regression, which has no classes.", expected: "no classWeights");
        }

        if (train.Node("classWeights") is YamlScalar)
        {
            return train.OneOf("classWeights", ["balanced"]) is null ? null : new ClassWeights { Balanced = true };
        }

        if (train.Section("classWeights") is not { } section)
        {
            return null;
        }

        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var entry in section.Entries)
        {
            if (section.Number(entry.Key) is not { } weight)
            {
                continue;
            }

            weights[entry.Key] = weight;
            if (weight is not (> 0 and <= 1e6))
            {
                problems.Error(
                    YamlCodes.OutOfRange, section.PlaceOfValue(entry.Key), $"train.classWeights.{entry.Key}",
                    FormattableString.Invariant($"The weight of class '{entry.Key}' is {weight}; expected more than 0 and at most 1,000,000."),
                    FormattableString.Invariant($"{weight}"), "above 0");
            }
        }

        return new ClassWeights { ByClass = weights };
    }
}
