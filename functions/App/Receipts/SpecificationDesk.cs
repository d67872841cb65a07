using ServerlessMlops.App.Activities;
using ServerlessMlops.Pages;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Receipts;

/// <summary>Judges the pipeline.yaml and contract.yaml of a model when one of them is uploaded, and lays a receipt beside each.</summary>
public sealed class SpecificationDesk(PipelineFiles files, PolicyFiles policies, SpecificationReceipts receipts, TimeProvider time)
{
    private const int MaxRounds = 5;

    /// <param name="path">Of any blob in the container.</param>
    public async Task JudgeAsync(string path, CancellationToken cancellation)
    {
        if (!DatasetNames.IsReceipt(path))
        {
            await JudgeAsync(await receipts.LookAsync(path, cancellation), cancellation);
        }
    }

    /// <summary>
    /// Looks again after each writing: another may have written what it had read before, and either file may have changed.
    /// </summary>
    public async Task JudgeAsync(SpecificationFolder folder, CancellationToken cancellation)
    {
        for (var round = 0; round < MaxRounds && !folder.IsDone; round++)
        {
            foreach (var stranger in folder.Strangers)
            {
                await WriteAsync(stranger, folder.State, SpecificationVerdict.OfStranger(stranger, time.GetUtcNow()), cancellation);
            }

            if (folder.Files.Count > 0)
            {
                var seen = new SpecificationVerdict(folder.Model, await Specification.ReadAsync(files, policies, folder.Model, cancellation));
                foreach (var name in folder.Files)
                {
                    await WriteAsync($"{folder.Model}/{name}", folder.State, seen.Of(name, time.GetUtcNow()), cancellation);
                }
            }

            folder = await receipts.LookAsync(folder.Files.Count > 0 ? $"{folder.Model}/" : folder.Strangers[0], cancellation);
        }
    }

    private async Task WriteAsync(string path, string state, SpecificationReceipt receipt, CancellationToken cancellation) =>
        await receipts.WriteAsync(path, state, receipt, await SpecificationPage.RenderAsync(receipt), cancellation);
}
