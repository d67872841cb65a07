using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads the sections of a pipeline.yaml; one that is not there has its defaults.</summary>
internal sealed class PipelineSections(YamlSection root, ModelTask? task, YamlProblems problems)
{
    public FeatureSpec Features() => FeatureSection.Read(root, task, problems);

    public IReadOnlyList<ProtectedAttribute> Protected()
    {
        var attributes = new List<ProtectedAttribute>();
        foreach (var item in root.Items("protected"))
        {
            if (item is not YamlMap map)
            {
                problems.Error(
                    YamlCodes.WrongType, item.Place, "protected", $"An item of 'protected' is {item.Kind}; expected a mapping with column.",
                    item.Kind, "a mapping");
                continue;
            }

            var section = new YamlSection(map, "protected", problems);
            var column = section.Text("column", required: true);
            var attribute = new ProtectedAttribute
            {
                Column = column ?? "",
                Bins = Bins(section),
                AsFeature = section.Truth("asFeature") ?? false,
            };
            section.Close();
            if (attributes.Any(other => other.Column == column))
            {
                problems.Error(
                    YamlCodes.Contradiction, section.PlaceOfValue("column"), "protected.column", $"'{column}' is protected twice.", column,
                    "each column once");
            }
            else if (column is not null)
            {
                attributes.Add(attribute);
            }
        }

        return attributes;
    }

    public SplitSpec Split()
    {
        if (root.Section("split") is not { } section)
        {
            return new SplitSpec();
        }

        var word = section.OneOf("method", ["stratified", "time", "group"]);
        var method = word is null ? (SplitMethod?)null : Enum.Parse<SplitMethod>(word, ignoreCase: true);
        var defaults = new SplitSpec();
        var split = new SplitSpec
        {
            Method = method == SplitMethod.Stratified ? null : method,
            Column = section.Text("column"),
            Train = Share(section, "train") ?? defaults.Train,
            Validation = Share(section, "validation") ?? defaults.Validation,
            Test = Share(section, "test") ?? defaults.Test,
            Seed = section.Whole("seed", 0, int.MaxValue) ?? defaults.Seed,
        };
        section.Close();
        var sum = split.Train + split.Validation + split.Test;
        if (Math.Abs(sum - 1) > 1e-9 && new[] { split.Train, split.Validation, split.Test }.All(share => share is > 0 and < 1))
        {
            problems.Error(
                YamlCodes.OutOfRange, section.Place, "split",
                FormattableString.Invariant($"Train {split.Train}, validation {split.Validation} and test {split.Test} sum to {sum:0.######}."),
                FormattableString.Invariant($"{sum:0.######}"), "1");
        }

        return split;
    }

    /// <summary>Sections whose names are kept for what is to come: said, not ignored.</summary>
    public void Reserved()
    {
        if (root.Node("release") is { } release and not YamlScalar { Value: "direct" })
        {
            problems.Error(
                YamlCodes.NotSupported, release.Place, "release",
                $"'release' is {release.Kind}, which is not supported yet; expected direct.", release.Kind, "direct");
        }

        if (root.Node("monitoring") is { } monitoring)
        {
            problems.Error(
                YamlCodes.NotSupported, root.PlaceOf("monitoring"), "monitoring", "'monitoring' is not supported yet; leave it out.",
                monitoring.Kind, "no such section");
        }
    }

    private double[] Bins(YamlSection section)
    {
        double[] bins = [.. section.Items("bins").Select(item => section.AsNumber(item, "protected.bins")).OfType<double>()];
        if (section.Has("bins") && (bins.Length == 0 || bins.Zip(bins.Skip(1)).Any(pair => pair.First >= pair.Second)))
        {
            problems.Error(
                YamlCodes.OutOfRange, section.PlaceOfValue("bins"), "protected.bins",
                "'protected.bins' is empty or not ascending; expected inner edges such as [30, 45].", string.Join(", ", bins),
                "numbers, ascending");
        }

        return bins;
    }

    private double? Share(YamlSection section, string key)
    {
        var share = section.Number(key);
        if (share is <= 0 or >= 1)
        {
            problems.Error(
                YamlCodes.OutOfRange, section.PlaceOfValue(key), $"split.{key}",
                FormattableString.Invariant($"'split.{key}' is {share}; expected a share between 0 and 1."),
                FormattableString.Invariant($"{share}"), "between 0 and 1, both exclusive");
        }

        return share;
    }
}
