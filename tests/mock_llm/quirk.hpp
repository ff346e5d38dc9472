#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "tests/mock_llm/answer_plan.hpp"
#include "tests/mock_llm/chat_request.hpp"
#include "tests/mock_llm/script.hpp"

namespace aurawell::mock {

/// The request that a quirk answers. A quirk may change the options of the answer.
struct quirk_case {
  answer_plan& plan;
  chat_request& asked;
  /// Path and query.
  std::string_view target;
};

/// A behaviour of a real server, or a fault.
struct quirk {
  std::string name;
  /// On one line.
  std::string help;
  /// Returns nothing for the usual answer to the request with its changes. Called on any thread.
  std::function<std::optional<script>(quirk_case& now)> respond;
};

}  // namespace aurawell::mock
