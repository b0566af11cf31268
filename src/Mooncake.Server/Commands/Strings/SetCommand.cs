using Mooncake.Backends;

namespace Mooncake.Server.Commands.Strings;

/// <summary>SET key value [NX | XX] [GET] [EX s | PX ms | EXAT s | PXAT ms | KEEPTTL]: stores an object in place of another.</summary>
internal static unsafe class SetCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (!call.TryKey(1, out byte* key, out int length))
        {
            return;
        }

        StringOptions options = default;
        if (call.Count > 3 && !StringOptions.TryParse(call, first: 3, isSet: true, out options))
        {
            return;
        }

        byte* value = call.Address(2, out int size);
        if (!options.TryExpiry(call, out long expiresAt) || !call.RequireValue(size) || !call.RequireWriter())
        {
            return;
        }

        PutCondition condition = options.IsNx ? PutCondition.Absent : options.IsXx ? PutCondition.Present : PutCondition.Always;
        if (options.IsGet)
        {
            SetAndGet(call, key, length, value, size, condition, expiresAt);
            return;
        }

        int answer = call.Engine.Writer!.PutIf(key, length, value, (nuint)size, null, new PutTerms(condition, 0, expiresAt), out _);
        if (answer == 0)
        {
            call.Reply.Ok();
        }
        else if (answer == (int)(options.IsNx ? StoreErrorCode.ObjectAlreadyExists : StoreErrorCode.ObjectNotFound))
        {
            call.Reply.Null();
        }
        else
        {
            call.Fail(answer, key, length);
        }
    }

    /// <summary>Stores an object, and replies with the one that was there.</summary>
    internal static void SetAndGet(
        CommandContext call, byte* key, int length, byte* value, int size, PutCondition condition, long expiresAt)
    {
        int answer;
        long found;
        do
        {
            found = call.Load(key, length, out ObjectInfo info);
            if (found < 0 && found != (int)StoreErrorCode.ObjectNotFound)
            {
                call.Fail(found, key, length);
                return;
            }

            bool isWritten = condition == PutCondition.Always || (condition == PutCondition.Present) == (found >= 0);
            answer = isWritten ? call.StoreInPlaceOf(key, length, value, size, in info, expiresAt) : 0;
        }
        while (CommandContext.IsRace(answer));
        if (answer != 0)
        {
            call.Fail(answer, key, length);
        }
        else if (found < 0)
        {
            call.Reply.Null();
        }
        else
        {
            call.Reply.Bulk(call.Scratch.Start, found);
        }
    }
}
