/*
 * The contract of mooncake_store.h, as a C program meets it: a round trip, batches, and every error. Prints "ok" if all is as it says.
 * With MOONCAKE_DURABLE defined it is that of the durable engine's library, whose clusters are folders below the current one; what is
 * said there of clusters and of the environment is the in-process engine's only, and durable_contract.c has its counterpart.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "check.h"

enum { BATCH = 300, SIZE = 1000 };

static void round_trip(void)
{
    mooncake_store_t store = open_store("round-trip", 16 * MIB);
    char value[SIZE], copy[SIZE];
    memset(value, 'v', sizeof value);
    memset(copy, 0, sizeof copy);

    CHECK(0, mooncake_store_health_check(store));
    CHECK(0, mooncake_store_is_exist(store, "key"));
    CHECK(0, mooncake_store_put(store, "key", value, sizeof value, NULL));
    CHECK(1, mooncake_store_is_exist(store, "key"));
    CHECK(SIZE, mooncake_store_get_size(store, "key"));
    CHECK(SIZE, mooncake_store_get_into(store, "key", copy, sizeof copy));
    CHECK(0, memcmp(value, copy, sizeof value));

    /* Objects are immutable: the second put changes nothing. */
    CHECK(0, mooncake_store_put(store, "key", "other", 5, NULL));
    CHECK(SIZE, mooncake_store_get_size(store, "key"));

    CHECK(MOONCAKE_STORE_HAS_LEASE, mooncake_store_remove(store, "key", 0));
    CHECK(0, mooncake_store_remove(store, "key", 1));
    CHECK(MOONCAKE_STORE_NOT_FOUND, mooncake_store_get_size(store, "key"));

    CHECK(0, mooncake_store_register_buffer(store, value, sizeof value));
    CHECK(0, mooncake_store_put_from(store, "a/1", value, sizeof value, NULL));
    CHECK(0, mooncake_store_put_from(store, "a/2", value, 1, NULL));
    CHECK(0, mooncake_store_put_from(store, "b/1", value, 2, NULL));
    CHECK(0, mooncake_store_unregister_buffer(store, value));
    CHECK(2, mooncake_store_remove_by_regex(store, "^a/[0-9]$", 0));
    CHECK(1, mooncake_store_remove_all(store, 0));

    mooncake_store_destroy(store);
}

static void batches(void)
{
    static char names[BATCH][16], values[BATCH][SIZE], copies[BATCH][SIZE];
    const char *keys[BATCH];
    void *sources[BATCH], *targets[BATCH];
    size_t sizes[BATCH], rooms[BATCH];
    int codes[BATCH];
    int64_t read[BATCH];
    mooncake_store_t store = open_store("batches", 16 * MIB);

    for (int i = 0; i < BATCH; i++) {
        snprintf(names[i], sizeof names[i], "batch/%d", i);
        memset(values[i], i, SIZE);
        keys[i] = names[i];
        sources[i] = values[i];
        targets[i] = copies[i];
        sizes[i] = (size_t)i + 1;
        rooms[i] = SIZE;
    }

    CHECK(0, mooncake_store_batch_put_from(store, keys, sources, sizes, BATCH, NULL, codes));
    for (int i = 0; i < BATCH; i++) {
        CHECK(0, codes[i]);
    }

    CHECK(0, mooncake_store_batch_get_into(store, keys, targets, rooms, BATCH, read));
    for (int i = 0; i < BATCH; i++) {
        CHECK(i + 1, read[i]);
        CHECK(0, memcmp(values[i], copies[i], sizes[i]));
    }

    /* One item failing never fails the others; a key may stand twice. */
    keys[1] = "missing";
    rooms[2] = 1;
    keys[4] = keys[3];
    sizes[5] = 0;
    CHECK(0, mooncake_store_batch_get_into(store, keys, targets, rooms, 6, read));
    CHECK(1, read[0]);
    CHECK(MOONCAKE_STORE_NOT_FOUND, read[1]);
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, read[2]);
    CHECK(4, read[3]);
    CHECK(4, read[4]);
    CHECK(0, memcmp(copies[3], copies[4], 4));

    keys[0] = "";
    CHECK(0, mooncake_store_batch_put_from(store, keys, sources, sizes, 6, NULL, codes));
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, codes[0]);
    CHECK(0, codes[1]);
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, codes[5]);

    CHECK(0, mooncake_store_batch_is_exist(store, keys, 6, codes));
    CHECK(0, codes[0]);
    CHECK(1, codes[1]);
    CHECK(1, codes[5]);

    CHECK(0, mooncake_store_batch_put_from(store, keys, sources, sizes, 0, NULL, codes));
    CHECK(0, mooncake_store_batch_get_into(store, keys, targets, rooms, 0, read));
    CHECK(0, mooncake_store_batch_is_exist(store, keys, 0, codes));

    mooncake_store_destroy(store);
}

