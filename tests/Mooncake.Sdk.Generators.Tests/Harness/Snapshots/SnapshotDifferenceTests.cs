namespace Mooncake.Sdk.Generators.Tests.Harness.Snapshots;

/// <summary>
/// What is stored of a variant is all of it: whatever changes in emitted code changes its difference, or the canonical code.
/// </summary>
public class SnapshotDifferenceTests
{
    private const string Path = "Canonical.verified.cs";

    private const string Canonical = """
        #nullable enable

        namespace Samples
        {
            partial record Point : global::Mooncake.Serialization.IStoreObject<global::Samples.Point>
            {
                public static bool TryWrite(ref Writer writer, in global::Samples.Point value)
                {
                    if (!writer.TryTake(4))
                    {
                        return false;
                    }

                    writer.Write(value.X);
                    writer.Write(value.Y);
                    return true;
                }

                public static bool TrySkip(ref Reader reader)
                {
                    return reader.TrySkip(4);
                }
            }
        }

        """;

    private const string Variant = """
        #nullable enable

        namespace Samples
        {
            partial class Outer
            {
                partial record Place : global::Mooncake.Serialization.IStoreObject<global::Samples.Outer.Place>
                {
                    public static bool TryWrite(ref Writer writer, in global::Samples.Outer.Place value)
                    {
                        if (!writer.TryTake(8))
                        {
                            return false;
                        }

                        foreach (int item in value.Items)
                        {
                            writer.Write(item);
                        }

                        return true;
                    }

                    public static bool TrySkip(ref Reader reader)
                    {
                        return reader.TrySkip(4);
                    }
                }
            }
        }

        """;

    [Fact]
    public void Difference_WrittenAndRead_GivesTheVariant() =>
        Assert.Equal(Variant, SnapshotDifference.Parse(SnapshotDifference.Between(Path, Canonical, Variant).ToString()).Apply(Canonical));

    [Fact]
    public void Difference_OfVariantWithAnyLineChangedOrMoved_IsAnother()
    {
        string[] lines = Variant.Split('\n');
        string difference = SnapshotDifference.Between(Path, Canonical, Variant).ToString();
        int[] statements = [.. Enumerable.Range(0, lines.Length - 1).Where(i => lines[i].EndsWith(';'))];
        Assert.All(statements, i => Assert.NotEqual(difference, With(lines[..i], [lines[i] + " // changed"], lines[(i + 1)..])));
        Assert.All(statements, i => Assert.NotEqual(difference, With(lines[..i], [lines[i + 1], lines[i]], lines[(i + 2)..])));
        Assert.All(statements, i => Assert.NotEqual(difference, With(lines[..i], [], lines[(i + 1)..])));
    }

    /// <summary>What both get is shown once: in the canonical code.</summary>
    [Fact]
    public void Difference_OfFilesThatChangeAlike_Stays() => Assert.Equal(
        SnapshotDifference.Between(Path, Canonical, Variant).ToString(),
        SnapshotDifference.Between(
            Path,
            Canonical.Replace("#nullable enable", "#pragma warning disable\n#nullable enable", StringComparison.Ordinal),
            Variant.Replace("#nullable enable", "#pragma warning disable\n#nullable enable", StringComparison.Ordinal)).ToString());

    [Fact]
    public void Difference_FromCanonicalCodeThatChangedAlone_IsNotTheVariantAnyMore() => Assert.NotEqual(
        Variant,
        SnapshotDifference.Between(Path, Canonical, Variant).Apply(
            Canonical.Replace("reader.TrySkip(4)", "reader.TrySkip(5)", StringComparison.Ordinal)));

    [Fact]
    public void Difference_FromCodeWithoutTheDeclaration_Throws()
    {
        SnapshotDifference difference = SnapshotDifference.Between(Path, Canonical, Variant);
        Assert.Throws<FormatException>(() => difference.Apply(Canonical.Replace("TrySkip(ref", "TryPass(ref", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("if (a) { b; }\n\nc;\n")]
    [InlineData("{\nnot indented;\n}\n")]
    public void Code_ThatWouldNotExpandToItself_Throws(string code) => Assert.Throws<FormatException>(() => CondensedCode.Condense(code));

    [Fact]
    public void Text_ThatIsNoDifference_Throws() =>
        Assert.Throws<FormatException>(() => SnapshotDifference.Parse("--- " + Path + "\n<<<<<<< ours\n"));

    private static string With(params string[][] parts)
    {
        // Code that cannot be condensed fails the corpus's test as well, where no difference is written.
        try
        {
            return SnapshotDifference.Between(Path, Canonical, string.Join('\n', parts.SelectMany(static part => part))).ToString();
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }
}
