#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/case_file.h"
#include "domain/policy/policy.h"

/// What is to be said of a case beside its answer: what was taken for granted before anything was
/// computed, and what looks like a slip.
namespace yidi::app {

enum class NoteKind : std::uint8_t {
    inpatient,       ///< stated terms, no med_type: an inpatient stay
    region,          ///< stated terms, no insured region: the terms stand alone
    at_home,         ///< stated terms without a remote rule, no treating region: care at home
    away,            ///< stated terms with a remote rule, no treating region: another province
    no_class,        ///< `count` lines without chrgitm_lv: own expense
    no_first_pay,    ///< `count` lines of class 02 without selfpay_prop: nothing is paid first
    outside_stay,    ///< `count` lines whose day lies outside the stay
    name_not_asked,  ///< a name that no rule of the region asks for, and nobody else knows
};

struct Note {
    NoteKind kind = NoteKind::inpatient;
    std::int64_t count = 0;
    std::string key = {};                 ///< of the case file: "inst_attr"
    std::string name = {};                ///< as the case writes it
    std::vector<std::string> asked = {};  ///< the names that the region's pack asks for
    bool operator==(const Note&) const = default;
};

/// Warnings point at what may be a slip; the others are assumptions.
[[nodiscard]] bool is_warning(NoteKind kind);

/// Appends what is to be said of the bill's lines and of the names that the case states, in this
/// order.
void add_notes(const policy::Book& packs, const CaseFile& file, std::vector<Note>& notes);

}  // namespace yidi::app