/* Every function on something that is not a store that has been set up. These batch calls end a process that uses the reference. */
static void refused(mooncake_store_t store, int code, int health, int hostname)
{
    char buffer[8] = "bytes";
    const char *keys[2] = {"k", "l"};
    void *buffers[2] = {buffer, buffer};
    size_t sizes[2] = {4, 4};
    int codes[2] = {7, 7};
    int64_t read[2] = {7, 7};

    CHECK(health, mooncake_store_health_check(store));
    CHECK(hostname, mooncake_store_get_hostname(store, buffer, sizeof buffer));
    CHECK(code, mooncake_store_put(store, "k", "v", 1, NULL));
    CHECK(code, mooncake_store_put_from(store, "k", buffer, 4, NULL));
    CHECK(code, mooncake_store_get_into(store, "k", buffer, 4));
    CHECK(code, mooncake_store_is_exist(store, "k"));
    CHECK(code, mooncake_store_get_size(store, "k"));
    CHECK(code, mooncake_store_remove(store, "k", 1));
    CHECK(code, mooncake_store_remove_by_regex(store, ".*", 1));
    CHECK(code, mooncake_store_remove_all(store, 1));
    CHECK(code, mooncake_store_register_buffer(store, buffer, sizeof buffer));
    CHECK(code, mooncake_store_unregister_buffer(store, buffer));
    CHECK(code, mooncake_store_batch_put_from(store, keys, buffers, sizes, 2, NULL, codes));
    CHECK(code, codes[1]);
    CHECK(code, mooncake_store_batch_get_into(store, keys, buffers, sizes, 2, read));
    CHECK(code, read[1]);
    CHECK(code, mooncake_store_batch_is_exist(store, keys, 2, codes));
    CHECK(code, codes[1]);
}

static void handles(void)
{
    int local = 0;
    mooncake_store_t fresh = mooncake_store_create();
    refused(fresh, MOONCAKE_STORE_INVALID_PARAMS, 1, 0);
    mooncake_store_destroy(fresh);

    mooncake_store_t dead = open_store("handles", 16 * MIB);
    mooncake_store_destroy(dead);
    mooncake_store_destroy(dead);
    mooncake_store_t reuses_its_place = open_store("handles", 16 * MIB);
    mooncake_store_t not_ours[] = {dead, &local, (void *)1, (void *)-1, (void *)0x4000000000000000, (char *)reuses_its_place + 1, (void *)handles};
    for (size_t i = 0; i < sizeof not_ours / sizeof not_ours[0]; i++) {
        refused(not_ours[i], MOONCAKE_STORE_INVALID_PARAMS, 1, MOONCAKE_STORE_INVALID_PARAMS);
        CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_setup(not_ours[i], "h", "m", 0, 0, "tcp", "", "handles"));
        CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_init_all(not_ours[i], "tcp", "", 0));
        mooncake_store_destroy(not_ours[i]);
    }

    CHECK(0, mooncake_store_health_check(reuses_its_place));
    mooncake_store_destroy(reuses_its_place);

    refused(NULL, MOONCAKE_STORE_INTERNAL_ERROR, -1, -1);
    CHECK(-1, mooncake_store_setup(NULL, "h", "m", 0, 0, "tcp", "", "handles"));
    CHECK(-1, mooncake_store_init_all(NULL, "tcp", "", 0));
    mooncake_store_destroy(NULL);
}

