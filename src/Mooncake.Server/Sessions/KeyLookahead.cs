using Mooncake.Backends;
using Mooncake.Server.Commands;

namespace Mooncake.Server.Sessions;

/// <summary>
/// Looks ahead in a pipeline for the keys of its commands, and has the engine load into the processor's cache what they will read. With
/// many objects, waiting for memory is most of what a command costs.
/// </summary>
/// <param name="reader">The engine.</param>
internal sealed unsafe class KeyLookahead(IInPlaceReader reader)
{
    /// <summary>The most commands, or keys of one command, that are looked at together.</summary>
    internal const int MostKeys = 32;

    /// <summary>Longer keys are not worth a second computation of their hash.</summary>
    private const int MostKeyBytes = 256;

    /// <summary>Larger numbers are not read; such a frame ends the look ahead.</summary>
    private const int MostDigits = 7;

    private readonly nint[] _keys = new nint[MostKeys];
    private readonly int[] _lengths = new int[MostKeys];

    /// <summary>Looks at the frames that have arrived whole, up to the first that is not an array of bulk strings.</summary>
    /// <param name="data">The first frame.</param>
    /// <param name="length">Bytes that have arrived.</param>
    /// <param name="values">True if the commands read objects, false if they replace them.</param>
    /// <returns>How many frames it looked at.</returns>
    internal int Prefetch(byte* data, int length, bool values)
    {
        byte* at = data;
        byte* end = data + length;
        int frames = 0;
        int keys = 0;
        while (frames < MostKeys && TryFrame(ref at, end, out byte* key, out int keyLength))
        {
            frames++;
            if (keyLength is > 0 and <= MostKeyBytes)
            {
                _keys[keys] = (nint)key;
                _lengths[keys++] = keyLength;
            }
        }

        if (keys > 0)
        {
            reader.Prefetch(_keys.AsSpan(0, keys), _lengths.AsSpan(0, keys), values);
        }

        return frames;
    }

    /// <summary>Looks at keys of one command that reads all of them.</summary>
    /// <param name="call">The command.</param>
    /// <param name="first">The first key's index.</param>
    internal void Prefetch(CommandContext call, int first)
    {
        int keys = 0;
        for (int i = first; i < call.Count && keys < MostKeys; i++)
        {
            _keys[keys] = (nint)call.Address(i, out _lengths[keys]);
            keys += _lengths[keys] is > 0 and <= MostKeyBytes ? 1 : 0;
        }

        reader.Prefetch(_keys.AsSpan(0, keys), _lengths.AsSpan(0, keys), values: true);
    }

    // Moves behind the frame. Its second argument is taken for a key, whatever the command is: a prefetch needs no more.
    private static bool TryFrame(ref byte* at, byte* end, out byte* key, out int keyLength)
    {
        key = null;
        keyLength = 0;
        byte* here = at;
        if (!TryNumber(ref here, end, (byte)'*', out int count))
        {
            return false;
        }

        for (int i = 0; i < count; i++)
        {
            if (!TryNumber(ref here, end, (byte)'$', out int length) || end - here < (long)length + 2)
            {
                return false;
            }

            if (i == 1)
            {
                key = here;
                keyLength = length;
            }

            here += length + 2;
        }

        at = here;
        return true;
    }

    private static bool TryNumber(ref byte* at, byte* end, byte type, out int number)
    {
        number = 0;
        if (at == end || *at != type)
        {
            return false;
        }

        byte* digits = at + 1;
        byte* here = digits;
        while (here < end && (uint)(*here - '0') <= 9 && here - digits < MostDigits)
        {
            number = (number * 10) + (*here - '0');
            here++;
        }

        at = here + 2;
        return end - here >= 2 && here > digits && *here == (byte)'\r';
    }
}
