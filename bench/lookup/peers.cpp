#include "bench/lookup/peers.h"

#include <cstdlib>
#include <iostream>

#include <sqlite3.h>

namespace yidi::lookup_bench {

struct Peers::Parts {
    sqlite3* database = nullptr;
    sqlite3_stmt* like = nullptr;
    sqlite3_stmt* trigrams = nullptr;

    void check(int code) const {
        if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) {
            return;
        }
        std::cerr << sqlite3_errmsg(database) << '\n';
        std::exit(1);
    }
    void run(const char* sql) const {
        check(sqlite3_exec(database, sql, nullptr, nullptr, nullptr));
    }
    sqlite3_stmt* prepared(const char* sql) const {
        sqlite3_stmt* statement = nullptr;
        check(sqlite3_prepare_v2(database, sql, -1, &statement, nullptr));
        return statement;
    }
    void bind(sqlite3_stmt* statement, int at, const std::string& text) const {
        check(sqlite3_bind_text(statement, at, text.data(), static_cast<int>(text.size()),
                                SQLITE_TRANSIENT));
    }
    std::vector<std::string> codes(sqlite3_stmt* statement, const std::string& text) const {
        bind(statement, 1, text);
        std::vector<std::string> all;
        while (sqlite3_step(statement) == SQLITE_ROW) {
            all.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
        }
        check(sqlite3_reset(statement));
        return all;
    }
};

Peers::Peers(const std::string& file) : parts_{std::make_unique<Parts>()} {
    parts_->check(sqlite3_open(file.c_str(), &parts_->database));
    parts_->run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=0");
    parts_->run(
        "CREATE TABLE plain (id INTEGER PRIMARY KEY, admdvs INTEGER, code TEXT, name TEXT, "
        "initials TEXT)");
    parts_->run("CREATE VIRTUAL TABLE grams USING fts5(initials, content='', tokenize='trigram')");
    parts_->like = parts_->prepared(
        "SELECT code FROM plain WHERE initials LIKE '%' || ?1 || '%' ORDER BY id LIMIT 20");
    parts_->trigrams = parts_->prepared(
        "SELECT code FROM plain WHERE id IN (SELECT rowid FROM grams WHERE grams MATCH '\"' || ?1 "
        "|| '\"' ORDER BY rowid LIMIT 20) ORDER BY id");
}

Peers::~Peers() {
    sqlite3_finalize(parts_->like);
    sqlite3_finalize(parts_->trigrams);
    sqlite3_close(parts_->database);
}

void Peers::fill(const std::vector<One>& all) {
    parts_->run("BEGIN");
    sqlite3_stmt* plain =
        parts_->prepared("INSERT INTO plain (admdvs, code, name, initials) VALUES (?1,?2,?3,?4)");
    sqlite3_stmt* grams = parts_->prepared("INSERT INTO grams (rowid, initials) VALUES (?1, ?2)");
    for (const One& one : all) {
        parts_->check(sqlite3_bind_int64(plain, 1, one.admdvs));
        parts_->bind(plain, 2, one.code);
        parts_->bind(plain, 3, one.name);
        parts_->bind(plain, 4, one.initials);
        parts_->check(sqlite3_step(plain));
        parts_->check(sqlite3_reset(plain));
        parts_->check(sqlite3_bind_int64(grams, 1, sqlite3_last_insert_rowid(parts_->database)));
        parts_->bind(grams, 2, one.initials);
        parts_->check(sqlite3_step(grams));
        parts_->check(sqlite3_reset(grams));
    }
    sqlite3_finalize(plain);
    sqlite3_finalize(grams);
    parts_->run("COMMIT");
}

std::vector<std::string> Peers::by_like(const std::string& initials) {
    return parts_->codes(parts_->like, initials);
}

std::vector<std::string> Peers::by_trigrams(const std::string& initials) {
    return parts_->codes(parts_->trigrams, initials);
}

}  // namespace yidi::lookup_bench
