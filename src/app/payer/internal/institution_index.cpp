#include "app/payer/internal/institution_index.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "app/payer/internal/rows_person.h"
#include "ports/tables.h"

namespace yidi::payer::internal {
namespace {

using ports::Row;
using ports::Session;
using ports::spec;
using ports::Table;
using ports::Value;
using registry::Institution;
using registry::PageEntry;

// Under the gram that no name has: the form of the index. Another form needs another word.
constexpr std::string_view kMark;
constexpr std::string_view kForm = "1";

constexpr unsigned kSeven = 7;
constexpr std::uint32_t kMore = 0x80;

tl::unexpected<Error> damaged(Table table) {
    return fail(Error{.code = ErrorCode::internal,
                      .where = std::string{spec(table).name},
                      .rule = "an index as this program writes it",
                      .remedy = "make it anew: yidi institution index",
                      .detail = "the index of institutions cannot be read",
                      .source = {}});
}

/// One page with where it stands.
struct Page {
    std::string first_code;
    std::string entries;
};

/// The page that a code belongs to: the last that begins by it, else the first of the place.
Result<std::optional<Page>> page_for(Session& session, std::uint32_t admdvs,
                                     const std::string& code) {
    std::optional<Page> found;
    const auto take = [&found](const Row& row) {
        found = Page{.first_code = std::get<std::string>(row[1]),
                     .entries = std::get<std::string>(row[2])};
        return false;
    };
    ports::Range range;
    range.prefix = {Value{std::int64_t{admdvs}}};
    range.to = Value{code};
    range.descending = true;
    YIDI_TRY_VOID(session.scan(spec(Table::institution_page), {}, range, take));
    if (!found) {
        range.to = {};
        range.descending = false;
        YIDI_TRY_VOID(session.scan(spec(Table::institution_page), {}, range, take));
    }
    return found;
}

Result<void> put_page(Session& session, std::uint32_t admdvs, const std::string& first_code,
                      const std::string& entries) {
    return session.put(spec(Table::institution_page), {std::int64_t{admdvs}, first_code, entries});
}

Result<void> erase_page(Session& session, std::uint32_t admdvs, const std::string& first_code) {
    const std::array<Value, 2> key{std::int64_t{admdvs}, first_code};
    return session.erase(spec(Table::institution_page), key);
}

/// A page without one code, in front of it and behind it.
struct Parted {
    std::string head;
    std::string tail;
    std::size_t count = 0;  ///< in both
    bool had_code = false;
};

Result<Parted> part_at(const std::string& entries, std::string_view code) {
    Parted parts;
    const bool whole = registry::read_page(entries, [&](const PageEntry& entry) {
        if (entry.fixmedins_code == code) {
            parts.had_code = true;
        } else {
            append(entry.fixmedins_code < code ? parts.head : parts.tail, entry);
            ++parts.count;
        }
        return true;
    });
    if (!whole) {
        return damaged(Table::institution_page);
    }
    return parts;
}

std::string first_code_of(const std::string& entries) {
    std::string code;
    (void)registry::read_page(entries, [&](const PageEntry& entry) {
        code = entry.fixmedins_code;
        return false;
    });
    return code;
}

using Places = std::vector<std::uint32_t>;

Places in_both(const Places& one, const Places& other) {
    Places both;
    std::ranges::set_intersection(one, other, std::back_inserter(both));
    return both;
}

/// Requires  a gram at least.
Result<Places> places_with_all(Session& session, const registry::NameQuery::Way& way) {
    YIDI_TRY(Places all, places_with(session, way.front()));
    for (std::size_t i = 1; i < way.size() && !all.empty(); ++i) {
        YIDI_TRY(const Places with, places_with(session, way[i]));
        all = in_both(all, with);
    }
    return all;
}

Result<void> visit_pages(Session& session, const ports::Range& range,
                         const std::function<bool(std::uint32_t, const PageEntry&)>& visit,
                         bool& goes_on) {
    bool whole = true;
    YIDI_TRY_VOID(session.scan(spec(Table::institution_page), {}, range, [&](const Row& row) {
        const auto admdvs = static_cast<std::uint32_t>(std::get<std::int64_t>(row[0]));
        whole = registry::read_page(std::get<std::string>(row[2]), [&](const PageEntry& entry) {
            goes_on = visit(admdvs, entry);
            return goes_on;
        });
        return whole && goes_on;
    }));
    if (!whole) {
        return damaged(Table::institution_page);
    }
    return {};
}

}  // namespace

std::string packed_places(const std::vector<std::uint32_t>& places) {
    std::string packed;
    std::uint32_t before = 0;
    for (const std::uint32_t place : places) {
        std::uint32_t step = place - before;
        before = place;
        for (; step >= kMore; step >>= kSeven) {
            packed += static_cast<char>((step & (kMore - 1)) | kMore);
        }
        packed += static_cast<char>(step);
    }
    return packed;
}

Result<std::vector<std::uint32_t>> unpacked_places(std::string_view packed) {
    constexpr unsigned kBitsMax = 28;
    std::vector<std::uint32_t> places;
    std::uint32_t place = 0;
    std::uint32_t step = 0;
    unsigned bits = 0;
    for (const char character : packed) {
        const auto byte = static_cast<unsigned char>(character);
        step |= (byte & (kMore - 1)) << bits;
        if ((byte & kMore) != 0) {
            bits += kSeven;
            if (bits > kBitsMax) {
                return damaged(Table::institution_gram);
            }
            continue;
        }
        place += step;
        places.push_back(place);
        step = 0;
        bits = 0;
    }
    if (bits != 0) {
        return damaged(Table::institution_gram);
    }
    return places;
}

Result<bool> has_index(Session& session) {
    const std::array<Value, 1> key{std::string{kMark}};
    YIDI_TRY(const std::optional<Row> row, session.get(spec(Table::institution_gram), key));
    return row && std::get<std::string>((*row)[1]) == kForm;
}

Result<std::vector<std::uint32_t>> places_with(Session& session, const std::string& gram) {
    const std::array<Value, 1> key{gram};
    YIDI_TRY(const std::optional<Row> row, session.get(spec(Table::institution_gram), key));
    if (!row) {
        return std::vector<std::uint32_t>{};
    }
    return unpacked_places(std::get<std::string>((*row)[1]));
}

Result<std::optional<Places>> places_for(Session& session, const registry::NameQuery& query) {
    std::optional<Places> allowed;
    for (const auto& ways : query.grams()) {
        Places any;
        for (const registry::NameQuery::Way& way : ways) {
            YIDI_TRY(const Places all, places_with_all(session, way));
            Places both;
            std::ranges::set_union(any, all, std::back_inserter(both));
            any = std::move(both);
        }
        allowed = allowed ? in_both(*allowed, any) : std::move(any);
    }
    return allowed;
}

Result<void> visit_entries(
    Session& session, const PlaceRange& places,
    const std::function<bool(std::uint32_t admdvs, const PageEntry&)>& visit) {
    bool goes_on = true;
    if (places.only == nullptr) {
        ports::Range range;
        range.from = Value{std::int64_t{places.from}};
        range.to = Value{std::int64_t{places.to}};
        return visit_pages(session, range, visit, goes_on);
    }
    for (auto place = std::ranges::lower_bound(*places.only, places.from);
         place != places.only->end() && *place <= places.to && goes_on; ++place) {
        ports::Range range;
        range.prefix = {Value{std::int64_t{*place}}};
        YIDI_TRY_VOID(visit_pages(session, range, visit, goes_on));
    }
    return {};
}

Result<void> IndexWriter::begin() {
    YIDI_TRY(const bool there, has_index(session_));
    if (there) {
        return {};
    }
    YIDI_TRY_VOID(rebuild());
    return {};
}

Result<std::int64_t> IndexWriter::rebuild() {
    YIDI_TRY_VOID(erase_all());
    grams_.clear();
    constexpr std::size_t kAtOnce = 1'000;
    std::int64_t count = 0;
    std::string after;
    while (true) {
        YIDI_TRY(const std::vector<Institution> some, institutions_after(session_, after, kAtOnce));
        if (some.empty()) {
            break;
        }
        for (const Institution& one : some) {
            YIDI_TRY_VOID(change({}, one));
            ++count;
        }
        after = some.back().fixmedins_code;
    }
    YIDI_TRY_VOID(
        session_.put(spec(Table::institution_gram), {std::string{kMark}, std::string{kForm}}));
    YIDI_TRY_VOID(finish());
    return count;
}

Result<void> IndexWriter::erase_all() {
    for (const Table table : {Table::institution_page, Table::institution_gram}) {
        std::vector<Row> keys;
        YIDI_TRY_VOID(session_.scan(spec(table), {}, {}, [&](const Row& row) {
            const auto key = ports::key_of(spec(table), row);
            keys.emplace_back(key.begin(), key.end());
            return true;
        }));
        for (const Row& key : keys) {
            YIDI_TRY_VOID(session_.erase(spec(table), key));
        }
    }
    return {};
}

Result<void> IndexWriter::change(const std::optional<Institution>& before, const Institution& now) {
    if (before && before->admdvs != now.admdvs) {
        YIDI_TRY_VOID(erase_entry(before->admdvs, before->fixmedins_code));
    }
    const std::vector<std::string> characters = registry::characters_of(now.fixmedins_name);
    const registry::SearchedName name =
        registry::searched_name(characters, readings_.of(characters));
    const PageEntry entry{.fixmedins_code = now.fixmedins_code,
                          .remote_open = now.remote_open,
                          .hosp_lv = registry::level_number(now.hosp_lv),
                          .type = now.fixmedins_type.empty() ? ' ' : now.fixmedins_type.front(),
                          .name = name.view()};
    YIDI_TRY_VOID(put_entry(now.admdvs, entry));
    if (!before || before->admdvs != now.admdvs || before->fixmedins_name != now.fixmedins_name) {
        for (const std::string& gram : registry::grams_of(name)) {
            YIDI_TRY_VOID(add_gram(gram, now.admdvs));
        }
    }
    return {};
}

Result<void> IndexWriter::erase_entry(std::uint32_t admdvs, const std::string& code) {
    YIDI_TRY(const std::optional<Page> page, page_for(session_, admdvs, code));
    if (!page) {
        return {};
    }
    YIDI_TRY(const Parted parts, part_at(page->entries, code));
    if (parts.count == 0) {
        return erase_page(session_, admdvs, page->first_code);
    }
    return put_page(session_, admdvs, page->first_code, parts.head + parts.tail);
}

Result<void> IndexWriter::put_entry(std::uint32_t admdvs, const PageEntry& entry) {
    const std::string code{entry.fixmedins_code};
    YIDI_TRY(const std::optional<Page> page, page_for(session_, admdvs, code));
    std::string own;
    append(own, entry);
    if (!page) {
        return put_page(session_, admdvs, code, own);
    }
    YIDI_TRY(const Parted parts, part_at(page->entries, code));
    // A page is known by a code that is not behind its first.
    const std::string first_code = std::min(page->first_code, code);
    if (first_code != page->first_code) {
        YIDI_TRY_VOID(erase_page(session_, admdvs, page->first_code));
    }
    if (parts.count < registry::kPageEntriesMax) {
        return put_page(session_, admdvs, first_code, parts.head + own + parts.tail);
    }
    // Codes come in ascending order mostly: what lies behind goes into a page of its own, and with
    // nothing behind the new one begins it.
    if (parts.tail.empty()) {
        YIDI_TRY_VOID(put_page(session_, admdvs, first_code, parts.head));
        return put_page(session_, admdvs, code, own);
    }
    YIDI_TRY_VOID(put_page(session_, admdvs, first_code, parts.head + own));
    return put_page(session_, admdvs, first_code_of(parts.tail), parts.tail);
}

Result<void> IndexWriter::add_gram(const std::string& gram, std::uint32_t admdvs) {
    const auto [found, is_new] = grams_.try_emplace(gram);
    std::vector<std::uint32_t>& places = found->second.places;
    if (is_new) {
        YIDI_TRY(places, places_with(session_, gram));
    }
    const auto at = std::ranges::lower_bound(places, admdvs);
    if (at == places.end() || *at != admdvs) {
        places.insert(at, admdvs);
        found->second.is_changed = true;
    }
    return {};
}

Result<void> IndexWriter::finish() {
    // In the order of the key, which the store writes fastest.
    std::map<std::string_view, const Gram*> changed;
    for (const auto& [gram, state] : grams_) {
        if (state.is_changed) {
            changed.emplace(gram, &state);
        }
    }
    for (const auto& [gram, state] : changed) {
        YIDI_TRY_VOID(session_.put(spec(Table::institution_gram),
                                   {std::string{gram}, packed_places(state->places)}));
    }
    grams_.clear();
    return {};
}

Result<void> drop_index(Session& session) {
    const std::array<Value, 1> key{std::string{kMark}};
    return session.erase(spec(Table::institution_gram), key);
}

}  // namespace yidi::payer::internal
