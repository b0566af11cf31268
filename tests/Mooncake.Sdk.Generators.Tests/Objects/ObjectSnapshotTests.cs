using Microsoft.CodeAnalysis.CSharp;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Objects;

/// <summary>The emitted serializers, whole, one for each form; all compile without a warning.</summary>
public class ObjectSnapshotTests
{
    [Fact]
    public void Record_WithRunsAndVariableMembers_IsStraightLineCode()
    {
        Verify(
            "Samples.Reading.StoreObject.g.cs",
            "namespace Samples; [Mooncake.StoreObject] public partial record Reading(string Sensor, int Count, bool IsValid, System.Guid Id, float[] Values);");
    }

    [Fact]
    public void Class_WithInitRequiredAndKeptMembers_IsConstructed()
    {
        Verify(
            "Samples.Settings.StoreObject.g.cs",
            """
            using Mooncake;
            namespace Samples
            {
                [StoreObject]
                public partial class Settings(string name)
                {
                    public string Name { get; } = name;
                    public required int Level { get; init; }
                    [StoreKeepInitializer] public long Limit { get; set; } = 99;
                    public int Computed => Level * 2;
                    public Settings? @base { get; set; }
                }
            }
            """);
    }

    [Fact]
    public void Class_VersionTolerant_HasSlots()
    {
        Verify(
            "Tolerant.StoreObject.g.cs",
            """
            using Mooncake;
            [StoreObject(StoreLayout.VersionTolerant)]
            public partial class Tolerant { [StoreOrder(2)] public string? Late; [StoreOrder(0)] public int First; }
            """);
    }

    [Fact]
    public void Interface_WithUnion_DispatchesByExactType()
    {
        Verify(
            "Samples.Shapes+IShape.StoreObject.g.cs",
            """
            using Mooncake;
            namespace Samples;
            public static partial class Shapes
            {
                [StoreUnion(1, typeof(Circle))]
                [StoreUnion(300, typeof(Square))]
                public partial interface IShape;
                [StoreObject] public partial class Circle : IShape { public double Radius; }
                [StoreObject] public partial record Square(int Side) : IShape;
            }
            """);
    }

    [Fact]
    public void Struct_Generic_IsAnImageWhereItsArgumentsAreValues()
    {
        Verify(
            "Samples.Pair`1.StoreObject.g.cs",
            "namespace Samples; [Mooncake.StoreObject] public partial struct Pair<T> { public T? First; public int Second; }");
    }

    [Fact]
    public void Struct_WithPaddingAndHiddenFields_HasALayout()
    {
        Verify(
            "Samples.Frame.StoreObject.g.cs",
            """
            namespace Samples;
            [Mooncake.StoreObject]
            public partial struct Frame
            {
                private byte _kind;
                public long Tick;
                public int? Maybe { get; set; }
                public Inner Nested;
                public Frame(byte kind) => _kind = kind;
                public readonly byte Kind => _kind;
            }
            public struct Inner { public short A; public System.DateTimeOffset At; }
            """);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.Preview)]
    public void EveryForm_InEachLanguageVersion_Compiles(LanguageVersion version)
    {
        GeneratedCode code = GeneratorHarness.Generate(version, """
            using System;
            using System.Collections.Generic;
            using Mooncake;

            [StoreObject] internal partial record Global(int @class, string? @string);

            namespace A.@namespace
            {
                public partial struct Outer<TOuter>
                {
                    internal partial record Middle
                    {
                        [StoreObject] private protected partial class Inner<T> where T : class
                        {
                            public Dictionary<string, T?[]>? Items { get; set; }
                            public TOuter? Value;
                            [StoreInclude] private protected (T?, TOuter, int, int, int, int, int, int, string) _tuple;
                        }
                    }
                }

                [StoreObject] public partial class Base { public virtual int A { get; set; } protected int B; [Obsolete] public string? Old; }
                [StoreObject] public sealed partial class Derived : Base { public override int A { get; set; } public new long B; }
                [StoreObject] public readonly partial record struct Held(string Text, Guid Id, DateTime? At);
                [StoreObject, StoreUtf16] public partial class Holder { public Held Held; public Held? Maybe; public List<Derived>? List; }
                [StoreObject] public partial struct Plain { public byte A; public double B; }
            }
            """);
        Assert.Equal(7, code.Files.Keys.Count(static name => name.EndsWith(".StoreObject.g.cs", StringComparison.Ordinal)));
    }

    private void Verify(string hintName, string source, [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        GeneratedCode code = GeneratorHarness.Generate(LanguageVersion.CSharp12, source);
        Snapshot.Verify(code.Files[hintName], this, "Objects", method);
    }
}
