using ServerlessMlops.Pages;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.App.Receipts;

/// <summary>Writes the receipt of what cannot have a run: what was seen, and what would have been taken.</summary>
public sealed class RefusalDesk(Storage.Receipts receipts, TimeProvider time)
{
    public async Task WriteAsync(DropOutcome.Refused refused, CancellationToken cancellation)
    {
        if (await receipts.IsRefusedAsync(refused, cancellation))
        {
            return;
        }

        var (path, cut) = (refused.Blob.Path, refused.Blob.Path.LastIndexOf('/'));
        var receipt = new Receipt
        {
            RunId = RunIds.For("", path, refused.Blob.ETag),
            Model = cut < 0 ? "" : path[..cut],
            File = path[(cut + 1)..],
            State = RunState.Rejected,
            Verdict = $"Refused, and not read: {refused.Why.Message}",
            UpdatedAt = time.GetUtcNow(),
            Problems = [refused.Why],
            Next = "Mend what is listed and drop the file again.",
        };
        await receipts.RefuseAsync(refused, receipt, await ReceiptPage.RenderAsync(receipt), cancellation);
    }
}
