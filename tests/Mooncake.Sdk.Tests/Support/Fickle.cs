namespace Mooncake.Support;

/// <summary>A stored type whose own code throws where a test says so: the getter of its key, and that of another member.</summary>
[StoreKey("fickle/{Id}")]
public sealed partial class Fickle
{
    private Exception? _fault;
    private bool _isKey;
    private int _from;
    private int _reads;

    /// <summary>The key's member.</summary>
    public int Id
    {
        get => Get(field, isKey: true);
        init => field = value;
    }

    /// <summary>Another member.</summary>
    public string? Text
    {
        get => Get(field, isKey: false);
        set => field = value;
    }

    /// <summary>A value whose key cannot be read from the given time on.</summary>
    internal static Fickle WithBadKey(int id, Exception fault, int from = 1) => new() { Id = id, Text = "t", _fault = fault, _isKey = true, _from = from };

    /// <summary>A value whose text cannot be read from the given time on: the first is when it is measured, the second when it is written.</summary>
    internal static Fickle WithBadText(int id, Exception fault, int from = 1) => new() { Id = id, Text = "t", _fault = fault, _from = from };

    private T Get<T>(T value, bool isKey) => isKey == _isKey && _fault is { } fault && ++_reads >= _from ? throw fault : value;
}
