using Microsoft.CodeAnalysis.CSharp;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Records;

/// <summary>The whole text that is emitted for a type; each case also compiles with warnings as errors.</summary>
public class RecordSnapshotTests
{
    private const string KvBlock = """
        using System;
        using Mooncake;
        namespace Samples;
        [StoreKey("kv/{Model}/{Layer:D3}/{Block:x16}")]
        public sealed partial record KvBlock(string Model, int Layer, ulong Block, ReadOnlyMemory<byte> Payload);
        """;

    [Fact]
    public void Record_InCSharp14_HasAnExtensionProperty() => Verify("Samples.KvBlock", GeneratorHarness.Generate(KvBlock));

    [Fact]
    public void Record_InCSharp12_HasAnExtensionMethod() => Verify("Samples.KvBlock", GeneratorHarness.Generate(LanguageVersion.CSharp12, KvBlock));

    [Fact]
    public void Record_EveryKindOfPart_IsCovered() => Verify(
        "Samples.Everything",
        GeneratorHarness.Generate("""
            using System;
            using Mooncake;
            namespace Samples;
            public enum Quantization : byte { None, Int_4 = 4, Fp8 = 8, Alias = 8 }
            [StoreKey("{{all}}/{Name}_{Tenant}/{Flag}-{Number}x{Hash:x32}:{Id}{{{Other:N}}}~{Kind}~{Named:G}~{Tail}", Set = "Lot", Integrity = StoreIntegrity.Identity, IsTrailerOptional = true)]
            public readonly partial record struct Everything(
                string Name, string Tenant, bool Flag, short Number, UInt128 Hash, Guid Id, Guid Other, Quantization Kind, Quantization Named, long Tail);
            """));

    [Fact]
    public void Class_NestedInOthers_IsReached() => Verify(
        "Samples.Outer+Middle+Entry",
        GeneratorHarness.Generate("""
            using Mooncake;
            namespace Samples;
            public static partial class Outer
            {
                internal partial interface Middle
                {
                    [StoreKey("{Name}")]
                    public partial class Entry
                    {
                        public string Name = "";
                        public int Value { get; set; }
                    }
                }
            }
            """));

    private void Verify(string type, GeneratedCode code, [System.Runtime.CompilerServices.CallerMemberName] string method = "") =>
        Snapshot.Verify(code.Files[type + ".StoreKey.g.cs"], this, "Records", method);
}
