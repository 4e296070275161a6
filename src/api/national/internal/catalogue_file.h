#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/payer/catalogue.h"
#include "app/payer/files.h"

/// Files of the catalogue (1301–1315): ZIPs with one text, fields between TABs, a row for each
/// interval of an item, no head. They are made when they are asked for and kept nowhere; the number
/// says what is in them.
namespace yidi::national::internal {

struct CatalogueFile {
    std::string ver;           ///< of what the catalogue holds now; empty: nothing of this kind
    std::string file_qury_no;  ///< until dld_endtime, or until the catalogue changes
    Instant dld_endtime;
    std::int64_t data_cnt = 0;
};
[[nodiscard]] Result<CatalogueFile> catalogue_version(ports::Session& session,
                                                      const payer::Context& context,
                                                      const payer::Caller& caller);

/// Whether a file's number is one of these; the others are digits.
[[nodiscard]] bool is_catalogue_file(std::string_view file_qury_no);
/// The ZIP of a number that catalogue_version gave.
/// Errors    bad_value: no such number, or its time is over; changed_meanwhile: the catalogue has
///           another version now.
[[nodiscard]] Result<std::string> catalogue_file(ports::Session& session,
                                                 const payer::Context& context,
                                                 const payer::FileQuery& query);

}  // namespace yidi::national::internal
