using System.Text.RegularExpressions;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Records;

/// <summary>What the emitted code does when it runs: a user's file calls it.</summary>
public class RecordBehaviorTests
{
    private const string Probe = """

        public static class Probe
        {
            public static string Format(KEY key) => key.ToString();

            public static string? Reformat(string text) => KEY.Parse(text).TryGetValue(out KEY key) ? key.ToString() : null;

            public static string Template => TemplateOf<KEY>();

            private static string TemplateOf<T>() where T : struct, Mooncake.Keys.IStoreKey<T> => T.Template;

            public static string? Prefix(KEY key, int parts) =>
                Mooncake.Keys.KeyPattern.StartingWith(in key, parts).TryGetValue(out string? pattern) ? pattern : null;
        }
        """;

    private const string Everything = """
        using System;
        using Mooncake;
        namespace Samples;
        public enum Quantization : byte { None, Int_4 = 4, Fp8 = 8, Alias = 8 }
        [Flags] public enum Signed : sbyte { Low = -128, One = 1 }
        [StoreKey("all/{Name}_{Tenant}/{Flag}-{Number}x{Hash:x32}:{Id}|{Other:N}~{Kind}~{Named:G}~{Low:X}~{Tail}")]
        public readonly partial record struct Everything(
            string Name, string Tenant, bool Flag, short Number, UInt128 Hash, Guid Id, Guid Other, Quantization Kind, Quantization Named, Signed Low, long Tail);
        public static class Keys
        {
            public static EverythingKey Make(string name, string tenant, int seed) => new(
                name, tenant, seed % 2 == 0, (short)-seed, (UInt128)seed << 64, new Guid(seed, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), Guid.Empty,
                (Quantization)seed, Quantization.Int_4, (Signed)(-seed), seed);
            public static string Text(string name, string tenant, int seed) => Make(name, tenant, seed).ToString();
            public static string Unnamed() => (Make("", "", 1) with { Named = (Quantization)77 }).ToString();
            public static string Of() => EverythingKey.Of(new Everything { Name = "n", Tenant = "t" }).ToString();
        }
        """;

    [Fact]
    public void Key_EveryKindOfPart_HasFrozenBytes()
    {
        Func<string, string, int, string> text = GeneratorHarness.Generate(Everything).Method<Func<string, string, int, string>>("Samples.Keys", "Text");
        Assert.Equal(
            "all/a%5Fb_c%2Fd%78%25/0--3x00000000000000030000000000000000:00000003-0001-0002-0304-05060708090a|00000000000000000000000000000000~3~Int%5F4~FD~3",
            text("a_b", "c/dx%", 3));
        Assert.Equal(
            "all/_漢/1-0x00000000000000000000000000000000:00000000-0001-0002-0304-05060708090a|00000000000000000000000000000000~0~Int%5F4~0~0",
            text("", "漢", 0));
    }

    [Fact]
    public void Key_EveryKindOfPart_ParsesBack()
    {
        GeneratedCode code = GeneratorHarness.Generate(Everything + Probe.Replace("KEY", "EverythingKey", StringComparison.Ordinal));
        Func<string, string?> reformat = code.Method<Func<string, string?>>("Samples.Probe", "Reformat");
        Func<string, string, int, string> text = code.Method<Func<string, string, int, string>>("Samples.Keys", "Text");
        for (int seed = 0; seed < 100; seed++)
        {
            string key = text($"a/_{(char)seed}", "%-x", seed);
            Assert.Equal(key, reformat(key));
        }
    }

    [Theory]
    [InlineData("Fp8", true)]
    [InlineData("Int%5F4", true)]
    [InlineData("None", true)]
    [InlineData("Alias", false)]
    [InlineData("Int_4", false)]
    [InlineData("fp8", false)]
    [InlineData("8", false)]
    [InlineData("", false)]
    public void EnumName_OnlyTheFirstNameOfANumber_IsRead(string name, bool isKey)
    {
        GeneratedCode code = GeneratorHarness.Generate(Everything + Probe.Replace("KEY", "EverythingKey", StringComparison.Ordinal));
        Func<string, string?> reformat = code.Method<Func<string, string?>>("Samples.Probe", "Reformat");
        string text = $"all/a_b/0-3x00000000000000030000000000000000:00000003-0001-0002-0304-05060708090a|00000000000000000000000000000000~3~{name}~FD~3";
        Assert.Equal(isKey ? text : null, reformat(text));
    }

    [Fact]
    public void EnumName_ValueWithoutOne_HasNoKey() => Assert.Equal(
        "<EverythingKey: KeyPartUnnamed>",
        GeneratorHarness.Generate(Everything).Method<Func<string>>("Samples.Keys", "Unnamed")());

    [Fact]
    public void Of_Value_IsItsKey() => Assert.StartsWith(
        "all/n_t/0-0x",
        GeneratorHarness.Generate(Everything).Method<Func<string>>("Samples.Keys", "Of")(),
        StringComparison.Ordinal);

    [Fact]
    public void Key_SeparatorInsideAPart_StaysUnambiguous()
    {
        GeneratedCode code = GeneratorHarness.Generate("""
            using Mooncake;
            namespace Samples;
            [StoreKey("a/{X}-{Y}")]
            public partial record Pair(string X, string Y);
            public static class Keys { public static string Text(string x, string y) => new PairKey(x, y).ToString(); }
            """);
        Func<string, string, string> text = code.Method<Func<string, string, string>>("Samples.Keys", "Text");
        Assert.Equal("a/1%2D2-3", text("1-2", "3"));
        Assert.Equal("a/1-2%2D3", text("1", "2-3"));
        Assert.Equal("a/-", text("", ""));
    }

