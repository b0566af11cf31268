using System.Runtime.InteropServices;

namespace Mooncake.Server.Transports.Epoll;

/// <summary>
/// The functions of the C library that the transport of Linux uses. All descriptors are non-blocking, so none but epoll_wait waits.
/// </summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "libc";

    /// <summary><c>int socket(int domain, int type, int protocol)</c>, sys/socket.h. A descriptor, or -1 with errno.</summary>
    [LibraryImport(Library, EntryPoint = "socket", SetLastError = true)]
    internal static partial int Socket(int domain, int type, int protocol);

    /// <summary>
    /// <c>int setsockopt(int fd, int level, int name, const void *value, socklen_t size)</c>, sys/socket.h. 0, or -1 with errno.
    /// </summary>
    [LibraryImport(Library, EntryPoint = "setsockopt", SetLastError = true)]
    internal static partial int SetSocketOption(int descriptor, int level, int name, int* value, uint size);

    /// <summary><c>int bind(int fd, const struct sockaddr *address, socklen_t size)</c>, sys/socket.h. 0, or -1 with errno.</summary>
    [LibraryImport(Library, EntryPoint = "bind", SetLastError = true)]
    internal static partial int Bind(int descriptor, byte* address, uint size);

    /// <summary><c>int listen(int fd, int backlog)</c>, sys/socket.h. 0, or -1 with errno.</summary>
    [LibraryImport(Library, EntryPoint = "listen", SetLastError = true)]
    internal static partial int Listen(int descriptor, int backlog);

    /// <summary>
    /// <c>int accept4(int fd, struct sockaddr *address, socklen_t *size, int flags)</c>, sys/socket.h. A descriptor, or -1 with errno.
    /// </summary>
    [LibraryImport(Library, EntryPoint = "accept4", SetLastError = true)]
    internal static partial int Accept(int descriptor, byte* address, uint* size, int flags);

    /// <summary><c>int getsockname(int fd, struct sockaddr *address, socklen_t *size)</c>, sys/socket.h. 0, or -1 with errno.</summary>
    [LibraryImport(Library, EntryPoint = "getsockname", SetLastError = true)]
    internal static partial int GetSocketName(int descriptor, byte* address, uint* size);

    /// <summary>
    /// <c>ssize_t recv(int fd, void *buffer, size_t size, int flags)</c>, sys/socket.h. Bytes, 0 at the end, or -1 with errno.
    /// </summary>
    [LibraryImport(Library, EntryPoint = "recv", SetLastError = true)]
    internal static partial nint Receive(int descriptor, byte* buffer, nuint size, int flags);

    /// <summary><c>ssize_t send(int fd, const void *buffer, size_t size, int flags)</c>, sys/socket.h. Bytes, or -1 with errno.</summary>
    [LibraryImport(Library, EntryPoint = "send", SetLastError = true)]
    internal static partial nint Send(int descriptor, byte* buffer, nuint size, int flags);

    /// <summary><c>int close(int fd)</c>, unistd.h. The descriptor is gone whatever it returns.</summary>
    [LibraryImport(Library, EntryPoint = "close")]
    internal static partial int Close(int descriptor);

    /// <summary><c>int epoll_create1(int flags)</c>, sys/epoll.h. A descriptor, or -1 with errno.</summary>
    [LibraryImport(Library, EntryPoint = "epoll_create1", SetLastError = true)]
    internal static partial int CreateEpoll(int flags);

    /// <summary><c>int epoll_ctl(int epfd, int op, int fd, struct epoll_event *event)</c>, sys/epoll.h. 0, or -1 with errno.</summary>
    [LibraryImport(Library, EntryPoint = "epoll_ctl", SetLastError = true)]
    internal static partial int ControlEpoll(int epoll, int operation, int descriptor, byte* change);

    /// <summary>
    /// <c>int epoll_wait(int epfd, struct epoll_event *events, int maximum, int milliseconds)</c>, sys/epoll.h. Waits. The number of
    /// events, or -1 with errno.
    /// </summary>
    [LibraryImport(Library, EntryPoint = "epoll_wait", SetLastError = true)]
    internal static partial int WaitEpoll(int epoll, byte* events, int maximum, int milliseconds);

    /// <summary><c>int getrlimit(int resource, struct rlimit *limits)</c>, sys/resource.h: two numbers. 0, or -1 with errno.</summary>
    [LibraryImport(Library, EntryPoint = "getrlimit", SetLastError = true)]
    internal static partial int GetResourceLimit(int resource, ulong* limits);

    /// <summary><c>int eventfd(unsigned value, int flags)</c>, sys/eventfd.h. A descriptor, or -1 with errno.</summary>
    [LibraryImport(Library, EntryPoint = "eventfd", SetLastError = true)]
    internal static partial int CreateEvent(uint value, int flags);

    /// <summary><c>ssize_t read(int fd, void *buffer, size_t size)</c>, unistd.h. Bytes, or -1 with errno.</summary>
    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    internal static partial nint Read(int descriptor, void* buffer, nuint size);

    /// <summary><c>ssize_t write(int fd, const void *buffer, size_t size)</c>, unistd.h. Bytes, or -1 with errno.</summary>
    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    internal static partial nint Write(int descriptor, void* buffer, nuint size);
}
