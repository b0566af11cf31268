/*
 * libmooncake_durable_store: Mooncake Store's C ABI over the durable engine, and what that engine has beyond it.
 *
 * The functions of mooncake_store.h are there with the same arguments and answers. What differs from the in-process engine:
 *
 * - master_server_addr is the path of a folder, or a connection string such as "durable://./data?sync=process&compression=zstd" (see
 *   docs/connection-strings.md). The folder is created if it is not there. Objects in it outlive the process.
 * - global_segment_size is the capacity in bytes: what live objects may take on disk before the oldest are evicted. 0: no limit, and
 *   nothing is ever evicted. A capacity= in the connection string takes its place.
 * - Handles of one process that name the same folder share it, with the settings of the first one; its last handle closes it. A setup with
 *   other settings answers -20005 (the capacity may differ: that of the first one counts). A second process is refused with -1105.
 * - A put is acknowledged when it is on disk, unless the connection string says otherwise (sync=).
 * - mooncake_store_health_check also answers 4: reads succeed, and writes fail, as on a full disk.
 * - No environment variable is read.
 * - Where a setup or a checkpoint fails, the reason and what to do are written to standard error.
 *
 * librocksdb.so must lie beside this library.
 */
#ifndef MOONCAKE_DURABLE_H
#define MOONCAKE_DURABLE_H

#include "mooncake_store.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Codes that this library answers beside those of mooncake_store.h. */
enum mooncake_durable_code {
    MOONCAKE_DURABLE_OTHER_VERSION = -300,      /* the folder has a format that this library does not read */
    MOONCAKE_DURABLE_DAMAGED = -801,            /* a checksum does not match: the object, or the folder, is damaged */
    MOONCAKE_DURABLE_NO_SUCH_FOLDER = -1100,    /* there is no store to open read-only */
    MOONCAKE_DURABLE_FOLDER_UNUSABLE = -1101,   /* the folder cannot be used, or holds something else; a checkpoint's folder exists */
    MOONCAKE_DURABLE_READ_FAILED = -1102,       /* a file could not be read */
    MOONCAKE_DURABLE_WRITE_FAILED = -1103,      /* a file could not be written */
    MOONCAKE_DURABLE_FOLDER_IN_USE = -1105,     /* another process has the folder open */
    MOONCAKE_DURABLE_NO_LIBRARY = -20000,       /* librocksdb.so could not be loaded */
    MOONCAKE_DURABLE_READ_ONLY = -20009,        /* the store was opened with read-only=on */
    MOONCAKE_DURABLE_BUFFER_TOO_SMALL = -20041  /* the text does not fit; nothing of it is meaningful */
};

/*
 * Lists keys in the order of their bytes.
 *
 *   prefix     what the keys begin with; null or empty for all
 *   after      the last key of the page before; null or empty for the first page
 *   keys_out   gets the keys, one behind the other, each with its NUL
 *   keys_size  its size in bytes
 *
 * Answers the number of keys; 0 at the end; -20041 if the next key alone does not fit. A page has at most 4096 keys, from one moment.
 */
int64_t mooncake_durable_scan_keys(mooncake_store_t store, const char *prefix, const char *after, char *keys_out, size_t keys_size);

/*
 * Writes the greatest key that is not above a given one, and a NUL. Answers its length without the NUL; -704 if there is none; -20041 if
 * it does not fit into key_size bytes; -600 for an empty key.
 */
int64_t mooncake_durable_floor_key(mooncake_store_t store, const char *key, char *key_out, size_t key_size);

/*
 * Makes a copy of the store in a folder that does not exist, by hard links where it is on the same file system. Everything acknowledged
 * before the call is in it. It can be opened as a store of its own. 0; -1101 if the folder exists; -200 if the disk is full; -1103.
 */
int mooncake_durable_checkpoint(mooncake_store_t store, const char *folder);

/* What a store holds and does. Later versions add members at the end. */
typedef struct mooncake_durable_statistics {
    size_t struct_size;                 /* set it to sizeof(mooncake_durable_statistics_t) before the call */
    int64_t objects;                    /* objects, with expired ones that were not reclaimed yet */
    int64_t live_bytes;                 /* what they count against the capacity */
    int64_t disk_bytes;                 /* all files of the folder */
    int64_t log_bytes;                  /* the logs that an opening would replay */
    int64_t log_syncs;                  /* syncs of the log that writes waited for, since the opening */
    int64_t compaction_backlog_bytes;   /* table files that are to be rewritten, an estimate */
    int64_t memory_tier_hits;           /* reads that the memory tier has served, since the opening */
    int64_t memory_tier_misses;         /* reads that it has passed on to the disk */
} mooncake_durable_statistics_t;

/* Fills the members that struct_size has room for. 0; -600 if struct_size is too small for itself. */
int mooncake_durable_get_statistics(mooncake_store_t store, mooncake_durable_statistics_t *statistics_out);

#ifdef __cplusplus
}
#endif

#endif
