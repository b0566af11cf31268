/*
 * What mooncake_durable.h promises beyond mooncake_store.h: folders, scans, floors, checkpoints and statistics. Runs in an empty folder.
 * Prints "ok" if all is as it says.
 */
#include <stddef.h>
#include <string.h>

#include "mooncake_durable.h"
#include "check.h"

static int setup(mooncake_store_t store, const char *address, uint64_t capacity)
{
    return mooncake_store_setup(store, NULL, NULL, capacity, MIB, NULL, NULL, address);
}

/* What one handle has stored, another one finds: in the same process, and after the last one has gone. */
static void folders(void)
{
    char copy[8] = "";
    mooncake_store_t first = mooncake_store_create(), second = mooncake_store_create(), third = mooncake_store_create();
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, setup(first, "", 0));
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, setup(first, "\xff", 0));
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, setup(first, "folders", UINT64_MAX));
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, setup(first, "durable://folders?sync=sometimes", 0));
    CHECK(MOONCAKE_DURABLE_NO_SUCH_FOLDER, setup(first, "durable://folders?read-only=true", 0));

    CHECK(0, setup(first, "folders", 0));
    CHECK(0, setup(first, "folders", 0));
    CHECK(0, setup(second, "./folders/", 0));
    CHECK(MOONCAKE_STORE_CLUSTER_DIFFERS, setup(third, "durable://folders?sync=process", 0));
    CHECK(0, mooncake_store_put(first, "key", "value", 5, NULL));
    CHECK(5, mooncake_store_get_into(second, "key", copy, sizeof copy));
    mooncake_store_destroy(first);
    CHECK(5, mooncake_store_get_size(second, "key"));
    mooncake_store_destroy(second);

    CHECK(0, setup(third, "durable://folders?sync=process", 0));
    CHECK(5, mooncake_store_get_into(third, "key", copy, sizeof copy));
    CHECK(0, memcmp("value", copy, 5));
    mooncake_store_destroy(third);

    mooncake_store_t reader = mooncake_store_create();
    CHECK(0, setup(reader, "durable://folders?read-only=true", 0));
    CHECK(5, mooncake_store_get_size(reader, "key"));
    CHECK(MOONCAKE_DURABLE_READ_ONLY, mooncake_store_put(reader, "other", "value", 5, NULL));
    CHECK(MOONCAKE_DURABLE_READ_ONLY, mooncake_store_remove_all(reader, 1));
    CHECK(MOONCAKE_DURABLE_READ_ONLY, mooncake_durable_checkpoint(reader, "copy-of-reader"));
    mooncake_store_destroy(reader);

    /* init_all opens where a setup without an address does. */
    mooncake_store_t other = mooncake_store_create();
    CHECK(0, mooncake_store_init_all(other, NULL, NULL, 16 * MIB));
    CHECK(0, mooncake_store_health_check(other));
    mooncake_store_destroy(other);
}

/* Objects come and go by the capacity that the segment's size names. */
static void capacity(void)
{
    static char value[MIB];
    mooncake_store_t store = mooncake_store_create();
    CHECK(0, setup(store, "durable://capacity?lease=0s&sync=none", 16 * MIB));
    for (int i = 0; i < 40; i++) {
        char key[16];
        snprintf(key, sizeof key, "%d", i);
        CHECK(0, mooncake_store_put(store, key, value, sizeof value, NULL));
    }
    CHECK(0, mooncake_store_is_exist(store, "0"));
    CHECK(1, mooncake_store_is_exist(store, "39"));
    mooncake_store_destroy(store);
}

