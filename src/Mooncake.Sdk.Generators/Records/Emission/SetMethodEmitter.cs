using Mooncake.Sdk.Generators.Emission;
using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Records.Model;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Records.Emission;

/// <summary>Writes the extension methods of one typed set. Names of parts win over the names of the other parameters.</summary>
/// <remarks>
/// Overloads differ in the number of leading parts that they take, so what follows the parts must never be of a type that a part can have:
/// options come in an options object, never as a <c>bool</c>. A call then has one meaning, whatever the types of the parts are.
/// </remarks>
internal sealed class SetMethodEmitter
{
    private const string Token = "global::System.Threading.CancellationToken";
    private const string Removed = "global::System.Threading.Tasks.ValueTask<global::Mooncake.StoreResult<global::Mooncake.StoreRemoval>>";
    private const string Task = "global::System.Threading.Tasks.ValueTask";
    private const string Options = "global::Mooncake.RemoveOptions?";
    private const string LeaseChoice = "What to do about a reader's lease; null fails on a lease.";
    private const string LeasesChoice = "What to do about leased objects; null skips them.";

    private readonly SourceWriter _writer;
    private readonly RecordModel _record;
    private readonly EquatableArray<KeyPartModel> _parts;
    private readonly string _set;
    private readonly string _token;
    private readonly string _options;
    private readonly string _time;
    private readonly string _factory;
    private readonly string _payloadLength;

    /// <summary>Prepares the names.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="record">The type.</param>
    public SetMethodEmitter(SourceWriter writer, RecordModel record)
    {
        _writer = writer;
        _record = record;
        _parts = record.Template.Parts;
        string[] taken = [.. _parts.Select(static part => part.Parameter.TrimStart('@'))];
        _set = CSharpText.Unique("set", taken);
        _token = CSharpText.Unique("cancellationToken", taken);
        _options = CSharpText.Unique("options", taken);
        _time = CSharpText.Unique("expiry", taken);
        _factory = CSharpText.Unique("factory", taken);
        _payloadLength = CSharpText.Unique("payloadLength", taken);
    }

    /// <summary>Writes a method that makes the key from its parts and passes it on.</summary>
    /// <param name="name">The set's method.</param>
    /// <param name="result">What it returns.</param>
    /// <param name="summary">What it does.</param>
    public void WriteByKey(string name, string result, string summary)
    {
        WriteComment(summary, _parts, null, null);
        _writer.Line($"public static {result} {name}({Receiver()}{Parameters(_parts)}, {Token} {_token} = default) =>");
        WriteBody($"{_set}.{name}({Key()}, {_token});");
    }

    /// <summary>Writes the removal of one object.</summary>
    public void WriteRemove()
    {
        WriteComment("Removes an object.", _parts, _options, LeaseChoice);
        _writer.Line($"public static global::System.Threading.Tasks.ValueTask<global::Mooncake.StoreResult> RemoveAsync({Receiver()}{Parameters(_parts)}, {Options} {_options} = null, {Token} {_token} = default) =>");
        WriteBody($"{_set}.RemoveAsync({Key()}, {_options}, {_token});");
    }

    /// <summary>
    /// Writes the removals by leading parts: none of them, where the template begins with literal text, up to all but the last.
    /// </summary>
    public void WriteRemovals()
    {
        int first = _record.Template.Lead.Length > 0 ? 0 : 1;
        for (int count = first; count < _parts.Count; count++)
        {
            WriteRemoval(count);
        }
    }

    /// <summary>Writes the changes of an object's expiry: to a time from now on, and to a point in time or none.</summary>
    public void WriteExpiries()
    {
        WriteExpiry("global::System.TimeSpan", "Lets an object expire after a time.", "The time from now on, above zero.");
        WriteExpiry(
            "global::System.DateTimeOffset?",
            "Lets an object expire at a time, or never.",
            "The time; one that has passed removes the object, and null lets it stay.");
    }

    /// <summary>Writes the read that creates the value if it is missing.</summary>
    public void WriteCreation()
    {
        WriteComment(
            "Reads an object, or creates and stores it if it is missing.", _parts, _factory, "Creates the value of the key that it gets.");
        _writer.Line($"/// <param name=\"{_options}\">How the value is stored; null for the default.</param>");
        string factory = $"global::System.Func<{_record.Names.Key}, {Token}, {Task}<{_record.Names.Type}>> {_factory}";
        string options = $"global::Mooncake.PutOptions? {_options} = null";
        _writer.Line($"public static {Task}<global::Mooncake.StoreResult<{_record.Names.Type}>> GetOrCreateAsync({Receiver()}{Parameters(_parts)}, {factory}, {options}, {Token} {_token} = default) =>");
        WriteBody($"{_set}.GetOrCreateAsync({Key()}, {_factory}, {_options}, {_token});");
    }

