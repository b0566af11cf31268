namespace Mooncake.Cli.Dashboard;

/// <summary>An entry of the key browser.</summary>
/// <param name="Id">The key, or what the keys of a group begin with, as <see cref="KeyId"/> has it.</param>
/// <param name="Name">The part after the prefix that was asked for, as text to show.</param>
/// <param name="IsGroup">True for a group: keys that go on after a <c>/</c> or <c>:</c>.</param>
internal sealed record KeyItem(string Id, string Name, bool IsGroup);
