namespace ServerlessMlops.Learning.Trees;

/// <summary>Which values of a number a split takes for missing; LightGBM's <c>missing_type</c>, with its codes.</summary>
internal enum MissingKind
{
    /// <summary>None: NaN counts as 0.</summary>
    None = 0,

    /// <summary>0 and NaN. 0 is every number within <see cref="TreeSplit.ZeroBound"/> of it.</summary>
    Zero = 1,

    /// <summary>NaN.</summary>
    NaN = 2,
}
