using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Mooncake.Sdk.MemoryPackInterop.Tests.Random;

/// <summary>Makes a value for a type, or for the type of the same name in the other copy.</summary>
/// <param name="type">The type to make it for.</param>
internal delegate object? Recipe(Type type);

/// <summary>Generators of recipes for the types that can be stored.</summary>
internal static class RandomValues
{
    private const int MostElements = 2;
    private const int DeepestTree = 3;

    private static readonly MethodInfo DefaultMap = typeof(RandomValues).GetMethod(nameof(OfDefault), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly string[] Texts = ["", "a", "moon", "h\u00e9", "\u6708", "\ud83c\udf19 cake", new('x', 200), "tab\t", "\0"];

    /// <summary>Recipes for a type.</summary>
    /// <param name="type">A type of the first copy.</param>
    /// <param name="depth">How many objects are around it.</param>
    internal static Gen<Recipe> Of(Type type, int depth = 0)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return OrNull(Of(inner, depth).Select<Recipe, Recipe>(static recipe => target => recipe(Nullable.GetUnderlyingType(target)!)));
        }

        if (OfText(type) is { } text)
        {
            return OrNull(text);
        }

        if (RandomCollections.PartsOf(type) is { } parts)
        {
            return OrNull(OfParts(type, parts, depth));
        }

        return type.Namespace == nameof(Vec) ? OfObject(type, depth) : (Gen<Recipe>)DefaultMap.MakeGenericMethod(type).Invoke(null, null)!;
    }

    private static Gen<Recipe> OrNull(Gen<Recipe> recipes) =>
        Gen.Frequency((1, Gen.Constant<Recipe>(static target => target.IsValueType ? Activator.CreateInstance(target) : null)), (5, recipes));

    private static Gen<Recipe> Fixed(object? value) => Gen.Constant<Recipe>(_ => value);

    private static Gen<Recipe> Fixed<T>(Gen<T> values) => values.Select<T, Recipe>(static value => _ => value);

    private static Gen<Recipe>? OfText(Type type)
    {
        Gen<string> texts = Gen.OneOf(
            Gen.Elements(Texts), Gen.Choose(0, 99_999).Select(static number => number.ToString(CultureInfo.InvariantCulture)));
        return type switch
        {
            _ when type == typeof(string) => Fixed(texts),
            _ when type == typeof(Uri) => Fixed(Gen.Elements("https://example.org/a?b=c", "relative/path", "urn:x:y").Select(static text => new Uri(text, UriKind.RelativeOrAbsolute))),
            _ when type == typeof(Version) => Fixed(Gen.Elements(new Version(1, 2), new Version(1, 2, 3), new Version(0, 0, 0, 4))),
            _ when type == typeof(StringBuilder) => Fixed(texts.Select(static text => new StringBuilder(text))),
            _ => null,
        };
    }

    private static Gen<Recipe> OfDefault<T>()
    {
        if (typeof(T) == typeof(Vector3))
        {
            return Fixed(Gen.Choose(-9, 9).Select(static number => (object)new Vector3(number, 1, -number)));
        }

        if (typeof(T) == typeof(Rune))
        {
            return Fixed(Gen.Choose(0, 0xd7ff).Select(static number => new Rune(number)));
        }

        if (typeof(T) == typeof(Half) || typeof(T) == typeof(Int128))
        {
            return Fixed(Gen.Choose(-1000, 1000).Select(static number => typeof(T) == typeof(Half) ? (object)(Half)number : (Int128)number << 70));
        }

        return typeof(T).IsEnum ? Fixed(Gen.Elements(Enum.GetValues(typeof(T)).Cast<object>().ToArray())) : Fixed(ArbMap.Default.GeneratorFor<T>());
    }

    private static Gen<Recipe> OfParts(Type type, Type[] parts, int depth)
    {
        bool isCollection = RandomCollections.IsCollection(type);
        return
            from count in Gen.Choose(isCollection ? 0 : 1, isCollection ? MostElements : 1)
            from items in Gen.CollectToArray(Enumerable.Range(0, count).Select(_ => Gen.CollectToArray(parts.Select(part => Of(part, depth)))))
            select (Recipe)(target =>
            {
                Type[] targets = RandomCollections.PartsOf(target)!;
                return RandomCollections.Make(target, targets, [.. items.Select(item => item.Select((recipe, i) => recipe(targets[i])).ToArray())]);
            });
    }

    private static Gen<Recipe> OfObject(Type type, int depth)
    {
        if (type.IsAbstract)
        {
            Type[] cases = [.. type.Assembly.GetTypes().Where(candidate => candidate.BaseType == type)];
            return OrNull(Gen.OneOf(cases.Select(candidate =>
                OfObject(candidate, depth).Select<Recipe, Recipe>(recipe => target => recipe(target.Assembly.GetType($"{target.Namespace}.{candidate.Name}")!)))));
        }

        PropertyInfo[] properties = [.. type.GetProperties().Where(property => depth < DeepestTree || !property.PropertyType.ToString().Contains(type.FullName!, StringComparison.Ordinal))];
        return
            from values in Gen.CollectToArray(properties.Select(property => Of(property.PropertyType, depth + 1)))
            select (Recipe)(target =>
            {
                object made = Activator.CreateInstance(target)!;
                foreach ((int i, PropertyInfo property) in properties.Index())
                {
                    PropertyInfo other = target.GetProperty(property.Name)!;
                    other.SetValue(made, values[i](other.PropertyType));
                }

                return made;
            });
    }
}
