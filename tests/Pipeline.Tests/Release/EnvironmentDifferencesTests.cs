using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Release;

namespace ServerlessMlops.Pipeline.Tests.Release;

public class EnvironmentDifferencesTests
{
    private static readonly TrainingEnvironment Here = new()
    {
        System = "Linux 6",
        Architecture = "x64",
        Runtime = ".NET 10",
        Code = "Learning:1",
        NativeLibrary = "aa",
        Machine = "2 processors",
    };

    [Fact]
    public void Each_input_that_differs_is_named_with_what_was_and_what_is() => Assert.Equal(
        ["Another is the .NET runtime: recorded .NET 9, here .NET 10.", "Another is LightGBM's native library: recorded none, here aa."],
        EnvironmentDifferences.Of(Here with { Runtime = ".NET 9", NativeLibrary = null }, Here));

    [Fact]
    public void Another_number_of_processors_is_no_difference() =>
        Assert.Empty(EnvironmentDifferences.Of(Here with { Machine = "64 processors" }, Here));

    [Fact]
    public void A_version_without_the_record_says_so() => Assert.Single(EnvironmentDifferences.Of(null, Here));
}