static void nulls(void)
{
    char buffer[8] = "bytes";
    const char *keys[2] = {"k", "l"}, *null_key[2] = {"k", NULL};
    void *buffers[2] = {buffer, buffer}, *null_buffer[2] = {buffer, NULL};
    size_t sizes[2] = {4, 4};
    int codes[2];
    int64_t read[2];
    mooncake_store_t store = open_store("nulls", 16 * MIB);

    CHECK(-1, mooncake_store_put(store, NULL, "v", 1, NULL));
    CHECK(-1, mooncake_store_put(store, "k", NULL, 1, NULL));
    CHECK(-1, mooncake_store_put_from(store, NULL, buffer, 1, NULL));
    CHECK(-1, mooncake_store_put_from(store, "k", NULL, 1, NULL));
    CHECK(-1, mooncake_store_get_into(store, NULL, buffer, 1));
    CHECK(-1, mooncake_store_get_into(store, "k", NULL, 1));
    CHECK(-1, mooncake_store_is_exist(store, NULL));
    CHECK(-1, mooncake_store_get_size(store, NULL));
    CHECK(-1, mooncake_store_remove(store, NULL, 0));
    CHECK(-1, mooncake_store_remove_by_regex(store, NULL, 0));
    CHECK(-1, mooncake_store_register_buffer(store, NULL, 1));
    CHECK(-1, mooncake_store_register_buffer(store, buffer, 0));
    CHECK(-1, mooncake_store_unregister_buffer(store, NULL));
    CHECK(-1, mooncake_store_get_hostname(store, NULL, 8));
    CHECK(-1, mooncake_store_get_hostname(store, buffer, 0));
    CHECK(-1, mooncake_store_get_hostname(store, buffer, 2));

    CHECK(-1, mooncake_store_batch_put_from(store, NULL, buffers, sizes, 2, NULL, codes));
    CHECK(-1, mooncake_store_batch_put_from(store, keys, NULL, sizes, 2, NULL, codes));
    CHECK(-1, mooncake_store_batch_put_from(store, keys, buffers, NULL, 2, NULL, codes));
    CHECK(-1, mooncake_store_batch_put_from(store, keys, buffers, sizes, 2, NULL, NULL));
    CHECK(-1, mooncake_store_batch_put_from(store, null_key, buffers, sizes, 2, NULL, codes));
    CHECK(-1, mooncake_store_batch_put_from(store, keys, null_buffer, sizes, 2, NULL, codes));
    CHECK(-1, codes[0]);
    CHECK(-1, mooncake_store_batch_get_into(store, NULL, buffers, sizes, 2, read));
    CHECK(-1, mooncake_store_batch_get_into(store, keys, NULL, sizes, 2, read));
    CHECK(-1, mooncake_store_batch_get_into(store, keys, buffers, NULL, 2, read));
    CHECK(-1, mooncake_store_batch_get_into(store, keys, buffers, sizes, 2, NULL));
    CHECK(-1, mooncake_store_batch_get_into(store, null_key, buffers, sizes, 2, read));
    CHECK(-1, mooncake_store_batch_is_exist(store, NULL, 2, codes));
    CHECK(-1, mooncake_store_batch_is_exist(store, keys, 2, NULL));
    CHECK(-1, mooncake_store_batch_is_exist(store, null_key, 2, codes));
    CHECK(0, mooncake_store_remove_all(store, 1));

    mooncake_store_destroy(store);
}

