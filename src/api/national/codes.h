#pragma once

#include <span>
#include <string>
#include <string_view>

/// Code tables of the national interface that a server needs to check what it is sent and to fill
/// what it answers.
namespace yidi::national {

struct Code {
    std::string_view value;
    std::string_view label;
};

struct Dictionary {
    std::string_view name;
    std::span<const Code> codes;
    /// Regions add codes of their own, or the codes are not published: a value that is not listed
    /// is taken if its length fits.
    bool is_open = false;
};

/// Whether a field of this dictionary may hold the value.
[[nodiscard]] bool allows(const Dictionary& dictionary, std::string_view value);
/// What a value is called; empty where the dictionary does not list it.
[[nodiscard]] std::string_view label_of(const Dictionary& dictionary, std::string_view value);
/// "1 经办人、2 自助终端、3 移动终端": the first few, for messages.
[[nodiscard]] std::string listed(const Dictionary& dictionary);

/// All of them, each under a name of its own.
[[nodiscard]] std::span<const Dictionary* const> dictionaries();

extern const Dictionary kFlag;
extern const Dictionary kOpterType;
extern const Dictionary kInsutype;
extern const Dictionary kPsnType;
extern const Dictionary kMedType;
extern const Dictionary kMdtrtCertType;
extern const Dictionary kPsnCertType;
extern const Dictionary kGend;
extern const Dictionary kNaty;
extern const Dictionary kPsnInsuStas;
extern const Dictionary kTrtChkType;
extern const Dictionary kDiagType;
extern const Dictionary kPsnSetlway;
extern const Dictionary kHospApprFlag;
extern const Dictionary kErFlag;
extern const Dictionary kDscgWay;
extern const Dictionary kMatnType;
extern const Dictionary kBirctrlType;
extern const Dictionary kChrgitmLv;
extern const Dictionary kMedChrgitmType;
extern const Dictionary kListType;
extern const Dictionary kFundPayType;
extern const Dictionary kClrType;
extern const Dictionary kClrWay;
extern const Dictionary kPayLoc;
extern const Dictionary kHospLv;
extern const Dictionary kFixmedinsType;
extern const Dictionary kStmtRslt;
extern const Dictionary kReflType;
extern const Dictionary kBizAppyType;
extern const Dictionary kDclaSouc;
extern const Dictionary kInhospStas;
extern const Dictionary kInoutDiagType;
extern const Dictionary kFulamtAdvpayFlag;
extern const Dictionary kCnfmFlag;
/// Values that are not published, such as those of `caty` or `ipt_type`.
extern const Dictionary kUnpublished;

}  // namespace yidi::national
