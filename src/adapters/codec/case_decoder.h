#pragma once

#include <memory>
#include <string_view>

#include "app/case_file.h"
#include "base/error.h"
#include "domain/policy/regions.h"

namespace yidi::codec {

/// Reads case files (docs/using/case-file.md). Made once and used for many: parser and storage are
/// kept between calls. Threads: one decoder per thread; the region list is only read.
class CaseDecoder {
public:
    /// `regions` must outlive the decoder.
    explicit CaseDecoder(const policy::Regions& regions);
    ~CaseDecoder();
    CaseDecoder(CaseDecoder&&) noexcept;
    CaseDecoder& operator=(CaseDecoder&&) noexcept;
    CaseDecoder(const CaseDecoder&) = delete;
    CaseDecoder& operator=(const CaseDecoder&) = delete;

    /// Replaces what `out` holds; after an error its content is unspecified.
    /// Returns   a case that keeps every requirement of adjudicate().
    /// Errors    1xxx, with the JSON pointer of the place, what was expected there, and what to do.
    [[nodiscard]] Result<void> decode(std::string_view json, app::CaseFile& out);

private:
    struct Parser;
    std::unique_ptr<Parser> parser_;
};

/// The same for a single case.
[[nodiscard]] Result<app::CaseFile> decode_case(std::string_view json,
                                                const policy::Regions& regions);

}  // namespace yidi::codec
