using System.Collections.Frozen;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pipeline.Policy;

/// <summary>Whether data may be used to train models: the licence says so itself, or the pipeline states why.</summary>
public static class TrainingUse
{
    /// <summary>SPDX identifiers of licences that allow use for any purpose, with or without naming the source.</summary>
    /// <remarks>
    /// Left out on purpose: those for non-commercial use or without derivatives (CC-BY-NC, CC-BY-ND), and any that is not of the SPDX list. Names and
    /// terms: spdx.org/licenses.
    /// </remarks>
    private static readonly FrozenSet<string> Open = new[]
    {
        "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-3.0", "CC-BY-4.0", "CC-BY-SA-3.0", "CC-BY-SA-4.0", "CC0-1.0", "CDLA-Permissive-1.0",
        "CDLA-Permissive-2.0", "GPL-2.0-only", "GPL-2.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later", "MIT", "MIT-0", "ODbL-1.0", "ODC-By-1.0", "OGL-UK-3.0", "PDDL-1.0",
        "Unlicense",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsAllowed(PipelineSpec spec) => Open.Contains(spec.Licence) || !string.IsNullOrWhiteSpace(spec.TrainingUse);
}
