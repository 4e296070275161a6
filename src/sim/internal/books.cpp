#include "sim/internal/books.h"

#include <algorithm>

#include "domain/ledger/journal.h"
#include "domain/registry/records.h"
#include "domain/settlement/records.h"
#include "ports/tables.h"
#include "sim/internal/country.h"
#include "sim/internal/row_view.h"

namespace yidi::sim {
namespace {

using ports::Row;
using ports::Table;

constexpr std::string_view kSettled = "settled";
constexpr std::string_view kReversed = "reversed";

/// What a year must hold by the rules of the country, from what was charged in it.
struct Expected {
    std::int64_t stays = 0;
    Money stay_deductible;
    Money stay_pool;
    Money visit_deductible;
    Money visit_pool;

    void add(const Posted& one) {
        // Amounts are whole tens of yuan, so that no share has to be rounded.
        if (one.is_stay()) {
            const Money deductible =
                std::min(one.fee, stays == 0 ? Rules::kFirstStay : Rules::kLaterStay);
            ++stays;
            stay_deductible += deductible;
            const Money share = Money::from_fen((one.fee - deductible).fen() / 10 * 8);
            stay_pool += std::min(share, Rules::kStayCap - stay_pool);
            return;
        }
        const Money deductible = std::min(one.fee, Rules::kVisitDeductible - visit_deductible);
        visit_deductible += deductible;
        const Money share = Money::from_fen((one.fee - deductible).fen() / 2);
        visit_pool += std::min(share, Rules::kVisitCap - visit_pool);
    }
};

Expected expected_of(const PersonBooks& books, std::int64_t year) {
    Expected expected;
    const auto standing = books.years.find(year);
    if (standing == books.years.end()) return expected;
    for (const std::int64_t setl_id : standing->second) expected.add(books.posted.at(setl_id));
    return expected;
}

Posted posted_of(const Row& row) {
    const RowView in{Table::settlement, row};
    return {.kind = in.text("kind"),
            .undoes = in.number("undoes"),
            .pid = in.number("pid"),
            .setl_id = in.number("setl_id"),
            .year = in.number("year"),
            .batch = {in.number("mdtrt_id"), in.text("chrg_bchno")},
            .msgid = in.text("msgid"),
            .fee = in.amount("medfee_sumamt"),
            .fund = in.amount("fund_pay_sumamt"),
            .account = in.amount("acct_pay")};
}

bool is_of(const Written& one, Table table) {
    return one.table == &ports::spec(table) && one.how != Written::How::erase;
}

}  // namespace

PersonBooks& Books::person(std::int64_t pid) {
    const auto found = written_.find(pid);
    if (found != written_.end()) return found->second;
    return written_.emplace(pid, committed_[pid]).first->second;
}

void Books::write(const std::vector<Written>& written, Instant now) {
    for (const Written& one : written) {
        if (is_of(one, Table::settlement)) post(posted_of(one.row));
    }
    post_journal(written);
    // Computing a year again moves it and the account several times: the last row counts.
    std::map<YearKey, std::string> years;
    std::map<std::int64_t, Money> balances;
    for (const Written& one : written) {
        put_row(one, now);
        if (is_of(one, Table::cum)) {
            const RowView in{Table::cum, one.row};
            years[{in.number("pid"), in.number("year")}] = in.text("cum");
        } else if (is_of(one, Table::account)) {
            const RowView in{Table::account, one.row};
            balances[in.number("pid")] = in.amount("balance");
        }
    }
    for (const auto& [key, cum] : years) check_year(key, cum);
    for (const auto& [pid, balance] : balances) {
        check(balance == person(pid).account, "a balance is the sum of its legs");
        check(balance >= Money{}, "no account is overdrawn");
    }
}

void Books::post(const Posted& one) {
    PersonBooks& books = person(one.pid);
    std::vector<std::int64_t>& standing = books.years[one.year];
    check(books.posted.emplace(one.setl_id, one).second, "a settlement has a number of its own");
    if (one.kind == kSettled) {
        new_settlements_ += 1;
        const bool there = std::ranges::any_of(standing, [&](std::int64_t setl_id) {
            return books.posted.at(setl_id).batch == one.batch;
        });
        check(!there, "a batch is settled once");
        const MessageKey key{one.msgid.substr(0, one.msgid.find('-')), one.msgid};
        const bool closed =
            undone_.contains(key) || std::ranges::find(new_undone_, key) != new_undone_.end();
        check(!closed, "what 2601 has undone is never done");
        standing.push_back(one.setl_id);
    } else if (one.kind == kReversed) {
        take_back(books, one);
    }
}

void Books::take_back(PersonBooks& books, const Posted& one) {
    const auto target = books.posted.find(one.undoes);
    if (target == books.posted.end()) {
        return check(false, "a reversal undoes something that is there");
    }
    const Posted& original = target->second;
    check(
        one.fee == -original.fee && one.fund == -original.fund && one.account == -original.account,
        "a reversal is the negative of what it undoes");
    std::vector<std::int64_t>& standing = books.years[one.year];
    if (original.kind == kReversed) {  // 2601 of a reversal: the settlement stands again.
        standing.push_back(original.undoes);
        return;
    }
    check(std::erase(standing, original.setl_id) == 1, "only what stands is reversed");
}

void Books::post_journal(const std::vector<Written>& written) {
    std::set<std::int64_t> entries;
    for (const Written& one : written) {
        if (!is_of(one, Table::journal)) continue;
        const RowView in{Table::journal, one.row};
        const Result<ledger::Entry> entry = ledger::parse_entry(in.text("legs"));
        check(entry && ledger::is_balanced(*entry), "every journal entry balances");
        if (!entry) continue;
        PersonBooks& books = person(in.number("pid"));
        const auto posted = books.posted.find(in.number("setl_id"));
        entries.insert(in.number("setl_id"));
        Money funds;
        for (const ledger::Leg& leg : entry->legs) {
            const bool is_fund = leg.account.kind == ledger::AccountKind::fund ||
                                 leg.account.kind == ledger::AccountKind::clearing;
            if (is_fund) funds -= leg.amount;
            if (leg.account.kind == ledger::AccountKind::personal) books.account += leg.amount;
        }
        if (posted == books.posted.end()) continue;
        check(funds == posted->second.fund, "a journal entry pays what its settlement says");
        books.funds[{posted->second.year, posted->second.is_stay()}] += funds;
    }
    for (const Written& one : written) {
        if (!is_of(one, Table::settlement)) continue;
        check(entries.contains(posted_of(one.row).setl_id), "each settlement has its entry");
    }
}

void Books::put_row(const Written& one, Instant now) {
    if (one.table == &ports::spec(Table::hold)) {
        if (one.how != Written::How::erase) return put_hold(one.row, now);
        const RowView key{Table::hold, one.row};
        person(key.number("pid")).holds.erase({key.number("mdtrt_id"), key.text("chrg_bchno")});
    } else if (is_of(one, Table::message)) {
        const RowView in{Table::message, one.row};
        new_messages_.emplace_back(in.text("fixmedins_code"), in.text("msgid"));
    } else if (is_of(one, Table::undone)) {
        const RowView in{Table::undone, one.row};
        new_undone_.emplace_back(in.text("fixmedins_code"), in.text("msgid"));
    }
}

void Books::check_year(const YearKey& key, const std::string& cum) {
    using policy::Business;
    const auto [pid, year] = key;
    PersonBooks& books = person(pid);
    const Expected expected = expected_of(books, year);
    const Result<adjudication::Accumulators> held = settlement::parse_accumulators(cum);
    if (!held) return check(false, "a year can be read");
    check(held->ipt_cnt == expected.stays, "a year counts the stays that stand");
    check(held->of(Business::outpatient).dedc == expected.visit_deductible &&
              held->of(Business::inpatient).dedc == expected.stay_deductible,
          "a year holds the deductible of what stands");
    check(held->of(Business::outpatient).pool == expected.visit_pool &&
              held->of(Business::inpatient).pool == expected.stay_pool,
          "a year holds what the fund has paid for what stands");
    check(books.funds[{year, true}] == expected.stay_pool &&
              books.funds[{year, false}] == expected.visit_pool,
          "the fund has paid what the rules give, and never above the cap");
}

void Books::put_hold(const Row& row, Instant now) {
    const RowView in{Table::hold, row};
    PersonBooks& books = person(in.number("pid"));
    const Batch batch{in.number("mdtrt_id"), in.text("chrg_bchno")};
    const PersonBooks::Hold hold{.year = in.number("year"),
                                 .pool = in.amount("pool"),
                                 .account = in.amount("account"),
                                 .until = Instant::from_ms(in.number("until")),
                                 .is_stay = batch.second.empty()};
    const Expected expected = expected_of(books, hold.year);
    Money left = hold.is_stay ? Rules::kStayCap - expected.stay_pool
                              : Rules::kVisitCap - expected.visit_pool;
    Money balance = books.account;
    for (const auto& [of, other] : books.holds) {
        if (of == batch || other.until <= now) continue;
        balance -= other.account;
        if (other.year == hold.year && other.is_stay == hold.is_stay) left -= other.pool;
    }
    check(hold.pool <= std::max(left, Money{}), "no two holds promise the same part of the cap");
    check(hold.account <= std::max(balance, Money{}), "no two holds promise the same money");
    books.holds[batch] = hold;
}

void Books::commit() {
    for (auto& [pid, books] : written_) committed_[pid] = std::move(books);
    messages_.insert(new_messages_.begin(), new_messages_.end());
    undone_.insert(new_undone_.begin(), new_undone_.end());
    settlements_ += new_settlements_;
    forget();
}

void Books::forget() {
    written_.clear();
    new_messages_.clear();
    new_undone_.clear();
    new_settlements_ = 0;
}

const Posted* Books::find(std::int64_t pid, std::int64_t setl_id) const {
    const auto books = committed_.find(pid);
    if (books == committed_.end()) return nullptr;
    const auto found = books->second.posted.find(setl_id);
    return found == books->second.posted.end() ? nullptr : &found->second;
}

std::vector<std::int64_t> Books::standing(std::int64_t pid, const Batch& batch) const {
    std::vector<std::int64_t> found;
    const auto books = committed_.find(pid);
    if (books == committed_.end()) return found;
    for (const auto& [year, standing] : books->second.years) {
        for (const std::int64_t setl_id : standing) {
            if (books->second.posted.at(setl_id).batch == batch) found.push_back(setl_id);
        }
    }
    return found;
}

Result<void> Books::compare(ports::Session& session) const {
    std::size_t rows = 0;
    bool same = true;
    YIDI_TRY_VOID(session.scan(ports::spec(Table::settlement), {}, {}, [&](const Row& row) {
        const Posted one = posted_of(row);
        const Posted* known = find(one.pid, one.setl_id);
        same = same && known != nullptr && known->fee == one.fee && known->fund == one.fund &&
               known->account == one.account && known->kind == one.kind;
        ++rows;
        return true;
    }));
    std::size_t known = 0;
    for (const auto& [pid, books] : committed_) known += books.posted.size();
    if (!same || rows != known) {
        return fail(Error{.code = ErrorCode::invariant_violated,
                          .rule = "the store holds what was committed, and nothing else"});
    }
    return {};
}

}  // namespace yidi::sim
