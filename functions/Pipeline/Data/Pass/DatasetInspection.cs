using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The first pass over a file: its structure, the kinds of its columns and what is wrong with it.</summary>
internal sealed class DatasetInspection
{
    /// <summary>Columns from which each gets a smaller sketch, so that all of them together stay small.</summary>
    private const int ManyColumns = 500;

    public required IReadOnlyList<string> Names { get; init; }

    public required IReadOnlyList<InferredKind> Kinds { get; init; }

    /// <summary>Rows that could be told into cells.</summary>
    public required long Rows { get; init; }

    public required DatasetProfile Profile { get; init; }

    public static DatasetInspection Of(RowReader reader, IReadOnlyDictionary<string, ColumnKind> declared, ProblemList problems)
    {
        var watches = new List<ColumnWatch>();
        var precision = reader.Names.Count < ManyColumns ? 14 : 12;
        void Join(int count, long before)
        {
            foreach (var name in reader.Names.Take(count).Skip(watches.Count))
            {
                watches.Add(new ColumnWatch(name, declared.TryGetValue(name, out var kind) ? kind : null, precision));
                watches[^1].Forms.AddMissing(before);
            }
        }

        Join(reader.Names.Count, 0);
        var rows = new RowPass(reader) { OnColumns = Join }.Run((column, slice) => watches[column].Add(slice));
        var kinds = watches.Select(watch => KindInference.Decide(watch, problems)).ToArray();
        watches.ForEach(watch => ReportOddities(watch, problems));
        if (rows * watches.Count > DataLimits.Cells)
        {
            problems.Stop(
                ProblemCodes.TooLarge, $"The table has {rows * watches.Count} cells; a model is trained on at most {DataLimits.Cells}.", null,
                $"{rows} rows of {watches.Count} columns", $"at most {DataLimits.Cells} cells");
        }

        return new DatasetInspection
        {
            Names = [.. watches.Select(watch => watch.Name)],
            Kinds = kinds,
            Rows = rows,
            Profile = new DatasetProfile { Rows = rows, File = reader.Facts, Columns = [.. watches.Select((watch, i) => watch.Profile(kinds[i]))] },
        };
    }

    private static void ReportOddities(ColumnWatch column, ProblemList problems)
    {
        if (column.Forms.Spaced is { Count: > 0 } spaced)
        {
            var (row, seen) = spaced.First[0];
            problems.Warn(
                ProblemCodes.SpacesTrimmed,
                $"Column '{column.Name}': {spaced.Count} cells begin or end with white space, which was left out.", row, column.Name, seen,
                "no white space around a value", spaced.Count);
        }

        if (column.Forms[CellForm.Nan] is { Count: > 0 } nan)
        {
            var (row, seen) = nan.First[0];
            problems.Warn(
                ProblemCodes.NanAsMissing, $"Column '{column.Name}': {nan.Count} cells are NaN, and were taken as missing.", row, column.Name,
                seen, "an empty cell", nan.Count);
        }
    }
}
