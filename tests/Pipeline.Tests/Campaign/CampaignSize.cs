using System.Globalization;

namespace ServerlessMlops.Pipeline.Tests.Campaign;

/// <summary>How much is tried: a little in every test run, more with <c>MLOPS_CAMPAIGN=full</c>. <c>MLOPS_SEED</c> repeats a run.</summary>
internal static class CampaignSize
{
    public static int Of(int usual, int full) => Environment.GetEnvironmentVariable("MLOPS_CAMPAIGN") is "full" or "soak" ? full : usual;

    /// <summary>Another one at each run, unless it is given.</summary>
    public static int Seed() => Seed(Environment.TickCount & int.MaxValue);

    /// <param name="usual">Where no seed is given.</param>
    public static int Seed(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("MLOPS_SEED"), CultureInfo.InvariantCulture, out var given) ? given : usual;

    /// <summary>Runs a numbered case, and says in what it throws how the case is repeated. One that does not end is a fault too.</summary>
    public static void Case(int seed, int number, string what, Action<Random> run)
    {
        try
        {
            var random = new Random(unchecked((seed * 31) + number));
            if (!Task.Run(() => run(random)).Wait(TimeSpan.FromMinutes(2)))
            {
                throw new TimeoutException("The case does not come to an end.");
            }
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"Case {number} of {what} failed; MLOPS_SEED={seed} repeats it.", error);
        }
    }
}
