// A store library that does nothing but write down what it was called with. It implements the whole of Mooncake's C ABI, and
// blocks the termination signals in the thread that creates a store, as the real library does.
//
// -DSTUB_LACKS_REMOVALS leaves two functions out; -DSTUB_NEEDS_DEPENDENCY makes it need another library.

#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))

typedef struct {
    size_t replica_num;
    int with_soft_pin;
    int with_hard_pin;
    const char **preferred_segments;
    size_t preferred_segments_count;
} config_t;

// ---- What the tests steer and read -----------------------------------------------------------------------------------------

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static char text[1 << 16];
static size_t text_length;
static int has_answer;
static int64_t the_answer;
static int create_fails;
static int hold, held;
static uint64_t create_thread, destroy_thread;
static int live_stores;

static void note(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    pthread_mutex_lock(&gate);
    int written = vsnprintf(text + text_length, sizeof text - text_length, format, arguments);
    if (written > 0 && text_length + (size_t)written < sizeof text) {
        text_length += (size_t)written;
    }
    pthread_mutex_unlock(&gate);
    va_end(arguments);
}

static int64_t answer(int64_t usual) {
    pthread_mutex_lock(&gate);
    if (hold) {
        held++;
        pthread_cond_broadcast(&changed);
        while (hold) {
            pthread_cond_wait(&changed, &gate);
        }
        held--;
    }
    int64_t given = has_answer ? the_answer : usual;
    pthread_mutex_unlock(&gate);
    return given;
}

EXPORT uint64_t stub_this_thread(void) { return (uint64_t)pthread_self(); }
EXPORT uint64_t stub_create_thread(void) { return create_thread; }
EXPORT uint64_t stub_destroy_thread(void) { return destroy_thread; }
EXPORT void stub_fail_create(void) { create_fails = 1; }
EXPORT void stub_send_sigterm(void) { kill(getpid(), SIGTERM); }

EXPORT int stub_live_stores(void) {
    pthread_mutex_lock(&gate);
    int live = live_stores;
    pthread_mutex_unlock(&gate);
    return live;
}

EXPORT void stub_set_answer(int64_t value) {
    pthread_mutex_lock(&gate);
    has_answer = 1;
    the_answer = value;
    pthread_mutex_unlock(&gate);
}

EXPORT void stub_take_log(char *destination, size_t size) {
    pthread_mutex_lock(&gate);
    size_t length = text_length < size - 1 ? text_length : size - 1;
    memcpy(destination, text, length);
    destination[length] = 0;
    text_length = 0;
    pthread_mutex_unlock(&gate);
}

// From here to stub_release every answer waits.
EXPORT void stub_hold(void) {
    pthread_mutex_lock(&gate);
    hold = 1;
    pthread_mutex_unlock(&gate);
}

EXPORT void stub_await_held(void) {
    pthread_mutex_lock(&gate);
    while (held == 0) {
        pthread_cond_wait(&changed, &gate);
    }
    pthread_mutex_unlock(&gate);
}

EXPORT void stub_release(void) {
    pthread_mutex_lock(&gate);
    hold = 0;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&gate);
}

EXPORT void stub_config_layout(size_t *six) {
    six[0] = sizeof(config_t);
    six[1] = offsetof(config_t, replica_num);
    six[2] = offsetof(config_t, with_soft_pin);
    six[3] = offsetof(config_t, with_hard_pin);
    six[4] = offsetof(config_t, preferred_segments);
    six[5] = offsetof(config_t, preferred_segments_count);
}

static void note_bytes(const void *bytes, size_t size) {
    for (size_t i = 0; i < size; i++) {
        note("%02x", ((const unsigned char *)bytes)[i]);
    }
}

static void note_config(const config_t *config) {
    if (config == NULL) {
        note(" config=null\n");
        return;
    }
    note(" config=%zu/%d/%d[", config->replica_num, config->with_soft_pin, config->with_hard_pin);
    for (size_t i = 0; i < config->preferred_segments_count; i++) {
        note("%s%s", i == 0 ? "" : ",", config->preferred_segments[i]);
    }
    note("]\n");
}

static const char *handle(void *store) { return store == &live_stores ? "store" : "WRONG HANDLE"; }

// ---- The C ABI -------------------------------------------------------------------------------------------------------------

#ifdef STUB_NEEDS_DEPENDENCY
extern int stub_dependency(void);
#endif

EXPORT void *mooncake_store_create(void) {
#ifdef STUB_NEEDS_DEPENDENCY
    stub_dependency();
#endif
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    sigaddset(&signals, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);

    create_thread = stub_this_thread();
    note("create\n");
    if (create_fails) {
        return NULL;
    }
    pthread_mutex_lock(&gate);
    live_stores++;
    pthread_mutex_unlock(&gate);
    return &live_stores;
}

EXPORT void mooncake_store_destroy(void *store) {
    destroy_thread = stub_this_thread();
    note("destroy %s\n", handle(store));
    pthread_mutex_lock(&gate);
    live_stores--;
    pthread_mutex_unlock(&gate);
}

