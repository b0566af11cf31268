using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mooncake.Sdk.Generators.Rules;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Rules;

/// <summary>Names are put together without the compiler's display, which is slow: they have to be the ones that it gives.</summary>
public class SymbolTextTests
{
    private static readonly SymbolDisplayFormat Emitted = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    private static readonly SymbolDisplayFormat Open = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    /// <summary>Types as the source of a field names them.</summary>
    public static TheoryData<string> Types =>
    [
        "bool", "sbyte", "byte", "short", "ushort", "int", "uint", "long", "ulong", "char", "float", "double", "decimal", "string", "object",
        "string?", "int?", "dynamic", "System.DateTime", "System.Guid", "System.DayOfWeek", "System.Half",
        "System.Text.StringBuilder?", "System.Collections.Generic.List<string?>", "System.Collections.Generic.Dictionary<string, int[]>",
        "System.Collections.Generic.Dictionary<string, int>.KeyCollection", "System.ReadOnlyMemory<byte>", "(int, string)", "(int A, System.Guid B)",
        "System.ValueTuple", "System.Tuple<int>", "Plain", "Space.Inside", "Space.Inside.Nested", "Space.Generic<int>", "Space.Generic<int>.Nested",
        "Space.Generic<int>.Deeper<string>", "Space.@class", "@namespace.@struct", "int[,]", "int[][]", "Missing", "Space.Missing<int>",
    ];

    [Theory]
    [MemberData(nameof(Types))]
    public void Type_IsNamedAsTheCompilerDisplaysIt(string type)
    {
        ITypeSymbol symbol = Find(type);
        Assert.Equal(symbol.ToDisplayString(Emitted), SymbolText.Of(symbol));
        if (symbol is INamedTypeSymbol named)
        {
            string open = named.OriginalDefinition.ToDisplayString(Open);
            Assert.Equal(named.Arity == 0 ? open : $"{open}`{named.Arity}", SymbolText.DefinitionOf(named));
        }
    }

    // The display has a keyword here; tables have no use for it.
    [Theory]
    [InlineData("nint", "System.IntPtr")]
    [InlineData("nuint", "System.UIntPtr")]
    public void NativeInteger_IsDefinedByItsType(string type, string definition)
    {
        ITypeSymbol symbol = Find(type);
        Assert.Equal(type, SymbolText.Of(symbol));
        Assert.Equal(definition, SymbolText.DefinitionOf((INamedTypeSymbol)symbol));
    }

    [Theory]
    [InlineData("System.Guid", "System.Guid", true)]
    [InlineData("Plain", "Plain", true)]
    [InlineData("Space.Inside", "Space.Inside", true)]
    [InlineData("@namespace.@struct", "namespace.struct", true)]
    [InlineData("Space.Inside", "Inside", false)]
    [InlineData("Space.Inside", "Other.Space.Inside", false)]
    [InlineData("Space.Inside", "Space.Outside", false)]
    [InlineData("Space.Inside", "MySpace.Inside", false)]
    [InlineData("Space.Inside", "Space.AnInside", false)]
    [InlineData("Space.Inside", "Space-Inside", false)]
    [InlineData("Plain", "Space.Plain", false)]
    [InlineData("Plain", "", false)]
    [InlineData("Space.Inside.Nested", "Space.Inside.Nested", false)]
    [InlineData("Space.Generic<int>", "Space.Generic", false)]
    [InlineData("Missing", "Space.Missing", false)]
    public void IsNamed_IsTrueForTheWholeNameOnly(string type, string fullName, bool expected) =>
        Assert.Equal(expected, SymbolText.IsNamed((INamedTypeSymbol)Find(type), fullName));

    private static ITypeSymbol Find(string type)
    {
        CSharpCompilation compilation = GeneratorHarness.Compile(
            GeneratorHarness.CSharp14,
            $"public class Holder {{ public {type} Field; }}",
            """
            public class Plain;
            namespace Space
            {
                public class Inside { public class Nested; }
                public class Generic<T> { public class Nested; public class Deeper<U>; }
                public class @class;
            }
            namespace @namespace { public struct @struct; }
            """);
        return compilation.GetTypeByMetadataName("Holder")!.GetMembers("Field").OfType<IFieldSymbol>().Single().Type;
    }
}
