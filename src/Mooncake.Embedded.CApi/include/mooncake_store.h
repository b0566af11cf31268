/*
 * libmooncake_store: Mooncake Store's C ABI over an engine inside this process.
 *
 * The same functions, arguments and return codes as Mooncake's own libmooncake_store.so, without a cluster: no master, no metadata
 * server, no network. A program that runs with this library runs on a cluster by loading the other file.
 *
 * Handles. mooncake_store_create returns one, mooncake_store_destroy frees it. A handle is a number, not an address: functions detect
 * null, destroyed and invalid handles, and return a code.
 *
 * Clusters. Two handles of one process share objects if they were set up with the same master_server_addr. The text is only a name.
 * A cluster is opened by its first handle and ends with its last. Destroying a handle frees its segment, and removes the objects in it.
 *
 * Threads. Any thread may call; calls on one handle may overlap. mooncake_store_destroy may be called while other calls are in
 * progress: they end as if they had been made before or after it. Use the library in one process: a child of fork must not call it if
 * its parent has called it. Unloading it does nothing.
 *
 * Memory. Text is UTF-8 and ends with a NUL. All memory that is passed belongs to the caller and is not used once the call has
 * returned. Buffers may be registered, but need not be (a cluster over RDMA requires it).
 *
 * Return codes. 0 or a positive number is success, a negative number one of the codes below. A null argument returns -1 (and a null
 * store always returns -1, also from mooncake_store_health_check); a destroyed or invalid handle, or one that is not set up, returns
 * -600. Functions return these codes in addition to those in their comments.
 *
 * Environment, read at each setup. An empty variable counts as unset. An invalid value fails the setup with -600, and standard error
 * names the variable:
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

/* The codes that this library returns. Numbers are those of Mooncake's error table; the last two are this project's own. */
enum mooncake_store_code {
    MOONCAKE_STORE_OK = 0,
    MOONCAKE_STORE_INTERNAL_ERROR = -1,         /* a null argument, or an error that should not occur (named on standard error) */
    MOONCAKE_STORE_NO_SPACE = -200,             /* no room for the object or the segment, and nothing can be evicted */
    MOONCAKE_STORE_INVALID_PARAMS = -600,       /* not set up, a destroyed handle, or an argument outside its range */
    MOONCAKE_STORE_NOT_FOUND = -704,            /* no object has this key */
    MOONCAKE_STORE_HAS_LEASE = -706,            /* the object was read recently: wait, or force the removal */
    MOONCAKE_STORE_CLUSTER_DIFFERS = -20005,    /* the cluster is already open with other options than the environment specifies */
    MOONCAKE_STORE_PATTERN_TOO_COSTLY = -20048  /* the pattern exceeded the limit for matching: nothing was removed */
};

/* A store, from mooncake_store_create. */
typedef void *mooncake_store_t;

/* Replication and pins of an object. A null pointer to it means one replica and no pin. 32 bytes on 64-bit machines. */
typedef struct mooncake_replicate_config {
    size_t replica_num;                 /* number of replicas, at least 1 (0 returns -600); reduced to the number of segments */
    int with_soft_pin;                  /* not 0: evict it only if nothing else can be evicted, until the soft pin expires */
    int with_hard_pin;                  /* not 0: never evict it */
    const char **preferred_segments;    /* hostnames of the clients whose segments to prefer, or null; none of them null */
    size_t preferred_segments_count;    /* number of pointers in preferred_segments */
} mooncake_replicate_config_t;

/* ---- Lifecycle ------------------------------------------------------------------------------------------------------------------ */

/* Creates a store that has not joined a cluster. Returns a handle, to be destroyed, or null (no memory, or a million open). */
mooncake_store_t mooncake_store_create(void);

/*
 * Leaves the cluster and frees the handle. The segment that it lent is freed, and the objects without a replica in another segment are
 * removed. Does nothing for a null or destroyed handle. Waits for copies in progress.
 */
void mooncake_store_destroy(mooncake_store_t store);

/*
 * Joins the embedded cluster named master_server_addr, and opens it if this is its first handle. If the handle has already joined,
 * changes nothing and returns 0.
 *
 *   local_hostname       the host part of this client's name (see mooncake_store_get_hostname); null or empty is "localhost"
 *   global_segment_size  memory that this client lends to the cluster, in bytes: 0 (uses others' memory) or at least 16 MiB
 *   local_buffer_size    the largest value that mooncake_store_put accepts, in bytes; no memory is reserved for it
 *   master_server_addr   the cluster's name, not empty; null is "127.0.0.1:50051"
 *   metadata_server, protocol, device_name   not used, may be null
 *
 * -600 for a size or an environment variable outside its range, an empty master_server_addr, or text that is not UTF-8; -200 if there
 * is no memory for the segment; -20005.
 */
