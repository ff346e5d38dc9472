// Removal of large amounts of data in parts.

#include <optional>
#include <string_view>

#include "net/storage/database/sql_rows.hpp"
#include "net/storage/store/sql_store.hpp"

namespace aurawell::net {

result<std::size_t> sql_store::remove_some(const removal& selection) {
  using text = std::optional<std::string_view>;
  const auto member = selection.member ? text{selection.member->value} : text{};
  const auto conversation = selection.conversation ? text{selection.conversation->value} : text{};
  std::size_t removed = 0;
  const auto done = batch_.atomically([&]() -> result<void> {
    auto ran = run_counted(*connection_, statements_.remove_exchanges, selection.user.value, member,
                           conversation);
    if (ran && *ran == 0 && !conversation) {
      ran = run_counted(*connection_, statements_.remove_samples, selection.user.value, member);
    }
    removed = ran ? static_cast<std::size_t>(*ran) : 0;
    return ran ? result<void>{} : ran.failure();
  });
  if (!done) {
    return done.failure();
  }
  note_removal(selection);
  return removed;
}

}  // namespace aurawell::net
