using System.Collections;

namespace Mooncake.Support;

/// <summary>A record of sequences, whose enumerators are the user's own code.</summary>
[StoreKey("supply/{Id}")]
public sealed partial record Supply(int Id, IEnumerable<int> Items, ICollection<string>? Names = null, ReadOnlyMemory<byte> Payload = default)
{
    /// <summary>Where a sequence throws.</summary>
    internal enum Place
    {
        /// <summary>When the second element is asked for.</summary>
        MoveNext,

        /// <summary>When the first element is taken.</summary>
        Current,

        /// <summary>When the enumerator is made.</summary>
        GetEnumerator,

        /// <summary>When the enumeration ends.</summary>
        Dispose,
    }

    /// <summary>A sequence that throws at a place.</summary>
    internal static IEnumerable<int> Failing(Place place, Exception fault) => new Sequence(place, fault);

    /// <summary>An iterator that throws after its first element.</summary>
    internal static IEnumerable<int> Iterator(Exception fault)
    {
        yield return 1;
        throw fault;
    }

    /// <summary>A collection that cannot be counted.</summary>
    internal static ICollection<string> Uncountable(Exception fault) => new Collection(fault);

    private sealed class Sequence(Place place, Exception fault) : IEnumerable<int>, IEnumerator<int>
    {
        private int _moves;

        public int Current => place == Place.Current ? throw fault : 1;

        object IEnumerator.Current => Current;

        public IEnumerator<int> GetEnumerator() => place == Place.GetEnumerator ? throw fault : this;

        public bool MoveNext() => place == Place.MoveNext && _moves > 0 ? throw fault : _moves++ == 0;

        public void Dispose()
        {
            if (place == Place.Dispose)
            {
                throw fault;
            }
        }

        public void Reset() => throw new NotSupportedException();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class Collection(Exception fault) : ICollection<string>
    {
        public int Count => throw fault;

        public bool IsReadOnly => true;

        public void Add(string item) => throw new NotSupportedException();

        public void Clear() => throw new NotSupportedException();

        public bool Contains(string item) => throw new NotSupportedException();

        public void CopyTo(string[] array, int arrayIndex) => throw fault;

        public bool Remove(string item) => throw new NotSupportedException();

        public IEnumerator<string> GetEnumerator() => Enumerable.Empty<string>().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
