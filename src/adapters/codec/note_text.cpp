#include "adapters/codec/note_text.h"

#include <string_view>
#include <vector>

#include "adapters/codec/internal/suggest.h"

namespace yidi::codec {
namespace {

using app::Note;
using app::NoteKind;
using explain::Language;
using explain::Words;

std::string said(Words words, Language language) {
    return std::string{words.in(language)};
}

/// "3" in place of the mark.
std::string counted(Words words, const Note& note, Language language) {
    constexpr std::string_view kMark = "{0}";
    std::string text = said(words, language);
    text.replace(text.find(kMark), kMark.size(), std::to_string(note.count));
    return text;
}

std::string quoted(std::string_view name, Language language) {
    return language == Language::zh ? "“" + std::string{name} + "”"
                                    : "\"" + std::string{name} + "\"";
}

std::string name_sentence(const Note& note, Language language) {
    const std::vector<std::string_view> asked{note.asked.begin(), note.asked.end()};
    const std::string_view meant = internal::nearest(note.name, asked);
    std::string text =
        note.key +
        said({"：参保地的规定没有问到", ": no rule of the insured region asks for "}, language) +
        quoted(note.name, language) + said({"，它不影响结果", ", so it changes nothing"}, language);
    if (!meant.empty()) {
        text += said({"；是否应为", "; did you mean "}, language) + quoted(meant, language) +
                said({"？", "?"}, language);
        return text;
    }
    return text + said({"。", "."}, language);
}

}  // namespace

std::string sentence(const Note& note, Language language) {
    switch (note.kind) {
        case NoteKind::inpatient:
            return said({"未给出医疗类别，按住院计算。",
                         "No visit type is given: computed as an inpatient stay."},
                        language);
        case NoteKind::region:
            return said({"未给出参保地，仅按所述条款计算。",
                         "No insured region is given: the stated terms stand alone."},
                        language);
        case NoteKind::at_home:
            return said({"未给出就医地，按本地就医计算。",
                         "No treating region is given: computed as care at home."},
                        language);
        case NoteKind::away:
            return said({"未给出就医地而条款含异地规定，按异地就医计算。",
                         "No treating region is given and the terms have a remote rule: computed "
                         "as care away."},
                        language);
        case NoteKind::no_class:
            return counted({"{0} 条明细未给出收费项目等级（chrgitm_lv），计为全自费。",
                            "Lines without a class (chrgitm_lv): {0}; they count as own expense."},
                           note, language);
        case NoteKind::no_first_pay:
            return counted(
                {"{0} 条乙类明细未给出先行自付比例（selfpay_prop），按 0 计算。",
                 "Lines of class B without a first-pay share (selfpay_prop): {0}; 0 is taken."},
                note, language);
        case NoteKind::outside_stay:
            return counted({"{0} 条明细的发生日期（fee_ocur_time）不在本次就医期间。",
                            "Lines whose day (fee_ocur_time) lies outside this stay: {0}."},
                           note, language);
        case NoteKind::name_not_asked: return name_sentence(note, language);
    }
    return {};
}

}  // namespace yidi::codec
