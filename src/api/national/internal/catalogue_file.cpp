#include "api/national/internal/catalogue_file.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "adapters/codec/zip.h"
#include "adapters/crypto/sha256.h"

namespace yidi::national::internal {
namespace {

using payer::Context;
using ports::Session;
using registry::CatalogueItem;

/// Which of its columns a file fills, counted from 1; 0: it has none, or nobody has told us where.
/// The first is always the item's code.
struct Layout {
    std::string_view infno;
    std::string_view list_type;  ///< empty: of these the catalogue holds nothing
    std::size_t columns = 1;
    std::size_t name = 0;
    std::size_t begndate = 0;
    std::size_t enddate = 0;
    std::size_t ver = 0;
};
constexpr std::array kLayouts{
    Layout{.infno = "1301",
           .list_type = "101",
           .columns = 97,
           .name = 4,
           .begndate = 37,
           .enddate = 38},
    Layout{.infno = "1302", .list_type = "102", .columns = 33, .name = 2, .ver = 32},
    Layout{.infno = "1303", .list_type = "103", .columns = 85, .name = 2},
    Layout{.infno = "1305",
           .list_type = "201",
           .columns = 20,
           .name = 10,
           .begndate = 12,
           .enddate = 13},
    Layout{.infno = "1306", .list_type = "301", .columns = 71, .name = 2},
};

constexpr std::size_t kInfnoSize = 4;
constexpr std::size_t kRegionSize = 6;
constexpr std::size_t kDaySize = 8;
/// What is left of C 20 behind the day of a version, and of C 30 in a file's number.
constexpr std::size_t kVersionHashSize = 12;
constexpr std::size_t kNumberHashSize = 11;
constexpr char kNumberBegins = 'P';
constexpr std::size_t kNumberSize = 1 + kInfnoSize + kRegionSize + kDaySize + kNumberHashSize;
constexpr std::int32_t kDays = 7;

std::string compact(Date day) {
    std::string text = to_string(day);
    std::erase(text, '-');
    return text;
}

std::optional<Date> parse_compact(std::string_view text) {
    constexpr std::size_t kYearSize = 4;
    constexpr std::size_t kMonthSize = 2;
    std::string with_marks{text};
    with_marks.insert(kYearSize + kMonthSize, "-").insert(kYearSize, "-");
    const auto day = parse_date(with_marks);
    return day ? std::optional{*day} : std::nullopt;
}

/// A cell can hold neither of the separators.
std::string cell_of(std::string_view value) {
    std::string cell{value};
    std::ranges::replace_if(
        cell, [](char one) { return one == '\t' || one == '\n' || one == '\r'; }, ' ');
    return cell;
}

std::string text_of(const Layout& layout, const std::vector<CatalogueItem>& items,
                    std::string_view ver) {
    std::string text;
    std::vector<std::string> cells(layout.columns);
    const auto fill = [&](std::size_t column, std::string value) {
        if (column != 0) cells[column - 1] = std::move(value);
    };
    for (const CatalogueItem& item : items) {
        fill(1, cell_of(item.med_list_codg));
        fill(layout.name, cell_of(item.name));
        fill(layout.begndate, to_string(item.begndate));
        fill(layout.enddate, item.enddate ? to_string(*item.enddate) : std::string{});
        fill(layout.ver, std::string{ver});
        if (!text.empty()) text += '\n';
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0) text += '\t';
            text += cells[i];
        }
    }
    return text;
}

/// What a file is made of.
struct Content {
    const Layout* layout = nullptr;
    payer::CatalogueExtract extract;
    std::string hash;
};

Result<Content> content_of(Session& session, const Context& context, const payer::Caller& caller,
                           std::string_view infno) {
    Content content;
    const auto* const layout = std::ranges::find(kLayouts, infno, &Layout::infno);
    if (layout == kLayouts.end()) return content;
    content.layout = layout;
    YIDI_TRY(content.extract,
             payer::extract_catalogue(session, context, caller, std::string{layout->list_type}));
    // Also of what the file does not show: a version is one state of the catalogue.
    std::string all = text_of(*layout, content.extract.items, {});
    for (const CatalogueItem& item : content.extract.items) {
        all += item.chrgitm_lv + to_string(item.selfpay_prop) + to_string(item.begndate) +
               (item.enddate ? to_string(*item.enddate) : "") +
               (item.pric_uplmt_amt ? to_string(*item.pric_uplmt_amt) : "") +
               (item.lmt_used_flag ? "1" : "0");
    }
    content.hash = crypto::sha256(all);
    return content;
}

std::string version_of(const Content& content) {
    const auto newest =
        std::ranges::max_element(content.extract.items, {}, &CatalogueItem::begndate);
    return compact(newest->begndate) + content.hash.substr(0, kVersionHashSize);
}

Instant end_of(Date made) {
    return *parse_instant(to_string(Date::from_days(made.days() + kDays + 1)));
}

tl::unexpected<Error> no_file(ErrorCode code, std::string_view rule, std::string_view detail) {
    return fail(Error{.code = code,
                      .where = "input.fsDownloadIn.file_qury_no",
                      .rule = std::string{rule},
                      .remedy = "请重新调用目录下载交易，用新的文件查询号下载",
                      .detail = std::string{detail}});
}

}  // namespace

Result<CatalogueFile> catalogue_version(Session& session, const Context& context,
                                        const payer::Caller& caller) {
    YIDI_TRY(const Content content, content_of(session, context, caller, caller.infno));
    CatalogueFile file;
    if (content.extract.items.empty()) return file;
    const Date today = context.now.date();
    file.ver = version_of(content);
    file.file_qury_no = kNumberBegins + caller.infno + std::to_string(content.extract.admdvs) +
                        compact(today) + content.hash.substr(0, kNumberHashSize);
    file.dld_endtime = end_of(today);
    file.data_cnt = std::ssize(content.extract.items);
    return file;
}

bool is_catalogue_file(std::string_view file_qury_no) {
    return file_qury_no.starts_with(kNumberBegins);
}

Result<std::string> catalogue_file(Session& session, const Context& context,
                                   const payer::FileQuery& query) {
    const std::string_view number = query.file_qury_no;
    constexpr std::string_view kRule = "目录下载交易返回的文件查询号";
    if (number.size() != kNumberSize) {
        return no_file(ErrorCode::bad_value, kRule, "没有这个目录文件");
    }
    const std::string_view infno = number.substr(1, kInfnoSize);
    const std::string_view area = number.substr(1 + kInfnoSize, kRegionSize);
    const auto made = parse_compact(number.substr(1 + kInfnoSize + kRegionSize, kDaySize));
    YIDI_TRY(const Content content, content_of(session, context, query.caller, infno));
    if (!made || content.extract.items.empty() || area != std::to_string(content.extract.admdvs)) {
        return no_file(ErrorCode::bad_value, kRule, "没有这个目录文件");
    }
    if (end_of(*made) <= context.now) {
        return no_file(ErrorCode::bad_value, "dld_endtime 之前下载",
                       "目录文件的下载截止时间 " + to_string(end_of(*made)) + " 已过");
    }
    if (!content.hash.starts_with(number.substr(kNumberSize - kNumberHashSize))) {
        return no_file(ErrorCode::changed_meanwhile, "文件查询号对应当前版本的目录",
                       "目录已经更新");
    }
    const std::string ver = version_of(content);
    return codec::zip({{.name = std::string{infno} + "_" + ver + ".txt",
                        .bytes = text_of(*content.layout, content.extract.items, ver)}});
}

}  // namespace yidi::national::internal
