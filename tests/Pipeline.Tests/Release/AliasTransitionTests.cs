using ServerlessMlops.Pipeline.Release;

namespace ServerlessMlops.Pipeline.Tests.Release;

public class AliasTransitionTests
{
    [Fact]
    public void Numbers_start_at_one_and_are_never_given_twice()
    {
        Assert.Equal(1, Versions.NextVersion([]));
        Assert.Equal(8, Versions.NextVersion([1, 7, 3]));
    }

    [Fact]
    public void The_first_deployment_has_nothing_before_it()
    {
        Assert.Equal(new AliasTransition.Move(1, null), AliasTransitions.Deploy([], 1, null));
        Assert.IsType<AliasTransition.NothingBefore>(AliasTransitions.Rollback([]));
        Assert.IsType<AliasTransition.NothingBefore>(AliasTransitions.Rollback([Deploy(1, 1)]));
    }

    [Fact]
    public void A_decision_made_against_another_champion_does_not_deploy()
    {
        Assert.Equal(new AliasTransition.Conflict(2), AliasTransitions.Deploy([Deploy(1, 1), Deploy(2, 2)], 3, 1));
        Assert.Equal(new AliasTransition.Conflict(1), AliasTransitions.Deploy([Deploy(1, 1)], 2, null));
        Assert.Equal(new AliasTransition.Conflict(null), AliasTransitions.Deploy([], 2, 1));
    }

    [Fact]
    public void Going_back_twice_goes_back_two()
    {
        DeploymentRecord[] history = [Deploy(1, 1), Deploy(2, 2), Deploy(3, 3)];
        Assert.Equal(new AliasTransition.Move(2, 1), AliasTransitions.Rollback(history));
        Assert.Equal(new AliasTransition.Move(1, null), AliasTransitions.Rollback([.. history, Back(4, 2)]));
        Assert.IsType<AliasTransition.NothingBefore>(AliasTransitions.Rollback([.. history, Back(4, 2), Back(5, 1)]));
    }

    [Fact]
    public void A_bad_version_that_was_left_is_not_what_a_later_rollback_goes_to() =>
        Assert.Equal(new AliasTransition.Move(1, null), AliasTransitions.Rollback([Deploy(1, 1), Deploy(2, 2), Back(3, 1), Deploy(4, 3)]));

    [Fact]
    public void A_rollback_leaves_only_the_version_it_means() =>
        Assert.Equal(new AliasTransition.Conflict(2), AliasTransitions.Rollback([Deploy(1, 1), Deploy(2, 2)], expected: 1));

    [Fact]
    public void A_bundle_lies_under_its_model_and_version()
    {
        Assert.Equal("credit-risk/3/manifest.json", BundlePaths.Manifest("credit-risk", 3));
        Assert.Equal("credit-risk/3/model.json", BundlePaths.ModelFile("credit-risk", 3, "application/json"));
        Assert.Equal("credit-risk/3/model.bin", BundlePaths.ModelFile("credit-risk", 3, "application/octet-stream"));
    }

    private static DeploymentRecord Deploy(int sequence, int version) => Record(sequence, version, DeploymentCause.Deploy);

    private static DeploymentRecord Back(int sequence, int version) => Record(sequence, version, DeploymentCause.Rollback);

    private static DeploymentRecord Record(int sequence, int version, DeploymentCause cause) =>
        new("credit-risk", AliasTransitions.Champion, sequence, $"key-{sequence}", cause, version, null, DateTimeOffset.UnixEpoch, "olga@example.org");
}
