#pragma once

#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/ports/advice_store.hpp"

namespace aurawell::net {

/// Keeps conversations until the process ends, and all of them: for tests and trials.
/// A batch cannot fail here, so `begin` and `commit` have nothing to undo.
class memory_store final : public advice_store {
 public:
  result<void> begin() override;
  result<void> commit() override;
  result<void> save_question(const question_record& question) override;
  result<void> save_answer(const answer_record& answer) override;
  result<std::vector<past_exchange>> load_history(const history_query& query) override;

 private:
  struct exchange {
    conversation_key key;
    past_exchange texts;
  };

  struct key_hash {
    std::size_t operator()(const conversation_key& key) const noexcept;
  };

  /// A deque, because the maps below point into it.
  std::deque<exchange> exchanges_;
  std::unordered_map<user_id, std::unordered_map<request_id, exchange*>> by_request_;
  std::unordered_map<conversation_key, std::vector<const exchange*>, key_hash> by_conversation_;
};

}  // namespace aurawell::net
