namespace Mooncake.Cli.Durable;

/// <summary>The answer of <see cref="VerifyCommand"/>.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="IsWhole">Whether nothing is damaged.</param>
/// <param name="Objects">Objects that were read.</param>
/// <param name="Bytes">The bytes of their values.</param>
/// <param name="Trailers">Objects with a trailer, which was verified.</param>
/// <param name="DamagedCount">The number of damaged objects.</param>
/// <param name="Damaged">Damaged objects; not all if there are very many.</param>
/// <param name="DamagedFile">What is wrong with a file, or null.</param>
internal sealed record VerifyReport(
    string Folder,
    bool IsWhole,
    long Objects,
    long Bytes,
    long Trailers,
    long DamagedCount,
    IReadOnlyList<DamagedReport> Damaged,
    string? DamagedFile);
