#include "net/server/connection_list.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <set>
#include <utility>

#include "domain/text/parse_number.hpp"

namespace aurawell::net {
namespace {

/// Connections of one step, which takes well below a millisecond.
constexpr std::size_t step_size = 256;

/// Visits the connections of all loops, one loop after the other, each on its thread.
class walk : public std::enable_shared_from_this<walk> {
 public:
  using visitor = std::function<void(connection&)>;

  walk(std::vector<std::shared_ptr<server_loop>> loops, visitor visit, std::function<void()> done)
      : loops_{std::move(loops)}, visit_{std::move(visit)}, done_{std::move(done)} {}

  void begin() {
    post([](walk& self) {
      self.from_ = self.loops_[self.at_]->connections->size();
      self.step();
    });
  }

 private:
  template <class Work>
  void post(Work work) {
    boost::asio::post(loops_[at_]->io, [self = shared_from_this(), work] { work(*self); });
  }

  void step() {
    from_ = loops_[at_]->connections->visit_some(from_, step_size, visit_);
    if (from_ > 0) {
      post([](walk& self) { self.step(); });
    } else if (++at_ < loops_.size()) {
      begin();
    } else {
      done_();
    }
  }

  std::vector<std::shared_ptr<server_loop>> loops_;
  visitor visit_;
  std::function<void()> done_;
  std::size_t at_ = 0;
  std::size_t from_ = 0;
};

/// Keeps the facts of the connections with the smallest numbers.
class smallest_numbers {
 public:
  smallest_numbers(std::uint64_t after, std::size_t most) : after_{after}, most_{most} {}

  void take(connection& one) {
    const auto* id = one.names().connection;
    const auto number = id == nullptr ? 0 : number_of(*id);
    if (number <= after_ || numbers_.contains(number)) {
      return;
    }
    if (rows_.size() == most_) {
      has_more_ = true;
      if (number > *numbers_.rbegin()) {
        return;
      }
      drop_greatest();
    }
    numbers_.insert(number);
    rows_.emplace_back(number, one.facts());
  }

  connection_list::page finish() {
    std::sort(rows_.begin(), rows_.end(),
              [](const row& a, const row& b) { return a.first < b.first; });
    connection_list::page found;
    found.has_more = has_more_;
    for (auto& [number, facts] : rows_) {
      found.rows.push_back(std::move(facts));
    }
    return found;
  }

 private:
  using row = std::pair<std::uint64_t, connection_facts>;

  void drop_greatest() {
    const auto greatest = *numbers_.rbegin();
    numbers_.erase(greatest);
    std::erase_if(rows_, [&](const row& one) { return one.first == greatest; });
  }

  std::uint64_t after_;
  std::size_t most_;
  std::set<std::uint64_t> numbers_;
  std::vector<row> rows_;
  bool has_more_ = false;
};

}  // namespace

std::uint64_t number_of(const connection_id& id) noexcept {
  const std::string_view text{id.value};
  const auto dash = text.rfind('-');
  return dash == std::string_view::npos
             ? 0
             : parse_number<std::uint64_t>(text.substr(dash + 1)).value_or(0);
}

void connection_list::find(std::uint64_t after, std::size_t most,
                           std::function<void(page)> then) const {
  const auto found = std::make_shared<smallest_numbers>(after, most);
  std::make_shared<walk>(
      loops_, [found](connection& one) { found->take(one); },
      [found, then = std::move(then)] { then(found->finish()); })
      ->begin();
}

void connection_list::close(is_meant meant, close_code code, std::string reason,
                            std::function<void(std::size_t)> then) const {
  const auto closed = std::make_shared<std::set<std::string>>();
  std::make_shared<walk>(
      loops_,
      [closed, meant = std::move(meant), code, reason = std::move(reason)](connection& one) {
        const auto names = one.names();
        if (names.connection != nullptr && meant(names) && !one.facts().is_closing()) {
          closed->insert(names.connection->value);
          one.shut_down(code, reason);
        }
      },
      [closed, then = std::move(then)] { then(closed->size()); })
      ->begin();
}

}  // namespace aurawell::net
