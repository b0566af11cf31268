using System.Net;
using System.Text;

namespace Mooncake.Cli.Charts;

/// <summary>A page of its own: no scripts, no files beside it, light and dark.</summary>
/// <param name="title">The title.</param>
internal sealed class HtmlReport(string title)
{
    private const string Style = """
        :root { color-scheme: light dark; --text: #1b1f24; --soft: #57606a; --back: #ffffff; --rule: #d8dee4;
          --c0: #0757ba; --c1: #b3470a; --c2: #116329; --c3: #7a3eb1; --c4: #9a1f4b; --c5: #4d5560; }
        @media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --soft: #9da7b1; --back: #0d1117; --rule: #30363d;
          --c0: #6cb2ff; --c1: #ffa657; --c2: #56d364; --c3: #d2a8ff; --c4: #ff9bb3; --c5: #b1bac4; } }
        body { font: 16px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back);
          max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .25rem; }
        p { margin: .5rem 0; } .facts { color: var(--soft); }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { padding: .25rem .9rem .25rem 0; text-align: left; border-bottom: 1px solid var(--rule); }
        th.n, td.n { text-align: right; }
        svg { width: 100%; min-width: 34rem; height: auto; font: 13px system-ui, sans-serif; }
        svg text { fill: var(--text); } svg .tick { fill: var(--soft); }
        .grid { stroke: var(--rule); } .axis { stroke: var(--soft); }
        .line { fill: none; stroke-width: 2.25; stroke-linejoin: round; } .reference { stroke-dasharray: 6 5; stroke-width: 1.75; }
        .c0 { stroke: var(--c0); } .c1 { stroke: var(--c1); } .c2 { stroke: var(--c2); }
        .c3 { stroke: var(--c3); } .c4 { stroke: var(--c4); } .c5 { stroke: var(--c5); }
        .mark { stroke-width: 2; fill: var(--back); }
        """;

    private readonly StringBuilder _body = new();

    /// <summary>Adds a line of facts, in a softer colour.</summary>
    internal void AddFacts(string text) => _body.AppendLine($"<p class=\"facts\">{Encoded(text)}</p>");

    /// <summary>Adds a heading and a sentence or two.</summary>
    internal void AddSection(string heading, string text) => _body.AppendLine($"<h2>{Encoded(heading)}</h2>\n<p>{Encoded(text)}</p>");

    /// <summary>Adds a chart.</summary>
    internal void AddChart(LineChart chart) => _body.AppendLine($"<div class=\"wide\">{SvgChart.Draw(chart)}</div>");

    /// <summary>Adds a table.</summary>
    /// <param name="headings">The headings. One that ends with <c>#</c> stands above numbers, which are aligned to the right.</param>
    /// <param name="rows">The rows, each with a cell for each heading.</param>
    internal void AddTable(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        string[] classes = [.. headings.Select(static heading => heading.EndsWith('#') ? " class=\"n\"" : "")];
        _body.Append("<div class=\"wide\"><table><thead><tr>");
        _body.AppendJoin("", headings.Select((heading, i) => $"<th{classes[i]}>{Encoded(heading.TrimEnd('#'))}</th>"));
        _body.AppendLine("</tr></thead><tbody>");
        foreach (IReadOnlyList<string> row in rows)
        {
            _body.Append("<tr>").AppendJoin("", row.Select((cell, i) => $"<td{classes[i]}>{Encoded(cell)}</td>")).AppendLine("</tr>");
        }

        _body.AppendLine("</tbody></table></div>");
    }

    /// <summary>The page.</summary>
    public override string ToString() => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>{Encoded(title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        <h1>{Encoded(title)}</h1>
        {_body}
        </body>
        </html>

        """;

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
