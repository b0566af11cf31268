namespace Mooncake.Sdk.Generators.Model;

/// <summary>One of the declarations around and including a type, as text: what a further partial part of it repeats.</summary>
/// <param name="Keyword"><c>class</c>, <c>struct</c>, <c>record</c>, <c>record struct</c> or <c>interface</c>.</param>
/// <param name="Name">The name, escaped, with its type parameters: <c>Box&lt;T&gt;</c>.</param>
internal sealed record TypeDeclaration(string Keyword, string Name);
