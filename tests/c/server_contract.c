/* What mooncake_server.h promises beside the commands: starts that are refused, stops, messages, answers of callbacks. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "mooncake_server.h"

static int failures;
static mooncake_server_t callback_server;
static int callback_stop;
static int frees;

#define CHECK(expected, expression)                                                                             \
    do {                                                                                                        \
        long long check_wanted = (long long)(expected);                                                         \
        long long check_got = (long long)(expression);                                                          \
        if (check_wanted != check_got) {                                                                        \
            printf("%s:%d: %s answered %lld instead of %lld\n", __FILE__, __LINE__, #expression, check_got, check_wanted); \
            failures++;                                                                                         \
        }                                                                                                       \
    } while (0)

static void check_message(const char *part, int line)
{
    char message[2048];
    size_t length = mooncake_server_message(message, sizeof(message));
    if (length != strlen(message) || !strstr(message, part)) {
        printf("line %d: the message is '%s'\n", line, message);
        failures++;
    }
}

#define CHECK_MESSAGE(part) check_message(part, __LINE__)

/* Sends a line to a server and compares the first line of its reply. */
static void check_reply(mooncake_server_t server, const char *command, const char *expected)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((unsigned short)mooncake_server_port(server)) };
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int socket_ = socket(AF_INET, SOCK_STREAM, 0);
    char reply[4096] = "";
    size_t length = 0;
    if (connect(socket_, (struct sockaddr *)&address, sizeof(address)) == 0 && write(socket_, command, strlen(command)) > 0) {
        ssize_t count;
        while (!strchr(reply, '\n') && (count = read(socket_, reply + length, sizeof(reply) - 1 - length)) > 0) {
            length += (size_t)count;
            reply[length] = 0;
        }
    }
    close(socket_);
    if (strncmp(reply, expected, strlen(expected)) != 0) {
        printf("%s answered '%s'\n", command, reply);
        failures++;
    }
}

static int32_t odd_get(void *context, const char *key, size_t key_size, mooncake_server_value_t *value_out)
{
    (void)context;
    (void)key_size;
    switch (key[0]) {
    case 's':
        callback_stop = mooncake_server_stop(callback_server);
        return MOONCAKE_SERVER_NOT_FOUND;
    case 'p':
        return 7;
    case 'n':
        value_out->size = 5;
        return 0;
    case 'h':
        value_out->bytes = "x";
        value_out->size = (size_t)-1;
        return 0;
    case 'e':
        value_out->bytes = NULL;
        value_out->size = 0;
        return 0;
    case 'u':
        return -12345;
    default:
        value_out->bytes = "value";
        value_out->size = 5;
        value_out->owner = context;
        return 0;
    }
}

static int32_t full_set(void *context, const char *key, size_t key_size, const void *value, size_t size)
{
    (void)context, (void)key, (void)key_size, (void)value, (void)size;
    return MOONCAKE_SERVER_NO_SPACE;
}

static void count_free(void *context, void *owner)
{
    (void)context, (void)owner;
    frees++;
}

