#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/money.h"
#include "base/rate.h"
#include "domain/adjudication/case.h"
#include "domain/policy/regions.h"
#include "domain/policy/terms.h"

namespace yidi::codec {

/// A figure that somebody published for a case: an amount, or a ratio for the names that hold one.
struct Published {
    std::string name;
    std::optional<Money> amount;
    std::optional<Rate> ratio;
};

/// A case file: the case, and what may stand beside it.
struct CaseFile {
    adjudication::Case facts;
    std::optional<policy::Terms> terms;
    std::vector<Published> published;
};

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
    [[nodiscard]] Result<void> decode(std::string_view json, CaseFile& out);

private:
    struct Parser;
    std::unique_ptr<Parser> parser_;
};

/// The same for a single case.
[[nodiscard]] Result<CaseFile> decode_case(std::string_view json, const policy::Regions& regions);

}  // namespace yidi::codec