EXPORT int mooncake_store_setup(void *store, const char *local_hostname, const char *metadata_server, uint64_t global_segment_size,
                                uint64_t local_buffer_size, const char *protocol, const char *device_name,
                                const char *master_server_addr) {
    note("setup %s host=%s metadata=%s segment=%llu local=%llu protocol=%s device=%s master=%s\n", handle(store), local_hostname,
         metadata_server, (unsigned long long)global_segment_size, (unsigned long long)local_buffer_size, protocol, device_name,
         master_server_addr);
    return (int)answer(0);
}

EXPORT int mooncake_store_init_all(void *store, const char *protocol, const char *device_name, uint64_t mount_segment_size) {
    note("init_all %s protocol=%s device=%s segment=%llu\n", handle(store), protocol, device_name,
         (unsigned long long)mount_segment_size);
    return (int)answer(0);
}

EXPORT int mooncake_store_health_check(void *store) {
    note("health_check %s\n", handle(store));
    return (int)answer(0);
}

EXPORT int mooncake_store_put(void *store, const char *key, const void *value, size_t size, const config_t *config) {
    note("put %s key=%s value=", handle(store), key);
    note_bytes(value, size);
    note_config(config);
    return (int)answer(0);
}

EXPORT int mooncake_store_put_from(void *store, const char *key, void *buffer, size_t size, const config_t *config) {
    note("put_from %s key=%s value=", handle(store), key);
    note_bytes(buffer, size);
    note_config(config);
    return (int)answer(0);
}

// Each item's result is minus its size, so that the tests can tell the items apart.
EXPORT int mooncake_store_batch_put_from(void *store, const char **keys, void **buffers, const size_t *sizes, size_t count,
                                         const config_t *config, int *results_out) {
    note("batch_put_from %s", handle(store));
    for (size_t i = 0; i < count; i++) {
        note(" %s=", keys[i]);
        note_bytes(buffers[i], sizes[i]);
        results_out[i] = -(int)sizes[i];
    }
    note_config(config);
    return (int)answer(0);
}

// A get answers with the bytes of the key.
EXPORT int64_t mooncake_store_get_into(void *store, const char *key, void *buffer, size_t size) {
    note("get_into %s key=%s size=%zu\n", handle(store), key, size);
    memcpy(buffer, key, strlen(key) < size ? strlen(key) : size);
    return answer((int64_t)strlen(key));
}

EXPORT int mooncake_store_batch_get_into(void *store, const char **keys, void **buffers, const size_t *sizes, size_t count,
                                         int64_t *results_out) {
    note("batch_get_into %s", handle(store));
    for (size_t i = 0; i < count; i++) {
        note(" %s:%zu", keys[i], sizes[i]);
        memcpy(buffers[i], keys[i], strlen(keys[i]) < sizes[i] ? strlen(keys[i]) : sizes[i]);
        results_out[i] = (int64_t)strlen(keys[i]);
    }
    note("\n");
    return (int)answer(0);
}

EXPORT int mooncake_store_is_exist(void *store, const char *key) {
    note("is_exist %s key=%s\n", handle(store), key);
    return (int)answer(1);
}

EXPORT int mooncake_store_batch_is_exist(void *store, const char **keys, size_t count, int *results_out) {
    note("batch_is_exist %s", handle(store));
    for (size_t i = 0; i < count; i++) {
        note(" %s", keys[i]);
        results_out[i] = (int)(strlen(keys[i]) & 1);
    }
    note("\n");
    return (int)answer(0);
}

EXPORT int64_t mooncake_store_get_size(void *store, const char *key) {
    note("get_size %s key=%s\n", handle(store), key);
    int64_t size = answer(1LL << 40);
    note("get_size returns\n");
    return size;
}

EXPORT int mooncake_store_get_hostname(void *store, char *buf_out, size_t buf_len) {
    note("get_hostname %s size=%zu\n", handle(store), buf_len);
    if (buf_len < sizeof "stub:1234") {
        return -1;
    }
    memcpy(buf_out, "stub:1234", sizeof "stub:1234");
    return (int)answer(0);
}

EXPORT int mooncake_store_remove(void *store, const char *key, int force) {
    note("remove %s key=%s force=%d\n", handle(store), key, force);
    return (int)answer(0);
}

#ifndef STUB_LACKS_REMOVALS
EXPORT int64_t mooncake_store_remove_by_regex(void *store, const char *pattern, int force) {
    note("remove_by_regex %s pattern=%s force=%d\n", handle(store), pattern, force);
    return answer(1LL << 33);
}

EXPORT int64_t mooncake_store_remove_all(void *store, int force) {
    note("remove_all %s force=%d\n", handle(store), force);
    return answer(1LL << 34);
}
#endif

EXPORT int mooncake_store_register_buffer(void *store, void *buffer, size_t size) {
    note("register_buffer %s size=%zu first=", handle(store), size);
    note_bytes(buffer, 1);
    note("\n");
    return (int)answer(0);
}

EXPORT int mooncake_store_unregister_buffer(void *store, void *buffer) {
    note("unregister_buffer %s first=", handle(store));
    note_bytes(buffer, 1);
    note("\n");
    return (int)answer(0);
}
