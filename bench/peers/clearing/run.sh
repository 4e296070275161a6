#!/usr/bin/env bash
# The sums of a clearing month in PostgreSQL: the same rows copied in, the same groups, in memory and warm.
# usage: run.sh FOLDER ROWS.tsv; the folder is empty and may be read by others (the server is not root's).
set -euo pipefail
folder=$1 rows=$2
bin=$(dirname "$(find /usr/lib/postgresql -name pgbench -path '*/bin/*' | sort | tail -1)")

as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}
query() {
    as_postgres "$bin/psql" --host "$folder" --quiet --no-align --tuples-only postgres "$@"
}

mkdir -p "$folder"
if [ "$(id -u)" -eq 0 ]; then chown -R postgres "$folder"; fi
as_postgres "$bin/initdb" --pgdata "$folder/data" --auth trust --no-sync >"$folder/initdb.log"
# Memory for everything, both cores for one query: the best that it can do here.
as_postgres "$bin/pg_ctl" --pgdata "$folder/data" --log "$folder/server.log" --silent --wait --options "-c listen_addresses= \
    -c unix_socket_directories=$folder -c shared_buffers=4GB -c work_mem=2GB -c max_wal_size=8GB -c fsync=off \
    -c max_parallel_workers_per_gather=2 -c min_parallel_table_scan_size=0 -c jit=on \
    -c log_statement_stats=on" start
trap 'as_postgres "$bin/pg_ctl" --pgdata "$folder/data" --silent --mode immediate stop' EXIT
query --command 'CREATE UNLOGGED TABLE line (institution int4, insured_area int2, kind int2, fen int8)'
query --command '\timing on' --command "\\copy line FROM '$rows'" | sed 's/^Time/COPY took/'
query --command 'VACUUM (ANALYZE) line'
groups='SELECT institution, insured_area, kind, count(*) AS rows, sum(fen)::int8 AS fen FROM line GROUP BY 1, 2, 3'
for _ in 1 2 3; do
    query --command "EXPLAIN (ANALYZE, TIMING OFF) $groups" | grep -E 'Aggregate|Memory|Execution|Workers Launched' | sed 's/^ *//'
    # What the statement cost the processor, without parallel workers.
    grep -E 's user, .* elapsed' "$folder/server.log" | tail -1
done
# The rows of the groups, held against ours.
query --command "SELECT 'check ' || count(*) || '|' || sum(rows) || '|' || sum(fen) || '|' ||
    sum(fen * (1 + (institution::int8 * 7 + insured_area * 3 + kind) % 97)) FROM ($groups) AS cell"
