using Embedded.Engine.Store;

namespace Embedded.Engine.Work;

/// <content>The end of what is stored.</content>
internal sealed partial class InstanceTurn
{
    private void Purge()
    {
        if (instance.Record is { HasEnded: true } record)
        {
            Write = new InstanceWrite(Id) { Key = record.Key, Purge = true };
            _unload = true;
        }
        else
        {
            _nothingDone = true;
        }
    }
}