static void arguments(void)
{
    char buffer[64] = "";
    const char *keys[1] = {"k"}, *no_name[1] = {NULL};
    void *buffers[1] = {buffer};
    size_t sizes[1] = {1};
    int codes[1];
    int64_t read[1];
    mooncake_store_t store = open_store("arguments", 16 * MIB);

    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_put(store, "", "v", 1, NULL));
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_put(store, "k", "v", 0, NULL));
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_put(store, "k", NULL, 0, NULL));
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_put(store, "k", "v", 4 * MIB + 1, NULL));
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_put_from(store, "k", buffer, 0, NULL));
    CHECK(MOONCAKE_STORE_NO_SPACE, mooncake_store_put_from(store, "k", buffer, 17 * MIB, NULL));
    CHECK(MOONCAKE_STORE_NO_SPACE, mooncake_store_put_from(store, "k", buffer, SIZE_MAX, NULL));
    CHECK(MOONCAKE_STORE_NOT_FOUND, mooncake_store_get_into(store, "k", buffer, sizeof buffer));
    CHECK(MOONCAKE_STORE_NOT_FOUND, mooncake_store_remove(store, "k", 0));
    CHECK(0, mooncake_store_put(store, "k", "value", 5, NULL));
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_get_into(store, "k", buffer, 4));
    CHECK(5, mooncake_store_get_into(store, "k", buffer, SIZE_MAX));
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_remove_by_regex(store, "(", 1));
    CHECK(0, mooncake_store_register_buffer(store, buffer, sizeof buffer));
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_register_buffer(store, buffer + 1, 1));
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_unregister_buffer(store, buffer + 1));
    CHECK(0, mooncake_store_unregister_buffer(store, buffer));

    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_batch_put_from(store, keys, buffers, sizes, SIZE_MAX, NULL, codes));
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_batch_get_into(store, keys, buffers, sizes, SIZE_MAX, read));
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_batch_is_exist(store, keys, SIZE_MAX, codes));

    mooncake_replicate_config_t config = {.replica_num = 0};
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_put(store, "c", "v", 1, &config));
    config.replica_num = 1000;
    CHECK(0, mooncake_store_put(store, "c", "v", 1, &config));
    config.preferred_segments_count = 1;
    CHECK(-1, mooncake_store_put(store, "d", "v", 1, &config));
    config.preferred_segments = no_name;
    CHECK(-1, mooncake_store_put(store, "d", "v", 1, &config));
    CHECK(0, mooncake_store_get_hostname(store, buffer, sizeof buffer));
    CHECK(0, strncmp(buffer, "localhost:", 10));
    config.preferred_segments = (const char **)&buffers;
    CHECK(0, mooncake_store_put(store, "d", "v", 1, &config));
    CHECK(32, sizeof config);

    mooncake_store_destroy(store);
}

#ifndef MOONCAKE_DURABLE
static void setups(void)
{
    mooncake_store_t store = mooncake_store_create(), other = mooncake_store_create();
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_setup(store, "h", "m", 1, 0, "tcp", "", "setups"));
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_setup(store, "h", "m", UINT64_MAX, 0, "tcp", "", "setups"));
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_setup(store, "h", "m", 0, UINT64_MAX, "tcp", "", "setups"));
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_setup(store, "h", "m", 0, 0, "tcp", "", ""));
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_setup(store, "\xff", "m", 0, 0, "tcp", "", "setups"));
    CHECK(MOONCAKE_STORE_NO_SPACE, mooncake_store_setup(store, "h", "m", 1ull << 47, 0, "tcp", "", "setups"));

    setenv("MOONCAKE_EMBEDDED_LEASE", "soon", 1);
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_setup(store, "h", "m", 0, 0, "tcp", "", "setups"));
    setenv("MOONCAKE_EMBEDDED_LEASE", "0s", 1);
    CHECK(0, mooncake_store_setup(store, NULL, NULL, 16 * MIB, 16, NULL, NULL, "setups"));
    CHECK(0, mooncake_store_setup(store, NULL, NULL, 1, 16, NULL, NULL, ""));
    CHECK(0, mooncake_store_put(store, "k", "v", 1, NULL));
    CHECK(1, mooncake_store_is_exist(store, "k"));
    CHECK(0, mooncake_store_remove(store, "k", 0));
    setenv("MOONCAKE_EMBEDDED_LEASE", "1h", 1);
    CHECK(MOONCAKE_STORE_CLUSTER_DIFFERS, mooncake_store_setup(other, "h", "m", 0, 0, "tcp", "", "setups"));
    unsetenv("MOONCAKE_EMBEDDED_LEASE");

    /* init_all joins where a setup without an address does. */
    CHECK(0, mooncake_store_init_all(other, NULL, NULL, 16 * MIB));
    CHECK(0, mooncake_store_put(other, "k", "value", 5, NULL));
    mooncake_store_t third = mooncake_store_create();
    CHECK(0, mooncake_store_setup(third, NULL, NULL, 0, 0, NULL, NULL, NULL));
    CHECK(5, mooncake_store_get_size(third, "k"));

    /* A handle that leaves takes its segment, and what lies in it. */
    mooncake_store_destroy(other);
    CHECK(MOONCAKE_STORE_NOT_FOUND, mooncake_store_get_size(third, "k"));
    mooncake_store_destroy(third);
    mooncake_store_destroy(store);
}

