using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Objects.Emission;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Packables;

/// <summary>Writes the registration of formatters for stored types that a <c>[MemoryPackable]</c> type holds.</summary>
internal static class PackableEmitter
{
    /// <summary>The emitted file's name.</summary>
    /// <param name="model">The type.</param>
    public static string HintName(PackableModel model) => model.FileStem + ".StoredParts.g.cs";

    /// <summary>Writes the file.</summary>
    /// <param name="model">The type.</param>
    public static string Emit(PackableModel model)
    {
        SourceWriter writer = new();
        FileHeader.Write(writer);
        writer.Line(Names.Generated);
        writer.Open("file static class StoredParts");
        writer.Line("// MemoryPack may meet the types before any code of this SDK runs.");
        writer.Line("[global::System.Runtime.CompilerServices.ModuleInitializer]");
        writer.Open("internal static void Register()");
        foreach (string part in model.Parts)
        {
            writer.Line($"_ = {StoreTypeNames.Codecs}MemoryPackFormatters.TryEnsure<{part}>();");
        }

        writer.Close();
        writer.Close();
        return writer.ToString();
    }
}
