using Mooncake.Sdk.Generators.Objects.Model;

namespace Mooncake.Sdk.Generators.Objects.Emission;

/// <summary>Writes the calls that measure and write one member. In a draft, the payload is in its place already.</summary>
internal static class PayloadEmitter
{
    /// <summary>The call that measures a member.</summary>
    /// <param name="model">The type.</param>
    /// <param name="member">The member; not an image.</param>
    public static string Measure(ObjectModel model, MemberModel member)
    {
        string call = $"{member.Codec.Text}.TryMeasure(ref sizer, value.{member.Name})";
        if (!IsPayload(model, member, out PayloadModel? payload))
        {
            return call;
        }

        string length = payload!.IsArray ? $"value.{member.Name}?.Length ?? 0" : $"value.{member.Name}.Length";
        return $"(sizer.IsDraft({DepthOf(model)}) ? sizer.TryAddPayload<{payload.ElementType}, {payload.ElementCodec}>({length}) : {call})";
    }

    /// <summary>The call that writes a member.</summary>
    /// <param name="model">The type.</param>
    /// <param name="member">The member; not an image.</param>
    public static string Write(ObjectModel model, MemberModel member)
    {
        string call = $"{member.Codec.Text}.TryWrite(ref writer, value.{member.Name})";
        return IsPayload(model, member, out _) ? $"(writer.IsDraft({DepthOf(model)}) ? writer.TryPlacePayload() : {call})" : call;
    }

    private static bool IsPayload(ObjectModel model, MemberModel member, out PayloadModel? payload)
    {
        payload = model.Payload;
        return payload is not null && model.Members[payload.Member] == member;
    }

    // A draft's value is the outermost one. The same type may be a member of another, with a payload of its own.
    private static string DepthOf(ObjectModel model) => model.IsNesting ? "1" : "0";
}
