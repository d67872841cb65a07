using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Decides what the counts of one column prove.</summary>
internal static class ColumnFindings
{
    /// <summary>Cells that fit a column's name, at least: a stray one does not make it one of telephone numbers.</summary>
    private const double NamedShare = 0.1;

    /// <summary>First names that a column of people has at least; fewer may be brands or dogs.</summary>
    private const int DifferentNames = 10;
    private const int DifferentNamesWithHeader = 3;

    /// <summary>Cells with a listed first name; the list has a third to two thirds of the people in a column of western names.</summary>
    private const double NameShare = 0.25;
    private const double NameShareWithHeader = 0.1;

    /// <returns>The most frequent kind first.</returns>
    public static IEnumerable<PersonalDataFinding> Of(PersonalDataWatch watch)
    {
        var header = HeaderWords.Of(watch.Column);
        PersonalDataKind? named = header is { } form ? PersonalForms.Kind(form) : null;
        var proven = Enum.GetValues<PersonalForm>().Where(found => IsProven(watch, found, named));
        return proven.GroupBy(PersonalForms.Kind).Select(forms => Of(watch, forms.Key, [.. forms], named == forms.Key))
            .Concat(Names(watch, named == PersonalDataKind.Name || HeaderWords.IsName(watch.Column)))
            .GroupBy(finding => finding.Kind).Select(same => same.First())
            .OrderByDescending(finding => finding.Score).ThenBy(finding => finding.Kind);
    }

    private static bool IsProven(PersonalDataWatch watch, PersonalForm form, PersonalDataKind? named) =>
        PersonalForms.IsNamed(form) ? watch.Marks.Valid(form) >= NamedShare * watch.Present && watch.Marks.Valid(form) > 0
        : named == PersonalForms.Kind(form) ? watch.Marks.Real(form) > 0
        : watch.Marks.IsProven(form);

    private static PersonalDataFinding Of(PersonalDataWatch watch, PersonalDataKind kind, PersonalForm[] forms, bool byHeader)
    {
        // A cell with two telephone numbers of different forms is counted for each; what fits the column's name is of other forms as well.
        var (loose, strict) = (forms.Where(PersonalForms.IsNamed).ToArray(), forms.Where(form => !PersonalForms.IsNamed(form)).ToArray());
        var real = Math.Max(loose.Sum(watch.Marks.Real), strict.Sum(watch.Marks.Real)) / watch.Present;
        var cells = Math.Min(watch.Present, Math.Max(loose.Sum(watch.Marks.Valid), strict.Sum(watch.Marks.Valid)));
        var (example, row) = forms.Select(watch.Marks.First).OfType<(string Example, long Row)>().MinBy(first => first.Row);
        return new PersonalDataFinding(
            watch.Column, kind, Math.Min(1, real), cells, watch.Present, watch.Present, example, row, byHeader, strict.Any(watch.Marks.IsProven));
    }

    private static IEnumerable<PersonalDataFinding> Names(PersonalDataWatch watch, bool byHeader)
    {
        var names = watch.Names;
        var share = names.Looked == 0 ? 0 : (double)names.Found / names.Looked;
        if (names.First is { } first && names.Different >= (byHeader ? DifferentNamesWithHeader : DifferentNames)
            && share >= (byHeader ? NameShareWithHeader : NameShare))
        {
            yield return new PersonalDataFinding(
                watch.Column, PersonalDataKind.Name, share, names.Found, names.Looked, watch.Present, first.Example, first.Row, byHeader,
                ByContent: true);
        }
    }
}
