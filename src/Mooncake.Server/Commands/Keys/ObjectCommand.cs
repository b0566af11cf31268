using Mooncake.Server.Protocol;

namespace Mooncake.Server.Commands.Keys;

/// <summary>OBJECT ENCODING key: how Redis would keep such a value.</summary>
internal static unsafe class ObjectCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void RunEncoding(CommandContext call)
    {
        if (!call.TryKey(2, out byte* key, out int length))
        {
            return;
        }

        long size = call.Load(key, length, out _);
        if (size < 0)
        {
            call.ReplyWithout(size, key, length);
            return;
        }

        bool isNumber = size <= RespNumber.MaxBytes && RespNumber.TryParse(call.Scratch.Bytes, out _);
        call.Reply.Bulk(isNumber ? "int"u8 : size <= MaxEmbedded ? "embstr"u8 : "raw"u8);
    }

    private const int MaxEmbedded = 44;
}
