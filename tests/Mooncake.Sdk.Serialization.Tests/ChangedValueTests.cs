using Mooncake.Sdk.Serialization.Tests.Support;
using Mooncake.Serialization;

namespace Mooncake.Sdk.Serialization.Tests;

[StoreObject]
public sealed partial class Changing
{
    public List<string>? List { get; set; }

    public Dictionary<int, string>? Map { get; set; }

    public Stack<string>? Stack { get; set; }

    public string? Text { get; set; }

    public IEnumerable<int>? Lazy { get; set; }
}

/// <summary>A collection whose elements change it when they are read.</summary>
[StoreObject]
public sealed partial class Nest
{
    public Queue<Egg>? Eggs { get; set; }

    public HashSet<Egg>? Shelf { get; set; }

    public IEnumerable<Egg>? Row { get; set; }
}

/// <summary>An element that does something when it is read.</summary>
[StoreObject]
public sealed partial class Egg
{
    private Action? _onRead;

    public string? Name
    {
        get
        {
            _onRead?.Invoke();
            return field;
        }

        set => field = value;
    }

    internal static Egg Doing(Action onRead) => new() { _onRead = onRead };
}

/// <summary>Values that change between the size pass and the write pass: an error, never an overrun.</summary>
public class ChangedValueTests
{
    public static TheoryData<string> Changes() => ["list grows", "list shrinks", "map grows", "map shrinks", "stack grows", "text grows", "text shrinks", "lazy grows"];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Value_ChangedBetweenThePasses_IsAnError(string change)
    {
        int lazyCount = 2;
        Changing value = new()
        {
            List = ["a", "b"],
            Map = new() { [1] = "a", [2] = "b" },
            Stack = new(["a", "b"]),
            Text = "text",
            Lazy = Enumerable.Range(0, 10).Where(i => i < lazyCount),
        };
        StoreSizer sizer = default;
        Assert.True(TryMeasure(ref sizer, value));
        switch (change)
        {
            case "list grows": value.List.Add("c"); break;
            case "list shrinks": value.List.Clear(); break;
            case "map grows": value.Map[3] = "c"; break;
            case "map shrinks": value.Map.Clear(); break;
            case "stack grows": value.Stack.Push("c"); break;
            case "text grows": value.Text = new string('x', 100); break;
            case "text shrinks": value.Text = "x"; break;
            default: lazyCount = 5; break;
        }

        byte[] bytes = new byte[sizer.Size + 8];
        StoreWriter writer = new(bytes.AsSpan(0, (int)sizer.Size));
        Assert.False(TryWrite(ref writer, value) && writer.TryFinish());
        Assert.Equal(StoreErrorCode.CollectionChanged, writer.Error);
        Assert.Equal(new byte[8], bytes[^8..]);
    }

    [Theory]
    [InlineData("queue")]
    [InlineData("set")]
    [InlineData("list behind an interface")]
    public void Collection_ChangedWhileItIsWalked_IsAnError(string kind)
    {
        Nest nest = new();
        switch (kind)
        {
            case "queue":
                Queue<Egg> queue = nest.Eggs = new();
                queue.Enqueue(Egg.Doing(() => queue.Enqueue(new Egg())));
                break;
            case "set":
                HashSet<Egg> set = nest.Shelf = [];
                set.Add(Egg.Doing(() => set.Add(new Egg())));
                break;
            default:
                List<Egg> list = [];
                list.Add(Egg.Doing(() => list.Add(new Egg())));
                nest.Row = list;
                break;
        }

        Assert.Equal(StoreErrorCode.CollectionChanged, Codec.TryWrite(nest));
    }

    [Theory]
    [InlineData("query")]
    [InlineData("query over a changed list")]
    [InlineData("iterator")]
    public void Sequence_ThrowsInvalidOperation_IsPassedOn(string kind)
    {
        List<int> source = [1, 2, 3];
        Changing value = new()
        {
            Lazy = kind switch
            {
                "query" => source.Select(static i => i > 1 ? throw new InvalidOperationException("Mine.") : i),
                "iterator" => Iterator(),
                _ => source.Where(i =>
                {
                    source.Add(i);
                    return true;
                }),
            },
        };
        Assert.Throws<InvalidOperationException>(() => Codec.TryWrite(value));

        static IEnumerable<int> Iterator()
        {
            yield return 1;
            throw new InvalidOperationException("Mine.");
        }
    }

    private static bool TryMeasure<T>(ref StoreSizer sizer, T value)
        where T : IStoreObject<T>
    {
        return T.TryMeasure(ref sizer, in value);
    }

    private static bool TryWrite<T>(ref StoreWriter writer, T value)
        where T : IStoreObject<T>
    {
        return T.TryWrite(ref writer, in value);
    }
}
