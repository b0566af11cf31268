/*
 * libmooncake_server: a server for the Redis protocol (RESP2 and RESP3) inside a C or C++ program.
 *
 * It serves a store that a connection string names, or a table of the program's own callbacks. docs/redis.md lists the commands.
 *
 * Handles. A start returns one, mooncake_server_stop ends it. A handle is a number, not an address: functions detect null, stopped and
 * invalid handles, and return a code.
 *
 * Threads. Any thread may call these functions. A server runs on threads of its own, each with its own listening socket and connections.
 * Use the library in one process: a child of fork must not call it if its parent has called it. Unloading it does nothing.
 *
 * Memory. Text is UTF-8 and ends with a NUL. What is passed to a function belongs to the caller, and is not used once the function has
 * returned; structures are copied. Only the context and the functions of a table are used until the server has stopped.
 *
 * Errors. A function returns 0 or a code of mooncake_server_code. mooncake_server_message then says what failed and what to do.
 *
 * Structures grow at the end in later versions. Set struct_size to sizeof the structure, and everything that is not needed to 0.
 */
#ifndef MOONCAKE_SERVER_H
#define MOONCAKE_SERVER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The codes of this library, which are also what callbacks answer. A start may return further codes: those of opening a store. */
enum mooncake_server_code {
    MOONCAKE_SERVER_OK = 0,
    MOONCAKE_SERVER_INTERNAL_ERROR = -1,        /* an error that should not occur */
    MOONCAKE_SERVER_NO_SPACE = -200,            /* answer of set: no room; clients get Redis's OOM error */
    MOONCAKE_SERVER_INVALID_PARAMS = -600,      /* null, a structure that is too small, a stopped handle, a stop from a callback */
    MOONCAKE_SERVER_NOT_FOUND = -704,           /* answer of get and remove: no value has this key */
    MOONCAKE_SERVER_INVALID_CONFIGURATION = -20004, /* an option or a connection string is refused */
    MOONCAKE_SERVER_CANNOT_LISTEN = -20007,     /* the port is taken, or the store cannot be opened */
    MOONCAKE_SERVER_UNSUPPORTED = -20008        /* answer of a callback: it does not do this; clients get an error */
};

/* A server, from a start. */
typedef void *mooncake_server_t;

/* How a server listens. A null pointer to it means 127.0.0.1:6380 and the defaults. */
typedef struct mooncake_server_options {
    size_t struct_size;                 /* sizeof(mooncake_server_options_t) */
    const char *address;                /* an IP address; null: 127.0.0.1. Any but a loopback address needs a password */
    const char *password;               /* the password of the user "default"; null: none */
    int32_t port;                       /* the port; 0: one that the system chooses (mooncake_server_port) */
    int32_t threads;                    /* threads that serve connections; 0: one per core */
    int32_t max_clients;                /* the most connections; 0: 10,000 */
    int32_t stop_milliseconds;          /* how long a stop waits until clients have taken their replies; 0: 5,000 */
} mooncake_server_options_t;

/* A value that get found. */
typedef struct mooncake_server_value {
    const void *bytes;                  /* its bytes, which stay unchanged until they are freed */
    size_t size;                        /* how many; at most 2^31 - 1 */
    void *owner;                        /* what free_value gets for it; anything, null included */
} mooncake_server_value_t;

/*
 * The program's own objects. All callbacks but get may be null.
 *
 * Threads. Every server thread calls, several at a time: the callbacks synchronize what they share. While a callback runs, the other
 * connections of its thread wait. A callback may call any function of this library but mooncake_server_stop for its own server (-600),
 * must return, and must let no C++ exception and no longjmp out.
 *
 * Memory. Keys and values that callbacks get are valid until they return. A key has at least one byte and no NUL in it, and is followed by
 * a NUL; a value has at least one byte and may be anything.
 *
 * Answers. 0, a code of mooncake_server_code, or any other negative number, which clients see in the error. A positive number is an error.
 */
typedef struct mooncake_server_table {
    size_t struct_size;                 /* sizeof(mooncake_server_table_t) */
    void *context;                      /* passed to every callback; never followed */

    /* Called once on each server thread, before its other callbacks. thread: 0 to the number of threads - 1. Null: not called. */
    void (*thread_started)(void *context, int32_t thread);

    /*
     * Finds a value. 0 with value_out filled; -704 if there is none, then value_out is not looked at. The server reads the bytes on the
     * calling thread, and frees them there, before any other callback of this thread. Until then they stay valid and unchanged, whatever
     * set and remove do on other threads. Called for GET, MGET, GETRANGE, STRLEN, EXISTS, TYPE and their like, also more than once for a
     * command.
     */
    int32_t (*get)(void *context, const char *key, size_t key_size, mooncake_server_value_t *value_out);

    /* Stores a copy of a value in place of any other: 0 or -200. Null: commands that write are errors. */
    int32_t (*set)(void *context, const char *key, size_t key_size, const void *value, size_t size);

    /* Removes a value: 0, or -704 if there is none. Null: DEL and UNLINK are errors. */
    int32_t (*remove)(void *context, const char *key, size_t key_size);

    /*
     * Frees a value: called exactly once for each 0 that get returned, on the same thread. Null: there is nothing to free; then the bytes
     * must stay valid until the next callback on the same thread.
     */
    void (*free_value)(void *context, void *owner);
} mooncake_server_table_t;

/*
 * Opens a store and serves it: "embedded://", "durable://./folder" (needs librocksdb.so beside this library), "mooncake://host:port" (needs
 * libmooncake_store.so). docs/connection-strings.md has the settings. Waits until the store is open and the server listens.
 *
 *   connection  the connection string
 *   options     may be null
 *   server_out  gets the server; null if the start fails
 */
int32_t mooncake_server_start(const char *connection, const mooncake_server_options_t *options, mooncake_server_t *server_out);

/*
 * Serves a table of callbacks. GET, MGET, SET without options, MSET, DEL, UNLINK, EXISTS, TOUCH, TYPE, STRLEN, GETRANGE and everything that
 * needs no objects work; commands that need expiry, conditions or lists of keys are errors.
 */
int32_t mooncake_server_start_table(
    const mooncake_server_table_t *table, const mooncake_server_options_t *options, mooncake_server_t *server_out);

/* The port that a server listens on, or a negative code. */
int32_t mooncake_server_port(mooncake_server_t server);

/*
 * Stops listening, answers the commands that have arrived, closes all connections, ends the server's threads and closes its store. After
 * it has returned, no callback runs and none is called. Of several stops of one server, one waits and the others return -600 at once.
 */
int32_t mooncake_server_stop(mooncake_server_t server);

/*
 * Writes why the last function that failed on this thread did so, and what to do, with a NUL; empty if none failed. What does not fit is
 * left out. message_out may be null to measure. Returns the length in bytes of the whole message, without the NUL.
 */
size_t mooncake_server_message(char *message_out, size_t size);

#ifdef __cplusplus
}
#endif

#endif
