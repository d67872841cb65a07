using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>What single values cannot tell: contradictions between them.</summary>
internal static class PipelineConsistency
{
    public static void Check(PipelineSpec spec, YamlSection root, YamlProblems problems)
    {
        CheckPositive(spec, root, problems);
        CheckColumns(spec, root, problems);
        CheckDerived(spec, root, problems);
        CheckDisparities(spec, root, problems);
        CheckSplit(spec, root, problems);
        CheckCosts(spec, root, problems);
        CheckFolds(spec, root, problems);
        MitigationSection.Check(spec, root, problems);
    }

    /// <summary>A mean cost needs costs; and costs of many classes need the probabilities of the population.</summary>
    private static void CheckCosts(PipelineSpec spec, YamlSection root, YamlProblems problems)
    {
        var decision = root.Entries.FirstOrDefault(entry => entry.Key == "decision")?.Value as YamlMap;
        var isStated = decision?.Entries.Any(entry => entry.Key == "costs") ?? false;
        void Deny(bool wrong, string key, string field, string message)
        {
            if (wrong)
            {
                problems.Error(YamlCodes.Contradiction, root.PlaceOf(key), field, message, expected: "decision.costs, or another measure");
            }
        }

        Deny(
            !isStated && spec.Train.Metric == "mean_cost", "train", "train.metric",
            "'train.metric' is mean_cost, and no decision.costs say what mistakes cost.");
        Deny(
            !isStated && spec.Gates.Any(gate => gate.Metric == "mean_cost"), "gates", "gates.metric",
            "A gate is on mean_cost, and no decision.costs say what mistakes cost.");
        if (spec is { Task: ModelTask.Multiclass, Train.ClassWeights: not null } && isStated)
        {
            problems.Error(
                YamlCodes.Contradiction, root.PlaceOf("decision"), "decision.costs",
                "'decision.costs' of many classes weigh probabilities, which 'train.classWeights' would have weighed before.",
                expected: "one of the two");
        }
    }

    private static void CheckFolds(PipelineSpec spec, YamlSection root, YamlProblems problems)
    {
        if (spec is { Split.Method: SplitMethod.Time, Train.CrossValidation.Folds: > 0 })
        {
            problems.Error(
                YamlCodes.Contradiction, root.PlaceOf("train"), "train.crossValidation",
                "'train.crossValidation' holds out rows of any time, and 'split.method' is time: what comes later would teach what came before.",
                $"{spec.Train.CrossValidation.Folds} folds", "crossValidation: off");
        }
    }

    /// <summary>What is kept from a model is kept from what is derived too.</summary>
    private static void CheckDerived(PipelineSpec spec, YamlSection root, YamlProblems problems)
    {
        var features = root.Entries.FirstOrDefault(entry => entry.Key == "features")?.Value as YamlMap;
        YamlPlace PlaceOf(string key, string name) =>
            (features?.Entries.FirstOrDefault(entry => entry.Key == key)?.Value as YamlMap)?.Entries.FirstOrDefault(entry => entry.Key == name)?.Place
            ?? root.PlaceOf("features");

        foreach (var derived in spec.Features.Derive)
        {
            var columns = DerivedExpression.Parse(derived.Expression) is ExpressionOutcome.Parsed { Expression: var expression }
                ? expression.Columns.Select(column => column.Name).ToArray()
                : [];
            void Deny(bool wrong, string message)
            {
                if (wrong)
                {
                    problems.Error(
                        YamlCodes.Contradiction, PlaceOf("derive", derived.Name), $"features.derive.{derived.Name}", message, derived.Expression);
                }
            }

            Deny(columns.Contains(spec.Target), $"'{derived.Name}' is derived from the target '{spec.Target}', which is not known when predicting.");
            Deny(
                spec.OutcomeDate is { } date && columns.Contains(date),
                $"'{derived.Name}' is derived from '{spec.OutcomeDate}', which is known only with the outcome.");
            foreach (var shield in spec.Protected.Where(attribute => !attribute.AsFeature && columns.Contains(attribute.Column)))
            {
                Deny(true, $"'{derived.Name}' is derived from '{shield.Column}', which is protected without asFeature: true.");
            }

            Deny(derived.Name == spec.Target, $"'{derived.Name}' is derived, and is the target.");
            Deny(
                spec.Features.Exclude.Contains(derived.Name) || spec.Features.Include.Contains(derived.Name),
                $"'{derived.Name}' is derived, and stands in features.include or features.exclude, which name columns.");
        }

        foreach (var column in spec.Features.Actionable?.Keys ?? [])
        {
            var why = column == spec.Target ? "is the target"
                : spec.Features.Exclude.Contains(column) ? "is in features.exclude"
                : spec.Protected.Any(attribute => attribute.Column == column) ? "is protected: nobody is asked to change it"
                : spec.Features.Derive.Any(derived => derived.Name == column) ? "is derived, and moves with the columns it is derived from"
                : null;
            if (why is not null)
            {
                problems.Error(
                    YamlCodes.Contradiction, PlaceOf("actionable", column), $"features.actionable.{column}",
                    $"'{column}' is in features.actionable, and {why}.", column, "a column that the model may read");
            }
        }

        foreach (var column in spec.Features.Monotone.Keys.Where(column => column == spec.Target || spec.Features.Exclude.Contains(column)))
        {
            problems.Error(
                YamlCodes.Contradiction, PlaceOf("monotone", column), $"features.monotone.{column}",
                $"'{column}' is in features.monotone, and is no feature.", column, "a feature");
        }
    }

