/*
 * Memory stays flat, however often stores are created and destroyed and however many objects go in and out; so do addresses, threads and files.
 * Arguments: seconds, and how many KiB the process may grow in that time. Prints "ok" and the figures if it does not grow more.
 */
#include <dirent.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "check.h"

enum { OBJECT = 64 * 1024, OBJECTS_A_CYCLE = 64, WARM_UP_CYCLES = 100 };

/* What the process holds. */
typedef struct {
    long resident_kib, address_kib, threads, files;
} footprint_t;

static long count_entries(const char *folder)
{
    long count = 0;
    DIR *entries = opendir(folder);
    if (entries == NULL) {
        printf("%s cannot be read\n", folder);
        exit(2);
    }
    while (readdir(entries) != NULL) {
        count++;
    }
    closedir(entries);
    return count;
}

static footprint_t measure(void)
{
    long addresses = 0, resident = 0, page_kib = sysconf(_SC_PAGESIZE) / 1024;
    FILE *statm = fopen("/proc/self/statm", "r");
    if (statm == NULL || fscanf(statm, "%ld %ld", &addresses, &resident) != 2) {
        puts("/proc/self/statm cannot be read");
        exit(2);
    }
    fclose(statm);
    return (footprint_t){resident * page_kib, addresses * page_kib, count_entries("/proc/self/task"), count_entries("/proc/self/fd")};
}

static long larger(long left, long right)
{
    return left > right ? left : right;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* One store that comes and goes next to one that stays and evicts all the time; some calls that fail. */
static void cycle(mooncake_store_t lasting, long number)
{
    static char value[OBJECT];
    char key[32];
    const char *keys[1] = {key};
    void *buffers[1] = {value};
    size_t sizes[1] = {sizeof value};
    int code[1];
    int64_t read[1];
    mooncake_store_t store = open_store("passing", 16 * MIB);
    for (int i = 0; i < OBJECTS_A_CYCLE; i++) {
        snprintf(key, sizeof key, "%ld/%d", number, i);
        memcpy(value, key, sizeof key);
        CHECK(0, mooncake_store_batch_put_from(store, keys, buffers, sizes, 1, NULL, code));
        CHECK(0, mooncake_store_put(lasting, key, value, sizeof value, NULL));
        CHECK(0, mooncake_store_batch_get_into(store, keys, buffers, sizes, 1, read));
        CHECK(OBJECT, read[0]);
        CHECK(0, strcmp(value, key));
    }
    CHECK(MOONCAKE_STORE_NOT_FOUND, mooncake_store_get_size(lasting, "missing"));
    CHECK(MOONCAKE_STORE_INVALID_PARAMS, mooncake_store_remove_by_regex(lasting, "[", 1));
    CHECK(1, mooncake_store_remove_by_regex(store, "/7$", 1));
    mooncake_store_destroy(store);
    mooncake_store_destroy(mooncake_store_create());
}

int main(int argc, char **argv)
{
    double seconds = argc > 1 ? atof(argv[1]) : 2;
    long allowed_kib = argc > 2 ? atol(argv[2]) : 8 * 1024;
    mooncake_store_t lasting = open_store("lasting", 16 * MIB);
    long number = 0;
    while (number < WARM_UP_CYCLES) {
        cycle(lasting, number++);
    }

    footprint_t before = measure(), most = before;
    double end = now() + seconds;
    while (now() < end && check_failures == 0) {
        cycle(lasting, number++);
        footprint_t after = measure();
        most.resident_kib = larger(most.resident_kib, after.resident_kib);
        most.address_kib = larger(most.address_kib, after.address_kib);
        most.threads = larger(most.threads, after.threads);
        most.files = larger(most.files, after.files);
    }

    mooncake_store_destroy(lasting);
    long cycles = number - WARM_UP_CYCLES;
    printf("%ld cycles, %ld KiB before, %ld KiB at most; %ld KiB more addresses, %ld more threads, %ld more files\n",
           cycles, before.resident_kib, most.resident_kib,
           most.address_kib - before.address_kib, most.threads - before.threads, most.files - before.files);
    if (cycles == 0 || most.resident_kib - before.resident_kib > allowed_kib || most.address_kib - before.address_kib > allowed_kib ||
        most.threads > before.threads || most.files > before.files) {
        check_failures++;
    }
    if (check_failures == 0) {
        puts("ok");
    }
    return check_failures != 0;
}
