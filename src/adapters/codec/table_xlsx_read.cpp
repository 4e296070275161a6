#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <exception>
#include <map>
#include <memory>
#include <utility>

#include <orcus/orcus_xlsx.hpp>
#include <orcus/spreadsheet/import_interface.hpp>

#include "adapters/codec/internal/well_formed.h"
#include "adapters/codec/table.h"
#include "adapters/codec/zip.h"

namespace yidi::codec {
namespace {

namespace ss = orcus::spreadsheet;

constexpr std::size_t kBytesMax = std::size_t{32} * 1024 * 1024;
constexpr std::size_t kContentBytesMax = std::size_t{256} * 1024 * 1024;
constexpr ss::row_t kRowsMax = 1'000'000;
constexpr ss::col_t kColumnsMax = 1'000;

/// Content beyond the limits. Thrown through the library, which holds no state of ours, and caught
/// in read_xlsx.
struct TooLarge : std::exception {
    [[nodiscard]] const char* what() const noexcept override {
        return "the workbook holds too much";
    }
};

/// Counts the bytes of all cells. A shared string takes room in every cell that shows it, so a
/// small file can hold very much.
class Budget {
public:
    void spend(std::size_t bytes) {
        constexpr std::size_t kOfACell = 64;  // What a cell costs beside its text.
        left_ -= std::min(left_, bytes + kOfACell);
        if (left_ == 0) throw TooLarge{};
    }

private:
    std::size_t left_ = kContentBytesMax;
};

/// Spreadsheets hold numbers in binary; the shortest decimal that names the same binary number is
/// what was typed, as long as it has at most fifteen digits.
std::string number_text(double value) {
    constexpr double kWholeMax = 1e15;
    const bool is_whole = std::abs(value) < kWholeMax;
    std::array<char, 64> digits{};
    const auto fixed =
        std::to_chars(digits.data(), digits.data() + digits.size(), value,
                      is_whole ? std::chars_format::fixed : std::chars_format::scientific);
    if (!std::isfinite(value) || fixed.ec != std::errc{}) {
        return "#NUM!";
    }
    return {digits.data(), fixed.ptr};
}

class SharedStrings : public ss::iface::import_shared_strings {
public:
    std::size_t append(std::string_view text) override { return add(text); }
    std::size_t add(std::string_view text) override {
        texts_.emplace_back(text);
        return texts_.size() - 1;
    }
    void set_segment_font(std::size_t /*index*/) override {}
    void set_segment_bold(bool /*bold*/) override {}
    void set_segment_italic(bool /*italic*/) override {}
    void set_segment_font_name(std::string_view /*name*/) override {}
    void set_segment_font_size(double /*point*/) override {}
    void set_segment_font_color(ss::color_elem_t /*alpha*/, ss::color_elem_t /*red*/,
                                ss::color_elem_t /*green*/, ss::color_elem_t /*blue*/) override {}
    void append_segment(std::string_view text) override { segments_ += text; }
    std::size_t commit_segments() override { return add(std::exchange(segments_, {})); }

    [[nodiscard]] std::string text(std::size_t index) const {
        return index < texts_.size() ? texts_[index] : std::string{};
    }

private:
    std::vector<std::string> texts_;
    std::string segments_;
};

class Sheet;

/// A formula counts as its stored result.
class FormulaResult : public ss::iface::import_formula {
public:
    explicit FormulaResult(Sheet& sheet) : sheet_{sheet} {}
    void set_position(ss::row_t row, ss::col_t column) override {
        row_ = row;
        column_ = column;
    }
    void set_formula(ss::formula_grammar_t /*grammar*/, std::string_view /*formula*/) override {}
    void set_shared_formula_index(std::size_t /*index*/) override {}
    void set_result_string(std::string_view value) override { result_ = value; }
    void set_result_value(double value) override { result_ = number_text(value); }
    void set_result_bool(bool value) override { result_ = value ? "true" : "false"; }
    void set_result_empty() override { result_.clear(); }
    void commit() override;

private:
    Sheet& sheet_;
    ss::row_t row_ = 0;
    ss::col_t column_ = 0;
    std::string result_;
};

class Sheet : public ss::iface::import_sheet {
public:
    Sheet(const SharedStrings& strings, Budget& budget)
        : strings_{strings}, budget_{budget}, formula_{*this} {}
    ~Sheet() override = default;
    Sheet(const Sheet&) = delete;  // The formula knows where its sheet lives.
    Sheet& operator=(const Sheet&) = delete;

