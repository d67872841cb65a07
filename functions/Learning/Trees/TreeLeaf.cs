namespace ServerlessMlops.Learning.Trees;

/// <param name="Value">In units of the margin; what the tree adds to it.</param>
/// <param name="Count">Training rows that ended here, at least 0: the leaf's cover.</param>
internal readonly record struct TreeLeaf(double Value, int Count);
