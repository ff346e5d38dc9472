#include "actors/system/errors.hpp"

#include <caf/atom.hpp>
#include <caf/make_message.hpp>
#include <caf/message.hpp>
#include <cstdint>
#include <exception>
#include <string>

namespace aurawell::actors {

caf::atom_value error_category() noexcept {
  return caf::atom("aurawell");
}

caf::error to_caf(const refusal& failure) {
  // Negative: no hint.
  const std::int64_t retry_after_ms = failure.retry_after ? failure.retry_after->count() : -1;
  return {static_cast<std::uint8_t>(failure.cause.code), error_category(),
          caf::make_message(failure.cause.detail, retry_after_ms)};
}

caf::error to_caf(const aurawell::error& failure) {
  return to_caf(refusal{failure, std::nullopt});
}

refusal from_caf(const caf::error& failure, ec otherwise) {
  if (failure.category() != error_category()) {
    return {{otherwise, "an internal component did not answer"}, std::nullopt};
  }
  refusal out{{static_cast<ec>(failure.code()), {}}, std::nullopt};
  const auto& context = failure.context();
  if (context.match_elements<std::string, std::int64_t>()) {
    out.cause.detail = context.get_as<std::string>(0);
    if (const auto ms = context.get_as<std::int64_t>(1); ms >= 0) {
      out.retry_after = std::chrono::milliseconds{ms};
    }
  }
  return out;
}

caf::error end_with_error(std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const std::exception& caught) {
    return to_caf(aurawell::error{ec::internal, caught.what()});
  } catch (...) {
    return to_caf(aurawell::error{ec::internal, "something that is no exception was thrown"});
  }
}

std::string render_error(std::uint8_t code, caf::atom_value /*category*/,
                         const caf::message& context) {
  std::string text{to_string(static_cast<ec>(code))};
  if (context.match_elements<std::string, std::int64_t>()) {
    text += ": " + context.get_as<std::string>(0);
  }
  return text;
}

}  // namespace aurawell::actors
