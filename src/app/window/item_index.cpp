#include "app/window/item_index.h"

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_person.h"

namespace yidi::app {
namespace {

using ports::Session;
using registry::CatalogueItem;
using registry::NameQuery;

constexpr std::int64_t kFreshMs = 60'000;

/// How well an item fits, the best first.
enum class Fit : std::uint8_t { code, beginning, part };
constexpr std::size_t kFits = 3;

bool is_in_force(const CatalogueItem& item, Date day) {
    return item.begndate <= day && (!item.enddate || *item.enddate >= day);
}

std::string capitals(std::string_view text) {
    std::string out{text};
    for (char& one : out) {
        if (one >= 'a' && one <= 'z') one = static_cast<char>(one - 'a' + 'A');
    }
    return out;
}

std::string joined(const std::vector<std::string>& characters) {
    std::string out;
    for (const std::string& one : characters) out += one;
    return out;
}

bool is_same_row(const CatalogueItem& one, const CatalogueItem& other) {
    return one.med_list_codg == other.med_list_codg && one.begndate == other.begndate;
}

/// What somebody types, in the ways in which items are known by it.
struct Asked {
    std::string code;
    const NameQuery& name;
    std::string beginning;
};

std::optional<Fit> fit_to(const CatalogueItem& item, const registry::SearchedName& name,
                          const Asked& asked) {
    if (capitals(item.med_list_codg).starts_with(asked.code)) return Fit::code;
    if (!asked.name.fits(name.view())) return std::nullopt;
    const bool begins =
        name.characters.starts_with(asked.beginning) || name.initials.starts_with(asked.beginning);
    return begins ? Fit::beginning : Fit::part;
}

}  // namespace

std::shared_ptr<const ItemIndex::Entry> ItemIndex::entry_of(CatalogueItem item) {
    const std::vector<std::string> characters = registry::characters_of(item.name);
    return std::make_shared<Entry>(
        Entry{.item = std::move(item),
              .name = registry::searched_name(characters, readings_.of(characters))});
}

/// Rows are never changed, so what was read before is taken from there.
Result<std::shared_ptr<const ItemIndex::Area>> ItemIndex::read(Session& session, Instant now,
                                                               std::uint32_t area,
                                                               const Area* before) {
    ports::Range range;
    range.prefix = {ports::Value{std::int64_t{area}}};
    YIDI_TRY(std::vector<CatalogueItem> items,
             payer::internal::scan_rows<CatalogueItem>(session, ports::Table::catalogue, range,
                                                       payer::internal::read_item));
    auto made = std::make_shared<Area>();
    made->made = now;
    made->entries.reserve(items.size());
    std::size_t at = 0;
    for (CatalogueItem& item : items) {
        const bool is_known = before != nullptr && at < before->entries.size() &&
                              is_same_row(before->entries[at]->item, item);
        made->entries.push_back(is_known ? before->entries[at++] : entry_of(std::move(item)));
    }
    return std::shared_ptr<const Area>{std::move(made)};
}

Result<std::shared_ptr<const ItemIndex::Area>> ItemIndex::area_of(Session& session, Instant now,
                                                                  std::uint32_t area) {
    const std::lock_guard only{mutex_};
    std::shared_ptr<const Area>& kept = areas_[area];
    if (!kept || now.ms() - kept->made.ms() >= kFreshMs) {
        YIDI_TRY(kept, read(session, now, area, kept.get()));
    }
    return kept;
}

Result<ItemsFound> ItemIndex::find(Session& session, const payer::Context& context,
                                   const ItemsQuery& query) {
    const Result<NameQuery> name = NameQuery::parse(query.find);
    if (!name) {
        return payer::internal::refuse(ErrorCode::bad_value, "find",
                                       "a code, a name, its pinyin or initials, at most 64 "
                                       "characters",
                                       "type the beginning of one of them",
                                       "there is nothing to look for");
    }
    ItemsFound found;
    found.area = context.book.regions().pooling_area(query.region);
    YIDI_TRY(const std::shared_ptr<const Area> area, area_of(session, context.now, found.area));
    const Asked asked{.code = capitals(query.find),
                      .name = *name,
                      .beginning = joined(registry::characters_of(query.find))};
    std::array<std::vector<const CatalogueItem*>, kFits> fits;
    for (const std::shared_ptr<const Entry>& entry : area->entries) {
        const CatalogueItem& item = entry->item;
        const bool is_meant = is_in_force(item, query.on) &&
                              (query.list_type.empty() || query.list_type == item.list_type);
        const std::optional<Fit> fit = is_meant ? fit_to(item, entry->name, asked) : std::nullopt;
        if (fit) fits.at(static_cast<std::size_t>(*fit)).push_back(&item);
    }
    for (const auto& those : fits) {
        for (const CatalogueItem* item : those) {
            found.is_cut = found.is_cut || found.items.size() == query.limit;
            if (found.items.size() < query.limit) found.items.push_back(*item);
        }
    }
    return found;
}

}  // namespace yidi::app
