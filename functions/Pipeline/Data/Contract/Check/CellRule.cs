namespace ServerlessMlops.Pipeline.Data;

/// <summary>One rule of a column, looked at in a loop of its own: what it finds, and how much of that is allowed.</summary>
internal abstract class CellRule(QualityBound bound) : ISliceConsumer
{
    public QualityBound Bound => bound;

    /// <summary>What was found; several kinds where a rule can be broken in several ways.</summary>
    public abstract IReadOnlyList<Breaches> Found { get; }

    /// <summary>The code of the column as a whole where a bound does not hold.</summary>
    public virtual string OfColumn => ContractCodes.RuleBroken;

    /// <summary>Of what a bound limits the number, for a sentence: <c>missing values</c>.</summary>
    public virtual string What => "cells";

    public abstract void Add(ColumnSlice slice);

    /// <summary>Rows that passed before the column was there.</summary>
    public virtual void AddMissing(long rows)
    {
    }

    /// <summary>What the rule says beside its breaches, once all rows are seen.</summary>
    public virtual void Note(ProblemList problems)
    {
    }
}
