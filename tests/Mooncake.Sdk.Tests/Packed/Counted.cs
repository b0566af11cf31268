namespace Mooncake.Packed;

/// <summary>Emitted code, inside of a tuple that MemoryPack serializes. Counts how often a getter is called: to measure, and to write.</summary>
[StoreObject]
public sealed partial class Counted
{
    private readonly string _text = "";

    [StoreIgnore]
    public int Reads { get; private set; }

    public string Text
    {
        get
        {
            Reads++;
            return _text;
        }
        init => _text = value;
    }
}

/// <summary>A stored type of emitted code with a member that MemoryPack serializes.</summary>
[StoreKey("counted/{Id}")]
public sealed partial record CountedHolder(int Id, Tuple<Counted, string> Pair, Queue<int[]> Queue, string After)
{
    /// <summary>One whose size follows from the arguments.</summary>
    internal static CountedHolder Make(int id, int length) =>
        new(id, Tuple.Create(new Counted { Text = new string('x', length) }, "second"), new Queue<int[]>([[1, 2], [], [length]]), "after");

    internal bool IsSameAs(CountedHolder other) =>
        Pair.Item1.Text == other.Pair.Item1.Text && Pair.Item2 == other.Pair.Item2 && After == other.After
        && Queue.SelectMany(static items => items).SequenceEqual(other.Queue.SelectMany(static items => items));
}
