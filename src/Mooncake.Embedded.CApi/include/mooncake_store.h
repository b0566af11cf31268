/*
 * libmooncake_store: Mooncake Store's C ABI over an engine inside this process.
 *
 * The same functions, arguments and answers as Mooncake's own libmooncake_store.so, without a cluster: no master, no metadata server,
 * no network. A program that runs against this library runs against a cluster by loading the other file.
 *
 * Handles. mooncake_store_create gives one, mooncake_store_destroy ends it. A handle is a number, not an address: null, dead and
 * invented handles are found out and answered with a code.
 *
 * Clusters. Two handles of one process share objects if they were set up with the same master_server_addr. The text is only a name.
 * A cluster is opened by its first handle and ends with its last; a handle that leaves takes its segment, and the objects in it.
 *
 * Threads. Any thread may call; calls on one handle may overlap. mooncake_store_destroy may be called while other calls are under
 * way: they end as if they had come before it or after it. Use the library in one process: a child of fork may not call it if its
 * parent has. Unloading it does nothing.
 *
 * Memory. Text is UTF-8 and ends with a NUL. All memory that is passed belongs to the caller and is not used once the call has
 * returned. Buffers may be registered, but need not be (over RDMA a cluster insists on it).
 *
 * Answers. 0 or a positive number is success, a negative number one of the codes below. A null argument answers -1 (and a null store
 * -1 everywhere, mooncake_store_health_check included); a dead or invented handle, or one that is not set up, answers -600. Where a
 * function of this header says less, it answers these as well.
 *
 * Environment, read at each setup; an empty variable counts as not set, a value that makes no sense fails the setup with -600 and is
 * named on standard error:
 *   MOONCAKE_EMBEDDED_LEASE           how long a read protects an object from removal and eviction, as 2s, 250ms, 5m (10s)
 *   MOONCAKE_EMBEDDED_SOFT_PIN        how long a soft pin lasts (30m)
 *   MOONCAKE_EMBEDDED_WATERMARK       the used share of the capacity at which eviction starts, above 0, at most 1 (0.9)
 *   MOONCAKE_EMBEDDED_EVICTION_RATIO  the share of the capacity that one round of eviction frees, 0 to 1 (0.05)
 */
#ifndef MOONCAKE_STORE_H
#define MOONCAKE_STORE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The codes that this library answers. Numbers are those of Mooncake's error table; the last two are this project's own. */
enum mooncake_store_code {
    MOONCAKE_STORE_OK = 0,
    MOONCAKE_STORE_INTERNAL_ERROR = -1,         /* a null argument, or an error that should not occur (named on standard error) */
    MOONCAKE_STORE_NO_SPACE = -200,             /* no room for the object or the segment, and nothing that may be evicted */
    MOONCAKE_STORE_INVALID_PARAMS = -600,       /* not set up, a dead handle, or an argument outside its range */
    MOONCAKE_STORE_NOT_FOUND = -704,            /* there is no object with this key */
    MOONCAKE_STORE_HAS_LEASE = -706,            /* the object was read a short time ago: wait, or force the removal */
    MOONCAKE_STORE_CLUSTER_DIFFERS = -20005,    /* the cluster is open already with other options than the environment now gives */
    MOONCAKE_STORE_PATTERN_TOO_COSTLY = -20048  /* the pattern took longer than a second: nothing was removed */
};

/* A store: what mooncake_store_create answers. */
typedef void *mooncake_store_t;

/* How to place and keep an object. Where a function takes a null pointer instead: one replica, no pin. 32 bytes on 64-bit machines. */
typedef struct mooncake_replicate_config {
    size_t replica_num;                 /* copies of the object, at least 1 (0 answers -600); never more than there are segments */
    int with_soft_pin;                  /* not 0: while its soft pin lasts, evict it only when nothing else can be */
    int with_hard_pin;                  /* not 0: never evict it */
    const char **preferred_segments;    /* hostnames of the clients whose segments to prefer, or null; none of them null */
    size_t preferred_segments_count;    /* number of pointers in preferred_segments */
} mooncake_replicate_config_t;

/* ---- Lifecycle ------------------------------------------------------------------------------------------------------------------ */

/* Creates a store that has joined no cluster yet. Answers a handle for mooncake_store_destroy, or null (no memory, or a million open). */
mooncake_store_t mooncake_store_create(void);

/*
 * Leaves the cluster and ends the handle: the segment that it lent is freed, with the objects that lie nowhere else. Does nothing for
 * a null or dead handle. Waits for copies under way.
 */
void mooncake_store_destroy(mooncake_store_t store);

