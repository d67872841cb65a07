namespace ServerlessMlops.Pipeline.Contracts;

public enum Severity { Warning, Error }

/// <summary>One thing that is wrong with what was given, in words its owner can act on.</summary>
/// <param name="Code">Stable and documented in <c>docs/problems.md</c>, e.g. <c>MISSING_TARGET</c>.</param>
/// <param name="Message">One sentence that names what was seen and what was expected.</param>
/// <param name="Row">1-based row of data (the header is row 0); null where the problem is the file's or a column's.</param>
/// <param name="Line">1-based line of a YAML file.</param>
/// <param name="Position">1-based column of a YAML line.</param>
/// <param name="Column">The column's or field's name.</param>
/// <param name="Seen">The value seen, cut to 80 characters.</param>
/// <param name="Expected">What would have been accepted.</param>
/// <param name="Count">How many times it was seen; the place given is the first.</param>
public sealed record Problem(
    string Code,
    string Message,
    string? File = null,
    long? Row = null,
    string? Column = null,
    string? Seen = null,
    string? Expected = null,
    Severity Severity = Severity.Error,
    long Count = 1,
    int? Line = null,
    int? Position = null);
