using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Records.Parsing;

namespace Mooncake.Sdk.Generators.Tests.Harness;

/// <summary>Stands in for the serializer where the generator has none yet.</summary>
internal sealed class PendingObjects : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        context.SyntaxProvider.ForAttributeWithMetadataName(RecordParser.AttributeName, static (_, _) => true, RecordParser.Parse),
        static (output, record) =>
        {
            if (record is null)
            {
                return;
            }

            SourceWriter writer = new();
            string contract = $"global::Mooncake.Serialization.IStoreObject<{record.Names.Type}>";
            string nullable = record.Scope.Declarations[^1].Keyword.EndsWith("struct", StringComparison.Ordinal) ? "" : "?";
            writer.Line("#nullable enable");
            record.Scope.Open(writer, contract);
            writer.Line($"static global::Mooncake.Serialization.StoreShape {contract}.Shape => throw new System.NotSupportedException();");
            writer.Line($"static bool {contract}.TryMeasure(ref global::Mooncake.Serialization.StoreSizer sizer, in {record.Names.Type}{nullable} value) => false;");
            writer.Line($"static bool {contract}.TryWrite(ref global::Mooncake.Serialization.StoreWriter writer, in {record.Names.Type}{nullable} value) => false;");
            writer.Line($"static bool {contract}.TryRead(ref global::Mooncake.Serialization.StoreReader reader, out {record.Names.Type}{nullable} value) {{ value = default; return false; }}");
            record.Scope.Close(writer);
            output.AddSource(record.Scope.MetadataName + ".Pending.g.cs", writer.ToString());
        });
}
