namespace Mooncake.Server.CApi.Exports;

/// <summary>Structures that begin with their size.</summary>
internal static unsafe class CStructure
{
    /// <summary>Copies a structure of a program whose header may be older or newer. Members that it lacks are zero.</summary>
    /// <param name="source">The structure, not null.</param>
    /// <param name="copy">The copy.</param>
    /// <returns>False if the size is too small for itself.</returns>
    internal static bool TryCopy<TStructure>(nuint* source, out TStructure copy)
        where TStructure : unmanaged
    {
        copy = default;
        nuint size = Math.Min(*source, (nuint)sizeof(TStructure));
        if (size < (nuint)sizeof(nuint))
        {
            return false;
        }

        fixed (TStructure* target = &copy)
        {
            Buffer.MemoryCopy(source, target, (nuint)sizeof(TStructure), size);
        }

        return true;
    }
}
