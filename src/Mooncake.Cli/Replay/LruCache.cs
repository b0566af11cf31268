namespace Mooncake.Cli.Replay;

/// <summary>An exact LRU cache of blocks without contents, to compare a store with.</summary>
internal sealed class LruCache
{
    private const int None = -1;

    private readonly int[] _newer;
    private readonly int[] _older;
    private readonly bool[] _isCached;
    private readonly int _capacity;
    private int _newest = None;
    private int _oldest = None;
    private int _count;

    /// <summary>Creates an empty cache.</summary>
    /// <param name="blocks">Number of blocks that exist; they are numbered from 0.</param>
    /// <param name="capacity">Number of blocks that the cache holds, at least 1.</param>
    internal LruCache(int blocks, int capacity)
    {
        _newer = new int[blocks];
        _older = new int[blocks];
        _isCached = new bool[blocks];
        _capacity = capacity;
    }

    /// <summary>Looks a block up, stores it if it is missing, and makes it the most recently used one.</summary>
    /// <param name="block">The block's number.</param>
    /// <returns>True if the block was there.</returns>
    internal bool Use(int block)
    {
        bool isHit = _isCached[block];
        if (isHit)
        {
            Unlink(block);
        }
        else if (_count == _capacity)
        {
            _isCached[_oldest] = false;
            Unlink(_oldest);
        }
        else
        {
            _count++;
        }

        _isCached[block] = true;
        LinkNewest(block);
        return isHit;
    }

    private void LinkNewest(int block)
    {
        _older[block] = _newest;
        _newer[block] = None;
        if (_newest == None)
        {
            _oldest = block;
        }
        else
        {
            _newer[_newest] = block;
        }

        _newest = block;
    }

    private void Unlink(int block)
    {
        (int newer, int older) = (_newer[block], _older[block]);
        if (newer == None)
        {
            _newest = older;
        }
        else
        {
            _older[newer] = older;
        }

        if (older == None)
        {
            _oldest = newer;
        }
        else
        {
            _newer[older] = newer;
        }
    }
}