#endif

/* "(((a)))": a pattern of groups inside each other, with quantifiers behind each. */
static void nest(char *pattern, int groups, int quantifiers)
{
    memset(pattern, '(', (size_t)groups);
    pattern += groups;
    *pattern++ = 'a';
    for (int i = 0; i < groups; i++) {
        *pattern++ = ')';
        memset(pattern, '*', (size_t)quantifiers);
        pattern += quantifiers;
    }
    *pattern = 0;
}

static void *deep_patterns(void *store)
{
    static char pattern[2 * 1000 * 1000];
    CHECK(0, mooncake_store_put(store, "a", "v", 1, NULL));
    nest(pattern, 100, 0);
    CHECK(1, mooncake_store_remove_by_regex(store, pattern, 1));
    CHECK(0, mooncake_store_put(store, "a", "v", 1, NULL));
    nest(pattern, 50, 1);
    CHECK(1, mooncake_store_remove_by_regex(store, pattern, 1));
    nest(pattern, 101, 0);
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_remove_by_regex(store, pattern, 1));
    nest(pattern, 99, 99);
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_remove_by_regex(store, pattern, 1));
    nest(pattern, 1000, 999);
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_remove_by_regex(store, pattern, 1));
    memset(pattern, '(', sizeof pattern - 1);
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_remove_by_regex(store, pattern, 1));
    return NULL;
}

/* Patterns that would cost a process its time or its stack are found out, also on a thread that has little of it. */
static void patterns(void)
{
    mooncake_store_t store = open_store("patterns", 16 * MIB);
    CHECK(0, mooncake_store_put(store, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "v", 1, NULL));
    CHECK(MOONCAKE_STORE_PATTERN_TOO_COSTLY, mooncake_store_remove_by_regex(store, "^(a|aa)+b", 1));
    CHECK(1, mooncake_store_is_exist(store, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
    CHECK(0, mooncake_store_remove_by_regex(store, "^a{1,3}b", 1));
    CHECK(0, mooncake_store_remove(store, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 1));

    pthread_attr_t small;
    pthread_t thread;
    CHECK(0, pthread_attr_init(&small));
    CHECK(0, pthread_attr_setstacksize(&small, 128 * 1024));
    CHECK(0, pthread_create(&thread, &small, deep_patterns, store));
    pthread_join(thread, NULL);
    pthread_attr_destroy(&small);
    mooncake_store_destroy(store);
}

static atomic_int stop;

static void *call_until_stopped(void *store)
{
    char copy[SIZE];
    long unexpected = 0;
    while (!atomic_load(&stop)) {
        int64_t size = mooncake_store_get_into(store, "k", copy, sizeof copy);
        unexpected += size != SIZE && size != MOONCAKE_STORE_NOT_FOUND && size != MOONCAKE_STORE_INVALID_PARAMS;
    }
    return (void *)unexpected;
}

/* destroy while other threads call: the calls end with an answer. */
static void destroy_under_calls(void)
{
    char value[SIZE] = "v";
    for (int round = 0; round < 20; round++) {
        mooncake_store_t store = open_store("destroy", 16 * MIB);
        pthread_t threads[2];
        atomic_store(&stop, 0);
        CHECK(0, mooncake_store_put(store, "k", value, sizeof value, NULL));
        for (int i = 0; i < 2; i++) {
            pthread_create(&threads[i], NULL, call_until_stopped, store);
        }
        for (int i = 0; i < 50; i++) {
            mooncake_store_is_exist(store, "k");
        }
        mooncake_store_destroy(store);
        atomic_store(&stop, 1);
        for (int i = 0; i < 2; i++) {
            void *unexpected;
            pthread_join(threads[i], &unexpected);
            CHECK(0, (long)unexpected);
        }
    }
}

int main(void)
{
    round_trip();
    batches();
    handles();
    nulls();
    arguments();
#ifndef MOONCAKE_DURABLE
    setups();
#endif
    patterns();
    destroy_under_calls();
    if (check_failures == 0) {
        puts("ok");
    }
    return check_failures != 0;
}
