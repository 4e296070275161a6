#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/registry/records.h"
#include "domain/registry/searched_name.h"
#include "ports/readings.h"

namespace yidi::app {

struct ItemsQuery {
    std::uint32_t region = 0;  ///< of the treatment; its pooling area's catalogue is meant
    std::string find;          ///< the beginning of a code, or a part of a name, pinyin, initials
    Date on;
    std::string list_type;  ///< empty: any
    std::size_t limit = 20;
};
struct ItemsFound {
    std::uint32_t area = 0;
    std::vector<registry::CatalogueItem> items;
    bool is_cut = false;
};

/// Catalogues as somebody looks an item up while typing it. An area's names are read once and kept
/// in memory, about 300 bytes an item; what has been added meanwhile is found within a minute.
/// Threads   any.
class ItemIndex {
public:
    /// Nobody else uses the readings meanwhile.
    explicit ItemIndex(ports::Readings& readings) : readings_{readings} {}

    /// Items in force on the day: by the beginning of their code, of their name, and by any part of
    /// it, in this order; else by code.
    /// Errors    bad_value: nothing to look for, or more than 64 characters.
    [[nodiscard]] Result<ItemsFound> find(ports::Session& session, const payer::Context& context,
                                          const ItemsQuery& query);

private:
    struct Entry {
        registry::CatalogueItem item;
        registry::SearchedName name;
    };
    struct Area {
        Instant made;
        std::vector<std::shared_ptr<const Entry>> entries;  ///< by code and day
    };
    Result<std::shared_ptr<const Area>> area_of(ports::Session& session, Instant now,
                                                std::uint32_t area);
    Result<std::shared_ptr<const Area>> read(ports::Session& session, Instant now,
                                             std::uint32_t area, const Area* before);
    [[nodiscard]] std::shared_ptr<const Entry> entry_of(registry::CatalogueItem item);

    ports::Readings& readings_;
    std::mutex mutex_;
    std::map<std::uint32_t, std::shared_ptr<const Area>> areas_;
};

}  // namespace yidi::app
