#!/bin/bash
# A private PostgreSQL for tests, from Debian's package, reached through a socket in its own folder only.
#   postgres.sh start DIR    makes it and starts it; prints two addresses: of the office's role, which owns the database, and of the public's
#   postgres.sh stop DIR     stops it and removes DIR
#   postgres.sh down DIR [fast|immediate]   stops the server and keeps everything, as an upgrade or a crash of it would
#   postgres.sh up DIR       starts it again
# The server refuses to run as root: root starts it as the user postgres, anybody else as himself. Nothing is kept safe from a power cut,
# and only with QUORATE_TEST_COMMIT=on is everything kept that was committed before "down immediate".
set -eu

usage="usage: postgres.sh start|stop|up|down DIR"
action=${1:?$usage}
dir=$(realpath -m "${2:?$usage}")
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || { echo "postgres.sh: PostgreSQL is not installed (package postgresql-15)" >&2; exit 1; }

# No PAM session and no home folder are needed, so that it works in a bare root as well.
as_server() {
    if [ "$(id -u)" = 0 ]; then (cd / && setpriv --reuid=postgres --regid=postgres --init-groups env HOME="$home" "$@")
    else (cd / && "$@"); fi
}

start() {
    if [ -e "$dir/home" ]; then echo "postgres.sh: $dir is in use already" >&2; exit 1; fi
    mkdir -p "$dir"
    home=$dir
    if [ "$(id -u)" = 0 ]; then chown postgres:postgres "$dir"; fi
    chmod 755 "$dir"
    # A socket's path may have 107 bytes and must not need escaping in an address, and the server's user may not reach into every folder of root's: then it lives elsewhere.
    if [ ${#dir} -gt 80 ] || [[ $dir =~ [^A-Za-z0-9/._-] ]] || ! as_server test -w "$dir"; then
        home=$(mktemp -d /tmp/quorate-postgres.XXXXXX)
        if [ "$(id -u)" = 0 ]; then chown postgres:postgres "$home"; fi
        chmod 755 "$home"
    fi
    echo "$home" >"$dir/home"
    as_server "$bin/initdb" --pgdata="$home/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$dir/setup.log" 2>&1 ||
        { cat "$dir/setup.log" >&2; exit 1; }
    cat >>"$home/data/postgresql.conf" <<SETTINGS
listen_addresses = ''
unix_socket_directories = '$home'
port = 5432
# a worker in a test's database would keep it from being dropped
autovacuum = off
fsync = off
synchronous_commit = ${QUORATE_TEST_COMMIT:-off}
full_page_writes = off
max_connections = 200
shared_buffers = 64MB
dynamic_shared_memory_type = mmap
timezone = 'UTC'
log_timezone = 'UTC'
log_min_messages = warning
SETTINGS
    as_server "$bin/pg_ctl" start --pgdata="$home/data" --log="$home/server.log" --wait --timeout=60 >>"$dir/setup.log" 2>&1 </dev/null ||
        { cat "$dir/setup.log" "$home/server.log" >&2; exit 1; }
    as_server "$bin/psql" --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --host="$home" --username=postgres --dbname=postgres <<'SQL' >&2
-- createdb: a test that needs stores of its own makes a database of its own
create role quorate_office login createdb;
create role quorate_public login;
create database quorate owner quorate_office;
SQL
    # The socket wins over "localhost", which stands there for readers of addresses that want a host.
    echo "postgresql://quorate_office@localhost/quorate?host=$home"
    echo "postgresql://quorate_public@localhost/quorate?host=$home"
}

stop() {
    home=$(cat "$dir/home" 2>/dev/null || true)
    if [ -n "$home" ]; then
        as_server "$bin/pg_ctl" stop --pgdata="$home/data" --mode=immediate --wait >/dev/null 2>&1 || true
        rm -rf "$home"
    fi
    rm -rf "$dir"
}

down() {
    home=$(cat "$dir/home")
    as_server "$bin/pg_ctl" stop --pgdata="$home/data" --mode="${1:-fast}" --wait >>"$dir/setup.log" 2>&1
}

up() {
    home=$(cat "$dir/home")
    as_server "$bin/pg_ctl" start --pgdata="$home/data" --log="$home/server.log" --wait --timeout=60 >>"$dir/setup.log" 2>&1 </dev/null
}

case $action in
start) start ;;
stop) stop ;;
down) down "${3:-}" ;;
up) up ;;
*) echo "$usage" >&2; exit 2 ;;
esac
