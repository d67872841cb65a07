using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>The first pass over a file: its structure, the kinds of its columns and what is wrong with it.</summary>
internal sealed class DatasetInspection
{
    public required IReadOnlyList<string> Names { get; init; }

    public required IReadOnlyList<InferredKind> Kinds { get; init; }

    /// <summary>Rows that could be told into cells.</summary>
    public required long Rows { get; init; }

    /// <summary>Of all rows, those that are set aside included.</summary>
    public required DatasetProfile Profile { get; init; }

    /// <summary>Null where it was not searched for.</summary>
    public PersonalDataReport? Personal { get; init; }

    /// <summary>Null without a contract, and where reading had to stop before the end.</summary>
    public ContractVerdict? Verdict { get; init; }

    /// <param name="declared">By pipeline.yaml; they come before those of the contract.</param>
    /// <param name="check">Null: nothing was agreed on.</param>
    /// <param name="scan">Null: personal data are not searched for.</param>
    public static DatasetInspection Of(
        RowReader reader, IReadOnlyDictionary<string, ColumnKind> declared, ProblemList problems, ContractCheck? check = null,
        PersonalDataScan? scan = null)
    {
        var contract = check is null || (reader.Names.Count == 0 && !reader.MayGainColumns) ? null : new ContractWatch(check, reader);
        var watches = new List<ColumnWatch>();
        var searches = new List<PersonalDataWatch?>();
        void Join(int count, long before)
        {
            foreach (var name in reader.Names.Take(count).Skip(watches.Count))
            {
                watches.Add(WatchOf(name, declared, contract?.Kinds, SketchSize.Of(count)));
                watches[^1].Forms.AddMissing(before);
                searches.Add(scan?.Watch(name));
                contract?.Join(name, before);
            }
        }

        Join(reader.Names.Count, 0);
        var pass = new RowPass(reader)
        {
            OnColumns = Join,
            Shared = () => contract?.KeyColumns() ?? [],
            OnShared = (_, slices) => contract?.AddKeys(slices),
        };
        var rows = pass.Run((column, slice) =>
        {
            watches[column].Add(slice);
            searches[column]?.Add(slice);
            contract?.Add(column, slice);
        });
        var verdict = problems.HasStopped ? null : contract?.Finish(rows);
        var kinds = watches.Select(watch => KindInference.Decide(watch, problems)).ToArray();
        watches.ForEach(watch => ReportOddities(watch, problems));
        StopWhereTooLarge(rows, watches, problems);
        return new DatasetInspection
        {
            Names = [.. watches.Select(watch => watch.Name)],
            Kinds = kinds,
            Rows = rows,
            Verdict = verdict,
            Personal = scan?.Finish(reader.Names),
            Profile = new DatasetProfile { Rows = rows, File = reader.Facts, Columns = [.. watches.Select((watch, i) => watch.Profile(kinds[i]))] },
        };
    }

    private static void StopWhereTooLarge(long rows, List<ColumnWatch> watches, ProblemList problems)
    {
        if (rows * watches.Count is var cells and > DataLimits.Cells)
        {
            problems.Stop(
                ProblemCodes.TooLarge, $"The table has {cells} cells; a model is trained on at most {DataLimits.Cells}.", null,
                $"{rows} rows of {watches.Count} columns", $"at most {DataLimits.Cells} cells");
        }
        else if (watches.Sum(watch => watch.TextBytes) is var texts and > DataLimits.Texts)
        {
            problems.Stop(
                ProblemCodes.TooLarge,
                $"The table has about {texts} bytes of different texts; a model is trained on at most {DataLimits.Texts}.", null,
                $"{texts} bytes of different texts", $"at most {DataLimits.Texts} bytes");
        }
    }

    private static ColumnWatch WatchOf(
        string name, IReadOnlyDictionary<string, ColumnKind> declared, IReadOnlyDictionary<string, ColumnKind>? agreed, SketchSize size)
    {
        var contract = agreed is not null && agreed.TryGetValue(name, out var held) ? held : (ColumnKind?)null;
        var kind = declared.TryGetValue(name, out var stated) ? stated : contract;
        return new ColumnWatch(name, kind, isHeld: kind is not null && kind == contract, size);
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