static void scans(void)
{
    char keys[64], floor[8], last[64] = "";
    mooncake_store_t store = mooncake_store_create();
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_durable_scan_keys(store, NULL, NULL, keys, sizeof keys));
    CHECK(0, setup(store, "durable://scans?sync=none", 0));
    CHECK(0, mooncake_durable_scan_keys(store, NULL, NULL, keys, sizeof keys));
    for (int i = 0; i < 20; i++) {
        char key[8];
        snprintf(key, sizeof key, "k/%02d", i);
        CHECK(0, mooncake_store_put(store, key, "v", 1, NULL));
    }
    CHECK(0, mooncake_store_put(store, "other", "v", 1, NULL));

    /* A page at a time, in order. */
    int seen = 0;
    int64_t count;
    while ((count = mooncake_durable_scan_keys(store, "k/", last, keys, sizeof keys)) > 0) {
        const char *key = keys;
        for (int64_t i = 0; i < count; i++, key += strlen(key) + 1) {
            char expected[8];
            snprintf(expected, sizeof expected, "k/%02d", seen++);
            CHECK(0, strcmp(expected, key));
            snprintf(last, sizeof last, "%s", key);
        }
    }
    CHECK(0, count);
    CHECK(20, seen);
    CHECK(1, mooncake_durable_scan_keys(store, NULL, "k/19", keys, 6));
    CHECK(0, strcmp("other", keys));
    CHECK(MOONCAKE_DURABLE_BUFFER_TOO_SMALL, mooncake_durable_scan_keys(store, NULL, "k/19", keys, 5));
    CHECK(MOONCAKE_DURABLE_BUFFER_TOO_SMALL, mooncake_durable_scan_keys(store, NULL, NULL, keys, 0));
    CHECK(-1, mooncake_durable_scan_keys(store, NULL, NULL, NULL, 8));
    CHECK(-1, mooncake_durable_scan_keys(NULL, NULL, NULL, keys, 8));

    CHECK(4, mooncake_durable_floor_key(store, "k/05x", floor, sizeof floor));
    CHECK(0, strcmp("k/05", floor));
    CHECK(4, mooncake_durable_floor_key(store, "k/05", floor, 5));
    CHECK(MOONCAKE_DURABLE_BUFFER_TOO_SMALL, mooncake_durable_floor_key(store, "k/05", floor, 4));
    CHECK(MOONCAKE_DURABLE_BUFFER_TOO_SMALL, mooncake_durable_floor_key(store, "k/05", floor, 0));
    CHECK(MOONCAKE_STORE_NOT_FOUND, mooncake_durable_floor_key(store, "a", floor, sizeof floor));
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_durable_floor_key(store, "", floor, sizeof floor));
    CHECK(-1, mooncake_durable_floor_key(store, NULL, floor, sizeof floor));
    CHECK(-1, mooncake_durable_floor_key(store, "k", NULL, sizeof floor));
    mooncake_store_destroy(store);
}

static void checkpoints(void)
{
    mooncake_store_t store = mooncake_store_create(), copy = mooncake_store_create();
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_durable_checkpoint(store, "copies/1"));
    CHECK(0, setup(store, "checkpoints", 0));
    CHECK(0, mooncake_store_put(store, "key", "value", 5, NULL));
    CHECK(0, mooncake_durable_checkpoint(store, "copies/1"));
    CHECK(MOONCAKE_DURABLE_FOLDER_UNUSABLE, mooncake_durable_checkpoint(store, "copies/1"));
    CHECK(-1, mooncake_durable_checkpoint(store, NULL));
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_durable_checkpoint(store, ""));
    CHECK(0, mooncake_store_remove(store, "key", 1));
    CHECK(0, setup(copy, "copies/1", 0));
    CHECK(5, mooncake_store_get_size(copy, "key"));
    mooncake_store_destroy(copy);
    mooncake_store_destroy(store);
}

static void statistics(void)
{
    mooncake_durable_statistics_t figures = {.struct_size = sizeof figures}, older = {.struct_size = offsetof(mooncake_durable_statistics_t, disk_bytes), .disk_bytes = 7};
    mooncake_store_t store = mooncake_store_create();
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_durable_get_statistics(store, &figures));
    CHECK(0, setup(store, "statistics", 0));
    CHECK(0, mooncake_store_put(store, "key", "value", 5, NULL));
    CHECK(0, mooncake_durable_get_statistics(store, &figures));
    CHECK(1, figures.objects);
    CHECK(5 + 2 * 3 + 64, figures.live_bytes);
    CHECK(1, figures.disk_bytes > figures.live_bytes);
    CHECK(1, figures.log_syncs);
    CHECK(0, mooncake_durable_get_statistics(store, &older));
    CHECK(1, older.objects);
    CHECK(7, older.disk_bytes);
    older.struct_size = 1;
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_durable_get_statistics(store, &older));
    CHECK(-1, mooncake_durable_get_statistics(store, NULL));
    CHECK(-1, mooncake_durable_get_statistics(NULL, &figures));
    mooncake_store_destroy(store);
}

int main(void)
{
    folders();
    capacity();
    scans();
    checkpoints();
    statistics();
    if (check_failures == 0) {
        puts("ok");
    }
    return check_failures != 0;
}
