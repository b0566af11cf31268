// More members than fit into a narrow frame.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreObject]
public sealed partial record Wide(
    string A00, string A01, string A02, string A03, string A04, string A05, string A06, string A07, string A08, string A09, string A10, string A11,
    string A12, string A13, string A14, string A15, string A16, string A17, string A18, string A19, string A20, string A21, string A22, string A23,
    string A24, string A25, string A26, string A27, string A28, string A29, string A30, string A31, Wide? Next);

public static class Case
{
    public static Task RunAsync(RoundTrip check)
    {
        Wide value = new("", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "z", null);
        check.Same(value with { Next = value }, check.Value(value with { Next = value }));
        return Task.CompletedTask;
    }
}