    private static void CheckPositive(PipelineSpec spec, YamlSection root, YamlProblems problems)
    {
        var binary = root.Has("task") && spec.Task == ModelTask.Binary;
        if (binary && !root.Has("positive"))
        {
            problems.Error(
                YamlCodes.MissingKey, root.PlaceOf("task"), "positive",
                "A binary task needs 'positive': the class whose probability is predicted.", expected: "one of the target's two classes");
        }
        else if (!binary && root.Has("task") && root.Has("positive"))
        {
            problems.Error(
                YamlCodes.Contradiction, root.PlaceOf("positive"), "positive", "'positive' has no effect in a task that is not binary.",
                spec.Positive, "no positive");
        }
    }

    private static void CheckSplit(PipelineSpec spec, YamlSection root, YamlProblems problems)
    {
        var (method, column) = (spec.Split.Method, spec.Split.Column);
        if (method is not null && column is null)
        {
            problems.Error(
                YamlCodes.MissingKey, root.PlaceOf("split"), "split.column",
                $"A split by {EnumWords.Word(method.Value)} needs 'column': what rows are split by.", expected: "a column");
        }
        else if (method is null && column is not null)
        {
            problems.Error(
                YamlCodes.Contradiction, root.PlaceOf("split"), "split.column", "'column' has no effect in a stratified split.", column,
                "method: time, or group");
        }
        else if (column is not null && column == spec.Target)
        {
            problems.Error(
                YamlCodes.Contradiction, root.PlaceOf("split"), "split.column", $"Rows cannot be split by the target '{column}'.", column);
        }
    }

    private static void CheckColumns(PipelineSpec spec, YamlSection root, YamlProblems problems)
    {
        var features = spec.Features;
        void Deny(bool wrong, string key, string message, string seen)
        {
            if (wrong)
            {
                problems.Error(YamlCodes.Contradiction, root.PlaceOf(key), key, message, seen);
            }
        }

        if (spec.Target.Length > 0)
        {
            Deny(
                spec.Protected.Any(attribute => attribute.Column == spec.Target), "protected",
                $"The target '{spec.Target}' is protected: groups cannot be made of what is predicted.", spec.Target);
            Deny(features.Include.Contains(spec.Target), "features", $"The target '{spec.Target}' is in features.include.", spec.Target);
            Deny(
                features.Exclude.Contains(spec.Target), "features",
                $"The target '{spec.Target}' is in features.exclude, where it has no effect.", spec.Target);
        }

        foreach (var column in features.Include.Intersect(features.Exclude))
        {
            Deny(true, "features", $"'{column}' is both included and excluded.", column);
        }

        foreach (var attribute in spec.Protected)
        {
            Deny(
                !attribute.AsFeature && features.Include.Contains(attribute.Column), "features",
                $"'{attribute.Column}' is in features.include, and protected without asFeature: true.", attribute.Column);
            Deny(
                attribute.AsFeature && features.Exclude.Contains(attribute.Column), "features",
                $"'{attribute.Column}' is in features.exclude, and protected with asFeature: true.", attribute.Column);
            Deny(
                attribute.AsFeature && features.Include.Count > 0 && !features.Include.Contains(attribute.Column), "features",
                $"'{attribute.Column}' is protected with asFeature: true, and not in features.include.", attribute.Column);
        }
    }

    private static void CheckDisparities(PipelineSpec spec, YamlSection root, YamlProblems problems)
    {
        var disparities = spec.Gates.Where(gate => gate.Disparity is not null).ToArray();
        var shielded = spec.Protected.Select(attribute => attribute.Column).ToArray();
        foreach (var gate in spec.Gates.Where(gate => gate.Attribute is { } named && !CrossedName.IsMeasured(named, shielded)))
        {
            problems.Error(
                YamlCodes.Contradiction, root.PlaceOf("gates"), "gates.attribute",
                $"The gate on {gate.Disparity ?? gate.Metric} names '{gate.Attribute}', which is not protected.", gate.Attribute, "a protected column, or two of them: A × B");
        }

        foreach (var gate in spec.Gates.Where(gate => gate.Slice is { } slice && spec.Evaluation?.Slices.Any(one => one.Name == slice) != true))
        {
            problems.Error(
                YamlCodes.Contradiction, root.PlaceOf("gates"), "gates.slice",
                $"The gate on {gate.Metric} names the slice '{gate.Slice}', which evaluation.slices does not declare.", gate.Slice, "a declared slice");
        }

        if (spec.Protected.Count == 0 && disparities.Any(gate => gate.Attribute is null))
        {
            problems.Error(
                YamlCodes.Contradiction, root.PlaceOf("gates"), "gates.disparity",
                "A gate on a disparity needs a protected attribute; there is none.", expected: "a protected column");
        }

        foreach (var column in shielded.Where(column => disparities.All(gate => gate.Attribute is not null && gate.Attribute != column)))
        {
            problems.Warn(
                YamlCodes.NotGated, root.PlaceOf("protected"), "protected",
                $"Disparities by '{column}' are measured, and no gate limits them.", "a gate with a disparity");
        }
    }
}
