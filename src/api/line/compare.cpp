#include "api/line/compare.h"

#include <algorithm>
#include <array>
#include <set>

#include "api/line/internal/rewrite.h"
#include "api/line/masker.h"
#include "api/national/personal.h"

namespace yidi::line {
namespace {

using codec::JsonKind;
using codec::JsonNode;

constexpr std::array<std::string_view, 8> kCarried{"mdtrt_id", "setl_id",      "sign_no",
                                                   "psn_no",   "file_qury_no", "trt_dcla_detl_sn",
                                                   "rxno",     "init_setl_id"};

/// Made up for each answer, or by the clock.
constexpr std::array<std::string_view, 9> kMadeUp{"inf_refmsgid", "refmsg_time",    "respond_time",
                                                  "msgid",        "setl_time",      "opt_time",
                                                  "sign_time",    "medins_setl_id", "crte_time"};

bool is_left_out(std::string_view field) {
    return is_carried(field) || std::ranges::find(kMadeUp, field) != kMadeUp.end();
}

bool is_nothing(const JsonNode* node) {
    return node == nullptr || node->kind == JsonKind::null;
}

/// Without zeros that say nothing.
std::string_view digits(std::string_view number) {
    if (number.find('.') == std::string_view::npos) return number;
    while (number.ends_with('0')) number.remove_suffix(1);
    if (number.ends_with('.')) number.remove_suffix(1);
    return number;
}

std::string shown(const JsonNode* node) {
    constexpr std::size_t kShown = 200;
    if (node == nullptr) return "(nothing)";
    std::string text = internal::written(*node);
    if (text.size() <= kShown) return text;
    std::size_t end = kShown;
    while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end) + "…";
}

class Comparison {
public:
    Comparison(std::vector<Difference>& found, bool has_persons)
        : found_{found}, has_persons_{has_persons} {}

    void compare(const std::string& where, const JsonNode* a, const JsonNode* b) {
        if (is_nothing(a) && is_nothing(b)) return;
        if (is_nothing(a) || is_nothing(b) || a->kind != b->kind) return tell(where, a, b);
        switch (a->kind) {
            case JsonKind::object: return compare_members(where, *a, *b);
            case JsonKind::list: return compare_rows(where, *a, *b);
            case JsonKind::number:
                if (digits(a->text) != digits(b->text)) tell(where, a, b);
                return;
            case JsonKind::text:
            case JsonKind::integers:
            case JsonKind::boolean:
            case JsonKind::null:
                if (a->text != b->text) tell(where, a, b);
        }
    }

private:
    void tell(const std::string& where, const JsonNode* a, const JsonNode* b) {
        found_.push_back({where, shown(a), shown(b)});
    }
    void compare_member(const std::string& where, const JsonNode& named, const JsonNode* a,
                        const JsonNode* b) {
        if (is_left_out(named.name) || (!has_persons_ && national::is_personal(named.name))) return;
        compare(where.empty() ? std::string{named.name} : where + '.' + std::string{named.name}, a,
                b);
    }
    void compare_members(const std::string& where, const JsonNode& a, const JsonNode& b) {
        std::set<std::string_view> seen;
        for (const JsonNode* one = a.first; one != nullptr; one = one->next) {
            seen.insert(one->name);
            compare_member(where, *one, one, b.member(one->name));
        }
        for (const JsonNode* one = b.first; one != nullptr; one = one->next) {
            if (!seen.contains(one->name)) compare_member(where, *one, nullptr, one);
        }
    }
    void compare_rows(const std::string& where, const JsonNode& a, const JsonNode& b) {
        const JsonNode* of_a = a.first;
        const JsonNode* of_b = b.first;
        for (std::size_t row = 0; of_a != nullptr || of_b != nullptr; ++row) {
            compare(where + '.' + std::to_string(row), of_a, of_b);
            if (of_a != nullptr) of_a = of_a->next;
            if (of_b != nullptr) of_b = of_b->next;
        }
    }

    std::vector<Difference>& found_;
    bool has_persons_;
};

}  // namespace

bool is_carried(std::string_view field) {
    return std::ranges::find(kCarried, field) != kCarried.end();
}

std::vector<Difference> compare(const JsonNode& recorded, const JsonNode& replayed,
                                bool has_persons) {
    std::vector<Difference> found;
    Comparison{found, has_persons}.compare("", &recorded, &replayed);
    return found;
}

}  // namespace yidi::line
