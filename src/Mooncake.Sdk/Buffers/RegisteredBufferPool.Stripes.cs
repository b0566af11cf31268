using System.Numerics;

namespace Mooncake.Buffers;

/// <summary>The stripes: free blocks per processor, so that most rentals and returns do not need the gate.</summary>
internal sealed partial class RegisteredBufferPool
{
    private const int MaxStripes = 64;
    private const int MaxCachedBlocks = 32;
    private const int MaxCachedBytes = 256 << 10;
    private const int CacheShareOfCeiling = 16;

    private readonly BufferStripe[] _stripes;
    private bool _stripesClosed;

    private BufferStripe CurrentStripe => _stripes[Thread.GetCurrentProcessorId() & (_stripes.Length - 1)];

    private BufferStripe[] CreateStripes()
    {
        int count = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, MaxStripes));

        // Caches must not retain blocks that a pool with a low limit needs.
        long bytes = Math.Min(MaxCachedBytes, _options.MaxBytes / (count * CacheShareOfCeiling));
        int[] starts = new int[_heap.ClassCount + 1];
        for (int i = 0; i < _heap.ClassCount; i++)
        {
            starts[i + 1] = starts[i] + (int)Math.Min(MaxCachedBlocks, bytes / SizeClasses.BytesOf(i));
        }

        BufferStripe[] stripes = new BufferStripe[count];
        for (int i = 0; i < count; i++)
        {
            stripes[i] = new BufferStripe(starts);
        }

        return stripes;
    }

    private void RefillLocked(int sizeClass)
    {
        if (sizeClass != BufferRun.Dedicated && !_stripesClosed)
        {
            CurrentStripe.Refill(sizeClass, _heap);
        }
    }

    private void SpillLocked(int sizeClass)
    {
        if (!_stripesClosed)
        {
            CurrentStripe.Spill(sizeClass, _heap);
        }
    }

    private bool DrainStripesLocked()
    {
        if (_stripesClosed)
        {
            return false;
        }

        bool any = false;
        foreach (BufferStripe stripe in _stripes)
        {
            any |= stripe.Drain(_heap, close: false);
        }

        return any;
    }

    /// <summary>Routes every return through the gate, and moves the blocks of the stripes there.</summary>
    private void CloseStripesLocked()
    {
        if (_stripesClosed)
        {
            return;
        }

        _stripesClosed = true;
        foreach (BufferStripe stripe in _stripes)
        {
            stripe.Drain(_heap, close: true);
        }
    }

    private void OpenStripesLocked()
    {
        if (!_stripesClosed)
        {
            return;
        }

        _stripesClosed = false;
        foreach (BufferStripe stripe in _stripes)
        {
            stripe.Open();
        }
    }
}
