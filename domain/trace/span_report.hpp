#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "domain/trace/trace_context.hpp"
#include "domain/wall_time.hpp"

namespace aurawell {

/// `internal`: work inside of this process. `server`: work that a client asked for. `client`: a
/// request to another server.
enum class span_kind : unsigned char { internal, server, client };

/// A piece of work that has ended. It contains nothing that a person has written or chosen: no
/// text, no name, no address, no id that a client has sent, except the trace's own.
struct span_report {
  using value = std::variant<std::string, std::int64_t>;
  using attribute = std::pair<std::string_view, value>;

  span_kind kind = span_kind::internal;
  std::string name;
  trace_id trace{};
  span_id span{};
  std::optional<span_id> parent{};
  wall_time begin{};
  wall_time end{};
  /// The keys are constants of the source.
  std::vector<attribute> attributes{};
  /// A value of a small, closed set; empty: no error.
  std::string error_type{};
};

}  // namespace aurawell
