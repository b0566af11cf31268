using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Mooncake.Sdk.MemoryPackInterop.Tests.Random;

/// <summary>Makes collections, dictionaries and tuples of values.</summary>
internal static class RandomCollections
{
    private static readonly MethodInfo ItemMaker = typeof(RandomCollections).GetMethod(nameof(MakeItems), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo PairMaker = typeof(RandomCollections).GetMethod(nameof(MakePairs), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The types of the values that make one entry; null if the type is made of no others.</summary>
    internal static Type[]? PartsOf(Type type) =>
        type.IsArray ? [type.GetElementType()!] : type.IsGenericType ? type.GetGenericArguments() : null;

    /// <summary>True if the type has any number of entries; false for tuples and pairs, which are one.</summary>
    internal static bool IsCollection(Type type) =>
        !typeof(ITuple).IsAssignableFrom(type) && !(type.IsGenericType && type.GetGenericTypeDefinition() is { } definition && (definition == typeof(KeyValuePair<,>) || definition == typeof(Lazy<>)));

    /// <summary>Makes a value.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="parts">What <see cref="PartsOf"/> says of the type.</param>
    /// <param name="entries">The entries, each with a value for each part.</param>
    internal static object Make(Type type, Type[] parts, object?[][] entries)
    {
        if (type.IsArray && type.GetArrayRank() > 1)
        {
            int[] lengths = new int[type.GetArrayRank()];
            Array.Fill(lengths, 1);
            lengths[0] = entries.Length;
            Array array = Array.CreateInstance(parts[0], lengths);
            for (int i = 0; i < entries.Length; i++)
            {
                array.SetValue(entries[i][0], [i, .. new int[lengths.Length - 1]]);
            }

            return array;
        }

        if (!IsCollection(type))
        {
            return type.GetGenericTypeDefinition() == typeof(Lazy<>)
                ? type.GetConstructor([parts[0]])!.Invoke(entries[0])
                : Activator.CreateInstance(type, entries[0])!;
        }

        MethodInfo make = parts.Length == 1 ? ItemMaker : PairMaker;
        return make.MakeGenericMethod(parts).Invoke(null, [type.IsArray ? typeof(Array) : type.GetGenericTypeDefinition(), entries])!;
    }

    private static object MakeItems<T>(Type definition, object?[][] entries)
    {
        T[] items = [.. entries.Select(static entry => (T)entry[0]!)];
        HashSet<T> Set() => [.. items.Where(static item => item is not null)];
        return definition switch
        {
            _ when definition == typeof(Array) => items,
            _ when definition == typeof(List<>) || definition == typeof(IReadOnlyList<>) => items.ToList(),
            _ when definition == typeof(IEnumerable<>) => items.Where(static _ => true),
            _ when definition == typeof(HashSet<>) || definition == typeof(ISet<>) => Set(),
            _ when definition == typeof(FrozenSet<>) => Set().ToFrozenSet(),
            _ when definition == typeof(ImmutableSortedSet<>) => Set().ToImmutableSortedSet(),
            _ when definition == typeof(Queue<>) => new Queue<T>(items),
            _ when definition == typeof(Stack<>) => new Stack<T>(items),
            _ when definition == typeof(LinkedList<>) => new LinkedList<T>(items),
            _ when definition == typeof(ConcurrentQueue<>) => new ConcurrentQueue<T>(items),
            _ when definition == typeof(ConcurrentStack<>) => new ConcurrentStack<T>(items),
            _ when definition == typeof(BlockingCollection<>) => new BlockingCollection<T>(new ConcurrentQueue<T>(items)),
            _ when definition == typeof(Collection<>) => new Collection<T>(items.ToList()),
            _ when definition == typeof(ObservableCollection<>) => new ObservableCollection<T>(items),
            _ when definition == typeof(ReadOnlyCollection<>) => new ReadOnlyCollection<T>(items),
            _ when definition == typeof(ImmutableArray<>) => items.ToImmutableArray(),
            _ when definition == typeof(ImmutableList<>) => items.ToImmutableList(),
            _ when definition == typeof(ImmutableQueue<>) => ImmutableQueue.CreateRange(items),
            _ when definition == typeof(ImmutableStack<>) => ImmutableStack.CreateRange(items),
            _ when definition == typeof(ArraySegment<>) => new ArraySegment<T>(items),
            _ when definition == typeof(Memory<>) => new Memory<T>(items),
            _ when definition == typeof(ReadOnlyMemory<>) => new ReadOnlyMemory<T>(items),
            _ when definition == typeof(ReadOnlySequence<>) => new ReadOnlySequence<T>(items),
            _ => throw new NotSupportedException(definition.ToString()),
        };
    }

    private static object MakePairs<TKey, TValue>(Type definition, object?[][] entries)
        where TKey : notnull
    {
        if (definition == typeof(PriorityQueue<,>))
        {
            return new PriorityQueue<TKey, TValue>(entries.Select(static entry => ((TKey)entry[0]!, (TValue)entry[1]!)));
        }

        KeyValuePair<TKey, TValue>[] pairs =
        [
            .. entries.Where(static entry => entry[0] is not null).Select(static entry => KeyValuePair.Create((TKey)entry[0]!, (TValue)entry[1]!)).DistinctBy(static pair => pair.Key),
        ];
        Dictionary<TKey, TValue> map = new(pairs);
        return definition switch
        {
            _ when definition == typeof(Dictionary<,>) || definition == typeof(IReadOnlyDictionary<,>) => map,
            _ when definition == typeof(SortedDictionary<,>) => new SortedDictionary<TKey, TValue>(map),
            _ when definition == typeof(SortedList<,>) => new SortedList<TKey, TValue>(map),
            _ when definition == typeof(ConcurrentDictionary<,>) => new ConcurrentDictionary<TKey, TValue>(map),
            _ when definition == typeof(FrozenDictionary<,>) => map.ToFrozenDictionary(),
            _ when definition == typeof(ImmutableDictionary<,>) => map.ToImmutableDictionary(),
            _ when definition == typeof(ILookup<,>) => pairs.ToLookup(static pair => pair.Key, static pair => pair.Value),
            _ => throw new NotSupportedException(definition.ToString()),
        };
    }
}
