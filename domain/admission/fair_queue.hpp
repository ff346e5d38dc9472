#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <deque>
#include <functional>
#include <iterator>
#include <list>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace aurawell {

/// A queue that serves its owners in turn, one item each: a hundred items of one owner delay
/// another's first item by one place. Items of one owner keep their order. Not thread-safe. Has no
/// size limit of its own.
template <class Owner, class Item>
class fair_queue {
 public:
  std::size_t size() const noexcept { return size_; }
  bool empty() const noexcept { return size_ == 0; }

  std::size_t size_of(const Owner& owner) const {
    const auto lane = lanes_.find(owner);
    return lane == lanes_.end() ? 0 : lane->second.size();
  }

  void push(const Owner& owner, Item item) {
    auto [lane, is_new] = lanes_.try_emplace(owner);
    if (is_new) {
      turns_.push_back(owner);
    }
    lane->second.push_back(std::move(item));
    ++size_;
  }

  /// The queue must not be empty.
  Item pop() {
    assert(!empty());
    const Owner owner = std::move(turns_.front());
    turns_.pop_front();
    const auto lane = lanes_.find(owner);
    Item item = std::move(lane->second.front());
    lane->second.pop_front();
    --size_;
    if (lane->second.empty()) {
      lanes_.erase(lane);
    } else {
      turns_.push_back(owner);
    }
    return item;
  }

  /// Removes the last item of the owner with the most items; of equal owners, the one whose turn is
  /// last. The queue must not be empty.
  Item pop_of_longest() {
    assert(!empty());
    const auto longest = std::max_element(turns_.rbegin(), turns_.rend(),
                                          [this](const Owner& one, const Owner& other) {
                                            return lanes_.at(one).size() < lanes_.at(other).size();
                                          });
    const auto lane = lanes_.find(*longest);
    Item item = std::move(lane->second.back());
    lane->second.pop_back();
    --size_;
    if (lane->second.empty()) {
      lanes_.erase(lane);
      turns_.erase(std::prev(longest.base()));
    }
    return item;
  }

  /// Removes the first item of `owner` for which `matches` holds.
  template <class Predicate>
  std::optional<Item> remove(const Owner& owner, Predicate matches) {
    const auto lane = lanes_.find(owner);
    if (lane == lanes_.end()) {
      return std::nullopt;
    }
    const auto found = std::find_if(lane->second.begin(), lane->second.end(), matches);
    if (found == lane->second.end()) {
      return std::nullopt;
    }
    std::optional<Item> item{std::move(*found)};
    lane->second.erase(found);
    --size_;
    if (lane->second.empty()) {
      lanes_.erase(lane);
      turns_.erase(std::find(turns_.begin(), turns_.end(), owner));
    }
    return item;
  }

  /// Removes every item for which `matches` holds.
  template <class Predicate>
  std::vector<Item> remove_all(Predicate matches) {
    std::vector<Item> removed;
    for (auto turn = turns_.begin(); turn != turns_.end();) {
      const auto lane = lanes_.find(*turn);
      auto& items = lane->second;
      const auto first = std::stable_partition(items.begin(), items.end(), std::not_fn(matches));
      std::move(first, items.end(), std::back_inserter(removed));
      items.erase(first, items.end());
      if (items.empty()) {
        lanes_.erase(lane);
        turn = turns_.erase(turn);
      } else {
        ++turn;
      }
    }
    size_ -= removed.size();
    return removed;
  }

  /// The place that a new item of `owner` would get.
  std::size_t place_for(const Owner& owner) const {
    const auto lane = lanes_.find(owner);
    if (lane == lanes_.end()) {
      return turns_.size() + 1;
    }
    // In each round of the owner's other items every owner has a turn; in the round of the new item
    // only the owners before it.
    const auto own = lane->second.size();
    std::size_t ahead = 0;
    bool comes_before = true;
    for (const auto& other : turns_) {
      comes_before = comes_before && other != owner;
      ahead += std::min(lanes_.at(other).size(), own + (comes_before ? 1 : 0));
    }
    return ahead + 1;
  }

  /// Calls `visit(item, place)` in the order of service; place 1 is served next.
  template <class Visitor>
  void for_each_in_order(Visitor visit) {
    std::size_t place = 0;
    for (std::size_t round = 0; place < size_; ++round) {
      for (const auto& owner : turns_) {
        auto& lane = lanes_.at(owner);
        if (round < lane.size()) {
          visit(lane[round], ++place);
        }
      }
    }
  }

 private:
  std::unordered_map<Owner, std::deque<Item>> lanes_;
  std::list<Owner> turns_;
  std::size_t size_ = 0;
};

}  // namespace aurawell
