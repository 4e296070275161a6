#include "app/payer/internal/verify_papers.h"

#include <algorithm>
#include <string>
#include <utility>

#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_claim.h"
#include "app/payer/internal/rows_filing.h"

namespace yidi::payer::internal {
namespace {

struct Paper {
    Pid pid = 0;
    std::string subject;
    std::int64_t id = 0;
    bool is_whole = false;
};

Result<Paper> read(const ports::Row& row) {
    constexpr int kBetween = 4;
    RowReader in{ports::Table::attachment, row};
    Paper paper{.pid = in.number(), .subject = in.text(), .id = in.number()};
    for (int i = 0; i < kBetween; ++i) {
        in.skip();
    }
    const std::int64_t size = in.number();
    in.skip();
    in.skip();
    const std::string sealed = in.text();
    YIDI_TRY_VOID(in.end());
    paper.is_whole = size > 0 && sealed.size() >= static_cast<std::size_t>(size);
    return paper;
}

}  // namespace

Result<void> verify_papers(ports::Session& session, std::vector<Mismatch>& out) {
    YIDI_TRY(const auto papers, scan_rows<Paper>(session, ports::Table::attachment, {}, read));
    for (const Paper& paper : papers) {
        const std::string key =
            std::to_string(paper.pid) + "/" + paper.subject + "/" + std::to_string(paper.id);
        if (!paper.is_whole) {
            out.push_back({.table = "attachment", .key = key, .problem = "it is not whole"});
        }
        YIDI_TRY(const auto events, filing_events_of(session, paper.pid));
        YIDI_TRY(const auto claims, claim_events_of(session, paper.pid));
        const bool is_there =
            std::ranges::any_of(events,
                                [&](const filing::Event& event) {
                                    return paper.subject ==
                                           "filing:" + std::to_string(event.filing);
                                }) ||
            std::ranges::any_of(claims, [&](const claim::Event& event) {
                return paper.subject == "claim:" + std::to_string(event.claim);
            });
        if (!is_there) {
            out.push_back({.table = "attachment",
                           .key = key,
                           .problem = "the person has nothing that it is for"});
        }
    }
    return {};
}

}  // namespace yidi::payer::internal
