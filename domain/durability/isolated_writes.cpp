#include "domain/durability/isolated_writes.hpp"

#include <vector>

namespace aurawell {
namespace {

class isolated_run {
 public:
  isolated_run(advice_store& store, const isolated_writes& all)
      : store_{store}, all_{all}, size_{all.count} {}

  result<void> run() {
    result<void> done;
    do {
      done = try_some();
    } while (done && size_ > 0);
    return done;
  }

 private:
  /// Runs one transaction. Settles some writes, or reduces the size of the next transaction.
  result<void> try_some() {
    if (auto begun = store_.begin(); !begun) {
      // Whatever the reason is: no write is possible.
      return begun;
    }
    outcomes_.clear();
    while (outcomes_.size() < size_) {
      outcomes_.push_back(all_.write(next_ + outcomes_.size()));
      if (const auto& done = outcomes_.back(); !done && !is_own_failure(done.failure())) {
        store_.roll_back();
        return on_failure(done.failure());
      }
    }
    const auto committed = store_.commit();
    return committed ? settle() : on_failed_commit(committed.failure());
  }

  result<void> on_failure(const error& failure) {
    if (is_away(failure)) {
      return failure;
    }
    if (const auto before = outcomes_.size() - 1; before > 0) {
      size_ = before;
      return {};
    }
    return settle();
  }

  result<void> on_failed_commit(const error& failure) {
    if (is_away(failure) || size_ == 0) {
      return failure;
    }
    if (size_ > 1) {
      // One of the writes has met the damage without reporting it.
      size_ /= 2;
      return {};
    }
    outcomes_.front() = failure;
    return settle();
  }

  result<void> settle() {
    bool goes_on = true;
    for (auto done = outcomes_.begin(); goes_on && done != outcomes_.end(); ++done) {
      goes_on = all_.settled(next_++, *done);
    }
    size_ = goes_on ? all_.count - next_ : 0;
    return {};
  }

  advice_store& store_;
  const isolated_writes& all_;
  /// The first write that is not settled, and the size of the next transaction.
  std::size_t next_ = 0;
  std::size_t size_;
  /// Results of the present transaction.
  std::vector<result<void>> outcomes_;
};

}  // namespace

result<void> write_isolated(advice_store& store, const isolated_writes& all) {
  return isolated_run{store, all}.run();
}

}  // namespace aurawell
