#include "net/storage/spool_codec.hpp"

#include <chrono>
#include <concepts>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <utility>

namespace aurawell::net {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr std::size_t number_bytes = 8;

/// The first byte.
enum class record_kind : unsigned char { question = 1, progress = 2, answer = 3 };

template <class T, class Wanted>
concept is = std::same_as<std::remove_const_t<T>, Wanted>;

void each_field(auto& visit, is<conversation_key> auto& key) {
  visit(key.user, key.member, key.conversation);
}

void each_field(auto& visit, is<question_record> auto& question) {
  each_field(visit, question.key);
  visit(question.session, question.request, question.kind, question.text, question.asked_at,
        question.asked_by, question.makes_member);
}

void each_field(auto& visit, is<progress_record> auto& progress) {
  visit(progress.user, progress.request, progress.text);
}

void each_field(auto& visit, is<token_usage> auto& usage) {
  visit(usage.prompt_tokens, usage.completion_tokens, usage.total_tokens, usage.cached_tokens,
        usage.reasoning_tokens, usage.estimated);
}

void each_field(auto& visit, is<answer_summary> auto& summary) {
  visit(summary.text, summary.usage, summary.model, summary.provider, summary.finish_reason,
        summary.first_token, summary.duration, summary.safety);
}

void each_field(auto& visit, is<answer_record> auto& answer) {
  each_field(visit, answer.key);
  visit(answer.request, answer.status);
  each_field(visit, answer.summary);
  visit(answer.answered_at, answer.failure, answer.asked_by);
}

class field_writer {
 public:
  explicit field_writer(std::string& to) : to_{to} {}

  void operator()(const auto&... fields) { (put(fields), ...); }

 private:
  void put(std::integral auto number) {
    auto left = static_cast<std::uint64_t>(number);
    for (std::size_t i = 0; i < number_bytes; ++i, left >>= 8U) {
      to_ += static_cast<char>(left & 0xffU);
    }
  }
  void put(std::string_view text) {
    put(text.size());
    to_ += text;
  }
  template <class Tag>
  void put(const text_id<Tag>& id) {
    put(std::string_view{id.value});
  }
  void put(chat_kind kind) { put(kind == chat_kind::general); }
  // By their published names: the numbers behind them may change with a release.
  void put(request_status status) { put(to_string(status)); }
  void put(safety_level level) { put(to_string(level)); }
  void put(ec code) { put(to_string(code)); }
  void put(milliseconds time) { put(time.count()); }
  void put(wall_time at) {
    put(std::chrono::duration_cast<microseconds>(at.time_since_epoch()).count());
  }
  void put(const std::shared_ptr<const std::string>& text) { put(std::string_view{*text}); }
  void put(const token_usage& usage) { each_field(*this, usage); }
  template <class T>
  void put(const std::optional<T>& value) {
    put(value.has_value());
    if (value) {
      put(*value);
    }
  }

  std::string& to_;
};

class field_reader {
 public:
  explicit field_reader(std::string_view from) : from_{from} {}

  void operator()(auto&... fields) { (take(fields), ...); }

  /// Everything was there, was what it should be, and nothing is left.
  bool is_whole() const noexcept { return good_ && from_.empty(); }

 private:
  template <std::integral Number>
  void take(Number& number) {
    if (from_.size() < number_bytes) {
      fail();
      return;
    }
    std::uint64_t value = 0;
    for (std::size_t i = number_bytes; i-- > 0;) {
      value = value << 8U | static_cast<unsigned char>(from_[i]);
    }
    from_.remove_prefix(number_bytes);
    number = static_cast<Number>(value);
  }
  void take(std::string& text) {
    std::uint64_t size = 0;
    take(size);
    if (size > from_.size()) {
      fail();
      return;
    }
    text = from_.substr(0, size);
    from_.remove_prefix(size);
  }
  template <class Tag>
  void take(text_id<Tag>& id) {
    take(id.value);
  }
  void take(chat_kind& kind) { kind = taken<bool>() ? chat_kind::general : chat_kind::health; }
  void take(request_status& status) { named(status, request_status_from_string); }
  void take(safety_level& level) { named(level, safety_level_from_string); }
  void take(ec& code) { named(code, ec_from_string); }
  void take(milliseconds& time) { time = milliseconds{taken<std::int64_t>()}; }
  void take(wall_time& at) { at = wall_time{microseconds{taken<std::int64_t>()}}; }
  void take(std::shared_ptr<const std::string>& text) {
    text = std::make_shared<const std::string>(taken<std::string>());
  }
  void take(token_usage& usage) { each_field(*this, usage); }
  template <class T>
  void take(std::optional<T>& value) {
    value.reset();
    if (taken<bool>()) {
      take(value.emplace());
    }
  }

  template <class T>
  T taken() {
    T value{};
    take(value);
    return value;
  }
  template <class Value, class FromString>
  void named(Value& value, FromString from_string) {
    if (const auto known = from_string(taken<std::string>())) {
      value = *known;
    } else {
      fail();
    }
  }
  void fail() noexcept {
    good_ = false;
    from_ = {};
  }

  std::string_view from_;
  bool good_ = true;
};

record_kind kind_of(const question_record&) {
  return record_kind::question;
}
record_kind kind_of(const progress_record&) {
  return record_kind::progress;
}
record_kind kind_of(const answer_record&) {
  return record_kind::answer;
}

template <class Record>
std::optional<spooled_write> decode(std::string_view fields) {
  Record record;
  field_reader reader{fields};
  each_field(reader, record);
  return reader.is_whole() ? std::optional<spooled_write>{std::move(record)} : std::nullopt;
}

}  // namespace

std::string encode_write(const spooled_write& write) {
  std::string bytes;
  std::visit(
      [&bytes](const auto& record) {
        bytes += static_cast<char>(kind_of(record));
        field_writer writer{bytes};
        each_field(writer, record);
      },
      write);
  return bytes;
}

std::optional<spooled_write> decode_write(std::string_view bytes) {
  if (bytes.empty()) {
    return std::nullopt;
  }
  const auto fields = bytes.substr(1);
  switch (static_cast<record_kind>(bytes.front())) {
    case record_kind::question: return decode<question_record>(fields);
    case record_kind::progress: return decode<progress_record>(fields);
    case record_kind::answer: return decode<answer_record>(fields);
  }
  return std::nullopt;
}

}  // namespace aurawell::net