static void check_connection(void)
{
    mooncake_server_t server = (mooncake_server_t)1, other;
    mooncake_server_options_t options = { .struct_size = sizeof(options), .threads = 1 };

    CHECK(-600, mooncake_server_start(NULL, &options, &server));
    CHECK_MESSAGE("must not be null");
    CHECK(-600, mooncake_server_start("embedded://", &options, NULL));
    CHECK(-20004, mooncake_server_start("nonsense://", &options, &server));
    CHECK_MESSAGE("nonsense");
    CHECK(0, (intptr_t)server);
    CHECK(-600, mooncake_server_start("embedded://\xff", &options, &server));
    options.struct_size = 3;
    CHECK(-600, mooncake_server_start("embedded://", &options, &server));
    CHECK_MESSAGE("struct_size");
    options.struct_size = sizeof(options);
    options.address = "localhost";
    CHECK(-20004, mooncake_server_start("embedded://", &options, &server));
    CHECK_MESSAGE("localhost");
    options.address = "0.0.0.0";
    CHECK(-20004, mooncake_server_start("embedded://", &options, &server));
    CHECK_MESSAGE("Password");
    options.address = NULL;
    CHECK(1, mooncake_server_start("mooncake://127.0.0.1:1", &options, &server) < 0);
    CHECK(1, mooncake_server_message(NULL, 0) > 0);
    options.max_clients = -1;
    CHECK(-20004, mooncake_server_start("embedded://", &options, &server));
    options.max_clients = 0;

    CHECK(0, mooncake_server_start("embedded://?segment=64MiB", &options, &server));
    check_reply(server, "SET k v\r\n", "+OK\r\n");
    check_reply(server, "GET k\r\n", "$1\r\n");
    options.port = mooncake_server_port(server);
    CHECK(-20007, mooncake_server_start("embedded://", &options, &other));
    CHECK_MESSAGE("cannot listen");
    options.port = 0;
    CHECK(0, mooncake_server_start("durable://./data", &options, &other));
    check_reply(other, "SET d v\r\n", "+OK\r\n");
    CHECK(0, mooncake_server_stop(other));
    CHECK(0, mooncake_server_stop(server));
    CHECK(-600, mooncake_server_stop(server));
    CHECK_MESSAGE("no such server");
    CHECK(-600, mooncake_server_port(server));
    CHECK(-600, mooncake_server_port(NULL));
    CHECK(-600, mooncake_server_stop((mooncake_server_t)0x1234));

    options.password = "secret";
    CHECK(0, mooncake_server_start("durable://./data", &options, &server));
    check_reply(server, "GET d\r\n", "-NOAUTH");
    check_reply(server, "AUTH secret\r\n", "+OK");
    CHECK(0, mooncake_server_stop(server));
}

static void check_table(void)
{
    char cut[8];
    mooncake_server_table_t table = { .struct_size = sizeof(table) };
    mooncake_server_options_t options = { .struct_size = sizeof(options), .threads = 2 };
    CHECK(-600, mooncake_server_start_table(NULL, &options, &callback_server));
    CHECK(-600, mooncake_server_start_table(&table, &options, &callback_server));
    CHECK_MESSAGE("get of the table");
    CHECK(mooncake_server_message(NULL, 0), mooncake_server_message(cut, sizeof(cut)));
    CHECK(7, strlen(cut));

    /* Nothing but get: the value is not freed, and writes are errors. */
    table.get = odd_get;
    CHECK(0, mooncake_server_start_table(&table, &options, &callback_server));
    check_reply(callback_server, "GET key\r\n", "$5\r\n");
    check_reply(callback_server, "SET key v\r\n", "-ERR the store's engine lacks");
    check_reply(callback_server, "DEL key\r\n", "-ERR the store's engine lacks");
    CHECK(0, mooncake_server_stop(callback_server));

    table.set = full_set;
    table.free_value = count_free;
    CHECK(0, mooncake_server_start_table(&table, &options, &callback_server));
    check_reply(callback_server, "GET key\r\n", "$5\r\n");
    CHECK(1, frees);
    check_reply(callback_server, "GET positive\r\n", "-ERR");
    check_reply(callback_server, "GET unknown\r\n", "-ERR");
    CHECK(1, frees);
    check_reply(callback_server, "GET null\r\n", "-ERR");
    check_reply(callback_server, "GET huge\r\n", "-ERR");
    CHECK(3, frees);
    check_reply(callback_server, "GET empty\r\n", "$0\r\n");
    CHECK(5, frees);
    check_reply(callback_server, "SET key v\r\n", "-OOM");
    check_reply(callback_server, "GETDEL key\r\n", "-ERR");
    check_reply(callback_server, "APPEND key v\r\n", "-ERR");
    check_reply(callback_server, "GET stop\r\n", "$-1\r\n");
    CHECK(-600, callback_stop);
    check_reply(callback_server, "PING\r\n", "+PONG\r\n");
    CHECK(0, mooncake_server_stop(callback_server));
}

int main(void)
{
    CHECK(40, sizeof(mooncake_server_options_t));
    CHECK(56, sizeof(mooncake_server_table_t));
    CHECK(24, sizeof(mooncake_server_value_t));
    CHECK(0, mooncake_server_message(NULL, 0));
    check_connection();
    check_table();
    puts(failures ? "failed" : "ok");
    return failures ? 1 : 0;
}