    [Fact]
    public void Key_OfOneTextPartOnly_IsNeverEmpty()
    {
        GeneratedCode code = GeneratorHarness.Generate("""
            using Mooncake;
            namespace Samples;
            [StoreKey("{Name}")]
            public partial record Named(string Name);
            public static class Keys
            {
                public static string Text(string name) => new NamedKey(name).ToString();
                public static bool IsKey(string text) => NamedKey.TryParse(text, out _);
            }
            """);
        Assert.Equal("<NamedKey: InvalidKey>", code.Method<Func<string, string>>("Samples.Keys", "Text")(""));
        Assert.False(code.Method<Func<string, bool>>("Samples.Keys", "IsKey")(""));
        Assert.True(code.Method<Func<string, bool>>("Samples.Keys", "IsKey")("/"));
    }

    [Fact]
    public void Prefix_AnyNumberOfParts_EndsBehindTheNextLiteral()
    {
        GeneratedCode code = GeneratorHarness.Generate("""
            using Mooncake;
            namespace Samples;
            [StoreKey("v1.0/{Model}/L{Layer:D3}.{Block:x16}")]
            public partial record KvBlock(string Model, int Layer, ulong Block);
            public static class Keys { public static string? Prefix(string model, int parts) => Probe.Prefix(new KvBlockKey(model, 7, 1), parts); }
            """ + Probe.Replace("KEY", "KvBlockKey", StringComparison.Ordinal));
        Func<string, int, string?> prefix = code.Method<Func<string, int, string?>>("Samples.Keys", "Prefix");
        const string Block = "(?:[0-9a-f]{16}|[1-9a-f][0-9a-f]{16,})$";
        const string Layer = @"-?(?:[0-9]{3}|[1-9][0-9]{3,})\.";
        Assert.Equal(@"^v1\.0/[^,/.]*/L" + Layer + Block, prefix("m", 0));
        Assert.Equal(@"^v1\.0/a%2Eb\(c\)%2F/L" + Layer + Block, prefix("a.b(c)/", 1));
        Assert.Equal(@"^v1\.0/m/L007\." + Block, prefix("m", 2));
        Assert.Null(prefix("\uD800", 1));
    }

    [Theory]
    [InlineData("k/{A}", "string A", "", "k/x/y%2C", "k/x,y")]
    [InlineData("k/{A}]{B}", "string A, string B", "\"[^-\", ", "k/a-b]^", "k/a]b]c")]
    [InlineData("k/{A}-{B}", "string A, long B", "\"x\", ", "k/x-0;k/x--7;k/x-10", "k/x-;k/x-07;k/x-+7;k/x-7 ;k/x-7-7")]
    [InlineData("k/{A:D2}", "byte A", "", "k/00;k/07;k/255", "k/7;k/007;k/-7;k/")]
    [InlineData("k/{A:x}.{B:X3}", "int A, UInt128 B", "1, ", "k/f.00A;k/f.FFFF", "k/f.00a;k/F.00A;k/f.0AAA;k/0f.00A")]
    [InlineData("k/{A}/{B:B}", "bool A, Guid B", "true, ", "k/1/{01234567-89ab-cdef-0123-456789abcdef}", "k/2/{01234567-89ab-cdef-0123-456789abcdef};k/1/01234567-89ab-cdef-0123-456789abcdef;k/1/{01234567-89AB-cdef-0123-456789abcdef}")]
    [InlineData("k/{A}→{B:N}→", "string A, Guid B", "\"é→\", ", "k/é%E2%86%92→0123456789abcdef0123456789abcdef→", "k/a→0123456789abcdef0123456789abcdef")]
    [InlineData("k/{A:G}|{B:G}", "DayOfWeek A, DayOfWeek B", "DayOfWeek.Friday, ", "k/Friday|Monday", "k/Friday;k/Friday|Monday|")]
    public void Pattern_OfTheSet_TakesItsKeysAndNotThoseOfOthers(string template, string members, string leading, string own, string others)
    {
        GeneratedCode code = GeneratorHarness.Generate($$"""
            using System;
            using Mooncake;
            namespace Samples;
            [StoreKey("{{template}}")]
            public partial record Item({{members}});
            public static class Keys { public static string? Pattern() => Probe.Prefix(new ItemKey({{leading}}default!), 0); }
            """ + Probe.Replace("KEY", "ItemKey", StringComparison.Ordinal));
        Regex pattern = new(code.Method<Func<string?>>("Samples.Keys", "Pattern")()!, RegexOptions.ECMAScript);
        Func<string, string?> reformat = code.Method<Func<string, string?>>("Samples.Probe", "Reformat");
        Assert.All(own.Split(';'), key => Assert.Equal((key, true), (reformat(key), pattern.IsMatch(key))));
        Assert.All(others.Split(';'), key => Assert.Equal((null, false), (reformat(key), pattern.IsMatch(key))));
    }

    [Fact]
    public void Text_LiteralOutsideAscii_IsUtf8()
    {
        GeneratedCode code = GeneratorHarness.Generate("""
            using Mooncake;
            namespace Samples;
            [StoreKey("キー🥮/\"{Größe}→{名}\\")]
            public partial record Sache(int Größe, string 名);
            public static class Keys { public static string Text(int größe, string 名) => new SacheKey(größe, 名).ToString(); }
            """ + Probe.Replace("KEY", "SacheKey", StringComparison.Ordinal));
        string text = code.Method<Func<int, string, string>>("Samples.Keys", "Text")(1, "→\\");
        Assert.Equal("キー🥮/\"1→%E2%86%92%5C\\", text);
        Assert.Equal(text, code.Method<Func<string, string?>>("Samples.Probe", "Reformat")(text));
    }
}
