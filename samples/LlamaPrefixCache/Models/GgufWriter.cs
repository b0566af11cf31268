using System.Runtime.InteropServices;
using System.Text;

namespace LlamaDemo.Models;

/// <summary>
/// Writes a file in the GGUF format, version 3: a header, named metadata, the list of tensors, and the tensors' data. All numbers are
/// little-endian. Only what <see cref="RandomModel"/> needs.
/// </summary>
internal sealed class GgufWriter : IDisposable
{
    private const uint Magic = 0x46554747;
    private const uint Version = 3;

    /// <summary>The format's default: the data, and each tensor in it, start at a multiple of this.</summary>
    private const int Alignment = 32;

    private readonly MemoryStream _metadata = new();
    private readonly BinaryWriter _values;
    private readonly List<(string Name, long[] Dimensions, Half[] Data, bool Is32)> _tensors = [];
    private int _metadataCount;

    /// <summary>Creates a file without content.</summary>
    public GgufWriter() => _values = new BinaryWriter(_metadata);

    /// <summary>The types of metadata, by the format's numbers.</summary>
    private enum ValueType : uint
    {
        UInt32 = 4,
        Int32 = 5,
        Float32 = 6,
        Bool = 7,
        String = 8,
        Array = 9,
    }

    /// <summary>Adds a number.</summary>
    public void Add(string key, uint value)
    {
        Begin(key, ValueType.UInt32);
        _values.Write(value);
    }

    /// <summary>Adds a number.</summary>
    public void Add(string key, float value)
    {
        Begin(key, ValueType.Float32);
        _values.Write(value);
    }

    /// <summary>Adds a flag.</summary>
    public void Add(string key, bool value)
    {
        Begin(key, ValueType.Bool);
        _values.Write(value);
    }

    /// <summary>Adds a text.</summary>
    public void Add(string key, string value)
    {
        Begin(key, ValueType.String);
        WriteText(_values, value);
    }

    /// <summary>Adds a list of texts.</summary>
    public void Add(string key, IReadOnlyList<string> values)
    {
        BeginList(key, ValueType.String, values.Count);
        foreach (string value in values)
        {
            WriteText(_values, value);
        }
    }

    /// <summary>Adds a list of numbers.</summary>
    public void Add(string key, IReadOnlyList<float> values)
    {
        BeginList(key, ValueType.Float32, values.Count);
        foreach (float value in values)
        {
            _values.Write(value);
        }
    }

    /// <summary>Adds a list of numbers.</summary>
    public void Add(string key, IReadOnlyList<int> values)
    {
        BeginList(key, ValueType.Int32, values.Count);
        foreach (int value in values)
        {
            _values.Write(value);
        }
    }

    /// <summary>Adds a matrix, or a vector if <paramref name="rows"/> is 1.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="columns">The length of a row; the format lists it first.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="data">The numbers, row by row.</param>
    /// <param name="is32">True to store them with 32 bits, as llama.cpp requires of norms; false for 16 bits.</param>
    public void AddTensor(string name, int columns, int rows, Half[] data, bool is32) =>
        _tensors.Add((name, rows == 1 ? [columns] : [columns, rows], data, is32));

    /// <summary>Writes the file.</summary>
    public void Save(string path)
    {
        using FileStream file = File.Create(path);
        using BinaryWriter writer = new(file);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write((ulong)_tensors.Count);
        writer.Write((ulong)_metadataCount);
        _metadata.WriteTo(file);

        long offset = 0;
        foreach ((string name, long[] dimensions, Half[] data, bool is32) in _tensors)
        {
            WriteText(writer, name);
            writer.Write(dimensions.Length);
            foreach (long dimension in dimensions)
            {
                writer.Write(dimension);
            }

            // The tensor types: 0 for 32-bit numbers, 1 for 16-bit ones.
            writer.Write(is32 ? 0 : 1);
            writer.Write(offset);
            offset = Align(offset + (data.LongLength * (is32 ? sizeof(float) : sizeof(ushort))));
        }

        foreach ((_, _, Half[] data, bool is32) in _tensors)
        {
            Pad(writer);
            writer.Write(is32
                ? MemoryMarshal.AsBytes(Array.ConvertAll(data, static number => (float)number).AsSpan())
                : MemoryMarshal.AsBytes(data.AsSpan()));
        }

        Pad(writer);
    }

    /// <summary>Frees the metadata.</summary>
    public void Dispose()
    {
        _values.Dispose();
        _metadata.Dispose();
    }

    private static long Align(long offset) => (offset + Alignment - 1) / Alignment * Alignment;

    private static void Pad(BinaryWriter writer)
    {
        writer.Flush();
        writer.Write(new byte[Align(writer.BaseStream.Position) - writer.BaseStream.Position]);
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((ulong)bytes.Length);
        writer.Write(bytes);
    }

    private void Begin(string key, ValueType type)
    {
        WriteText(_values, key);
        _values.Write((uint)type);
        _metadataCount++;
    }

    private void BeginList(string key, ValueType type, int count)
    {
        Begin(key, ValueType.Array);
        _values.Write((uint)type);
        _values.Write((ulong)count);
    }
}
