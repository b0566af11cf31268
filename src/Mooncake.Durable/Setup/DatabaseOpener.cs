using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Mooncake.Backends;
using Mooncake.Durable.Engine;
using Mooncake.Durable.Rocks;

namespace Mooncake.Durable.Setup;

/// <summary>Opens the folder of a store. Blocks: replays the log.</summary>
internal static unsafe class DatabaseOpener
{
    /// <summary>Opens or creates a store.</summary>
    /// <param name="options">The store's options.</param>
    /// <param name="database">The database, or null.</param>
    /// <param name="totals">The store totals.</param>
    /// <param name="failure">Why there is none, or null.</param>
    internal static bool TryOpen(
        DurableOptions options, [NotNullWhen(true)] out RocksDatabase? database, out StoreTotals totals, [NotNullWhen(false)] out SetupFailure? failure)
    {
        database = null;
        totals = default;
        if (!RocksLibrary.TryGet(out RocksLibrary? library, out failure)
            || !StoreFolder.TryPrepare(options, out string? folder, out failure))
        {
            return false;
        }

        if (options.Recovery == DurableRecovery.Strict && FailureOfLog(folder) is { } logFailure)
        {
            failure = logFailure;
            return false;
        }

        RocksOptions rocksOptions = new(library, options);
        if (!TryOpen(library, rocksOptions, folder, out database, out failure))
        {
            rocksOptions.Free();
            return false;
        }

        if (TryReadRecords(database, folder, out totals, out failure))
        {
            return true;
        }

        database.Dispose();
        database = null;
        return false;
    }

    private static SetupFailure? FailureOfLog(string folder)
    {
        try
        {
            return LogTail.FindDamage(folder) is { } damage ? OpenFailures.Of(folder, damage) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return OpenFailures.Unusable(folder, exception.Message);
        }
    }

    private static bool TryOpen(
        RocksLibrary library,
        RocksOptions options,
        string folder,
        [NotNullWhen(true)] out RocksDatabase? database,
        [NotNullWhen(false)] out SetupFailure? failure)
    {
        nint[] names = [.. RocksDatabase.FamilyNames.Select(static name => Marshal.StringToCoTaskMemUTF8(name))];
        nint path = Marshal.StringToCoTaskMemUTF8(folder);
        try
        {
            nint[] families = new nint[names.Length];
            nint[] familyOptions = [.. names.Select(_ => (nint)options.Database)];
            byte* error = null;
            fixed (nint* namePointers = names, familyPointers = families, optionPointers = familyOptions)
            {
                void** perFamily = (void**)optionPointers;
                void** handles = (void**)familyPointers;
                void* opened = options.IsReadOnly
                    ? library.Maintenance.OpenForReadOnly(
                        options.Database, (byte*)path, names.Length, (byte**)namePointers, perFamily, handles, 0, &error)
                    : library.Databases.Open(options.Database, (byte*)path, names.Length, (byte**)namePointers, perFamily, handles, &error);
                string? message = RocksErrors.Take(library, error);
                failure = message is null ? null : OpenFailures.Of(folder, message);
                database = message is null ? new RocksDatabase(library, opened, families, options) : null;
                return database is not null;
            }
        }
        finally
        {
            Marshal.FreeCoTaskMem(path);
            Array.ForEach(names, Marshal.FreeCoTaskMem);
        }
    }

    /// <summary>Reads the version and the totals of a store; writes those of a new one.</summary>
    private static bool TryReadRecords(
        RocksDatabase database, string folder, out StoreTotals totals, [NotNullWhen(false)] out SetupFailure? failure)
    {
        Span<byte> version = stackalloc byte[sizeof(int)];
        Span<byte> sums = stackalloc byte[StoreTotals.Length];
        totals = default;
        int hasVersion = OwnRecords.Read(database, StoreFormat.VersionKey, version, out string? error);
        int hasTotals = error is null ? OwnRecords.Read(database, StoreFormat.TotalsKey, sums, out error) : 0;
        if (error is not null)
        {
            failure = OpenFailures.Of(folder, error);
            return false;
        }

        if (hasVersion == sizeof(int) && BinaryPrimitives.ReadInt32LittleEndian(version) is int found && found != StoreFormat.Version)
        {
            failure = OpenFailures.OtherVersion(folder, found);
            return false;
        }

        if (hasVersion == sizeof(int) && hasTotals == StoreTotals.Length)
        {
            totals = LateObjects.Count(database, StoreTotals.Read(sums));
            failure = null;
            return true;
        }

        if (hasVersion != 0 || hasTotals != 0 || database.Options.IsReadOnly || !OwnRecords.IsEmpty(database))
        {
            failure = OpenFailures.Foreign(folder);
            return false;
        }

        BinaryPrimitives.WriteInt32LittleEndian(version, StoreFormat.Version);
        default(StoreTotals).Write(sums);
        failure = OwnRecords.Create(database, version, sums) is { } message ? OpenFailures.Of(folder, message) : null;
        return failure is null;
    }
}
