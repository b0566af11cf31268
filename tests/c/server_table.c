/*
 * A program that serves a hash table of its own. Its argument is the number of threads. It writes its port, serves until its input ends,
 * and writes "ok" if every value that was found was freed once, on the thread that found it, and each thread was announced.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mooncake_server.h"

#define BUCKETS 64
#define POISON 0xdd

typedef struct value {
    atomic_int users;               /* the table, and each reader */
    size_t size;
    unsigned char bytes[];
} value_t;

typedef struct entry {
    struct entry *next;
    value_t *value;
    size_t key_size;
    char key[];
} entry_t;

typedef struct table {
    pthread_mutex_t lock;
    entry_t *buckets[BUCKETS];
    atomic_long values;             /* allocated and not freed */
    atomic_long found;
    atomic_long freed;
    atomic_int threads;
    atomic_int problems;
} table_t;

static _Thread_local int this_thread = -1;
static _Thread_local void *in_use;

static void problem(table_t *table, const char *what)
{
    table->problems++;
    printf("%s\n", what);
}

static void drop(table_t *table, value_t *value)
{
    if (atomic_fetch_sub(&value->users, 1) == 1) {
        memset(value->bytes, POISON, value->size);
        free(value);
        table->values--;
    }
}

static entry_t **find(table_t *table, const char *key, size_t key_size)
{
    unsigned hash = 2166136261u;
    for (size_t i = 0; i < key_size; i++)
        hash = (hash ^ (unsigned char)key[i]) * 16777619u;
    entry_t **place = &table->buckets[hash % BUCKETS];
    while (*place && ((*place)->key_size != key_size || memcmp((*place)->key, key, key_size) != 0))
        place = &(*place)->next;
    return place;
}

static void thread_started(void *context, int32_t thread)
{
    table_t *table = context;
    if (this_thread != -1)
        problem(table, "a thread started twice");
    this_thread = thread;
    table->threads++;
}

static void check_call(table_t *table)
{
    if (this_thread == -1)
        problem(table, "a callback on a thread that was not announced");
    if (in_use)
        problem(table, "a callback before the last value was freed");
}

static int32_t get(void *context, const char *key, size_t key_size, mooncake_server_value_t *value_out)
{
    table_t *table = context;
    check_call(table);
    if (key_size == 0 || key[key_size] != 0)
        problem(table, "a key that is empty or has no NUL behind it");
    pthread_mutex_lock(&table->lock);
    entry_t *entry = *find(table, key, key_size);
    value_t *value = entry ? entry->value : NULL;
    if (value)
        value->users++;
    pthread_mutex_unlock(&table->lock);
    if (!value)
        return MOONCAKE_SERVER_NOT_FOUND;
    *value_out = (mooncake_server_value_t) { .bytes = value->bytes, .size = value->size, .owner = value };
    in_use = value;
    table->found++;
    return 0;
}

static void free_value(void *context, void *owner)
{
    table_t *table = context;
    if (owner != in_use)
        problem(table, "a value was freed twice or on another thread");
    in_use = NULL;
    table->freed++;
    drop(table, owner);
}

static int32_t set(void *context, const char *key, size_t key_size, const void *bytes, size_t size)
{
    table_t *table = context;
    check_call(table);
    value_t *value = malloc(sizeof(value_t) + size);
    if (!value)
        return MOONCAKE_SERVER_NO_SPACE;
    value->users = 1;
    value->size = size;
    memcpy(value->bytes, bytes, size);
    table->values++;
    pthread_mutex_lock(&table->lock);
    entry_t **place = find(table, key, key_size);
    value_t *old = NULL;
    if (*place) {
        old = (*place)->value;
    } else {
        *place = calloc(1, sizeof(entry_t) + key_size);
        if (!*place)
            abort();
        (*place)->key_size = key_size;
        memcpy((*place)->key, key, key_size);
    }
    (*place)->value = value;
    pthread_mutex_unlock(&table->lock);
    if (old)
        drop(table, old);
    return 0;
}

static int32_t remove_key(void *context, const char *key, size_t key_size)
{
    table_t *table = context;
    check_call(table);
    pthread_mutex_lock(&table->lock);
    entry_t **place = find(table, key, key_size);
    entry_t *entry = *place;
    if (entry)
        *place = entry->next;
    pthread_mutex_unlock(&table->lock);
    if (!entry)
        return MOONCAKE_SERVER_NOT_FOUND;
    drop(table, entry->value);
    free(entry);
    return 0;
}

int main(int count, char **arguments)
{
    static table_t table = { .lock = PTHREAD_MUTEX_INITIALIZER };
    int threads = count > 1 ? atoi(arguments[1]) : 1;
    mooncake_server_table_t callbacks = {
        .struct_size = sizeof(callbacks),
        .context = &table,
        .thread_started = thread_started,
        .get = get,
        .set = set,
        .remove = remove_key,
        .free_value = free_value,
    };
    mooncake_server_options_t options = { .struct_size = sizeof(options), .threads = threads };
    mooncake_server_t server;
    if (mooncake_server_start_table(&callbacks, &options, &server) != 0) {
        char message[1024];
        mooncake_server_message(message, sizeof(message));
        printf("%s\n", message);
        return 1;
    }
    printf("%d\n", mooncake_server_port(server));
    fflush(stdout);
    while (getchar() != EOF) {
    }

    if (mooncake_server_stop(server) != 0)
        problem(&table, "the stop failed");
    for (int i = 0; i < BUCKETS; i++) {
        while (table.buckets[i]) {
            entry_t *entry = table.buckets[i];
            remove_key((this_thread = 0, &table), entry->key, entry->key_size);
        }
    }
    if (table.values != 0)
        problem(&table, "values leaked");
    if (table.found != table.freed)
        problem(&table, "not every value that was found was freed");
    if (table.threads != threads)
        problem(&table, "not every thread was announced");
    puts(table.problems ? "problems" : "ok");
    return table.problems ? 1 : 0;
}
