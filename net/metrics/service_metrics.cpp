#include "net/metrics/service_metrics.hpp"

#include <string>

namespace aurawell::net {
namespace {

using prometheus::BuildCounter;
using prometheus::BuildHistogram;

constexpr std::size_t most_providers = 32;
constexpr std::array pools{"health_chat", "general_chat"};
constexpr std::array reasons{"queue_full", "queue_too_slow", "waited_too_long", "too_many_of_user",
                             "stopping"};
constexpr std::array recoveries{"retry",        "other_key",       "other_provider",
                                "continuation", "shorter_history", "other_form"};
constexpr std::array calls{"commit", "read"};
constexpr auto first_terminal = request_status::done;

std::size_t index(auto value) {
  return static_cast<std::size_t>(value);
}

auto& counters(prometheus::Registry& registry, const char* name, const char* help) {
  return BuildCounter().Name(name).Help(help).Register(registry);
}

auto& histograms(prometheus::Registry& registry, const char* name, const char* help) {
  return BuildHistogram().Name(name).Help(help).Register(registry);
}

}  // namespace

service_metrics::service_metrics(prometheus::Registry& registry)
    : recoveries_{counters(registry, "aurawell_recoveries_total",
                           "What was done instead of giving up, by the provider that failed.")},
      providers_{most_providers},
      cancels_{
          histograms(registry, "aurawell_cancel_to_upstream_close_seconds",
                     "From a person's wish to stop until the provider's connection was closed.")
              .Add({}, overhead_buckets.bounds_in_seconds())},
      published_frames_{histograms(registry, "aurawell_read_to_frame_seconds",
                                   "From the read that brought text until the frame with it was "
                                   "given to the system, for text followed live.")
                            .Add({}, overhead_buckets.bounds_in_seconds())} {
  auto& waits = histograms(registry, "aurawell_queue_wait_seconds",
                           "From a question's arrival in its pool until a worker took it.");
  auto& refusals = counters(registry, "aurawell_refusals_total", "Questions that a pool refused.");
  auto& answers = counters(registry, "aurawell_answers_total", "Questions that ended, by how.");
  auto& deaths = counters(registry, "aurawell_worker_deaths_total",
                          "Workers that ended unexpectedly and were replaced; a bug each.");
  auto& store_calls = histograms(registry, "aurawell_store_seconds",
                                 "Calls of the database: a group of writes until it is durable, or "
                                 "one read.");
  for (std::size_t i = 0; i < calls.size(); ++i) {
    store_calls_[i] = &store_calls.Add({{"call", calls[i]}}, overhead_buckets.bounds_in_seconds());
  }
  auto& screenings = counters(registry, "aurawell_safety_total",
                              "Questions screened, by how soon somebody should be seen.");
  for (std::size_t i = 0; i < screenings_.size(); ++i) {
    screenings_[i] =
        &screenings.Add({{"level", std::string{to_string(static_cast<safety_level>(i))}}});
  }
  auto& corrections = counters(registry, "aurawell_safety_corrections_total",
                               "Answers of models that were corrected, by what was wrong.");
  for (std::size_t i = 0; i < corrections_.size(); ++i) {
    corrections_[i] = &corrections.Add(
        {{"kind", std::string{safety::name_of(static_cast<safety::contradiction>(i))}}});
  }
  for (std::size_t pool = 0; pool < pools.size(); ++pool) {
    const prometheus::Labels labels{{"pool", pools[pool]}};
    const auto with_label = [&labels](const char* name, std::string value) {
      auto more = labels;
      more.emplace(name, std::move(value));
      return more;
    };
    waits_[pool] = {&waits.Add(labels, overhead_buckets.bounds_in_seconds())};
    deaths_[pool] = {&deaths.Add(labels)};
    for (std::size_t i = 0; i < reasons.size(); ++i) {
      refusals_[pool][i] = &refusals.Add(with_label("reason", reasons[i]));
    }
    for (std::size_t i = 0; i < answers_[pool].size(); ++i) {
      const auto status = static_cast<request_status>(index(first_terminal) + i);
      answers_[pool][i] = &answers.Add(with_label("status", std::string{to_string(status)}));
    }
  }
}

void service_metrics::recovered(std::string_view provider, recovery kind) {
  recoveries_.Add({{"provider", providers_.value_for(provider)}, {"kind", recoveries[index(kind)]}})
      .Increment();
}

void service_metrics::waited(chat_kind pool, std::chrono::nanoseconds in_queue) {
  waits_[index(pool)][0]->Observe(in_seconds(in_queue));
}

void service_metrics::refused(chat_kind pool, refusal_reason why) {
  refusals_[index(pool)][index(why)]->Increment();
}

void service_metrics::answered(const answer_report& answer) {
  if (!is_terminal(answer.status)) {
    return;
  }
  answers_[index(answer.pool)][index(answer.status) - index(first_terminal)]->Increment();
  if (answer.over != transport::websocket) {
    return;
  }
  asked_.add(questions, 1);
  if (answer.status == request_status::done) {
    asked_.add(whole_answers, 1);
    asked_.add(nanoseconds, static_cast<std::uint64_t>(answer.duration.count()));
  } else if (answer.status != request_status::cancelled) {
    asked_.add(failed, 1);
  }
}

void service_metrics::denied(transport over) noexcept {
  if (over == transport::websocket) {
    asked_.add(questions, 1);
    asked_.add(failed, 1);
  }
}

void service_metrics::store_called(store_call call, std::chrono::nanoseconds duration) {
  store_calls_[index(call)]->Observe(in_seconds(duration));
}

void service_metrics::add_to(traffic_totals& totals) const noexcept {
  // In this order, so that no part is more than the whole.
  totals.answering = std::chrono::nanoseconds{static_cast<std::int64_t>(asked_.total(nanoseconds))};
  totals.answers = asked_.total(whole_answers);
  totals.failed = asked_.total(failed);
  totals.questions = asked_.total(questions);
}

void service_metrics::screened(safety_level found) {
  screenings_[index(found)]->Increment();
}

void service_metrics::corrected(const safety::contradiction_set& found) {
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i]) {
      corrections_[i]->Increment();
    }
  }
}

void service_metrics::worker_terminated(chat_kind pool) {
  deaths_[index(pool)][0]->Increment();
}

void service_metrics::upstream_closed(std::chrono::nanoseconds since_cancel) {
  cancels_.Observe(in_seconds(since_cancel));
}

}  // namespace aurawell::net
