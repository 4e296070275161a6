#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/payer/context.h"
#include "domain/registry/institution_page.h"
#include "domain/registry/records.h"

/// The index that institutions are looked up by, in two tables. `institution_page` has what a
/// look-up compares, by place and code, up to kPageEntriesMax institutions in a row.
/// `institution_gram` has for each gram of a name the places where some name has it: a look-up
/// reads the pages of those places only that have all its grams. A place stays in a gram's row when
/// its last such name goes; that costs a look-up some pages and is put right by a rebuild.
namespace yidi::payer::internal {

/// Places in ascending order, as one column.
[[nodiscard]] std::string packed_places(const std::vector<std::uint32_t>& places);
/// Errors    internal: damaged.
[[nodiscard]] Result<std::vector<std::uint32_t>> unpacked_places(std::string_view packed);

/// Whether the index is there and of this version's form.
[[nodiscard]] Result<bool> has_index(ports::Session& session);
/// Places with the gram, in ascending order.
[[nodiscard]] Result<std::vector<std::uint32_t>> places_with(ports::Session& session,
                                                             const std::string& gram);
/// The places that have all grams of the query, in ascending order; empty if it has none.
[[nodiscard]] Result<std::optional<std::vector<std::uint32_t>>> places_for(
    ports::Session& session, const registry::NameQuery& query);

struct PlaceRange {
    std::uint32_t from = 0;
    std::uint32_t to = 999'999;
    /// Of these only, which ascend; null: all.
    const std::vector<std::uint32_t>* only = nullptr;
};
/// The entries of the places by place and code, until `visit` returns false. `visit` must not use
/// the session.
[[nodiscard]] Result<void> visit_entries(
    ports::Session& session, const PlaceRange& places,
    const std::function<bool(std::uint32_t admdvs, const registry::PageEntry&)>& visit);

/// Carries changes of institutions into the index, within the work that makes them. Grams are kept
/// until finish(), so that a file of many institutions writes each gram once.
class IndexWriter {
public:
    IndexWriter(ports::Session& session, ports::Readings& readings)
        : session_{session}, readings_{readings} {}

    /// To be called before the first change of the work: makes the index of what is there, if there
    /// is none.
    [[nodiscard]] Result<void> begin();
    [[nodiscard]] Result<void> change(const std::optional<registry::Institution>& before,
                                      const registry::Institution& now);
    [[nodiscard]] Result<void> finish();
    /// Forgets the index and makes it anew. Returns the number of institutions.
    [[nodiscard]] Result<std::int64_t> rebuild();

private:
    struct Gram {
        std::vector<std::uint32_t> places;
        bool is_changed = false;
    };

    [[nodiscard]] Result<void> erase_all();
    [[nodiscard]] Result<void> erase_entry(std::uint32_t admdvs, const std::string& code);
    [[nodiscard]] Result<void> put_entry(std::uint32_t admdvs, const registry::PageEntry& entry);
    [[nodiscard]] Result<void> add_gram(const std::string& gram, std::uint32_t admdvs);

    ports::Session& session_;
    ports::Readings& readings_;
    std::unordered_map<std::string, Gram> grams_;
};

/// Where institutions change and names cannot be read: the index is no longer to be trusted.
[[nodiscard]] Result<void> drop_index(ports::Session& session);

}  // namespace yidi::payer::internal