/*
 * Joins the embedded cluster named master_server_addr, and opens it if this is its first handle. Once joined, changes nothing more
 * and answers 0.
 *
 *   local_hostname       the host part of this client's name (see mooncake_store_get_hostname); null or empty is "localhost"
 *   global_segment_size  memory that this client lends to the cluster, in bytes: 0 (uses others' memory) or at least 16 MiB
 *   local_buffer_size    the largest value that mooncake_store_put takes, in bytes; no memory is set aside for it
 *   master_server_addr   the cluster's name, not empty; null is "127.0.0.1:50051"
 *   metadata_server, protocol, device_name   not used, may be null
 *
 * -600 for a size or an environment variable outside its range, an empty master_server_addr, or text that is not UTF-8; -200 if there
 * is no memory for the segment; -20005.
 */
int mooncake_store_setup(mooncake_store_t store, const char *local_hostname, const char *metadata_server, uint64_t global_segment_size,
                         uint64_t local_buffer_size, const char *protocol, const char *device_name, const char *master_server_addr);

/*
 * Joins the cluster "127.0.0.1:50051" as "localhost", with a local buffer size of 1 GiB: mooncake_store_setup for programs that leave
 * everything but the segment's size to the library. Answers as that does.
 */
int mooncake_store_init_all(mooncake_store_t store, const char *protocol, const char *device_name, uint64_t mount_segment_size);

/* 0 healthy, 1 not set up or a dead handle. */
int mooncake_store_health_check(mooncake_store_t store);

/*
 * Writes the name of this client, "host:number" and a NUL; an empty name before setup. 0; -1 if it does not fit into buf_len bytes.
 * The number is unlike that of any other client of the process.
 */
int mooncake_store_get_hostname(mooncake_store_t store, char *buf_out, size_t buf_len);

/* ---- Put: objects are immutable ------------------------------------------------------------------------------------------------- */

/*
 * Stores a copy of the value. If the key has an object already it keeps it, and the answer is 0 all the same.
 * -600 for an empty key, an empty value, or one larger than the local buffer size; -200 if full.
 */
int mooncake_store_put(mooncake_store_t store, const char *key, const void *value, size_t size, const mooncake_replicate_config_t *config);

/* As mooncake_store_put, from a buffer that may be larger than the local buffer size. */
int mooncake_store_put_from(mooncake_store_t store, const char *key, void *buffer, size_t size, const mooncake_replicate_config_t *config);

/*
 * mooncake_store_put_from for many objects; keys, buffers, sizes and results_out have count entries (at most 2^28).
 * 0: results_out says of each what mooncake_store_put_from would have answered. A negative answer is that of every item: -1 for a null
 * array, key or buffer (nothing was stored), -600 as usual. Of two items with one key the first is stored.
 */
int mooncake_store_batch_put_from(mooncake_store_t store, const char **keys, void **buffers, const size_t *sizes, size_t count,
                                  const mooncake_replicate_config_t *config, int *results_out);

/* ---- Get: reading renews an object's lease -------------------------------------------------------------------------------------- */

/* Copies an object into a buffer with room for size bytes. Answers the object's size; -704; -600 if it is larger than the room. */
int64_t mooncake_store_get_into(mooncake_store_t store, const char *key, void *buffer, size_t size);

/* mooncake_store_get_into for many objects, as mooncake_store_batch_put_from does it for puts. A key may stand twice. */
int mooncake_store_batch_get_into(mooncake_store_t store, const char **keys, void **buffers, const size_t *sizes, size_t count,
                                  int64_t *results_out);

/* 1 if there is an object with this key, 0 if not. Renews the lease. */
int mooncake_store_is_exist(mooncake_store_t store, const char *key);

/* mooncake_store_is_exist for many keys. */
int mooncake_store_batch_is_exist(mooncake_store_t store, const char **keys, size_t count, int *results_out);

/* The size of an object in bytes, or -704. Renews the lease. */
int64_t mooncake_store_get_size(mooncake_store_t store, const char *key);

/* ---- Remove: refused under a lease, unless force is not 0 ----------------------------------------------------------------------- */

/* 0; -704; -706 if the object has a lease and force is 0. */
int mooncake_store_remove(mooncake_store_t store, const char *key, int force);

/*
 * Removes every object whose key contains a match of an ECMAScript regular expression (std::regex). Answers how many were removed;
 * -600 for a pattern that is not valid, or whose groups and quantifiers lie more than 100 deep inside each other; -20048 for one that
 * takes more than a second to match all keys (nothing was removed). Objects with a lease stay unless force is not 0.
 */
int64_t mooncake_store_remove_by_regex(mooncake_store_t store, const char *pattern, int force);

/* Removes every object. Answers how many were removed. Objects with a lease stay unless force is not 0. */
int64_t mooncake_store_remove_all(mooncake_store_t store, int force);

/* ---- Registration of memory ----------------------------------------------------------------------------------------------------- */

/* Registers memory. 0; -1 if size is 0; -600 if a part of it is registered already. */
int mooncake_store_register_buffer(mooncake_store_t store, void *buffer, size_t size);

/* Undoes a registration. 0; -600 if none starts there. */
int mooncake_store_unregister_buffer(mooncake_store_t store, void *buffer);

#ifdef __cplusplus
}
#endif

#endif
