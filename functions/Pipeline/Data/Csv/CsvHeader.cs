namespace ServerlessMlops.Pipeline.Data;

/// <summary>Reads the names of the columns.</summary>
internal static class CsvHeader
{
    /// <summary>What a first column without a name is called: exports of R and pandas put the names of rows there.</summary>
    public const string RowNames = "rownames";

    /// <returns>One distinct name a column: an empty or repeated one is reported, and replaced so that the columns can still be told apart.</returns>
    public static IReadOnlyList<string> Read(IReadOnlyList<string> fields, ProblemList problems)
    {
        var names = new List<string>(fields.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var numeric = 0;
        for (var i = 0; i < fields.Count; i++)
        {
            var name = fields[i].Trim();
            name = name[..Math.Min(name.Length, 1_000)];
            numeric += Cell.TryNumber(name, decimalComma: false, out _) ? 1 : 0;
            if (name.Length == 0 && i == 0)
            {
                name = RowNames;
            }
            else if (name.Length == 0)
            {
                problems.Error(ProblemCodes.EmptyHeader, $"Column {i + 1} has no name.", 0, seen: "", expected: "a name");
                name = $"column {i + 1}";
            }
            else if (seen.Contains(name))
            {
                problems.Error(
                    ProblemCodes.DuplicateHeader, $"Column {i + 1} is named '{ProblemList.Cut(name)}', as is a column before it.", 0, name,
                    name, "a name of its own");
            }

            while (!seen.Add(name))
            {
                name += $" ({i + 1})";
            }

            names.Add(name);
        }

        if (numeric == names.Count)
        {
            problems.Warn(
                ProblemCodes.NumericHeader, "Every name in the header is a number: the first row may be data.", 0,
                seen: string.Join(", ", names.Take(5)), expected: "names");
        }

        return names;
    }
}
