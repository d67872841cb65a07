using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Release;

/// <summary>Why a model trained again may come out another: each input that is not as it was.</summary>
public static class EnvironmentDifferences
{
    /// <param name="recorded">Null: the version is older than the record.</param>
    public static IReadOnlyList<string> Of(TrainingEnvironment? recorded, TrainingEnvironment here)
    {
        if (recorded is null)
        {
            return ["The version does not record what it was trained with."];
        }

        (string Name, string? Then, string? Now)[] inputs =
        [
            ("the operating system", recorded.System, here.System),
            ("the processor's architecture", recorded.Architecture, here.Architecture),
            ("the .NET runtime", recorded.Runtime, here.Runtime),
            ("the training code", recorded.Code, here.Code),
            ("LightGBM's native library", recorded.NativeLibrary, here.NativeLibrary),
            ("a package", Only(recorded.Packages, here.Packages), Only(here.Packages, recorded.Packages)),
        ];
        return
        [
            .. inputs.Where(input => input.Then != input.Now)
                .Select(input => $"Another is {input.Name}: recorded {input.Then ?? "none"}, here {input.Now ?? "none"}."),
        ];
    }

    /// <summary>What one names and the other does not; null where there is nothing, or one of them is older than the record.</summary>
    private static string? Only(IReadOnlyList<string>? one, IReadOnlyList<string>? other) =>
        one is null || other is null || !one.Except(other).Any() ? null : string.Join(", ", one.Except(other));
}
