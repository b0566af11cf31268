using System.Text;
using System.Text.Json;
using LLama.Abstractions;
using Mooncake.Llm.LLamaSharp.Models;

namespace Mooncake.Llm.LLamaSharp;

/// <summary>Identifies a model by the content of its file. Equal files have equal fingerprints on every machine.</summary>
/// <remarks>
/// Unless all of it is asked for, a sample of the file is hashed: its size, its first 16 MiB, which hold the description of the model, and
/// after that 4 KiB of each MiB, and the last 4 KiB. So every tensor of at least 1 MiB is part of it; a model that differs only in smaller
/// tensors may have the same fingerprint. A model of 40 GB takes 160 MB to read.
/// </remarks>
public sealed class ModelFingerprint
{
    private static readonly JsonSerializerOptions JsonOptions = new();

    private ModelFingerprint(string text) => Text = text;

    /// <summary>The fingerprint as text: a hash, and the metadata that replaces that of the file.</summary>
    public string Text { get; }

    /// <summary>Reads the file of a model. Takes time: do it once for a process.</summary>
    /// <param name="parameters">
    /// The parameters with which the model was loaded. If the file is the first of several parts (<c>-00001-of-00003.gguf</c>), all are
    /// read.
    /// </param>
    /// <param name="wholeFile">True to hash all of the file, at the speed of the disk.</param>
    /// <returns>The fingerprint.</returns>
    /// <exception cref="ArgumentException">The parameters are null or have no path.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static ModelFingerprint Of(IModelParams parameters, bool wholeFile = false)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentException.ThrowIfNullOrEmpty(parameters.ModelPath);
        string hash = FileHash.Of(ModelFiles.PartsOf(parameters.ModelPath), wholeFile);
        return new ModelFingerprint($"{(wholeFile ? "file" : "sample")}:{hash}{TextOf(parameters.MetadataOverrides)}");
    }

    /// <summary>The fingerprint as text.</summary>
    public override string ToString() => Text;

    private static string TextOf(List<MetadataOverride> overrides)
    {
        if (overrides.Count == 0)
        {
            return string.Empty;
        }

        using MemoryStream text = new();
        using Utf8JsonWriter writer = new(text);
        MetadataOverrideConverter converter = new();
        writer.WriteStartArray();
        foreach (MetadataOverride item in overrides)
        {
            converter.Write(writer, item, JsonOptions);
        }

        writer.WriteEndArray();
        writer.Flush();
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
