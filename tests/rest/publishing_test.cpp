#include "adapters/codec/pack_encoder.h"
#include "tests/rest/desk.h"

/// Publishing a policy over the REST interface, and what is computed with it on the others.
namespace yidi::tests {
namespace {

using policy::Parameter;

/// The pack with another pooled ratio for employees' stays, as its next version.
std::string text_with(policy::Pack pack, std::uint32_t version, std::int64_t ratio_ppm) {
    pack.version = version;
    for (policy::Scheme& scheme : pack.schemes) {
        if (scheme.insutype != policy::Insutype::employee ||
            scheme.business != policy::Business::inpatient) {
            continue;
        }
        for (policy::Row& row : scheme.rows) {
            if (row.parameter == Parameter::ratio) {
                for (policy::Value& value : row.readings) value.rate = Rate::from_ppm(ratio_ppm);
            }
        }
    }
    return codec::encode_pack(pack);
}

/// The payer's packs come from texts, as they do from files.
class Publishing : public Desk {
protected:
    Publishing() {
        std::vector<policy::Pack> packs;
        for (const auto& one : book_.policies()) {
            packs.push_back(packs_.keep(codec::encode_pack(one->pack)));
        }
        book_ = *policy::Book::from(std::move(packs), book_.regions());
        first_ = token_of("policy_officer@1301");
        second_ = token_of("policy_officer@13");
    }

    [[nodiscard]] const policy::Pack& home() const { return book_.find(kHomeArea)->pack; }

    Reply draft(const std::string& text) {
        return ask("POST", "/policy-changes", {{"text", text}, {"reason", "新办法"}},
                   {.token = first_});
    }
    Reply step(const Json& change, const std::string& verb, const std::string& token,
               Json more = Json::object()) {
        more["sha256"] = change["sha256"];
        return ask("POST", "/policy-changes/" + change["change_id"].get<std::string>() + verb, more,
                   {.token = token});
    }
    /// Drafted and submitted by one; the answer's change.
    Json submitted(const std::string& text, const Json& more = Json::object()) {
        const Reply drafted = draft(text);
        EXPECT_EQ(drafted.status, 201) << drafted.response.body;
        EXPECT_EQ(drafted.json["findings"], Json::array());
        const Reply sent = step(drafted.json["change"], "/submit", first_, more);
        EXPECT_EQ(sent.status, 200) << sent.response.body;
        return sent.json["change"];
    }
    Json published(const std::string& text, const Json& more = Json::object()) {
        const Reply approved = step(submitted(text, more), "/approve", second_);
        EXPECT_EQ(approved.status, 200) << approved.response.body;
        return approved.json["change"];
    }
    /// What the pooled fund pays of a stay at home that costs 3,000: 2,000 behind the deductible.
    double fund_of_estimate() {
        const Json stay{{"insuplc_admdvs", "130100"},
                        {"mdtrtarea_admvs", "130100"},
                        {"insutype", "310"},
                        {"psn_type", "11"},
                        {"med_type", "21"},
                        {"hosp_lv", "05"},
                        {"begndate", "2025-03-01"},
                        {"enddate", "2025-03-08"},
                        {"setl_date", "2025-03-08"},
                        {"ipt_cnt", 1},
                        {"fee", {{"medfee_sumamt", "3000.00"}, {"inscp_scp_amt", "3000.00"}}}};
        return ask("POST", "/estimate", stay).json["setlinfo"]["fund_pay_sumamt"].get<double>();
    }

