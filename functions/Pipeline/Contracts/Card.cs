namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>What only people can say of a model, from <c>card:</c> of pipeline.yaml; null is a gap, and is shown as one.</summary>
/// <remarks>The questions are a part of those of Mitchell et al., "Model Cards for Model Reporting", FAT* 2019, 220–229, and of Art. 13(3) of
/// Regulation (EU) 2024/1689.</remarks>
public sealed record CardSpec
{
    /// <summary>Who works with its answers, and what they must know to.</summary>
    public string? IntendedUsers { get; init; }

    /// <summary>Uses, people and circumstances that it was not made for, beside those that are prohibited.</summary>
    public string? OutOfScope { get; init; }

    /// <summary>What is known to make it worse.</summary>
    public string? Limitations { get; init; }

    /// <summary>Whom it may harm and how, and what is done about it.</summary>
    public string? EthicalConsiderations { get; init; }

    /// <summary>Who looks at its answers, and how they overrule one.</summary>
    public string? HumanOversight { get; init; }

    /// <summary>How long it is meant to be used, and how it is kept fit for that.</summary>
    public string? Maintenance { get; init; }

    /// <summary>Where questions and complaints go.</summary>
    public string? Contact { get; init; }
}

/// <summary>A rendering of a version's card, as it lies in the release.</summary>
/// <param name="Name">E.g. <c>card.md</c>.</param>
public sealed record CardRendering(string Name, ArtifactRef File);
