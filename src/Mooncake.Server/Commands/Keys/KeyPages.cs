using System.Buffers;

namespace Mooncake.Server.Commands.Keys;

/// <summary>Goes through the keys of the store page by page, in byte order.</summary>
internal unsafe ref struct KeyPages
{
    private const int PageBytes = 64 << 10;

    private readonly CommandContext _call;
    private readonly ReadOnlySpan<byte> _prefix;
    private readonly Span<int> _lengths;
    private readonly byte[] _last;
    private int _lastLength;
    private readonly Span<byte> _page;
    private int _count;
    private int _next;
    private int _at;

    /// <summary>Begins behind a key.</summary>
    /// <param name="call">The command; its scratch memory holds the page.</param>
    /// <param name="prefix">How the keys begin.</param>
    /// <param name="after">The key behind which to begin; empty for the first key.</param>
    /// <param name="lengths">Memory for the lengths of a page's keys.</param>
    internal KeyPages(CommandContext call, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> after, Span<int> lengths)
    {
        _call = call;
        _prefix = prefix;
        _lengths = lengths;

        // Keys that another program stored may be longer than this store's own limit.
        int bytes = Math.Max(PageBytes, call.Engine.MaxKeyBytes);
        _last = ArrayPool<byte>.Shared.Rent(Math.Max(bytes, after.Length));
        after.CopyTo(_last);
        _lastLength = after.Length;
        call.Scratch.Length = 0;
        _page = new Span<byte>(call.Scratch.Reserve(bytes), bytes);
    }

    /// <summary>The error of the engine that ended the pages, or 0.</summary>
    internal int Error { get; private set; }

    /// <summary>The last key that was given.</summary>
    internal readonly ReadOnlySpan<byte> Last => _last.AsSpan(0, _lastLength);

    /// <summary>The next key, valid until the next call.</summary>
    /// <returns>False if there are no more, or an engine's error ended them.</returns>
    internal bool TryNext(out ReadOnlySpan<byte> key)
    {
        key = default;
        if (_next == _count && !TryReadPage())
        {
            return false;
        }

        key = _page.Slice(_at, _lengths[_next]);
        _at += _lengths[_next++];
        key.CopyTo(_last);
        _lastLength = key.Length;
        return true;
    }

    /// <summary>Gives memory back.</summary>
    public readonly void Dispose() => ArrayPool<byte>.Shared.Return(_last);

    private bool TryReadPage()
    {
        _next = 0;
        _at = 0;
        _count = _call.Engine.Scanner!.ScanKeys(_prefix, Last, isInclusive: false, _page, _lengths);
        if (_count < 0)
        {
            Error = _count;
            _count = 0;
        }

        return _count > 0;
    }
}
