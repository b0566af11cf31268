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

    /// <summary>
    /// A value with the parts of a key and an empty payload. Implemented by types whose drafts can be created from their keys.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <exception cref="NotSupportedException">The type has members besides its key and a payload, or no payload.</exception>
    static virtual TSelf OfKey(in TKey key) => throw new NotSupportedException();
}
