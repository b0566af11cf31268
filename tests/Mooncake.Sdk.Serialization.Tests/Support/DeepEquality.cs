using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Mooncake.Sdk.Serialization.Tests.Support;

/// <summary>Compares what was written with what was read: by content, whatever the types think of equality.</summary>
internal static class DeepEquality
{
    /// <summary>Fails unless both hold the same.</summary>
    internal static void AssertSame(object? expected, object? actual)
    {
        Assert.Null(FindDifference(expected, actual, "value"));
    }

    private static string? FindDifference(object? expected, object? actual, string path)
    {
        if (expected is null || actual is null)
        {
            return expected is null && actual is null ? null : $"{path}: {expected ?? "null"} / {actual ?? "null"}";
        }

        if (ContentOf(expected) is { } expectedItems && ContentOf(actual) is { } actualItems)
        {
            return FindDifference(expectedItems, actualItems, path);
        }

        Type type = expected.GetType();
        if (type != actual.GetType())
        {
            return $"{path}: {type} / {actual.GetType()}";
        }

        if (type.IsPrimitive || type.IsEnum || (type.Namespace!.StartsWith("System", StringComparison.Ordinal) && !type.IsGenericType))
        {
            bool isSame = expected is StringBuilder ? expected.ToString() == actual.ToString() : expected.Equals(actual);
            return isSame ? null : $"{path}: {expected} / {actual}";
        }

        return FieldsOf(type)
            .Select(field => FindDifference(field.GetValue(expected), field.GetValue(actual), $"{path}.{field.Name}"))
            .FirstOrDefault(static difference => difference is not null);
    }

    private static string? FindDifference(List<object?> expected, List<object?> actual, string path)
    {
        if (expected.Count != actual.Count)
        {
            return $"{path}: {expected.Count} / {actual.Count} elements";
        }

        return Enumerable.Range(0, expected.Count)
            .Select(i => FindDifference(expected[i], actual[i], $"{path}[{i}]"))
            .FirstOrDefault(static difference => difference is not null);
    }

    // What holds elements is compared by them, with dimensions in front; anything else answers null.
    private static List<object?>? ContentOf(object value)
    {
        switch (value)
        {
            case string:
                return null;
            case Array array:
                return [.. Enumerable.Range(0, array.Rank).Select(array.GetLength).Where(_ => array.Rank > 1), .. array];
            case ITuple tuple:
                return [.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i])];
        }

        Type type = value.GetType();
        string definition = type.IsGenericType ? type.GetGenericTypeDefinition().Name : "";
        object? content = definition switch
        {
            "Memory`1" or "ReadOnlyMemory`1" => type.GetMethod("ToArray")!.Invoke(value, null),
            "ReadOnlySequence`1" => typeof(System.Buffers.BuffersExtensions).GetMethod("ToArray")!.MakeGenericMethod(type.GenericTypeArguments).Invoke(null, [value]),
            "ImmutableArray`1" => FieldsOf(type).Single(static field => field.Name == "array").GetValue(value) ?? "default",
            "PriorityQueue`2" => type.GetProperty("UnorderedItems")!.GetValue(value),
            "ArraySegment`1" => type.GetProperty("Array")!.GetValue(value) is null ? Array.Empty<object>() : value,
            _ => value,
        };
        return content switch
        {
            string => null,
            IEnumerable items => [.. items.Cast<object?>()],
            _ => null,
        };
    }

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (Type? level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            foreach (FieldInfo field in level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPointer)
                {
                    yield return field;
                }
            }
        }
    }
}
