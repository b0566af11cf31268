using Microsoft.CodeAnalysis.CSharp;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Objects;

/// <summary>Serializers of every form together, in each version of the language; all compile without a warning.</summary>
public class ObjectLanguageTests
{
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
}
