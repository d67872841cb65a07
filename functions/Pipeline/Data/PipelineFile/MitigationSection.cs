using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training.Mitigating;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads <c>train.mitigation</c>: which disparity the candidates are also trained to lower, how, and down to what.</summary>
internal static class MitigationSection
{
    /// <summary>A method that is known, and not done here: see docs/decisions/0512.</summary>
    private const string Threshold = "threshold";

    public static MitigationSpec? Read(YamlSection train, ModelTask? task, YamlProblems problems)
    {
        if (train.Section("mitigation") is not { } section)
        {
            return null;
        }

        if (task is { } other and not ModelTask.Binary)
        {
            problems.Error(
                YamlCodes.NotSupported, train.PlaceOf("mitigation"), "train.mitigation",
                $"'train.mitigation' is for two classes; the task is {EnumWords.Word(other)}, where nothing is mitigated so far.",
                EnumWords.Word(other), "task: binary, or no mitigation");
        }

        if (section.Has("lawful"))
        {
            problems.Error(
                YamlCodes.NotSupported, section.PlaceOf("lawful"), "train.mitigation.lawful",
                "'train.mitigation.lawful' belongs to thresholds by group, which are not offered: no prediction reads the group.",
                expected: "no lawful");
        }

        section.Accept("lawful");
        var attribute = section.Text("attribute", required: true);
        var measure = section.OneOf("measure", MitigationWeights.Measures, required: true);
        section.Node("maximum", required: true);
        var maximum = section.Number("maximum");
        if (maximum is not null and not (>= 0 and <= 1))
        {
            problems.Error(
                YamlCodes.OutOfRange, section.PlaceOfValue("maximum"), "train.mitigation.maximum",
                FormattableString.Invariant($"'train.mitigation.maximum' is {maximum}; expected 0 to 1."),
                FormattableString.Invariant($"{maximum}"), "0 to 1");
        }

        var spec = new MitigationSpec
        {
            Attribute = attribute ?? "",
            Measure = measure ?? MitigationWeights.Measures[0],
            Maximum = maximum ?? 0,
        };
        spec = section.Has("methods") ? spec with { Methods = Methods(section, problems) } : spec;
        section.Close();
        return spec;
    }

    /// <summary>What other sections must say for it.</summary>
    public static void Check(PipelineSpec spec, YamlSection root, YamlProblems problems)
    {
        if (spec.Train.Mitigation is not { } mitigation)
        {
            return;
        }

        var train = (root.Entries.FirstOrDefault(entry => entry.Key == "train")?.Value as YamlMap)?.Entries;
        var section = train?.FirstOrDefault(entry => entry.Key == "mitigation");
        var place = (section?.Value as YamlMap)?.Entries.FirstOrDefault(entry => entry.Key == "attribute")?.Value.Place;
        if (mitigation.Attribute.Length > 0 && spec.Protected.All(attribute => attribute.Column != mitigation.Attribute))
        {
            problems.Error(
                YamlCodes.Contradiction, place ?? root.PlaceOf("train"), "train.mitigation.attribute",
                $"'train.mitigation.attribute' is '{ProblemList.Cut(mitigation.Attribute)}', which is not protected.", mitigation.Attribute,
                spec.Protected.Count == 0 ? "a protected column" : string.Join(", ", spec.Protected.Select(attribute => attribute.Column)));
        }

        if (spec.Train.Candidates.Count > 0 && spec.Train.Candidates.All(candidate => candidate == MitigationPlan.Baseline))
        {
            problems.Error(
                YamlCodes.Contradiction, section?.Place ?? root.PlaceOf("train"), "train.mitigation",
                $"'train.mitigation' has nothing to train: {MitigationPlan.Baseline}, the only candidate, looks at no feature.",
                MitigationPlan.Baseline, "another candidate");
        }
    }

    private static MitigationMethod[] Methods(YamlSection section, YamlProblems problems)
    {
        var known = EnumWords.Of<MitigationMethod>();
        var place = section.PlaceOfValue("methods");
        var words = section.Texts("methods");
        if (words.Count == 0 && section.Node("methods") is YamlList)
        {
            problems.Error(
                YamlCodes.OutOfRange, place, "train.mitigation.methods",
                "'train.mitigation.methods' is empty; expected at least one.", "none",
                string.Join(", ", known));
        }

        if (words.Contains(Threshold))
        {
            problems.Error(
                YamlCodes.NotSupported, place, "train.mitigation.methods",
                "Thresholds by group are not offered: each prediction would have to read the protected column.", Threshold,
                string.Join(", ", known));
        }

        return
        [
            .. words.Where(word => word != Threshold && section.CheckKnown(word, known, place, "train.mitigation.methods"))
                .Select(word => EnumWords.Parse<MitigationMethod>(word)!.Value),
        ];
    }
}
