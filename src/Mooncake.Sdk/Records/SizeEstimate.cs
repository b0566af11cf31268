using Mooncake.Operations;

namespace Mooncake.Records;

/// <summary>
/// The buffer size that a read of a type offers before it knows the object's size: exact for types of fixed size, otherwise based on recent
/// objects. Thread-safe; a lost update only costs some memory or one more round trip.
/// </summary>
internal sealed class SizeEstimate
{
    private const int FirstGuess = 4096;
    private const int Window = 256;

    private readonly bool _isFixed;
    private int _capacity;
    private int _peak;
    private int _seen;

    /// <summary>Creates an estimate from the type's fixed size, if it has one.</summary>
    /// <param name="fixedSize">The size of every object in bytes, or 0 if it varies.</param>
    internal SizeEstimate(int fixedSize)
    {
        _isFixed = fixedSize > 0;
        _capacity = _isFixed ? fixedSize : FirstGuess;
    }

    /// <summary>The buffer size to offer, in bytes.</summary>
    internal int Capacity => Volatile.Read(ref _capacity);

    /// <summary>True while no object was seen that would allow an estimate.</summary>
    internal bool IsGuess => !_isFixed && _peak == 0 && Capacity == FirstGuess;

    /// <summary>Records an object's size.</summary>
    /// <param name="size">In bytes, not negative.</param>
    internal void Saw(int size)
    {
        if (_isFixed)
        {
            return;
        }

        if (size > _capacity)
        {
            Volatile.Write(ref _capacity, WithMargin(size));
        }

        if (size > _peak)
        {
            _peak = size;
        }

        // The estimate grows immediately and shrinks slowly: too large a buffer costs memory, too small a one a round trip.
        if (++_seen >= Window)
        {
            Volatile.Write(ref _capacity, WithMargin(_peak));
            _peak = 0;
            _seen = 0;
        }
    }

    private static int WithMargin(int size) => (int)Math.Min(RentalLayout.MaxObjectCapacity, size + (size / 32L) + 64);
}
