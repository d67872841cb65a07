using Embedded.Engine.Store;
using Embedded.Engine.Work;

namespace ServerlessMlops.Engine.Tests.Work;

public sealed class CommitterTests
{
    private const int Lives = 2_000;

    [Fact]
    public async Task The_loop_ends_at_whatever_moment_it_is_told_to()
    {
        using var store = new MemoryStore();
        store.Open();

        await Task.Run(() =>
        {
            for (var i = 0; i < Lives; i++)
            {
                new Committer(store).Dispose();
            }
        }).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
    }
}
