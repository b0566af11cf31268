namespace Mooncake.Durable.Tests.Support;

/// <summary>A typed record.</summary>
[StoreKey("sample/{Group}/{Number:D6}")]
public sealed partial record Sample(string Group, int Number, string Text);
