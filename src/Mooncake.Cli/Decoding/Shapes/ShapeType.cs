using Mooncake.Serialization;

namespace Mooncake.Cli.Decoding.Shapes;

/// <summary>A type of a <c>StoreShapes.txt</c>.</summary>
internal sealed class ShapeType
{
    /// <summary>Describes a type.</summary>
    /// <param name="name">Its metadata name.</param>
    /// <param name="fingerprint">The fingerprint that its line states.</param>
    /// <param name="kind">Its kind, such as <c>object</c>.</param>
    /// <param name="members">Its members, by place.</param>
    internal ShapeType(string name, ulong fingerprint, string kind, IReadOnlyList<ShapeMember> members)
    {
        Name = name;
        Fingerprint = fingerprint;
        Kind = kind;
        Members = members;
    }

    /// <summary>The metadata name.</summary>
    internal string Name { get; }

    /// <summary>The fingerprint of the trailers of its objects.</summary>
    internal ulong Fingerprint { get; }

    /// <summary>One of the kinds of <see cref="Serialization.Fingerprint"/>.</summary>
    internal string Kind { get; }

    /// <summary>The members, slots or tags, by place.</summary>
    internal IReadOnlyList<ShapeMember> Members { get; }

    /// <summary>The encoding of an image or a value as one text, as a nested one has it.</summary>
    internal string ImageText =>
        Members is [{ Name: "" } only] ? only.Wire : $"{{{string.Join(';', Members.Select(member => member.Wire))}}}";

    /// <summary>The fingerprint of the members. An edited line states another.</summary>
    internal ulong FingerprintOfMembers
    {
        get
        {
            Fingerprint fingerprint = new(Kind);
            if (Kind is Serialization.Fingerprint.ImageKind or Serialization.Fingerprint.ValueKind)
            {
                fingerprint.Append(ImageText);
            }

            // Of a union and an object with slots the kind alone enters: parts come and go.
            foreach (ShapeMember member in Kind == Serialization.Fingerprint.ObjectKind ? Members : [])
            {
                fingerprint.Append(member.Wire);
            }

            return fingerprint.Value;
        }
    }

    /// <summary>Whether objects with a fingerprint are of this type, or of an earlier version of it.</summary>
    /// <param name="fingerprint">The fingerprint of a trailer.</param>
    internal bool Accepts(ulong fingerprint)
    {
        if (Kind != Serialization.Fingerprint.ObjectKind)
        {
            return fingerprint == Fingerprint;
        }

        // Members may have been appended since: the fingerprint is that of the first members.
        Fingerprint running = new(Kind);
        foreach (ShapeMember member in Members)
        {
            if (running.Value == fingerprint)
            {
                return true;
            }

            running.Append(member.Wire);
        }

        return running.Value == fingerprint;
    }
}