    std::string first_;
    std::string second_;
};

TEST_F(Publishing, AnApprovedPolicyIsComputedWithAtOnce) {
    EXPECT_EQ(fund_of_estimate(), 1600.00);
    const Json change = published(text_with(home(), 2, 900'000));
    EXPECT_EQ(change["state"], "approved");
    EXPECT_EQ(change["from"], "2025-03-13");
    // (3000 - 1000) * 90 %
    EXPECT_EQ(fund_of_estimate(), 1800.00);
    const Reply pack = ask("GET", "/policies/130100");
    EXPECT_EQ(pack.json["version"], 2);
    EXPECT_EQ(pack.json["sha256"], change["sha256"]);
}

TEST_F(Publishing, ASettlementOfAHospitalFollowsWithoutRestart) {
    published(text_with(home(), 2, 900'000));
    begin_stay();
    done("2402");
    const Json settled = done("2304");
    const Json& info = settled["setlinfo"];
    const double expected = 0.9 * (info["inscp_scp_amt"].get<double>() - 1000);
    EXPECT_DOUBLE_EQ(info["hifp_pay"].get<double>(), expected);
}

TEST_F(Publishing, WhoWroteItDoesNotApproveIt) {
    const Json change = submitted(text_with(home(), 2, 900'000));
    const Reply refused = step(change, "/approve", first_);
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.says("code"), "not_allowed");
    EXPECT_FALSE(refused.says("remedy").empty());
    EXPECT_EQ(fund_of_estimate(), 1600.00);
    EXPECT_EQ(step(change, "/approve", second_).status, 200);
    EXPECT_EQ(fund_of_estimate(), 1800.00);
}

TEST_F(Publishing, WhoSubmittedItDoesNotApproveItEither) {
    const Reply drafted = draft(text_with(home(), 2, 900'000));
    const Reply sent = step(drafted.json["change"], "/submit", second_);
    ASSERT_EQ(sent.status, 200);
    EXPECT_EQ(step(sent.json["change"], "/approve", second_).says("code"), "not_allowed");
    EXPECT_EQ(step(sent.json["change"], "/approve", first_).says("code"), "not_allowed");
    EXPECT_EQ(step(sent.json["change"], "/approve", token_of("policy_officer@*")).status, 200);
}

TEST_F(Publishing, ATextThatHasChangedIsNotApproved) {
    const Json change = submitted(text_with(home(), 2, 900'000));
    const Reply revised = step(change, "/text", first_, {{"text", text_with(home(), 2, 950'000)}});
    ASSERT_EQ(revised.status, 200) << revised.response.body;
    ASSERT_EQ(step(revised.json["change"], "/submit", first_).status, 200);
    const Reply late = step(change, "/approve", second_);
    EXPECT_EQ(late.status, 409);
    EXPECT_EQ(late.says("code"), "changed_meanwhile");
    EXPECT_EQ(late.says("pointer"), "sha256");
    EXPECT_EQ(fund_of_estimate(), 1600.00);
    EXPECT_EQ(step(revised.json["change"], "/approve", second_).status, 200);
    EXPECT_EQ(fund_of_estimate(), 1900.00);
}

TEST_F(Publishing, OfTwoWhoReviseOneTextTheLaterIsTold) {
    const Json change = draft(text_with(home(), 2, 900'000)).json["change"];
    ASSERT_EQ(step(change, "/text", first_, {{"text", text_with(home(), 2, 910'000)}}).status, 200);
    const Reply late = step(change, "/text", second_, {{"text", text_with(home(), 2, 920'000)}});
    EXPECT_EQ(late.status, 409) << late.response.body;
}

TEST_F(Publishing, ScopeIsHeldAgainstTheAreaOfTheText) {
    const std::string text = text_with(home(), 2, 900'000);
    const Json change = submitted(text);
    const std::string elsewhere = token_of("policy_officer@12");
    EXPECT_EQ(ask("POST", "/policy-changes", {{"text", text}}, {.token = elsewhere}).status, 403);
    EXPECT_EQ(step(change, "/approve", elsewhere).status, 403);
    EXPECT_EQ(
        ask("POST", "/policies/130100/rollback", {{"reason", "x"}}, {.token = elsewhere}).status,
        403);
    const auto seen = [&](const std::string& grants) {
        return ask("GET", "/policy-changes", nullptr, {.token = token_of(grants)})
            .json["changes"]
            .size();
    };
    EXPECT_EQ(seen("policy_officer@12"), 0U);
    EXPECT_EQ(seen("policy_officer@130100"), 1U);
    EXPECT_EQ(seen("auditor@13"), 1U);
    EXPECT_EQ(step(change, "/approve", token_of("auditor@*")).status, 403);
    const std::string path = "/policy-changes/" + change["change_id"].get<std::string>();
    EXPECT_EQ(ask("GET", path, nullptr, {.token = elsewhere}).status, 403);
    EXPECT_EQ(ask("GET", "/policy-changes/9", nullptr, {.token = elsewhere}).status, 403);
    EXPECT_EQ(ask("GET", "/policy-changes/9", nullptr, {.token = token_of("auditor@*")}).status,
              404);
}

TEST_F(Publishing, AProgramsKeyIsNobody) {
    const Reply key = ask("POST", "/keys", {{"name", "x"}, {"roles", {"policy_officer@13"}}},
                          {.token = token_of("administrator@*")});
    const auto token = key.json["token"].get<std::string>();
    const Json change = submitted(text_with(home(), 2, 900'000));
    EXPECT_EQ(step(change, "/approve", token).status, 403);
    EXPECT_EQ(ask("POST", "/policy-changes", {{"text", text_with(home(), 2, 1)}}, {.token = token})
                  .status,
              403);
}

TEST_F(Publishing, ATextOfNoAreaOrOfNoPackIsNotKept) {
    policy::Pack nowhere = home();
    nowhere.id = 130102;  // a district, which has no fund of its own
    const Reply district = draft(codec::encode_pack(nowhere));
    EXPECT_EQ(district.status, 400);
    EXPECT_EQ(district.says("code"), "bad_region");
    const Reply broken = draft("id: \"130100\"\nversion: [");
    EXPECT_EQ(broken.status, 400);
    EXPECT_TRUE(broken.says("pointer").starts_with("text:")) << broken.response.body;
    EXPECT_EQ(rows(ports::Table::policy_change), 0U);
}

TEST_F(Publishing, ATextWithFindingsIsKeptAndNotSubmitted) {
    policy::Pack gap = home();
    gap.version = 2;
    policy::Scheme& scheme = gap.schemes.front();
    std::erase_if(scheme.rows,
                  [](const policy::Row& row) { return row.parameter == Parameter::ratio; });
    const Reply drafted = draft(codec::encode_pack(gap));
    ASSERT_EQ(drafted.status, 201) << drafted.response.body;
    EXPECT_FALSE(drafted.json["findings"].empty());
    const Reply sent = step(drafted.json["change"], "/submit", first_);
    EXPECT_EQ(sent.status, 400);
    EXPECT_EQ(sent.says("code"), "bad_pack");
    const std::string path =
        "/policy-changes/" + drafted.json["change"]["change_id"].get<std::string>();
    const Reply shown = ask("GET", path, nullptr, {.token = first_});
    EXPECT_EQ(shown.json["change"]["state"], "draft");
    EXPECT_EQ(shown.json["events"].size(), 1U);
    EXPECT_EQ(shown.json["text"], codec::encode_pack(gap));
    const Reply checked = ask("GET", path + "/check", nullptr, {.token = first_});
    EXPECT_EQ(checked.json["findings"], drafted.json["findings"]);
}

TEST_F(Publishing, AVersionIsPublishedOnce) {
    const Reply same = draft(text_with(home(), 1, 900'000));
    ASSERT_EQ(same.json["findings"].size(), 1U) << same.response.body;
    EXPECT_EQ(same.json["findings"][0]["remedy"], "请写 version：2");
    const Json one = submitted(text_with(home(), 2, 900'000));
    const Json other = submitted(text_with(home(), 2, 910'000));
    EXPECT_EQ(step(one, "/approve", second_).status, 200);
    const Reply late = step(other, "/approve", second_);
    EXPECT_EQ(late.status, 400);
    EXPECT_EQ(late.says("code"), "bad_pack");
    EXPECT_EQ(fund_of_estimate(), 1800.00) << "nothing of the refused approval is kept";
}

TEST_F(Publishing, APolicyForALaterDayBeginsWithThatDay) {
    published(text_with(home(), 2, 900'000), {{"from", "2025-03-15"}});
    EXPECT_EQ(fund_of_estimate(), 1600.00);
    now_ = at("2025-03-14 23:59:59");
    EXPECT_EQ(fund_of_estimate(), 1600.00);
    now_ = at("2025-03-15 00:00:00");
    EXPECT_EQ(fund_of_estimate(), 1800.00);
}

TEST_F(Publishing, NoPolicyBeginsOnADayThatIsPast) {
    const Json change = draft(text_with(home(), 2, 900'000)).json["change"];
    const Reply past = step(change, "/submit", first_, {{"from", "2025-03-12"}});
    EXPECT_EQ(past.status, 400);
    EXPECT_EQ(past.says("code"), "bad_date");
    EXPECT_EQ(past.says("pointer"), "from");
}

TEST_F(Publishing, ARollBackIsADayAndNeedsTwoPeopleToo) {
    published(text_with(home(), 2, 900'000));
    published(text_with(home(), 3, 950'000));
    EXPECT_EQ(fund_of_estimate(), 1900.00);
    const Reply back = ask("POST", "/policies/130100/rollback",
                           {{"from", "2025-03-20"}, {"reason", "算错了"}}, {.token = first_});
    ASSERT_EQ(back.status, 201) << back.response.body;
    const Json change = back.json["change"];
    EXPECT_EQ(change["is_return"], true);
    EXPECT_EQ(step(change, "/approve", first_).says("code"), "not_allowed");
    ASSERT_EQ(step(change, "/approve", second_).status, 200);
    EXPECT_EQ(fund_of_estimate(), 1900.00);
    now_ = at("2025-03-20 08:00:00");
    EXPECT_EQ(fund_of_estimate(), 1800.00) << "the version before it";
    const Json timeline = ask("GET", "/policies/130100/timeline").json["timeline"];
    ASSERT_EQ(timeline.size(), 3U) << timeline.dump();
    EXPECT_TRUE(timeline[0]["change_id"].is_null());
    EXPECT_EQ(timeline[0]["to"], "2025-03-12");
    EXPECT_EQ(timeline[1]["version"], 3);
    EXPECT_EQ(timeline[1]["to"], "2025-03-19");
    EXPECT_EQ(timeline[2]["version"], 2);
    EXPECT_TRUE(timeline[2]["to"].is_null());
}

TEST_F(Publishing, ARollBackMayNameThePackThatCameWithTheProgram) {
    const Json second = published(text_with(home(), 2, 900'000));
    published(text_with(home(), 3, 950'000));
    const auto back = [&](const Json& to) {
        return ask("POST", "/policies/130100/rollback", {{"to", to}, {"reason", "x"}},
                   {.token = first_});
    };
    EXPECT_EQ(back("77").says("code"), "bad_value");
    EXPECT_EQ(back("abc").says("code"), "bad_value") << "no number is not the program's pack";
    EXPECT_EQ(back("0abc").says("code"), "bad_value");
    const Reply to_files = back("0");
    ASSERT_EQ(to_files.status, 201) << to_files.response.body;
    ASSERT_EQ(step(to_files.json["change"], "/approve", second_).status, 200);
    EXPECT_EQ(fund_of_estimate(), 1600.00);
    EXPECT_EQ(back("0").says("code"), "inconsistent") << "it is computed with already";
    const Reply again = back(second["change_id"]);
    ASSERT_EQ(step(again.json["change"], "/approve", second_).status, 200);
    EXPECT_EQ(fund_of_estimate(), 1800.00);
}

TEST_F(Publishing, WhatTheNetworkHasSettledShowsTheEffect) {
    begin_stay();
    done("2402");
    setl_id_ = done("2304")["setlinfo"]["setl_id"];
    options_.example_cases.push_back({.name = "other area", .facts = {}});
    router_ = std::make_unique<rest::Router>(router_ports(), rest::Router::National{}, options_);
    const Json change = submitted(text_with(home(), 2, 900'000));
    const std::string path = "/policy-changes/" + change["change_id"].get<std::string>();
    const Json effect = ask("GET", path + "/effect", nullptr, {.token = second_}).json;
    EXPECT_EQ(effect["cases"], 1) << effect.dump();
    EXPECT_EQ(effect["settlements"], 1);
    EXPECT_EQ(effect["by"][0]["difference"], "better");
    EXPECT_EQ(effect["by"][0]["cases"], 1);
    const Json& example = effect["by"][0]["example"];
    EXPECT_EQ(example["name"], setl_id_);
    const double gain = example["after"]["fund_pay_sumamt"].get<double>() -
                        example["before"]["fund_pay_sumamt"].get<double>();
    EXPECT_GT(gain, 0);
    EXPECT_DOUBLE_EQ(effect["fund_difference"].get<double>(), gain);
    EXPECT_DOUBLE_EQ(effect["person_difference"].get<double>(), -gain);
    const Json none = ask("GET", path + "/effect?sample=0", nullptr, {.token = second_}).json;
    EXPECT_EQ(none["cases"], 0);
}

TEST_F(Publishing, EveryStepIsKeptWithWhoAndWhen) {
    const Json change = submitted(text_with(home(), 2, 900'000));
    const Reply unsaid = step(change, "/reject", second_);
    EXPECT_EQ(unsaid.says("code"), "missing_key");
    ASSERT_EQ(step(change, "/reject", second_, {{"reason", "缺文号"}}).status, 200);
    EXPECT_EQ(step(change, "/withdraw", second_).says("code"), "not_allowed");
    ASSERT_EQ(step(change, "/withdraw", first_).status, 200);
    const Json shown = ask("GET", "/policy-changes/" + change["change_id"].get<std::string>(),
                           nullptr, {.token = first_})
                           .json;
    std::vector<std::string> events;
    for (const Json& one : shown["events"]) events.push_back(one["event"]);
    EXPECT_EQ(events, (std::vector<std::string>{"drafted", "submitted", "rejected", "withdrawn"}));
    EXPECT_EQ(shown["events"][2]["reason"], "缺文号");
    EXPECT_EQ(shown["events"][2]["login"], "one2");
    EXPECT_EQ(shown["change"]["state"], "withdrawn");
    std::size_t audited = 0;
    for (const ports::Row& row : audit()) {
        for (const ports::Value& value : row) {
            const auto* text = std::get_if<std::string>(&value);
            if (text != nullptr && text->starts_with("policy change ")) ++audited;
        }
    }
    EXPECT_EQ(audited, 4U);
}

TEST_F(Publishing, ATextThatIsNotTheApprovedOneIsNeverComputedWith) {
    // As if somebody had written into the store.
    publication::Event event;
    event.change = 5;
    event.area = kHomeArea;
    event.by = "user:1";
    event.sha256 = std::string(64, '0');
    const std::string text = text_with(home(), 2, 999'999);
    ASSERT_TRUE(write([&](ports::Session& session) -> Result<void> {
        for (const auto kind : {publication::EventKind::drafted, publication::EventKind::submitted,
                                publication::EventKind::approved}) {
            ++event.seq;
            event.kind = kind;
            if (kind == publication::EventKind::approved) event.from = now_.date();
            const bool brings_text = kind == publication::EventKind::drafted;
            YIDI_TRY_VOID(session.insert(
                ports::spec(ports::Table::policy_change),
                {event.change, event.seq, std::int64_t{event.area}, std::string{name(kind)},
                 now_.ms(), event.by, event.sha256,
                 event.from ? ports::Value{std::int64_t{event.from->days()}} : ports::Value{},
                 std::string{}, brings_text ? ports::Value{text} : ports::Value{}}));
        }
        return {};
    }));
    Result<publishing::Schedule> made;
    static_cast<void>(store_.read([&](ports::Session& session) -> Result<void> {
        made = publishing::schedule_of(session, {.shelf = shelf_, .packs = packs_}, now_.date());
        return {};
    }));
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::inconsistent);
    EXPECT_EQ(made.error().where, "policy-changes/5");
}

}  // namespace
}  // namespace yidi::tests
