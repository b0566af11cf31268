namespace Mooncake.Serialization.CompilerServices;

/// <summary>
/// What a codec that MemoryPack calls has to take over from the codec that called MemoryPack: MemoryPack's readers and writers have no
/// place for it. Kept per thread, for the time of the call. Without such a call all is zero: the bytes are MemoryPack's business.
/// </summary>
internal readonly struct NestedCall
{
    [ThreadStatic]
    private static NestedCall _current;

    private NestedCall(int depth, bool isUnverified, bool isChecked)
    {
        Depth = depth;
        IsUnverified = isUnverified;
        IsChecked = isChecked;
    }

    /// <summary>The call that this thread is in.</summary>
    internal static NestedCall Current => _current;

    /// <summary>The nesting depth: the number of objects that contain the value.</summary>
    internal int Depth { get; }

    /// <summary>True if no checksum covers the bytes that are read.</summary>
    internal bool IsUnverified { get; }

    /// <summary>True if the bytes that are read were checked as a whole.</summary>
    internal bool IsChecked { get; }

    /// <summary>Begins a call that writes.</summary>
    /// <param name="depth">The level of the value.</param>
    /// <returns>What was current: to be put back by <see cref="End"/>.</returns>
    internal static NestedCall BeginWrite(int depth) => Begin(new NestedCall(depth, isUnverified: false, isChecked: false));

    /// <summary>Begins a call that reads.</summary>
    /// <param name="depth">The level of the value.</param>
    /// <param name="isVerified">True if a checksum covers the bytes and was right.</param>
    /// <param name="isChecked">True if the bytes were checked as a whole.</param>
    /// <returns>What was current: to be put back by <see cref="End"/>.</returns>
    internal static NestedCall BeginRead(int depth, bool isVerified, bool isChecked) =>
        Begin(new NestedCall(depth, !isVerified, isChecked));

    /// <summary>Ends the call.</summary>
    /// <param name="outer">What was current before it.</param>
    internal static void End(in NestedCall outer) => _current = outer;

    private static NestedCall Begin(NestedCall next)
    {
        NestedCall outer = _current;
        _current = next;
        return outer;
    }
}
