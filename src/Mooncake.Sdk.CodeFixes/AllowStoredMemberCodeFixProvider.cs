using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.CodeFixes;

/// <summary>MOON0114: adds the attribute by which MemoryPack takes a member of a stored type.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AllowStoredMemberCodeFixProvider))]
[Shared]
public sealed class AllowStoredMemberCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.UnallowedStoredMember];

    /// <inheritdoc/>
    protected override string Title => "Add [MemoryPackAllowSerialize]";

    /// <inheritdoc/>
    protected override bool CanFix(SyntaxNode root, Diagnostic diagnostic) =>
        MemberAttributes.MemberAt(root, diagnostic.Location) is not null;

    /// <inheritdoc/>
    protected override void Fix(DocumentEditor editor, Diagnostic diagnostic)
    {
        SyntaxNode member = MemberAttributes.MemberAt(editor.OriginalRoot, diagnostic.Location)!;
        editor.ReplaceNode(member, MemberAttributes.Add(member, "MemoryPack.MemoryPackAllowSerializeAttribute"));
    }
}
