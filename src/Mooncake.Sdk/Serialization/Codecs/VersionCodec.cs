using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Versions: four parts, absent ones as -1.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct VersionCodec : IStoreCodec<Version?>
{
    private const byte Parts = 4;
    private const int Size = 1 + (Parts * sizeof(int));

    /// <inheritdoc/>
    public static int MinSize => 1;

    /// <inheritdoc/>
    public static bool IsFixedSize => false;

    /// <inheritdoc/>
    public static bool IsBlock => false;

    /// <inheritdoc/>
    public static bool IsTotal => false;

    /// <inheritdoc/>
    public static string WireType => "version";

    /// <inheritdoc/>
    public static bool TryMeasure(ref StoreSizer sizer, in Version? value)
    {
        sizer.Add(value is null ? 1 : Size);
        return true;
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in Version? value)
    {
        if (value is null)
        {
            return writer.TryWriteNull();
        }

        if (!writer.TryTake(Size, out StoreRun run))
        {
            return false;
        }

        run.Write(0, Parts);
        run.Write(1, value.Major);
        run.Write(5, value.Minor);
        run.Write(9, value.Build);
        run.Write(13, value.Revision);
        return true;
    }

    /// <inheritdoc/>
    public static bool TryRead(ref StoreReader reader, out Version? value)
    {
        value = null;
        if (!reader.TryReadExactHeader(Parts, out bool isNull) || isNull)
        {
            return isNull;
        }

        if (!reader.TryTake(Size - 1, out StoreRun run))
        {
            return false;
        }

        int major = run.Read<int>(0);
        int minor = run.Read<int>(4);
        int build = run.Read<int>(8);
        int revision = run.Read<int>(12);
        bool isValid = major >= 0 && minor >= 0 && build >= -1 && revision >= -1 && (build >= 0 || revision < 0);
        if (!isValid)
        {
            return reader.Fail(StoreErrorCode.MalformedValue);
        }

        value = build < 0 ? new Version(major, minor)
            : revision < 0 ? new Version(major, minor, build)
            : new Version(major, minor, build, revision);
        return true;
    }
}
