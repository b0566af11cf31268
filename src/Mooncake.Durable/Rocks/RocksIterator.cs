namespace Mooncake.Durable.Rocks;

/// <summary>Goes over a snapshot of a family, in the order of keys. The caller holds the database's count.</summary>
internal readonly unsafe ref struct RocksIterator
{
    private readonly ReadFunctions _reads;
    private readonly RocksLibrary _library;
    private readonly void* _iterator;

    /// <summary>Takes a snapshot of now.</summary>
    /// <param name="database">The database.</param>
    /// <param name="family">The family.</param>
    /// <param name="options">The options of reads.</param>
    internal RocksIterator(RocksDatabase database, void* family, void* options)
    {
        _library = database.Library;
        _reads = _library.Reads;
        _iterator = _reads.CreateIterator(database.Pointer, options, family);
    }

    /// <summary>True at a key; false at the end, and after an error (<see cref="TakeError"/>).</summary>
    internal bool IsValid => _reads.IsValid(_iterator) != 0;

    /// <summary>The key, until the iterator moves.</summary>
    internal ReadOnlySpan<byte> Key
    {
        get
        {
            nuint length;
            byte* key = _reads.Key(_iterator, &length);
            return new ReadOnlySpan<byte>(key, (int)length);
        }
    }

    /// <summary>The value, until the iterator moves.</summary>
    internal ReadOnlySpan<byte> Value
    {
        get
        {
            nuint length;
            byte* value = _reads.Value(_iterator, &length);
            return new ReadOnlySpan<byte>(value, (int)length);
        }
    }

    /// <summary>Goes to the first key that is not below a given one; to the first of all for an empty one.</summary>
    internal void Seek(ReadOnlySpan<byte> key)
    {
        if (key.IsEmpty)
        {
            _reads.SeekToFirst(_iterator);
            return;
        }

        fixed (byte* bytes = key)
        {
            _reads.Seek(_iterator, bytes, (nuint)key.Length);
        }
    }

    /// <summary>Goes to the last key that is not above a given one.</summary>
    internal void SeekForPrevious(ReadOnlySpan<byte> key)
    {
        fixed (byte* bytes = key)
        {
            _reads.SeekForPrevious(_iterator, bytes, (nuint)key.Length);
        }
    }

    /// <summary>Goes back.</summary>
    internal void Previous() => _reads.Previous(_iterator);

    /// <summary>Goes on.</summary>
    internal void Next() => _reads.Next(_iterator);

    /// <summary>Why the iteration ended; null if there were no more keys.</summary>
    internal string? TakeError()
    {
        byte* error = null;
        _reads.GetError(_iterator, &error);
        return RocksErrors.Take(_library, error);
    }

    /// <summary>Frees the iterator and its snapshot.</summary>
    internal void Dispose() => _reads.DestroyIterator(_iterator);
}
