using System.Globalization;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Cli.Output;

/// <summary>The few signs, colours and number formats that all output shares.</summary>
internal static class Symbols
{
    public const string Yes = "✓";

    public const string No = "✗";

    public const string Waits = "…";

    public static string Number(double? value) => value is { } number ? Significant(number) : "–";

    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Seconds(double value) => value < 100
        ? string.Create(CultureInfo.InvariantCulture, $"{value:0.0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(value / 60):0} min {value % 60:00} s");

    public static string When(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The time of day, for what is over within the hour.</summary>
    public static string Time(DateTimeOffset time) => time.ToString("HH:mm'Z'", CultureInfo.InvariantCulture);

    /// <summary>Short enough to read, long enough to name.</summary>
    public static string Short(string digest) => digest.Length > 12 ? digest[..12] : digest;

    public static string ColourOf(RunState state) => state switch
    {
        RunState.Deployed => "green",
        RunState.Rejected or RunState.GateFailed or RunState.Declined or RunState.Expired or RunState.Failed => "red",
        RunState.AwaitingClaim or RunState.AwaitingApproval or RunState.Evaluated => "yellow",
        _ => "default",
    };

    // Three decimals for shares and rates; fewer where the whole part says enough.
    private static string Significant(double value) => Math.Abs(value) switch
    {
        < 10 => value.ToString("0.000", CultureInfo.InvariantCulture),
        < 1_000 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("N0", CultureInfo.InvariantCulture),
    };
}
