// Letters of several scripts, a combining mark and an underline of another script are identifiers, and parts of file names.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Größen.漢字;

[StoreKey("größe/{Straße}→{名前:G}", Set = "Maße")]
public sealed partial record Maß‿Angabe(int Straße, 種類 名前, string Ünïcödé, string कि);

public enum 種類 { 無, 大きい }

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Maß‿Angabe value = new(1, 種類.大きい, "ü", "कि");
        check.Same(value, await check.RecordAsync<Maß‿AngabeKey, Maß‿Angabe>(value, "größe/1→大きい"));
    }
}
