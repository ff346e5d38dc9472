#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "domain/chat/question_job.hpp"
#include "domain/ports/advice_records.hpp"
#include "domain/result.hpp"

namespace aurawell {

/// Which running questions to claim.
struct claim_query {
  /// The process that ran them, a name of `list_runners`.
  std::string runner;
  std::size_t most = 64;
};

/// A running question that now belongs to this process.
struct claimed_question {
  conversation_key key;
  user_id asker;
  session_id session;
  /// With the text that was saved last and the term of the claim.
  stored_exchange exchange;
  /// A failure: it cannot be asked again, only be ended.
  result<question_job> job;
};

/// The part of a store that says which process runs a question. Calls as in `advice_store`.
class run_claims {
 public:
  run_claims() = default;
  run_claims(const run_claims&) = delete;
  run_claims& operator=(const run_claims&) = delete;
  virtual ~run_claims() = default;

  /// The processes that run questions; an empty name: those whose process is unknown.
  virtual result<std::vector<std::string>> list_runners() = 0;

  /// Makes this process the one that answers running questions of a process that has ended; oldest
  /// first, without those that another process claims at the same time. Unreadable ones are logged
  /// and left out. If that process has not ended, its writes fail from now on.
  virtual result<std::vector<claimed_question>> claim_running(const claim_query& query) = 0;
};

}  // namespace aurawell
