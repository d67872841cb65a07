using ServerlessMlops.App.Activities;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Receipts;

/// <summary>What is to be said of a model's two files, read together as a run reads them.</summary>
public sealed class SpecificationVerdict(string model, Specification specification)
{
    private readonly IReadOnlyList<Problem> problems = specification.Parse(model).Problems;

    /// <param name="file">pipeline.yaml or contract.yaml.</param>
    public SpecificationReceipt Of(string file, DateTimeOffset now)
    {
        var (own, other, otherName) = file == PipelineFiles.FileName
            ? (specification.PipelineFile, specification.ContractFile, PipelineFiles.ContractName)
            : (specification.ContractFile, specification.PipelineFile, PipelineFiles.FileName);
        return new()
        {
            Model = model,
            File = file,
            Digest = (own as PipelineFile.Found)?.Digest,
            ReadWith = other is PipelineFile.Missing ? null : otherName,
            IsValid = problems.All(problem => problem.Severity == Severity.Warning),
            Verdict = Sentence(),
            CheckedAt = now,
            Problems = problems,
        };
    }

    /// <summary>Of a file that is never read.</summary>
    public static SpecificationReceipt OfStranger(string path, DateTimeOffset now)
    {
        const string expected = $"pipelines/{{model}}/{PipelineFiles.FileName} or {PipelineFiles.ContractName}";
        var cut = path.LastIndexOf('/');
        var isFolder = cut > 0 && ModelNames.IsValid(path[..cut]);
        var why = isFolder
            ? $"A file of this name is not read; expected {PipelineFiles.FileName} or {PipelineFiles.ContractName}."
            : $"The file does not lie in the folder of a model, and is not read; a model's name is {ModelNames.Expected}.";
        return new()
        {
            Model = cut < 0 ? "" : path[..cut],
            File = path[(cut + 1)..],
            IsValid = false,
            Verdict = why,
            CheckedAt = now,
            Problems = [new(isFolder ? DropCodes.WrongName : DropCodes.WrongPath, why, File: path[(cut + 1)..], Expected: expected)],
        };
    }

    private string Sentence()
    {
        var errors = problems.Where(problem => problem.Severity == Severity.Error).GroupBy(problem => problem.File).ToList();
        var warnings = problems.Count(problem => problem.Severity == Severity.Warning);
        if (errors.Count == 0)
        {
            return warnings == 0 ? "Nothing is wrong." : $"Nothing is wrong; {Counted(warnings, "warning")}.";
        }

        var byFile = errors.Select(file => $"{Counted(file.Count(), "error")} in {file.Key}");
        return $"{string.Join(", ", byFile)}. No run passes until they are mended.";
    }

    private static string Counted(int count, string word) => count == 1 ? $"1 {word}" : $"{count} {word}s";
}
