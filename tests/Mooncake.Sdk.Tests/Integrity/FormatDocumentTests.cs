using System.Text.RegularExpressions;

namespace Mooncake.Sdk.Tests.Integrity;

/// <summary>docs/format.md is what readers in other languages are built from: its worked example has to be true.</summary>
public sealed partial class FormatDocumentTests
{
    private static readonly string Document = ReadDocument();

    [Theory]
    [InlineData("CHECKSUM_OBJECT", StoreIntegrity.Checksum)]
    [InlineData("IDENTITY_OBJECT", StoreIntegrity.Identity)]
    public void WorkedExample_ObjectOfTheReader_IsWhatWeWriteAndRead(string name, StoreIntegrity level)
    {
        string definition = Document[Document.IndexOf($"{name} = bytes.fromhex(", StringComparison.Ordinal)..];
        byte[] stored = FromHex(definition[..definition.IndexOf(')', StringComparison.Ordinal)].Split('(')[1]);

        Assert.Equal(TrailerSample.Object(level), stored);
        Assert.Equal((StoreErrorCode.Ok, TrailerSample.Payload.Length), TrailerSample.Check(stored, level));
    }

    [Fact]
    public void WorkedExample_RowsOfTheTable_AreTheObjectAtChecksum()
    {
        string example = Document[Document.IndexOf("## A worked example", StringComparison.Ordinal)..];
        example = example[..example.IndexOf("## A reader in Python", StringComparison.Ordinal)];

        byte[] stored = FromHex(string.Join(' ', TableBytes().Matches(example).Select(row => row.Groups[1].Value)));

        Assert.Equal(TrailerSample.Object(StoreIntegrity.Checksum), stored);
    }

    [GeneratedRegex("^\\| `([0-9A-F ]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex TableBytes();

    private static byte[] FromHex(string text) => Convert.FromHexString(string.Concat(text.Where(char.IsAsciiHexDigitUpper)));

    private static string ReadDocument()
    {
        using Stream stream = typeof(FormatDocumentTests).Assembly.GetManifestResourceStream("format.md")
            ?? throw new InvalidOperationException("docs/format.md is not embedded in the test assembly.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
