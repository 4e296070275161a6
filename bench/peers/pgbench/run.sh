#!/usr/bin/env bash
# What PostgreSQL reaches on this machine with the row writes of a settlement, every commit on disk.
# usage: run.sh FOLDER SECONDS CLIENTS; the folder is empty and may be read by others (the server is not root's).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=$1 seconds=$2 clients=$3
bin=$(dirname "$(find /usr/lib/postgresql -name pgbench -path '*/bin/*' | sort | tail -1)")

as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

mkdir -p "$folder"
cp "$here"/*.sql "$folder"
if [ "$(id -u)" -eq 0 ]; then chown -R postgres "$folder"; fi
as_postgres "$bin/initdb" --pgdata "$folder/data" --auth trust --no-sync >"$folder/initdb.log"
as_postgres "$bin/pg_ctl" --pgdata "$folder/data" --log "$folder/server.log" --silent --wait \
    --options "-c listen_addresses= -c unix_socket_directories=$folder -c shared_buffers=512MB" start
trap 'as_postgres "$bin/pg_ctl" --pgdata "$folder/data" --silent --mode immediate stop' EXIT
as_postgres "$bin/psql" --host "$folder" --quiet --file "$folder/schema.sql" postgres
as_postgres "$bin/pgbench" --host "$folder" --no-vacuum --client "$clients" --jobs 2 --time "$seconds" \
    --file "$folder/settle.sql" postgres
