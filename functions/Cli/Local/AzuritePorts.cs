using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ServerlessMlops.Cli.Local;

/// <summary>The ports that the emulator says it listens on.</summary>
internal sealed partial record AzuritePorts
{
    public required int Blob { get; init; }

    public required int Queue { get; init; }

    public required int Table { get; init; }

    /// <summary>Reads the child's output until all three services listen; what it says later is read and dropped, so that it never blocks.</summary>
    /// <exception cref="AzuriteFailedException">The child ended first.</exception>
    public static async Task<AzuritePorts> ReadAsync(Process process, CancellationToken cancellation)
    {
        var ports = new Dictionary<string, int>();
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        while (ports.Count < 3)
        {
            var line = await process.StandardOutput.ReadLineAsync(cancellation)
                ?? throw new AzuriteFailedException($"Local storage ended before it listened: {await errors}");
            if (Listening().Match(line) is { Success: true } match)
            {
                ports[match.Groups["service"].Value] = int.Parse(match.Groups["port"].Value);
            }
        }
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        return new AzuritePorts { Blob = ports["Blob"], Queue = ports["Queue"], Table = ports["Table"] };
    }

    [GeneratedRegex(@"Azurite (?<service>Blob|Queue|Table) service is successfully listening at https?://[^/]*:(?<port>\d+)")]
    private static partial Regex Listening();
}
