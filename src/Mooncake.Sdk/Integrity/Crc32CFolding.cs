namespace Mooncake.Integrity;

/// <summary>
/// The constants of folding: what moves 128 bits of a message forward by a distance, without changing the message's CRC.
/// </summary>
/// <remarks>
/// <para>
/// A CRC is the remainder of the message, read as a polynomial over one bit, after division by P. So the first 128 bits of a
/// message, <c>H * x^64 + L</c>, may give way to anything of the same remainder that stands D bits further on:
/// <c>H * (x^(D+64) mod P) + L * (x^D mod P)</c> is two carry-less multiplications of 64 by 32 bits, and fits into 128 bits
/// again, which are added (exclusive or) to the 128 bits that are there.
/// </para>
/// <para>
/// CRC-32C takes bits mirrored: H is the lower half of a vector, and the constants are mirrored too. A product of two mirrored
/// 64-bit numbers comes out times x, and a mirrored 32-bit constant that is shifted left by one in 64 bits stands for itself
/// times x^31. That is x^32 in all, taken off the exponents: <c>FirstD</c>, which multiplies the lower half, is
/// <c>mirror32(x^(D+32) mod P) &lt;&lt; 1</c>, and <c>SecondD</c>, for the upper half, <c>mirror32(x^(D-32) mod P) &lt;&lt; 1</c>. A
/// test computes every one of them again from P.
/// </para>
/// <para>
/// What is left in the end is 128 bits with the remainder of the whole; the CRC instruction takes them from a state of zero. A
/// state at the start counts as if the message's first 32 bits had been others: it is added to them.
/// </para>
/// </remarks>
internal static class Crc32CFolding
{
    /// <summary>Moves the lower 64 bits of a vector by 128 bits.</summary>
    internal const ulong First128 = 0x0F20C0DFE;

    /// <summary>Moves the upper 64 bits of a vector by 128 bits.</summary>
    internal const ulong Second128 = 0x14CD00BD6;

    /// <summary>Moves the lower 64 bits of a vector by 256 bits.</summary>
    internal const ulong First256 = 0x1384AA63A;

    /// <summary>Moves the upper 64 bits of a vector by 256 bits.</summary>
    internal const ulong Second256 = 0x0BA4FC28E;

    /// <summary>Moves the lower 64 bits of a vector by 384 bits.</summary>
    internal const ulong First384 = 0x01C291D04;

    /// <summary>Moves the upper 64 bits of a vector by 384 bits.</summary>
    internal const ulong Second384 = 0x1D82C63DA;

    /// <summary>Moves the lower 64 bits of a vector by 512 bits.</summary>
    internal const ulong First512 = 0x0740EEF02;

    /// <summary>Moves the upper 64 bits of a vector by 512 bits.</summary>
    internal const ulong Second512 = 0x09E4ADDF8;

    /// <summary>Moves the lower 64 bits of a vector by 1024 bits.</summary>
    internal const ulong First1024 = 0x06992CEA2;

    /// <summary>Moves the upper 64 bits of a vector by 1024 bits.</summary>
    internal const ulong Second1024 = 0x00D3B6092;

    /// <summary>Moves the lower 64 bits of a vector by 2048 bits.</summary>
    internal const ulong First2048 = 0x0DCB17AA4;

    /// <summary>Moves the upper 64 bits of a vector by 2048 bits.</summary>
    internal const ulong Second2048 = 0x0B9E02B86;
}