    ss::iface::import_formula* get_formula() override { return &formula_; }
    void set_auto(ss::row_t row, ss::col_t column, std::string_view text) override {
        put(row, column, std::string{text});
    }
    void set_string(ss::row_t row, ss::col_t column, ss::string_id_t index) override {
        put(row, column, strings_.text(index));
    }
    void set_value(ss::row_t row, ss::col_t column, double value) override {
        put(row, column, number_text(value));
    }
    void set_bool(ss::row_t row, ss::col_t column, bool value) override {
        put(row, column, value ? "true" : "false");
    }
    // NOLINTNEXTLINE(readability-function-size): the library's signature.
    void set_date_time(ss::row_t row, ss::col_t column, int year, int month, int day, int /*hour*/,
                       int /*minute*/, double /*second*/) override {
        const auto two = [](int number) {
            return (number < 10 ? "0" : "") + std::to_string(number);
        };
        put(row, column, std::to_string(year) + "-" + two(month) + "-" + two(day));
    }
    void set_format(ss::row_t /*row*/, ss::col_t /*column*/, std::size_t /*index*/) override {}
    void set_format(ss::row_t /*row_start*/, ss::col_t /*column_start*/, ss::row_t /*row_end*/,
                    ss::col_t /*column_end*/, std::size_t /*index*/) override {}
    void fill_down_cells(ss::row_t row, ss::col_t column, ss::row_t count) override {
        const std::string text = cells_[row][column];
        for (ss::row_t i = 1; i <= count; ++i) {
            put(row + i, column, text);
        }
    }
    [[nodiscard]] ss::range_size_t get_sheet_size() const override { return {1'048'576, 16'384}; }

    void put(ss::row_t row, ss::col_t column, std::string text) {
        if (row < 0 || column < 0 || row >= kRowsMax || column >= kColumnsMax) {
            throw TooLarge{};
        }
        if (!text.empty()) {
            budget_.spend(text.size());
            cells_[row][column] = std::move(text);
        }
    }
    [[nodiscard]] CellTable table() const {
        CellTable table;
        for (const auto& [number, cells] : cells_) {
            if (cells.empty()) {
                continue;
            }
            TableRow row{.line = static_cast<std::uint32_t>(number) + 1, .cells = {}};
            row.cells.resize(static_cast<std::size_t>(cells.rbegin()->first) + 1);
            for (const auto& [column, text] : cells) {
                row.cells[static_cast<std::size_t>(column)] = text;
            }
            table.push_back(std::move(row));
        }
        return table;
    }

private:
    const SharedStrings& strings_;
    Budget& budget_;
    FormulaResult formula_;
    std::map<ss::row_t, std::map<ss::col_t, std::string>> cells_;
};

void FormulaResult::commit() {
    sheet_.put(row_, column_, std::exchange(result_, {}));
}

class Settings : public ss::iface::import_global_settings {
public:
    void set_origin_date(int /*year*/, int /*month*/, int /*day*/) override {}
    void set_default_formula_grammar(ss::formula_grammar_t grammar) override { grammar_ = grammar; }
    [[nodiscard]] ss::formula_grammar_t get_default_formula_grammar() const override {
        return grammar_;
    }
    void set_character_set(orcus::character_set_t /*set*/) override {}

private:
    ss::formula_grammar_t grammar_ = ss::formula_grammar_t::xlsx;
};

/// Reads "B12" and "A1:C3", as the dimension of a sheet is written; the library asks for it before
/// any cell.
class References : public ss::iface::import_reference_resolver {
public:
    ss::src_address_t resolve_address(std::string_view text) override {
        ss::src_address_t address{};
        std::size_t i = 0;
        std::int64_t column = 0;
        std::int64_t row = 0;
        for (; i < text.size() && text[i] >= 'A' && text[i] <= 'Z' && column < kColumnsMax; ++i) {
            column = column * 26 + (text[i] - 'A' + 1);
        }
        for (; i < text.size() && text[i] >= '0' && text[i] <= '9' && row <= kRowsMax; ++i) {
            row = row * 10 + (text[i] - '0');
        }
        if (i != text.size() || column == 0 || row == 0) {
            throw TooLarge{};
        }
        address.column = static_cast<ss::col_t>(column - 1);
        address.row = static_cast<ss::row_t>(row - 1);
        return address;
    }
    ss::src_range_t resolve_range(std::string_view text) override {
        const std::size_t colon = text.find(':');
        ss::src_range_t range{};
        range.first = resolve_address(text.substr(0, colon));
        range.last =
            colon == std::string_view::npos ? range.first : resolve_address(text.substr(colon + 1));
        return range;
    }
};

struct NamedSheet {
    std::string name;
    std::unique_ptr<Sheet> sheet;
};

class Workbook : public ss::iface::import_factory {
public:
    ss::iface::import_global_settings* get_global_settings() override { return &settings_; }
    ss::iface::import_shared_strings* get_shared_strings() override { return &strings_; }
    ss::iface::import_reference_resolver* get_reference_resolver(
        ss::formula_ref_context_t /*context*/) override {
        return &references_;
    }
    ss::iface::import_sheet* append_sheet(ss::sheet_t index, std::string_view name) override {
        NamedSheet& added = sheets_[index];
        added = {.name = std::string{name}, .sheet = std::make_unique<Sheet>(strings_, budget_)};
        return added.sheet.get();
    }
    ss::iface::import_sheet* get_sheet(std::string_view name) override {
        for (auto& [index, named] : sheets_) {
            if (named.name == name) {
                return named.sheet.get();
            }
        }
        return nullptr;
    }
    ss::iface::import_sheet* get_sheet(ss::sheet_t index) override {
        const auto found = sheets_.find(index);
        return found == sheets_.end() ? nullptr : found->second.sheet.get();
    }
    void finalize() override {}

    [[nodiscard]] CellTable first() const {
        return sheets_.empty() ? CellTable{} : sheets_.begin()->second.sheet->table();
    }

private:
    Settings settings_;
    References references_;
    Budget budget_;
    SharedStrings strings_;
    std::map<ss::sheet_t, NamedSheet> sheets_;
};

std::uint32_t little_endian(std::string_view bytes) {
    std::uint32_t number = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) {
        number = (number << 8U) | static_cast<unsigned char>(bytes[i]);
    }
    return number;
}

/// What the files of an archive take unpacked, as its directory says; the library makes room for
/// each by the same number. Empty if there is no directory.
std::optional<std::uint64_t> unpacked_size(std::string_view bytes) {
    constexpr std::string_view kEndMark = "PK\x05\x06";
    constexpr std::string_view kFileMark = "PK\x01\x02";
    constexpr std::size_t kEndSize = 22;
    constexpr std::size_t kFileSize = 46;
    const std::size_t end = bytes.rfind(kEndMark);
    if (end == std::string_view::npos || bytes.size() - end < kEndSize) return std::nullopt;
    std::size_t at = little_endian(bytes.substr(end + 16, 4));
    std::uint64_t size = 0;
    const std::uint32_t count = little_endian(bytes.substr(end + 10, 2));
    for (std::uint32_t i = 0; i < count; ++i) {
        if (at > end || end - at < kFileSize || !bytes.substr(at).starts_with(kFileMark)) {
            return std::nullopt;
        }
        const std::string_view file = bytes.substr(at, kFileSize);
        // The library makes room for what is packed too, before it looks whether that is there.
        if (little_endian(file.substr(20, 4)) > bytes.size()) return std::nullopt;
        size += little_endian(file.substr(24, 4));
        at += kFileSize + little_endian(file.substr(28, 2)) + little_endian(file.substr(30, 2)) +
              little_endian(file.substr(32, 2));
    }
    return size;
}

Error not_a_workbook(std::string_view file_name, std::string detail) {
    return {.code = ErrorCode::bad_value,
            .where = std::string{file_name},
            .rule = "an Excel workbook (.xlsx) whose first sheet holds the table",
            .remedy = "save the file as .xlsx again, or as CSV UTF-8",
            .detail = std::move(detail)};
}

/// The library ends the program where a part is no XML.
bool has_whole_parts(std::string_view bytes) {
    constexpr std::size_t kPartsMax = 10'000;
    const auto parts = unzip(bytes, {.entries = kPartsMax, .bytes = kContentBytesMax});
    return parts && std::ranges::all_of(*parts, [](const ZipEntry& part) {
               const bool is_xml = part.name.ends_with(".xml") || part.name.ends_with(".rels");
               return !is_xml || internal::is_well_formed(part.bytes);
           });
}

Error holds_too_much(std::string_view file_name) {
    return {.code = ErrorCode::limit_exceeded,
            .where = std::string{file_name},
            .rule = "at most 1,000,000 rows, 1,000 columns and 256 MiB of content",
            .remedy = "delete what does not belong to the table",
            .detail = TooLarge{}.what()};
}

}  // namespace

std::optional<Date> date_of_serial(std::string_view text) {
    constexpr std::int64_t kSerialOf1970 = 25'569;
    constexpr std::int64_t kSerialMax = 109'574;  // 2199-12-31.
    std::int64_t serial = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, problem] = std::from_chars(text.data(), end, serial);
    if (problem != std::errc{} || stopped != end || serial < 61 || serial > kSerialMax) {
        return std::nullopt;
    }
    return Date::from_days(serial - kSerialOf1970);
}

Result<CellTable> read_xlsx(std::string_view bytes, std::string_view file_name) {
    if (bytes.size() > kBytesMax) {
        return fail({.code = ErrorCode::limit_exceeded,
                     .where = std::string{file_name},
                     .rule = "a workbook of at most 32 MiB",
                     .remedy = "save the sheet as CSV UTF-8",
                     .detail = "the workbook is too large"});
    }
    const std::optional<std::uint64_t> size = unpacked_size(bytes);
    if (!size) return fail(not_a_workbook(file_name, "this is not an Excel workbook"));
    if (*size > kContentBytesMax) return fail(holds_too_much(file_name));
    if (!has_whole_parts(bytes)) {
        return fail(not_a_workbook(file_name, "the workbook is damaged"));
    }
    try {
        const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
        if (!orcus::orcus_xlsx::detect(data, bytes.size())) {
            return fail(not_a_workbook(file_name, "this is not an Excel workbook"));
        }
        Workbook book;
        orcus::orcus_xlsx loader{&book};
        loader.read_stream(bytes);
        return book.first();
    } catch (const TooLarge&) {
        return fail(holds_too_much(file_name));
    } catch (const std::exception& problem) {
        return fail(not_a_workbook(file_name,
                                   std::string{"the workbook cannot be read: "} + problem.what()));
    }
}

}  // namespace yidi::codec
