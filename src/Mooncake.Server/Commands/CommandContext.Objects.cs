using Mooncake.Backends;

namespace Mooncake.Server.Commands;

/// <content>Reading and writing objects.</content>
internal sealed unsafe partial class CommandContext
{
    /// <summary>Replies with an object's bytes, or that there is none.</summary>
    internal void ReplyWithObject(byte* key, int length)
    {
        long size = Read(key, length, out byte* bytes, out ObjectView view);
        try
        {
            if (size >= 0)
            {
                Reply.Bulk(bytes, size);
            }
            else
            {
                ReplyWithout(size, key, length);
            }
        }
        finally
        {
            view.Dispose();
        }
    }

    /// <summary>Reads an object where it lies, or copies it to <see cref="Scratch"/> where the engine cannot show it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="bytes">The object's first byte, valid until the view is disposed and <see cref="Scratch"/> is used again.</param>
    /// <param name="view">What the caller disposes in any case.</param>
    /// <returns>Its size in bytes or a negative code.</returns>
    internal long Read(byte* key, int length, out byte* bytes, out ObjectView view)
    {
        view = default;
        long size = Engine.Reader is { } reader ? reader.View(key, length, out view) : 0;
        if (size != 0)
        {
            bytes = view.Bytes;
            return size;
        }

        // 0 from an engine that would have to fetch the object from a disk.
        size = Load(key, length, out _);
        bytes = Scratch.Start;
        return size;
    }

    /// <summary>Copies an object to <see cref="Scratch"/>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="info">Its version and expiry.</param>
    /// <returns>Its size in bytes or a negative code.</returns>
    internal long Load(byte* key, int length, out ObjectInfo info)
    {
        if (Engine.Writer is not { } writer)
        {
            info = default;
            return (int)StoreErrorCode.EngineLacksCapability;
        }

        while (true)
        {
            Scratch.Length = 0;
            Scratch.Reserve(512);
            long size = writer.GetVersioned(key, length, Scratch.Start, (nuint)Scratch.Capacity, out info);
            if (size <= Scratch.Capacity)
            {
                Scratch.Length = (nint)Math.Max(size, 0);
                return size;
            }

            Scratch.Reserve((nint)size);
        }
    }

    /// <summary>Stores an object in place of the one that <see cref="Load"/> found, if that is still there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="value">The bytes.</param>
    /// <param name="size">How many.</param>
    /// <param name="found">What was found; the default if nothing was.</param>
    /// <param name="expiresAt">The expiry, such as <see cref="ObjectExpiry.Keep"/>.</param>
    /// <returns>0 or a negative code; <see cref="IsRace"/> tells those after which the caller loads again.</returns>
    internal int StoreInPlaceOf(byte* key, int length, void* value, nint size, in ObjectInfo found, long expiresAt)
    {
        bool isNew = found.Version == 0;
        long expiry = isNew && expiresAt == ObjectExpiry.Keep ? ObjectExpiry.Never : expiresAt;
        PutTerms terms = new(isNew ? PutCondition.Absent : PutCondition.Unchanged, found.Version, expiry);
        return Engine.Writer!.PutIf(key, length, value, (nuint)size, null, in terms, out _);
    }

    /// <summary>True if another client changed the object meanwhile.</summary>
    internal static bool IsRace(int answer) =>
        (StoreErrorCode)answer is StoreErrorCode.ObjectChanged or StoreErrorCode.ObjectNotFound or StoreErrorCode.ObjectAlreadyExists;

    /// <summary>True if a value can be stored; else the reply says why not.</summary>
    internal bool RequireValue(long size)
    {
        if (size > 0)
        {
            return true;
        }

        Reply.Error("ERR the store cannot hold an empty value"u8);
        return false;
    }

    /// <summary>True if the engine has conditional writes; else the reply says so.</summary>
    internal bool RequireWriter() => Engine.Writer is not null || Lacks("conditional writes");

    /// <summary>True if the engine's objects can expire; else the reply says so.</summary>
    internal bool RequireExpiry() => Engine.Expiry is not null || Lacks("expiry");

    /// <summary>True if the engine lists its keys; else the reply says so.</summary>
    internal bool RequireScanner() => Engine.Scanner is not null || Lacks("listing of keys");

    /// <summary>Replies with an error of the engine.</summary>
    /// <param name="answer">The negative code.</param>
    /// <param name="key">The key.</param>
    /// <param name="length">Its length in bytes.</param>
    internal void Fail(long answer, byte* key, int length) =>
        Reply.Error(Engine.ErrorText(answer, new ReadOnlySpan<byte>(key, length), Command));

    /// <summary>Replies that there is no object, or with the error of the engine.</summary>
    internal void ReplyWithout(long answer, byte* key, int length)
    {
        if (answer == NotFound)
        {
            Reply.Null();
        }
        else
        {
            Fail(answer, key, length);
        }
    }

    private bool Lacks(string capability)
    {
        Reply.Error($"ERR the store's engine has no {capability}, which '{Command.Name}' needs");
        return false;
    }
}
