#include "net/storage/store/running_rows.hpp"

#include <functional>
#include <utility>

namespace aurawell::net {

std::size_t running_rows::name_hash::operator()(const name& of) const noexcept {
  return std::hash<user_id>{}(of.asker) * 31 + std::hash<request_id>{}(of.request);
}

void running_rows::remember(const user_id& asker, const request_id& request, place row) {
  if (rows_.size() >= most_) {
    rows_.clear();
  }
  rows_.insert_or_assign(name{asker, request}, std::move(row));
}

void running_rows::forget(const user_id& asker, const request_id& request) {
  rows_.erase(name{asker, request});
}

const running_rows::place* running_rows::find(const user_id& asker,
                                              const request_id& request) const {
  const auto found = rows_.find(name{asker, request});
  return found == rows_.end() ? nullptr : &found->second;
}

}  // namespace aurawell::net
