#include "domain/ports/write_spool.hpp"

namespace aurawell {
namespace {

struct asker_reader {
  const user_id& operator()(const progress_record& progress) const noexcept {
    return progress.user;
  }
  const user_id& operator()(const auto& record) const noexcept { return record.asker(); }
};

}  // namespace

const user_id& asker_of(const spooled_write& write) noexcept {
  return std::visit(asker_reader{}, write);
}

const request_id& request_of(const spooled_write& write) noexcept {
  return std::visit([](const auto& record) -> const request_id& { return record.request; }, write);
}

}  // namespace aurawell
