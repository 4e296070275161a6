#pragma once

#include <string>

#include "app/payer/context.h"

/// Files that institutions send and fetch (9101, 9102): kept sealed, each for its institution only.
namespace yidi::payer {

/// How long a file can be fetched.
inline constexpr std::int64_t kFileDays = 30;

struct NewFile {
    Caller caller;
    std::string filename;
    std::string bytes;
};
struct KeptFile {
    std::string file_qury_no;  ///< digits
    std::string filename;
    std::string fixmedins_code;
    Instant dld_endtime;  ///< from then on it is not given out
};
/// Errors    bad_value: nothing in it.
[[nodiscard]] Result<KeptFile> keep_file(ports::Session& session, const Context& context,
                                         const NewFile& file);

struct FileQuery {
    Caller caller;
    std::string file_qury_no;
    std::string filename;  ///< empty: whatever it is called
};
/// The bytes of a file. Reads only.
/// Errors    bad_value: the institution has no such file, or under another name, or its time is
///           over.
[[nodiscard]] Result<std::string> open_file(ports::Session& session, const Context& context,
                                            const FileQuery& query);

}  // namespace yidi::payer
