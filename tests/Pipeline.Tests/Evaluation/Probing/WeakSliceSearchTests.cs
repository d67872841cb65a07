using System.Globalization;
using System.Text.Json;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Evaluation.Probing;
using ServerlessMlops.Statistics.Testing;

namespace ServerlessMlops.Pipeline.Tests.Evaluation.Probing;

/// <summary>Against a search by brute force in Python: make.py says how.</summary>
public sealed class WeakSliceSearchTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Evaluation", "Probing");
    private static readonly string[][] Lines = [.. File.ReadLines(Path.Combine(Folder, "weak_slices.csv")).Skip(1).Select(line => line.Split(','))];
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "weak_slices.json"))).RootElement;
    private static readonly double[] Losses = [.. Lines.Select(line => double.Parse(line[5], CultureInfo.InvariantCulture))];
    private static readonly SliceDimension[] Dimensions = [.. "abcde".Select((name, index) => Dimension($"{name}", [.. Lines.Select(line => int.Parse(line[index], CultureInfo.InvariantCulture))]))];

    [Fact]
    public void The_search_finds_what_brute_force_finds_with_the_same_numbers()
    {
        var found = WeakSliceSearch.Find(Losses, Dimensions, 30, 50);
        Assert.Equal(Expected.GetProperty("tests").GetInt32(), found.Tests);
        var expected = Expected.GetProperty("found").EnumerateArray().ToArray();
        Assert.Equal(expected.Length, found.Found.Count);
        Assert.True(expected.Length >= 5);
        foreach (var (want, slice) in expected.Zip(found.Found))
        {
            Assert.Equal(want.GetProperty("condition").EnumerateArray().Select(Text).Order(), slice.Where.Select(one => $"{one.Key} = {one.Value.Values![0]}").Order());
            Assert.Equal(want.GetProperty("n").GetInt64(), slice.Inside.N);
            Near(want, "mean", slice.Inside.Mean);
            Near(want, "effect", slice.EffectSize);
            Near(want, "p", slice.P);
            Near(want, "adjusted", slice.Adjusted);
            Near(want, "score", slice.Score);
        }
    }

    [Fact]
    public void No_more_slices_are_named_than_asked_for_and_the_best_come_first() => Assert.Equal(
        WeakSliceSearch.Find(Losses, Dimensions, 30, 50).Found.Take(2).Select(slice => slice.Score),
        WeakSliceSearch.Find(Losses, Dimensions, 30, 2).Found.Select(slice => slice.Score));

    [Fact]
    public void No_slice_is_smaller_than_the_minimum() =>
        Assert.All(WeakSliceSearch.Find(Losses, Dimensions, 200, 50).Found, slice => Assert.True(slice.Inside.N >= 200));

    [Fact]
    public void Where_no_row_costs_more_than_another_nothing_is_found()
    {
        Assert.Empty(WeakSliceSearch.Find(Array.ConvertAll(Losses, _ => 0.3), Dimensions, 30, 10).Found);
        Assert.Empty(WeakSliceSearch.Find(Array.ConvertAll(Losses, _ => 0.0), Dimensions, 30, 10).Found);
    }

    [Fact]
    public void The_documented_score_holds()
    {
        Assert.Equal(0.8, WeakSliceSearch.Score(new SampleMoments(25, 2, 0), new SampleMoments(100, 1, 0)), 12);
        Assert.Equal(0, WeakSliceSearch.Score(new SampleMoments(100, 1, 0), new SampleMoments(100, 1, 0)));
    }

    private static SliceDimension Dimension(string name, int[] codes) =>
        new(name, codes, [.. Enumerable.Range(0, codes.Max() + 1).Select(level => new SliceCondition { Values = [$"{level}"] })]);

    private static string Text(JsonElement part) => $"{"abcde"[part[0].GetInt32()]} = {part[1].GetInt32()}";

    private static void Near(JsonElement want, string name, double seen)
    {
        var expected = want.GetProperty(name).GetDouble();
        Assert.True(Math.Abs(seen - expected) <= 1e-9 * Math.Abs(expected), FormattableString.Invariant($"{name}: seen {seen:R}, expected {expected:R}"));
    }
}
