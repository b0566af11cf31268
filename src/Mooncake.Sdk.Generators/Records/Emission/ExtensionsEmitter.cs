using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Objects.Emission;
using Mooncake.Sdk.Generators.Records.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Records.Emission;

/// <summary>Writes the store's property for a typed set, and the set's methods that take the template's parts. They only pass on.</summary>
internal static class ExtensionsEmitter
{
    private const string Task = "global::System.Threading.Tasks.ValueTask";

    /// <summary>Writes the class with the extensions.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="record">The type.</param>
    /// <param name="hasExtensionMembers">True if the consumer's C# is 14 or newer.</param>
    public static void Write(SourceWriter writer, RecordModel record, bool hasExtensionMembers)
    {
        RecordNames names = record.Names;
        TypeScope scope = record.Scope with { Declarations = default };
        scope.Open(writer, "");
        writer.Line(
            $"/// <summary>The typed set of <see cref=\"{names.Type}\"/> objects, and its methods by the parts of their key.</summary>");
        writer.Line(Names.Generated);
        if (record.Forbidden.InExtensions)
        {
            writer.Line(ObsoleteErrors.Permit);
        }

        writer.Open($"{names.ExtensionsAccessibility} static partial class {names.Extensions}");
        WriteSet(writer, record, hasExtensionMembers);
        SetMethodEmitter methods = new(writer, record);
        methods.WriteByKey("GetAsync", $"{Task}<global::Mooncake.StoreResult<{names.Type}>>", "Reads an object.");
        methods.WriteByKey("GetLeaseAsync", $"{Task}<global::Mooncake.StoreResult<global::Mooncake.StoreLease<{names.Type}>>>", "Reads an object and leaves its memory where it was read to, until the lease is disposed.");
        methods.WriteByKey("ExistsAsync", $"{Task}<global::Mooncake.StoreResult>", "Asks whether an object is there.");
        methods.WriteByKey("SizeOfAsync", $"{Task}<global::Mooncake.StoreResult<long>>", "Asks for an object's size in bytes.");
        methods.WriteRemove();
        methods.WriteRemovals();
        methods.WriteListings();
        methods.WriteByKey("FloorAsync", $"{Task}<global::Mooncake.StoreResult<{names.Key}>>", "Finds the set's greatest key that is not above a given key, in the order of their text.");
        methods.WriteByKey("GetExpiryAsync", $"{Task}<global::Mooncake.StoreResult<global::System.DateTimeOffset?>>", "Gets the time from which on an object is missing; null if it does not expire.");
        methods.WriteExpiries();
        methods.WriteCreation();
        methods.WriteDrafts();
        writer.Close();
        scope.Close(writer);
    }

    private static void WriteSet(SourceWriter writer, RecordModel record, bool hasExtensionMembers)
    {
        string set = $"global::Mooncake.StoreSet<{record.Names.Key}, {record.Names.Type}>";
        string summary = $"/// <summary>The <see cref=\"{record.Names.Type}\"/> objects, stored under <c>{CSharpText.Xml(record.Template.Text)}</c>.</summary>";
        if (hasExtensionMembers)
        {
            writer.Line("/// <param name=\"store\">The store.</param>");
            writer.Open("extension(global::Mooncake.MooncakeStore store)");
            writer.Line(summary);
            writer.Line($"public {set} {record.Names.Set} => new {set}(store);");
            writer.Close();
        }
        else
        {
            writer.Line(summary);
            writer.Line("/// <param name=\"store\">The store.</param>");
            writer.Line($"public static {set} {record.Names.Set}(this global::Mooncake.MooncakeStore store) => new {set}(store);");
        }
    }
}
