using ServerlessMlops.App.Activities;
using ServerlessMlops.Pages;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Receipts;

/// <summary>Judges a policy when it is uploaded, and lays a receipt beside it.</summary>
public sealed class PolicyDesk(PolicyFiles files, TimeProvider time)
{
    private const int MaxRounds = 5;

    /// <summary>Every upload that has no receipt yet. Looks again after writing: a file may have changed meanwhile.</summary>
    public async Task JudgeAsync(CancellationToken cancellation)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var open = await files.ListAsync(cancellation).Where(upload => !upload.IsJudged).ToListAsync(cancellation);
            var written = 0;
            foreach (var upload in open)
            {
                var receipt = upload.IsPolicy
                    ? Of(upload.Path, await files.ReadAsync(upload.Path, cancellation))
                    : Stranger(upload.Path);
                written += await files.WriteAsync(upload, receipt, await SpecificationPage.RenderAsync(receipt), cancellation) ? 1 : 0;
            }

            if (written == 0)
            {
                return;
            }
        }
    }

    private SpecificationReceipt Of(string path, PipelineFile file)
    {
        var problems = PoliciesInForce.Parse(path, file) is PolicyOutcome.Invalid invalid ? invalid.Problems : [];
        return new()
        {
            Model = "",
            File = path,
            Digest = (file as PipelineFile.Found)?.Digest,
            IsValid = problems.Count == 0,
            Verdict = problems.Count switch
            {
                0 => "Nothing is wrong. The policy holds for every upload from now on.",
                1 => "1 error. No run of any model passes until it is mended.",
                var count => $"{count} errors. No run of any model passes until they are mended.",
            },
            CheckedAt = time.GetUtcNow(),
            Problems = problems,
        };
    }

    private SpecificationReceipt Stranger(string path)
    {
        const string why = "A file of this name is not read as a policy.";
        return new()
        {
            Model = "",
            File = path,
            IsValid = false,
            Verdict = why,
            CheckedAt = time.GetUtcNow(),
            Problems = [new(DropCodes.WrongName, why, File: path, Expected: "policies/{name}.yaml")],
        };
    }
}
