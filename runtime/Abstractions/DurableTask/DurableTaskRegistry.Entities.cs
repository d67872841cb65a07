using Embedded.DurableTask.Entities;

namespace Embedded.DurableTask;

/// <content>Entities, which are refused with a clear error: the embedded engine leaves them out.</content>
public sealed partial class DurableTaskRegistry
{
    /// <exception cref="NotSupportedException">Always.</exception>
    public DurableTaskRegistry AddEntity(TaskName name, Func<IServiceProvider, ITaskEntity> factory) => throw EntitiesLeftOut.Error();

    /// <exception cref="NotSupportedException">Always.</exception>
    public DurableTaskRegistry AddEntity(TaskName name, Type type) => throw EntitiesLeftOut.Error();

    /// <exception cref="NotSupportedException">Always.</exception>
    public DurableTaskRegistry AddEntity(Type type) => throw EntitiesLeftOut.Error();

    /// <exception cref="NotSupportedException">Always.</exception>
    public DurableTaskRegistry AddEntity<TEntity>(TaskName name)
        where TEntity : class, ITaskEntity => throw EntitiesLeftOut.Error();

    /// <exception cref="NotSupportedException">Always.</exception>
    public DurableTaskRegistry AddEntity<TEntity>()
        where TEntity : class, ITaskEntity => throw EntitiesLeftOut.Error();

    /// <exception cref="NotSupportedException">Always.</exception>
    public DurableTaskRegistry AddEntity(TaskName name, ITaskEntity entity) => throw EntitiesLeftOut.Error();

    /// <exception cref="NotSupportedException">Always.</exception>
    public DurableTaskRegistry AddEntity(ITaskEntity entity) => throw EntitiesLeftOut.Error();
}
