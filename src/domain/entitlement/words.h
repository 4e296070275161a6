#pragma once

#include <optional>
#include <string>

#include "base/error.h"
#include "domain/entitlement/standing.h"

/// A standing as sentences: what holds, why, and what to do about it.
namespace yidi::entitlement {

struct Sentence {
    std::string zh;
    std::string en;
};

struct Told {
    /// How a settlement is refused for it; empty: it is not.
    std::optional<ErrorCode> code;
    Sentence cause;      ///< also of an insured person: since when, by what
    Sentence next_step;  ///< empty where nothing is to be done
    Sentence change;     ///< what changes on which day; empty where nothing is known to
    std::string
        clause;  ///< of the rule that it rests on, with its grade; empty: the register's word
};
[[nodiscard]] Told told(const Standing& standing, const policy::Book& book);

/// What is not known, and what would have to be.
[[nodiscard]] Sentence sentence(Unknown unknown);

/// "国办发〔2024〕38号 … 第三条 (P)"; the article is left out where it is not known.
[[nodiscard]] std::string clause_of(const policy::StatedRule& rule);

/// 城镇职工基本医疗保险 …
[[nodiscard]] Sentence insurance_name(policy::Insutype insutype);

}  // namespace yidi::entitlement
