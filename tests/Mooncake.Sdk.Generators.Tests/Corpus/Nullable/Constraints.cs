// Type parameters under every constraint that says something of null.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreObject]
public sealed partial record Box<TAny, TClass, TMaybe, TStruct, TNotNull>(TAny? Any, TClass Class, TMaybe Maybe, TStruct Struct, TStruct? Optional, TNotNull NotNull)
    where TClass : class
    where TMaybe : class?
    where TStruct : struct
    where TNotNull : notnull;

[StoreObject]
public sealed partial record Holder(Box<string, string, string?, int, string> First, Box<int, string, string?, long, int>? Second);

public static class Case
{
    public static Task RunAsync(RoundTrip check)
    {
        Holder value = new(new(null, "c", null, 1, 2, "n"), new(3, "c", "m", 4, null, 5));
        check.Same(value, check.Value(value));
        return Task.CompletedTask;
    }
}
