#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/codec/json_writer.h"
#include "api/national/codes.h"
#include "api/national/internal/catalogue_file.h"
#include "app/payer/mapping.h"

/// The `output` of what is read from the catalogue.
namespace yidi::national::internal {

/// 1201.
[[nodiscard]] std::string institutions_output(const std::vector<registry::Institution>& found);
/// 1301–1315. Null: there is nothing newer; `ver` is told all the same, where there is one.
[[nodiscard]] std::string download_output(const CatalogueFile* file, std::string_view ver);
/// 1901. A null dictionary has no codes.
[[nodiscard]] std::string dictionary_output(const Dictionary* dictionary, std::string_view parent);
/// By a name in any case; null for one that is not known.
[[nodiscard]] const Dictionary* find_dictionary(std::string_view type);

/// Members of one row of 1304, 1312, 1316, 1318 and 1319.
void write_ethnic_drug(codec::JsonWriter& writer, const registry::CatalogueItem& item, Date today);
void write_listed(codec::JsonWriter& writer, const registry::CatalogueItem& item, Date today);
void write_match(codec::JsonWriter& writer, const registry::CatalogueItem& item, Date today);
void write_price(codec::JsonWriter& writer, const registry::CatalogueItem& item, Date today);
void write_selfpay(codec::JsonWriter& writer, const registry::CatalogueItem& item, Date today);
/// 1317.
void write_mapping(codec::JsonWriter& writer, const payer::Mapping& one,
                   std::string_view fixmedins_code);

/// firstPage … pages.
struct PageView {
    payer::PageRequest request;
    std::int64_t count = 0;
    std::int64_t pages = 0;
    std::int64_t size = 0;  ///< rows of this page
};
void write_paging(codec::JsonWriter& writer, const PageView& view);

template <class T, class Write>
[[nodiscard]] std::string page_output(const payer::Page<T>& page, Write write) {
    std::string out;
    codec::JsonWriter writer{out};
    writer.begin_object();
    write_paging(writer, {.request = page.request,
                          .count = page.count,
                          .pages = page.pages(),
                          .size = std::ssize(page.rows)});
    writer.key("data");
    writer.begin_array();
    for (const T& row : page.rows) {
        writer.begin_object();
        write(writer, row);
        writer.end_object();
    }
    writer.end_array();
    writer.end_object();
    return out;
}

}  // namespace yidi::national::internal