    /// <summary>
    /// Writes the lists, scans and counts by leading parts, from one up to all but the last. Those by none are the set's own.
    /// </summary>
    public void WriteListings()
    {
        for (int count = 1; count < _parts.Count; count++)
        {
            KeyPartModel[] parts = [.. _parts.Take(count)];
            string begin = Begin(parts);
            WriteComment($"Lists the set's keys that begin with <c>{begin}</c>.", parts, null, null);
            _writer.Line("/// <returns>The keys, which are read while they are enumerated.</returns>");
            _writer.Line($"public static global::Mooncake.StoreKeyList<{_record.Names.Key}> ListAsync({Receiver()}{Parameters(parts)}, {Token} {_token} = default) =>");
            WriteBody($"{_set}.ListStartingWithAsync({LeadingKey(count)}, {count}, {_token});");
            WriteComment($"Reads the set's values whose keys begin with <c>{begin}</c>, in the order of their keys.", parts, null, null);
            _writer.Line("/// <returns>Each value, or why it could not be read.</returns>");
            _writer.Line($"public static global::System.Collections.Generic.IAsyncEnumerable<global::Mooncake.StoreResult<{_record.Names.Type}>> ScanAsync({Receiver()}{Parameters(parts)}, {Token} {_token} = default) =>");
            WriteBody($"{_set}.ScanStartingWithAsync({LeadingKey(count)}, {count}, {_token});");
            WriteComment($"Counts the set's objects whose key begins with <c>{begin}</c>.", parts, null, null);
            _writer.Line($"public static {Task}<global::Mooncake.StoreResult<long>> CountAsync({Receiver()}{Parameters(parts)}, {Token} {_token} = default) =>");
            WriteBody($"{_set}.CountStartingWithAsync({LeadingKey(count)}, {count}, {_token});");
        }
    }

    /// <summary>
    /// Writes the creation of drafts: from the key, or its parts, where the value has nothing else besides the payload; otherwise from a
    /// value.
    /// </summary>
    public void WriteDrafts()
    {
        if (_record.Draft is not { } draft)
        {
            return;
        }

        if (draft.OfKey is null)
        {
            string value = CSharpText.Unique("value", []);
            WriteDraft(
                draft, [], $", {_record.Names.Type} {value}", value, (value, "The members other than the payload, which is empty here."));
            return;
        }

        WriteDraft(draft, [], $", {_record.Names.Key} key", "key", ("key", "The key."));
        WriteDraft(draft, _parts, Parameters(_parts), Key(), null);
    }

    private void WriteDraft(
        DraftModel draft, IEnumerable<KeyPartModel> parts, string parameters, string argument, (string Name, string Text)? extra)
    {
        WriteComment("Creates an object whose payload the caller writes directly into registered memory.", parts, extra?.Name, extra?.Text);
        _writer.Line($"/// <param name=\"{_payloadLength}\">The number of elements of the payload.</param>");
        _writer.Line("/// <returns>The draft, to be put and disposed by the caller; or why there is none.</returns>");
        _writer.Line($"public static {Task}<global::Mooncake.StoreResult<global::Mooncake.StoreDraft<{_record.Names.Type}, {draft.ElementType}>>> CreateDraftAsync({Receiver()}{parameters}, int {_payloadLength}, {Token} {_token} = default) =>");
        WriteBody($"{_set}.CreateDraftOfAsync<{draft.ElementType}>({argument}, {_payloadLength}, {_token});");
    }

    private void WriteExpiry(string type, string summary, string text)
    {
        WriteComment(summary, _parts, _time, text);
        _writer.Line($"public static {Task}<global::Mooncake.StoreResult> SetExpiryAsync({Receiver()}{Parameters(_parts)}, {type} {_time}, {Token} {_token} = default) =>");
        WriteBody($"{_set}.SetExpiryAsync({Key()}, {_time}, {_token});");
    }

    private void WriteRemoval(int count)
    {
        KeyPartModel[] parts = [.. _parts.Take(count)];
        string begin = Begin(parts);
        WriteComment($"Removes the set's objects whose key begins with <c>{begin}</c>.", parts, _options, LeasesChoice);
        _writer.Line("/// <returns>How many objects were removed, and how many were skipped.</returns>");
        string name = count == 0 ? "RemoveAllAsync" : "RemoveByPrefixAsync";
        string key = LeadingKey(count);
        _writer.Line(
            $"public static {Removed} {name}({Receiver()}{Parameters(parts)}, {Options} {_options} = null, {Token} {_token} = default) =>");
        WriteBody($"{_set}.RemoveStartingWithAsync({key}, {count}, {_options}, {_token});");
    }

    private string Begin(IEnumerable<KeyPartModel> parts) =>
        CSharpText.Xml(_record.Template.Lead + string.Concat(parts.Select(static part => $"{{{part.Name}}}{part.Literal}")));

    private string LeadingKey(int count) => count == 0
        ? $"default({_record.Names.Key})"
        : $"new {_record.Names.Key}({string.Join(", ", _parts.Select((part, i) => Argument(part, i < count)))})";

    private static string Argument(KeyPartModel part, bool isGiven) =>
        isGiven ? part.Parameter : part.Kind == KeyPartKind.Text ? "default!" : "default";

    /// <summary>Each with a comma in front of it: a single object has none.</summary>
    private static string Parameters(IEnumerable<KeyPartModel> parts) =>
        string.Concat(parts.Select(static part => $", {part.Type} {part.Parameter}"));

    private string Receiver() => $"this global::Mooncake.StoreSet<{_record.Names.Key}, {_record.Names.Type}> {_set}";

    private string Key() => $"new {_record.Names.Key}({string.Join(", ", _parts.Select(static part => part.Parameter))})";

    private void WriteBody(string call)
    {
        _writer.Indent();
        _writer.Line(call);
        _writer.Outdent();
    }

    private void WriteComment(string summary, IEnumerable<KeyPartModel> parts, string? extra, string? extraText)
    {
        _writer.Line();
        _writer.Line($"/// <summary>{summary}</summary>");
        _writer.Line($"/// <param name=\"{_set}\">The typed set.</param>");
        foreach (KeyPartModel part in parts)
        {
            _writer.Line($"/// <param name=\"{part.Parameter.TrimStart('@')}\">The key's part <c>{{{part.Name}}}</c>.</param>");
        }

        if (extra is not null)
        {
            _writer.Line($"/// <param name=\"{extra}\">{extraText}</param>");
        }

        _writer.Line($"/// <param name=\"{_token}\">Ends the wait; what was handed over already may still happen.</param>");
    }
}
