using ServerlessMlops.Learning.Onnx.Format;

namespace ServerlessMlops.Learning.Onnx.Reading;

/// <summary>Whether a model is written in words that are known here: operators, their sets' versions, the format's version.</summary>
internal static class OnnxVocabulary
{
    /// <summary>The standard domain has two spellings.</summary>
    public static string Plain(string domain) => domain == "ai.onnx" ? "" : domain;

    public static void Check(OnnxSketch sketch, OnnxFindings findings)
    {
        if (sketch.IrVersion is < OnnxLimits.OldestIr or > OnnxLimits.NewestIr)
        {
            findings.Add(
                OnnxCodes.Opset, $"The model is written in IR version {sketch.IrVersion}.", $"{sketch.IrVersion}",
                $"{OnnxLimits.OldestIr} to {OnnxLimits.NewestIr}");
        }

        foreach (var (domain, version) in sketch.Opsets)
        {
            var isUsed = sketch.Operators.Keys.Any(one => one.Domain == domain);
            var (oldest, newest) = domain switch
            {
                "" => (OnnxLimits.OldestOpset, OnnxLimits.NewestOpset),
                OnnxModel.MachineLearning => (1, OnnxLimits.NewestMachineLearning),
                _ => (0, 0),
            };
            if (isUsed && newest > 0 && (version < oldest || version > newest))
            {
                findings.Add(
                    OnnxCodes.Opset, $"The model is written in version {version} of {Name(domain)}.", $"{version}", $"{oldest} to {newest}");
            }
        }

        var operators = sketch.Operators.OrderBy(one => one.Key.Domain, StringComparer.Ordinal).ThenBy(one => one.Key.Name, StringComparer.Ordinal);
        foreach (var ((domain, name), count) in operators)
        {
            if (!OnnxOperators.Knows(domain, name))
            {
                var shown = OnnxFindings.Cut(domain.Length > 0 ? $"{domain}.{name}" : name);
                findings.Add(
                    OnnxCodes.Operator, $"The operator {shown} is not among those that are taken; the graph uses it {count} times.", shown,
                    "operators listed in docs/exports.md");
            }
            else if (!sketch.Opsets.ContainsKey(domain))
            {
                findings.Add(OnnxCodes.Opset, $"The model uses {name} and does not say of which version of {Name(domain)}.", "none", "an opset_import");
            }
        }
    }

    private static string Name(string domain) => domain.Length == 0 ? "ai.onnx" : OnnxFindings.Cut(domain);
}
