#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <thread>

#include "tests/mock_llm/answer_text.hpp"
#include "tests/mock_llm/mock_llm.hpp"
#include "tests/mock_llm/raw_client.hpp"

namespace aurawell::mock {

/// Answers of 30 tokens at once.
inline mock_llm_options quick() {
  mock_llm_options options;
  options.answer.tokens = 30;
  options.answer.rate = 0;
  options.answer.first_token = std::chrono::milliseconds{0};
  return options;
}

template <class Condition>
bool comes_true(Condition condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{10};
  while (std::chrono::steady_clock::now() < deadline) {
    if (condition()) {
      return true;
    }
    std::this_thread::yield();
  }
  return false;
}

inline raw_response ask(const mock_llm& model, std::string_view body,
                        std::string_view fields = {}) {
  raw_client client{model.port()};
  client.post(body, fields);
  return client.read_response();
}

/// The beginning of `answer_text(seed, …)`.
inline std::string first_tokens(std::uint64_t seed, std::uint32_t count) {
  std::string text;
  for (std::uint32_t i = 0; i < count; ++i) {
    text += answer_token(seed, i);
  }
  return text;
}

/// A mock of quick answers and a client that asks it "#seed=1" of the model "quirk:NAME".
struct quirk_fixture {
  mock_llm model{quick()};
  raw_client client{model.port()};

  void ask(std::string_view quirk) {
    client.post(question_body("#seed=1", "quirk:" + std::string{quirk}));
  }

  raw_response answer(std::string_view quirk) {
    ask(quirk);
    return client.read_response();
  }

  /// Checks that every request has ended and is counted once.
  bool is_at_rest() const {
    return comes_true([this] {
      const auto now = model.stats();
      return now.streams_running == 0 &&
             now.requests == now.requests_refused + now.streams_finished + now.streams_aborted;
    });
  }
};

}  // namespace aurawell::mock
