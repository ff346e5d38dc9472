#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "domain/ports/advice_store.hpp"

namespace aurawell::test_support {

inline conversation_key key_of(std::string user = "u1", std::string member = "m1",
                               std::string conversation = "c1") {
  return {{std::move(user)}, {std::move(member)}, {std::move(conversation)}};
}

inline question_record question(std::string request, std::string text,
                                conversation_key key = key_of()) {
  return {std::move(key),       {},
          {std::move(request)}, chat_kind::health,
          std::move(text),      wall_time{std::chrono::milliseconds{1'700'000'000'123}}};
}

inline answer_record answer(std::string request, std::string text,
                            conversation_key key = key_of()) {
  answer_record record;
  record.key = std::move(key);
  record.request = {std::move(request)};
  record.summary.text = std::make_shared<const std::string>(std::move(text));
  record.answered_at = wall_time{std::chrono::milliseconds{1'700'000'005'456}};
  return record;
}

}  // namespace aurawell::test_support
