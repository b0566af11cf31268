using System.ComponentModel;
using Mooncake.Keys;
using Mooncake.Serialization;

namespace Mooncake.Records;

/// <summary>
/// A type whose values are stored under a key made from its own members. Implemented by generated code on types marked <c>[StoreKey]</c>.
/// </summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
/// <typeparam name="TKey">The generated struct of the template's parts.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface IStoreRecord<TSelf, TKey> : IStoreObject<TSelf>
    where TSelf : IStoreRecord<TSelf, TKey>
    where TKey : struct, IStoreKey<TKey>
{
    /// <summary>The constants of the type: name, template, integrity level.</summary>
    static abstract StoreRecordInfo Info { get; }

    /// <summary>The key parts of a value.</summary>
    /// <param name="value">The value.</param>
    static abstract TKey KeyOf(in TSelf value);
}
