/* What the C tests share: a check that names what it saw, and a store in one line. */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>
#include <stdlib.h>

#include "mooncake_store.h"

static int check_failures;

/* Compares two numbers; a difference is printed, and fails the program at its end. */
#define CHECK(expected, expression)                                                                             \
    do {                                                                                                        \
        long long check_wanted = (long long)(expected);                                                         \
        long long check_got = (long long)(expression);                                                          \
        if (check_wanted != check_got) {                                                                        \
            printf("%s:%d: %s answered %lld instead of %lld\n", __FILE__, __LINE__, #expression, check_got, check_wanted); \
            check_failures++;                                                                                   \
        }                                                                                                       \
    } while (0)

#define MIB (1024ull * 1024)

/* A store that lends a segment of this size to a cluster. Ends the program if there is none. */
static inline mooncake_store_t open_store(const char *cluster, uint64_t segment)
{
    mooncake_store_t store = mooncake_store_create();
    int answer = mooncake_store_setup(store, "localhost", "P2PHANDSHAKE", segment, 4 * MIB, "tcp", "", cluster);
    if (answer != 0) {
        printf("setup of %s answered %d\n", cluster, answer);
        exit(2);
    }
    return store;
}

#endif
