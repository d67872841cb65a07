using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Training;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Whether pipeline.yaml and contract.yaml speak of the same data.</summary>
internal sealed class SpecificationAgreement
{
    private readonly PipelineSpec _spec;
    private readonly YamlPlaces _places;
    private readonly YamlProblems _problems;
    private readonly IReadOnlyList<ContractObject> _tables;

    private SpecificationAgreement(PipelineSpec spec, SpecificationFile pipeline, DataContract contract)
    {
        (_spec, _places, _problems) = (spec, new YamlPlaces(pipeline), new YamlProblems(pipeline.Path));

        // Which file is trained on is not known yet: where no table has the model's name, any of them may be it.
        var table = ContractTable.Of(contract, spec.Model, out var isGuess);
        _tables = table is null ? [] : isGuess ? contract.Objects : [table];
    }

    public static IReadOnlyList<Problem> Of(PipelineSpec spec, SpecificationFile pipeline, DataContract contract,
        SpecificationFile contractFile)
    {
        var agreement = new SpecificationAgreement(spec, pipeline, contract);
        if (agreement._tables.Count > 0)
        {
            agreement.CheckColumns(contractFile.Path);
            agreement.CheckTarget();
            agreement.CheckKinds();
        }

        agreement.CheckSame("licence", "Licence", spec.Licence, contract.Datasheet.Licence, contractFile.Path);
        agreement.CheckSame("legalBasis", "Legal basis", spec.LegalBasis, contract.Datasheet.LegalBasis, contractFile.Path);
        return agreement._problems.ToList();
    }

    private void CheckColumns(string contractPath)
    {
        var features = _spec.Features;
        (string Key, string Column)[] named =
        [
            ("target", _spec.Target),
            .. features.Include.Select(column => ("features", column)),
            .. features.Types.Keys.Select(column => ("features", column)),
            .. features.Derive.SelectMany(derived => DerivedExpression.Parse(derived.Expression) is ExpressionOutcome.Parsed { Expression: var read }
                ? read.Columns.Select(column => ("features", column.Name))
                : []),
            .. _spec.Protected.Select(attribute => ("protected", attribute.Column)),
            .. (_spec.Evaluation?.Slices ?? []).SelectMany(slice => slice.Where.Keys.Select(column => ("evaluation", column))),
        ];
        foreach (var (key, column) in named.Distinct().Where(entry => Find(entry.Column) is null))
        {
            Say(key, column, _tables.All(table => !table.AllowNewColumns), contractPath);
        }

        foreach (var column in features.Exclude.Where(column => Find(column) is null))
        {
            Say("features", column, false, contractPath);
        }
    }

    private void Say(string key, string column, bool isError, string contractPath)
    {
        var names = _tables.SelectMany(table => table.Properties).Select(property => property.PhysicalName ?? property.Name).ToArray();
        var nearest = NearestName.Of(column, names) is { } name ? $" Did you mean '{name}'?" : "";
        var message = $"'{key}' names the column '{ProblemList.Cut(column)}', and {contractPath} has none of that name.{nearest}";
        var place = _places.OfWord(key, column);
        if (isError)
        {
            _problems.Error(YamlCodes.NotInContract, place, key, message, column, "a column of the contract");
        }
        else
        {
            _problems.Warn(YamlCodes.NotInContract, place, key, message, "a column of the contract");
        }
    }

    private void CheckTarget()
    {
        if (Find(_spec.Target) is not { } target)
        {
            return;
        }

        if (!target.Environments.Contains(DataEnvironment.Training))
        {
            Contradict("target", _spec.Target, $"The target '{_spec.Target}' is absent from files to train on, says the contract.",
                "an environment training");
        }

        var valid = target.Quality.Where(rule => rule.Metric == QualityMetric.InvalidValues && rule.ValidValues.Count > 0).ToArray();
        if (_spec.Positive is { } positive && valid.Any(rule => !rule.ValidValues.Contains(positive)))
        {
            Contradict(
                "positive", positive, $"The positive class '{positive}' is not among the values that the contract allows in '{_spec.Target}'.",
                string.Join(", ", valid[0].ValidValues));
        }
    }

    private void CheckKinds()
    {
        foreach (var (column, kind) in DeclaredKinds.Of(_spec))
        {
            var type = Find(column)?.Type;
            var fits = kind switch
            {
                ColumnKind.Number => type is null or LogicalType.Number or LogicalType.Integer,
                ColumnKind.Boolean => type is null or LogicalType.Boolean,
                ColumnKind.Date => type is null or LogicalType.Date or LogicalType.Timestamp,
                _ => true,
            };
            if (!fits)
            {
                var key = _spec.Features.Types.ContainsKey(column) ? "features" : column == _spec.Target ? "target" : "protected";
                Contradict(
                    key, column, $"'{column}' is used as a {EnumWords.Word(kind)}, and is of type {EnumWords.Word(type!.Value)} in the contract.",
                    $"a column of type {EnumWords.Word(type.Value)}");
            }
        }
    }

    private void CheckSame(string key, string title, string here, string? there, string contractPath)
    {
        if (there is not null && !string.Equals(here.Trim(), there.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            Contradict(key, here, $"{title} is '{ProblemList.Cut(here)}' here and '{ProblemList.Cut(there)}' in {contractPath}.", there);
        }
    }

    private void Contradict(string key, string seen, string message, string expected) =>
        _problems.Error(YamlCodes.Contradiction, _places.OfWord(key, seen), key, message, seen, expected);

    private ContractProperty? Find(string column) => _tables.SelectMany(table => table.Properties)
        .FirstOrDefault(property => property.PhysicalName == column || property.Name == column);
}
