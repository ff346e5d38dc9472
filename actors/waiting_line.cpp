#include "actors/waiting_line.hpp"

#include <algorithm>

namespace aurawell::actors {
namespace {

constexpr std::chrono::seconds least_between_places{1};

bool is_notable(std::uint32_t told, std::uint32_t place) {
  const auto change = std::max(told, place) - std::min(told, place);
  return change > 0 && change >= told / 10;
}

}  // namespace

template <class Visitor>
void waiting_line::for_each_in_order(Visitor visit) {
  std::uint32_t place = 0;
  for (auto& first : firsts_) {
    visit(first, ++place);
  }
  others_.for_each_in_order([&](pooled_question& other, std::size_t) { visit(other, ++place); });
}

void waiting_line::push(pooled_question question) {
  if (question.is_first) {
    firsts_.push_back(std::move(question));
  } else {
    const auto user = question.user();
    others_.push(user, std::move(question));
  }
}

pooled_question waiting_line::pop() {
  if (firsts_.empty()) {
    return others_.pop();
  }
  auto question = std::move(firsts_.front());
  firsts_.pop_front();
  return question;
}

std::optional<pooled_question> waiting_line::remove(const user_id& user,
                                                    const session_actor& session, ticket number) {
  const auto matches = [&](const pooled_question& waiting) {
    return waiting.job->session == session && waiting.job->number == number;
  };
  const auto found = std::find_if(firsts_.begin(), firsts_.end(), matches);
  if (found == firsts_.end()) {
    return others_.remove(user, matches);
  }
  std::optional question{std::move(*found)};
  firsts_.erase(found);
  return question;
}

std::vector<pooled_question> waiting_line::take_expired(time_point now) {
  std::vector<advice_job_ptr> late;
  for_each_in_order([&](const pooled_question& waiting, std::uint32_t) {
    if (now >= waiting.deadline) {
      late.push_back(waiting.job);
    }
  });
  std::vector<pooled_question> taken;
  for (const auto& job : late) {
    taken.push_back(*remove(job->key.user, job->session, job->number));
  }
  return taken;
}

std::vector<waiting_line::told_place> waiting_line::places_to_tell(time_point now) {
  std::vector<told_place> news;
  for_each_in_order([&](pooled_question& waiting, std::uint32_t place) {
    const bool is_first = waiting.told_place == 0;
    if (is_first ||
        (now - waiting.told_at >= least_between_places && is_notable(waiting.told_place, place))) {
      waiting.told_place = place;
      waiting.told_at = now;
      news.push_back({waiting.job->session, waiting.job->number, place});
    }
  });
  return news;
}

}  // namespace aurawell::actors
