namespace ServerlessMlops.Pipeline.Data;

/// <summary>What the text of one cell looks like, before anything is decided about its column.</summary>
internal enum CellForm : byte
{
    /// <summary>Empty, or one of the <see cref="MissingTokens"/>.</summary>
    Missing,

    /// <summary>Missing, spelled <c>NaN</c> (in typed formats: the number NaN).</summary>
    Nan,

    /// <summary>A finite number without point or exponent.</summary>
    Whole,

    /// <summary>A finite number with a decimal point or an exponent.</summary>
    Decimal,

    /// <summary>Digits with a leading zero, <c>007</c>: a number whose zeros would be lost.</summary>
    Code,

    /// <summary>An infinity, or a number beyond 1.8e308.</summary>
    NotFinite,

    /// <summary>A number with a decimal comma that cannot be a thousands separator.</summary>
    Comma,

    /// <summary>A number whose comma may be a decimal comma or a thousands separator, <c>1,500</c>.</summary>
    CommaOrThousands,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    TrueFalse,

    /// <summary>ISO 8601.</summary>
    Date,

    /// <summary>Anything else.</summary>
    Text,
}
