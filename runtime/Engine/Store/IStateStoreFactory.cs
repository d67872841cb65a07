namespace Embedded.Engine.Store;

/// <summary>Makes the store of a state file; the room that knows a database registers one.</summary>
internal interface IStateStoreFactory
{
    IStateStore Create(string path);
}
