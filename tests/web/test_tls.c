/* TLS in the server itself, with a certificate made for the test. */
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <unistd.h>

#include "web/sign_in_pages.h"
#include "web_test.h"

static Error *page(Site *site, Request *request, Response *response) {
    buffer_putf(&response->body, "%s %.*s", request->is_tls ? "secret" : "open", TEXT_ARG(site->site_address));
    return NULL;
}
static const Route doors[] = {
    {GET, "/", ANYONE, .site = page},
    {POST, "/sign-in", ANYONE, .office = sign_in_try, .inputs = sign_in_inputs, .flags = ROUTE_PASSWORD},
    {0},
};

static void keep(const char *path, gnutls_datum_t pem) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(pem.data, 1, pem.size, file), pem.size);
    fclose(file);
    gnutls_free(pem.data);
}

static void make_certificate(const char *certificate_path, const char *key_path) {
    gnutls_x509_privkey_t key;
    gnutls_x509_crt_t certificate;
    gnutls_datum_t pem;
    gnutls_x509_privkey_init(&key);
    assert_int_equal(gnutls_x509_privkey_generate(key, GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0), 0);
    gnutls_x509_crt_init(&certificate);
    gnutls_x509_crt_set_version(certificate, 3);
    gnutls_x509_crt_set_serial(certificate, "\x01", 1);
    gnutls_x509_crt_set_activation_time(certificate, time(NULL) - 3600);
    gnutls_x509_crt_set_expiration_time(certificate, time(NULL) + 3600);
    gnutls_x509_crt_set_dn(certificate, "CN=test.example", NULL);
    gnutls_x509_crt_set_key(certificate, key);
    assert_int_equal(gnutls_x509_crt_sign2(certificate, certificate, key, GNUTLS_DIG_SHA256, 0), 0);
    assert_int_equal(gnutls_x509_crt_export2(certificate, GNUTLS_X509_FMT_PEM, &pem), 0);
    keep(certificate_path, pem);
    assert_int_equal(gnutls_x509_privkey_export2(key, GNUTLS_X509_FMT_PEM, &pem), 0);
    keep(key_path, pem);
    gnutls_x509_crt_deinit(certificate);
    gnutls_x509_privkey_deinit(key);
}

/* One exchange; NULL when the handshake fails under these priorities. */
static const char *ask(Arena *arena, int port, const char *priorities, Text request) {
    gnutls_session_t session;
    gnutls_certificate_credentials_t nobody;
    int fd = client_connect(port), status;
    gnutls_certificate_allocate_credentials(&nobody);
    gnutls_init(&session, GNUTLS_CLIENT);
    gnutls_priority_set_direct(session, priorities, NULL);
    gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, nobody);
    gnutls_transport_set_int(session, fd);
    do status = gnutls_handshake(session);
    while (status < 0 && !gnutls_error_is_fatal(status));
    char *answer = status == 0 ? arena_alloc(arena, 65536) : NULL;
    if (answer) {
        size_t len = 0;
        assert_int_equal(gnutls_record_send(session, request.ptr, request.len), request.len);
        for (ssize_t n = 1; n > 0 && len<60000; len += n> 0 ? (size_t)n : 0) {
            do n = gnutls_record_recv(session, answer + len, 65535 - len);
            while (n == GNUTLS_E_AGAIN || n == GNUTLS_E_INTERRUPTED);
        }
    }
    gnutls_deinit(session);
    gnutls_certificate_free_credentials(nobody);
    close(fd);
    return answer;
}

static void tls_is_spoken_here(void **state) {
    Arena *arena = *state;
    House *house = house_new(arena);
    house_account(house, "clerk@test.example", "otter gravel lantern", TEST_CLERK);
    const char *certificate = text_format(arena, "%s/certificate.pem", house->folder).ptr,
               *key = text_format(arena, "%s/key.pem", house->folder).ptr;
    make_certificate(certificate, key);
    ServerOptions options = {.listen = S("127.0.0.1:0"),
        .office = house->office,
        .published = house->published,
        .letterbox = house->letterbox,
        .data_folder = house->folder,
        .routes = doors,
        .certificate = certificate,
        .key = key};
    Server *server = NULL;
    assert_fine(server_start(arena, &options, &server));
    int port = server_port(server);
    const char *answer = ask(arena, port, "NORMAL", S("GET / HTTP/1.1\r\nHost: test.example\r\nConnection: close\r\n\r\n"));
    assert_non_null(answer);
    assert_non_null(strstr(answer, "\r\n\r\nsecret https://test.example"));
    assert_non_null(strstr(answer, "Strict-Transport-Security: max-age="));
    answer = ask(arena, port, "NORMAL",
        S("POST /sign-in HTTP/1.1\r\nHost: test.example\r\nConnection: close\r\nContent-Length: 56\r\n"
          "Content-Type: application/x-www-form-urlencoded\r\n\r\nemail=clerk@test.example&password=otter%20gravel+lantern"));
    assert_non_null(answer);
    assert_non_null(strstr(answer, "Set-Cookie: __Host-quorate="));
    assert_non_null(strstr(answer, "; Secure"));
    assert_null(
        ask(arena, port, "NORMAL:-VERS-ALL:+VERS-TLS1.1:+VERS-TLS1.0:%COMPAT", S("GET / HTTP/1.1\r\n\r\n"))); /* nothing older than 1.2 */
    server_stop(server, 5);
    options.key = certificate;
    assert_error(server_start(arena, &options, &server), ERROR_INPUT); /* a key that is none */
    options.key = NULL;
    assert_error(server_start(arena, &options, &server), ERROR_INPUT);
    house_free(house);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(tls_is_spoken_here)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
