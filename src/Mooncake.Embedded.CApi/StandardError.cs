using System.Text;

namespace Mooncake.Embedded.CApi;

/// <summary>
/// The only place where a library of codes can say why: what a program cannot find out from the code it gets, and what should never
/// happen. Nothing that a correct program does writes here.
/// </summary>
internal static class StandardError
{
    /// <summary>Writes a line. Never throws.</summary>
    /// <param name="message">What is wrong, and what to do.</param>
    internal static void Write(string message)
    {
        try
        {
            // The plain stream: the console's own writer would touch the terminal of a process that is not ours.
            using Stream stream = Console.OpenStandardError();
            stream.Write(Encoding.UTF8.GetBytes($"{LibraryName.Text}: {message}\n"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or OutOfMemoryException)
        {
            // The host has closed its standard error, or has no memory left: the code that the call answers has to do.
        }
    }
}
