// One constructor is chosen by attribute, one sets what is required, one is private, one is that of a record's body.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;
using System.Diagnostics.CodeAnalysis;

namespace Samples;

[StoreKey("chosen/{Id}")]
public sealed partial class Chosen
{
    public Chosen(string text) => Text = text;

    [StoreConstructor]
    private Chosen(int id, string text) => (Id, Text) = (id, text);

    public int Id { get; }

    public string Text { get; }

    public static Chosen Of(int id) => new(id, "of");
}

[StoreKey("setting/{Id}")]
public sealed partial class Setting
{
    [SetsRequiredMembers]
    public Setting(int id) => Id = id;

    public required int Id { get; init; }

    public required string? Text { get; set; }
}

[StoreKey("body/{Id}")]
public sealed partial record Body
{
    public Body() { }

    private Body(Body original) => (Id, Copies) = (original.Id, original.Copies + 1);

    public int Id { get; init; }

    public int Copies { get; init; }
}

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        check.Same("of", (await check.RecordAsync<ChosenKey, Chosen>(Chosen.Of(1), "chosen/1")).Text);
        check.Same("t", (await check.RecordAsync<SettingKey, Setting>(new(2) { Text = "t" }, "setting/2")).Text);
        check.Same(1, (await check.RecordAsync<BodyKey, Body>(new Body { Id = 4 } with { Id = 3 }, "body/3")).Copies);
    }
}
