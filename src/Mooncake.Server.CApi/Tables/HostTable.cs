using System.Runtime.InteropServices;
using Mooncake.Server.CApi.Exports;

namespace Mooncake.Server.CApi.Tables;

/// <summary><c>mooncake_server_table_t</c>: the callbacks of a program. Members are only added at the end.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly unsafe struct HostTable
{
    private readonly nuint _structSize;
    private readonly void* _context;
    private readonly delegate* unmanaged[Cdecl]<void*, int, void> _threadStarted;
    private readonly delegate* unmanaged[Cdecl]<void*, byte*, nuint, HostValue*, int> _get;
    private readonly delegate* unmanaged[Cdecl]<void*, byte*, nuint, void*, nuint, int> _set;
    private readonly delegate* unmanaged[Cdecl]<void*, byte*, nuint, int> _remove;
    private readonly delegate* unmanaged[Cdecl]<void*, nint, void> _free;

    /// <summary>Copies a table.</summary>
    /// <param name="source">The structure, not null.</param>
    /// <param name="table">The copy.</param>
    /// <returns>0, or a code whose message has been noted.</returns>
    internal static int Read(nuint* source, out HostTable table) =>
        !CStructure.TryCopy(source, out table)
            ? LastMessage.Fail((int)StoreErrorCode.InvalidParams, "struct_size of the table is not its size. Set it with sizeof.")
        : table._get == null
            ? LastMessage.Fail((int)StoreErrorCode.InvalidParams, "get of the table is null. Give at least this callback.")
        : 0;

    /// <summary>Tells the program that a thread of the server has started.</summary>
    /// <param name="index">Its number.</param>
    internal void StartThread(int index)
    {
        if (_threadStarted != null)
        {
            _threadStarted(_context, index);
        }
    }

    /// <summary>Finds a value.</summary>
    /// <returns>Its size in bytes, after which the caller calls <see cref="Free"/> once; or a negative code.</returns>
    internal long Get(byte* key, int keyLength, out HostValue value)
    {
        HostValue found = default;
        int answer = Code(_get(_context, key, (nuint)keyLength, &found));
        value = found;
        if (answer != 0)
        {
            return answer;
        }

        if (found.Size <= int.MaxValue && (found.Bytes != null || found.Size == 0))
        {
            return (long)found.Size;
        }

        Free(found.Owner);
        return (int)(found.Bytes == null ? StoreErrorCode.InternalError : StoreErrorCode.ObjectTooLarge);
    }

    /// <summary>Stores a value.</summary>
    /// <returns>0 or a negative code.</returns>
    internal int Set(byte* key, int keyLength, void* value, nuint size) => _set == null
        ? (int)StoreErrorCode.EngineLacksCapability
        : Code(_set(_context, key, (nuint)keyLength, value, size));

    /// <summary>Removes a value.</summary>
    /// <returns>0 or a negative code.</returns>
    internal int Remove(byte* key, int keyLength) => _remove == null
        ? (int)StoreErrorCode.EngineLacksCapability
        : Code(_remove(_context, key, (nuint)keyLength));

    /// <summary>Frees a value that <see cref="Get"/> has returned.</summary>
    internal void Free(nint owner)
    {
        if (_free != null)
        {
            _free(_context, owner);
        }
    }

    private static int Code(int answer) => answer > 0 ? (int)StoreErrorCode.InternalError : answer;
}
