using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Objects.Parsing;

/// <summary>Puts members into the order that the layout and their attributes ask for.</summary>
internal static class MemberOrder
{
    /// <summary>The layouts of <c>StoreLayout</c>, by their values.</summary>
    public const int Sequential = 0;

    /// <summary>Each member states its place.</summary>
    public const int Explicit = 1;

    /// <summary>Each member has a slot of stated length.</summary>
    public const int VersionTolerant = 2;

    /// <summary>The most members, and slots, of a type.</summary>
    public const int MaxMembers = 249;

    /// <summary>Sorts members and numbers their slots.</summary>
    /// <param name="members">The members in the format's own order.</param>
    /// <param name="layout">The layout.</param>
    /// <param name="slots">The slot of each sorted member; its position unless the layout is version tolerant.</param>
    /// <returns>The members in wire order, or null if the stated orders are not valid for the layout.</returns>
    public static List<ISymbol>? Sort(List<ISymbol> members, int layout, out List<int> slots)
    {
        List<(ISymbol Member, int Order, bool IsStated)> ordered =
            [.. members.Select(static (member, position) => OrderOf(member, position)).OrderBy(static item => item.Order)];
        int stated = ordered.Count(static item => item.IsStated);
        slots = layout == VersionTolerant
            ? [.. ordered.Select(static item => item.Order)]
            : [.. Enumerable.Range(0, ordered.Count)];

        bool isValid = layout switch
        {
            Explicit => stated == ordered.Count && ordered.Select(static item => item.Order).SequenceEqual(Enumerable.Range(0, ordered.Count)),
            VersionTolerant => (stated == 0 || stated == ordered.Count)
                && slots.Distinct().Count() == slots.Count
                && slots.All(static slot => slot is >= 0 and < MaxMembers),
            _ => true,
        };
        return isValid ? [.. ordered.Select(static item => item.Member)] : null;
    }

    /// <summary>Says what is wrong with orders that <see cref="Sort"/> refuses.</summary>
    /// <param name="members">The members in the format's own order.</param>
    /// <param name="layout">The layout.</param>
    /// <param name="member">The first member that is wrong.</param>
    /// <returns>What is wrong with it, and what to do.</returns>
    public static string Explain(List<ISymbol> members, int layout, out ISymbol member)
    {
        List<(ISymbol Member, int Order, bool IsStated)> all = [.. members.Select(OrderOf)];
        if (all.Find(static item => !item.IsStated).Member is { } unstated)
        {
            member = unstated;
            return layout == Explicit
                ? "it has no [StoreOrder], which an explicit layout requires on every member; state its order"
                : "it has no [StoreOrder], but other members have; state its slot";
        }

        List<(ISymbol Member, int Order, bool IsStated)> sorted = [.. all.OrderBy(static item => item.Order)];
        for (int i = 0; i < sorted.Count; i++)
        {
            (member, int order, _) = sorted[i];
            if (i > 0 && order == sorted[i - 1].Order)
            {
                return $"'{sorted[i - 1].Member.Name}' has order {order} too; state another";
            }

            if (layout == Explicit && order != i)
            {
                return $"its order is {order}, expected {i}; explicit orders start at 0 and have no gaps";
            }

            if (order is < 0 or >= MaxMembers)
            {
                return $"its slot is {order}, expected 0 to {MaxMembers - 1}; state another";
            }
        }

        member = sorted[0].Member;
        return "";
    }

    /// <summary>
    /// Finds a member whose stated order is another member's too, stated or by position: which comes first is then the source's doing.
    /// </summary>
    /// <param name="members">The members in the format's own order.</param>
    /// <returns>The member, the other one, and their order; null if there is none.</returns>
    public static (ISymbol Member, ISymbol Other, int Order)? FindTie(List<ISymbol> members)
    {
        List<(ISymbol Member, int Order, bool IsStated)> all = [.. members.Select(OrderOf)];
        for (int i = all.Count - 1; i >= 0; i--)
        {
            int other = all.FindIndex(item => item.Order == all[i].Order);
            bool isTie = other != i && (all[i].IsStated || all[other].IsStated);
            if (isTie)
            {
                return all[i].IsStated
                    ? (all[i].Member, all[other].Member, all[i].Order)
                    : (all[other].Member, all[i].Member, all[i].Order);
            }
        }

        return null;
    }

    private static (ISymbol Member, int Order, bool IsStated) OrderOf(ISymbol member, int position)
    {
        AttributeData? attribute = SymbolText.FindAttribute(member, StoreTypeNames.StoreOrder);
        return attribute is { ConstructorArguments.Length: 1 } && attribute.ConstructorArguments[0].Value is int order
            ? (member, order, true)
            : (member, position, false);
    }
}
