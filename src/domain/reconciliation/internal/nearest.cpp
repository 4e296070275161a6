#include "domain/reconciliation/internal/nearest.h"

#include <algorithm>
#include <limits>
#include <queue>
#include <tuple>

namespace yidi::reconciliation::internal {
namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

std::int64_t magnitude(std::int64_t number) {
    return number < 0 ? -number : number;
}

std::int64_t position(const Row& row, Along along) {
    if (along == Along::total) return row.amounts.total().fen();
    return row.day ? row.day->days() : std::numeric_limits<std::int64_t>::min();
}

/// The rows of a group in one line; two neighbours of different books are linked by an edge.
class Line {
public:
    Line(std::vector<Candidate> rows, Along along,
         const std::function<bool(const Row& a, const Row& b)>& fits)
        : rows_{std::move(rows)}, along_{along}, fits_{fits} {
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            before_.push_back(i == 0 ? kNone : i - 1);
            after_.push_back(i + 1 == rows_.size() ? kNone : i + 1);
        }
        for (std::size_t i = 0; i + 1 < rows_.size(); ++i) link(i, i + 1);
    }

    void match(std::vector<Match>& out) {
        while (!edges_.empty()) {
            const Edge edge = edges_.top();
            edges_.pop();
            // An edge whose ends have gone, or have got other neighbours, stands for nothing.
            if (rows_[edge.left].row == nullptr || after_[edge.left] != edge.right) continue;
            out.push_back(match_of(rows_[edge.left], rows_[edge.right], edge.gap));
            rows_[edge.left].row = nullptr;
            rows_[edge.right].row = nullptr;
            const std::size_t left = before_[edge.left];
            const std::size_t right = after_[edge.right];
            if (left != kNone) after_[left] = right;
            if (right != kNone) before_[right] = left;
            if (left != kNone && right != kNone) link(left, right);
        }
    }

    static Match match_of(const Candidate& one, const Candidate& other, Gap gap) {
        return {.a = one.is_b ? other.place : one.place,
                .b = one.is_b ? one.place : other.place,
                .gap = gap};
    }

private:
    struct Edge {
        Gap gap;
        std::size_t left = 0;
        std::size_t right = 0;
        friend bool operator>(const Edge& one, const Edge& other) {
            return std::tie(one.gap, one.left, one.right) >
                   std::tie(other.gap, other.left, other.right);
        }
    };

    void link(std::size_t left, std::size_t right) {
        const Candidate& one = rows_[left];
        const Candidate& other = rows_[right];
        if (one.is_b == other.is_b) return;
        const bool fit = one.is_b ? fits_(*other.row, *one.row) : fits_(*one.row, *other.row);
        if (!fit) return;
        edges_.push(
            {.gap = gap_between(*one.row, *other.row, along_), .left = left, .right = right});
    }

    std::vector<Candidate> rows_;  ///< a row that is paired is null
    Along along_;
    const std::function<bool(const Row& a, const Row& b)>& fits_;
    std::vector<std::size_t> before_;
    std::vector<std::size_t> after_;
    std::priority_queue<Edge, std::vector<Edge>, std::greater<>> edges_;
};

/// Takes rows that are equal in everything out of a sorted group, as pairs. Without them no row of
/// one book sorts like one of the other, so that the line is the same whichever book is called A.
std::vector<Candidate> take_equal(const std::vector<Candidate>& group, std::vector<Match>& out) {
    std::vector<Candidate> rest;
    for (std::size_t begin = 0; begin < group.size();) {
        std::size_t end = begin;
        while (end < group.size() && *group[end].row == *group[begin].row) ++end;
        std::size_t b = begin;
        while (b < end && !group[b].is_b) ++b;
        const std::size_t pairs = std::min(b - begin, end - b);
        for (std::size_t i = 0; i < pairs; ++i) {
            out.push_back(Line::match_of(group[begin + i], group[b + i], {}));
        }
        for (std::size_t i = begin + pairs; i < b; ++i) rest.push_back(group[i]);
        for (std::size_t i = b + pairs; i < end; ++i) rest.push_back(group[i]);
        begin = end;
    }
    return rest;
}

}  // namespace

Gap gap_between(const Row& one, const Row& other, Along along) {
    Gap gap;
    if (along == Along::total) {
        gap.first = magnitude((one.amounts.total() - other.amounts.total()).fen());
    } else {
        gap.first =
            one.day && other.day ? magnitude(days_between(*one.day, *other.day)) : kDaysApartMax;
    }
    for (const Amount which : amounts()) {
        const std::optional<Money> first = one.amounts.of(which);
        const std::optional<Money> second = other.amounts.of(which);
        if (first && second) gap.parts += magnitude((*first - *second).fen());
    }
    return gap;
}

std::vector<Match> match_nearest(std::vector<Candidate> group, Along along,
                                 const std::function<bool(const Row& a, const Row& b)>& fits) {
    if (group.size() == 2 && group[0].is_b != group[1].is_b) {  // Nearly every group.
        const Candidate& a = group[0].is_b ? group[1] : group[0];
        const Candidate& b = group[0].is_b ? group[0] : group[1];
        if (!fits(*a.row, *b.row)) return {};
        return {Line::match_of(a, b, gap_between(*a.row, *b.row, along))};
    }
    std::ranges::sort(group, [along](const Candidate& one, const Candidate& other) {
        const std::int64_t here = position(*one.row, along);
        const std::int64_t there = position(*other.row, along);
        if (here != there) return here < there;
        // The place last: it only tells equal rows of one book apart.
        return std::tie(one.row->amounts, *one.row, one.is_b, one.place) <
               std::tie(other.row->amounts, *other.row, other.is_b, other.place);
    });
    std::vector<Match> matches;
    std::vector<Candidate> rest = take_equal(group, matches);
    Line{std::move(rest), along, fits}.match(matches);
    return matches;
}

}  // namespace yidi::reconciliation::internal
