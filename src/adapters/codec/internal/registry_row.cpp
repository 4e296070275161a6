#include "adapters/codec/internal/registry_row.h"

#include <algorithm>
#include <charconv>

#include "adapters/codec/internal/printable.h"
#include "adapters/codec/internal/suggest.h"
#include "base/region_code.h"

namespace yidi::codec::internal {
namespace {

constexpr char kSeparator = ';';

std::string_view trim(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(kBlanks);
    return begin == std::string_view::npos
               ? std::string_view{}
               : text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

bool is_code_character(char character) {
    return (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z') ||
           (character >= 'a' && character <= 'z') ||
           std::string_view{"_-."}.find(character) != std::string_view::npos;
}

std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(kSeparator), text.size());
        const std::string_view part = trim(text.substr(0, end));
        if (!part.empty()) {
            parts.push_back(part);
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

std::optional<std::uint32_t> known_region(std::string_view text, const policy::Regions& regions) {
    const Result<RegionCode> code = parse_region_code(text);
    if (!code || !regions.contains(code->number())) {
        return {};
    }
    return code->number();
}

}  // namespace

std::string_view RegistryRow::cell(std::string_view column) const {
    const auto head = std::ranges::find(heads_.cells, column);
    const auto at = static_cast<std::size_t>(head - heads_.cells.begin());
    return at < row_.cells.size() ? trim(row_.cells[at]) : std::string_view{};
}

void RegistryRow::add(ErrorCode code, std::string_view column, std::string_view rule,
                      std::string_view remedy) {
    good_ = false;
    problems_.add(
        {.code = code,
         .where = table_.file_name + ":" + std::to_string(row_.line) + ":" + std::string{column},
         .rule = std::string{rule},
         .remedy = std::string{remedy},
         .detail = "this cell does not hold what its column asks for"});
}

void RegistryRow::expect(bool holds, std::string_view column, std::string_view rule,
                         std::string_view remedy) {
    if (!holds) {
        add(ErrorCode::inconsistent, column, rule, remedy);
    }
}

std::string_view RegistryRow::needed(std::string_view column, Need need) {
    const std::string_view text = cell(column);
    if (text.empty() && need == Need::required) {
        add(ErrorCode::missing_key, column, "a value in this column", "fill the cell in");
    }
    return text;
}

std::string RegistryRow::text(std::string_view column, std::size_t characters_max, Need need) {
    const std::string_view text = needed(column, need);
    const bool printable =
        unprintable_at(text) == std::string_view::npos && text.find('\n') == std::string_view::npos;
    if (characters(text) > characters_max || !printable) {
        add(ErrorCode::bad_value, column,
            "at most " + std::to_string(characters_max) + " characters on one line",
            "shorten the text, or remove what cannot be seen");
        return {};
    }
    return std::string{text};
}

std::string RegistryRow::code(std::string_view column, std::size_t length_max, Need need) {
    const std::string_view text = needed(column, need);
    if (text.size() > length_max || !std::ranges::all_of(text, is_code_character)) {
        add(ErrorCode::bad_value, column,
            "at most " + std::to_string(length_max) + " letters, digits, and _ - .",
            "write the code without blanks and other characters");
        return {};
    }
    return std::string{text};
}

std::string RegistryRow::word(std::string_view column, std::span<const std::string_view> words,
                              Need need) {
    const std::string_view text = needed(column, need);
    if (text.empty()) {
        return {};
    }
    if (std::ranges::find(words, text) == words.end()) {
        add(ErrorCode::bad_value, column, one_of(words),
            "write one of these; mind leading zeros, which spreadsheets take away");
        return {};
    }
    return std::string{text};
}

std::optional<std::int64_t> RegistryRow::number(std::string_view column, std::int64_t least,
                                                std::int64_t most, Need need) {
    const std::string_view text = needed(column, need);
    if (text.empty()) {
        return {};
    }
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
    if (!whole || value < least || value > most) {
        add(ErrorCode::bad_value, column,
            "a whole number from " + std::to_string(least) + " to " + std::to_string(most),
            "write digits only");
        return {};
    }
    return value;
}

bool RegistryRow::flag(std::string_view column) {
    constexpr std::array<std::string_view, 2> kWords{"0", "1"};
    return word(column, kWords) == "1";
}

std::optional<Date> RegistryRow::day(std::string_view column, Need need) {
    const std::string_view text = needed(column, need);
    if (text.empty()) {
        return {};
    }
    if (table_.source == TableSource::workbook) {
        if (const auto serial = date_of_serial(text)) {
            return serial;
        }
    }
    const Result<Date> read = parse_date(text);
    if (!read) {
        add(ErrorCode::bad_date, column, "a day that exists, as YYYY-MM-DD",
            "write the day as 2026-01-31");
        return {};
    }
    return *read;
}

std::optional<Money> RegistryRow::yuan(std::string_view column, Need need) {
    const std::string_view text = needed(column, need);
    if (text.empty()) {
        return {};
    }
    const Result<Money> read = parse_yuan(text);
    if (!read || *read < Money{}) {
        add(ErrorCode::bad_amount, column, "yuan, not negative, with at most two decimal places",
            "write the amount as 1234.50, without sign and separators");
        return {};
    }
    return *read;
}

std::optional<UnitPrice> RegistryRow::price_limit(std::string_view column) {
    constexpr std::int64_t kNoLimit = 999'999'000'000;
    const std::string_view text = cell(column);
    if (text.empty()) {
        return {};
    }
    const Result<UnitPrice> read = parse_unit_price(text);
    if (!read || *read < UnitPrice{}) {
        add(ErrorCode::bad_amount, column, "yuan, not negative, with at most six decimal places",
            "write the limit as 12.50; leave it empty where there is none");
        return {};
    }
    if (read->microyuan() == kNoLimit) {
        return {};
    }
    return *read;
}

std::optional<Rate> RegistryRow::share(std::string_view column, Need need) {
    const std::string_view text = needed(column, need);
    if (text.empty()) {
        return {};
    }
    const Result<Rate> read = parse_rate(text);
    if (!read || *read > Rate::one()) {
        add(ErrorCode::bad_value, column, "a share from 0 to 1 with at most six decimal places",
            "write ten per cent as 0.10");
        return {};
    }
    return *read;
}

std::uint32_t RegistryRow::region(std::string_view column, const policy::Regions& regions) {
    const std::string_view text = needed(column, Need::required);
    const auto found = known_region(text, regions);
    if (!found && !text.empty()) {
        add(ErrorCode::bad_region, column, "a code of the region list",
            "look the code up in data/regions/regions.tsv");
    }
    return found.value_or(0);
}

std::vector<std::uint32_t> RegistryRow::regions(std::string_view column,
                                                const policy::Regions& regions, Need need) {
    std::vector<std::uint32_t> found;
    for (const std::string_view part : split(needed(column, need))) {
        const auto one = known_region(part, regions);
        if (!one || std::ranges::find(found, *one) != found.end()) {
            add(ErrorCode::bad_region, column,
                "codes of the region list, each once, separated by semicolons",
                "look the codes up in data/regions/regions.tsv");
            return {};
        }
        found.push_back(*one);
    }
    return found;
}

std::vector<std::string> RegistryRow::names(std::string_view column) {
    constexpr std::size_t kNamesMax = 20;
    constexpr std::size_t kLengthMax = 64;
    std::vector<std::string> found;
    for (const std::string_view part : split(cell(column))) {
        const bool fits = part.size() <= kLengthMax &&
                          std::ranges::all_of(part, is_code_character) &&
                          std::ranges::find(found, part) == found.end();
        if (!fits || found.size() == kNamesMax) {
            add(ErrorCode::bad_value, column,
                "names of docs/policies/names.md, each once, separated by semicolons",
                "look the names up there");
            return {};
        }
        found.emplace_back(part);
    }
    return found;
}

std::vector<std::uint32_t> RegistryRow::areas(std::string_view column,
                                              const policy::Regions& regions) {
    constexpr std::uint32_t kProvince = 10'000;
    if (cell(column) == "*") {
        return {registry::kAnywhere};
    }
    std::vector<std::uint32_t> found = this->regions(column, regions, Need::required);
    const bool whole = std::ranges::all_of(found, [&](std::uint32_t code) {
        return code % kProvince == 0 || regions.pooling_area(code) == code;
    });
    if (!whole) {
        add(ErrorCode::bad_region, column, "pooling areas or provinces, or * for all",
            "write the code of the area that owns the fund: 130100, not its district 130102");
        return {};
    }
    return found;
}

std::uint8_t RegistryRow::businesses(std::string_view column, Need need) {
    unsigned mask = 0;
    for (const std::string_view part : split(needed(column, need))) {
        const auto business = policy::parse_business(part);
        if (!business) {
            add(ErrorCode::bad_value, column,
                "inpatient, outpatient, chronic, pharmacy, dual_channel, maternity, separated by "
                "semicolons; empty: none",
                "write the kinds of business that are open");
            return 0;
        }
        mask |= 1U << static_cast<unsigned>(*business);
    }
    return static_cast<std::uint8_t>(mask);
}

std::optional<app::OfPerson<std::uint32_t>> RegistryRow::psn_no(std::string_view column,
                                                                const policy::Regions& regions) {
    constexpr std::size_t kRegionDigits = 6;
    const std::string_view text = needed(column, Need::required);
    if (text.empty()) {
        return {};
    }
    const auto pid = registry::pid_of(text);
    const auto region = known_region(text.substr(0, kRegionDigits), regions);
    if (!pid || !region) {
        add(ErrorCode::bad_value, column,
            "twenty digits: the insured region, then the person's number in fourteen digits",
            "write the number as this system gives it; spreadsheets spoil numbers of this "
            "length unless the column is text");
        return {};
    }
    return app::OfPerson<std::uint32_t>{.pid = *pid, .insuplc_admdvs = *region, .value = *region};
}

void expect_order(RegistryRow& row, std::optional<Date> from, std::optional<Date> to,
                  std::string_view column) {
    row.expect(!from || !to || *from <= *to, column, "the last day is not before the first",
               "mend one of the two days");
}

}  // namespace yidi::codec::internal
