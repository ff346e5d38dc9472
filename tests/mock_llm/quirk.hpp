#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "tests/mock_llm/answer_plan.hpp"
#include "tests/mock_llm/chat_request.hpp"
#include "tests/mock_llm/script.hpp"

namespace aurawell::mock {

/// The request that a quirk answers. A quirk may change how the answer is made.
struct quirk_case {
  answer_plan& plan;
  chat_request& asked;
  /// Path and query.
  std::string_view target;
};

/// A way to answer that some server in the field has, or a way to fail.
struct quirk {
  std::string name;
  /// On one line.
  std::string help;
  /// Nothing: the usual answer, to the request as it was changed. Called on any thread.
  std::function<std::optional<script>(quirk_case& now)> respond;
};

}  // namespace aurawell::mock
