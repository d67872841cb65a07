using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads <c>train.search</c> and <c>train.crossValidation</c>: what the choice of a model may cost, and what it rests on.</summary>
internal static class SearchSection
{
    private const int MostTrials = 200;
    private const double MostMinutes = 24 * 60;
    private const int Most = 20;

    public static SearchSpec? Search(YamlSection train, YamlProblems problems)
    {
        if (train.Section("search") is not { } section)
        {
            return null;
        }

        var search = new SearchSpec();
        search = search with
        {
            Trials = section.Whole("trials", 1, MostTrials) ?? search.Trials,
            Minutes = section.Number("minutes") ?? search.Minutes,
        };
        if (search.Minutes is not (> 0 and <= MostMinutes))
        {
            problems.Error(
                YamlCodes.OutOfRange, section.PlaceOfValue("minutes"), "train.search.minutes",
                FormattableString.Invariant($"'train.search.minutes' is {search.Minutes}; expected more than 0 and at most {MostMinutes}."),
                FormattableString.Invariant($"{search.Minutes}"), FormattableString.Invariant($"above 0, at most {MostMinutes}"));
        }

        section.Close();
        return search;
    }

    public static CrossValidationSpec? CrossValidation(YamlSection train)
    {
        if (train.Node("crossValidation") is YamlScalar)
        {
            return train.OneOf("crossValidation", ["off", "auto"]) == "off" ? CrossValidationSpec.Off : null;
        }

        if (train.Section("crossValidation") is not { } section)
        {
            return null;
        }

        var plan = new CrossValidationSpec(section.Whole("folds", 2, Most) ?? 5, section.Whole("repeats", 1, Most) ?? 1);
        section.Close();
        return plan;
    }
}
