using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads a pipeline.yaml: a specification, or every error at once with line and column.</summary>
public static class PipelineYaml
{
    /// <summary>What a proposal holds where only a person can answer; as a value it is an error.</summary>
    public const string ToConfirm = "TO CONFIRM";

    public static SpecOutcome Parse(string text, string file)
    {
        var problems = new YamlProblems(file);
        if (YamlTree.Read(text, problems) is not { } root)
        {
            return new SpecOutcome.Invalid(problems.ToList());
        }

        var section = new YamlSection(root, "", problems);
        var spec = Read(section, problems);
        section.Close();
        PipelineConsistency.Check(spec, section, problems);
        return problems.HasErrors
            ? new SpecOutcome.Invalid(problems.ToList())
            : new SpecOutcome.Valid(spec, problems.ToList());
    }

    /// <summary>Where a value is missing or wrong the specification holds a stand-in, and the problems say so: it is used to look for more.</summary>
    private static PipelineSpec Read(YamlSection root, YamlProblems problems)
    {
        var model = Answer(root, "model", problems);
        if (model is not null && !ModelNames.IsValid(model))
        {
            problems.Error(
                YamlCodes.OutOfRange, root.PlaceOfValue("model"), "model",
                $"'model' is '{ProblemList.Cut(model)}'; expected {ModelNames.Expected}.", model, ModelNames.Expected);
        }

        var word = root.OneOf("task", KnownNames.Tasks, required: true);
        var task = word is null ? (ModelTask?)null : Enum.Parse<ModelTask>(word, ignoreCase: true);
        var sections = new PipelineSections(root, task, problems);
        var spec = new PipelineSpec
        {
            Model = model ?? "",
            Owner = Answer(root, "owner", problems) ?? "",
            Purpose = Answer(root, "purpose", problems) ?? "",
            RiskClass = ReadRiskClass(root, problems),
            ProhibitedUses = root.Texts("prohibitedUses"),
            Licence = Answer(root, "licence", problems) ?? "",
            LegalBasis = Answer(root, "legalBasis", problems) ?? "",
            TrainingUse = root.Text("trainingUse"),
            Task = task ?? ModelTask.Binary,
            Target = Answer(root, "target", problems) ?? "",
            Positive = root.Text("positive"),
            OutcomeDate = root.Text("outcomeDate"),
            Features = sections.Features(),
            Protected = sections.Protected(),
            Split = sections.Split(),
            Train = TrainSection.Read(root, task, problems),
            Decision = DecisionSection.Read(root, task, problems),
            Evaluation = EvaluationSection.Read(root, problems),
            Gates = GateSection.Read(root, task, problems),
            Approval = ApprovalSection.Read(root, problems),
            Card = CardSection.Read(root, problems),
        };
        sections.Reserved();
        return spec;
    }

    private static string ReadRiskClass(YamlSection root, YamlProblems problems)
    {
        if (Answer(root, "riskClass", problems) is not { } risk)
        {
            return "";
        }

        root.CheckKnown(risk, KnownNames.RiskClasses, root.PlaceOfValue("riskClass"), "riskClass");
        return risk;
    }

    /// <summary>A required text that a person has answered.</summary>
    private static string? Answer(YamlSection root, string key, YamlProblems problems)
    {
        var text = root.Text(key, required: true);
        if (text is null || !text.Contains(ToConfirm, StringComparison.OrdinalIgnoreCase))
        {
            return text;
        }

        problems.Error(
            YamlCodes.ToConfirm, root.PlaceOfValue(key), key,
            $"'{key}' still reads '{ProblemList.Cut(text)}'; expected an answer by the person who confirms this file.", text, "an answer");
        return null;
    }
}
