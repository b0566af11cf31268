using System.Globalization;
using System.Text.Json;
using Mooncake.Conformance.Model;

namespace Mooncake.Conformance.Player;

/// <summary>
/// What a step has to answer: <c>require</c> where there is one, else <c>require_between</c> where there is one, else
/// <c>observed</c>.
/// </summary>
internal sealed class StepExpectation
{
    private readonly JsonMembers? _exact;
    private readonly JsonMembers? _between;

    /// <summary>Takes the expectation from a step.</summary>
    /// <param name="step">The step.</param>
    internal StepExpectation(JsonMembers step)
    {
        JsonMembers? observed = step.Members("observed");
        JsonMembers? required = step.Members("require");
        _between = step.Members("require_between");
        _exact = required ?? (_between is null ? observed : null);
    }

    /// <summary>Compares what came with what was expected.</summary>
    /// <param name="outcome">What came.</param>
    /// <returns>One text for each difference: expected, got.</returns>
    internal IReadOnlyList<string> Compare(StepOutcome outcome)
    {
        List<string> differences = [];
        if (outcome.Violation is { } violation)
        {
            differences.Add(violation);
        }

        if (_between is not null)
        {
            CompareRange(_between, outcome, differences);
            _between.RequireAllTaken();
        }

        if (_exact is not null)
        {
            CompareExactly(_exact, outcome, differences);
            _exact.RequireAllTaken();
        }

        return differences;
    }

    private static void CompareRange(JsonMembers between, StepOutcome outcome, List<string> differences)
    {
        JsonElement range = between.Required("answer");
        long low = range[0].GetInt64();
        long high = range[1].GetInt64();
        if (!long.TryParse(outcome.Answer, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long answer) || answer < low || answer > high)
        {
            differences.Add(Describe("answer", $"{low} to {high}", outcome.Answer));
        }
    }

    private static void CompareExactly(JsonMembers exact, StepOutcome outcome, List<string> differences)
    {
        if (exact.Optional("answer") is { } answer)
        {
            Require("answer", answer.ToString(), outcome.Answer, differences);
        }

        if (exact.Optional("results") is { } results)
        {
            Require("results", Show(Numbers(results)), Show(outcome.Results), differences);
        }

        if (exact.Optional("runs") is { } runs)
        {
            IEnumerable<long> unrolled = runs.EnumerateArray().SelectMany(static run => Enumerable.Repeat(run[0].GetInt64(), run[1].GetInt32()));
            Require("runs", ShowRuns([.. unrolled]), ShowRuns(outcome.Repeated), differences);
        }

        if (exact.Optional("data_ok") is { } dataOk)
        {
            IReadOnlyList<bool> expected = dataOk.ValueKind == JsonValueKind.Array
                ? [.. dataOk.EnumerateArray().Select(static item => item.GetBoolean())]
                : [dataOk.GetBoolean()];
            Require("data_ok", Show(expected), Show(outcome.DataOk), differences);
        }

        if (exact.Optional("hostname_has_port") is { } hasPort)
        {
            Require("hostname_has_port", hasPort.GetBoolean().ToString(), outcome.HostnameHasPort?.ToString(), differences);
        }
    }

    private static IReadOnlyList<long> Numbers(JsonElement array) => [.. array.EnumerateArray().Select(static item => item.GetInt64())];

    private static void Require(string what, string? expected, string? actual, List<string> differences)
    {
        if (expected != actual)
        {
            differences.Add(Describe(what, expected, actual));
        }
    }

    private static string Describe(string what, string? expected, string? actual) =>
        $"{what}: expected {expected}, got {actual ?? "none"}";

    private static string? Show<T>(IReadOnlyList<T>? values) => values is null ? null : $"[{string.Join(", ", values)}]";

    private static string? ShowRuns(IReadOnlyList<long>? answers)
    {
        if (answers is null)
        {
            return null;
        }

        List<string> runs = [];
        for (int start = 0, end; start < answers.Count; start = end)
        {
            for (end = start + 1; end < answers.Count && answers[end] == answers[start];)
            {
                end++;
            }

            runs.Add(string.Create(CultureInfo.InvariantCulture, $"{end - start} x {answers[start]}"));
        }

        return $"[{string.Join(", ", runs)}]";
    }
}