int mooncake_store_setup(mooncake_store_t store, const char *local_hostname, const char *metadata_server, uint64_t global_segment_size,
                         uint64_t local_buffer_size, const char *protocol, const char *device_name, const char *master_server_addr);

/*
 * Joins the cluster "127.0.0.1:50051" as "localhost", with a local buffer size of 1 GiB: mooncake_store_setup with defaults for
 * everything except the segment's size. Returns the same codes.
 */
int mooncake_store_init_all(mooncake_store_t store, const char *protocol, const char *device_name, uint64_t mount_segment_size);

/* 0 healthy, 1 not set up or a destroyed handle. */
int mooncake_store_health_check(mooncake_store_t store);

/*
 * Writes the name of this client, "host:number" and a NUL; an empty name before setup. 0; -1 if it does not fit into buf_len bytes.
 * The number is unique among the clients of the process.
 */
int mooncake_store_get_hostname(mooncake_store_t store, char *buf_out, size_t buf_len);

/* ---- Put: objects are immutable ------------------------------------------------------------------------------------------------- */

/*
 * Stores a copy of the value. If the key already has an object, keeps that object and returns 0.
 * -600 for an empty key, an empty value, or one larger than the local buffer size; -200 if full.
 */
int mooncake_store_put(mooncake_store_t store, const char *key, const void *value, size_t size, const mooncake_replicate_config_t *config);

/* Like mooncake_store_put, from a buffer that may be larger than the local buffer size. */
int mooncake_store_put_from(mooncake_store_t store, const char *key, void *buffer, size_t size, const mooncake_replicate_config_t *config);

/*
 * mooncake_store_put_from for many objects; keys, buffers, sizes and results_out have count entries (at most 2^28).
 * 0: results_out contains for each item what mooncake_store_put_from would return. A negative return code applies to every item: -1 for
 * a null array, key or buffer (nothing was stored), -600 as usual. Of two items with the same key, the first is stored.
 */
int mooncake_store_batch_put_from(mooncake_store_t store, const char **keys, void **buffers, const size_t *sizes, size_t count,
                                  const mooncake_replicate_config_t *config, int *results_out);

/* ---- Get: reading renews an object's lease -------------------------------------------------------------------------------------- */

/* Copies an object into a buffer of size bytes. Returns the object's size; -704; -600 if it is larger than the buffer. */
int64_t mooncake_store_get_into(mooncake_store_t store, const char *key, void *buffer, size_t size);

/* mooncake_store_get_into for many objects, like mooncake_store_batch_put_from for puts. Duplicate keys are allowed. */
int mooncake_store_batch_get_into(mooncake_store_t store, const char **keys, void **buffers, const size_t *sizes, size_t count,
                                  int64_t *results_out);

/* 1 if an object has this key, 0 if not. Renews the lease. */
int mooncake_store_is_exist(mooncake_store_t store, const char *key);

/* mooncake_store_is_exist for many keys. */
int mooncake_store_batch_is_exist(mooncake_store_t store, const char **keys, size_t count, int *results_out);

/* The size of an object in bytes, or -704. Renews the lease. */
int64_t mooncake_store_get_size(mooncake_store_t store, const char *key);

/* ---- Remove: leased objects are kept, unless force is not 0 --------------------------------------------------------------------- */

/* 0; -704; -706 if the object has a lease and force is 0. */
int mooncake_store_remove(mooncake_store_t store, const char *key, int force);

/*
 * Removes every object whose key contains a match of an ECMAScript regular expression (std::regex). Returns the number removed; -600
 * for an invalid pattern, or one with groups and quantifiers nested more than 100 deep; -20048 for one that exceeds the time limit for
 * matching (nothing was removed). Leased objects are kept unless force is not 0.
 */
int64_t mooncake_store_remove_by_regex(mooncake_store_t store, const char *pattern, int force);

/* Removes every object. Returns the number removed. Leased objects are kept unless force is not 0. */
int64_t mooncake_store_remove_all(mooncake_store_t store, int force);

/* ---- Registration of memory ----------------------------------------------------------------------------------------------------- */

/* Registers memory. 0; -1 if size is 0; -600 if a part of it is already registered. */
int mooncake_store_register_buffer(mooncake_store_t store, void *buffer, size_t size);

/* Undoes a registration. 0; -600 if none starts there. */
int mooncake_store_unregister_buffer(mooncake_store_t store, void *buffer);

#ifdef __cplusplus
}
#endif

#endif
