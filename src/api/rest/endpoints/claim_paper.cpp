#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "api/rest/internal/claim_json.h"
#include "api/rest/internal/filing_json.h"
#include "api/rest/internal/paper_json.h"
#include "api/rest/internal/subjects.h"

/// Papers of claims by hand: which a situation asks for, before anything is stated; and the files
/// of a claim.
namespace yidi::rest::internal {
namespace {

using claim::When;

constexpr std::array kSituation{
    code("area", "参保地，六位；没有：全国通用的", 6),
    value(Type::date, "day", "就医末日；没有：今天"),
    value(Type::flag, "inpatient", "住院；否：门诊、购药等"),
    value(Type::flag, "emergency", "急诊"),
    value(Type::flag, "referral", "转诊"),
    value(Type::flag, "agent", "由他人代办"),
    value(Type::flag, "injury", "外伤"),
    value(Type::flag, "card_unusable", "当时无法用卡（码）"),
    value(Type::flag, "filed", "已备案"),
    value(Type::flag, "dual_channel", "双通道药品"),
    value(Type::flag, "heirs", "参保人已死亡，由继承人申领"),
    value(Type::flag, "third_party", "第三人不支付或无法确定，申请基金先行支付"),
};
constexpr std::array kList{
    list("papers", "要的材料，按清单的次序", kAskedPaper, 100).must(),
    value(Type::flag, "is_list_known", "否：没有收录清单，须问参保地").must(),
};
constexpr std::array kNewPaper{
    code("kind", "材料种类，按清单；或 other_paper").must(),
    text("filename", "文件名，不带文件夹", 100).must(),
    text("bytes", "PDF、JPEG 或 PNG 的 Base64，文件不超过 5 MiB", kBase64Max).must(),
};
constexpr std::array kTaken{
    object("paper", "附件", kPaperFields).must(),
    value(Type::flag, "is_new", "否：这笔报销先前已有同一文件").must(),
};
constexpr std::array kOneFile{code("psn_no", "人员编号").must(), whole("claim", "报销编号").must(),
                              whole("paper", "附件号").must()};

claim::Situation situation_of(const Input& asked) {
    struct Circumstance {
        std::string_view name;
        When when;
    };
    constexpr std::array kCircumstances{Circumstance{"emergency", When::emergency},
                                        Circumstance{"referral", When::referral},
                                        Circumstance{"agent", When::agent},
                                        Circumstance{"injury", When::injury},
                                        Circumstance{"card_unusable", When::card_unusable},
                                        Circumstance{"filed", When::filed},
                                        Circumstance{"dual_channel", When::dual_channel},
                                        Circumstance{"heirs", When::heirs},
                                        Circumstance{"third_party", When::third_party}};
    claim::Situation situation = claim::bit(When::always);
    situation |= claim::bit(asked.flag("inpatient") ? When::inpatient : When::outpatient);
    for (const Circumstance& one : kCircumstances) {
        if (asked.flag(one.name)) situation |= claim::bit(one.when);
    }
    return situation;
}

Result<Done> list_papers(Call& call) {
    const Input& asked = call.parameters();
    claim::Asking asking{.area = policy::kNationalFrame,
                         .day = asked.maybe_date("day").value_or(call.context().now.date())};
    if (asked.has("area")) {
        YIDI_TRY(const std::uint32_t region, read_region(asked.view("area"), "area"));
        asking.area = call.book().regions().pooling_area(region);
    }
    const claim::PaperRules* const rules = call.options().claim_papers;
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("papers");
    json.begin_array();
    if (rules != nullptr) {
        for (const claim::PaperRule* one : claim::papers_for(*rules, situation_of(asked), asking)) {
            json.begin_object();
            append_asked_paper(json, *one, call.language());
            json.end_object();
        }
    }
    json.end_array();
    json.member("is_list_known", rules != nullptr);
    json.end_object();
    return done;
}

Result<Done> take_paper(Call& call) {
    YIDI_TRY(const app::ClaimKey key, allow_claim(call));
    call.note(key.pid, "claim paper handed in " + std::to_string(key.claim));
    SentBytes sent = sent_bytes(call);
    const app::NewClaimPaper wanted{.key = key,
                                    .actor = claim_actor(call, key.pid),
                                    .kind = call.body().text("kind"),
                                    .filename = call.body().text("filename"),
                                    .bytes = std::move(sent.bytes),
                                    .sha256 = std::move(sent.sha256)};
    const auto reply = app::attach_to_claim(call.session(), claim_context(call), wanted);
    if (!reply) return claim_error(call, reply.error());
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("paper");
    write_paper(json, reply->attachment);
    json.member("is_new", reply->is_new);
    json.end_object();
    return done;
}

Result<Done> show_paper(Call& call) {
    YIDI_TRY(const app::ClaimKey key, allow_claim(call));
    const std::int64_t id = call.parameters().whole("paper");
    call.note(key.pid, "claim paper " + std::to_string(key.claim) + "/" + std::to_string(id));
    auto paper = app::open_claim_paper(call.session(), claim_context(call), key, id);
    if (!paper && paper.error().code == ErrorCode::bad_value) {
        return call.not_found("paper", "没有这个附件");
    }
    if (!paper) return fail(paper.error());
    Done done{.body = std::move(paper->bytes)};
    done.headers.add("Content-Disposition", disposition(paper->attachment));
    return done;
}

constexpr access::Rule kApplicants{
    .roles = access::roles(access::Role::citizen, access::Role::proxy, access::Role::window),
    .about = access::About::person,
    .now_only = true};
/// The papers themselves are for those who hand them in and those who decide.
constexpr access::Rule kDeciders{
    .roles = access::roles(access::Role::citizen, access::Role::proxy, access::Role::window,
                           access::Role::agency_reviewer, access::Role::claim_approver),
    .about = access::About::person,
    .now_only = true};

constexpr std::array kEndpoints{
    Endpoint{.id = "listClaimPapers",
             .method = "GET",
             .path = "/claim-papers",
             .summary = {"手工报销要什么材料，按情形", "Which papers a claim needs, by situation"},
             .rule = {.is_open = true, .roles = access::kEverybody},
             .effect = Effect::computes,
             .parameters = kSituation,
             .answer = kList,
             .handle = list_papers},
    Endpoint{.id = "takeClaimPaper",
             .method = "POST",
             .path = "/persons/{psn_no}/claims/{claim}/papers",
             .summary = {"交一份材料；同一文件再交，答先前的那一份",
                         "Hands a paper in; the same file again is answered as the first"},
             .rule = kApplicants,
             .effect = Effect::writes,
             .parameters = kOneClaim,
             .body = kNewPaper,
             .answer = kTaken,
             .troubles = kClaimTroubles,
             .accesses = "claim paper handed in",
             .cost = kFileCost,
             .handle = take_paper,
             .prepare = read_bytes},
    Endpoint{.id = "showClaimPaper",
             .method = "GET",
             .path = "/persons/{psn_no}/claims/{claim}/papers/{paper}",
             .summary = {"一份附件的文件", "The file of one paper"},
             .rule = kDeciders,
             .effect = Effect::reads,
             .parameters = kOneFile,
             .media = "application/octet-stream",
             .troubles = kClaimTroubles,
             .accesses = "claim paper",
             .cost = kFileCost,
             .handle = show_paper},
};

}  // namespace

Subject claim_paper_subject() {
    return {.id = "claim-paper",
            .title = {"手工报销的材料", "Papers of claims"},
            .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
