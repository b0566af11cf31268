using System.Runtime.CompilerServices;
using Mooncake.Keys;

namespace Mooncake.Operations;

/// <summary>Queries executed immediately, on the caller's thread.</summary>
internal sealed unsafe partial class KeyOperations<TKey>
{
    [SkipLocalsInit]
    private StoreResult QueryDirect(in TKey key, StoreOperation operation, bool force)
    {
        StoreErrorCode code = KeyScratch.Format(
            in key, stackalloc byte[KeyScratch.StackCapacity], _session.Options.MaxKeyBytes, out KeyScratch text);
        using (text)
        {
            if (code != StoreErrorCode.Ok)
            {
                return StoreResult.Failed(RefuseKey(code, operation, in key));
            }

            fixed (byte* pointer = text.WithNul)
            {
                return Conclude(
                    in key,
                    operation,
                    operation == StoreOperation.Exists
                        ? _backend.IsExist(pointer, text.Length)
                        : _backend.Remove(pointer, text.Length, force));
            }
        }
    }
}
