using ServerlessMlops.Pipeline.Contracts;
using static System.FormattableString;

namespace ServerlessMlops.Pipeline.Evaluation.Probing;

/// <summary>What a slice report comes to, in a sentence.</summary>
public static class SliceSentences
{
    /// <summary>The worst slice with its size and interval, or that there is none.</summary>
    public static string Worst(SliceReport report) => report switch
    {
        { Worst: { } worst } => Invariant($"Worst slice: {Named(worst)}, {worst.N} rows. {Beside(worst)}."),
        { Search: { } search } => Invariant($"No slice costs more than the rest by more than chance ({search.Tests} tried)."),
        { Declared.Count: > 0 } => "No declared slice costs more than the rest by more than chance.",
        _ => $"No slice was measured. {report.NotSearched}",
    };

    /// <summary>Null where nothing was searched.</summary>
    public static string? Search(SliceReport report) => report.Search is { } search
        ? Invariant($"Searched: {search.Tests} conditions and pairs of conditions over {search.Columns.Count} columns, on {search.SearchRows} rows of the test part. ")
            + Invariant($"What was found there was then measured on the other {search.ConfirmRows}, and those numbers stand here.")
        : null;

    private static string Named(SliceResult slice) => slice.Name == slice.Text ? slice.Text : $"{slice.Name} ({slice.Text})";

    private static string Beside(SliceResult slice) => (slice.ErrorRate, slice.ErrorDifference) is ({ Value: { } rate }, { Value: { } more })
        ? Invariant($"Error rate {rate:0.000}, against {rate - more:0.000} in the rest (difference {more:+0.000;−0.000}{Ends(slice.ErrorDifference)})")
            + Invariant($"; mean log loss {slice.LossDifference.Value:+0.000;−0.000}{Ends(slice.LossDifference)}")
        : Invariant($"Mean absolute error {slice.Loss.Value:0.###}, {slice.LossDifference.Value:+0.###;−0.###}{Ends(slice.LossDifference)} beside the rest");

    private static string Ends(Measure measure) =>
        measure is { Lower: { } lower, Upper: { } upper } ? Invariant($", 95 % {lower:0.###} to {upper:0.###}") : "";
}
