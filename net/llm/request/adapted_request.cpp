#include "net/llm/request/adapted_request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "domain/log/log.hpp"

namespace aurawell::net {
namespace {

std::set<std::string> names_in(member_set members) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < request_member_count; ++i) {
    if (const auto member = static_cast<request_member>(i); members.has(member)) {
      names.emplace(name_of(member));
    }
  }
  return names;
}

request_member other_limit(request_member limit) noexcept {
  return limit == request_member::max_tokens ? request_member::max_completion_tokens
                                             : request_member::max_tokens;
}

}  // namespace

adapted_request::adapted_request(encoded_request encoded, traits about,
                                 std::shared_ptr<provider_lessons> lessons)
    : encoded_{std::move(encoded)},
      about_{std::move(about)},
      lessons_{std::move(lessons)},
      available_{encoded_.available().without(about_.omitted)},
      refused_{members_named(about_.known.refused)},
      news_{(members_named(about_.suspected) & available_).without(refused_)} {
  refused_ = refused_ | news_;
  encoded_.choose(sent());
}

member_set adapted_request::sent() const noexcept {
  auto wanted = available_.without(refused_);
  // One of the two names: the preferred one as long as it is not refused.
  if (wanted.has(about_.limit_name)) {
    wanted = wanted.without(member_set{other_limit(about_.limit_name)});
  }
  return wanted;
}

bool adapted_request::continues_answer() const noexcept {
  return encoded_.has_prefix || sent().has(request_member::continue_final_message);
}

bool adapted_request::adapt(const refusal& read) {
  if ((read.members & sent()).empty()) {
    return false;
  }
  // Both names of a refused value count, although only one was sent.
  const auto left_out = (read.members & available_).without(refused_);
  refused_ = refused_ | left_out;
  if (read.too_long) {
    is_too_long_whole_ = true;
  } else {
    news_ = news_ | left_out;
  }
  encoded_.choose(sent());
  return true;
}

void adapted_request::learn_from_success() {
  if (std::exchange(has_succeeded_, true)) {
    return;
  }
  learn_members();
  const auto& model = about_.known.model;
  if (!about_.is_history_cut) {
    return;
  }
  if (about_.history_limit) {
    const auto limit =
        std::min(*about_.history_limit, about_.known.history_bytes.value_or(*about_.history_limit));
    // A question that leaves no room for history is itself long; others may have room.
    if (limit > 0 && !is_too_long_whole_) {
      lessons_->learn_history_limit(model, limit);
      logging::info("model.history_limited", {{"model", model}, {"bytes", limit}});
    }
  } else {
    lessons_->grow_history(model);
  }
}

void adapted_request::learn_members() {
  if (news_.empty()) {
    return;
  }
  const auto names = names_in(std::exchange(news_, {}));
  lessons_->refuse(about_.known.model, names);
  logging::info("model.members_omitted", {{"model", about_.known.model},
                                          {"members", fmt::to_string(fmt::join(names, ","))}});
}

std::set<std::string> adapted_request::suspected() const {
  return names_in(news_);
}

void adapted_request::drop_json() {
  // An assignment would keep the memory.
  [[maybe_unused]] const auto dropped = std::exchange(encoded_, {});
}

}  // namespace aurawell::net
