using System.Diagnostics;
using System.Text.Json.Serialization;

namespace ServerlessMlops.Cli.Local;

/// <summary>What `mlops up` leaves for the other commands while it runs; <c>up.json</c> in the state folder.</summary>
/// <param name="StorageConnectionString">Of the emulator: the published development account on this machine.</param>
public sealed record UpRecord(Uri Url, ChildProcess Cli, ChildProcess App, string StorageConnectionString, DateTimeOffset StartedAt)
{
    [JsonIgnore]
    public bool IsAlive => Cli.Find() is not null && App.Find() is not null;
}

/// <summary>A process by its id and start, so that an id used again is not taken for it.</summary>
/// <param name="StartedAt">As the operating system says, UTC.</param>
public sealed record ChildProcess(int Pid, DateTimeOffset StartedAt)
{
    /// <summary>What the clock's correction between two readings may move a start by.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    public static ChildProcess Of(Process process) => new(process.Id, process.StartTime.ToUniversalTime());

    public Process? Find()
    {
        try
        {
            var process = Process.GetProcessById(Pid);
            if (!process.HasExited && (new DateTimeOffset(process.StartTime.ToUniversalTime()) - StartedAt).Duration() < Tolerance)
            {
                return process;
            }

            process.Dispose();
            return null;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null; // Not running, gone meanwhile, or another user's.
        }
    }
}
